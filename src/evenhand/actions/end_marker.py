"""End a safety warning, at the latest with the occupancy."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def end_marker(
    *,
    actor: Actor,
    at: datetime,
    marker_id: UUID,
    reasons: str,
    submission: UUID | None = None,
) -> UUID:
    """End a safety warning now. No rule refuses this: loosening is always possible.

    Args:
        actor: a manager, or governance.
        at: when it ends.
        marker_id: which safety warning.
        reasons: why it ends.
        submission: the form's token.

    Returns:
        The safety warning's id.

    Raises:
        NotFoundError: there is no such warning, or the actor may not see its case.
        InvalidInputError: no reasons, or it has ended already.
    """
    with change(Act.END_MARKER, actor=actor, at=at, submission=submission) as this:
        row = this.row_of_case(rows.Marker, marker_id)
        if row.ended_at is not None:
            raise InvalidInputError("reasons", "This safety warning has already ended")
        this.amend(
            row,
            ended_at=at,
            ended_by_id=actor.staff_id,
            ending_reasons=filled("reasons", reasons, "Enter why the safety warning ends"),
        )
        this.move_case()
        this.result = row.id
        return row.id
