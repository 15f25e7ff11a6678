"""Lift a restriction at once, by any manager or the team, with a reason (principle 2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled
from evenhand.actions.lifting import lift
from evenhand.actions.on_restriction import lock_restriction, require_standing
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def lift_restriction(
    *, actor: Actor, at: datetime, restriction_id: UUID, reasons: str, submission: UUID | None = None
) -> UUID:
    """End a restriction, or a manager's limit, now. No rule refuses this: loosening is always possible.

    No version needs to match either.

    Args:
        actor: a manager, or a member of the team.
        at: when it ends.
        restriction_id: which restriction.
        reasons: why it is lifted.
        submission: the form's token.

    Returns:
        The restriction's id.

    Raises:
        NotFoundError: there is no such restriction.
        InvalidInputError: no reason, or it has ended already.
    """
    with change(Act.LIFT_RESTRICTION, actor=actor, at=at, submission=submission) as this:
        restriction = lock_restriction(this, restriction_id)
        require_standing(restriction, at, field_name="reasons")
        said = filled("reasons", reasons, "Enter why the restriction is lifted")
        this.result = restriction.id
        lift(this, restriction, reasons=said)
        return restriction.id
