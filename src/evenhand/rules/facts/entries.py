"""What stands on the record about a customer, and what becomes of it: safety warnings, sharing, corrections."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from evenhand.rules.vocabulary import FactId, RestrictionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A safety warning, or an entry of a register, on a person or an address."""

    id: FactId
    placed_at: datetime | None
    on_address: bool = False
    identity_verified: bool | None = None
    accurate: bool | None = None
    tested: bool | None = None
    """Whether what it rests on was looked into."""
    source_dated: bool | None = None
    """Whether the source is named and dated."""
    evidence: frozenset[FactId] = frozenset()
    """The incidents that it rests on."""
    risk_assessed: bool | None = None
    occupancy_ended_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """One time that an entry was shared with somebody outside the case."""

    id: FactId
    about: FactId | None
    shared_at: datetime | None
    need: str | None = None
    """Why they need it."""
    wrongly: bool | None = None
    recipient: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction of an entry, and whether it reached everybody the entry had gone to."""

    id: FactId
    about: FactId | None
    made_at: datetime | None
    reached: frozenset[FactId] = frozenset()
    """The sharings whose recipients were told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold:
    """A reason to keep a record past its time."""

    id: FactId
    since: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparables:
    """How comparable cases of this council were decided, in counts; never another customer's text."""

    decided: int
    """How many decisions on the same kinds of behaviour there are."""
    not_restricted: int
    by_kind: Mapping[RestrictionKind, int] = field(default_factory=dict)
