"""What the customer asks for and says: requests for adjustments, complaints, a statement on file."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from evenhand.record.models.base import Confidential, Frozen, Kept, coded, one_of, said, settled_once, stays, together
from evenhand.record.models.cases import Case
from evenhand.record.models.customers import Adjustment, Customer
from evenhand.record.models.people import Staff
from evenhand.rules.vocabulary import Labelled, OmbudsmanStage


class AdjustmentRequest(Kept):
    """A request for an adjustment, or a disability that the customer told us of (11.1, 11.3).

    What they said may be health data and stands in ``RequestWords``.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="adjustment_requests")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    """The case on which it came up."""
    made = models.DateTimeField()
    interim_arrangement = models.TextField(blank=True)
    """What is arranged until it is answered, with the reason why it cannot be answered yet."""
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    granted = models.BooleanField(null=True, blank=True)
    adjustment = models.OneToOneField(
        Adjustment, null=True, blank=True, on_delete=models.PROTECT, related_name="request"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays("customer_id", "case_id", "made", "recorded_at", "recorded_by_id", name="request_stays"),
            settled_once("answered_at", "answered_by_id", "granted", "adjustment_id", name="answer_stays"),
        ]
        constraints: ClassVar = [
            together("answered_at", "answered_by", "granted", name="adjustmentrequest_answered_by_somebody"),
            models.CheckConstraint(
                condition=Q(granted=True, adjustment__isnull=False)
                | (Q(adjustment__isnull=True) & (Q(granted=False) | Q(granted__isnull=True))),
                name="adjustmentrequest_granted_is_arranged",
            ),
            models.CheckConstraint(
                condition=Q(made__lte=models.F("recorded_at")), name="adjustmentrequest_recorded_after_it_was_made"
            ),
        ]


class RequestPart(Labelled):
    """Whose words about a request for an adjustment are kept."""

    ASKED = "asked", "What the customer asked for or told us"
    ANSWERED = "answered", "What we answered"


class RequestWords(Confidential):
    """What the customer asked for or told us of, and what we answered: it may be health data."""

    request = models.ForeignKey(AdjustmentRequest, on_delete=models.PROTECT, related_name="+")
    part = coded(RequestPart)
    words = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta(Confidential.Meta):
        constraints: ClassVar = [
            one_of("part", RequestPart, name="requestwords_part_known"),
            said("words", name="requestwords_said"),
        ]


class Complaint(Frozen):
    """How far a complaint of the customer has gone, as known at one moment; the last record of it counts (7.4)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="complaints")
    reference = models.CharField(max_length=200)
    """The complaint's own reference, by which its records belong together."""
    procedure_completed = models.BooleanField(null=True, blank=True)
    ombudsman = coded(OmbudsmanStage, blank=True, default="")
    answer_due = models.DateField(null=True, blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            said("reference", name="complaint_referenced"),
            one_of("ombudsman", OmbudsmanStage, name="complaint_ombudsman_known", optional=True),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | Q(answered__lte=models.F("recorded_at")),
                name="complaint_recorded_after_it_was_answered",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "reference", "recorded_at"], name="complaint_by_reference")]


class CustomerStatement(Frozen):
    """The customer's own account, put on file as they gave it; they always may."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statements")
    statement = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [said("statement", name="customerstatement_said")]
