"""Refer a case to the independent determination team (9.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import fact_id, person_id
from evenhand.record.models.base import new_id
from evenhand.rules import facts
from evenhand.rules.vocabulary import Act, ReferralTarget, Stage


def refer_to_team(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    reasons: str,
    seen_version: int | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Put a case to the determination team (8.2, 9.1).

    Args:
        actor: the manager.
        at: when it is referred.
        case_id: which case.
        reasons: why the team should consider a restriction.
        seen_version: the case's version that the manager saw.
        submission: the form's token.

    Returns:
        The referral's id.

    Raises:
        RefusedError: the manager has not finished investigating, or was involved (``manager.informed``).
        InvalidInputError: no reasons.
    """
    with change(Act.REFER_TO_TEAM, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id, seen_version=seen_version)
        said = filled("reasons", reasons, "Enter why the team should consider a restriction")
        row = rows.Referral(
            id=new_id(),
            case=case,
            target=ReferralTarget.TEAM,
            reasons=said,
            made_at=at,
            made_by_id=actor.staff_id,
        )
        known = this.facts()
        draft = facts.Referral(id=fact_id(row.id), target=ReferralTarget.TEAM, by=person_id(actor.staff_id), made_at=at)
        this.require(Act.REFER_TO_TEAM, known, drafted=known.with_referral(draft), subjects=[draft.id])
        this.write(row)
        this.move_case(Stage.REFERRED)
        this.result = row.id
        return row.id
