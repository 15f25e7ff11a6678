"""Keep a record past its time, for a legal reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def hold_record(*, actor: Actor, at: datetime, case_id: UUID, reasons: str, submission: UUID | None = None) -> UUID:
    """Record why a case's record is kept past its time; several reasons can stand side by side.

    Args:
        actor: the monitoring officer, or governance.
        at: from when.
        case_id: which case.
        reasons: why it is kept, such as a claim or an inquiry.
        submission: the form's token.

    Returns:
        The hold's id.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: no reasons.
    """
    with change(Act.HOLD_RECORD, actor=actor, at=at, submission=submission) as this:
        row = this.write(
            rows.LegalHold(
                case=this.lock_case(case_id),
                reasons=filled("reasons", reasons, "Enter why the record is kept"),
                held_at=at,
                held_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = row.id
        return row.id
