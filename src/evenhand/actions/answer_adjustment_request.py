"""Answer a request for an adjustment, or arrange something until it is answered (11.1, 11.3)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change, change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, Channel


def answer_adjustment_request(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    granted: bool | None,
    answer: str,
    arrangement: str = "",
    unusable_channels: Collection[Channel] = (),
    submission: UUID | None = None,
) -> UUID:
    """Grant an adjustment, refuse it, or arrange something until it can be answered (11.1, 11.3).

    Args:
        actor: who answers.
        at: when.
        request_id: which request.
        granted: whether the adjustment is made; ``None`` where something is arranged until then.
        answer: what the customer is told and why; it may be health data, and is kept apart.
        arrangement: what we do differently: needed to grant it, and until it is answered, with the reason why
            it cannot be answered yet.
        unusable_channels: the ways of contact that the customer cannot use, where it is granted.
        submission: the form's token.

    Returns:
        The request's id. What is granted stands as an adjustment from now on.

    Raises:
        NotFoundError: there is no such request, or the actor may not see its case.
        InvalidInputError: a text is missing, or the request was answered before.
    """
    with change(Act.ANSWER_ADJUSTMENT_REQUEST, actor=actor, at=at, submission=submission) as this:
        row = this.row_of_case(rows.AdjustmentRequest, request_id)
        if row.answered_at is not None:
            raise InvalidInputError("answer", "This request has been answered already")
        said = filled("answer", answer, "Enter what the customer is told, and why")
        if granted is None:
            this.amend(
                row,
                interim_arrangement=filled(
                    "arrangement", arrangement, "Enter what is arranged until the request is answered", most=500
                ),
            )
        else:
            made = _adjustment(this, row, arrangement, unusable_channels) if granted else None
            this.amend(
                row,
                granted=granted,
                adjustment_id=made.id if made else None,
                answered_at=at,
                answered_by_id=actor.staff_id,
            )
        this.write_sensitive(
            rows.RequestWords(
                request=row, part=rows.RequestPart.ANSWERED, words=said, recorded_at=at, recorded_by=actor.staff_id
            )
        )
        this.move_case()
        this.result = row.id
        return row.id


def _adjustment(
    this: Change, request: rows.AdjustmentRequest, arrangement: str, unusable_channels: Collection[Channel]
) -> rows.Adjustment:
    return this.write(
        rows.Adjustment(
            customer_id=request.customer_id,
            arrangement=filled("arrangement", arrangement, "Enter what we will do differently", most=500),
            unusable_channels=sorted(unusable_channels),
            recorded_at=this.at,
            recorded_by=this.actor.staff_id,
        )
    )
