"""Decide whether another name, number or address is the same person: a person does, never the software (guidance)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def decide_evasion(
    *,
    actor: Actor,
    at: datetime,
    evasion_id: UUID,
    same_person: bool,
    reasons: str,
    submission: UUID | None = None,
) -> UUID:
    """Record what a person decided about a suspicion. If it is the same person, the customer is then told by letter.

    Args:
        actor: somebody who keeps entries right.
        at: when it was decided.
        evasion_id: which suspicion.
        same_person: whether it is the same person.
        reasons: why.
        submission: the form's token.

    Returns:
        The suspicion's id.

    Raises:
        NotFoundError: there is no such suspicion.
        InvalidInputError: no reasons, or it was decided before.
    """
    with change(Act.DECIDE_EVASION, actor=actor, at=at, submission=submission) as this:
        evasion = this.row_of_case(rows.Evasion, evasion_id)
        if evasion.decided_at is not None:
            raise InvalidInputError("same_person", "This was decided before")
        said = filled("reasons", reasons, "Enter why it is, or is not, the same person")
        this.amend(evasion, same_person=same_person, reasons=said, decided_at=at, decided_by_id=actor.staff_id)
        this.move_case()
        this.result = evasion.id
        return evasion.id
