"""Facts for the tests: one whole lawful story, from which each test changes the one thing that it is about.

The story: two abusive calls with a warning between them, the manager's investigation, the referral, the
panel's decision, the notice, the review. ``unheard`` to ``told`` are the case at successive points of it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from evenhand.rules import facts
from evenhand.rules.authority import Role
from evenhand.rules.calendar import LONDON, WorkingCalendar
from evenhand.rules.findings import Finding
from evenhand.rules.rulebook import judge, refusals
from evenhand.rules.terms import MandatoryService, Terms
from evenhand.rules.vocabulary import (
    Act,
    Behaviour,
    Channel,
    FactId,
    LetterKind,
    Mode,
    NoticeItem,
    PersonId,
    Recommendation,
    ReferralTarget,
    RestrictionKind,
    RetentionClass,
    ReviewOutcome,
    Route,
    RuleId,
    Scope,
    ServiceId,
    Severity,
    StaffResponse,
    Stage,
    WarningForm,
)

OLU, UMA = PersonId("olu"), PersonId("uma")
MIA, HUGO = PersonId("mia"), PersonId("hugo")
DAN, EVE, FAY = PersonId("dan"), PersonId("eve"), PersonId("fay")
STAFF: dict[PersonId, facts.StaffMember] = {
    OLU: facts.StaffMember(id=OLU, manager=MIA),
    UMA: facts.StaffMember(id=UMA, manager=MIA),
    MIA: facts.StaffMember(id=MIA, manager=HUGO, deputy=UMA),
    HUGO: facts.StaffMember(id=HUGO),
    DAN: facts.StaffMember(id=DAN, manager=HUGO),
    EVE: facts.StaffMember(id=EVE, manager=HUGO),
    FAY: facts.StaffMember(id=FAY, manager=HUGO),
}

BANK_HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        *("2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04"),
        *("2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"),
    )
)
COUNCIL_TAX, BINS = ServiceId("council_tax"), ServiceId("bins")
TERMS = Terms(
    review_interval_months=3,
    warning_life_months=12,
    manager_acknowledges_working_days=2,
    tell_customer_working_days=1,
    door_working_days=5,
    door_roles={RuleId("equality.considered"): frozenset({Role.DETERMINATION_TEAM})},
    decided_by="the determination team",
    quorum_members=2,
    kinds=frozenset(RestrictionKind),
    longest_restriction_months=24,
    interim_limit_working_days=10,
    support_working_days=2,
    harm_referral_working_days=0,
    offence_referral_working_days=1,
    risk_look_working_days=0,
    message_read_working_days=5,
    appeal_window_working_days=20,
    appeal_decided_working_days=20,
    enforcement_working_days=1,
    comparables_hidden_below=5,
    retention_months={
        RetentionClass.NO_ACTION: 12,
        RetentionClass.WARNED: 24,
        RetentionClass.RESTRICTED: 36,
        RetentionClass.VIOLENCE: 72,
    },
    deemed_receipt_working_days={
        Route.POST: 2,
        Route.EMAIL: 0,
        Route.BY_HAND: 0,
        Route.TELEPHONE: 0,
        Route.IN_PERSON: 0,
    },
    mandatory_services=(
        MandatoryService(id=COUNCIL_TAX, name="Council Tax", usual_way="In writing, or at the counter"),
        MandatoryService(id=BINS, name="Bin collections", usual_way="The website"),
    ),
    service_override_roles=frozenset(),
    # The story's policy reviews its restrictions and does not end them at the review.
    modes={RuleId("review.lapse"): Mode.OFF},
    part_modes={},
    clauses={RuleId("warning.before_action"): "8.2"},
    calendar=WorkingCalendar(BANK_HOLIDAYS),
)

DECIDED = "2026-02-02 14:00"
REVIEWED = "2026-05-01 10:00"


Weighed = tuple[str, str | None]
"""A finding's severity and the name of its fault."""


