"""The restrictions of a case as pages show them: what each asks, how far it goes, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from evenhand.record import models as rows
from evenhand.rules.calendar import local_day
from evenhand.rules.facts import CaseFacts, Restriction
from evenhand.rules.telling import told_of
from evenhand.rules.terms_spoken import terms_spoken
from evenhand.rules.vocabulary import FactId, Labelled, RestrictionKind, Scope

_A_MOMENT = timedelta(microseconds=1)


class RestrictionState(Labelled):
    """Where a restriction stands."""

    IN_FORCE = "in_force", "In force"
    PAUSED = "paused", "Paused"
    REPLACED = "replaced", "Made lighter"
    TAKEN_OVER = "taken_over", "The team decided"
    LIFTED = "lifted", "Lifted"
    ENDED = "ended", "Ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionLine:
    """A restriction, by the team or for now by a manager, and where it stands."""

    id: UUID
    determination_id: UUID | None
    """``None`` for a manager's interim limit."""
    kind: RestrictionKind
    terms: tuple[tuple[str, str], ...]
    """What its terms say, each with its heading; blank for what the kind asks for and nobody said."""
    scope: Scope | None
    service: str
    """The service that it covers; for the whole council, why."""
    interim: bool
    """Whether it is a manager's limit until the team decides (8.2)."""
    lighter: bool
    """Whether it took the place of another one."""
    state: RestrictionState
    paused_until: date | None
    """The last day of the pause; ``None`` where it goes on until somebody resumes the restriction."""
    starts_at: datetime
    ends_at: datetime | None
    last_day: date | None
    """The last day on which it holds; ``None`` where it has no end."""
    permanent: bool
    lifted_at: datetime | None
    next_review_on: date | None
    """``None`` for a manager's interim limit, which is not reviewed."""
    stands: bool
    """Whether it has neither ended nor been lifted, paused or not: it can be reviewed and lifted."""
    in_force: bool
    review_overdue: bool
    told: bool
    """Whether the customer counts as told of it."""
    received_at: datetime | None
    """When its notice counts, or will count, as received; ``None`` where it was not sent."""


def restriction_lines(case: rows.Case, facts: CaseFacts, *, at: datetime) -> tuple[RestrictionLine, ...]:
    """The restrictions of a case: those that stand first, and of each the latest first."""
    by_id = {one.id: one for one in facts.restrictions}
    found = [(row, by_id[FactId(str(row.id))]) for row in case.restrictions.order_by("-period", "-id")]
    found.sort(key=lambda pair: not pair[1].stands(at))
    return tuple(_line(row, known, facts, at) for row, known in found)


def _line(row: rows.Restriction, known: Restriction, facts: CaseFacts, at: datetime) -> RestrictionLine:
    stands = known.stands(at)
    return RestrictionLine(
        id=row.id,
        determination_id=row.determination_id,
        kind=known.kind,
        terms=tuple((one.label, text) for one, text in terms_spoken(known.kind, known.terms)),
        scope=known.scope,
        service=row.service,
        interim=known.interim,
        lighter=known.narrows is not None,
        state=_state(known, facts, at),
        paused_until=_paused_until(known, at),
        starts_at=row.period.lower,
        ends_at=row.period.upper,
        last_day=_last_day(row.period.upper),
        permanent=row.permanent,
        lifted_at=row.lifted_at,
        next_review_on=row.next_review,
        stands=stands,
        in_force=known.in_force(at),
        review_overdue=stands and row.next_review is not None and local_day(at) > row.next_review,
        told=told_of(facts, known, at=at),
        received_at=_received_at(facts, known),
    )


def _state(known: Restriction, facts: CaseFacts, at: datetime) -> RestrictionState:
    if known.in_force(at):
        return RestrictionState.IN_FORCE
    if known.stands(at):
        return RestrictionState.PAUSED
    if any(one.narrows == known.id for one in facts.restrictions):
        return RestrictionState.REPLACED
    if known.taken_over_by is not None:
        return RestrictionState.TAKEN_OVER
    return RestrictionState.ENDED if known.lifted_at is None else RestrictionState.LIFTED


def _paused_until(known: Restriction, at: datetime) -> date | None:
    ends = [one.until for one in known.suspensions if one.covers(at)]
    return None if not ends or None in ends else _last_day(max(one for one in ends if one))


def _last_day(end: datetime | None) -> date | None:
    return None if end is None else local_day(end - _A_MOMENT)


def _received_at(facts: CaseFacts, restriction: Restriction) -> datetime | None:
    """When the customer counts, or will count, as told of a restriction: by its letter, or without one."""
    line = facts.line_of(restriction)
    subjects = {one.id for one in line} | {one.determination for one in line if one.determination}
    tellings = (telling for subject in subjects for telling in facts.tellings_about(subject))
    return min((one.received_at for one in tellings), default=None)
