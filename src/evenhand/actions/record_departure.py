"""Record that the customer left an address: a safety warning on it ends then."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.addresses import address_of
from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, past
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def record_departure(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    point_id: UUID,
    left: datetime | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record that the customer no longer lives at an address.

    No letter goes there any more, and a safety warning on it must be ended (``marker.ends``).

    Args:
        actor: who learned of it.
        at: when it is recorded.
        case_id: the case on which it came up.
        point_id: which address of the customer.
        left: when they left, where that was before ``at``.
        submission: the form's token.

    Returns:
        The address's id.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: it is no address of this customer, they left it before, or they leave in the future.
    """
    with change(Act.RECORD_DEPARTURE, actor=actor, at=at, submission=submission) as this:
        point = address_of(this.lock_case(case_id), point_id)
        if point.left is not None:
            raise InvalidInputError("point_id", "This address has been left already")
        moment = past("left", left, at, "When they left must be now or in the past")
        this.amend(point, left=moment, departure_recorded_at=at, departure_recorded_by=actor.staff_id)
        this.move_case()
        this.result = point.id
        return point.id
