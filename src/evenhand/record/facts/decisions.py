"""What was decided: determinations, restrictions, reviews, appeals and legal action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Prefetch, Q

from evenhand.record import models as rows
from evenhand.record.facts.people import fact_id, fact_id_or_none, person_id
from evenhand.record.restriction_terms import terms_from_json
from evenhand.record.sensitive import sensitive_data
from evenhand.rules import facts
from evenhand.rules.vocabulary import (
    AppealOutcome,
    RestrictionKind,
    ReviewOutcome,
    RuleId,
    Scope,
    ServiceId,
    View,
)


def equality_answers(case: rows.Case) -> Mapping[UUID, facts.EqualityConsideration]:
    """The equality answers by the determination or review that they are about."""
    # The subjects are looked up first: under the sensitive role only the answers themselves can be read.
    subjects = [*case.determinations.values_list("id", flat=True), *case.reviews.values_list("id", flat=True)]
    with sensitive_data():
        about_either = Q(determination_id__in=subjects) | Q(review_id__in=subjects)
        found = list(rows.EqualityAnswers.objects.filter(about_either))
    return {
        row.determination_id or row.review_id: facts.EqualityConsideration(
            barriers=row.barriers,
            bears_harder=row.bears_harder,
            arrangements=row.arrangements,
            human_rights=row.human_rights,
        )
        for row in found
    }


def determinations(
    case: rows.Case, equality: Mapping[UUID, facts.EqualityConsideration]
) -> tuple[facts.Determination, ...]:
    """The decisions of one case, in order of time, with their equality answers."""
    found = case.determinations.order_by("decided_at", "id").prefetch_related("seats")
    return tuple(determination_facts(row, list(row.seats.all()), equality.get(row.id)) for row in found)


def determination_facts(
    row: rows.Determination, seats: Sequence[rows.PanelSeat], equality: facts.EqualityConsideration | None
) -> facts.Determination:
    """One decision as the rules read it; the rows may be a draft that is not stored."""
    return facts.Determination(
        id=fact_id(row.id),
        decided_at=row.decided_at,
        members=tuple(
            facts.PanelMember(person=person_id(one.member_id), view=View(one.view), from_outside=one.from_outside)
            for one in seats
        ),
        reasons=row.reasons,
        copied_reasons=row.copied_reasons,
        circumstances=row.circumstances,
        restricts=row.restricts,
        equality=equality,
        doors={RuleId(rule): reason for rule, reason in row.doors.items()},
    )


def restriction_facts(row: rows.Restriction, suspensions: Iterable[rows.Suspension] | None = None) -> facts.Restriction:
    """One restriction as the rules read it; the row may be a draft that is not stored, without pauses."""
    return facts.Restriction(
        id=fact_id(row.id),
        determination=fact_id_or_none(row.determination_id),
        kind=RestrictionKind(row.kind),
        terms=terms_from_json(row.terms),
        interim=row.interim,
        imposed_by=person_id(row.imposed_by_id) if row.imposed_by_id else None,
        imposed_at=row.imposed_at,
        reasons=row.reasons if row.interim else None,
        narrows=fact_id_or_none(row.narrows_id),
        taken_over_by=fact_id_or_none(row.taken_over_by_id),
        aim=row.aim,
        effect=row.effect,
        lighter_options=row.lighter_options,
        scope=Scope(row.scope) if row.scope else None,
        service=row.service,
        services={ServiceId(service): way for service, way in row.services.items()},
        services_withdrawn={ServiceId(service): why for service, why in row.services_withdrawn.items()},
        withdrawn_by=person_id(row.withdrawn_by_id) if row.withdrawn_by_id else None,
        starts_at=row.period.lower,
        ends_at=row.period.upper,
        permanent=row.permanent,
        permanent_reason=row.permanent_reason,
        next_review_on=row.next_review,
        lifted_at=row.lifted_at,
        suspensions=tuple(map(_suspension, suspensions or ())),
        noted=True,  # the row is the note on the record
    )


def _suspension(row: rows.Suspension) -> facts.Suspension:
    """A pause; resumed sooner than its own day, it ends then."""
    ends = [one for one in (row.until, row.resumed_at) if one is not None]
    return facts.Suspension(id=fact_id(row.id), since=row.since, until=min(ends, default=None))


def review_facts(row: rows.Review, equality: facts.EqualityConsideration | None) -> facts.Review:
    """One review as the rules read it; the row may be a draft that is not stored."""
    return facts.Review(
        id=fact_id(row.id),
        restriction=fact_id(row.restriction_id),
        held_at=row.held_at,
        reviewers=frozenset({person_id(row.held_by_id)}),
        outcome=ReviewOutcome(row.outcome),
        lift_considered=row.lift_considered,
        reasons=row.reasons,
        new_end=row.new_end,
        next_review_on=row.next_review,
        equality=equality,
        doors={RuleId(rule): reason for rule, reason in row.doors.items()},
    )


def restrictions(case: rows.Case) -> tuple[facts.Restriction, ...]:
    """The restrictions and interim limits of one case with their pauses, in order of time."""
    paused = Prefetch("suspensions", rows.Suspension.objects.order_by("since", "id"))
    found = case.restrictions.order_by("period", "id").prefetch_related(paused)
    return tuple(restriction_facts(row, row.suspensions.all()) for row in found)


def reviews(case: rows.Case, equality: Mapping[UUID, facts.EqualityConsideration]) -> tuple[facts.Review, ...]:
    """The reviews of one case, in order of time, with their equality answers."""
    return tuple(review_facts(row, equality.get(row.id)) for row in case.reviews.order_by("held_at", "id"))


def appeals(case: rows.Case) -> tuple[facts.Appeal, ...]:
    """The appeals of one case, in order of time."""
    return tuple(appeal_facts(row) for row in case.appeals.order_by("made", "id"))


def appeal_facts(row: rows.Appeal) -> facts.Appeal:
    """One appeal as the rules read it; the row may hold an answer that is not stored yet."""
    return facts.Appeal(
        id=fact_id(row.id),
        about=fact_id_or_none(row.determination_id or row.restriction_id),
        made_at=row.made,
        decided_at=row.decided_at,
        decider=person_id(row.decided_by_id) if row.decided_by_id else None,
        outcome=AppealOutcome(row.outcome) if row.outcome else None,
        reasons=row.reasons if row.decided_at else None,
        answered=True if row.decided_at else None,
    )


def legal_considerations(case: rows.Case) -> tuple[facts.LegalConsideration, ...]:
    """The decisions on legal action of one case, in order of time."""
    return tuple(legal_facts(row) for row in case.legal_considerations.order_by("decided_at", "id"))


def legal_facts(row: rows.LegalConsideration) -> facts.LegalConsideration:
    """One decision on legal action as the rules read it; the row may be a draft that is not stored."""
    return facts.LegalConsideration(
        id=fact_id(row.id),
        decided_at=row.decided_at,
        goes_ahead=row.goes_ahead,
        effect_on_staff=row.effect_on_staff,
        effect_on_customer=row.effect_on_customer,
        engagement=row.engagement,
        exhausted=row.exhausted,
        urgent_reason=row.urgent_reason,
    )
