"""What the panel decides on: the evidence of a case, and the policy's tests of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from evenhand.drafting.decisions import DecisionDraft, DraftedDecision, RestrictionDraft, drafted_decision
from evenhand.queries.cases import visible_case
from evenhand.queries.council import names_of
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.comparables import comparables_for
from evenhand.record.facts import case_facts
from evenhand.record.policies import pack_of
from evenhand.rules import rulebook, warnings
from evenhand.rules.calendar import add_months, local_day
from evenhand.rules.determinations import comparison
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import Finding
from evenhand.rules.reviews import latest_review_day
from evenhand.rules.terms import MandatoryService, Terms
from evenhand.rules.vocabulary import (
    Act,
    Behaviour,
    Channel,
    Mode,
    Recommendation,
    ReferralTarget,
    RestrictionKind,
    RuleId,
    Shown,
    StaffResponse,
    WarningForm,
)

_TESTS: Mapping[RuleId, tuple[str, str]] = {
    RuleId("warning.before_action"): (
        "Was the customer warned first?",
        "Yes. A warning said why their actions are unacceptable and gave them a chance to change.",
    ),
    RuleId("warning.actions_continued"): (
        "Did unacceptable action go on after the warning?",
        "Yes. It is recorded after a warning that still counts.",
    ),
    RuleId("services.mandatory_open"): (
        "If contact were in writing only, would a way stay open that the customer can use?",
        "Yes. As far as is recorded, they can use at least one way of writing to us.",
    ),
}
"""What is asked before anything is worded, by rule; and what is said where the rule lets the panel restrict."""
_CONSISTENT = RuleId("decision.consistent")
_THREATENED = "Not needed. A physical threat is on the record."


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEvidence:
    """One incident, as the panel weighs it."""

    occurred: datetime
    channel: Channel
    behaviours: tuple[Behaviour, ...]
    shown: tuple[tuple[str, str], ...]
    """What shows the behaviours, each with its heading (6.1, 7.4)."""
    what_happened: str
    opinion: str
    responses: tuple[StaffResponse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningEvidence:
    """One warning."""

    given_at: datetime
    form: WarningForm
    reasons: str
    chance_to_change: bool
    counts_until: date
    """The last day on which it can carry a restriction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryEvidence:
    """What the manager found."""

    by: str
    concluded_at: datetime
    customer_account: str
    council_part: str
    conclusions: str
    recommendation: Recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralEvidence:
    """Why the case is before the panel."""

    by: str
    made_at: datetime
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTest:
    """One of the policy's tests of the case as it stands, before anything is decided."""

    rule: RuleId
    clause: str
    question: str
    met: bool
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """How comparable cases were decided (2.1): counts alone, never another customer's text."""

    counts: tuple[tuple[str, int | None], ...] | None
    """What is counted, and how often; ``None`` as a count that is hidden. ``None`` where too few are comparable."""
    advice: tuple[str, ...]
    """What the counts suggest to whoever restricts this customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A rule whose missing step this actor may put off, with a reason, where delay would do harm (principle 4)."""

    rule: RuleId
    clause: str
    asks: str
    """What the rule misses in the case as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that the panel has before it, and what the policy lets it do."""

    incidents: tuple[IncidentEvidence, ...]
    """Oldest first, as it happened."""
    warnings: tuple[WarningEvidence, ...]
    inquiries: tuple[InquiryEvidence, ...]
    referrals: tuple[ReferralEvidence, ...]
    tests: tuple[PolicyTest, ...]
    services: tuple[MandatoryService, ...]
    latest_review: date
    """The last day on which a restriction decided now must be reviewed."""
    review_months: int
    """Calendar months between reviews."""
    consistency: Consistency | None
    """``None`` where the policy does not compare cases."""
    doors: tuple[Door, ...]
    """The steps that this actor may put off, of those that a restriction as it would be now could lack."""
    put_off_until: date
    """By when a step that is put off now must be done."""
    clauses: Mapping[RuleId, str]


def decision_evidence(actor: Actor, case_id: UUID, *, at: datetime) -> Evidence:
    """What the panel decides on; raises ``NotVisibleError``."""
    with transaction.atomic():
        case = visible_case(actor, case_id)
        facts, terms = case_facts(case, at=at, comparables=comparables_for(case)), pack_of(case.policy).terms
        as_if, drafted = _restricted_now(facts, case, terms, at=at, by=actor.staff_id)
        refused = rulebook.refusals(Act.DETERMINE, as_if, terms, at=at, subjects=drafted.subjects)
        return Evidence(
            incidents=incidents_since(case, None),
            warnings=_warnings(case, terms),
            inquiries=_inquiries(case),
            referrals=_referrals(case),
            tests=_tests(
                refused, terms, threatened=warnings.physical_threat_before(as_if, terms, drafted.determination)
            ),
            services=terms.mandatory_services,
            latest_review=latest_review_day(terms, at),
            review_months=terms.review_interval_months,
            consistency=_consistency(as_if, drafted, terms, at=at),
            doors=_doors(actor, refused, terms),
            put_off_until=answers_due_on(terms, at),
            clauses=terms.clauses,
        )


