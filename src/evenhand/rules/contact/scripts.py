"""What staff do and say, restriction by restriction, in plain words that can be read aloud (8.1, 9.3, 9.4).

Nothing here ever says what the customer did. A condition goes with a contact that goes on; a request is what
the customer was asked, to be said where it does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from evenhand.rules.contact.effects import Effect
from evenhand.rules.kinds import PUBLIC_CHANNELS
from evenhand.rules.spoken import listed, spoken_moment, spoken_time
from evenhand.rules.terms_spoken import minutes_spoken
from evenhand.rules.vocabulary import Channel, Outcome, RestrictionKind

ASK_NAME = "May I take your full name, please?"
EMERGENCY = "If it is an emergency, or about somebody's safety or a service that stays open to you, tell {who}."
APPEAL_SPOKEN = "Tell me too if you want us to look at our decision again."
APPEAL_WRITTEN = "You can ask us to look at our decision again."

_WAYS = {
    Channel.EMAIL: "email",
    Channel.LETTER: "letter",
    Channel.WEB_FORM: "the form on our website",
    Channel.TELEPHONE: "telephone",
    Channel.FACE_TO_FACE: "visiting us",
}
_WRITING = frozenset({Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM})
_ASK_THE_MANAGER = "Its terms are not on the record: ask the manager."


def tidy(text: str) -> str:
    """A typed text on one line, so that it can stand in a sentence."""
    return " ".join(text.split()).rstrip(".;, ")


def _several(texts: Iterable[str]) -> str:
    return "; ".join(filter(None, map(tidy, texts)))


_UNNAMED: Mapping[RestrictionKind, str] = {
    RestrictionKind.SINGLE_CONTACT: "the person named in our letter",
    RestrictionKind.SINGLE_NUMBER: "the number named in our letter",
    RestrictionKind.EMAIL_ONLY: "the address named in our letter",
    RestrictionKind.GENERIC_INBOX: "the inbox named in our letter",
}
"""What is said where the terms are not on the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where contacts go under some restrictions: the first of each that they name."""

    person: str = ""
    cover: str = ""
    number: str = ""
    address: str = ""
    inbox: str = ""
    set_times: bool = False
    from_when: datetime | None = None

    def to_whom(self, *, spoken: bool) -> str:
        """The one to name first, where the record names one; a letter cannot be put through to a number."""
        written = (self.person, self.address, self.inbox, self.number)
        order = (self.person, self.number, self.address, self.inbox) if spoken else written
        return next((one for one in order if one and one not in _UNNAMED.values()), "")

    @property
    def readers(self) -> str:
        """Whom to pass something on to that is written; empty where nobody is named."""
        return self.named or self.address or self.inbox

    @property
    def named(self) -> str:
        """The named person, with who covers for them."""
        if not (self.person and self.cover):
            return self.person
        return f"{self.person} (or {self.cover} when they are away)"

    def by(self, ways: frozenset[Channel]) -> str:
        """Some ways of contact as words after 'by', each with its number or address."""
        points = {
            Channel.TELEPHONE: f"{f' on {self.number}' if self.number else ''}{self._when()}",
            Channel.EMAIL: f" to {self._mail()}" if self._mail() else "",
            Channel.LETTER: f" to {self.inbox}" if self.inbox and not self._inbox_mail() else "",
        }
        spoken = [f"{_WAYS[way]}{points.get(way, '')}" for way in Channel if way in ways - PUBLIC_CHANNELS]
        return listed(spoken, "or")

    def _mail(self) -> str:
        return self.address or self._inbox_mail()

    def _inbox_mail(self) -> str:
        return self.inbox if "@" in self.inbox else ""

    def _when(self) -> str:
        if self.from_when is not None:
            return f" from {spoken_moment(self.from_when)}"
        return " at the set times" if self.set_times else ""


def route_of(effects: Iterable[Effect], from_when: datetime | None) -> Route:
    """Where the restrictions that change something about a contact send it, and from when calls are taken."""
    found = [one for one in effects if one.outcome is not Outcome.PROCEED]

    def first(kind: RestrictionKind, field: str) -> str:
        named = [tidy(getattr(one.terms, field)) for one in found if one.kind is kind]
        return next(filter(None, named), _UNNAMED[kind] if named else "")

    person = first(RestrictionKind.SINGLE_CONTACT, "named_contact")
    named = [one.terms for one in found if one.kind is RestrictionKind.SINGLE_CONTACT]
    covers = (tidy(own.cover) for own in named if tidy(own.named_contact) == person)
    return Route(
        person=person,
        cover=next(covers, ""),
        number=first(RestrictionKind.SINGLE_NUMBER, "contact_point"),
        address=first(RestrictionKind.EMAIL_ONLY, "contact_point"),
        inbox=first(RestrictionKind.GENERIC_INBOX, "contact_point"),
        set_times=any(one.kind is RestrictionKind.PHONE_TIMES for one in found),
        from_when=from_when,
    )


# Conditions: what goes with a contact that goes on.


def condition(one: Effect, until: datetime | None) -> str:
    """What staff keep to where a contact goes on under a restriction: one sentence."""
    own = one.terms
    issues = _several(own.issues)
    where = f" ({tidy(own.considered_where)})" if own.considered_where else ""
    sentences: Mapping[RestrictionKind, str] = {
        RestrictionKind.CALL_LENGTH: f"Keep the call to {minutes_spoken(own.minutes)}." if own.minutes else "",
        RestrictionKind.PHONE_TIMES: f"Calls are taken until {spoken_time(until)}." if until else "",
        RestrictionKind.SINGLE_NUMBER: f"Calls are taken on {tidy(own.contact_point)} alone: if they called another "
        "number, ask them to call that one."
        if own.contact_point
        else "",
        RestrictionKind.EMAIL_ONLY: f"Emails are answered at {tidy(own.contact_point)} alone: if they wrote to "
        "another address, pass it on to that one."
        if own.contact_point
        else "",
        RestrictionKind.ISSUE_BAN: f"Deal with anything but this: {issues}." if issues else "",
        RestrictionKind.FILE_WITHOUT_REPLY: f"Deal with anything but what was considered already: {issues}{where}."
        if issues
        else "",
        RestrictionKind.SERVICE_LIMIT: f"Keep to the limit on services: {tidy(own.services_limited)}."
        if own.services_limited
        else "",
        RestrictionKind.OTHER: f"Keep to this: {tidy(own.description)}." if own.description else "",
    }
    return sentences.get(one.kind, "") or f"{one.kind.label}. {_ASK_THE_MANAGER}"


def condition_said(one: Effect, until: datetime | None) -> str:
    """The same condition, as it is said to the customer; empty where there is nothing to say."""
    own = one.terms
    issues = _several(own.issues)
    sentences: Mapping[RestrictionKind, str] = {
        RestrictionKind.CALL_LENGTH: f"We have {minutes_spoken(own.minutes)} for this call." if own.minutes else "",
        RestrictionKind.PHONE_TIMES: f"I can talk until {spoken_time(until)}." if until else "",
        RestrictionKind.SINGLE_NUMBER: f"Please call us on {tidy(own.contact_point)}." if own.contact_point else "",
        RestrictionKind.EMAIL_ONLY: f"Please write to us at {tidy(own.contact_point)}." if own.contact_point else "",
        RestrictionKind.ISSUE_BAN: f"We can help you with anything but this: {issues}." if issues else "",
        RestrictionKind.FILE_WITHOUT_REPLY: f"We have considered this already: {issues}. "
        "We can help you with anything else."
        if issues
        else "",
        RestrictionKind.SERVICE_LIMIT: f"There is a limit on what we can do here: {tidy(own.services_limited)}."
        if own.services_limited
        else "",
    }
    return sentences.get(one.kind, "")


# Requests: what the customer was asked.


def asked(effects: Iterable[Effect], channel: Channel) -> Iterator[str]:
    """What the customer was asked, or is asked now, one sentence for each restriction.

    Somebody who has not been told hears of the decision, and that a letter will say why; not so where telling
    them is held back.
    """
    untold = []
    for one in effects:
        wanted = _request(one, channel)
        if one.told:
            yield f"We have asked you {wanted}."
        elif one.held_back:
            yield f"We ask you {wanted}."
        else:
            untold.append(f"We have decided to ask you {wanted}.")
    if untold:
        yield " ".join((*untold, "We will write to you to say why."))


_REQUESTS: Mapping[RestrictionKind, tuple[str, str, str]] = {
    RestrictionKind.PHONE_TIMES: ("to call us at set times", "", ""),
    RestrictionKind.SINGLE_CONTACT: ("to contact one person", ": {}", "named_contact"),
    RestrictionKind.SINGLE_NUMBER: ("to call us on one number", ": {}", "contact_point"),
    RestrictionKind.EMAIL_ONLY: ("to write to one email address", ": {}", "contact_point"),
    RestrictionKind.GENERIC_INBOX: ("to write to one address", ": {}", "contact_point"),
    RestrictionKind.WRITING_ONLY: ("to contact us in writing", "", ""),
    RestrictionKind.ISSUE_BAN: ("not to contact us about some issues", ": {}", "issues"),
    RestrictionKind.FILE_WITHOUT_REPLY: ("not to raise again what was considered already", ": {}", "issues"),
    RestrictionKind.SOCIAL_MEDIA_BLOCK: ("not to contact us on social media", "", ""),
    RestrictionKind.NO_FACE_TO_FACE: ("not to meet us face to face", "", ""),
    RestrictionKind.PHONE_BAN: ("not to call us", "", ""),
    RestrictionKind.PREMISES_BAN: ("not to come to some of our buildings", ": {}", "premises"),
    RestrictionKind.OTHER: ("to contact us in another way", "", ""),
    RestrictionKind.NO_CONTACT: ("not to contact us, save in exceptional circumstances", "", ""),
    RestrictionKind.CALL_LENGTH: ("to keep calls short", " ({} minutes)", "minutes"),
    RestrictionKind.SERVICE_LIMIT: ("to keep to a limit on services", ": {}", "services_limited"),
}


def _request(one: Effect, channel: Channel) -> str:
    if one.kind is RestrictionKind.EXCESS_BLOCK:
        return "not to use this number" if channel is Channel.TELEPHONE else "not to use this address"
    words, more, field = _REQUESTS[one.kind]
    known = getattr(one.terms, field) if field else ""
    text = _several(known) if isinstance(known, tuple) else tidy(str(known or ""))
    return f"{words}{more.format(text)}" if text else words


# Ways: where else they can turn.


def reach_us(ways: frozenset[Channel], route: Route, *, also: bool = False) -> Iterator[str]:
    """The ways to offer aloud, in one sentence; nobody is sent to a public channel."""
    if ways - PUBLIC_CHANNELS:
        away = f", and {route.cover} when they are away" if route.cover else ""
        yield f"You can {'also ' if also else ''}reach {route.person or 'us'} by {route.by(ways)}{away}."


def ask_them(ways: frozenset[Channel], route: Route) -> str:
    """What to ask of the customer, after 'Ask them to'."""
    private = ways - PUBLIC_CHANNELS
    if private and private <= _WRITING:
        point = route.named or route.address or route.inbox
        return f"put it in writing, to {point}" if point else "put it in writing"
    return f"reach {route.named or 'us'} by {route.by(ways)}" if private else "put it in writing"


def emergency(*, spoken: bool) -> Iterator[str]:
    """What is said to everybody who is turned away: what stays open, and how to have the decision looked at."""
    yield EMERGENCY.format(who="me now" if spoken else "us at once")
    yield APPEAL_SPOKEN if spoken else APPEAL_WRITTEN


def exceptional(effects: Iterable[Effect], ways: frozenset[Channel], route: Route) -> Iterator[str]:
    """How exceptional circumstances are raised under no contact; what is sent there is read (9.4)."""
    way = next((tidy(one.terms.exceptional_way) for one in effects if one.terms.exceptional_way), "")
    if way:
        yield f"In exceptional circumstances this is how to reach us: {way}."
    elif ways - PUBLIC_CHANNELS:
        yield f"In exceptional circumstances you can reach us by {route.by(ways)}. What you send is read."
