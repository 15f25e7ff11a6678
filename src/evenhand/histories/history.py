"""One history as it was read: its events in order, each with the values of its keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from evenhand.rules.facts import StaffMember
from evenhand.rules.vocabulary import FactId, PersonId

DEFAULT_POLICY = "lgsco-guide"
"""The pack that histories are judged by where they name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a history."""

    id: FactId
    """Its name, or one made from its kind and place."""
    kind: str
    values: Mapping[str, Any]
    """What its keys state, by key; a key that is not there is unknown."""
    about: FactId | None = None
    """The event that it is about, where it says so; else the nearest one before it."""
    first: date | None = None
    """The first day on which it can have been, where it gives a year, a month or a day."""
    last: date | None = None
    moment: datetime | None = None
    """Where it gives a day with a time."""
    days_in: int | None = None
    """Days after the first event, where it says so."""
    alleged: bool = False
    """Whether the customer alone says so: it states nothing against the council."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One history: what is known of one customer's case."""

    ref: str
    body: str
    events: tuple[Event, ...]
    policy: str = DEFAULT_POLICY
    judged: date | None = None
    record_complete: bool = False
    details_complete: bool = False
    """Whether what an event does not state was not so either, as in what is written from the live record."""
    staff: Mapping[PersonId, StaffMember] = field(default_factory=dict)
    found: tuple[str, ...] | None = None
    """What an ombudsman found, where the history says so; it is never judged on."""
