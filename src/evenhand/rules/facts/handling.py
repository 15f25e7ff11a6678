"""What happens at the moment of contact and after it, and how a restriction is put into effect."""

from dataclasses import dataclass
from datetime import date, datetime

from evenhand.rules.vocabulary import Channel, FactId, Handling, PersonId, Purpose, ServiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledContact:
    """One contact with the council and how it was handled; a message that was placed on file is one."""

    id: FactId
    received_at: datetime | None
    channel: Channel | None = None
    purpose: Purpose | ServiceId | None = None
    handling: Handling | None = None
    restriction: FactId | None = None
    """The restriction that was applied, where one was."""
    risk_looked_at: datetime | None = None
    """When a person looked for a risk to somebody."""
    read_at: datetime | None = None
    """When a person read it for a new issue."""
    new_issue: bool | None = None
    passed_on_at: datetime | None = None
    answer_due: date | None = None
    answered_at: datetime | None = None
    answered_late: bool | None = None
    applied_consistently: bool | None = None
    service_refused: bool | None = None
    """Whether a mandatory service was kept from the customer."""
    protests: bool | None = None
    """Whether the customer protested against the restriction."""
    is_appeal: bool | None = None
    """What staff answered when asked if the protest is an appeal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A contact that a restriction did not allow."""

    id: FactId
    restriction: FactId | None
    occurred_at: datetime | None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionalContact:
    """Exceptional circumstances raised under a restriction (clause 9.4), and what was decided."""

    id: FactId
    raised_at: datetime | None
    restriction: FactId | None = None
    circumstances: str | None = None
    let_in: bool | None = None
    reasons: str | None = None
    decided_by: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforcement:
    """A restriction set up, or taken down, where something outside this system has to be changed for it."""

    id: FactId
    restriction: FactId
    channel: Channel
    applied_at: datetime | None = None
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evasion:
    """Another name, number or address that may be the same person."""

    id: FactId
    suspected_at: datetime | None
    why: str | None = None
    decided_at: datetime | None = None
    same_person: bool | None = None
