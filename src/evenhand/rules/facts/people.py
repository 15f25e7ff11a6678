"""Who the facts are about: staff, as far as the rules ask, and the customer with what is arranged for them."""

from dataclasses import dataclass
from datetime import datetime

from evenhand.rules.vocabulary import Channel, FactId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """One member of staff, as far as the rules ask."""

    id: PersonId
    manager: PersonId | None = None
    deputy: PersonId | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A reasonable adjustment: what we do differently, never the reason why."""

    id: FactId
    arrangement: str
    unusable_channels: frozenset[Channel] = frozenset()
    safe_equivalent: str | None = None
    """What a person picked where the adjustment and a restriction clash over safety (principle 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentRequest:
    """A request for an adjustment, or a disability that the customer told us of (clauses 11.1 and 11.3)."""

    id: FactId
    made_at: datetime | None
    considered: bool | None = None
    """Whether it was considered; answering it is considering it."""
    answered_at: datetime | None = None
    granted: bool | None = None
    """Whether the adjustment was made; ``False`` may be an answer: considered, and declined with reasons."""
    needed: bool | None = None
    """Whether it is known that the customer needed it, so that not making it is no answer to them."""
    interim_arrangement: str | None = None
    """What is arranged until it is answered, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """The customer, as far as the rules ask."""

    id: FactId
    adjustments: tuple[Adjustment, ...] = ()
    requests: tuple[AdjustmentRequest, ...] = ()
    identity_checked: bool | None = None
    """Whether somebody checked that the entries are about this person."""
    has_address: bool | None = None
    """Whether any way of writing to them is known."""

    @property
    def unusable_channels(self) -> frozenset[Channel]:
        """The channels that this customer has told us they cannot use."""
        return frozenset(channel for made in self.adjustments for channel in made.unusable_channels)
