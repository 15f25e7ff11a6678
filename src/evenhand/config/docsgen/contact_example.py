"""The made-up case about which the page on contacts asks the rules, and what is known of each contact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from evenhand.rules.contact.directive import Contact
from evenhand.rules.facts import (
    Adjustment,
    CallWindow,
    CaseFacts,
    Customer,
    Determination,
    ExceptionalContact,
    Letter,
    Restriction,
    RestrictionTerms,
    Telling,
)
from evenhand.rules.kinds import leaves_open
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import (
    Channel,
    FactId,
    LetterKind,
    Match,
    Purpose,
    RestrictionKind,
    Route,
    ServiceId,
    Stage,
)

# A Monday like any other, and the Tuesday after it: calls are taken on Tuesdays from 10am to 11am.
_AT = datetime(2026, 1, 5, 10, tzinfo=UTC)
_AT_A_SET_TIME = datetime(2026, 1, 6, 10, 30, tzinfo=UTC)
_CASE, _DECISION, _RESTRICTION, _LETTER, _CUSTOMER, _ADJUSTMENT, _EXCEPTIONAL = map(
    FactId, ("case", "decision", "restriction", "letter", "customer", "adjustment", "exceptional")
)
_NAMED, _COVER, _SOMEBODY = "Ms Dana Summer", "Mr Ken Frost", "Mr Olu Spring"
_NUMBER, _OTHER_NUMBER = "020 7946 0555", "020 7946 0556"
_ADDRESS, _OTHER_ADDRESS = "complaints@example.org", "planning@example.org"
_BLOCKED, _OTHER_OWN = ("020 7946 0321", "ada@example.org"), "020 7946 0322"
_ISSUE, _OTHER_ISSUE = "The parking permit", "A missed bin"

_TERMS: Mapping[RestrictionKind, RestrictionTerms] = {
    RestrictionKind.CALL_LENGTH: RestrictionTerms(minutes=10),
    RestrictionKind.PHONE_TIMES: RestrictionTerms(windows=(CallWindow(weekday=1, opens=time(10), closes=time(11)),)),
    RestrictionKind.SINGLE_CONTACT: RestrictionTerms(named_contact=_NAMED, cover=_COVER),
    RestrictionKind.SINGLE_NUMBER: RestrictionTerms(contact_point=_NUMBER),
    RestrictionKind.EMAIL_ONLY: RestrictionTerms(contact_point=_ADDRESS),
    RestrictionKind.GENERIC_INBOX: RestrictionTerms(contact_point=_ADDRESS),
    RestrictionKind.WRITING_ONLY: RestrictionTerms(),
    RestrictionKind.ISSUE_BAN: RestrictionTerms(issues=(_ISSUE,)),
    RestrictionKind.FILE_WITHOUT_REPLY: RestrictionTerms(
        issues=(_ISSUE,), considered_where="Our letter of 1 December 2025"
    ),
    RestrictionKind.SOCIAL_MEDIA_BLOCK: RestrictionTerms(accounts=("@example",)),
    RestrictionKind.EXCESS_BLOCK: RestrictionTerms(blocked_points=_BLOCKED, counted="A count, over a time"),
    RestrictionKind.NO_FACE_TO_FACE: RestrictionTerms(),
    RestrictionKind.PHONE_BAN: RestrictionTerms(),
    RestrictionKind.PREMISES_BAN: RestrictionTerms(premises=("The civic offices",)),
    RestrictionKind.SERVICE_LIMIT: RestrictionTerms(services_limited="Tree surveys: one a year"),
    RestrictionKind.OTHER: RestrictionTerms(
        description="One form a week", channels=frozenset({Channel.WEB_FORM, Channel.SOCIAL_MEDIA})
    ),
    RestrictionKind.NO_CONTACT: RestrictionTerms(exceptional_way="Write to the monitoring officer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One column: who gets in touch, what for, and what is known of it."""

    title: str
    match: Match = Match.VERIFIED
    purpose: Purpose | ServiceId | None = None
    to: str = ""
    presented: str = ""
    issue: str = ""
    at: datetime = _AT
    told: bool = True
    cannot_use_what_is_open: bool = False
    let_in: bool = False

    def contact(self, channel: Channel) -> Contact:
        """The contact, on a channel."""
        return Contact(
            channel=channel,
            match=self.match,
            purpose=self.purpose,
            to=self.to,
            presented=self.presented,
            issue=self.issue,
        )


