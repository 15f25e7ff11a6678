"""Complete the equality answers of a decision or a review that went ahead without them (11.1, principle 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from evenhand.actions.equality import write_answers
from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import change
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import fact_id
from evenhand.rules.facts import CaseFacts, EqualityConsideration
from evenhand.rules.vocabulary import Act, FactId


def consider_equality(
    *,
    actor: Actor,
    at: datetime,
    equality: EqualityConsideration,
    determination_id: UUID | None = None,
    review_id: UUID | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Answer the equality questions of a decision, or of a review, that went on through the rule's door.

    Args:
        actor: who answers.
        at: when they answer.
        equality: all the answers (11.1 to 11.3).
        determination_id: which decision; or
        review_id: which review.
        submission: the form's token.

    Returns:
        The id of the decision or the review.

    Raises:
        NotFoundError: there is no such decision or review.
        RefusedError: an answer is missing (``equality.considered``).
        InvalidInputError: the questions were answered before, or it is not one decision or one review that is named.
    """
    if (determination_id is None) is (review_id is None):
        raise InvalidInputError("determination_id", "Name a decision or a review, and not both")
    with change(Act.CONSIDER_EQUALITY, actor=actor, at=at, submission=submission) as this:
        decision = None if determination_id is None else this.row_of_case(rows.Determination, determination_id)
        review = None if review_id is None else this.row_of_case(rows.Review, review_id)
        subject = decision or review
        if subject is None:
            raise NotFoundError
        known, about = this.facts(), fact_id(subject.id)
        answered = {one.id for one in known.determinations if one.equality}
        if about in answered | {one.id for one in known.reviews if one.equality}:
            raise InvalidInputError("barriers", "The equality questions of this decision have been answered")
        this.require(Act.CONSIDER_EQUALITY, known, drafted=_answered(known, about, equality), subjects=[about])
        write_answers(this, equality, determination=decision, review=review)
        this.move_case()
        this.result = subject.id
        return subject.id


def _answered(known: CaseFacts, about: FactId, equality: EqualityConsideration) -> CaseFacts:
    """The facts as if the questions of one decision or review were answered."""
    return replace(
        known,
        determinations=tuple(
            replace(one, equality=equality) if one.id == about else one for one in known.determinations
        ),
        reviews=tuple(replace(one, equality=equality) if one.id == about else one for one in known.reviews),
    )
