"""Record an adjustment: what we do differently, and which ways of contact the customer cannot use (11.1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import bounded, change, filled
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
    safe_equivalent: str = "",
    replaces: UUID | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record what is arranged for a customer; never why (11.1, 11.3).

    Args:
        actor: who records it.
        at: when.
        case_id: the case on which it came up.
        arrangement: what we do differently.
        unusable_channels: the ways of contact that the customer cannot use.
        safe_equivalent: what somebody picked instead, where the adjustment clashes with a restriction over safety.
        replaces: an adjustment of this customer that ends with this one.
        submission: the form's token.

    Returns:
        The adjustment's id.

    Raises:
        InvalidInputError: nothing is arranged, or what it replaces does not stand.
    """
    with change(Act.RECORD_ADJUSTMENT, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id)
        this.require(Act.RECORD_ADJUSTMENT, this.facts())
        if replaces is not None:
            old = rows.Adjustment.objects.filter(pk=replaces, customer=case.customer_id, ended_at=None).first()
            if old is None:
                raise InvalidInputError("replaces", "Select an adjustment of this customer that stands")
            this.amend(old, ended_at=at, ended_by=actor.staff_id)
        adjustment = this.write(
            rows.Adjustment(
                customer_id=case.customer_id,
                arrangement=filled("arrangement", arrangement, "Enter what we will do differently", most=500),
                unusable_channels=sorted(unusable_channels),
                safe_equivalent=bounded("safe_equivalent", safe_equivalent.strip(), most=500),
                recorded_at=at,
                recorded_by=actor.staff_id,
            )
        )
        this.move_case()
        this.result = adjustment.id
        return adjustment.id
