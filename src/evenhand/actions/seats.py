"""Checks who sits on a panel, for the actions that record it."""

from __future__ import annotations

from dataclasses import replace

from evenhand.actions.frame import Change, bounded
from evenhand.drafting.decisions import SeatDraft
from evenhand.rules.authority import Role


def checked_seat(this: Change, seat: SeatDraft) -> SeatDraft:
    """One member of the panel: of the team, or a substitute from outside it; raises ``InvalidInputError``."""
    role = None if seat.from_outside else Role.DETERMINATION_TEAM
    this.staff(seat.member, field_name="members", role=role)
    return replace(seat, comment=bounded("members", seat.comment.strip()))
