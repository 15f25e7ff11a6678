"""Record a contact that a restriction did not allow (9.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import bounded, change, past
from evenhand.actions.on_restriction import lock_restriction
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, Channel


def record_breach(
    *,
    actor: Actor,
    at: datetime,
    restriction_id: UUID,
    channel: Channel,
    occurred: datetime | None = None,
    note: str = "",
    submission: UUID | None = None,
) -> UUID:
    """Record a breach. No rule refuses this; what it counts for is for the rules to find.

    Args:
        actor: who records it; whoever took the contact may.
        at: when it is recorded.
        restriction_id: which restriction.
        channel: how the customer got in touch.
        occurred: when, where that was before ``at``.
        note: what happened, in a few words.
        submission: the form's token.

    Returns:
        The breach's id.

    Raises:
        NotFoundError: there is no such restriction.
        InvalidInputError: it was in the future.
    """
    with change(Act.RECORD_BREACH, actor=actor, at=at, submission=submission) as this:
        restriction = lock_restriction(this, restriction_id, by_permission=True)
        breach = this.write(
            rows.Breach(
                case_id=restriction.case_id,
                restriction=restriction,
                channel=channel,
                occurred=past("occurred", occurred, at, "When it happened must be now or in the past"),
                note=bounded("note", note.strip()),
                recorded_at=at,
                recorded_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = breach.id
        return breach.id
