"""Complete the equality answers of a decision that went ahead without them (11.1, principle 4)."""

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
from evenhand.rules.facts import EqualityConsideration
from evenhand.rules.vocabulary import Act


def consider_equality(
    *,
    actor: Actor,
    at: datetime,
    determination_id: UUID,
    equality: EqualityConsideration,
    submission: UUID | None = None,
) -> UUID:
    """Answer the equality questions of a decision that was taken through the rule's door.

    Args:
        actor: who answers.
        at: when they answer.
        determination_id: which decision.
        equality: all the answers (11.1 to 11.3).
        submission: the form's token.

    Returns:
        The determination's id.

    Raises:
        NotFoundError: there is no such decision.
        RefusedError: an answer is missing (``equality.considered``).
        InvalidInputError: the questions were answered before.
    """
    with change(Act.CONSIDER_EQUALITY, actor=actor, at=at, submission=submission) as this:
        decision: rows.Determination | None = rows.Determination.objects.filter(pk=determination_id).first()
        if decision is None:
            raise NotFoundError
        this.lock_case(decision.case_id)
        known = this.facts()
        about = fact_id(decision.id)
        taken = next(one for one in known.determinations if one.id == about)
        if taken.equality is not None:
            raise InvalidInputError("barriers", "The equality questions of this decision have been answered")
        answered = replace(
            known,
            determinations=tuple(
                replace(one, equality=equality) if one.id == about else one for one in known.determinations
            ),
        )
        this.require(Act.CONSIDER_EQUALITY, known, drafted=answered, subjects=[about])
        write_answers(this, equality, determination=decision)
        this.move_case()
        this.result = decision.id
        return decision.id
