"""Record what came of a referral to the police or to safeguarding (4.1, 8.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import bounded, change
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, ReferralTarget


def record_referral_outcome(
    *,
    actor: Actor,
    at: datetime,
    referral_id: UUID,
    accepted: bool | None = None,
    reference: str = "",
    outcome: str = "",
    submission: UUID | None = None,
) -> UUID:
    """Record whether the other body took the matter on, its reference, or the outcome: each as it comes (4.1, 8.2).

    Args:
        actor: who records it.
        at: when it is recorded.
        referral_id: which referral.
        accepted: whether they took it on; ``None`` where they have not said.
        reference: their reference, such as a crime number.
        outcome: what came of it; kept for those who need to know.
        submission: the form's token.

    Returns:
        The referral's id.

    Raises:
        NotFoundError: there is no such referral, or the actor may not see its case.
        InvalidInputError: nothing is said, or it was no referral to the police or to safeguarding.
    """
    with change(Act.RECORD_REFERRAL_OUTCOME, actor=actor, at=at, submission=submission) as this:
        referral = this.row_of_case(rows.Referral, referral_id)
        if referral.target == ReferralTarget.TEAM or referral.declined:
            raise InvalidInputError("referral_id", "Select a referral to the police or to safeguarding")
        number = bounded("reference", reference.strip(), most=200)
        said = bounded("outcome", outcome.strip())
        if accepted is None and not number and not said:
            raise InvalidInputError("outcome", "Enter what came of the referral")
        this.write_sensitive(
            rows.ReferralOutcome(
                referral=referral,
                accepted=accepted,
                reference=number,
                outcome=said,
                recorded_at=at,
                recorded_by=actor.staff_id,
            )
        )
        this.move_case()
        this.result = referral.id
        return referral.id
