"""Lift a restriction at once, by any manager or the team, with a reason (principle 2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import change, filled
from evenhand.actions.lifting import lift
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def lift_restriction(
    *, actor: Actor, at: datetime, restriction_id: UUID, reasons: str, submission: UUID | None = None
) -> UUID:
    """End a restriction now. No rule refuses this, and no version needs to match: loosening is always possible.

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
        found = rows.Restriction.objects.filter(pk=restriction_id).first()
        if found is None:
            raise NotFoundError
        this.lock_case(found.case_id)
        restriction: rows.Restriction = rows.Restriction.objects.select_for_update().get(pk=restriction_id)
        upper = restriction.period.upper
        if restriction.lifted_at is not None or (upper is not None and upper <= at):
            raise InvalidInputError("reasons", "This restriction has already ended")
        said = filled("reasons", reasons, "Enter why the restriction is lifted")
        this.result = restriction.id
        lift(this, restriction, reasons=said)
        return restriction.id
