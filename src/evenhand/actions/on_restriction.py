"""Takes one restriction in hand, for the actions on it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import Change
from evenhand.record import models as rows


def lock_restriction(
    this: Change, restriction_id: UUID, *, seen_version: int | None = None, by_permission: bool = False
) -> rows.Restriction:
    """The restriction with its case, both held until the transaction ends.

    Args:
        this: the action.
        restriction_id: which restriction.
        seen_version: as for ``Change.lock_case``.
        by_permission: as for ``Change.lock_case``.

    Raises:
        NotFoundError: there is no such restriction, or the actor may not see its case.
        CaseChangedError: somebody changed the case since.
    """
    found = rows.Restriction.objects.filter(pk=restriction_id).first()
    if found is None:
        raise NotFoundError
    this.lock_case(found.case_id, seen_version=seen_version, by_permission=by_permission)
    held: rows.Restriction = rows.Restriction.objects.select_for_update().get(pk=restriction_id)
    return held


def over(restriction: rows.Restriction, at: datetime) -> bool:
    """Whether a restriction has ended or been lifted by a moment."""
    upper = restriction.period.upper
    return restriction.lifted_at is not None or (upper is not None and upper <= at)


def require_standing(restriction: rows.Restriction, at: datetime, *, field_name: str) -> None:
    """Raise ``InvalidInputError`` where a restriction has ended already."""
    if over(restriction, at):
        raise InvalidInputError(field_name, "This restriction has already ended")


def restriction_of_case(this: Change, restriction_id: UUID | None) -> rows.Restriction | None:
    """A restriction of the locked case, or ``None`` where none is named; raises ``NotFoundError`` for any other."""
    if restriction_id is None:
        return None
    found: rows.Restriction | None = rows.Restriction.objects.filter(pk=restriction_id, case=this.case).first()
    if found is None:
        raise NotFoundError
    return found


def running_pauses(restriction: rows.Restriction, at: datetime) -> list[rows.Suspension]:
    """The pauses of a restriction that cover a moment, the oldest first."""
    running = Q(until=None) | Q(until__gt=at)
    return list(restriction.suspensions.filter(running, since__lte=at, resumed_at=None).order_by("since", "id"))
