"""Close a case on which nothing more is needed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, Stage


def close_case(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    reasons: str,
    seen_version: int | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Close a case, with the reason.

    Args:
        actor: who closes it.
        at: when it is closed.
        case_id: which case.
        reasons: why nothing more is needed.
        seen_version: the case's version that the actor saw.
        submission: the form's token.

    Returns:
        The case's id.

    Raises:
        RefusedError: work on the case goes on, or a restriction is in force.
        InvalidInputError: no reason.
    """
    with change(Act.CLOSE_CASE, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id, seen_version=seen_version)
        this.require(Act.CLOSE_CASE, this.facts())
        this.move_case(
            Stage.CLOSED,
            closed_at=at,
            closed_by=actor.staff_id,
            closing_reasons=filled("reasons", reasons, "Enter why the case is closed"),
        )
        this.result = case.id
        return case.id
