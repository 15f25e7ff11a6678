"""Frozen facts: what is known of one case, in the form that every rule reads.

``None`` always means *unknown*, never 'no'. ``CaseFacts.record_complete`` says how to read what is
absent: in the live record (complete) what is not recorded did not happen; in a history (not complete)
it is unknown and gives a gap rather than a fault.

All moments are timezone-aware. Lists stand in order of time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from evenhand.rules.calendar import not_after
from evenhand.rules.vocabulary import (
    Behaviour,
    Channel,
    ConflictKind,
    FactId,
    LetterKind,
    NoticeItem,
    PersonId,
    Recommendation,
    ReferralTarget,
    RestrictionKind,
    ReviewOutcome,
    Route,
    RuleId,
    ServiceId,
    StaffResponse,
    Stage,
    View,
    WarningForm,
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """The customer, as far as the rules ask."""

    id: FactId
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def unusable_channels(self) -> frozenset[Channel]:
        """The channels that this customer has told us they cannot use."""
        return frozenset(channel for made in self.adjustments for channel in made.unusable_channels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One reported occasion of possibly unacceptable action."""

    id: FactId
    occurred_at: datetime | None
    reported_at: datetime | None = None
    reporter: PersonId | None = None
    channel: Channel | None = None
    behaviours: frozenset[Behaviour] | None = None
    physical_threat: bool | None = None
    affected: frozenset[PersonId] = frozenset()
    witnesses: frozenset[PersonId] = frozenset()
    responses: frozenset[StaffResponse] = frozenset()
    manager: PersonId | None = None
    acknowledged_at: datetime | None = None

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody who reported, suffered or witnessed it."""
        reporter = frozenset({self.reporter}) if self.reporter else frozenset()
        return reporter | self.affected | self.witnesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:  # noqa: A001 - the field's own word
    """One warning given to the customer (clause 8.2)."""

    id: FactId
    given_at: datetime | None
    given: bool = True
    by: PersonId | None = None
    form: WarningForm | None = None
    reasons_given: bool | None = None
    chance_to_change: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigation:
    """The manager's inquiry (clause 8.2)."""

    id: FactId
    by: PersonId | None
    begun_at: datetime | None
    concluded_at: datetime | None = None
    concluded_by: PersonId | None = None
    recommendation: Recommendation | None = None

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody who investigated: who began it and who finished it."""
        return frozenset(one for one in (self.by, self.concluded_by) if one is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A matter put to somebody else to decide."""

    id: FactId
    target: ReferralTarget
    by: PersonId | None
    made_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A declared tie of one panel member; ``may_sit`` stays unknown until the monitoring officer decides."""

    id: FactId
    member: PersonId
    kind: ConflictKind
    declared_at: datetime | None
    may_sit: bool | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """The independent team's decision."""

    id: FactId
    decided_at: datetime | None
    members: tuple[PanelMember, ...] = ()
    independent: bool | None = None
    reasons: str | None = None
    restricts: bool = True
    equality: EqualityConsideration | None = None
    doors: Mapping[RuleId, str] = field(default_factory=dict)
    """Rules whose missing step was put off because delay would do harm, each with its recorded reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """One communication restriction with its terms."""

    id: FactId
    determination: FactId | None
    kind: RestrictionKind
    aim: str | None = None
    effect: str | None = None
    lighter_options: str | None = None
    services: Mapping[ServiceId, str] | None = None
    """How each mandatory service stays reachable."""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    permanent: bool | None = None
    permanent_reason: str | None = None
    next_review_on: date | None = None
    lifted_at: datetime | None = None
    noted: bool | None = None
    """Whether the limitation stands on the record (clause 9.2)."""

    def in_force(self, at: datetime) -> bool:
        """Whether it has started and neither ended nor been lifted at a moment."""
        started = self.starts_at is None or not_after(self.starts_at, at)
        return started and not self.over(at)

    def over(self, at: datetime) -> bool:
        """Whether it has ended or been lifted by a moment."""
        return any(end is not None and not_after(end, at) for end in (self.ends_at, self.lifted_at))


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
class Review:
    """The regular look at a restriction (clause 10.1)."""

    id: FactId
    restriction: FactId | None
    held_at: datetime | None
    outcome: ReviewOutcome | None = None
    lift_considered: str | None = None
    """What was said of lifting, which is offered first."""
    reasons: str | None = None
    next_review_on: date | None = None
    equality: EqualityConsideration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """All that is known of one customer's case."""

    id: FactId
    customer: Customer
    stage: Stage
    record_complete: bool = True
    incidents: tuple[Incident, ...] = ()
    warnings: tuple[Warning, ...] = ()
    investigations: tuple[Investigation, ...] = ()
    referrals: tuple[Referral, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    determinations: tuple[Determination, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    letters: tuple[Letter, ...] = ()
    reviews: tuple[Review, ...] = ()
    staff: Mapping[PersonId, StaffMember] = field(default_factory=dict)

    def with_determination(self, drafted: Determination, restrictions: tuple[Restriction, ...]) -> Self:
        """The same facts as if a drafted decision had been taken, for the rules to judge it first."""
        return replace(
            self,
            determinations=(*self.determinations, drafted),
            restrictions=(*self.restrictions, *restrictions),
        )

    def with_letter(self, drafted: Letter) -> Self:
        """The same facts as if a drafted letter had been issued."""
        return replace(self, letters=(*self.letters, drafted))

    def with_review(self, drafted: Review) -> Self:
        """The same facts as if a drafted review had been held."""
        return replace(self, reviews=(*self.reviews, drafted))

    def with_referral(self, drafted: Referral) -> Self:
        """The same facts as if a drafted referral had been made."""
        return replace(self, referrals=(*self.referrals, drafted))

    def restricting_decisions(self) -> tuple[Determination, ...]:
        """The decisions that restrict: those that say so, and those that imposed something all the same."""
        return tuple(one for one in self.determinations if one.restricts or self.restrictions_of(one))

    def restrictions_of(self, determination: Determination) -> tuple[Restriction, ...]:
        """The restrictions that one decision imposed."""
        return tuple(one for one in self.restrictions if one.determination == determination.id)

    def letters_about(self, subject: FactId) -> tuple[Letter, ...]:
        """The letters that tell of one decision, review or restriction."""
        return tuple(letter for letter in self.letters if letter.about == subject)
