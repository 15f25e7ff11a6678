"""The tasks beside the way: what each rule asks for becomes a step, once, with its act and its last day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules import facts, lifecycle
from evenhand.rules.facts import CaseFacts
from evenhand.rules.rulebook import RULE_BY_ID, judge
from evenhand.rules.steps import RULE_BEHIND, Step, StepState, next_steps
from evenhand.rules.tasks import TASKS
from evenhand.rules.vocabulary import (
    Act,
    Behaviour,
    Channel,
    Handling,
    Harm,
    Injury,
    Mode,
    Offence,
    ReferralTarget,
    RestrictionKind,
    Route,
    RuleId,
    Stage,
)

from . import build
from .build import TERMS, fact, london, with_mode
from .messages import message

AT = "2026-02-12 12:00"
ON_THE_WAY = {
    *(Act.ACKNOWLEDGE_INCIDENT, Act.WARN, Act.BEGIN_INVESTIGATION, Act.CONCLUDE_INVESTIGATION, Act.REFER_TO_TEAM),
    *(Act.DETERMINE, Act.ISSUE_NOTICE, Act.RECORD_TELLING, Act.REVIEW_RESTRICTION, Act.CLOSE_CASE),
}


quiet = build.told
"""The case once the customer was told: nothing but the review is owed."""
UNSUPPORTED = (build.incident("i1", supported_at=None), build.incident("i2", "2026-01-12 11:00"))


def tasks(known: CaseFacts, at: str = AT) -> list[Step]:
    return [one for one in next_steps(known, TERMS, at=london(at)) if one.act not in ON_THE_WAY]


def asked(known: CaseFacts, at: str = AT) -> list[tuple[Act, str | None, date | None]]:
    return [(one.act, one.about, one.due) for one in tasks(known, at)]


def with_incident(**changes: Any) -> CaseFacts:
    moment = london("2026-02-10 11:00")
    newest = build.incident("i3", "2026-02-10 11:00", supported_at=moment, **changes)
    return quiet(incidents=(*quiet().incidents, newest))


def appeal(**changes: Any) -> facts.Appeal:
    return replace(facts.Appeal(id=fact("p1"), about=fact("d1"), made_at=london("2026-02-10 09:00")), **changes)


def outside(target: ReferralTarget, **changes: Any) -> facts.Referral:
    base = facts.Referral(
        id=fact(f"f-{target}"), target=target, by=build.MIA, made_at=london("2026-02-10 12:00"), incident=fact("i3")
    )
    return replace(base, **changes)


BAN = build.restriction(kind=RestrictionKind.PREMISES_BAN)
DOOR = {RuleId("equality.considered"): "It could not wait."}
QUORUM = {RuleId("determination.quorum"): "The others were away, and he waits at her gate."}
REQUEST = facts.AdjustmentRequest(id=fact("u1"), made_at=london("2026-02-10 09:00"))
LEGAL = facts.LegalConsideration(
    id=fact("j1"), decided_at=london("2026-02-10 09:00"), goes_ahead=True, urgent_reason="He waits at her gate."
)


def test_nothing_is_asked_where_nothing_is_owed() -> None:
    assert asked(quiet()) == []


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param(
            with_incident(harm_threatened=frozenset({Harm.OTHERS})),
            [
                (Act.REFER_TO_SAFEGUARDING, "i3", date(2026, 2, 10)),
                (Act.REFER_TO_POLICE, "i3", date(2026, 2, 10)),
            ],
            id="a threat of harm",
        ),
        pytest.param(
            with_incident(offence=Offence.COMMITTED, harm_threatened=frozenset({Harm.OTHERS})),
            [
                (Act.REFER_TO_SAFEGUARDING, "i3", date(2026, 2, 10)),
                (Act.REFER_TO_POLICE, "i3", date(2026, 2, 10)),
            ],
            id="two rules ask for the police: one task",
        ),
        pytest.param(
            with_incident(injury=Injury.SPECIFIED), [(Act.REPORT_TO_HSE, "i3", date(2026, 2, 20))], id="an injury"
        ),
        pytest.param(
            quiet(incidents=UNSUPPORTED),
            [(Act.RECORD_SUPPORT, "i1", date(2026, 1, 7))],
            id="staff not asked how they are",
        ),
        pytest.param(
            quiet(customer=replace(build.customer(), requests=(REQUEST,))),
            [(Act.ANSWER_ADJUSTMENT_REQUEST, "u1", None)],
            id="an adjustment asked for",
        ),
        pytest.param(
            quiet(contacts=(message(),)), [(Act.READ_MESSAGE, "c1", date(2026, 2, 10))], id="a message: its first day"
        ),
        pytest.param(
            quiet(contacts=(message(new_issue=True, read_at=london("2026-02-10 12:00")),)),
            [(Act.PASS_ON_ISSUE, "c1", date(2026, 2, 17))],
            id="a new issue",
        ),
        pytest.param(
            quiet(contacts=(message(Handling.ANSWERED, answer_due=date(2026, 2, 20)),)),
            [(Act.RECORD_CONTACT, "c1", date(2026, 2, 20))],
            id="an answer promised",
        ),
        pytest.param(
            quiet(contacts=(message(Handling.ANSWERED, protests=True),)),
            [(Act.RECORD_APPEAL, "c1", date(2026, 2, 17))],
            id="a protest",
        ),
        pytest.param(quiet(appeals=(appeal(),)), [(Act.DECIDE_APPEAL, "p1", date(2026, 3, 10))], id="an appeal, once"),
        pytest.param(
            quiet(restrictions=(BAN,)), [(Act.RECORD_ENFORCEMENT, "r1", date(2026, 2, 3))], id="a ban not set up"
        ),
        pytest.param(
            quiet(evasions=(facts.Evasion(id=fact("o1"), suspected_at=london(AT), why="The same words."),)),
            [(Act.DECIDE_EVASION, "o1", None)],
            id="perhaps the same person",
        ),
        pytest.param(
            quiet(exceptional=(facts.ExceptionalContact(id=fact("x1"), raised_at=london(AT)),)),
            [(Act.RECORD_EXCEPTIONAL_CONTACT, "x1", None)],
            id="exceptional circumstances",
        ),
        pytest.param(
            quiet(informal=(facts.InformalRestriction(id=fact("y1"), found_at=london(AT)),)),
            [(Act.SETTLE_INFORMAL_RESTRICTION, "y1", None)],
            id="a block without a decision",
        ),
        pytest.param(
            quiet(
                markers=(
                    facts.Marker(
                        id=fact("m1"),
                        placed_at=london("2026-02-03 09:00"),
                        on_address=True,
                        occupancy_ended_at=london(AT),
                    ),
                )
            ),
            [(Act.END_MARKER, "m1", date(2026, 2, 12))],
            id="moved out",
        ),
        pytest.param(
            quiet(complaints=(facts.Complaint(id=fact("q1"), recorded_at=london(AT), answer_due=date(2026, 3, 2)),)),
            [(Act.RECORD_COMPLAINT, "q1", date(2026, 3, 2))],
            id="a complaint to answer",
        ),
        pytest.param(
            quiet(determinations=(build.decision(equality=None, doors=DOOR),)),
            [(Act.CONSIDER_EQUALITY, "d1", date(2026, 2, 9))],
            id="equality questions put off",
        ),
        pytest.param(
            quiet(determinations=(build.decision(members=build.panel(build.DAN), doors=QUORUM),)),
            [(Act.COMPLETE_PANEL, "d1", date(2026, 2, 9))],
            id="panel members put off",
        ),
        pytest.param(
            quiet(legal=(LEGAL,)),
            [(Act.COMPLETE_LEGAL_CONSIDERATIONS, "j1", date(2026, 2, 17))],
            id="legal considerations put off",
        ),
    ],
)
def test_what_a_rule_asks_for_is_a_task(known: CaseFacts, expected: list[tuple[Act, str | None, date | None]]) -> None:
    assert asked(known) == expected
    for step in tasks(known):
        assert step.why
        assert (step.state, step.rule in RULE_BY_ID) == (StepState.TO_DO, True)


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(quiet(contacts=(message(read_at=london(AT)),)), id="read late"),
        pytest.param(
            quiet(
                appeals=(appeal(decided_at=london("2026-06-01 09:00"), decider=build.HUGO, reasons="It stands."),),
                direct_tellings=(
                    facts.DirectTelling(
                        id=fact("t1"),
                        about=fact("p1"),
                        telling=facts.Telling(
                            route=Route.POST,
                            sent_at=london("2026-06-01 10:00"),
                            received_at=london("2026-06-01 10:00"),
                        ),
                    ),
                ),
            ),
            id="an appeal answered late",
        ),
        pytest.param(
            quiet(
                contacts=(
                    message(Handling.ANSWERED, answer_due=date(2026, 2, 20), answered_at=london("2026-03-01 09:00")),
                )
            ),
            id="a message answered late",
        ),
        pytest.param(
            with_incident(injury=Injury.DEATH, reported_to_hse_at=london("2026-06-01 09:00")), id="HSE told late"
        ),
    ],
)
def test_what_was_done_late_is_done(known: CaseFacts) -> None:
    assert asked(known, "2026-07-01 09:00") == []


LET_IN = facts.ExceptionalContact(id=fact("x1"), raised_at=london(AT), let_in=False, reasons="")
COMPLAINT = facts.Complaint(id=fact("q1"), recorded_at=london(AT), answer_due=date(2026, 3, 2))
TAKEN_DOWN = facts.Enforcement(
    id=fact("g1"),
    restriction=fact("r1"),
    channel=Channel.FACE_TO_FACE,
    applied_at=london("2026-02-02 15:00"),
    stopped_at=london("2026-06-01 09:00"),
)


@pytest.mark.parametrize(
    ("done", "waiting", "about"),
    [
        pytest.param(
            {
                "customer": replace(
                    build.customer(), requests=(replace(REQUEST, considered=False, answered_at=london(AT)),)
                )
            },
            {"customer": replace(build.customer(), requests=(REQUEST,))},
            "u1",
            id="an adjustment that was asked for",
        ),
        pytest.param({"exceptional": (LET_IN,)}, {"exceptional": (replace(LET_IN, let_in=None),)}, "x1", id="decided"),
        pytest.param(
            {"complaints": (replace(COMPLAINT, answered_at=london("2026-03-09 09:00")),)},
            {"complaints": (COMPLAINT,)},
            "q1",
            id="a complaint answered late",
        ),
        pytest.param(
            {"enforcements": (TAKEN_DOWN,)},
            {"enforcements": (replace(TAKEN_DOWN, stopped_at=None),)},
            "g1",
            id="a ban taken down late",
        ),
    ],
)
def test_a_fault_of_what_is_done_is_no_task(done: dict[str, Any], waiting: dict[str, Any], about: str) -> None:
    """The same fact gives a task while it waits, and a finding alone once it is done."""
    over = {"restrictions": (replace(BAN, ends_at=london("2026-03-02 10:00")),)}
    at = "2026-06-02 09:00"
    judged = {one.about for one in judge(quiet(**(over | done)), TERMS, at=london(at)) if one.fault}
    assert about in judged
    assert about not in {step.about for step in tasks(quiet(**(over | done)), at)}
    assert about in {step.about for step in tasks(quiet(**(over | waiting)), at)}


def test_one_done_does_not_do_another() -> None:
    read, unread = message(read_at=london("2026-02-10 12:00")), message(id=fact("c2"))
    off = facts.Enforcement(
        id=fact("g9"),
        restriction=fact("r9"),
        channel=Channel.EMAIL,
        applied_at=london("2026-02-02 15:00"),
        stopped_at=london("2026-02-03 09:00"),
    )
    known = quiet(contacts=(read, unread), restrictions=(BAN,), enforcements=(off,))
    assert [(one.act, one.about) for one in tasks(known)] == [
        (Act.READ_MESSAGE, "c2"),
        (Act.RECORD_ENFORCEMENT, "r1"),
    ]


def test_what_a_history_states_of_an_end_is_no_task() -> None:
    ended = build.restriction(ends_at=london("2026-02-10 09:00"), enforcers_told=False)
    known = quiet(restrictions=(ended,))
    assert RuleId("restriction.enforced") in {one.rule for one in judge(known, TERMS, at=london(AT))}
    assert asked(known) == []


def test_what_is_only_unknown_is_no_task() -> None:
    known = replace(quiet(appeals=(appeal(),), contacts=(message(),)), record_complete=False)
    assert asked(known) == []


def test_threats_come_first_and_say_so() -> None:
    threatened = with_incident(harm_threatened=frozenset({Harm.SELF}), acknowledged_at=None)
    first, second, third = next_steps(threatened, TERMS, at=london(AT))[:3]
    assert (first.act, second.act, third.act) == (
        Act.REFER_TO_SAFEGUARDING,
        Act.REFER_TO_POLICE,
        Act.ACKNOWLEDGE_INCIDENT,
    )
    assert first.title.startswith("Do this now")
    assert second.title.startswith("Do this now")


def test_a_referral_that_was_made_waits_for_its_outcome() -> None:
    threatened = with_incident(harm_threatened=frozenset({Harm.OTHERS}))
    made = tuple(outside(target) for target in (ReferralTarget.SAFEGUARDING, ReferralTarget.POLICE))
    waiting = replace(threatened, referrals=(*threatened.referrals, *made))
    assert asked(waiting) == [
        (Act.RECORD_REFERRAL_OUTCOME, "f-safeguarding", None),
        (Act.RECORD_REFERRAL_OUTCOME, "f-police", None),
    ]
    over = tuple(replace(one, outcome_at=london(AT)) for one in made)
    assert asked(replace(threatened, referrals=over)) == []


def test_a_rule_that_is_off_asks_for_nothing() -> None:
    known = quiet(incidents=UNSUPPORTED)
    off = with_mode("staff.support", Mode.OFF)
    assert {one.act for one in next_steps(known, off, at=london(AT))} <= ON_THE_WAY
    assert Act.RECORD_SUPPORT in {one.act for one in next_steps(known, TERMS, at=london(AT))}


# A manager's limit.


@pytest.mark.parametrize(
    ("stage", "act"),
    [
        (Stage.REPORTED, Act.BEGIN_INVESTIGATION),
        (Stage.INVESTIGATING, Act.CONCLUDE_INVESTIGATION),
        (Stage.INVESTIGATED, Act.REFER_TO_TEAM),
        (Stage.REFERRED, Act.DETERMINE),
    ],
)
def test_a_managers_limit_is_told_and_taken_over(stage: Stage, act: Act) -> None:
    limit = build.interim_limit()
    known = build.unheard(stage=stage, restrictions=(limit,))
    steps = [one for one in next_steps(known, TERMS, at=london("2026-01-14 09:00")) if one.about == "l1"]
    assert [(one.act, one.due, one.state) for one in steps] == [
        (Act.TELL_DIRECTLY, date(2026, 1, 14), StepState.TO_DO),
        (act, date(2026, 1, 19), StepState.TO_DO),
    ]
    assert lifecycle.allows(act, stage)
    assert Act.REVIEW_RESTRICTION not in {one.act for one in steps}, "a limit ends before any review"


# Telling, without a letter or not yet.


def test_the_answer_to_an_appeal_is_told_by_any_means() -> None:
    answered = quiet(appeals=(appeal(decided_at=london("2026-02-11 09:00"), decider=build.HUGO, reasons="It stands."),))
    assert asked(answered) == [(Act.TELL_DIRECTLY, "p1", date(2026, 2, 12))]
    assert tasks(answered)[0].title == "Tell the customer the answer to their appeal"


def test_a_telling_that_is_held_back_waits_until_it_is_looked_at_again() -> None:
    held = facts.Withholding(
        id=fact("h1"),
        about=fact("d1"),
        reason="Her letters are opened.",
        since=london("2026-02-03 10:00"),
        until=london("2026-02-20 10:00"),
    )
    known = build.decided(withholdings=(held,))
    letter, telling = (
        one for one in next_steps(known, TERMS, at=london(AT)) if one.act in {Act.ISSUE_NOTICE, Act.RECORD_TELLING}
    )
    assert (letter.state, letter.due) == (StepState.TO_DO, date(2026, 2, 20))
    assert (telling.state, telling.due) == (StepState.NOT_YET, date(2026, 2, 20))
    assert "held back" in telling.why
    evasion = facts.Evasion(
        id=fact("o1"), suspected_at=None, why="Her words.", decided_at=london("2026-02-03 09:00"), same_person=True
    )
    unheard_of = quiet(evasions=(evasion,), withholdings=(replace(held, about=fact("o1")),))
    assert [(one.act, one.state) for one in tasks(unheard_of)] == [(Act.TELL_DIRECTLY, StepState.NOT_YET)]


@pytest.mark.parametrize(("has_address", "state"), [(False, StepState.NOT_NEEDED), (None, StepState.TO_DO)])
def test_without_an_address_no_letter_is_needed(state: StepState, *, has_address: bool | None) -> None:
    moment = london("2026-02-03 09:00")
    told = facts.DirectTelling(
        id=fact("t1"),
        about=fact("d1"),
        telling=facts.Telling(route=Route.IN_PERSON, sent_at=moment, received_at=moment),
    )
    known = build.decided(direct_tellings=(told,), customer=replace(build.customer(), has_address=has_address))
    letter = next(one for one in next_steps(known, TERMS, at=london(AT)) if one.act is Act.ISSUE_NOTICE)
    assert letter.state is state
    assert (letter.due is None) is (state is StepState.NOT_NEEDED)


# The table of acts.


def test_every_act_that_a_clause_asks_for_has_its_rule() -> None:
    assert set(Act) - set(RULE_BEHIND) == {Act.REPORT_INCIDENT, Act.CLOSE_CASE}
    assert set(RULE_BEHIND.values()) <= set(RULE_BY_ID)
    assert set(TASKS) <= set(RULE_BY_ID)


def test_the_order_in_which_facts_are_listed_changes_no_task() -> None:
    contacts = (message(), message(id=fact("c2"), channel=Channel.LETTER, received_at=london("2026-02-11 09:00")))
    threats = tuple(
        build.incident(name, "2026-02-10 11:00", behaviours=frozenset({Behaviour.VIOLENCE}), physical_threat=True)
        for name in ("i8", "i9")
    )
    one = next_steps(quiet(contacts=contacts, incidents=threats), TERMS, at=london(AT))
    other = next_steps(quiet(contacts=contacts[::-1], incidents=threats[::-1]), TERMS, at=london(AT))
    assert one == other
    assert len({(step.act, step.about, step.title) for step in one}) == len(one)