def london(text: str) -> datetime:
    """A moment by the clock on the wall, such as ``2026-02-02 14:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def fact(name: str) -> FactId:
    return FactId(name)


def incident(name: str = "i1", when: str | None = "2026-01-05 10:00", **changes: Any) -> facts.Incident:
    moment = london(when) if when else None
    base = facts.Incident(
        id=fact(name),
        occurred_at=moment,
        reported_at=moment,
        reporter=OLU,
        channel=Channel.TELEPHONE,
        behaviours=frozenset({Behaviour.INSULTING_LANGUAGE}),
        physical_threat=False,
        affected=frozenset({OLU}),
        responses=frozenset({StaffResponse.WARNED, StaffResponse.ENDED_CALL}),
        supported_at=moment,
        manager=MIA,
        acknowledged_at=moment,
    )
    return replace(base, **changes)


def warning(name: str = "w1", when: str | None = "2026-01-05 12:00", **changes: Any) -> facts.Warning:
    base = facts.Warning(
        id=fact(name),
        given_at=london(when) if when else None,
        by=MIA,
        form=WarningForm.WRITTEN,
        reasons_given=True,
        chance_to_change=True,
    )
    return replace(base, **changes)


def investigation(name: str = "v1", when: str | None = "2026-01-20 16:00", **changes: Any) -> facts.Investigation:
    base = facts.Investigation(
        id=fact(name),
        by=MIA,
        begun_at=london("2026-01-13 09:00"),
        concluded_at=london(when) if when else None,
        recommendation=Recommendation.REFER_TO_TEAM,
        customer_heard=True,
        council_part_considered=True,
    )
    return replace(base, **changes)


def referral(name: str = "f1", when: str | None = "2026-01-21 09:00") -> facts.Referral:
    moment = london(when) if when else None
    return facts.Referral(id=fact(name), target=ReferralTarget.TEAM, by=MIA, made_at=moment)


def panel(*people: PersonId) -> tuple[facts.PanelMember, ...]:
    return tuple(facts.PanelMember(person=person) for person in people)


def equality(**changes: Any) -> facts.EqualityConsideration:
    base = facts.EqualityConsideration(
        barriers="We asked; she told us of none.",
        bears_harder=False,
        human_rights="She can still say all that she wants to, in writing.",
    )
    return replace(base, **changes)


def decision(name: str = "d1", when: str | None = DECIDED, **changes: Any) -> facts.Determination:
    base = facts.Determination(
        id=fact(name),
        decided_at=london(when) if when else None,
        members=panel(DAN, EVE, FAY),
        reasons="She swore at two officers after a written warning.",
        circumstances="She lives alone and rings mostly about her Council Tax.",
        equality=equality(),
    )
    return replace(base, **changes)


def restriction(name: str = "r1", **changes: Any) -> facts.Restriction:
    base = facts.Restriction(
        id=fact(name),
        determination=fact("d1"),
        kind=RestrictionKind.WRITING_ONLY,
        terms=facts.RestrictionTerms(),
        scope=Scope.SERVICE,
        service="Revenues",
        aim="Calls that staff can take without being sworn at.",
        effect="Two officers could not take calls for a day.",
        lighter_options="A further warning: she was warned and went on.",
        services={COUNCIL_TAX: "Write, or come to the counter.", BINS: "Use the form on our website."},
        starts_at=london(DECIDED),
        ends_at=london("2026-08-03 00:00"),
        permanent=False,
        next_review_on=date(2026, 5, 1),
        noted=True,
    )
    return replace(base, **changes)


def interim_limit(
    name: str = "l1", when: str = "2026-01-13 10:00", until: str | None = "2026-01-20 00:00", **changes: Any
) -> facts.Restriction:
    """What the manager decided alone, for a week."""
    base = restriction(
        name,
        determination=None,
        interim=True,
        imposed_by=MIA,
        imposed_at=london(when),
        reasons="She rang eleven times in an hour and swore each time.",
        starts_at=london(when),
        ends_at=london(until) if until else None,
        next_review_on=None,
    )
    return replace(base, **changes)


def letter(
    name: str = "n1",
    *,
    about: str | None = "d1",
    kind: LetterKind = LetterKind.RESTRICTION_NOTICE,
    told: Iterable[str] = ("2026-02-03 09:00",),
    **changes: Any,
) -> facts.Letter:
    """A letter that states all, sent and received at each of the moments ``told``."""
    tellings = tuple(
        facts.Telling(route=Route.EMAIL, sent_at=moment, received_at=moment) for moment in map(london, told)
    )
    base = facts.Letter(
        id=fact(name),
        kind=kind,
        about=fact(about) if about else None,
        issued_at=london("2026-02-03 08:00"),
        states=frozenset(NoticeItem),
        tellings=tellings,
    )
    return replace(base, **changes)


def silent_letter(item: NoticeItem, *, name: str = "n1", **parts: Any) -> facts.Letter:
    """A letter not sent yet that states all but one item."""
    return letter(name, told=(), states=frozenset(NoticeItem) - {item}, **parts)


def letters_in_a_history(item: NoticeItem) -> tuple[facts.CaseFacts, ...]:
    """Three histories: a notice that states an item, one of which it is unknown, one that left it out."""
    silent = silent_letter(item)
    letters = (letter(), silent, replace(silent, omits=frozenset({item})))
    return tuple(history(letters=(one,)) for one in letters)


def review(
    name: str = "e1",
    when: str | None = REVIEWED,
    outcome: ReviewOutcome | None = ReviewOutcome.CONTINUED,
    **changes: Any,
) -> facts.Review:
    base = facts.Review(
        id=fact(name),
        restriction=fact("r1"),
        held_at=london(when) if when else None,
        outcome=outcome,
        lift_considered="Lifting: she rang and swore again in April.",
        reasons="Two more abusive calls came in April.",
        next_review_on=date(2026, 7, 31),
        equality=equality(),
    )
    return replace(base, **changes)


def adjustment(*channels: Channel, arrangement: str = "We ring her on Tuesdays.") -> facts.Adjustment:
    return facts.Adjustment(id=fact("a1"), arrangement=arrangement, unusable_channels=frozenset(channels))


def customer(*adjustments: facts.Adjustment) -> facts.Customer:
    return facts.Customer(id=fact("customer"), adjustments=adjustments, identity_checked=True)


def case(**parts: Any) -> facts.CaseFacts:
    """A case of the given facts and nothing else, in a complete record."""
    base = facts.CaseFacts(id=fact("case"), customer=customer(), stage=Stage.REPORTED, staff=STAFF)
    return replace(base, **parts)


def history(**parts: Any) -> facts.CaseFacts:
    """The same in a record that is not complete: what is absent is unknown."""
    return case(record_complete=False, **parts)


def unheard(**parts: Any) -> facts.CaseFacts:
    """The case just before the manager refers it."""
    found: dict[str, Any] = {
        "stage": Stage.INVESTIGATED,
        "incidents": (incident("i1"), incident("i2", "2026-01-12 11:00")),
        "warnings": (warning(),),
        "investigations": (investigation(),),
    }
    return case(**(found | parts))


def referred(**parts: Any) -> facts.CaseFacts:
    """The case just before the panel decides."""
    return unheard(**({"stage": Stage.REFERRED, "referrals": (referral(),)} | parts))


def decided(**parts: Any) -> facts.CaseFacts:
    """The case as the panel has decided it."""
    found = {"stage": Stage.RESTRICTED, "determinations": (decision(),), "restrictions": (restriction(),)}
    return referred(**(found | parts))


def told(**parts: Any) -> facts.CaseFacts:
    """The case once the customer has been told."""
    return decided(**({"letters": (letter(),)} | parts))


def reviewed(outcome: ReviewOutcome = ReviewOutcome.CONTINUED, **parts: Any) -> facts.CaseFacts:
    """The case once its restriction has been reviewed."""
    found = {
        "reviews": (review(outcome=outcome),),
        "restrictions": (restriction(next_review_on=date(2026, 7, 31)),),
    }
    return told(**(found | parts))


def with_mode(rule: str, mode: Mode) -> Terms:
    return replace(TERMS, modes=MappingProxyType({**TERMS.modes, RuleId(rule): mode}))


def refused(act: Act, drafted: facts.CaseFacts, *subjects: str, at: str, terms: Terms = TERMS) -> set[str]:
    """The ids of the rules that refuse an act on the facts as if it had happened."""
    found = refusals(act, drafted, terms, at=london(at), subjects=frozenset(map(fact, subjects)))
    assert all(one.severity is Severity.REFUSES for one in found)
    return {one.rule for one in found}


def judged(rule: str, known: facts.CaseFacts, *, at: str, terms: Terms = TERMS) -> list[Finding]:
    """What one rule finds on a case."""
    return [one for one in judge(known, terms, at=london(at)) if one.rule == rule]


def weighed(rule: str, known: facts.CaseFacts, *, at: str, terms: Terms = TERMS) -> list[tuple[str, str | None]]:
    """What one rule finds on a case, as severity and fault: the short form that most tests compare."""
    return [
        (one.severity.value, one.fault.value if one.fault else None) for one in judged(rule, known, at=at, terms=terms)
    ]
