"""The manager finishes investigating: the customer's account, the council's own part, a recommendation (8.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, Recommendation, Stage


def conclude_investigation(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    customer_account: str,
    council_part: str,
    conclusions: str,
    recommendation: Recommendation,
    seen_version: int | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Finish the case's open investigation (8.2).

    Args:
        actor: the manager.
        at: when it is finished.
        case_id: on which case.
        customer_account: what the customer says happened, or how they were asked and did not answer.
        council_part: what the council's own part in it was, or that there was none.
        conclusions: what the manager found.
        recommendation: what the manager recommends.
        seen_version: the case's version that the manager saw.
        submission: the form's token.

    Returns:
        The investigation's id.

    Raises:
        InvalidInputError: an answer is blank.
        RefusedError: no investigation is open.
    """
    with change(Act.CONCLUDE_INVESTIGATION, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id, seen_version=seen_version)
        this.require(Act.CONCLUDE_INVESTIGATION, this.facts())
        investigation: rows.Investigation = rows.Investigation.objects.select_for_update().get(
            case=case, concluded_at=None
        )
        this.amend(
            investigation,
            customer_account=filled("customer_account", customer_account, "Enter the customer's account"),
            council_part=filled("council_part", council_part, "Enter the council's own part in this"),
            conclusions=filled("conclusions", conclusions, "Enter what you found"),
            recommendation=recommendation,
            concluded_at=at,
            concluded_by_id=actor.staff_id,
        )
        this.move_case(Stage.INVESTIGATED)
        this.result = investigation.id
        return investigation.id
