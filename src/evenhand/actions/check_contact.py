"""Check a contact: what to do now, what to say, under which clauses. Every look is logged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import Change, change
from evenhand.policy.pack import Pack
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts, customer_facts
from evenhand.record.matching import find_customers, is_contact_point
from evenhand.record.policies import pack_of, version_on
from evenhand.rules.authority import Permission
from evenhand.rules.calendar import local_day
from evenhand.rules.contact import Contact, Directive, decide
from evenhand.rules.facts import CaseFacts
from evenhand.rules.vocabulary import Channel, Match, Outcome, Purpose, RuleId, ServiceId, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A customer whom a name may mean: for a person to choose from."""

    id: UUID
    name: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAnswer:
    """What was found. Either ``directive`` says what to do, or ``candidates`` are to be chosen from first."""

    directive: Directive | None = None
    customer: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()
    clauses: Mapping[RuleId, str] | None = None
    """The clause behind each rule of the directive."""


def check_contact(
    *,
    actor: Actor,
    at: datetime,
    channel: Channel,
    identifier: str = "",
    customer_id: UUID | None = None,
    nobody: bool = False,
    withheld: bool = False,
    verified: bool = False,
    purpose: Purpose | ServiceId | None = None,
    to: str = "",
    issue: str = "",
    submission: UUID | None = None,
) -> ContactAnswer:
    """Answer 'what may I do now?' for one contact, and log that it was asked.

    Anybody at work may ask, about anybody: the answer never says what the customer did.

    Args:
        actor: who asks.
        at: when the contact is.
        channel: how they got in touch.
        identifier: what they present: a number, an e-mail address, a reference or a name.
        customer_id: the customer whom a person chose among several.
        nobody: a person looked at those whom a name may mean, and it is none of them.
        withheld: the number was withheld and no name is known yet.
        verified: the caller's identity has been checked.
        purpose: an always-allowed way or a mandatory service, where it is known.
        to: whom or what it is meant for, where it is known: a name, a number, an address or an inbox.
        issue: what it is about, where it is known, in the words of the restriction's issues.
        submission: the form's token.

    Returns:
        The answer; where a name may mean several customers, these: no check is kept yet, and the audit notes the look.

    Raises:
        InvalidInputError: nothing to look for.
        NotFoundError: there is no such customer.
    """
    with change(
        "check_contact", actor=actor, at=at, permission=Permission.CHECK_CONTACT, submission=submission
    ) as this:
        if not withheld and customer_id is None and not identifier.strip():
            raise InvalidInputError("identifier", "Enter a telephone number, email address, name or reference")
        found = [] if withheld or nobody else _found(identifier, customer_id)
        several_by_name = len(found) > 1 and not is_contact_point(identifier)
        if several_by_name:
            return ContactAnswer(candidates=tuple(_candidate(one) for one in found))
        contact = Contact(
            channel=channel,
            match=_match(found, withheld, verified),
            purpose=purpose,
            to=to.strip(),
            presented=identifier.strip() if is_contact_point(identifier) else "",
            issue=issue.strip(),
        )
        return _answer(this, found, contact)


def _found(identifier: str, customer_id: UUID | None) -> list[rows.Customer]:
    if customer_id is None:
        return find_customers(identifier)
    chosen = rows.Customer.objects.filter(pk=customer_id).first()
    if chosen is None:
        raise NotFoundError
    return [chosen]


def _match(found: list[rows.Customer], withheld: bool, verified: bool) -> Match:  # noqa: FBT001 - two plain facts
    if withheld:
        return Match.WITHHELD
    if len(found) > 1:
        return Match.SHARED
    return Match.VERIFIED if verified else Match.CLAIMED


def _answer(this: Change, found: list[rows.Customer], contact: Contact) -> ContactAnswer:
    case, pack, directive = _most_closed(this, found, contact)
    check = this.write(
        rows.ContactCheck(
            case=case,
            channel=contact.channel,
            match=contact.match,
            purpose=str(contact.purpose or ""),
            outcome=directive.outcome,
            rules=list(directive.rules),
            not_told=directive.not_told,
            checked_at=this.at,
            checked_by_id=this.actor.staff_id,
        )
    )
    this.case, this.result = case, check.id
    return ContactAnswer(
        directive=directive,
        customer=_candidate(found[0]) if len(found) == 1 else None,
        clauses={rule: pack.terms.clause_of(rule) for rule in directive.rules},
    )


def _most_closed(
    this: Change, found: list[rows.Customer], contact: Contact
) -> tuple[rows.Case | None, Pack, Directive]:
    """Of the open cases of the customers found, the one that closes most; an interim limit may stand in any."""
    cases = rows.Case.objects.filter(customer__in=found).exclude(stage=Stage.CLOSED).select_related("policy")
    answers = [
        (case, pack, decide(contact, case_facts(case, at=this.at), pack.terms, at=this.at))
        for case in sorted(cases, key=lambda one: (one.stage != Stage.RESTRICTED, str(one.id)))
        for pack in (pack_of(case.policy),)
    ]
    if not answers:
        pack = pack_of(version_on(local_day(this.at)))
        return None, pack, decide(contact, _without_a_case(found), pack.terms, at=this.at)
    order = list(Outcome)
    return max(answers, key=lambda answer: order.index(answer[2].outcome))


def _without_a_case(found: list[rows.Customer]) -> CaseFacts | None:
    """A customer's adjustments hold whether or not they have a case."""
    if len(found) != 1:
        return None
    customer = customer_facts(found[0].id)
    return CaseFacts(id=customer.id, customer=customer, stage=Stage.CLOSED)


def _candidate(customer: rows.Customer) -> Candidate:
    return Candidate(id=customer.id, name=customer.name, reference=customer.reference)
