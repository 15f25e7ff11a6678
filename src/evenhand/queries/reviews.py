"""A restriction as the team looks at it again: why it was imposed, and what has happened since (10.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from evenhand.queries.cases import visible_case
from evenhand.queries.errors import NotVisibleError
from evenhand.queries.evidence import IncidentEvidence, incidents_since
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts, fact_id
from evenhand.record.facts.people import fact_id_or_none
from evenhand.record.policies import pack_of
from evenhand.rules.authority import Permission
from evenhand.rules.facts import CaseFacts, EqualityConsideration
from evenhand.rules.reviews import latest_review_day, review_due_on
from evenhand.rules.vocabulary import ReviewOutcome, RuleId


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReview:
    """One look at a restriction that was taken before."""

    held_at: datetime
    outcome: ReviewOutcome
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderReview:
    """What a review of a restriction weighs, besides where the restriction stands."""

    aim: str
    decided_at: datetime
    reasons: str
    """Those of the decision."""
    reviews: tuple[PastReview, ...]
    """Oldest first."""
    since: datetime
    """The last look at it: the latest review, else the decision."""
    incidents: tuple[IncidentEvidence, ...]
    """What happened, or was reported, since then."""
    due: date | None
    """The last day for this review."""
    answers: EqualityConsideration | None
    """The equality answers of the last look; ``None`` where there are none, or this actor may not read them."""
    latest_review: date
    """The last day for the next review, if this one is held now."""
    review_months: int
    """Calendar months between reviews."""
    clauses: Mapping[RuleId, str]


def under_review(actor: Actor, case_id: UUID, restriction_id: UUID, *, at: datetime) -> UnderReview:
    """A restriction of a case as a review looks at it; a manager's limit is not reviewed.

    Raises:
        NotVisibleError: there is no such restriction on a case that the actor may see.
    """
    with transaction.atomic():
        case = visible_case(actor, case_id)
        row = case.restrictions.filter(pk=restriction_id).select_related("determination").first()
        if row is None or row.determination is None:
            raise NotVisibleError  # a manager's limit is not reviewed: the team takes it over or ends it
        facts, terms = case_facts(case, at=at), pack_of(case.policy).terms
        known = next(one for one in facts.restrictions if one.id == fact_id(row.id))
        past = _reviews(row)
        since = past[-1].held_at if past else row.determination.decided_at
        return UnderReview(
            aim=row.aim,
            decided_at=row.determination.decided_at,
            reasons=row.determination.reasons,
            reviews=past,
            since=since,
            incidents=incidents_since(case, since),
            due=review_due_on(facts, terms, known),
            answers=_answers(facts, row) if actor.may(Permission.READ_EQUALITY) else None,
            latest_review=latest_review_day(terms, at),
            review_months=terms.review_interval_months,
            clauses=terms.clauses,
        )


def _reviews(restriction: rows.Restriction) -> tuple[PastReview, ...]:
    return tuple(
        PastReview(held_at=row.held_at, outcome=ReviewOutcome(row.outcome), reasons=row.reasons)
        for row in restriction.reviews.order_by("held_at", "id")
    )


def _answers(facts: CaseFacts, restriction: rows.Restriction) -> EqualityConsideration | None:
    """The latest answers: of a review that kept the restriction, else of the decision."""
    determination = fact_id_or_none(restriction.determination_id)
    looks = (
        *(one.equality for one in facts.determinations if one.id == determination),
        *(one.equality for one in facts.reviews if one.restriction == fact_id(restriction.id)),
    )
    return next((one for one in reversed(looks) if one is not None), None)
