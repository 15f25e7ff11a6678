"""Record that a restriction was set up, or taken down, where something outside this system has to change (9.3)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, past
from evenhand.actions.on_restriction import lock_restriction
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, Channel


def record_enforcement(
    *,
    actor: Actor,
    at: datetime,
    restriction_id: UUID,
    channel: Channel,
    set_up: bool,
    done: datetime | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record that a channel applies a restriction, or has stopped applying it. No rule refuses this.

    Args:
        actor: who records it.
        at: when it is recorded.
        restriction_id: which restriction.
        channel: on which channel.
        set_up: whether it was set up; otherwise it was taken down.
        done: when, where that was before ``at``.
        submission: the form's token.

    Returns:
        The enforcement's id.

    Raises:
        NotFoundError: there is no such restriction.
        InvalidInputError: it is set up already, or it was done in the future.
    """
    with change(Act.RECORD_ENFORCEMENT, actor=actor, at=at, submission=submission) as this:
        restriction = lock_restriction(this, restriction_id)
        when = past("done", done, at, "When it was done must be now or in the past")
        stands: rows.Enforcement | None = restriction.enforcements.filter(channel=channel, stopped_at=None).first()
        if set_up and stands is not None:
            raise InvalidInputError("channel", "It is set up on this channel already")
        if set_up:
            done_by = {"applied_at": when, "applied_by_id": actor.staff_id}
        else:
            done_by = {"stopped_at": when, "stopped_by_id": actor.staff_id}
        if stands is not None:
            row = this.amend(stands, **done_by)
        else:
            row = this.write(rows.Enforcement(restriction=restriction, channel=channel, **done_by))
        this.move_case()
        this.result = row.id
        return row.id
