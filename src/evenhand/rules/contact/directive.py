"""A contact and the answer to it, as the doors hand them to the rules and take them back."""

from dataclasses import dataclass
from datetime import datetime

from evenhand.rules.vocabulary import Channel, Match, Outcome, Purpose, RuleId, ServiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One attempt to reach the council, as far as it is known. What is empty is not known."""

    channel: Channel
    match: Match
    purpose: Purpose | ServiceId | None = None
    """An always-allowed way, or the id of a mandatory service, where the contact is for one."""
    to: str = ""
    """Whom or what it is meant for: a member of staff, a number, an address or an inbox, as presented."""
    presented: str = ""
    """The number, address or account that it comes from, as presented."""
    issue: str = ""
    """What it is about, in the words of a restriction's issues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What to do now about one contact. Its words can be read aloud, and never say what the customer did."""

    outcome: Outcome
    do: str
    """What the member of staff does, in a few short sentences."""
    say: tuple[str, ...] = ()
    """What to say to the customer, in order; to write, where the contact is in writing."""
    to_whom: str = ""
    """The named person, number, address or inbox to which the contact goes; empty where it goes nowhere else."""
    cover: str = ""
    """Who covers when the named person is away."""
    from_when: datetime | None = None
    """The next moment at which calls are taken, where they are not taken now."""
    until: datetime | None = None
    """The end of the set time for calls in which the contact falls."""
    open_ways: tuple[Channel, ...] = ()
    """The ways that stay open to this customer and that they can use."""
    adjustments: tuple[str, ...] = ()
    match: Match
    not_told: bool = False
    """The customer has not been told of the restriction yet; ``do`` says whether this is the time to."""
    review_overdue: bool = False
    clash: bool = False
    """An adjustment and a restriction clash over safety: the protection holds, and a person picks an equivalent."""
    rules: tuple[RuleId, ...] = ()
