"""A case as its page shows it, and the list of cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.queries.case_parts import (
    ConflictLine,
    FindingLine,
    IncidentLine,
    InquiryLine,
    LetterDue,
    LetterLine,
    ReferralLine,
    StepLine,
    conflict_lines,
    finding_lines,
    incident_lines,
    letter_lines,
    letters_due,
    open_inquiry,
    referral_lines,
    step_lines,
)
from evenhand.queries.council import StaffChoice, staff_choices
from evenhand.queries.errors import NotVisibleError
from evenhand.queries.need_to_know import findings_for
from evenhand.queries.restrictions import RestrictionLine, restriction_lines
from evenhand.queries.timeline import Event, timeline_of
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts
from evenhand.record.matching import find_customers
from evenhand.record.policies import pack_of
from evenhand.record.visibility import visible_to
from evenhand.rules import lifecycle, rulebook
from evenhand.rules.authority import PERMISSION_FOR, Role
from evenhand.rules.facts import CaseFacts
from evenhand.rules.panel import why_barred
from evenhand.rules.steps import RULE_BEHIND
from evenhand.rules.vocabulary import Act, Channel, PersonId, Stage

PAGE_LENGTH = 25
_MOST_CUSTOMERS = 1_000
"""How many customers a search for cases goes by; a name that more have in common needs more of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in a list."""

    id: UUID
    reference: str
    customer_name: str
    stage: Stage
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """One page of cases."""

    lines: tuple[CaseLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Everything that the page of a case shows to one actor."""

    id: UUID
    reference: str
    version: int
    stage: Stage
    opened_at: datetime
    customer_id: UUID
    customer_name: str
    customer_reference: str
    contact_points: tuple[tuple[str, str], ...]
    adjustments: tuple[tuple[str, tuple[Channel, ...]], ...]
    policy: str
    steps: tuple[StepLine, ...]
    findings: tuple[FindingLine, ...]
    incidents: tuple[IncidentLine, ...]
    referrals: tuple[ReferralLine, ...]
    """Those to the police and to safeguarding of which this actor needs to know."""
    restrictions: tuple[RestrictionLine, ...]
    letters: tuple[LetterLine, ...]
    letters_due: tuple[LetterDue, ...]
    conflicts: tuple[ConflictLine, ...]
    inquiry: InquiryLine | None
    """The investigation that goes on."""
    equality_due: UUID | None
    """The decision whose equality questions are still to be answered."""
    timeline: tuple[Event, ...]
    acts: frozenset[Act]
    """What this actor may do to the case as it stands."""
    clauses: Mapping[Act, str]
    """The clause behind each act, where there is one."""


def case_list(actor: Actor, *, search: str = "", stage: Stage | None = None, page: int = 1) -> CaseList:
    """The cases that the actor may see, latest first.

    Args:
        actor: who asks.
        search: a name, number, e-mail address or reference; blank for all.
        stage: only cases at this stage.
        page: from 1; a page that is not there gives the nearest one.
    """
    found = visible_to(actor)
    if search.strip():
        found = found.filter(customer__in=[one.id for one in find_customers(search, most=_MOST_CUSTOMERS)])
    if stage is not None:
        found = found.filter(stage=stage)
    total = found.count()
    pages = max(1, -(-total // PAGE_LENGTH))
    page = min(max(page, 1), pages)
    start = (page - 1) * PAGE_LENGTH
    chosen = found.select_related("customer").order_by("-opened_at", "-id")[start : start + PAGE_LENGTH]
    lines = tuple(
        CaseLine(
            id=row.id,
            reference=row.reference,
            customer_name=row.customer.name,
            stage=Stage(row.stage),
            opened_at=row.opened_at,
        )
        for row in chosen
    )
    return CaseList(lines=lines, total=total, page=page, pages=pages)


def visible_case(actor: Actor, case_id: UUID) -> rows.Case:
    """The case, where the actor may see it; raises ``NotVisibleError`` whether it is hidden or does not exist."""
    found = visible_to(actor).filter(pk=case_id).select_related("customer", "policy").first()
    if found is None:
        raise NotVisibleError
    return found


def case_page(actor: Actor, case_id: UUID, *, at: datetime) -> CasePage:
    """All that the page of a case shows; raises ``NotVisibleError``."""
    with transaction.atomic():
        row = visible_case(actor, case_id)
        facts = case_facts(row, at=at)
        pack = pack_of(row.policy)
        terms = pack.terms
        acts = acts_for(actor, facts)
        points = row.customer.contact_points.order_by("kind", "added_at", "id")
        adjustments = row.customer.adjustments.filter(ended_at=None).order_by("recorded_at", "id")
        return CasePage(
            id=row.id,
            reference=row.reference,
            version=row.version,
            stage=facts.stage,
            opened_at=row.opened_at,
            customer_id=row.customer_id,
            customer_name=row.customer.name,
            customer_reference=row.customer.reference,
            contact_points=tuple((rows.PointKind(one.kind).label, one.value) for one in points),
            adjustments=tuple(
                (one.arrangement, tuple(Channel(code) for code in one.unusable_channels)) for one in adjustments
            ),
            policy=f"{pack.title}, version {pack.version}",
            steps=step_lines(actor, facts, terms, acts, at=at),
            findings=finding_lines(
                findings_for(actor, facts, rulebook.judge(facts, terms, at=at)), terms, at=at, facts=facts
            ),
            incidents=incident_lines(row),
            referrals=referral_lines(actor, facts),
            restrictions=restriction_lines(row, facts, at=at),
            letters=letter_lines(row),
            letters_due=letters_due(facts),
            conflicts=conflict_lines(row),
            inquiry=open_inquiry(row),
            equality_due=next(
                (UUID(one.id) for one in facts.determinations if one.restricts and one.equality is None), None
            ),
            timeline=timeline_of(row),
            acts=acts,
            clauses={act: terms.clause_of(rule) for act, rule in RULE_BEHIND.items()},
        )


def acts_for(actor: Actor, facts: CaseFacts) -> frozenset[Act]:
    """What somebody may do to a case as it stands: by their role and by the lifecycle."""
    return frozenset(act for act in lifecycle.acts_from(facts.stage) if actor.may(PERMISSION_FOR[act]))


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelChoice:
    """Somebody who could sit on the panel."""

    member: StaffChoice
    barred: str
    """Why they may not sit on the case, in words that follow their name; empty for those who may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelChoices:
    """Who could sit on the panel that decides on a case (9.1)."""

    members: tuple[PanelChoice, ...]
    """The determination team."""
    substitutes: tuple[PanelChoice, ...]
    """Those outside the team, who can sit in the place of a member."""
    quorum: int
    """How many must sit for a decision to restrict."""


def panel_choices(actor: Actor, case_id: UUID, *, at: datetime) -> PanelChoices:
    """Who could sit on a case, each with whether they may (9.1); raises ``NotVisibleError``."""
    with transaction.atomic():
        case = visible_case(actor, case_id)
        facts, terms = case_facts(case, at=at), pack_of(case.policy).terms
        team = {one.id for one in staff_choices(actor, role=Role.DETERMINATION_TEAM)}
        people = staff_choices(actor)
    barred = why_barred(facts, frozenset(PersonId(str(one.id)) for one in people))
    choices = [PanelChoice(member=one, barred=barred.get(PersonId(str(one.id)), "")) for one in people]
    return PanelChoices(
        members=tuple(one for one in choices if one.member.id in team),
        substitutes=tuple(one for one in choices if one.member.id not in team),
        quorum=terms.quorum_members,
    )
