"""End a block, ban or label without a decision, or name the decision that took its place (9.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def settle_informal_restriction(
    *,
    actor: Actor,
    at: datetime,
    informal_id: UUID,
    reasons: str,
    regularised_by: UUID | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record that it has ended, or that a decision to restrict has taken its place (9.2). No rule refuses this.

    Args:
        actor: a manager, or a member of the team.
        at: when it is settled.
        informal_id: which block, ban or label.
        reasons: why it is settled so.
        regularised_by: the decision that took its place; none where it has ended.
        submission: the form's token.

    Returns:
        Its id.

    Raises:
        NotFoundError: there is none such, or the actor may not see its case.
        InvalidInputError: no reasons, it was settled before, or the decision is none of this case or restricts nothing.
    """
    with change(Act.SETTLE_INFORMAL_RESTRICTION, actor=actor, at=at, submission=submission) as this:
        row = this.row_of_case(rows.InformalRestriction, informal_id)
        if row.settled_at is not None:
            raise InvalidInputError("reasons", "This has been settled already")
        decision = None
        if regularised_by is not None:
            decision = rows.Determination.objects.filter(pk=regularised_by, case=row.case_id, restricts=True).first()
            if decision is None:
                raise InvalidInputError("regularised_by", "Select a decision on this case that restricts")
        this.amend(
            row,
            settled_at=at,
            settled_by_id=actor.staff_id,
            settlement=filled("reasons", reasons, "Enter why it is settled so"),
            regularised_by_id=decision.id if decision else None,
        )
        this.move_case()
        this.result = row.id
        return row.id