_ISSUES = (
    Situation(title="About such an issue", issue=_ISSUE),
    Situation(title="About something else", issue=_OTHER_ISSUE),
)
MORE_KNOWN: Mapping[RestrictionKind, tuple[Situation, ...]] = {
    RestrictionKind.PHONE_TIMES: (Situation(title="At a set time", at=_AT_A_SET_TIME),),
    RestrictionKind.SINGLE_CONTACT: (
        Situation(title="To the named person", to=_NAMED),
        Situation(title="To their cover", to=_COVER),
        Situation(title="To somebody else", to=_SOMEBODY),
    ),
    RestrictionKind.SINGLE_NUMBER: (
        Situation(title="On that number", to=_NUMBER),
        Situation(title="On another number", to=_OTHER_NUMBER),
    ),
    RestrictionKind.EMAIL_ONLY: (
        Situation(title="To that address", to=_ADDRESS),
        Situation(title="To another address", to=_OTHER_ADDRESS),
    ),
    RestrictionKind.GENERIC_INBOX: (
        Situation(title="To that inbox", to=_ADDRESS),
        Situation(title="To somebody else", to=_OTHER_ADDRESS),
    ),
    RestrictionKind.ISSUE_BAN: _ISSUES,
    RestrictionKind.FILE_WITHOUT_REPLY: _ISSUES,
    RestrictionKind.EXCESS_BLOCK: (
        Situation(title="From what is blocked", presented=_BLOCKED[0]),
        Situation(title="From elsewhere", presented=_OTHER_OWN),
    ),
    RestrictionKind.NO_CONTACT: (Situation(title="Let in, in exceptional circumstances", let_in=True),),
}
"""What changes the answer of a kind, once more is known of a contact than its channel."""


def situations(terms: Terms) -> tuple[Situation, ...]:
    """Who may get in touch, whatever the kind of restriction."""
    return (
        Situation(title="It is this customer"),
        Situation(title="Not told yet", told=False),
        Situation(title="A number or address that several use, or that is not proven", match=Match.SHARED),
        Situation(title="For a mandatory service", purpose=terms.mandatory_services[0].id),
        Situation(title="In an always-allowed way", purpose=Purpose.SAFEGUARDING),
        Situation(title="They cannot use what stays open", cannot_use_what_is_open=True),
    )


def case_of(kind: RestrictionKind, situation: Situation, terms: Terms) -> CaseFacts:
    """A case with one restriction of a kind, in force in a situation."""
    restriction = _restriction(kind, terms)
    unusable = leaves_open(restriction) if situation.cannot_use_what_is_open else frozenset()
    adjustment = Adjustment(id=_ADJUSTMENT, arrangement="Help by telephone.", unusable_channels=unusable)
    told = Telling(route=Route.BY_HAND, sent_at=_AT, received_at=_AT)
    letter = Letter(id=_LETTER, kind=LetterKind.RESTRICTION_NOTICE, about=_DECISION, issued_at=_AT, tellings=(told,))
    let_in = ExceptionalContact(id=_EXCEPTIONAL, raised_at=_AT, let_in=True)
    return CaseFacts(
        id=_CASE,
        customer=Customer(id=_CUSTOMER, adjustments=(adjustment,) if unusable else ()),
        stage=Stage.RESTRICTED,
        determinations=(Determination(id=_DECISION, decided_at=_AT),),
        restrictions=(restriction,),
        letters=(letter,) if situation.told else (),
        exceptional=(let_in,) if situation.let_in else (),
    )


def _restriction(kind: RestrictionKind, terms: Terms) -> Restriction:
    return Restriction(
        id=_RESTRICTION,
        determination=_DECISION,
        kind=kind,
        terms=_TERMS[kind],
        services={one.id: one.usual_way for one in terms.mandatory_services},
        starts_at=_AT,
        permanent=True,
        next_review_on=date(2026, 4, 5),
    )
