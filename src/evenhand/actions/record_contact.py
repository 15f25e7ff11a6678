"""Record a contact and how it was handled (3.1, 8.1, 9.3)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change, bounded, change, past
from evenhand.actions.on_restriction import restriction_of_case
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, Channel, Handling, Purpose, ServiceId


def record_contact(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    channel: Channel,
    handling: Handling,
    received: datetime | None = None,
    purpose: Purpose | ServiceId | None = None,
    restriction_id: UUID | None = None,
    note: str = "",
    new_issue: bool | None = None,
    answer_due: date | None = None,
    service_refused: bool | None = None,
    applied_consistently: bool | None = None,
    protests: bool | None = None,
    is_appeal: bool | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record one contact with the council as it was handled. No rule refuses this, whoever took it records it.

    Args:
        actor: who records it.
        at: when it is recorded.
        case_id: on which case.
        channel: how the customer got in touch.
        handling: how it was handled in the end.
        received: when it came, where that was before ``at``.
        purpose: an always-allowed way or a mandatory service, where it was for one.
        restriction_id: the restriction that was applied, where one was.
        note: what it was about, in a few words.
        new_issue: whether it raises a new issue, where somebody read it for one; that is a look for a risk too.
        answer_due: the last day for the answer, where one was promised.
        service_refused: whether a mandatory service was kept from the customer.
        applied_consistently: whether the restriction was applied as to others and as before.
        protests: whether the customer protested against the restriction.
        is_appeal: whether the protest is an appeal, where staff were asked.
        submission: the form's token.

    Returns:
        The contact's id.

    Raises:
        NotFoundError: there is no such case, or the restriction is not one of it.
        InvalidInputError: it came in the future, or the purpose is not one that the policy knows.
    """
    with change(Act.RECORD_CONTACT, actor=actor, at=at, submission=submission) as this:
        this.lock_case(case_id, by_permission=True)
        contact = rows.HandledContact(
            case_id=case_id,
            channel=channel,
            handling=handling,
            received=past("received", received, at, "When the contact came must be now or in the past"),
            purpose=_purpose(this, purpose),
            restriction=restriction_of_case(this, restriction_id),
            note=bounded("note", note.strip()),
            answer_due=answer_due,
            service_refused=service_refused,
            applied_consistently=applied_consistently,
            protests=protests,
            is_appeal=is_appeal,
            recorded_at=at,
            recorded_by_id=actor.staff_id,
        )
        if new_issue is not None or handling is Handling.FILED_AFTER_READING:
            contact.new_issue = new_issue
            contact.risk_looked_at, contact.risk_looked_by_id = at, actor.staff_id
            contact.read_at, contact.read_by_id = at, actor.staff_id
        if handling is Handling.ANSWERED:
            contact.answered_at, contact.answered_by_id = at, actor.staff_id
        this.write(contact)
        this.move_case()
        this.result = contact.id
        return contact.id


def _purpose(this: Change, purpose: Purpose | ServiceId | None) -> str:
    services = {service.id for service in this.terms.mandatory_services}
    if purpose is not None and purpose not in set(Purpose) | services:
        raise InvalidInputError("purpose", "Select what the contact is about from the list")
    return str(purpose or "")
