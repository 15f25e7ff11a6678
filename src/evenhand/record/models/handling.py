"""The moment of contact and after it: how contacts were handled, breaches, and putting restrictions into effect."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from evenhand.record.models.base import Frozen, Kept, coded, one_of, said, stays, together
from evenhand.record.models.cases import Case
from evenhand.record.models.customers import PointKind
from evenhand.record.models.decisions import Restriction
from evenhand.record.models.people import Staff
from evenhand.rules.vocabulary import Channel, Handling


class HandledContact(Kept):
    """One contact with the council and how it was handled. What came of it is added; what happened stays."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handled_contacts")
    channel = coded(Channel)
    received = models.DateTimeField()
    purpose = models.CharField(max_length=64, blank=True)
    """An always-allowed way or a mandatory service, by its code; empty where it was neither."""
    handling = coded(Handling)
    restriction = models.ForeignKey(
        Restriction, null=True, blank=True, on_delete=models.PROTECT, related_name="handled_contacts"
    )
    """The restriction that was applied, where one was."""
    note = models.TextField(blank=True)
    service_refused = models.BooleanField(null=True)
    """Whether a mandatory service was kept from the customer."""
    applied_consistently = models.BooleanField(null=True)
    protests = models.BooleanField(null=True)
    is_appeal = models.BooleanField(null=True)
    """What staff answered when asked if a protest is an appeal."""
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    risk_looked_at = models.DateTimeField(null=True, blank=True)
    risk_looked_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    new_issue = models.BooleanField(null=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    passed_on_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    passed_on_to = models.CharField(max_length=200, blank=True)
    """The team or the post that answers it."""
    answer_due = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays(
                "case_id",
                "channel",
                "received",
                "purpose",
                "handling",
                "restriction_id",
                "note",
                "service_refused",
                "applied_consistently",
                "recorded_at",
                "recorded_by_id",
                name="contact_stays",
            ),
        ]
        constraints: ClassVar = [
            one_of("channel", Channel, name="handledcontact_channel_known"),
            one_of("handling", Handling, name="handledcontact_handling_known"),
            together("risk_looked_at", "risk_looked_by", name="handledcontact_looked_at_by_somebody"),
            together("read_at", "read_by", name="handledcontact_read_by_somebody"),
            together("passed_on_at", "passed_on_by", name="handledcontact_passed_on_by_somebody"),
            together("answered_at", "answered_by", name="handledcontact_answered_by_somebody"),
            models.CheckConstraint(
                condition=Q(received__lte=models.F("recorded_at")), name="handledcontact_recorded_after_it_came"
            ),
            models.CheckConstraint(
                condition=Q(passed_on_at__isnull=True) | Q(passed_on_to__regex=r"\S"),
                name="handledcontact_passed_on_to_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "received"], name="handledcontact_by_case")]


class Breach(Frozen):
    """A contact that a restriction did not allow."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="breaches")
    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="breaches")
    occurred = models.DateTimeField()
    channel = coded(Channel)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            one_of("channel", Channel, name="breach_channel_known"),
            models.CheckConstraint(
                condition=Q(occurred__lte=models.F("recorded_at")), name="breach_recorded_after_it_happened"
            ),
        ]


class ExceptionalContact(Kept):
    """Exceptional circumstances that were raised under a restriction, and whether the contact was let in (9.4)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exceptional_contacts")
    restriction = models.ForeignKey(
        Restriction, null=True, blank=True, on_delete=models.PROTECT, related_name="exceptional_contacts"
    )
    raised = models.DateTimeField()
    circumstances = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    let_in = models.BooleanField(null=True)
    reasons = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays(
                "case_id",
                "restriction_id",
                "raised",
                "circumstances",
                "recorded_at",
                "recorded_by_id",
                name="circumstances_stay",
            ),
        ]
        constraints: ClassVar = [
            said("circumstances", name="exceptionalcontact_said"),
            together("decided_at", "decided_by", "let_in", name="exceptionalcontact_decided_by_somebody"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(reasons__regex=r"\S"), name="exceptionalcontact_reasoned"
            ),
        ]


class Enforcement(Kept):
    """A restriction set up, or taken down, where something outside this system has to be changed for it (9.3)."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="enforcements")
    channel = coded(Channel)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [*Kept.Meta.triggers, stays("restriction_id", "channel", name="enforcement_stays")]
        constraints: ClassVar = [
            one_of("channel", Channel, name="enforcement_channel_known"),
            together("applied_at", "applied_by", name="enforcement_applied_by_somebody"),
            together("stopped_at", "stopped_by", name="enforcement_stopped_by_somebody"),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=False) | Q(stopped_at__isnull=False), name="enforcement_says_something"
            ),
            models.UniqueConstraint(
                fields=["restriction", "channel"],
                condition=Q(stopped_at__isnull=True),
                name="enforcement_one_open_a_channel",
            ),
        ]


class Evasion(Kept):
    """Another name, number or address that may be the same person, and what a person decided about it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evasions")
    why = models.TextField()
    point_kind = coded(PointKind, blank=True, default="")
    point = models.TextField(blank=True)
    """The number, address or account as people read it; empty where it is a name alone."""
    point_key = models.CharField(max_length=320, blank=True)
    """The same as machines compare it."""
    suspected_at = models.DateTimeField()
    suspected_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    same_person = models.BooleanField(null=True)
    reasons = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays(
                "case_id",
                "why",
                "point_kind",
                "point",
                "point_key",
                "suspected_at",
                "suspected_by_id",
                name="suspicion_stays",
            ),
        ]
        constraints: ClassVar = [
            one_of("point_kind", PointKind, name="evasion_point_kind_known", optional=True),
            said("why", name="evasion_said"),
            together("decided_at", "decided_by", "same_person", name="evasion_decided_by_somebody"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(reasons__regex=r"\S"), name="evasion_reasoned"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["point_kind", "point_key"], name="evasion_by_point")]
