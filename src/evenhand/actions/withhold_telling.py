"""Hold back a letter because sending it would put somebody at risk (9.1, guidance)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.actions.telling import subject_of
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.calendar import local_day, start_of_day
from evenhand.rules.vocabulary import Act


def withhold_telling(
    *,
    actor: Actor,
    at: datetime,
    about: UUID,
    reason: str,
    look_again_on: date,
    submission: UUID | None = None,
) -> UUID:
    """Hold back the letter on a decision for a recorded risk, until a day on which somebody looks again.

    Args:
        actor: somebody who issues letters.
        at: when it is held back.
        about: the decision, interim limit, lifted restriction, review, appeal or evasion of which it would tell.
        reason: the risk.
        look_again_on: the day on which the duty to tell the customer stands once more.
        submission: the form's token.

    Returns:
        The withholding's id.

    Raises:
        NotFoundError: there is no such decision.
        InvalidInputError: no risk is named, or the day is not in the future.
    """
    with change(Act.WITHHOLD_TELLING, actor=actor, at=at, submission=submission) as this:
        subject = subject_of(about)
        this.lock_case(subject.case_id)
        if look_again_on <= local_day(at):
            raise InvalidInputError("look_again_on", "The day on which you look again must be in the future")
        held = this.write(
            rows.Withholding(
                case_id=subject.case_id,
                reason=filled("reason", reason, "Enter the risk for which the letter is held back"),
                since=at,
                until=start_of_day(look_again_on),
                withheld_by_id=actor.staff_id,
                **{subject.column: subject.row},
            )
        )
        this.move_case()
        this.result = held.id
        return held.id
