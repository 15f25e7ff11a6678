"""How a customer's restrictions stand towards one contact: what decides, and which ways are left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from evenhand.rules.contact.directive import Contact
from evenhand.rules.contact.effects import SPOKEN, Effect, effects, most_closed
from evenhand.rules.contact.points import same_point
from evenhand.rules.contact.scripts import Route, reach_us, route_of
from evenhand.rules.contact.windows import next_open, open_until
from evenhand.rules.facts import CaseFacts, Restriction
from evenhand.rules.kinds import PUBLIC_CHANNELS, open_channels
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Channel, Outcome, RestrictionKind

_ON_AN_OPEN_WAY = frozenset({RestrictionKind.PHONE_TIMES, RestrictionKind.SINGLE_NUMBER, RestrictionKind.EMAIL_ONLY})
_READ = frozenset({Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM})
"""Ways in which a person reads what comes, whatever becomes of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a customer's restrictions stand towards one contact."""

    contact: Contact
    effects: tuple[Effect, ...]
    outcome: Outcome
    """The most closed of the effects."""
    ways: frozenset[Channel]
    """What stays open and can be used."""
    route: Route
    until: datetime | None
    nothing_left: bool = False
    """The restrictions contradict each other and leave no way: what is written is read."""

    @property
    def spoken(self) -> bool:
        """Whether somebody is there to be answered at once."""
        return self.contact.channel in SPOKEN

    @property
    def in_public(self) -> bool:
        """Whether everybody reads along, so that nothing is said of a restriction."""
        return self.contact.channel in PUBLIC_CHANNELS

    def elsewhere(self) -> Iterator[str]:
        """The other ways, as they are said: in public without a name or number of this customer's own."""
        yield from reach_us(self.ways, Route() if self.in_public else self.route)

    def deciding(self) -> tuple[Effect, ...]:
        """The effects that give the outcome."""
        return tuple(one for one in self.effects if one.outcome is self.outcome)

    def conditions(self) -> tuple[Effect, ...]:
        """The effects that only set a condition; where others close this way, none that tells when it is open."""
        open_here = self.outcome is Outcome.PROCEED_WITH_CONDITIONS or self.contact.channel in self.ways
        found = (one for one in self.effects if one.outcome is Outcome.PROCEED_WITH_CONDITIONS)
        return tuple(one for one in found if open_here or one.kind not in _ON_AN_OPEN_WAY)


def stand(contact: Contact, case: CaseFacts, terms: Terms, *, at: datetime) -> Standing:
    """How the restrictions in force stand towards a contact.

    Where they contradict each other, so that none of the private ways is open under all of them, what is
    written is placed on file and read: so every customer is heard, and no restriction is opened by another.
    Where it is only that the customer cannot use what is open, no way is left and the adjustments decide.
    """
    found = effects(contact, case, terms, at=at)
    outcome = most_closed(tuple(one.outcome for one in found))
    callable_from = _callable_from(found, terms, at)
    left = _left(tuple(one.restriction for one in found), can_call=callable_from is not None)
    usable = left - case.customer.unusable_channels
    ways = usable if usable - PUBLIC_CHANNELS else frozenset()
    readable = _READ - case.customer.unusable_channels
    contradictory = not left - PUBLIC_CHANNELS and bool(readable)
    if contradictory and contact.channel in readable and outcome is Outcome.REDIRECT:
        outcome = Outcome.PLACE_ON_FILE
    deferred = any(one.outcome is Outcome.DEFER for one in found)
    return Standing(
        contact=contact,
        effects=found,
        outcome=outcome,
        ways=readable if contradictory else ways,
        route=route_of(found, callable_from if deferred else None),
        until=_until(found, terms, at) if contact.channel is Channel.TELEPHONE else None,
        nothing_left=contradictory,
    )


def _left(restrictions: tuple[Restriction, ...], *, can_call: bool) -> frozenset[Channel]:
    left = open_channels(restrictions)
    numbers = [
        one.terms.contact_point
        for one in restrictions
        if one.kind is RestrictionKind.SINGLE_NUMBER and one.terms and one.terms.contact_point
    ]
    agree = all(same_point(numbers[0], one) for one in numbers)
    return left if can_call and agree else left - {Channel.TELEPHONE}


def _callable_from(found: tuple[Effect, ...], terms: Terms, at: datetime) -> datetime | None:
    """The first moment from now on at which calls are taken under all set times; ``None`` where there is none."""
    timed = [one.terms.windows for one in found if one.kind is RestrictionKind.PHONE_TIMES]
    return next_open(timed, terms.calendar, at) if timed else at


def _until(found: tuple[Effect, ...], terms: Terms, at: datetime) -> datetime | None:
    timed = (one.terms.windows for one in found if one.kind is RestrictionKind.PHONE_TIMES)
    ends = [end for windows in timed if (end := open_until(windows, terms.calendar, at)) is not None]
    return min(ends, key=lambda end: end.timestamp(), default=None)
