"""Look at an unanswered message for a risk, and read it for a new issue (3.1, 8.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def read_message(
    *,
    actor: Actor,
    at: datetime,
    contact_id: UUID,
    new_issue: bool | None = None,
    protests: bool | None = None,
    is_appeal: bool | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record that a person looked at a message. No rule refuses this.

    Args:
        actor: somebody who reads messages.
        at: when they looked.
        contact_id: which contact.
        new_issue: whether it raises a new issue; ``None`` where they looked for a risk alone.
        protests: whether the customer protests against the restriction.
        is_appeal: whether the protest is an appeal.
        submission: the form's token.

    Returns:
        The contact's id.

    Raises:
        NotFoundError: there is no such contact.
        InvalidInputError: it was found to raise a new issue, and this would take that back.
    """
    with change(Act.READ_MESSAGE, actor=actor, at=at, submission=submission) as this:
        contact = this.row_of_case(rows.HandledContact, contact_id)
        if contact.new_issue and new_issue is False:
            raise InvalidInputError("new_issue", "A new issue was found in it already: pass it on")
        seen: dict[str, object] = {}
        if contact.risk_looked_at is None:
            seen |= {"risk_looked_at": at, "risk_looked_by_id": actor.staff_id}
        if new_issue is not None:
            seen["new_issue"] = new_issue
            if contact.read_at is None:
                seen |= {"read_at": at, "read_by_id": actor.staff_id}
        seen |= {name: one for name, one in (("protests", protests), ("is_appeal", is_appeal)) if one is not None}
        if seen:
            this.amend(contact, **seen)
        this.move_case()
        this.result = contact.id
        return contact.id
