"""Report an incident: a fact, so the policy never refuses it (principle 1). It reaches a manager at once (8.2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import Change, bounded, change, filled, past
from evenhand.letters.checks import LONGEST_LINE, MOST_ADDRESS_LINES
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import person_id, staff_facts
from evenhand.record.matching import NotAContactPointError, point_key
from evenhand.record.models import PointKind
from evenhand.record.policies import version_on
from evenhand.rules.calendar import local_day
from evenhand.rules.findings import is_blank
from evenhand.rules.incidents import manager_to_inform
from evenhand.rules.vocabulary import Act, Behaviour, Channel, Harm, Offence, PersonId, Shown, StaffResponse, Stage

__all__ = ["NewCustomer", "PointKind", "report_incident"]

_UNSEEN = frozenset({"Cc", "Cf"})
_JOINERS = frozenset("\u200c\u200d")
"""Join letters in scripts that need it; they show in how a name is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCustomer:
    """Somebody who is not on the record yet: a name (or 'Unknown person') and how they reach us."""

    name: str
    contacts: Sequence[tuple[PointKind, str]] = ()


def report_incident(
    *,
    actor: Actor,
    at: datetime,
    customer: UUID | NewCustomer,
    occurred: datetime,
    channel: Channel,
    what_happened: str,
    behaviours: Collection[Behaviour] = (),
    response: Collection[StaffResponse] = (),
    affected: Collection[UUID] = (),
    witnesses: Collection[UUID] = (),
    opinion: str = "",
    shown: Mapping[Shown, str] | None = None,
    at_public_meeting: bool | None = None,
    harm: Collection[Harm] = (),
    offence: Offence | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record one occasion of possibly unacceptable action, and tell the manager (clauses 5 to 8).

    Args:
        actor: who reports it.
        at: when it is reported.
        customer: who it was: a customer on the record, or a new one.
        occurred: when it happened; not after ``at``.
        channel: how the contact was made.
        what_happened: what was seen and heard, as fact.
        behaviours: which of the behaviours of clauses 6 and 7; none where somebody was only angry (3.1).
        response: what staff did at the time (8.1).
        affected: the staff who suffered it.
        witnesses: the staff who witnessed it.
        opinion: what the reporter makes of it, kept apart from fact.
        shown: what shows the behaviours, for those that ask for it (6.1, 7.4); what is missing is a finding.
        at_public_meeting: whether a recording was made at a public council meeting, where anybody may record.
        harm: whom the customer threatened to harm (4.1); kept for those who need to know, as is the offence.
        offence: whether an offence was threatened or committed (8.2).
        submission: the form's token.

    Returns:
        The incident's id. The customer's open case takes it, or a new case is opened.

    Raises:
        InvalidInputError: a text is missing, a moment lies in the future, or somebody is not staff.
        NotFoundError: there is no such customer.
    """
    with change(Act.REPORT_INCIDENT, actor=actor, at=at, submission=submission) as this:
        occurred = past("occurred", occurred, at, "When it happened must be today or in the past")
        said = filled("what_happened", what_happened, "Enter what happened")
        who = _customer(this, customer)
        case = _open_case(this, who)
        incident = this.write(
            rows.Incident(
                case=case,
                occurred=occurred,
                channel=channel,
                behaviours=sorted(behaviours),
                what_happened=said,
                opinion=bounded("opinion", opinion.strip()),
                shown=_shown(shown or {}),
                at_public_meeting=at_public_meeting,
                responses=sorted(response),
                reported_at=at,
                reported_by_id=actor.staff_id,
                manager_id=_manager(this, frozenset({actor.staff_id, *affected, *witnesses})),
            )
        )
        _write_people(this, incident, affected, rows.IncidentPart.AFFECTED, "affected")
        _write_people(this, incident, witnesses, rows.IncidentPart.WITNESS, "witnesses")
        if harm or offence:
            this.write_sensitive(
                rows.IncidentRisk(
                    incident=incident,
                    harm=sorted(set(harm)),
                    offence=offence or "",
                    recorded_at=at,
                    recorded_by=actor.staff_id,
                )
            )
        this.move_case()
        this.result = incident.id
        return incident.id


def _shown(said: Mapping[Shown, str]) -> dict[str, str]:
    """What shows the behaviours, in the vocabulary's order, without what was left empty."""
    texts = {one: bounded(f"shown_{one.value}", said[one].strip()) for one in Shown if one in said}
    return {one.value: text for one, text in texts.items() if not is_blank(text)}


def _customer(this: Change, customer: UUID | NewCustomer) -> rows.Customer:
    if isinstance(customer, UUID):
        # Held, so that two reports on one customer at once open one case and not two.
        found: rows.Customer | None = rows.Customer.objects.select_for_update().filter(pk=customer).first()
        if found is None:
            raise NotFoundError
        return found
    name = _name(customer.name)
    new = this.write(rows.Customer(name=name, recorded_at=this.at, recorded_by=this.actor.staff_id))
    for kind, value in customer.contacts:
        _fits_a_letter(kind, value)
        try:
            key = point_key(kind, value)
        except NotAContactPointError as error:
            raise InvalidInputError(f"customer_{kind.value}", str(error)) from None
        this.write(
            rows.ContactPoint(
                customer=new,
                kind=kind,
                value=value.strip(),
                key=key,
                added_at=this.at,
                added_by=this.actor.staff_id,
            )
        )
    return new


def _name(typed: str) -> str:
    """A name that a letter can bear: characters that print nothing or turn the line round fall away."""
    seen = "".join(one for one in typed if unicodedata.category(one) not in _UNSEEN or one in _JOINERS)
    return filled("customer_name", seen, "Enter the customer's name, or 'Unknown person'", most=LONGEST_LINE)


def _fits_a_letter(kind: rows.PointKind, value: str) -> None:
    lines = [line for line in value.splitlines() if line.strip()]
    if kind is rows.PointKind.ADDRESS and (
        len(lines) > MOST_ADDRESS_LINES or any(len(one) > LONGEST_LINE for one in lines)
    ):
        raise InvalidInputError(
            "customer_address",
            f"An address must have {MOST_ADDRESS_LINES} lines or fewer, each of {LONGEST_LINE} characters or fewer",
        )


def _open_case(this: Change, customer: rows.Customer) -> rows.Case:
    case = rows.Case.objects.select_for_update().filter(customer=customer).exclude(stage=Stage.CLOSED).first()
    if case is None:
        case = this.write(
            rows.Case(
                customer=customer,
                policy=version_on(local_day(this.at)),
                stage=Stage.REPORTED,
                opened_at=this.at,
                opened_by=this.actor.staff_id,
            )
        )
    this.case = case
    return case


def _manager(this: Change, people: frozenset[UUID]) -> UUID | None:
    everybody = frozenset(PersonId(str(one)) for one in people)
    found = manager_to_inform(person_id(this.actor.staff_id), everybody, staff_facts(at=this.at))
    return UUID(found) if found else None


def _write_people(
    this: Change, incident: rows.Incident, people: Collection[UUID], part: rows.IncidentPart, field_name: str
) -> None:
    for staff_id in sorted(set(people)):
        member = this.staff(staff_id, field_name=field_name)
        this.write(rows.IncidentStaff(incident=incident, staff=member, part=part))
