"""Writes a referral to the police or to safeguarding, or why there is none, for the actions that do so."""

from __future__ import annotations

from uuid import UUID

from evenhand.actions.entries import incidents_of
from evenhand.actions.frame import Change, bounded, filled
from evenhand.record import models as rows
from evenhand.rules.vocabulary import ReferralTarget


def put(
    this: Change,
    target: ReferralTarget,
    *,
    case_id: UUID,
    incident_id: UUID | None,
    reasons: str,
    reference: str = "",
    declined: bool = False,
) -> rows.Referral:
    """Keep that a matter was referred, or was not: why, and the reference, for those who need to know alone.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: no reasons, or the incident is none of this case.
    """
    case = this.lock_case(case_id)
    asked = "Enter why it is not referred" if declined else "Enter why it is referred"
    said = filled("reasons", reasons, asked)
    number = bounded("reference", reference.strip(), most=200)
    incident = incidents_of(case, [incident_id], field_name="incident_id")[0] if incident_id else None
    referral = this.write(
        rows.Referral(
            case=case,
            target=target,
            incident=incident,
            declined=declined,
            made_at=this.at,
            made_by_id=this.actor.staff_id,
        )
    )
    this.write_sensitive(
        rows.ReferralDetail(
            referral=referral,
            reasons=said,
            reference=number,
            recorded_at=this.at,
            recorded_by=this.actor.staff_id,
        )
    )
    this.move_case()
    this.result = referral.id
    return referral
