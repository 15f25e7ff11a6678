"""What was decided: determinations, restrictions with their terms, reviews, appeals, legal action."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from evenhand.rules.calendar import not_after, within
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import (
    AppealOutcome,
    Channel,
    FactId,
    PersonId,
    RestrictionKind,
    ReviewOutcome,
    RuleId,
    Scope,
    ServiceId,
    View,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityConsideration:
    """The answers to the equality questions (clauses 11.1 to 11.3). ``None``: not asked or not answered."""

    barriers: str | None = None
    bears_harder: bool | None = None
    arrangements: str | None = None
    human_rights: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember:
    """One person who sat on a determination, with the view they took."""

    person: PersonId
    view: View = View.AGREES
    from_outside: bool = False
    """A substitute from outside the team, where a member may not sit (clause 9.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """The independent team's decision.

    The fields that are ``bool | None`` are what a record states of the decision as a whole. In the live
    record the restrictions' own texts say the same in detail, and the flag stays unknown.
    """

    id: FactId
    decided_at: datetime | None
    members: tuple[PanelMember, ...] = ()
    independent: bool | None = None
    reasons: str | None = None
    reasons_recorded: bool | None = None
    copied_reasons: bool | None = None
    """Whether the reasons are those of another customer's decision, word for word."""
    circumstances: str | None = None
    """What is particular to this customer's case (clauses 7.2, 7.3 and 11.2)."""
    restricts: bool = True
    equality: EqualityConsideration | None = None
    equality_considered: bool | None = None
    doors: Mapping[RuleId, str] = field(default_factory=dict)
    """Rules whose missing step was put off because delay would do harm, each with its recorded reason."""
    authorised: bool | None = None
    policy_followed: bool | None = None
    policy_use_recorded: bool | None = None
    terms_recorded: bool | None = None
    notes_kept: bool | None = None
    proportionality_considered: bool | None = None
    lighter_options_considered: bool | None = None
    statutory_right_restricted: bool | None = None
    review_period_set: bool | None = None
    appeal_offered: bool | None = None
    sides_heard: bool | None = None
    risk_assessed: bool | None = None
    evidence_current: bool | None = None
    grounds_related: bool | None = None
    """Whether what the customer did bears on what is restricted."""

    @property
    def has_reasons(self) -> bool | None:
        """Whether it gives reasons, by its text or by what the record states; ``None`` where unknown."""
        if self.reasons is None:
            return self.reasons_recorded
        return not is_blank(self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWindow:
    """A time of the week at which calls are taken: by the clock on the wall in Europe/London."""

    weekday: int
    """0 is Monday, as Python counts."""
    opens: time
    closes: time
    """The first moment at which calls are no longer taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionTerms:
    """The terms of a restriction, as far as its kind asks for them (clauses 9.3 and 9.4)."""

    named_contact: str = ""
    cover: str = ""
    contact_point: str = ""
    windows: tuple[CallWindow, ...] = ()
    minutes: int | None = None
    issues: tuple[str, ...] = ()
    considered_where: str = ""
    accounts: tuple[str, ...] = ()
    blocked_points: tuple[str, ...] = ()
    counted: str = ""
    premises: tuple[str, ...] = ()
    services_limited: str = ""
    exceptional_way: str = ""
    description: str = ""
    channels: frozenset[Channel] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A pause of a restriction: it closes nothing from its start to its end."""

    id: FactId
    since: datetime
    until: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whether the restriction is paused at a moment."""
        return within(self.since, self.until, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """One communication restriction with its terms, by the team or for the time being by a manager."""

    id: FactId
    determination: FactId | None
    """The decision that imposed it; none for a manager's interim limit."""
    kind: RestrictionKind
    terms: RestrictionTerms | None = None
    """``None``: unknown, as in a history."""
    interim: bool = False
    """A manager's limit until the team decides (clause 8.2)."""
    imposed_by: PersonId | None = None
    imposed_at: datetime | None = None
    """When a manager imposed an interim limit; a decision carries its own moment."""
    reasons: str | None = None
    """Why a manager imposed an interim limit; a decision carries its own reasons."""
    narrows: FactId | None = None
    """The restriction that this lighter one took the place of."""
    taken_over_by: FactId | None = None
    """The decision by which the team took an interim limit over or ended it."""
    aim: str | None = None
    effect: str | None = None
    lighter_options: str | None = None
    scope: Scope | None = None
    service: str | None = None
    """The service whose contact is restricted; for the whole council, why (clause 11.2)."""
    household_included: bool | None = None
    services: Mapping[ServiceId, str] | None = None
    """How each mandatory service stays reachable."""
    services_withdrawn: Mapping[ServiceId, str] = field(default_factory=dict)
    """Mandatory services withdrawn in part, each with the reason, by somebody of the pack's rank (3.1)."""
    withdrawn_by: PersonId | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    permanent: bool | None = None
    permanent_reason: str | None = None
    length_known: bool | None = None
    """``False``: nobody set a length; ``True``: one was set, though its end may not be known."""
    next_review_on: date | None = None
    lifted_at: datetime | None = None
    end_told: bool | None = None
    """Whether the customer was told that it ended, where a history says so."""
    enforcers_told: bool | None = None
    """Whether those who enforce it were told that it ended, where a history says so."""
    suspensions: tuple[Suspension, ...] = ()
    noted: bool | None = None
    """Whether the limitation stands on the record (clause 9.2)."""

    def stands(self, at: datetime) -> bool:
        """Whether it has started and neither ended nor been lifted at a moment, paused or not."""
        started = self.starts_at is None or not_after(self.starts_at, at)
        return started and not self.over(at)

    def in_force(self, at: datetime) -> bool:
        """Whether it stands and is not paused at a moment."""
        return self.stands(at) and not any(one.covers(at) for one in self.suspensions)

    def over(self, at: datetime) -> bool:
        """Whether it has ended or been lifted by a moment."""
        ended, lifted = self.ends_at, self.lifted_at
        return (ended is not None and not_after(ended, at)) or (lifted is not None and not_after(lifted, at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The regular look at a restriction (clause 10.1), or an extension of it."""

    id: FactId
    restriction: FactId | None
    held_at: datetime | None
    held: bool | None = True
    """``False``: a review that was due and was not held."""
    late: bool | None = None
    due_on: date | None = None
    outcome: ReviewOutcome | None = None
    extends: bool = False
    """An extension without a review of its own, as histories tell of."""
    lift_considered: str | None = None
    """What was said of lifting, which is offered first."""
    reasons: str | None = None
    reasons_given: bool | None = None
    reasons_repeated: bool | None = None
    """Whether they are the words of an earlier decision, where a history says so."""
    new_end: datetime | None = None
    next_review_on: date | None = None
    reviewers: frozenset[PersonId] = frozenset()
    """Who held it: none of them decides an appeal against what they reviewed."""
    equality: EqualityConsideration | None = None
    equality_considered: bool | None = None
    appeal_offered: bool | None = None
    household_included: bool | None = None
    doors: Mapping[RuleId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """The customer's request to look at a restriction again."""

    id: FactId
    about: FactId | None
    """The decision or restriction that it is against."""
    made_at: datetime | None
    decided_at: datetime | None = None
    decider: PersonId | None = None
    outcome: AppealOutcome | None = None
    reasons: str | None = None
    reasons_given: bool | None = None
    """Whether the answer gave reasons, where a history says so."""
    answered: bool | None = None
    answered_late: bool | None = None
    policy_followed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalConsideration:
    """The four considerations before legal action (clause 9.6), each an answer or unknown."""

    id: FactId
    decided_at: datetime | None
    goes_ahead: bool | None = None
    effect_on_staff: str | None = None
    effect_on_customer: str | None = None
    engagement: str | None = None
    exhausted: str | None = None
    urgent_reason: str | None = None
    """Why an urgent injunction goes on before the answers; they are completed afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformalRestriction:
    """A block, ban or label with no decision behind it (clause 9.2)."""

    id: FactId
    found_at: datetime | None
    kinds: frozenset[RestrictionKind] = frozenset()
    reasons_given: bool | None = None
    appeal_offered: bool | None = None
    ended_at: datetime | None = None
    regularised_by: FactId | None = None
    """The decision that took its place."""
