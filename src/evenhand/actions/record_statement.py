"""Put the customer's own statement on file; they always may."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def record_statement(
    *, actor: Actor, at: datetime, case_id: UUID, statement: str, submission: UUID | None = None
) -> UUID:
    """Keep the customer's own account as they gave it, beside what others wrote of them.

    Args:
        actor: who puts it on file.
        at: when.
        case_id: which case.
        statement: the customer's words.
        submission: the form's token.

    Returns:
        The statement's id.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: the statement says nothing.
    """
    with change(Act.RECORD_STATEMENT, actor=actor, at=at, submission=submission) as this:
        row = this.write(
            rows.CustomerStatement(
                case=this.lock_case(case_id),
                statement=filled("statement", statement, "Enter the customer's statement"),
                recorded_at=at,
                recorded_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = row.id
        return row.id
