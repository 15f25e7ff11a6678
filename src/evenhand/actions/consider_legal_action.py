"""Decide on legal action, with the four considerations of clause 9.6 put first (9.5, 9.6)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.doors import checked_door
from evenhand.actions.frame import bounded, change
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts.decisions import legal_facts
from evenhand.record.models.base import new_id
from evenhand.rules.legal import RULE
from evenhand.rules.vocabulary import Act

QUESTIONS = ("effect_on_staff", "effect_on_customer", "engagement", "exhausted")
"""The four considerations, as the columns and the rule's parts are named."""


def consider_legal_action(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    seen_version: int,
    goes_ahead: bool,
    effect_on_staff: str = "",
    effect_on_customer: str = "",
    engagement: str = "",
    exhausted: str = "",
    urgent_reason: str = "",
    submission: UUID | None = None,
) -> UUID:
    """Decide whether legal action is taken. 'Not relevant, because' is an answer too.

    Args:
        actor: somebody who decides on legal action.
        at: when it was decided.
        case_id: on which case.
        seen_version: the case's version that the decider saw.
        goes_ahead: whether legal action is taken.
        effect_on_staff: the effect of the actions on staff (9.6).
        effect_on_customer: the effect of legal action on the customer (9.6).
        engagement: whether the council can still engage with the customer (9.6).
        exhausted: whether everything else was tried (9.6).
        urgent_reason: why it cannot wait for the answers, by somebody of the policy's rank; they are completed after.
        submission: the form's token.

    Returns:
        The consideration's id.

    Raises:
        RefusedError: an answer is missing and nothing is urgent (``legal.considered``).
        CaseChangedError: the case changed since the decider saw it.
        InvalidInputError: a text is too long, or the actor may not go on without the answers.
    """
    with change(Act.CONSIDER_LEGAL_ACTION, actor=actor, at=at, submission=submission) as this:
        this.lock_case(case_id, seen_version=seen_version)
        known = this.facts()
        answers = {
            "effect_on_staff": effect_on_staff,
            "effect_on_customer": effect_on_customer,
            "engagement": engagement,
            "exhausted": exhausted,
        }
        urgent = checked_door(this, RULE, urgent_reason, field_name="urgent_reason") if urgent_reason.strip() else ""
        row = rows.LegalConsideration(
            id=new_id(),
            case_id=case_id,
            goes_ahead=goes_ahead,
            urgent_reason=urgent,
            decided_at=at,
            decided_by_id=actor.staff_id,
            **{name: bounded(name, text.strip()) for name, text in answers.items()},
        )
        drafted = legal_facts(row)
        this.require(Act.CONSIDER_LEGAL_ACTION, known, drafted=known.with_legal(drafted), subjects=[drafted.id])
        this.write(row)
        this.move_case()
        this.result = row.id
        return row.id
