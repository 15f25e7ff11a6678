"""Add the view of a panel member to a decision that went ahead without it (9.1, principle 4)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change
from evenhand.actions.seats import checked_seat
from evenhand.drafting.decisions import SeatDraft
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def complete_panel(
    *,
    actor: Actor,
    at: datetime,
    determination_id: UUID,
    seat: SeatDraft,
    submission: UUID | None = None,
) -> UUID:
    """Record what one more member of the panel thinks of a decision. No rule refuses this, dissent too is kept.

    Args:
        actor: a member of the team.
        at: when it is recorded.
        determination_id: which decision.
        seat: the member and their view; a substitute from outside the team is one too.
        submission: the form's token.

    Returns:
        The seat's id.

    Raises:
        NotFoundError: there is no such decision.
        InvalidInputError: the member has given their view, or is not one who may be named.
    """
    with change(Act.COMPLETE_PANEL, actor=actor, at=at, submission=submission) as this:
        decision = this.row_of_case(rows.Determination, determination_id)
        this.require(Act.COMPLETE_PANEL, this.facts())
        checked = checked_seat(this, seat)
        if decision.seats.filter(member=checked.member).exists():
            raise InvalidInputError("members", "This member has given their view already")
        added = this.write(
            rows.PanelSeat(
                determination=decision,
                member_id=checked.member,
                view=checked.view,
                comment=checked.comment,
                from_outside=checked.from_outside,
                added_at=at,
                added_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = added.id
        return added.id
