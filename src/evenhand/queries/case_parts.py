"""The parts of a case's page, each from the rows or the facts behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from evenhand.queries.council import names_of
from evenhand.record import models as rows
from evenhand.rules import steps
from evenhand.rules.calendar import local_day
from evenhand.rules.facts import CaseFacts, Restriction
from evenhand.rules.findings import Finding
from evenhand.rules.notices import told_of
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, ConflictKind, FactId, LetterKind, RestrictionKind, Route, Severity

_A_MOMENT = timedelta(microseconds=1)
_ORDER = {Severity.REFUSES: 0, Severity.FAULT: 1, Severity.GAP: 2, Severity.ADVICE: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding, with the clause behind it and the names of whom it concerns."""

    rule: str
    clause: str
    severity: Severity
    message: str
    due: date | None
    overdue: bool
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of the way, with its clause and whether this actor may take it now."""

    step: steps.Step
    clause: str
    overdue: bool
    allowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """An incident that a manager can take on."""

    id: UUID
    occurred: datetime
    manager: str
    taken_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionLine:
    """A restriction and where it stands."""

    id: UUID
    determination_id: UUID
    kind: RestrictionKind
    starts_at: datetime
    ends_at: datetime | None
    last_day: date | None
    """The last day on which it holds; ``None`` where it has no end."""
    permanent: bool
    lifted_at: datetime | None
    next_review_on: date
    in_force: bool
    review_overdue: bool
    told: bool
    """Whether the customer counts as told of it."""
    received_at: datetime | None
    """When its notice counts, or will count, as received; ``None`` where it was not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingLine:
    """One time that a letter was sent, handed over or read out."""

    route: Route
    sent: datetime
    received: datetime
    """When it counts, or will count, as received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter that was issued."""

    id: UUID
    about: UUID
    """The decision, the review or the restriction that it tells of."""
    kind: LetterKind
    issued_at: datetime
    media_type: str
    tellings: tuple[TellingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDue:
    """A decision of which no letter tells yet."""

    about: UUID
    kind: LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLine:
    """A declared tie."""

    id: UUID
    member_id: UUID
    member: str
    kind: str
    explanation: str
    declared_by: str
    declared_at: datetime
    may_sit: bool | None
    """``None`` until it is decided."""
    decision_reasons: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryLine:
    """The investigation that is open."""

    begun_by: str
    begun_at: datetime


def finding_lines(found: tuple[Finding, ...], terms: Terms, *, at: datetime) -> tuple[FindingLine, ...]:
    """Findings as pages show them: gravest first, with clauses and names."""
    names = names_of(UUID(person) for one in found for person in one.people)
    ordered = sorted(found, key=lambda one: (_ORDER[one.severity], one.due or date.max, one.rule))
    return tuple(
        FindingLine(
            rule=one.rule,
            clause=terms.clause_of(one.rule),
            severity=one.severity,
            message=one.message,
            due=one.due,
            overdue=one.due is not None and local_day(at) > one.due,
            people=tuple(sorted(names[UUID(person)] for person in one.people if UUID(person) in names)),
        )
        for one in ordered
    )


def step_lines(facts: CaseFacts, terms: Terms, acts: frozenset[Act], *, at: datetime) -> tuple[StepLine, ...]:
    """What the policy asks for next, with its clauses and whether this actor may do it now."""
    return tuple(
        StepLine(
            step=step,
            clause=terms.clause_of(step.rule) if step.rule else "",
            overdue=step.state is steps.StepState.TO_DO and step.due is not None and local_day(at) > step.due,
            allowed=step.act in acts,
        )
        for step in steps.next_steps(facts, terms, at=at)
    )


def incident_lines(case: rows.Case) -> tuple[IncidentLine, ...]:
    """The incidents of a case, latest first, with who was told of each."""
    found = case.incidents.select_related("manager").order_by("-occurred", "-id")
    return tuple(
        IncidentLine(
            id=row.id,
            occurred=row.occurred,
            manager=row.manager.name if row.manager else "",
            taken_on=row.acknowledged_at is not None,
        )
        for row in found
    )


def restriction_lines(case: rows.Case, facts: CaseFacts, *, at: datetime) -> tuple[RestrictionLine, ...]:
    """The restrictions of a case, latest first."""
    by_id = {one.id: one for one in facts.restrictions}
    lines = []
    for row in case.restrictions.order_by("-period", "-id"):
        known = by_id[FactId(str(row.id))]
        in_force = known.in_force(at)
        lines.append(
            RestrictionLine(
                id=row.id,
                determination_id=row.determination_id,
                kind=RestrictionKind(row.kind),
                starts_at=row.period.lower,
                ends_at=row.period.upper,
                last_day=local_day(row.period.upper - _A_MOMENT) if row.period.upper else None,
                permanent=row.permanent,
                lifted_at=row.lifted_at,
                next_review_on=row.next_review,
                in_force=in_force,
                review_overdue=in_force and local_day(at) > row.next_review,
                told=told_of(facts, known, at=at),
                received_at=_received_at(facts, known),
            )
        )
    return tuple(lines)


def _received_at(facts: CaseFacts, restriction: Restriction) -> datetime | None:
    """When the notice of a restriction counts, or will count, as received."""
    if restriction.determination is None:
        return None
    letters = facts.letters_about(restriction.determination)
    return min((one.received_at for letter in letters for one in letter.tellings), default=None)


def letter_lines(case: rows.Case) -> tuple[LetterLine, ...]:
    """The letters of a case, latest first, with how the customer was told."""
    found = case.letters.select_related("document").prefetch_related("tellings").order_by("-issued_at", "-id")
    return tuple(
        LetterLine(
            id=row.id,
            about=row.determination_id or row.review_id or row.restriction_id,
            kind=LetterKind(row.kind),
            issued_at=row.issued_at,
            media_type=row.document.media_type,
            tellings=tuple(
                TellingLine(route=Route(one.route), sent=one.sent, received=one.deemed_received)
                for one in sorted(row.tellings.all(), key=lambda one: (one.sent, one.id))
            ),
        )
        for row in found
    )


def letters_due(case: rows.Case, facts: CaseFacts) -> tuple[LetterDue, ...]:
    """The decisions of which no letter tells yet, oldest first."""
    written = {letter.about for letter in facts.letters}
    reviewed = set(case.reviews.filter(outcome="lifted").values_list("restriction_id", flat=True))
    waiting = [
        *(
            LetterDue(about=UUID(one.id), kind=LetterKind.RESTRICTION_NOTICE)
            for one in facts.determinations
            if one.restricts
        ),
        *(LetterDue(about=UUID(one.id), kind=LetterKind.REVIEW_OUTCOME) for one in facts.reviews),
        *(
            # A restriction that a review lifted has the review's letter.
            LetterDue(about=UUID(one.id), kind=LetterKind.LIFTED)
            for one in facts.restrictions
            if one.lifted_at is not None and UUID(one.id) not in reviewed
        ),
    ]
    return tuple(one for one in waiting if FactId(str(one.about)) not in written)


def conflict_lines(case: rows.Case) -> tuple[ConflictLine, ...]:
    """The ties that members of the team declared, and what was decided of each."""
    found = case.conflicts.select_related("member", "declared_by", "decided_by").order_by("declared_at", "id")
    return tuple(
        ConflictLine(
            id=row.id,
            member_id=row.member_id,
            member=row.member.name,
            kind=ConflictKind(row.kind).label,
            explanation=row.explanation,
            declared_by=row.declared_by.name,
            declared_at=row.declared_at,
            may_sit=row.may_sit,
            decision_reasons=row.decision_reasons,
            decided_by=row.decided_by.name if row.decided_by else "",
            decided_at=row.decided_at,
        )
        for row in found
    )


def open_inquiry(case: rows.Case) -> InquiryLine | None:
    """The investigation that somebody started and nobody has finished, if there is one."""
    row = case.investigations.filter(concluded_at=None).select_related("begun_by").first()
    return InquiryLine(begun_by=row.begun_by.name, begun_at=row.begun_at) if row else None
