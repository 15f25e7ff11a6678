"""Review a restriction: lifting is considered first; keeping it needs fresh reasons (10.1)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from evenhand.actions.equality import write_answers
from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import Change, bounded, change, filled
from evenhand.actions.lifting import lift
from evenhand.letters.draft import LONGEST_TEXT
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import review_facts
from evenhand.record.models.base import new_id
from evenhand.rules.calendar import end_of_day, local_day
from evenhand.rules.facts import EqualityConsideration
from evenhand.rules.reviews import latest_review_day
from evenhand.rules.vocabulary import Act, ReviewOutcome


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
    next_review_on: date | None = None,
    equality: EqualityConsideration | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Hold the review of a restriction (10.1).

    Args:
        actor: a member of the team.
        at: when it is held.
        restriction_id: which restriction.
        seen_version: the case's version that the reviewer saw.
        outcome: lift it, end it sooner, or keep it.
        reasons: why; fresh reasons where it is kept.
        lift_considered: why it cannot be lifted, where it is kept.
        new_end_on: its new last day, where it ends sooner.
        next_review_on: when it is reviewed next; ``None`` for the last day that the policy allows.
        equality: the equality answers again, where it is kept.
        submission: the form's token.

    Returns:
        The review's id.

    Raises:
        RefusedError: the rules do not let it be kept so. Lifting and ending sooner are never refused.
        CaseChangedError: the case changed since the reviewer saw it.
        InvalidInputError: no reasons, or the new end is not sooner.
    """
    with change(Act.REVIEW_RESTRICTION, actor=actor, at=at, submission=submission) as this:
        found = rows.Restriction.objects.filter(pk=restriction_id).first()
        if found is None:
            raise NotFoundError
        case = this.lock_case(found.case_id, seen_version=seen_version)
        restriction = rows.Restriction.objects.select_for_update().get(pk=restriction_id)
        _require_standing(restriction, at)
        known = this.facts()
        review = rows.Review(
            id=new_id(),
            case=case,
            restriction=restriction,
            seen_version=seen_version,
            outcome=outcome,
            lift_considered=bounded("lift_considered", lift_considered.strip()),
            reasons=_reasons(outcome, reasons),
            new_end=_new_end(this, restriction, outcome, new_end_on),
            next_review=_next_review(this, restriction, outcome, next_review_on),
            held_at=at,
            held_by_id=actor.staff_id,
        )
        drafted = review_facts(review, equality)
        this.require(Act.REVIEW_RESTRICTION, known, drafted=known.with_review(drafted), subjects=[drafted.id])
        this.write(review)
        if equality is not None and outcome is ReviewOutcome.CONTINUED:
            write_answers(this, equality, review=review)
        _carry_out(this, restriction, review)
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
    return due if local_day(this.at) < due <= latest else latest


def _require_standing(restriction: rows.Restriction, at: datetime) -> None:
    ended = restriction.period.upper is not None and restriction.period.upper <= at
    if ended or restriction.lifted_at is not None:
        raise InvalidInputError("outcome", "This restriction has already ended")


def _new_end(
    this: Change, restriction: rows.Restriction, outcome: ReviewOutcome, new_end_on: date | None
) -> datetime | None:
    if outcome is not ReviewOutcome.VARIED:
        return None
    if new_end_on is None:
        raise InvalidInputError("new_end_on", "Enter the new last day")
    if new_end_on < local_day(this.at):
        raise InvalidInputError("new_end_on", "The new last day must be today or in the future")
    end = end_of_day(new_end_on)
    if restriction.period.upper is not None and end >= restriction.period.upper:
        raise InvalidInputError("new_end_on", "The new last day must be sooner than the one it has")
    return end


def _carry_out(this: Change, restriction: rows.Restriction, review: rows.Review) -> None:
    if review.outcome == ReviewOutcome.LIFTED:
        lift(this, restriction, reasons=review.reasons)
        return
    changes: dict[str, object] = {"next_review": review.next_review}
    if review.new_end is not None:
        changes |= {
            "period": DateTimeTZRange(restriction.period.lower, review.new_end, "[)"),
            "permanent": False,
            "permanent_reason": "",
        }
    this.amend(restriction, **changes)
    this.move_case()
