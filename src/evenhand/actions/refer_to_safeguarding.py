"""Refer a threat of harm to safeguarding (4.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change
from evenhand.actions.referring import put
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, ReferralTarget


def refer_to_safeguarding(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    reasons: str,
    incident_id: UUID | None = None,
    reference: str = "",
    submission: UUID | None = None,
) -> UUID:
    """Record that a matter was put to safeguarding; whoever hears a threat can refer it (4.1).

    Args:
        actor: who refers it.
        at: when it is referred.
        case_id: which case.
        reasons: what it is about; kept for those who need to know.
        incident_id: the incident that it is about; none for the case as a whole.
        reference: the reference that safeguarding gave, where they gave one at once.
        submission: the form's token.

    Returns:
        The referral's id.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: no reasons, or the incident is none of this case.
    """
    with change(Act.REFER_TO_SAFEGUARDING, actor=actor, at=at, submission=submission) as this:
        return put(
            this,
            ReferralTarget.SAFEGUARDING,
            case_id=case_id,
            incident_id=incident_id,
            reasons=reasons,
            reference=reference,
        ).id
