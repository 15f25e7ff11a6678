"""Pause a restriction at once, by any manager or the team, with a reason (principle 2)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.actions.on_restriction import lock_restriction, require_standing
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.calendar import end_of_day, local_day
from evenhand.rules.vocabulary import Act


def suspend_restriction(
    *,
    actor: Actor,
    at: datetime,
    restriction_id: UUID,
    reasons: str,
    ends_on: date | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Pause a restriction, or a manager's limit, from now on. No rule refuses this, and no version needs to match.

    Args:
        actor: a manager, or a member of the team.
        at: when the pause begins.
        restriction_id: which restriction.
        reasons: why.
        ends_on: the last day of the pause; ``None``: until the team resumes the restriction.
        submission: the form's token.

    Returns:
        The pause's id.

    Raises:
        NotFoundError: there is no such restriction.
        InvalidInputError: no reason, it has ended already, or the last day is past.
    """
    with change(Act.SUSPEND_RESTRICTION, actor=actor, at=at, submission=submission) as this:
        restriction = lock_restriction(this, restriction_id)
        require_standing(restriction, at, field_name="reasons")
        if ends_on is not None and ends_on < local_day(at):
            raise InvalidInputError("ends_on", "The last day of the pause must be today or in the future")
        if ends_on is not None and ends_on.year >= date.max.year:
            raise InvalidInputError("ends_on", "Leave the last day empty where the pause has none")
        pause = this.write(
            rows.Suspension(
                restriction=restriction,
                since=at,
                until=None if ends_on is None else end_of_day(ends_on),
                reasons=filled("reasons", reasons, "Enter why the restriction is paused"),
                suspended_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = pause.id
        return pause.id
