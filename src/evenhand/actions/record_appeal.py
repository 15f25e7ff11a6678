"""Record that the customer asks us to look again at a decision or a restriction (guidance)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled, past
from evenhand.actions.telling import subject_of
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def record_appeal(
    *,
    actor: Actor,
    at: datetime,
    about: UUID,
    words: str,
    made: datetime | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record an appeal. No rule refuses this: a late one is heard too, and whoever receives it records it.

    Args:
        actor: who records it.
        at: when it is recorded.
        about: the decision, restriction or interim limit that it is against.
        words: what the customer said, as they said it.
        made: when they made it, where that was before ``at``.
        submission: the form's token.

    Returns:
        The appeal's id.

    Raises:
        NotFoundError: there is no such decision or restriction.
        InvalidInputError: no words, or it was made in the future.
    """
    with change(Act.RECORD_APPEAL, actor=actor, at=at, submission=submission) as this:
        subject = subject_of(about, "determination", "restriction")
        this.lock_case(subject.case_id, by_permission=True)
        appeal = this.write(
            rows.Appeal(
                case_id=subject.case_id,
                words=filled("words", words, "Enter what the customer said"),
                made=past("made", made, at, "When they appealed must be now or in the past"),
                recorded_at=at,
                recorded_by_id=actor.staff_id,
                **{subject.column: subject.row},
            )
        )
        this.move_case()
        this.result = appeal.id
        return appeal.id
