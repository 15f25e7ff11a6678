"""What each restriction gives to one contact, once recipient, time, issue and number are known (9.3, 9.4)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from evenhand.rules.calendar import local_day, may_precede
from evenhand.rules.contact.directive import Contact
from evenhand.rules.contact.points import among, same_person, same_point, same_service
from evenhand.rules.contact.windows import is_open
from evenhand.rules.facts import CaseFacts, Restriction, RestrictionTerms
from evenhand.rules.kinds import effect
from evenhand.rules.telling import NOTICE_SENT, TellingDuty, held_back, told_of
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Channel, Outcome, Purpose, RestrictionKind, Scope

SPOKEN = frozenset({Channel.TELEPHONE, Channel.FACE_TO_FACE})
"""Ways in which a person is there to be answered at once; all others are read."""

_ORDER = {outcome: place for place, outcome in enumerate(Outcome)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one restriction gives to a contact."""

    restriction: Restriction
    outcome: Outcome
    told: bool
    """Whether the customer has been told of it."""
    held_back: bool = False
    """Whether telling them is held back, because it would put somebody at risk."""

    @property
    def kind(self) -> RestrictionKind:
        """The restriction's kind."""
        return self.restriction.kind

    @property
    def terms(self) -> RestrictionTerms:
        """The restriction's terms; empty ones where they are not known."""
        return self.restriction.terms or _UNKNOWN


_UNKNOWN = RestrictionTerms()


def effects(contact: Contact, case: CaseFacts, terms: Terms, *, at: datetime) -> tuple[Effect, ...]:
    """What each restriction in force that reaches a contact gives to it, in the order of their kinds.

    A restriction under which exceptional circumstances were let in does not reach the contact (9.4). What is
    written goes through as normal until the customer has been told (9.1).
    """
    reaching = (one for one in case.restrictions if one.in_force(at) and reaches(one, contact, terms))
    found = (_effect(one, contact, case, terms, at) for one in reaching if not let_in(case, one, at=at))
    kinds = list(RestrictionKind)
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), one.restriction.id)))


def most_closed(outcomes: tuple[Outcome, ...]) -> Outcome:
    """Of several outcomes the most closed; ``proceed`` where there is none."""
    return max(outcomes, key=_ORDER.__getitem__, default=Outcome.PROCEED)


def reaches(restriction: Restriction, contact: Contact, terms: Terms) -> bool:
    """Whether a contact lies within the scope of a restriction: one of a service reaches no other service.

    Only a mandatory service is known to be another one: a department's name in a restriction may take in any,
    and a mandatory service stays open under a restriction that reaches it, too.
    """
    if restriction.scope is not Scope.SERVICE or contact.purpose is None or isinstance(contact.purpose, Purpose):
        return True
    mine = {one.id for one in terms.mandatory_services if same_service(restriction.service or "", one.name, one.id)}
    known = {one.id for one in terms.mandatory_services}
    return not mine or contact.purpose in mine or contact.purpose not in known


def let_in(case: CaseFacts, restriction: Restriction, *, at: datetime) -> bool:
    """Whether exceptional circumstances were recorded under a restriction, and the contact let in, that day (9.4)."""
    return any(
        one.let_in is True
        and one.restriction in {None, restriction.id}
        and may_precede(one.raised_at, at)
        and (one.raised_at is None or local_day(one.raised_at) == local_day(at))
        for one in case.exceptional
    )


def _effect(one: Restriction, contact: Contact, case: CaseFacts, terms: Terms, at: datetime) -> Effect:
    told = told_of(case, one, at=at)
    duty = TellingDuty(
        rule=NOTICE_SENT, letter=None, subject=one.determination or one.id, since=at, also=frozenset({one.id})
    )
    read_as_normal = not told and contact.channel not in SPOKEN
    return Effect(
        restriction=one,
        outcome=Outcome.PROCEED if read_as_normal else _refined(one, contact, terms, at),
        told=told,
        held_back=not told and held_back(case, terms, duty, at=at) is not None,
    )


def _refined(one: Restriction, contact: Contact, terms: Terms, at: datetime) -> Outcome:
    plain = effect(one, contact.channel)
    if one.terms is None or plain is Outcome.PROCEED:
        return plain
    if one.kind is RestrictionKind.PHONE_TIMES:
        return Outcome.PROCEED_WITH_CONDITIONS if is_open(one.terms.windows, terms.calendar, at) else plain
    refine = _REFINED.get(one.kind)
    return plain if refine is None else refine(one.terms, contact, plain)


def _by_person(own: RestrictionTerms, contact: Contact, plain: Outcome) -> Outcome:
    reached = any(same_person(contact.to, name) for name in (own.named_contact, own.cover) if name)
    return Outcome.PROCEED if contact.to and reached else plain


def _by_point(own: RestrictionTerms, contact: Contact, plain: Outcome) -> Outcome:
    """Open on the named number or address alone; where it is not known which was used, on that condition."""
    if plain is not Outcome.PROCEED_WITH_CONDITIONS or not contact.to or not own.contact_point:
        return plain
    return Outcome.PROCEED if same_point(contact.to, own.contact_point) else Outcome.REDIRECT


def _by_inbox(own: RestrictionTerms, contact: Contact, plain: Outcome) -> Outcome:
    reached = contact.to and own.contact_point and same_point(contact.to, own.contact_point)
    return Outcome.PROCEED if reached else plain


def _by_issue(own: RestrictionTerms, contact: Contact, plain: Outcome) -> Outcome:
    if not contact.issue or not own.issues:
        return plain
    if not among(contact.issue, own.issues):
        return Outcome.PROCEED
    return Outcome.DECLINE if contact.channel in SPOKEN else Outcome.PLACE_ON_FILE


def _by_blocked_point(own: RestrictionTerms, contact: Contact, plain: Outcome) -> Outcome:
    if not contact.presented or not own.blocked_points:
        return plain
    return plain if any(same_point(contact.presented, one) for one in own.blocked_points) else Outcome.PROCEED


_REFINED: Mapping[RestrictionKind, Callable[[RestrictionTerms, Contact, Outcome], Outcome]] = {
    RestrictionKind.SINGLE_CONTACT: _by_person,
    RestrictionKind.SINGLE_NUMBER: _by_point,
    RestrictionKind.EMAIL_ONLY: _by_point,
    RestrictionKind.GENERIC_INBOX: _by_inbox,
    RestrictionKind.ISSUE_BAN: _by_issue,
    RestrictionKind.FILE_WITHOUT_REPLY: _by_issue,
    RestrictionKind.EXCESS_BLOCK: _by_blocked_point,
}
