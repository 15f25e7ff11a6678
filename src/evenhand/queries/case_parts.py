"""The parts of a case's page, each from the rows or the facts behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from evenhand.queries.council import names_of
from evenhand.queries.need_to_know import HIDDEN, needs_to_know, steps_for
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules import steps
from evenhand.rules.calendar import local_day
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import Finding
from evenhand.rules.spoken import spoken_date
from evenhand.rules.telling import telling_duties
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, ConflictKind, FactId, LetterKind, ReferralTarget, Route, Severity

_ON_ALL = frozenset({Act.ACKNOWLEDGE_INCIDENT})
"""Steps that stand once for all of their kind."""
_ORDER = {Severity.REFUSES: 0, Severity.FAULT: 1, Severity.GAP: 2, Severity.ADVICE: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding, with the clause behind it and the names of whom it concerns."""

    rule: str
    clause: str
    severity: Severity
    message: str
    on: str
    """What it is about, where that is one of several on the case; else blank."""
    due: date | None
    overdue: bool
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of the way, with its clause and whether this actor may take it now."""

    step: steps.Step
    on: str
    """What it is done on, where that is one of several on the case; else blank."""
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
    supported: bool
    """Whether the staff affected were asked how they are."""
    affected: tuple[str, ...]
    """The names of the staff affected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """A referral to the police or to safeguarding, or why there is none, for somebody who needs to know of it."""

    id: UUID
    target: ReferralTarget
    incident_id: UUID | None
    """The incident that it is about; none for the case as a whole."""
    on: str
    """The same in words, where it is one of several."""
    by: str
    at: datetime
    why_not: str | None
    """Why it was not made; ``None`` for one that was."""
    reference: str
    accepted: bool | None
    """Whether they took it on; ``None`` where they have not said."""
    outcome_at: datetime | None


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


def finding_lines(
    found: tuple[Finding, ...], terms: Terms, *, at: datetime, facts: CaseFacts | None = None
) -> tuple[FindingLine, ...]:
    """Findings as pages show them: gravest first, with clauses and names, and of a whole case what each is about."""
    names = names_of(UUID(person) for one in found for person in one.people)
    ordered = sorted(found, key=lambda one: (_ORDER[one.severity], one.due or date.max, one.rule))
    return tuple(
        FindingLine(
            rule=one.rule,
            clause=terms.clause_of(one.rule),
            severity=one.severity,
            message=one.message,
            on=_one_of_several(one.about, facts) if facts else "",
            due=one.due,
            overdue=one.due is not None and local_day(at) > one.due,
            people=tuple(sorted(names[UUID(person)] for person in one.people if UUID(person) in names)),
        )
        for one in ordered
    )


def step_lines(
    actor: Actor, facts: CaseFacts, terms: Terms, acts: frozenset[Act], *, at: datetime
) -> tuple[StepLine, ...]:
    """What the policy asks for next, with its clauses and whether this actor may do it now."""
    return tuple(
        StepLine(
            step=step,
            on=done_on(step, facts),
            clause=terms.clause_of(step.rule) if step.rule else "",
            overdue=step.state is steps.StepState.TO_DO and step.due is not None and local_day(at) > step.due,
            allowed=step.act in acts and step.title != HIDDEN,
        )
        for step in steps_for(actor, facts, steps.next_steps(facts, terms, at=at))
    )


def done_on(step: steps.Step, facts: CaseFacts) -> str:
    """Which of several incidents, contacts or restrictions a step is done on, in words; else blank."""
    return "" if step.title == HIDDEN or step.act in _ON_ALL else _one_of_several(step.about, facts)


def _one_of_several(about: FactId | None, facts: CaseFacts) -> str:
    incidents = [(one.id, f"Incident of {spoken_date(one.occurred_at)}") for one in facts.incidents if one.occurred_at]
    contacts = [
        (one.id, f"{one.channel.label if one.channel else 'Contact'} of {spoken_date(one.received_at)}")
        for one in facts.contacts
        if one.received_at
    ]
    restrictions = [(one.id, one.kind.label) for one in facts.restrictions]
    several = (found for found in (incidents, contacts, restrictions) if len(found) > 1)
    return next((words for found in several for known, words in found if known == about), "")


def incident_lines(case: rows.Case) -> tuple[IncidentLine, ...]:
    """The incidents of a case, latest first, with who was told of each."""
    found = case.incidents.select_related("manager").prefetch_related("people__staff").order_by("-occurred", "-id")
    return tuple(
        IncidentLine(
            id=row.id,
            occurred=row.occurred,
            manager=row.manager.name if row.manager else "",
            taken_on=row.acknowledged_at is not None,
            supported=row.supported_at is not None,
            affected=tuple(
                sorted(one.staff.name for one in row.people.all() if one.part == rows.IncidentPart.AFFECTED)
            ),
        )
        for row in found
    )


def referral_lines(actor: Actor, facts: CaseFacts) -> tuple[ReferralLine, ...]:
    """The referrals to the police and to safeguarding of which this actor needs to know, latest first (4.1)."""
    known = [
        (one, one.by, one.made_at)
        for one in facts.referrals
        if one.target is not ReferralTarget.TEAM and needs_to_know(actor, facts, one.id)
    ]
    names = names_of(UUID(by) for _, by, _ in known if by)
    lines = [
        ReferralLine(
            id=UUID(one.id),
            target=one.target,
            incident_id=UUID(one.incident) if one.incident else None,
            on=_one_of_several(one.incident, facts),
            by=names.get(UUID(by), "Somebody who has left") if by else "",
            at=made_at,
            why_not=one.declined_because,
            reference=one.reference or "",
            accepted=one.accepted,
            outcome_at=one.outcome_at,
        )
        for one, by, made_at in known
        if made_at is not None
    ]
    return tuple(sorted(lines, key=lambda one: (one.at, one.id), reverse=True))


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


def letters_due(facts: CaseFacts) -> tuple[LetterDue, ...]:
    """The decisions of which no letter tells yet: restricting ones, then reviews, then liftings, each oldest first."""
    written = {letter.about for letter in facts.letters}
    return tuple(
        LetterDue(about=UUID(duty.subject), kind=duty.letter)
        for duty in telling_duties(facts)
        if duty.letter is not None and duty.subject not in written
    )


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
