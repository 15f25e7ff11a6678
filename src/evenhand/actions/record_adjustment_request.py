"""Record a request for an adjustment, or a disability that the customer told us of (11.1, 11.3)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import bounded, change, filled, past
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def record_adjustment_request(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    asked: str,
    made: datetime | None = None,
    interim_arrangement: str = "",
    submission: UUID | None = None,
) -> UUID:
    """Record what the customer asked for, in their words. It stays open until it is answered (11.1, 11.3).

    Args:
        actor: who records it.
        at: when it is recorded.
        case_id: the case on which it came up.
        asked: what the customer asked for or told us of; it may be health data, and is kept apart.
        made: when they did, where that was before ``at``.
        interim_arrangement: what is arranged until it is answered, with the reason why it cannot be answered yet.
        submission: the form's token.

    Returns:
        The request's id.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: nothing was asked, or it was made in the future.
    """
    with change(Act.RECORD_ADJUSTMENT_REQUEST, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id)
        said = filled("asked", asked, "Enter what the customer asked for or told us")
        row = this.write(
            rows.AdjustmentRequest(
                customer_id=case.customer_id,
                case=case,
                made=past("made", made, at, "When it was made must be now or in the past"),
                interim_arrangement=bounded("interim_arrangement", interim_arrangement.strip(), most=500),
                recorded_at=at,
                recorded_by_id=actor.staff_id,
            )
        )
        this.write_sensitive(
            rows.RequestWords(
                request=row, part=rows.RequestPart.ASKED, words=said, recorded_at=at, recorded_by=actor.staff_id
            )
        )
        this.move_case()
        this.result = row.id
        return row.id
