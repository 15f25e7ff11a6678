"""A decision that is not final: what would come of it; and one whose equality questions were put off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from evenhand.drafting.decisions import DecisionDraft, DraftedDecision, drafted_decision
from evenhand.drafting.letters import Subject, draft_letter
from evenhand.letters.draft import LetterDraft
from evenhand.queries.cases import PanelChoices, panel_choices, visible_case
from evenhand.queries.council import names_of
from evenhand.queries.errors import NotVisibleError
from evenhand.queries.evidence import answers_due_on
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts, fact_id
from evenhand.record.policies import pack_of
from evenhand.rules import rulebook
from evenhand.rules.equality import RULE as EQUALITY
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import Finding
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, LetterKind, RuleId, View

QUORUM = RuleId("determination.quorum")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPreview:
    """A decision that is not taken yet: why it cannot be, or the notice that would tell of it."""

    findings: tuple[Finding, ...]
    terms: Terms
    letter: LetterDraft | None
    """``None`` where it is refused, and where nothing is restricted, so that there is no notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """A decision whose equality questions were put off."""

    decided_at: datetime
    reasons: str
    why: str
    """Why delay would have done harm; empty where they were not put off."""
    due: date
    answered: bool
    clauses: Mapping[RuleId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Who has given their view of a decision to restrict, and who still can."""

    decided_at: datetime
    reasons: str
    why: str
    """Why delay would have done harm; empty where the panel was complete."""
    due: date
    views: tuple[tuple[str, View, str], ...]
    """Each person's name, view and comment, in the order in which they were recorded."""
    open_to: PanelChoices


def decision_preview(actor: Actor, case_id: UUID, draft: DecisionDraft, *, at: datetime) -> DecisionPreview:
    """What would come of a decision if it were taken now. Nothing is recorded.

    Raises:
        NotVisibleError: there is no such case for this actor.
        LetterInputError: the record, or a text, cannot become a letter.
        NoCouncilError: the council's details are not set.
    """
    with transaction.atomic():
        case = visible_case(actor, case_id)
        known, terms = case_facts(case, at=at), pack_of(case.policy).terms
        drafted = drafted_decision(draft, case, terms, at=at, by=actor.staff_id)
        as_if = drafted.as_if_taken(known)
        found = rulebook.refusals(Act.DETERMINE, as_if, terms, at=at, subjects=drafted.subjects)
        letter = None if found or not drafted.restrictions else _notice(case, drafted, as_if, at)
        return DecisionPreview(findings=found, terms=terms, letter=letter)


def put_off_decision(actor: Actor, case_id: UUID, determination_id: UUID) -> PutOff:
    """A decision of a case, as somebody needs it who answers its equality questions afterwards.

    Raises:
        NotVisibleError: there is no such decision on a case that the actor may see.
    """
    with transaction.atomic():
        case = visible_case(actor, case_id)
        row = case.determinations.filter(pk=determination_id, restricts=True).first()
        if row is None:
            raise NotVisibleError
        facts, terms = case_facts(case, at=row.decided_at), pack_of(case.policy).terms
        taken = next(one for one in facts.determinations if one.id == fact_id(row.id))
    return PutOff(
        decided_at=row.decided_at,
        reasons=row.reasons,
        why=taken.doors.get(EQUALITY, ""),
        due=answers_due_on(terms, row.decided_at),
        answered=taken.equality is not None,
        clauses=terms.clauses,
    )


def panel_of(actor: Actor, case_id: UUID, determination_id: UUID, *, at: datetime) -> Panel:
    """The panel of a decision, for whoever adds the views of others afterwards (9.1).

    Raises:
        NotVisibleError: there is no such decision on a case that the actor may see.
    """
    with transaction.atomic():
        case = visible_case(actor, case_id)
        row = case.determinations.filter(pk=determination_id, restricts=True).first()
        if row is None:
            raise NotVisibleError
        seats = list(row.seats.order_by(F("added_at").asc(nulls_first=True), "id"))
        sat = {one.member_id for one in seats}
        names, choices = names_of(sat), panel_choices(actor, case_id, at=at)
    return Panel(
        decided_at=row.decided_at,
        reasons=row.reasons,
        why=row.doors.get(QUORUM, ""),
        due=answers_due_on(pack_of(case.policy).terms, row.decided_at),
        views=tuple((names[one.member_id], View(one.view), one.comment) for one in seats),
        open_to=replace(
            choices,
            members=tuple(one for one in choices.members if one.member.id not in sat),
            substitutes=tuple(one for one in choices.substitutes if one.member.id not in sat),
        ),
    )


def _notice(case: rows.Case, drafted: DraftedDecision, as_if: CaseFacts, at: datetime) -> LetterDraft:
    subject = Subject(kind=LetterKind.RESTRICTION_NOTICE, determination=drafted.row)
    return draft_letter(case, subject, as_if, at=at)
