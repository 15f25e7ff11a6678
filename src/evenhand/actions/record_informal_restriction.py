"""Record a block, ban or label with no decision behind it (9.2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled, past
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, RestrictionKind


def record_informal_restriction(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    description: str,
    kinds: Collection[RestrictionKind] = (),
    found: datetime | None = None,
    reasons_given: bool | None = None,
    appeal_offered: bool | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record that somebody limits this customer's contact without a decision, whoever began it (9.2).

    It is a fault until it is ended or a decision takes its place; recording it is never refused.

    Args:
        actor: who found it.
        at: when it is recorded.
        case_id: which case.
        description: what was found, and where.
        kinds: which kinds of restriction it amounts to.
        found: when it was found, where that was before ``at``.
        reasons_given: whether the customer was given reasons; ``None`` where nobody knows.
        appeal_offered: whether they were told how to appeal; ``None`` where nobody knows.
        submission: the form's token.

    Returns:
        Its id.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: nothing is described, or it was found in the future.
    """
    with change(Act.RECORD_INFORMAL_RESTRICTION, actor=actor, at=at, submission=submission) as this:
        row = this.write(
            rows.InformalRestriction(
                case=this.lock_case(case_id),
                description=filled("description", description, "Enter what was found, and where"),
                kinds=sorted(set(kinds)),
                found=past("found", found, at, "When it was found must be now or in the past"),
                reasons_given=reasons_given,
                appeal_offered=appeal_offered,
                recorded_at=at,
                recorded_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = row.id
        return row.id
