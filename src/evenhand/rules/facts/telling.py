"""What the customer was told: letters, other tellings, and what was held back."""

from dataclasses import dataclass
from datetime import datetime

from evenhand.rules.calendar import not_after, within
from evenhand.rules.vocabulary import FactId, LetterKind, NoticeItem, PersonId, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One time that a letter was sent, handed over or read out."""

    route: Route
    sent_at: datetime
    received_at: datetime
    """When it counts as received (deemed receipt, by route)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to the customer. An item in neither ``states`` nor ``omits`` is unknown."""

    id: FactId
    kind: LetterKind
    about: FactId | None
    """The determination, review or restriction that it tells of."""
    issued_at: datetime | None
    states: frozenset[NoticeItem] = frozenset()
    omits: frozenset[NoticeItem] = frozenset()
    tellings: tuple[Telling, ...] = ()

    def told(self, at: datetime) -> bool:
        """Whether it counts as received by a moment."""
        return any(not_after(telling.received_at, at) for telling in self.tellings)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectTelling:
    """The customer told without a letter: in person, by telephone, by any means that works (clause 9.1)."""

    id: FactId
    about: FactId
    """The decision, interim limit, review, appeal, lifting or evasion that they were told of."""
    telling: Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """A letter held back because sending it would put somebody at risk."""

    id: FactId
    about: FactId
    reason: str
    since: datetime
    by: PersonId | None = None
    until: datetime | None = None
    """When it is looked at again; the duty to tell then stands once more."""

    def covers(self, at: datetime) -> bool:
        """Whether the letter is held back at a moment."""
        return within(self.since, self.until, at)
