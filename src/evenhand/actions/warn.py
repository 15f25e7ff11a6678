"""Warn a customer: what was unacceptable, why, and a chance to change (8.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import bounded, change, past
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules import lifecycle
from evenhand.rules.vocabulary import Act, Stage, WarningForm


def warn(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    form: WarningForm,
    reasons: str,
    chance_to_change: bool,
    given_at: datetime | None = None,
    seen_version: int | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record a warning that the manager gave (8.2).

    A warning that said no reasons, or gave no chance to change, is recorded as it was: it will not carry a
    restriction, and the rules say so.

    Args:
        actor: the manager who gave it.
        at: when it is recorded.
        case_id: on which case.
        form: in writing, or spoken.
        reasons: why the actions are unacceptable, as the customer was told.
        chance_to_change: whether the customer was given a chance to change.
        given_at: when it was given, where that was before ``at``.
        seen_version: the case's version that the manager saw.
        submission: the form's token.

    Returns:
        The warning's id.

    Raises:
        RefusedError: the case cannot take a warning now.
        InvalidInputError: it was given in the future, or before any incident of the case.
    """
    with change(Act.WARN, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id, seen_version=seen_version)
        facts = this.facts()
        this.require(Act.WARN, facts)
        when = past("given_at", given_at, at, "When the warning was given must be now or in the past")
        if not any(one.occurred_at and one.occurred_at <= when for one in facts.incidents):
            # Else one incident and a warning dated before it would look like action after a warning (8.2).
            raise InvalidInputError(
                "given_at", "A warning follows an incident. Report the incident that it was about first"
            )
        warning = this.write(
            rows.Warning(
                case=case,
                given_at=when,
                given_by_id=actor.staff_id,
                form=form,
                reasons=bounded("reasons", reasons.strip()),
                chance_to_change=chance_to_change,
                recorded_at=at,
                recorded_by_id=actor.staff_id,
            )
        )
        moves = Stage.WARNED in lifecycle.targets(Act.WARN, facts.stage)
        this.move_case(Stage.WARNED if moves else None)
        this.result = warning.id
        return warning.id
