"""What happened and what was done about it before a decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from evenhand.rules.vocabulary import (
    Behaviour,
    Category,
    Channel,
    ConflictKind,
    FactId,
    Harm,
    Injury,
    Offence,
    OmbudsmanStage,
    PersonId,
    Recommendation,
    ReferralTarget,
    Shown,
    StaffResponse,
    WarningForm,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One reported occasion of possibly unacceptable action."""

    id: FactId
    occurred_at: datetime | None
    reported_at: datetime | None = None
    reporter: PersonId | None = None
    channel: Channel | None = None
    behaviours: frozenset[Behaviour] | None = None
    category: Category | None = None
    """How a history names what was done; in the live record the behaviours say it."""
    shown: Mapping[Shown, str] = field(default_factory=dict)
    """What shows the behaviours, for those that ask for it (clauses 6.1 and 7.4)."""
    at_public_meeting: bool | None = None
    """Whether a recording was made at a public council meeting, where anybody may record."""
    physical_threat: bool | None = None
    harm_threatened: frozenset[Harm] = frozenset()
    """Whom the customer threatened to harm, besides what the behaviours say (clause 4.1)."""
    offence: Offence | None = None
    injury: Injury | None = None
    injury_known_at: datetime | None = None
    reported_to_hse_at: datetime | None = None
    affected: frozenset[PersonId] = frozenset()
    witnesses: frozenset[PersonId] = frozenset()
    responses: frozenset[StaffResponse] = frozenset()
    supported_at: datetime | None = None
    """When the well-being of the staff affected was followed up (clause 1.4)."""
    manager: PersonId | None = None
    acknowledged_at: datetime | None = None
    tested: bool | None = None
    """Whether somebody looked into it; ``False``: an allegation that nobody tested."""
    notes_kept: bool | None = None
    caused_by_council: bool | None = None
    """Whether the council's own failure to answer caused the contact."""

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody who reported, suffered or witnessed it."""
        reporter = frozenset({self.reporter}) if self.reporter else frozenset()
        return reporter | self.affected | self.witnesses

    @property
    def threatens_harm(self) -> frozenset[Harm]:
        """Whom the customer threatened to harm; a physical threat to staff is one to somebody else."""
        return self.harm_threatened | (frozenset({Harm.OTHERS}) if self.physical_threat else frozenset())


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
    customer_heard: bool | None = None
    """Whether the customer's account was taken, or refused by them."""
    council_part_considered: bool | None = None
    """Whether the council's own part, such as a late reply, was asked about."""

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody who investigated: who began it and who finished it."""
        return frozenset(one for one in (self.by, self.concluded_by) if one is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A matter put to somebody else: the team, the police, safeguarding; or why it was not."""

    id: FactId
    target: ReferralTarget
    by: PersonId | None
    made_at: datetime | None
    """When it was made, or when it was decided not to make it."""
    incident: FactId | None = None
    """The incident that it is about; none for the case as a whole."""
    declined_because: str | None = None
    """Why it was not made; ``None`` for a referral that was."""
    reference: str | None = None
    """The other body's reference, such as a crime number."""
    accepted: bool | None = None
    outcome_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A complaint that the customer made, and how far it has gone (clause 7.4)."""

    id: FactId
    recorded_at: datetime | None
    reference: str | None = None
    """Which complaint it is: several records of one complaint share it, and the last of them counts."""
    procedure_completed: bool | None = None
    ombudsman: OmbudsmanStage | None = None
    answer_due: date | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A declared tie of one panel member; ``may_sit`` stays unknown until the monitoring officer decides."""

    id: FactId
    member: PersonId
    kind: ConflictKind
    declared_at: datetime | None
    may_sit: bool | None = None
