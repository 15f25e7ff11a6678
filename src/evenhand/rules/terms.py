"""A policy's values as typed data. Where each value comes from stands in the pack, beside the value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evenhand.rules.authority import Role
from evenhand.rules.calendar import WorkingCalendar
from evenhand.rules.vocabulary import Mode, Route, RuleId, ServiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class MandatoryService:
    """A service that stays reachable under every restriction (clause 3.1)."""

    id: ServiceId
    name: str
    usual_way: str
    """How a customer under a restriction usually reaches it; the panel confirms or rewrites it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The values that rules read. Units are in the names."""

    review_interval_months: int
    """Calendar months between reviews of a restriction (10.1)."""
    warning_life_months: int
    """Calendar months for which a warning can carry a restriction (8.2)."""
    manager_acknowledges_working_days: int
    """Working days for a manager to take an incident on (8.2)."""
    tell_customer_working_days: int
    """Working days from a decision to telling the customer (9.1)."""
    door_working_days: int
    """Working days to complete a step that was put off because delay would do harm."""
    door_roles: Mapping[RuleId, frozenset[Role]]
    """Who may put a rule's step off, for the rules that have a door."""
    deemed_receipt_working_days: Mapping[Route, int]
    """Working days after sending on which a letter counts as received, by route."""
    mandatory_services: tuple[MandatoryService, ...]
    """The services that every restriction keeps reachable (3.1)."""
    modes: Mapping[RuleId, Mode]
    """What this policy makes of each rule."""
    clauses: Mapping[RuleId, str]
    """The clause, or the guidance, behind each rule."""
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)

    def clause_of(self, rule: RuleId) -> str:
        """The clause behind a rule, as the policy numbers it; empty for what is no rule of the pack."""
        return self.clauses.get(rule, "")
