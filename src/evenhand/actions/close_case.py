"""Close a case on which nothing more is needed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import Refusal, RefusedError
from evenhand.actions.frame import change, filled
from evenhand.record.actor import Actor
from evenhand.rules.facts import CaseFacts
from evenhand.rules.steps import StepState, next_steps
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, RuleId, Stage


def close_case(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    reasons: str,
    seen_version: int | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Close a case, with the reason.

    Args:
        actor: who closes it.
        at: when it is closed.
        case_id: which case.
        reasons: why nothing more is needed.
        seen_version: the case's version that the actor saw.
        submission: the form's token.

    Returns:
        The case's id.

    Raises:
        RefusedError: work on the case goes on: a restriction is in force, or a referral or an appeal waits.
        InvalidInputError: no reason.
    """
    with change(Act.CLOSE_CASE, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id, seen_version=seen_version)
        known = this.facts()
        this.require(Act.CLOSE_CASE, known)
        _nothing_is_owed(known, this.terms, at)
        this.move_case(
            Stage.CLOSED,
            closed_at=at,
            closed_by=actor.staff_id,
            closing_reasons=filled("reasons", reasons, "Enter why the case is closed"),
        )
        this.result = case.id
        return case.id


def _nothing_is_owed(known: CaseFacts, terms: Terms, at: datetime) -> None:
    """Refuse where the way onward says that the case cannot be closed yet: nothing would ask for it afterwards."""
    closing = next(one for one in next_steps(known, terms, at=at) if one.act is Act.CLOSE_CASE)
    if closing.state is StepState.NOT_YET:
        rule = RuleId(f"lifecycle.{Act.CLOSE_CASE.value}")
        raise RefusedError((Refusal(rule=rule, clause="", message=closing.why),))
