"""A replay as it was read: who takes part, what is attempted, what is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from evenhand.policy.pack import Pack
from evenhand.record.models import PointKind
from evenhand.rules.authority import Role
from evenhand.rules.vocabulary import (
    Act,
    Channel,
    Fault,
    Outcome,
    Purpose,
    RestrictionKind,
    RuleId,
    ServiceId,
    Severity,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """One member of staff of a replay."""

    name: str
    roles: frozenset[Role]
    manager: str | None = None
    """Who hears of the incidents that they report; without one, the first manager of the file."""
    deputy: str | None = None
    away: tuple[date, date] | None = None
    """The first and the last day on which they are away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayCustomer:
    """The customer of a replay, with how they can be recognised."""

    name: str
    contacts: tuple[tuple[PointKind, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedFinding:
    """A finding that is expected, as closely as the file says it."""

    rule: RuleId
    severity: Severity | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What the file expects of an event or a check; what it does not say is not looked at."""

    accepted: bool = False
    refused: tuple[RuleId, ...] = ()
    """Each of these must be among the reasons."""
    not_possible: bool = False
    """That it cannot be done as it is written, for a reason that is no rule's, such as a day that is past."""
    findings: tuple[ExpectedFinding, ...] = ()
    no_findings: tuple[RuleId, ...] = ()
    outcome: Outcome | None = None
    rules: tuple[RuleId, ...] = ()
    """Rules that must stand behind the answer to a contact."""
    not_told: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The name of an earlier result, or of a member of staff, in the place of an id."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionOf:
    """In the place of a restriction's id: the one of this kind, and of several the newest."""

    kind: RestrictionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOf:
    """In the place of the id of one of the customer's numbers or addresses: the one of this kind."""

    kind: PointKind


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualWays:
    """In the place of the mandatory services: each stays reachable in the usual way of the policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One attempted action."""

    number: int
    at: datetime
    by: str
    do: Act
    label: str | None
    arguments: Mapping[str, Any]
    """As the action takes them, with a ``Label`` in the place of each id."""
    expect: Expectation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAsked:
    """The contact of a check."""

    channel: Channel
    presented: str | None = None
    """What is presented: a number, an email address, a name; without one, the number is withheld."""
    to: str = ""
    purpose: Purpose | ServiceId | None = None
    issue: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question: to the contact rules, or without a contact about the findings on the case."""

    number: int
    at: datetime
    contact: ContactAsked | None
    expect: Expectation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A whole replay."""

    file: str
    title: str
    policy: str
    """As ``evenhand policy show`` takes it: the pack's name, or the path to it."""
    pack: Pack
    customer: ReplayCustomer
    staff: Mapping[str, Player]
    events: tuple[Event, ...]
    checks: tuple[Check, ...]
