"""Record that the customer was told without a letter, by any means that works (9.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled, past
from evenhand.actions.telling import subject_of, write_telling
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, Route


def tell_directly(
    *,
    actor: Actor,
    at: datetime,
    about: UUID,
    route: Route,
    words: str,
    sent: datetime | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record one time that the customer was told of something without a letter. No rule refuses this.

    Args:
        actor: who records it.
        at: when it is recorded.
        about: the decision, interim limit, lifted restriction, review, appeal or evasion that they were told of.
        route: how.
        words: what they were told.
        sent: when, where that was before ``at``.
        submission: the form's token.

    Returns:
        The telling's id.

    Raises:
        NotFoundError: there is no such thing to tell of.
        InvalidInputError: no words, or it was in the future.
    """
    with change(Act.TELL_DIRECTLY, actor=actor, at=at, submission=submission) as this:
        subject = subject_of(about)
        this.lock_case(subject.case_id)
        when = past("sent", sent, at, "When they were told must be now or in the past")
        said = filled("words", words, "Enter what the customer was told")
        telling = write_telling(this, subject, route=route, words=said, sent=when)
        this.move_case()
        this.result = telling.id
        return telling.id
