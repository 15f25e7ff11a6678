"""Review a restriction: lifting is considered first; keeping it needs fresh reasons (10.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from evenhand.actions.doors import checked_doors
from evenhand.actions.equality import write_answers
from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change, bounded, change, filled
from evenhand.actions.lifting import end_now, move_on
from evenhand.actions.lighter import Lighter, lighten
from evenhand.actions.on_restriction import lock_restriction, require_standing
from evenhand.actions.restricting import checked_last_day
from evenhand.letters.draft import LONGEST_TEXT
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import review_facts
from evenhand.record.models.base import new_id
from evenhand.rules.calendar import end_of_day, local_day
from evenhand.rules.facts import EqualityConsideration, RestrictionTerms
from evenhand.rules.lapse import LAPSE
from evenhand.rules.reviews import latest_review_day
from evenhand.rules.vocabulary import Act, Mode, RestrictionKind, ReviewOutcome, RuleId, Scope


def review_restriction(
    *,
    actor: Actor,
    at: datetime,
    restriction_id: UUID,
    seen_version: int,
    outcome: ReviewOutcome,
    reasons: str,
    lift_considered: str = "",
    new_end_on: date | None = None,
    kind: RestrictionKind | None = None,
    terms: RestrictionTerms | None = None,
    scope: Scope | None = None,
    service: str = "",
    next_review_on: date | None = None,
    equality: EqualityConsideration | None = None,
    doors: Mapping[RuleId, str] | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Hold the review of a restriction (10.1).

    Args:
        actor: a member of the team.
        at: when it is held.
        restriction_id: which restriction.
        seen_version: the case's version that the reviewer saw.
        outcome: lift it, make it lighter or end it sooner, or keep it.
        reasons: why; fresh reasons where it is kept.
        lift_considered: why it cannot be lifted, where it is kept.
        new_end_on: its new last day: sooner where it ends sooner; later where keeping it renews it past its end.
        kind: the lighter kind that takes its place, where it is made lighter.
        terms: the lighter terms, where it is made lighter.
        scope: how much of the council it covers from now on, where that is less.
        service: the one service that it covers from now on, where it covered the whole council.
        next_review_on: when it is reviewed next; ``None`` for the last day that the policy allows.
        equality: the equality answers again, where it is kept.
        doors: rules whose missing step is put off because delay would do harm, each with its reason.
        submission: the form's token.

    Returns:
        The review's id.

    Raises:
        RefusedError: the rules do not let it be kept so. Lifting, lightening and ending sooner are never refused.
        CaseChangedError: the case changed since the reviewer saw it.
        InvalidInputError: no reasons, it would not be lighter or not end sooner, or it is a manager's limit.
    """
    with change(Act.REVIEW_RESTRICTION, actor=actor, at=at, submission=submission) as this:
        restriction = lock_restriction(this, restriction_id, seen_version=seen_version)
        require_standing(restriction, at, field_name="outcome")
        if restriction.interim:
            raise InvalidInputError(
                "outcome", "A limit by a manager is not reviewed: the team decides, or it is lifted"
            )
        known = this.facts()
        review = rows.Review(
            id=new_id(),
            case_id=restriction.case_id,
            restriction=restriction,
            seen_version=seen_version,
            outcome=outcome,
            lift_considered=bounded("lift_considered", lift_considered.strip()),
            reasons=_reasons(outcome, reasons),
            next_review=(planned := _next_review(this, restriction, outcome, next_review_on)),
            new_end=_renewed_until(this, restriction, outcome, new_end_on, planned),
            doors={str(rule): reason for rule, reason in checked_doors(this, doors).items()},
            held_at=at,
            held_by_id=actor.staff_id,
        )
        drafted = review_facts(review, equality)
        this.require(Act.REVIEW_RESTRICTION, known, drafted=known.with_review(drafted), subjects=[drafted.id])
        lighter = Lighter(kind=kind, terms=terms, scope=scope, service=service, new_end_on=new_end_on)
        _carry_out(this, restriction, review, lighter)
        if equality is not None and outcome is ReviewOutcome.CONTINUED:
            write_answers(this, equality, review=review)
        this.result = review.id
        return review.id


def _reasons(outcome: ReviewOutcome, reasons: str) -> str:
    """The reasons; blank ones for keeping a restriction are the rules' to refuse, with all else that is missing."""
    if outcome is ReviewOutcome.CONTINUED:
        return bounded("reasons", reasons.strip(), most=LONGEST_TEXT)
    return filled("reasons", reasons, "Enter the reasons for the outcome of the review", most=LONGEST_TEXT)


def _next_review(
    this: Change, restriction: rows.Restriction, outcome: ReviewOutcome, planned: date | None
) -> date | None:
    """The day of the next review; whether a chosen one is within the interval is for the rules where it is kept.

    Ending a restriction sooner asks for none of the reasons that keeping it needs, so before the review is due
    it does not put the review off (10.1).
    """
    latest = latest_review_day(this.terms, this.at)
    if outcome is ReviewOutcome.LIFTED:
        return None
    if outcome is ReviewOutcome.CONTINUED:
        return planned or latest
    due = restriction.next_review
    return due if due is not None and local_day(this.at) < due <= latest else latest


def _carry_out(this: Change, restriction: rows.Restriction, review: rows.Review, lighter: Lighter) -> None:
    if review.outcome == ReviewOutcome.LIFTED:
        end_now(this, restriction, reasons=review.reasons)
    elif review.outcome == ReviewOutcome.VARIED:
        review.narrowed_to = lighten(this, restriction, lighter, reasons=review.reasons, next_review=review.next_review)
        review.new_end = (review.narrowed_to or restriction).period.upper if lighter.new_end_on else None
    elif review.new_end is not None:
        period = DateTimeTZRange(restriction.period.lower, review.new_end, "[)")
        this.amend(restriction, period=period, next_review=review.next_review)
    else:
        this.amend(restriction, next_review=review.next_review)
    this.write(review)
    move_on(this)


def _renewed_until(
    this: Change,
    restriction: rows.Restriction,
    outcome: ReviewOutcome,
    new_end_on: date | None,
    next_review: date | None,
) -> datetime | None:
    """The end that a restriction gets by being kept; ``None`` where its end stays as it is.

    Where the policy lets restrictions lapse at their review, keeping one renews it until its next review.
    """
    end = restriction.period.upper
    if outcome is not ReviewOutcome.CONTINUED or end is None:
        return None
    if new_end_on is None:
        lapses = this.terms.mode_of(LAPSE) is Mode.REFUSE
        return end_of_day(next_review) if lapses and next_review is not None else None
    checked_last_day(new_end_on, this.at, field_name="new_end_on")
    if end_of_day(new_end_on) <= end:
        raise InvalidInputError("new_end_on", "The new last day must be later. To end it sooner, choose that outcome")
    return end_of_day(new_end_on)
