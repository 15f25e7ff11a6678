"""Record why no referral is made to the police or to safeguarding (4.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change
from evenhand.actions.referring import put
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, ReferralTarget


def decline_referral(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    target: ReferralTarget,
    reasons: str,
    incident_id: UUID | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record that a matter is not put to the police or to safeguarding, and why (4.1).

    Args:
        actor: the manager who decides so.
        at: when it is decided.
        case_id: which case.
        target: the police or safeguarding.
        reasons: why it is not referred; kept for those who need to know.
        incident_id: the incident that it is about; none for the case as a whole.
        submission: the form's token.

    Returns:
        The id of what is kept in the referral's place.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: no reasons, the incident is none of this case, or the target is the team.
    """
    with change(Act.DECLINE_REFERRAL, actor=actor, at=at, submission=submission) as this:
        if target is ReferralTarget.TEAM:
            raise InvalidInputError("target", "Select the police or safeguarding")
        return put(this, target, case_id=case_id, incident_id=incident_id, reasons=reasons, declined=True).id
