"""Looks at a restriction after the decision: reviews and appeals; and the equality answers behind decisions."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from evenhand.record.models.base import (
    Access,
    Frozen,
    Kept,
    Row,
    coded,
    exactly_one,
    one_of,
    said,
    stays,
    together,
)
from evenhand.record.models.cases import Case
from evenhand.record.models.decisions import Determination, Restriction
from evenhand.record.models.people import Staff
from evenhand.rules.vocabulary import AppealOutcome, ReviewOutcome


class Review(Frozen):
    """One look at a restriction: lifting first, fresh reasons to continue."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews")
    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="reviews")
    seen_version = models.PositiveIntegerField()
    outcome = coded(ReviewOutcome)
    narrowed_to = models.OneToOneField(
        Restriction, null=True, blank=True, on_delete=models.PROTECT, related_name="narrowed_by_review"
    )
    """The lighter restriction that took its place, where the review made it lighter."""
    doors = models.JSONField(default=dict)
    """Rule id -> why its step was put off, where delay would have done harm."""
    lift_considered = models.TextField(blank=True)
    reasons = models.TextField()
    new_end = models.DateTimeField(null=True, blank=True)
    next_review = models.DateField(null=True, blank=True)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="reviews_held")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            one_of("outcome", ReviewOutcome, name="review_outcome_known"),
            said("reasons", name="review_reasoned"),
            models.CheckConstraint(
                condition=Q(outcome=ReviewOutcome.LIFTED) | Q(next_review__isnull=False),
                name="review_sets_the_next_one",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=ReviewOutcome.VARIED) | Q(new_end__isnull=False) | Q(narrowed_to__isnull=False),
                name="review_varied_says_how",
            ),
        ]


class EqualityAnswers(Row):
    """The answers to the equality questions: special-category data, under a database role of its own."""

    access: ClassVar[Access] = Access.SENSITIVE

    determination = models.ForeignKey(
        Determination, null=True, blank=True, on_delete=models.PROTECT, related_name="equality_answers"
    )
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="equality_answers")
    barriers = models.TextField()
    bears_harder = models.BooleanField()
    arrangements = models.TextField(blank=True)
    human_rights = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField()

    class Meta(Row.Meta):
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(determination__isnull=False, review__isnull=True)
                | Q(determination__isnull=True, review__isnull=False),
                name="equalityanswers_about_one_thing",
            ),
            models.UniqueConstraint(fields=["determination"], name="equalityanswers_once_a_determination"),
            models.UniqueConstraint(fields=["review"], name="equalityanswers_once_a_review"),
            said("barriers", "human_rights", name="equalityanswers_said"),
        ]


class Appeal(Kept):
    """The customer's request to look at a decision or a restriction again, and the answer to it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appeals")
    determination = models.ForeignKey(
        Determination, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals"
    )
    restriction = models.ForeignKey(
        Restriction, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals"
    )
    words = models.TextField()
    """What the customer said, as they said it."""
    made = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    outcome = coded(AppealOutcome, blank=True, default="")
    reasons = models.TextField(blank=True)
    narrowed_to = models.OneToOneField(
        Restriction, null=True, blank=True, on_delete=models.PROTECT, related_name="narrowed_by_appeal"
    )
    """The lighter restriction that took the place of the one appealed against."""
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays(
                "case_id",
                "determination_id",
                "restriction_id",
                "words",
                "made",
                "recorded_at",
                "recorded_by_id",
                name="appeal_stays",
            ),
        ]
        constraints: ClassVar = [
            one_of("outcome", AppealOutcome, name="appeal_outcome_known", optional=True),
            said("words", name="appeal_said"),
            exactly_one("determination", "restriction", name="appeal_about_one_thing"),
            together("decided_at", "decided_by", name="appeal_decided_by_somebody"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome="", narrowed_to__isnull=True)
                | (Q(decided_at__isnull=False, reasons__regex=r"\S") & ~Q(outcome="")),
                name="appeal_decided_with_reasons",
            ),
        ]


class LegalConsideration(Kept):
    """A decision on legal action with the four considerations of clause 9.6, put before it or completed after."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="legal_considerations")
    goes_ahead = models.BooleanField()
    effect_on_staff = models.TextField(blank=True)
    effect_on_customer = models.TextField(blank=True)
    engagement = models.TextField(blank=True)
    """Whether the council can still engage with the customer."""
    exhausted = models.TextField(blank=True)
    """Whether everything else was tried."""
    urgent_reason = models.TextField(blank=True)
    """Why it went on before the answers, where delay would have done harm."""
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays("case_id", "goes_ahead", "urgent_reason", "decided_at", "decided_by_id", name="legal_decision_stays"),
        ]
        constraints: ClassVar = [together("completed_at", "completed_by", name="legal_completed_by_somebody")]
