"""A policy's values as typed data. Where each value comes from stands in the pack, beside the value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evenhand.rules.authority import Role
from evenhand.rules.calendar import WorkingCalendar
from evenhand.rules.vocabulary import Mode, RestrictionKind, RetentionClass, Route, RuleId, ServiceId


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
    decided_by: str
    """Who decides on a restriction, in the policy's words, such as 'the determination team' (9.1)."""
    quorum_members: int
    """Members who must sit for a decision to restrict (9.1)."""
    kinds: frozenset[RestrictionKind]
    """The kinds of restriction that the policy has (9.3, 9.4)."""
    longest_restriction_months: int
    """Calendar months that a restriction with an end date lasts at most (9.1)."""
    interim_limit_working_days: int
    """Working days that a manager's limit lasts at most, until the team decides (8.2)."""
    tell_customer_working_days: int
    """Working days from a decision to telling the customer (9.1)."""
    support_working_days: int
    """Working days from an incident to the follow-up with the staff affected (1.4)."""
    harm_referral_working_days: int
    """Working days from a threat of harm to both referrals (4.1)."""
    offence_referral_working_days: int
    """Working days from the report of an offence to the police referral (8.2)."""
    risk_look_working_days: int
    """Working days from an unanswered message to the look for a risk (8.1)."""
    message_read_working_days: int
    """Working days from an unanswered message to reading it for a new issue (8.1)."""
    appeal_window_working_days: int
    """Working days after being told in which an appeal is made; 0 where there is no limit. A later one is heard too."""
    appeal_decided_working_days: int
    """Working days from an appeal to its answer."""
    enforcement_working_days: int
    """Working days from a start or an end to those who enforce a restriction knowing of it (9.3)."""
    comparables_hidden_below: int
    """Decisions below which a count of comparable cases is not shown, so that nobody is recognised (2.1)."""
    retention_months: Mapping[RetentionClass, int]
    """Calendar months from closing a case for which its record is kept, by how grave it was."""
    door_working_days: int
    """Working days to complete a step that was put off because delay would do harm."""
    door_roles: Mapping[RuleId, frozenset[Role]]
    """Who may put a rule's step off, for the rules that have a door."""
    deemed_receipt_working_days: Mapping[Route, int]
    """Working days after sending on which a letter counts as received, by route."""
    mandatory_services: tuple[MandatoryService, ...]
    """The services that every restriction keeps reachable (3.1)."""
    service_override_roles: frozenset[Role]
    """Who may withdraw a mandatory service in part; nobody where it is empty (3.1)."""
    modes: Mapping[RuleId, Mode]
    """What this policy makes of each rule."""
    part_modes: Mapping[tuple[RuleId, str], Mode]
    """What this policy makes of the parts of a rule that can be weighed by themselves."""
    clauses: Mapping[RuleId, str]
    """The clause, or the guidance, behind each rule."""
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)

    def mode_of(self, rule: RuleId, part: str = "") -> Mode:
        """What this policy makes of a rule, or of a part of it."""
        whole = self.modes.get(rule, Mode.REFUSE)
        return whole if whole is Mode.OFF else self.part_modes.get((rule, part), whole)

    def clause_of(self, rule: RuleId) -> str:
        """The clause behind a rule, as the policy numbers it; empty for what is no rule of the pack."""
        return self.clauses.get(rule, "")