def incidents_since(case: rows.Case, moment: datetime | None) -> tuple[IncidentEvidence, ...]:
    """The incidents of a case that happened, or were reported, after a moment, or all of them; oldest first."""
    found = case.incidents.order_by("occurred", "id")
    if moment is not None:
        found = found.filter(Q(occurred__gt=moment) | Q(reported_at__gt=moment))
    return tuple(
        IncidentEvidence(
            occurred=row.occurred,
            channel=Channel(row.channel),
            behaviours=tuple(one for one in Behaviour if one in row.behaviours),
            shown=tuple((one.label, row.shown[one]) for one in Shown if row.shown.get(one)),
            what_happened=row.what_happened,
            opinion=row.opinion,
            responses=tuple(one for one in StaffResponse if one in row.responses),
        )
        for row in found
    )


def _warnings(case: rows.Case, terms: Terms) -> tuple[WarningEvidence, ...]:
    return tuple(
        WarningEvidence(
            given_at=row.given_at,
            form=WarningForm(row.form),
            reasons=row.reasons,
            chance_to_change=row.chance_to_change,
            counts_until=add_months(local_day(row.given_at), terms.warning_life_months),
        )
        for row in case.warnings.order_by("given_at", "id")
    )


def _inquiries(case: rows.Case) -> tuple[InquiryEvidence, ...]:
    found = case.investigations.exclude(concluded_at=None).order_by("concluded_at", "id")
    names = names_of(row.concluded_by_id for row in found)
    return tuple(
        InquiryEvidence(
            by=names.get(row.concluded_by_id, ""),
            concluded_at=row.concluded_at,
            customer_account=row.customer_account,
            council_part=row.council_part,
            conclusions=row.conclusions,
            recommendation=Recommendation(row.recommendation),
        )
        for row in found
    )


def _referrals(case: rows.Case) -> tuple[ReferralEvidence, ...]:
    # Those to the police and to safeguarding are for the few who need to know (4.1).
    found = case.referrals.filter(target=ReferralTarget.TEAM).order_by("made_at", "id")
    names = names_of(row.made_by_id for row in found)
    return tuple(
        ReferralEvidence(by=names.get(row.made_by_id, ""), made_at=row.made_at, reasons=row.reasons) for row in found
    )


def _restricted_now(
    known: CaseFacts, case: rows.Case, terms: Terms, *, at: datetime, by: UUID
) -> tuple[CaseFacts, DraftedDecision]:
    """The case as if one person restricted it now with nothing worded: what no words of the panel's can change."""
    draft = DecisionDraft(reasons="", restrictions=(RestrictionDraft(kind=RestrictionKind.WRITING_ONLY),))
    drafted = drafted_decision(draft, case, terms, at=at, by=by)
    return drafted.as_if_taken(known), drafted


def _tests(refused: Sequence[Finding], terms: Terms, *, threatened: bool) -> tuple[PolicyTest, ...]:
    tests = []
    for rule, (question, met) in _TESTS.items():
        # What speaks to a part of the draft is the panel's to word.
        against = tuple(one.message for one in refused if one.rule == rule and not one.part)
        answers = against or (_THREATENED if threatened and rule.startswith("warning.") else met,)
        tests.append(
            PolicyTest(rule=rule, clause=terms.clause_of(rule), question=question, met=not against, answers=answers)
        )
    return tuple(tests)


def _doors(actor: Actor, refused: Sequence[Finding], terms: Terms) -> tuple[Door, ...]:
    asked = {one.rule: one.message for one in reversed(refused)}  # so that the first of several stands
    return tuple(
        Door(rule=rule.id, clause=terms.clause_of(rule.id), asks=asked[rule.id])
        for rule in rulebook.RULES
        if rule.door and rule.id in asked and terms.door_roles.get(rule.id, frozenset()) & actor.roles
    )


def _consistency(as_if: CaseFacts, drafted: DraftedDecision, terms: Terms, *, at: datetime) -> Consistency | None:
    if terms.mode_of(_CONSISTENT) is Mode.OFF:
        return None
    found = rulebook.judge(as_if, terms, at=at)
    return Consistency(
        counts=comparison(as_if.comparables, terms),
        advice=tuple(one.message for one in found if one.rule == _CONSISTENT and one.about in drafted.subjects),
    )


def answers_due_on(terms: Terms, decided_at: datetime) -> date:
    """The last day on which questions that were put off at a moment must be answered (principle 4)."""
    return terms.calendar.add_working_days(local_day(decided_at), terms.door_working_days)
