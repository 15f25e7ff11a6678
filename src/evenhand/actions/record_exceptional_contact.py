"""Record exceptional circumstances under a restriction, and let the contact in or not (9.4)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import Change, change, filled, past
from evenhand.actions.on_restriction import restriction_of_case
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def record_exceptional_contact(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    circumstances: str = "",
    restriction_id: UUID | None = None,
    raised: datetime | None = None,
    let_in: bool | None = None,
    reasons: str = "",
    exceptional_id: UUID | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record exceptional circumstances, with what was decided where somebody decided. No rule refuses this.

    Args:
        actor: who records it; whoever took the contact may.
        at: when it is recorded.
        case_id: on which case.
        circumstances: what the customer raised.
        restriction_id: the restriction that would have closed the contact.
        raised: when, where that was before ``at``.
        let_in: whether the contact is let in; ``None`` where nobody has decided yet.
        reasons: why.
        exceptional_id: circumstances that were recorded before, where this decides on them.
        submission: the form's token.

    Returns:
        The id of the exceptional contact.

    Raises:
        NotFoundError: there is no such case, restriction or contact.
        InvalidInputError: no circumstances, no reasons for what was decided, or it was decided before.
    """
    with change(Act.RECORD_EXCEPTIONAL_CONTACT, actor=actor, at=at, submission=submission) as this:
        this.lock_case(case_id, by_permission=True)
        decided = _decided(this, let_in=let_in, reasons=reasons)
        if exceptional_id is not None:
            contact = _undecided(this, exceptional_id)
            if not decided:
                raise InvalidInputError("let_in", "Select whether the contact is let in")
            this.amend(contact, **decided)
        else:
            contact = this.write(
                rows.ExceptionalContact(
                    case_id=case_id,
                    restriction=restriction_of_case(this, restriction_id),
                    raised=past("raised", raised, at, "When it was raised must be now or in the past"),
                    circumstances=filled("circumstances", circumstances, "Enter the circumstances"),
                    recorded_at=at,
                    recorded_by_id=actor.staff_id,
                    **decided,
                )
            )
        this.move_case()
        this.result = contact.id
        return contact.id


def _decided(this: Change, *, let_in: bool | None, reasons: str) -> dict[str, object]:
    if let_in is None:
        return {}
    return {
        "let_in": let_in,
        "reasons": filled("reasons", reasons, "Enter why the contact is let in or not"),
        "decided_at": this.at,
        "decided_by_id": this.actor.staff_id,
    }


def _undecided(this: Change, exceptional_id: UUID) -> rows.ExceptionalContact:
    contact: rows.ExceptionalContact | None = rows.ExceptionalContact.objects.filter(
        pk=exceptional_id, case=this.case
    ).first()
    if contact is None:
        raise NotFoundError
    if contact.decided_at is not None:
        raise InvalidInputError("let_in", "This was decided before")
    return contact
