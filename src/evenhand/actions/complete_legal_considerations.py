"""Complete the considerations of legal action that could not wait for them (9.6, principle 4)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.consider_legal_action import QUESTIONS
from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import Act


def complete_legal_considerations(
    *,
    actor: Actor,
    at: datetime,
    consideration_id: UUID,
    effect_on_staff: str = "",
    effect_on_customer: str = "",
    engagement: str = "",
    exhausted: str = "",
    submission: UUID | None = None,
) -> UUID:
    """Answer what was left open when legal action was decided on. No rule refuses this; what was answered stays.

    Args:
        actor: somebody who decides on legal action.
        at: when they answer.
        consideration_id: which decision on legal action.
        effect_on_staff: the effect of the actions on staff (9.6).
        effect_on_customer: the effect of legal action on the customer (9.6).
        engagement: whether the council can still engage with the customer (9.6).
        exhausted: whether everything else was tried (9.6).
        submission: the form's token.

    Returns:
        The consideration's id.

    Raises:
        NotFoundError: there is no such decision.
        InvalidInputError: nothing is answered, or what is answered was answered before.
    """
    given = dict(zip(QUESTIONS, (effect_on_staff, effect_on_customer, engagement, exhausted), strict=True))
    with change(Act.COMPLETE_LEGAL_CONSIDERATIONS, actor=actor, at=at, submission=submission) as this:
        row = this.row_of_case(rows.LegalConsideration, consideration_id)
        answers = {name: filled(name, text, "Enter an answer") for name, text in given.items() if text.strip()}
        if not answers:
            raise InvalidInputError(QUESTIONS[0], "Enter an answer to at least one of the questions")
        for name in answers:
            if not is_blank(getattr(row, name)):
                raise InvalidInputError(name, "This question was answered when it was decided")
        this.amend(row, **answers, completed_at=at, completed_by_id=actor.staff_id)
        this.move_case()
        this.result = row.id
        return row.id
