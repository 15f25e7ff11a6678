"""The monitoring officer decides whether a member with a tie may sit (9.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def decide_conflict(
    *,
    actor: Actor,
    at: datetime,
    conflict_id: UUID,
    may_sit: bool,
    reasons: str,
    submission: UUID | None = None,
) -> UUID:
    """Decide on a declared tie (9.1). Nobody decides on their own.

    Args:
        actor: the monitoring officer.
        at: when it is decided.
        conflict_id: which declaration.
        may_sit: whether the member may sit.
        reasons: why.
        submission: the form's token.

    Returns:
        The declaration's id.

    Raises:
        NotFoundError: there is no such declaration.
        InvalidInputError: no reasons, the actor's own tie, or one that was decided before.
    """
    with change(Act.DECIDE_CONFLICT, actor=actor, at=at, submission=submission) as this:
        found = rows.Conflict.objects.filter(pk=conflict_id).first()
        if found is None:
            raise NotFoundError
        this.lock_case(found.case_id)
        this.require(Act.DECIDE_CONFLICT, this.facts())
        conflict: rows.Conflict = rows.Conflict.objects.select_for_update().get(pk=conflict_id)
        if conflict.member_id == actor.id:
            raise InvalidInputError("may_sit", "Somebody else must decide on your own tie")
        if conflict.decided_at is not None:
            raise InvalidInputError("may_sit", "This tie has been decided on already")
        this.amend(
            conflict,
            may_sit=may_sit,
            decision_reasons=filled("reasons", reasons, "Enter the reasons for your decision"),
            decided_at=at,
            decided_by_id=actor.staff_id,
        )
        this.move_case()
        this.result = conflict.id
        return conflict.id
