"""Record that another name, number or address may be the same person (guidance)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import bounded, change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.matching import NotAContactPointError, point_key
from evenhand.rules.vocabulary import Act

_LONGEST_POINT = 320


def suspect_evasion(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    why: str,
    point_kind: rows.PointKind | None = None,
    point: str = "",
    submission: UUID | None = None,
) -> UUID:
    """Record a suspicion for a person to decide on. It changes nothing by itself, and no rule refuses it.

    Args:
        actor: who suspects it; whoever took the contact may.
        at: when.
        case_id: the case of the customer whom it may be.
        why: what speaks for it.
        point_kind: what the other number or address is; ``None`` where it is a name alone.
        point: the other number or address.
        submission: the form's token.

    Returns:
        The suspicion's id.

    Raises:
        NotFoundError: there is no such case.
        InvalidInputError: no reason, or the point is none of its kind.
    """
    with change(Act.SUSPECT_EVASION, actor=actor, at=at, submission=submission) as this:
        this.lock_case(case_id, by_permission=True)
        evasion = this.write(
            rows.Evasion(
                case_id=case_id,
                why=filled("why", why, "Enter why it may be the same person"),
                point_kind=point_kind or "",
                point=bounded("point", point.strip(), most=_LONGEST_POINT),
                point_key=_key(point_kind, point),
                suspected_at=at,
                suspected_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = evasion.id
        return evasion.id


def _key(kind: rows.PointKind | None, point: str) -> str:
    if kind is None and not point.strip():
        return ""
    if kind is None:
        raise InvalidInputError("point_kind", "Select what kind of number or address it is")
    try:
        return point_key(kind, point)
    except NotAContactPointError as error:
        raise InvalidInputError("point", str(error)) from None
