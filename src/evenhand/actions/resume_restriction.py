"""Resume a paused restriction. That tightens, so the team does it (9.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.actions.on_restriction import lock_restriction, require_standing, running_pauses
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def resume_restriction(
    *,
    actor: Actor,
    at: datetime,
    restriction_id: UUID,
    seen_version: int,
    reasons: str,
    submission: UUID | None = None,
) -> UUID:
    """End every pause of a restriction that runs now.

    Args:
        actor: a member of the team.
        at: when the restriction holds again.
        restriction_id: which restriction.
        seen_version: the case's version that the team saw.
        reasons: why.
        submission: the form's token.

    Returns:
        The restriction's id.

    Raises:
        NotFoundError: there is no such restriction.
        RefusedError: the case is closed.
        CaseChangedError: the case changed since the team saw it.
        InvalidInputError: no reason, it has ended, or it is not paused.
    """
    with change(Act.RESUME_RESTRICTION, actor=actor, at=at, submission=submission) as this:
        restriction = lock_restriction(this, restriction_id, seen_version=seen_version)
        this.require(Act.RESUME_RESTRICTION, this.facts())
        require_standing(restriction, at, field_name="reasons")
        said = filled("reasons", reasons, "Enter why the restriction is resumed")
        running = running_pauses(restriction, at)
        if not running:
            raise InvalidInputError("reasons", "This restriction is not paused")
        for pause in running:
            this.amend(pause, resumed_at=at, resumed_by_id=actor.staff_id, resuming_reasons=said)
        this.move_case()
        this.result = restriction.id
        return restriction.id
