"""A panel member declares a tie to a case (9.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, ConflictKind


def declare_conflict(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    kind: ConflictKind,
    explanation: str,
    member: UUID | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Declare that a member manages somebody involved, or is named in the customer's complaint (9.1).

    Args:
        actor: who declares it.
        at: when.
        case_id: on which case.
        kind: which tie.
        explanation: what the tie is.
        member: whose tie; the actor's own unless somebody else's is named.
        submission: the form's token.

    Returns:
        The declaration's id. The member may not sit until the monitoring officer decides that they may.

    Raises:
        InvalidInputError: no explanation, or the same tie was declared before.
    """
    with change(Act.DECLARE_CONFLICT, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id)
        this.require(Act.DECLARE_CONFLICT, this.facts())
        tied = this.staff(member or actor.staff_id, field_name="member")
        if rows.Conflict.objects.filter(case=case, member=tied, kind=kind).exists():
            raise InvalidInputError("kind", "This tie has been declared already")
        conflict = this.write(
            rows.Conflict(
                case=case,
                member=tied,
                kind=kind,
                explanation=filled("explanation", explanation, "Enter what the tie is"),
                declared_at=at,
                declared_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = conflict.id
        return conflict.id
