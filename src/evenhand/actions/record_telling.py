"""Record how and when the customer was told (9.1); when it counts as received follows from the route."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import change, past
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.telling import deemed_receipt
from evenhand.rules.vocabulary import Act, Route


def record_telling(
    *,
    actor: Actor,
    at: datetime,
    letter_id: UUID,
    route: Route,
    sent_at: datetime | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record one time that a letter was sent, handed over or read out.

    Args:
        actor: who records it.
        at: when it is recorded.
        letter_id: which letter.
        route: how.
        sent_at: when it was sent, where that was before ``at``.
        submission: the form's token.

    Returns:
        The telling's id.

    Raises:
        NotFoundError: there is no such letter.
        InvalidInputError: it was sent in the future, or before the letter was issued.
    """
    with change(Act.RECORD_TELLING, actor=actor, at=at, submission=submission) as this:
        letter = rows.Letter.objects.filter(pk=letter_id).first()
        if letter is None:
            raise NotFoundError
        this.lock_case(letter.case_id)
        this.require(Act.RECORD_TELLING, this.facts())
        when = past("sent_at", sent_at, at, "When it was sent must be now or in the past")
        if when < letter.issued_at:
            raise InvalidInputError("sent_at", "It cannot have been sent before the letter was issued")
        telling = this.write(
            rows.Telling(
                letter=letter,
                route=route,
                sent=when,
                deemed_received=deemed_receipt(this.terms, route, when),
                recorded_at=at,
                recorded_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = telling.id
        return telling.id
