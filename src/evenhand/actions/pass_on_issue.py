"""Pass a new issue on to those who answer it, and record that they did (3.1)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled, past
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act

_LONGEST_NAME = 200


def pass_on_issue(
    *,
    actor: Actor,
    at: datetime,
    contact_id: UUID,
    to: str = "",
    answer_due: date | None = None,
    answered: datetime | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record that a new issue was passed on, or was answered. No rule refuses this.

    Args:
        actor: somebody who reads messages.
        at: when it is recorded.
        contact_id: the contact that raised it.
        to: the team or post that answers it; needed the first time.
        answer_due: the last day for their answer.
        answered: when it was answered.
        submission: the form's token.

    Returns:
        The contact's id.

    Raises:
        NotFoundError: there is no such contact.
        InvalidInputError: nobody is named to pass it on to, or it was answered in the future.
    """
    with change(Act.PASS_ON_ISSUE, actor=actor, at=at, submission=submission) as this:
        contact = this.row_of_case(rows.HandledContact, contact_id)
        changes: dict[str, object] = {"new_issue": True}
        for name in ("risk_looked", "read"):
            if getattr(contact, f"{name}_at") is None:
                changes |= {f"{name}_at": at, f"{name}_by_id": actor.staff_id}
        if to.strip() or contact.passed_on_at is None:
            changes["passed_on_to"] = filled("to", to, "Enter who answers the new issue", most=_LONGEST_NAME)
        if contact.passed_on_at is None:
            changes |= {"passed_on_at": at, "passed_on_by_id": actor.staff_id}
        if answer_due is not None:
            changes["answer_due"] = answer_due
        if answered is not None:
            when = past("answered", answered, at, "When it was answered must be now or in the past")
            if when < contact.received:
                raise InvalidInputError("answered", "It cannot have been answered before it came")
            changes |= {"answered_at": when, "answered_by_id": actor.staff_id}
        this.amend(contact, **changes)
        this.move_case()
        this.result = contact.id
        return contact.id
