"""Record an adjustment: what we do differently, and which ways of contact the customer cannot use (11.1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, Channel


def record_adjustment(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    arrangement: str,
    unusable_channels: Collection[Channel] = (),
    submission: UUID | None = None,
) -> UUID:
    """Record what is arranged for a customer; never why (11.1, 11.3).

    Args:
        actor: who records it.
        at: when.
        case_id: the case on which it came up.
        arrangement: what we do differently.
        unusable_channels: the ways of contact that the customer cannot use.
        submission: the form's token.

    Returns:
        The adjustment's id.

    Raises:
        InvalidInputError: nothing is arranged.
    """
    with change(Act.RECORD_ADJUSTMENT, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id)
        this.require(Act.RECORD_ADJUSTMENT, this.facts())
        adjustment = this.write(
            rows.Adjustment(
                customer_id=case.customer_id,
                arrangement=filled("arrangement", arrangement, "Enter what we will do differently", most=500),
                unusable_channels=sorted(unusable_channels),
                recorded_at=at,
                recorded_by=actor.staff_id,
            )
        )
        this.move_case()
        this.result = adjustment.id
        return adjustment.id
