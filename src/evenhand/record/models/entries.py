"""Entries about a customer and what becomes of them: blocks without a decision, warnings, sharing, corrections."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from evenhand.record.models.base import Frozen, Kept, all_of, said, settled_once, stays, together
from evenhand.record.models.cases import Case, Incident
from evenhand.record.models.customers import ContactPoint
from evenhand.record.models.decisions import Determination
from evenhand.record.models.people import Staff
from evenhand.rules.vocabulary import RestrictionKind


class InformalRestriction(Kept):
    """A block, ban or label with no decision behind it (9.2), until it is ended or a decision takes its place."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="informal_restrictions")
    description = models.TextField()
    """What was found, and where."""
    kinds = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    found = models.DateTimeField()
    reasons_given = models.BooleanField(null=True, blank=True)
    """Whether the customer was given reasons; null where nobody knows."""
    appeal_offered = models.BooleanField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    regularised_by = models.ForeignKey(
        Determination, null=True, blank=True, on_delete=models.PROTECT, related_name="regularises"
    )
    """The decision that took its place; none where it just ended."""
    settlement = models.TextField(blank=True)
    """Why it ended, or why it was settled as it was."""
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays(
                "case_id",
                "description",
                "kinds",
                "found",
                "reasons_given",
                "appeal_offered",
                "recorded_at",
                "recorded_by_id",
                name="finding_stays",
            ),
            settled_once("settled_at", "settled_by_id", "settlement", "regularised_by_id", name="settlement_stays"),
        ]
        constraints: ClassVar = [
            said("description", name="informalrestriction_said"),
            all_of("kinds", RestrictionKind, name="informalrestriction_kinds_known"),
            together("settled_at", "settled_by", name="informalrestriction_settled_by_somebody"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, regularised_by__isnull=True)
                | Q(settled_at__isnull=False, settlement__regex=r"\S"),
                name="informalrestriction_settled_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(found__lte=models.F("recorded_at")), name="informalrestriction_recorded_after_it_was_found"
            ),
        ]


class Marker(Kept):
    """A safety warning on the customer, or on one of their addresses: what staff do to stay safe."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="markers")
    point = models.ForeignKey(ContactPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="markers")
    """The address that it is on; none for one on the person."""
    control_measures = models.TextField()
    """What staff do to stay safe."""
    source = models.TextField()
    """Who or what it comes from."""
    source_date = models.DateField(null=True, blank=True)
    tested = models.BooleanField()
    """Whether what it rests on was looked into."""
    risk_assessed = models.BooleanField()
    identity_verified = models.BooleanField()
    """Whether the customer's identity had been checked when it was placed."""
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    ending_reasons = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays(
                "case_id",
                "point_id",
                "control_measures",
                "source",
                "source_date",
                "tested",
                "risk_assessed",
                "identity_verified",
                "placed_at",
                "placed_by_id",
                name="warning_stays",
            ),
            settled_once("ended_at", "ended_by_id", "ending_reasons", name="ending_stays"),
        ]
        constraints: ClassVar = [
            said("control_measures", name="marker_says_what_to_do"),
            together("ended_at", "ended_by", name="marker_ended_by_somebody"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ending_reasons__regex=r"\S"), name="marker_ended_with_reasons"
            ),
        ]


class MarkerEvidence(Frozen):
    """An incident that a safety warning rests on."""

    marker = models.ForeignKey(Marker, on_delete=models.PROTECT, related_name="evidence")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["marker", "incident"], name="markerevidence_once"),
        ]


class Sharing(Frozen):
    """One time that an entry of a case was shared with somebody outside it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sharings")
    about = models.UUIDField(null=True, blank=True)
    """The row that was shared; none for the case as a whole."""
    recipient = models.CharField(max_length=200)
    need = models.TextField(blank=True)
    """Why they need it."""
    wrongly = models.BooleanField(null=True, blank=True)
    """Whether it turned out to be wrong to share it."""
    shared = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            said("recipient", name="sharing_says_with_whom"),
            models.CheckConstraint(
                condition=Q(shared__lte=models.F("recorded_at")), name="sharing_recorded_after_it_happened"
            ),
        ]


class Correction(Frozen):
    """A correction of an entry. The entry stays as it was written, with the correction beside it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    about = models.UUIDField(null=True, blank=True)
    """The row that is corrected; none for the case as a whole."""
    correction = models.TextField()
    corrected_at = models.DateTimeField()
    corrected_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [said("correction", name="correction_said")]


class CorrectionReach(Frozen):
    """Somebody whom an entry had gone to, told of its correction."""

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="reaches")
    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["correction", "sharing"], name="correctionreach_once"),
        ]


class LegalHold(Kept):
    """A reason to keep a record past its time."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    reasons = models.TextField()
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    release_reasons = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays("case_id", "reasons", "held_at", "held_by_id", name="hold_stays"),
            settled_once("released_at", "released_by_id", "release_reasons", name="release_stays"),
        ]
        constraints: ClassVar = [
            said("reasons", name="legalhold_said"),
            together("released_at", "released_by", name="legalhold_released_by_somebody"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(release_reasons__regex=r"\S"),
                name="legalhold_released_with_reasons",
            ),
        ]
