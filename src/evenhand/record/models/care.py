"""What few people need to know: threats of harm, offences, injuries, and what the police or safeguarding did."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from evenhand.record.models.base import Confidential, all_of, coded, one_of, said
from evenhand.record.models.cases import Incident, Referral
from evenhand.record.models.people import Staff
from evenhand.rules.vocabulary import Harm, Injury, Offence


class IncidentRisk(Confidential):
    """Whom an incident threatened with harm, and the offence in it; written with the report (4.1, 8.2)."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="+")
    harm = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    offence = coded(Offence, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta(Confidential.Meta):
        constraints: ClassVar = [
            all_of("harm", Harm, name="incidentrisk_harm_known"),
            one_of("offence", Offence, name="incidentrisk_offence_known", optional=True),
            models.CheckConstraint(condition=~Q(harm=[], offence=""), name="incidentrisk_says_something"),
        ]


class SupportNote(Confidential):
    """What was done for the staff whom an incident affected (1.4)."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    note = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta(Confidential.Meta):
        constraints: ClassVar = [said("note", name="supportnote_said")]


class StaffInjury(Confidential):
    """What an incident did to one member of staff, by the thresholds of RIDDOR; the last record counts."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    injury = coded(Injury)
    known = models.DateTimeField()
    """When the council knew of it; the time to report runs from then."""
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta(Confidential.Meta):
        constraints: ClassVar = [
            one_of("injury", Injury, name="staffinjury_injury_known"),
            models.CheckConstraint(
                condition=Q(known__lte=models.F("recorded_at")), name="staffinjury_recorded_after_it_was_known"
            ),
        ]


class InjuryReport(Confidential):
    """The report of an injury to HSE (RIDDOR)."""

    injury = models.OneToOneField(StaffInjury, on_delete=models.PROTECT, related_name="+")
    reported = models.DateTimeField()
    """When HSE was told."""
    reference = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta(Confidential.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reported__lte=models.F("recorded_at")), name="injuryreport_recorded_after_it_was_made"
            ),
        ]


class ReferralDetail(Confidential):
    """Why a matter went to the police or to safeguarding, or why it did not."""

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    reference = models.CharField(max_length=200, blank=True)
    """The other body's reference, such as a crime number, where it was given at once."""
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta(Confidential.Meta):
        constraints: ClassVar = [said("reasons", name="referraldetail_said")]


class ReferralOutcome(Confidential):
    """What came of a referral so far: accepted or not, the other body's reference, the outcome."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    accepted = models.BooleanField(null=True, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    outcome = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta(Confidential.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted__isnull=False) | ~Q(reference="") | ~Q(outcome=""),
                name="referraloutcome_says_something",
            ),
        ]
