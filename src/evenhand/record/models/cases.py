"""Cases and what happens in them before a decision: incidents, warnings, investigations, referrals, ties."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from evenhand.record.models.base import (
    Frozen,
    Kept,
    all_of,
    coded,
    one_of,
    said,
    settled_once,
    stays,
    together,
)
from evenhand.record.models.council import PolicyVersion
from evenhand.record.models.customers import Customer
from evenhand.record.models.people import Staff
from evenhand.record.references import new_reference
from evenhand.rules.vocabulary import (
    Behaviour,
    Channel,
    ConflictKind,
    Labelled,
    Recommendation,
    ReferralTarget,
    StaffResponse,
    Stage,
    WarningForm,
)


class Case(Kept):
    """Everything about one customer's actions, from the first incident to its closing."""

    reference = models.CharField(max_length=16, unique=True, default=new_reference)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="cases")
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT)
    """The version of the policy that this case is under."""
    stage = coded(Stage, default=Stage.REPORTED)
    version = models.PositiveIntegerField(default=1)
    """Rises with every change; a decision names the version that it saw."""
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.UUIDField(null=True, blank=True)
    closing_reasons = models.TextField(blank=True)

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            one_of("stage", Stage, name="case_stage_known"),
            together("closed_at", "closed_by", name="case_closed_by_somebody"),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_at__isnull=False)
                | (~Q(stage=Stage.CLOSED) & Q(closed_at__isnull=True)),
                name="case_closed_when_closed",
            ),
            models.UniqueConstraint(
                fields=["customer"], condition=~Q(stage=Stage.CLOSED), name="case_one_open_a_customer"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["stage", "-opened_at"], name="case_by_stage")]


class Incident(Kept):
    """One reported occasion of possibly unacceptable action.

    Only who takes it on, and that the staff were supported, is ever added to it. Threats of harm, offences and
    injuries stand in tables of their own.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="incidents")
    occurred = models.DateTimeField()
    channel = coded(Channel)
    behaviours = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    what_happened = models.TextField()
    """What was seen and heard: fact."""
    opinion = models.TextField(blank=True)
    """What the reporter made of it: opinion, kept apart."""
    shown = models.JSONField(default=dict, blank=True)
    """What shows the behaviours: code of ``Shown`` -> text."""
    at_public_meeting = models.BooleanField(null=True, blank=True)
    """Whether a recording was made at a public council meeting; null where nobody was asked."""
    responses = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="incidents_reported")
    manager = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents_to_manage"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents_taken_on"
    )
    supported_at = models.DateTimeField(null=True, blank=True)
    """When the well-being of the staff affected was followed up; what was done may be health data and stands apart."""
    supported_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays(
                "case_id",
                "occurred",
                "channel",
                "behaviours",
                "what_happened",
                "opinion",
                "shown",
                "at_public_meeting",
                "responses",
                "reported_at",
                "reported_by_id",
                name="facts_stay",
            ),
            settled_once("supported_at", "supported_by_id", name="support_stays"),
        ]
        constraints: ClassVar = [
            one_of("channel", Channel, name="incident_channel_known"),
            all_of("behaviours", Behaviour, name="incident_behaviours_known"),
            all_of("responses", StaffResponse, name="incident_responses_known"),
            said("what_happened", name="incident_said"),
            together("acknowledged_at", "acknowledged_by", name="incident_acknowledged_by_somebody"),
            together("supported_at", "supported_by", name="incident_supported_by_somebody"),
            models.CheckConstraint(
                condition=Q(occurred__lte=models.F("reported_at")), name="incident_reported_after_it_happened"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "occurred"], name="incident_by_case")]


class IncidentPart(Labelled):
    """What part a member of staff had in an incident."""

    AFFECTED = "affected", "Affected"
    WITNESS = "witness", "Witness"


class IncidentStaff(Frozen):
    """A member of staff whom an incident affected, or who witnessed it."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="people")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="incident_parts")
    part = coded(IncidentPart)

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            one_of("part", IncidentPart, name="incidentstaff_part_known"),
            models.UniqueConstraint(fields=["incident", "staff", "part"], name="incidentstaff_once"),
        ]


class Warning(Frozen):  # noqa: A001 - the field's own word
    """A warning: what was unacceptable, why, and a chance to change."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="warnings")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="warnings_given")
    form = coded(WarningForm)
    reasons = models.TextField()
    chance_to_change = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [one_of("form", WarningForm, name="warning_form_known")]


class Investigation(Kept):
    """The manager's inquiry: the customer's account, the council's own part, and what is recommended."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="investigations")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="investigations")
    customer_account = models.TextField(blank=True)
    council_part = models.TextField(blank=True)
    conclusions = models.TextField(blank=True)
    recommendation = coded(Recommendation, blank=True, default="")
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            one_of("recommendation", Recommendation, name="investigation_recommendation_known", optional=True),
            together("concluded_at", "concluded_by", name="investigation_concluded_by_somebody"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(concluded_at__isnull=True), name="investigation_one_open_a_case"
            ),
        ]


class Referral(Frozen):
    """A matter put to somebody else to decide or act on, or the decision not to.

    Why a matter went to the police or to safeguarding, and what came of it, says who threatened whom with
    what: that stands in ``ReferralDetail`` and ``ReferralOutcome``.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    target = coded(ReferralTarget)
    incident = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")
    """The incident that it is about; none for the case as a whole."""
    declined = models.BooleanField(default=False)
    """Whether it was decided not to make it."""
    reasons = models.TextField(blank=True)
    """Why the team should consider it; empty for the police and safeguarding."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="referrals_made")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            one_of("target", ReferralTarget, name="referral_target_known"),
            models.CheckConstraint(
                condition=Q(target=ReferralTarget.TEAM, reasons__regex=r"\S", declined=False, incident__isnull=True)
                | (~Q(target=ReferralTarget.TEAM) & Q(reasons="")),
                name="referral_said_to_the_team_alone",
            ),
        ]


class Conflict(Kept):
    """A tie that a panel member declared, and what the monitoring officer decided."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conflicts")
    member = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="conflicts")
    kind = coded(ConflictKind)
    explanation = models.TextField()
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    may_sit = models.BooleanField(null=True)
    decision_reasons = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            one_of("kind", ConflictKind, name="conflict_kind_known"),
            said("explanation", name="conflict_said"),
            together("decided_at", "decided_by", "may_sit", name="conflict_decided_by_somebody"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decision_reasons__regex=r"\S"),
                name="conflict_reasoned",
            ),
            models.UniqueConstraint(fields=["case", "member", "kind"], name="conflict_once"),
        ]
