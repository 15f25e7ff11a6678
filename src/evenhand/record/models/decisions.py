"""Determinations, the restrictions they impose, the equality answers behind them, and reviews."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from evenhand.record.models.base import Access, Frozen, Kept, Row, coded, one_of, said, stays, together
from evenhand.record.models.cases import Case
from evenhand.record.models.council import PolicyVersion
from evenhand.record.models.people import Staff
from evenhand.rules.vocabulary import RestrictionKind, ReviewOutcome, View


class Determination(Frozen):
    """The independent team's decision, as taken; it names the version of the case that it saw."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="determinations")
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT)
    seen_version = models.PositiveIntegerField()
    restricts = models.BooleanField()
    reasons = models.TextField()
    doors = models.JSONField(default=dict)
    """Rule id -> why its step was put off, where delay would have done harm."""
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="determinations_recorded")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [said("reasons", name="determination_reasoned")]


class PanelSeat(Frozen):
    """One member of the panel and the view they took."""

    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="seats")
    view = coded(View)
    comment = models.TextField(blank=True)

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            one_of("view", View, name="panelseat_view_known"),
            models.UniqueConstraint(fields=["determination", "member"], name="panelseat_once"),
        ]


class Restriction(Kept):
    """One communication restriction. Its period is what is in force; lifting closes it early."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restrictions")
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="restrictions")
    kind = coded(RestrictionKind)
    aim = models.TextField()
    effect = models.TextField()
    lighter_options = models.TextField()
    services = models.JSONField()
    """Mandatory service id -> how it stays reachable."""
    period = DateTimeRangeField()
    decided_end = models.DateTimeField(null=True, blank=True)
    """The end that the panel set, whatever happened since."""
    permanent = models.BooleanField(default=False)
    permanent_reason = models.TextField(blank=True)
    next_review = models.DateField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifting_reasons = models.TextField(blank=True)

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays(
                "case_id",
                "determination_id",
                "kind",
                "aim",
                "effect",
                "lighter_options",
                "services",
                "decided_end",
                name="decision_stays",
            ),
        ]
        constraints: ClassVar = [
            one_of("kind", RestrictionKind, name="restriction_kind_known"),
            said("aim", "effect", name="restriction_said"),
            together("lifted_at", "lifted_by", name="restriction_lifted_by_somebody"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifting_reasons__regex=r"\S"),
                name="restriction_lifted_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(permanent=False) | Q(permanent_reason__regex=r"\S", decided_end__isnull=True),
                name="restriction_permanent_says_why",
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="restriction_period_not_empty"),
            ExclusionConstraint(
                name="restriction_one_of_a_kind_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["next_review"], name="restriction_by_review")]


class Review(Frozen):
    """One look at a restriction: lifting first, fresh reasons to continue."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews")
    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="reviews")
    seen_version = models.PositiveIntegerField()
    outcome = coded(ReviewOutcome)
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
                condition=~Q(outcome=ReviewOutcome.VARIED) | Q(new_end__isnull=False),
                name="review_varied_has_end",
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
