"""The manager starts to investigate (8.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, Stage


def begin_investigation(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    seen_version: int | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Start the manager's investigation; the actor is the investigator and will not sit on the panel (8.2, 9.1).

    Args:
        actor: the manager who investigates.
        at: when they start.
        case_id: on which case.
        seen_version: the case's version that the manager saw.
        submission: the form's token.

    Returns:
        The investigation's id.

    Raises:
        RefusedError: the case cannot be investigated at its stage.
    """
    with change(Act.BEGIN_INVESTIGATION, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id, seen_version=seen_version)
        this.require(Act.BEGIN_INVESTIGATION, this.facts())
        investigation = this.write(rows.Investigation(case=case, begun_at=at, begun_by_id=actor.staff_id))
        this.move_case(Stage.INVESTIGATING)
        this.result = investigation.id
        return investigation.id
