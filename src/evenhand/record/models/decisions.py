"""Determinations, and the restrictions that they or managers impose, with their pauses."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from evenhand.record.models.base import Frozen, Kept, coded, one_of, said, stays, together
from evenhand.record.models.cases import Case
from evenhand.record.models.council import PolicyVersion
from evenhand.record.models.people import Staff
from evenhand.rules.vocabulary import RestrictionKind, Scope, View


class Determination(Frozen):
    """The independent team's decision, as taken; it names the version of the case that it saw."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="determinations")
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT)
    seen_version = models.PositiveIntegerField()
    restricts = models.BooleanField()
    reasons = models.TextField()
    reasons_key = models.CharField(max_length=64, default="", editable=False)
    """The reasons as ``wording.key`` folds them: the same for a copy with another full stop or capital."""
    copied_reasons = models.BooleanField(default=False)
    """Whether another customer's decision had the same reasons, word for word, when this one was taken."""
    circumstances = models.TextField(blank=True)
    """What is particular to this customer's case (clauses 7.2, 7.3 and 11.2)."""
    doors = models.JSONField(default=dict)
    """Rule id -> why its step was put off, where delay would have done harm."""
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="determinations_recorded")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [said("reasons", name="determination_reasoned")]
        indexes: ClassVar = [models.Index(fields=["reasons_key"], name="determination_by_reasons")]


class PanelSeat(Frozen):
    """One member of the panel and the view they took."""

    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="seats")
    view = coded(View)
    comment = models.TextField(blank=True)
    from_outside = models.BooleanField(default=False)
    """A substitute from outside the team, where a member may not sit (clause 9.1)."""
    added_at = models.DateTimeField(null=True, blank=True)
    """When the view was added to a decision that had gone ahead without it; empty for those who sat."""
    added_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            one_of("view", View, name="panelseat_view_known"),
            together("added_at", "added_by", name="panelseat_added_by_somebody"),
            models.UniqueConstraint(fields=["determination", "member"], name="panelseat_once"),
        ]


class Restriction(Kept):
    """One communication restriction, by the team or for now by a manager.

    Its period is what stands; lifting closes it early. A lighter one that takes its place is a row of its own.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restrictions")
    determination = models.ForeignKey(
        Determination, null=True, blank=True, on_delete=models.PROTECT, related_name="restrictions"
    )
    """The decision behind it; none for a manager's interim limit (clause 8.2)."""
    interim = models.BooleanField(default=False)
    imposed_at = models.DateTimeField(null=True, blank=True)
    """When a manager imposed an interim limit; a decision has its own moment."""
    imposed_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField(blank=True)
    """Why a manager imposed an interim limit; a decision has its own reasons."""
    taken_over_by = models.ForeignKey(
        Determination, null=True, blank=True, on_delete=models.PROTECT, related_name="interim_limits_ended"
    )
    """The decision by which the team took an interim limit over or ended it."""
    narrows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrowed_to")
    """The restriction whose place this lighter one took."""
    kind = coded(RestrictionKind)
    terms = models.JSONField(default=dict)
    """What the kind asks for (clauses 9.3 and 9.4), as ``restriction_terms`` writes it."""
    scope = coded(Scope, blank=True, default="")
    service = models.TextField(blank=True)
    """The service whose contact is restricted; for the whole council, why (clause 11.2)."""
    aim = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    lighter_options = models.TextField(blank=True)
    services = models.JSONField()
    """Mandatory service id -> how it stays reachable."""
    services_withdrawn = models.JSONField(default=dict)
    """Mandatory service id -> why it is withdrawn in part (clause 3.1)."""
    withdrawn_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    period = DateTimeRangeField()
    decided_end = models.DateTimeField(null=True, blank=True)
    """The end that was set when it was imposed, whatever happened since."""
    permanent = models.BooleanField(default=False)
    permanent_reason = models.TextField(blank=True)
    next_review = models.DateField(null=True, blank=True)
    """None for an interim limit, which the team takes over or ends."""
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifting_reasons = models.TextField(blank=True)

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays(
                "case_id",
                "determination_id",
                "interim",
                "imposed_at",
                "imposed_by_id",
                "reasons",
                "narrows_id",
                "kind",
                "terms",
                "scope",
                "service",
                "aim",
                "effect",
                "lighter_options",
                "services",
                "services_withdrawn",
                "withdrawn_by_id",
                "decided_end",
                name="decision_stays",
            ),
        ]
        constraints: ClassVar = [
            one_of("kind", RestrictionKind, name="restriction_kind_known"),
            one_of("scope", Scope, name="restriction_scope_known", optional=True),
            models.CheckConstraint(
                condition=Q(interim=True, determination__isnull=True)
                | Q(interim=False, determination__isnull=False, next_review__isnull=False),
                name="restriction_by_the_team_or_interim",
            ),
            models.CheckConstraint(
                condition=Q(interim=True) | Q(aim__regex=r"\S", effect__regex=r"\S"), name="restriction_said"
            ),
            models.CheckConstraint(
                condition=Q(interim=False, imposed_at__isnull=True)
                | Q(
                    interim=True,
                    imposed_at__isnull=False,
                    reasons__regex=r"\S",
                    decided_end__isnull=False,
                    period__upper_inf=False,
                    permanent=False,
                ),
                name="restriction_interim_has_reasons_and_end",
            ),
            together("imposed_at", "imposed_by", name="restriction_imposed_by_somebody"),
            models.CheckConstraint(
                condition=Q(taken_over_by__isnull=True) | Q(interim=True, lifted_at__isnull=False),
                name="restriction_taken_over_is_interim",
            ),
            models.CheckConstraint(
                condition=Q(services_withdrawn={}, withdrawn_by__isnull=True)
                | (~Q(services_withdrawn={}) & Q(withdrawn_by__isnull=False)),
                name="restriction_withdrawn_by_somebody",
            ),
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
            models.UniqueConstraint(fields=["narrows"], name="restriction_narrowed_once"),
            ExclusionConstraint(
                name="restriction_one_of_a_kind_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                # One that was lifted in the moment it began keeps its period, but never closed anything.
                condition=Q(lifted_at__isnull=True) | Q(period__startswith__lt=models.F("lifted_at")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["next_review"], name="restriction_by_review")]


class Suspension(Kept):
    """A pause of a restriction. It ends on its own day, or when somebody resumes the restriction sooner."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="suspensions")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    """When it ends by itself; ``None`` until somebody resumes the restriction."""
    reasons = models.TextField()
    suspended_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    resuming_reasons = models.TextField(blank=True)

    class Meta(Kept.Meta):
        triggers: ClassVar = [
            *Kept.Meta.triggers,
            stays("restriction_id", "since", "until", "reasons", "suspended_by_id", name="pause_stays"),
        ]
        constraints: ClassVar = [
            said("reasons", name="suspension_reasoned"),
            together("resumed_at", "resumed_by", name="suspension_resumed_by_somebody"),
            models.CheckConstraint(
                condition=Q(resumed_at__isnull=True) | Q(resuming_reasons__regex=r"\S"),
                name="suspension_resumed_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("since")), name="suspension_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(resumed_at__isnull=True) | Q(resumed_at__gte=models.F("since")),
                name="suspension_resumed_after_it_begins",
            ),
        ]
