"""End the keeping of a record past its time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def release_hold(*, actor: Actor, at: datetime, hold_id: UUID, reasons: str, submission: UUID | None = None) -> UUID:
    """Record that a reason to keep the record past its time is gone.

    Args:
        actor: the monitoring officer, or governance.
        at: when it ends.
        hold_id: which hold.
        reasons: why it ends.
        submission: the form's token.

    Returns:
        The hold's id.

    Raises:
        NotFoundError: there is no such hold, or the actor may not see its case.
        InvalidInputError: no reasons, or it has ended already.
    """
    with change(Act.RELEASE_HOLD, actor=actor, at=at, submission=submission) as this:
        row = this.row_of_case(rows.LegalHold, hold_id)
        if row.released_at is not None:
            raise InvalidInputError("reasons", "This hold has already ended")
        this.amend(
            row,
            released_at=at,
            released_by_id=actor.staff_id,
            release_reasons=filled("reasons", reasons, "Enter why the record need not be kept"),
        )
        this.move_case()
        this.result = row.id
        return row.id
