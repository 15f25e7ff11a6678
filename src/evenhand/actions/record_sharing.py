"""Record who an entry was shared with, and why they need it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.entries import entry_of
from evenhand.actions.frame import bounded, change, filled, past
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def record_sharing(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    recipient: str,
    need: str = "",
    about: UUID | None = None,
    shared: datetime | None = None,
    wrongly: bool | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record one time that an entry of a case went to somebody outside it, rightly or not.

    Args:
        actor: who records it.
        at: when it is recorded.
        case_id: which case.
        recipient: who received it.
        need: why they need it; without one it is recorded all the same, and a finding says so.
        about: the entry that was shared; none for the case as a whole.
        shared: when it was shared, where that was before ``at``.
        wrongly: whether it turned out to be wrong to share it.
        submission: the form's token.

    Returns:
        The sharing's id.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: no recipient, the entry is none of this case, or it was shared in the future.
    """
    with change(Act.RECORD_SHARING, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id)
        row = this.write(
            rows.Sharing(
                case=case,
                about=entry_of(this.facts(), about),
                recipient=filled("recipient", recipient, "Enter who received it", most=200),
                need=bounded("need", need.strip()),
                wrongly=wrongly,
                shared=past("shared", shared, at, "When it was shared must be now or in the past"),
                recorded_at=at,
                recorded_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = row.id
        return row.id
