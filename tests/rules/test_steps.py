"""What the policy asks for next: the whole way, at every stage of a case."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules import lifecycle
from evenhand.rules.facts import CaseFacts
from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.steps import Step, StepState, next_steps
from evenhand.rules.vocabulary import Act, LetterKind, Recommendation, ReviewOutcome, Stage

from . import build
from .build import TERMS, london

DONE, TO_DO, NOT_YET, NOT_NEEDED = "done", "to_do", "not_yet", "not_needed"
FIRST = build.incident()
ON_LINE = ["acknowledge", "warn", "investigate", "refer", "determine"]
NAMES = {
    Act.ACKNOWLEDGE_INCIDENT: "acknowledge",
    Act.WARN: "warn",
    Act.BEGIN_INVESTIGATION: "investigate",
    Act.CONCLUDE_INVESTIGATION: "investigate",
    Act.REFER_TO_TEAM: "refer",
    Act.DETERMINE: "determine",
    Act.CONSIDER_EQUALITY: "equality",
    Act.ISSUE_NOTICE: "issue",
    Act.RECORD_TELLING: "tell",
    Act.REVIEW_RESTRICTION: "review",
    Act.CLOSE_CASE: "close",
}


def steps(known: CaseFacts, at: str) -> tuple[Step, ...]:
    return next_steps(known, TERMS, at=london(at))


def way(known: CaseFacts, at: str = "2026-02-02 15:00") -> list[tuple[str, str]]:
    return [(NAMES[one.act], one.state.value) for one in steps(known, at)]


def one(known: CaseFacts, act: Act, at: str = "2026-02-02 15:00") -> Step:
    found = [step for step in steps(known, at) if step.act is act]
    assert len(found) == 1
    return found[0]


def line(*states: str) -> list[tuple[str, str]]:
    """The five steps to a decision and the closing, with other steps in between named by the test."""
    return [*zip(ON_LINE, states[:5], strict=True), ("close", states[5])]


ENDED = build.restriction(lifted_at=london("2026-03-02 10:00"))
LIFTED_LETTER = build.letter("n2", about="r1", kind=LetterKind.LIFTED, told=("2026-03-02 11:00",))
SPOKEN = {"issue": DONE, "tell": DONE}


@pytest.mark.parametrize(
    ("known", "at", "expected"),
    [
        pytest.param(
            build.case(incidents=(replace(FIRST, acknowledged_at=None),)),
            "2026-01-05 11:00",
            line(TO_DO, TO_DO, TO_DO, NOT_YET, NOT_YET, TO_DO),
            id="reported",
        ),
        pytest.param(
            build.case(stage=Stage.WARNED, incidents=(FIRST,), warnings=(build.warning(),)),
            "2026-01-05 13:00",
            line(DONE, DONE, TO_DO, NOT_YET, NOT_YET, TO_DO),
            id="warned",
        ),
        pytest.param(
            build.unheard(stage=Stage.INVESTIGATING, investigations=(build.investigation(when=None),)),
            "2026-01-14 09:00",
            line(DONE, DONE, TO_DO, NOT_YET, NOT_YET, NOT_YET),
            id="being investigated",
        ),
        pytest.param(
            build.unheard(), "2026-01-20 17:00", line(DONE, DONE, DONE, TO_DO, NOT_YET, TO_DO), id="investigated"
        ),
        pytest.param(build.referred(), "2026-01-22 09:00", line(DONE, DONE, DONE, DONE, TO_DO, NOT_YET), id="referred"),
        pytest.param(
            build.referred(stage=Stage.NOT_RESTRICTED, determinations=(build.decision(restricts=False),)),
            "2026-02-02 15:00",
            line(DONE, DONE, DONE, DONE, DONE, TO_DO),
            id="not restricted",
        ),
        pytest.param(
            build.unheard(stage=Stage.WARNED),
            "2026-01-21 09:00",
            line(DONE, DONE, TO_DO, NOT_YET, NOT_YET, TO_DO),
            id="warned after an inquiry",
        ),
        pytest.param(
            build.case(stage=Stage.CLOSED, incidents=(FIRST,)),
            "2026-01-06 09:00",
            line(DONE, NOT_NEEDED, NOT_NEEDED, NOT_NEEDED, NOT_NEEDED, DONE),
            id="closed at once",
        ),
        pytest.param(
            build.unheard(stage=Stage.CLOSED),
            "2028-01-22 09:00",
            line(DONE, DONE, DONE, NOT_NEEDED, NOT_NEEDED, DONE),
            id="closed after an inquiry, long ago",
        ),
    ],
)
def test_the_way_to_a_decision(known: CaseFacts, at: str, expected: list[tuple[str, str]]) -> None:
    assert way(known, at) == expected


DECIDED_LINE = [(name, DONE) for name in ON_LINE]


@pytest.mark.parametrize(
    ("known", "at", "rest"),
    [
        pytest.param(
            build.decided(),
            "2026-02-02 15:00",
            [("issue", TO_DO), ("tell", NOT_YET), ("review", TO_DO), ("close", NOT_YET)],
            id="decided",
        ),
        pytest.param(
            build.decided(letters=(build.letter(told=()),)),
            "2026-02-03 09:00",
            [("issue", DONE), ("tell", TO_DO), ("review", TO_DO), ("close", NOT_YET)],
            id="letter issued",
        ),
        pytest.param(
            build.told(),
            "2026-02-03 10:00",
            [("issue", DONE), ("tell", DONE), ("review", TO_DO), ("close", NOT_YET)],
            id="told",
        ),
        pytest.param(
            build.told(),
            "2027-02-03 10:00",
            [("issue", DONE), ("tell", DONE), ("review", NOT_NEEDED), ("close", TO_DO)],
            id="it ran out by itself",
        ),
        pytest.param(
            build.reviewed(),
            "2026-05-01 11:00",
            [*SPOKEN.items(), ("issue", TO_DO), ("tell", NOT_YET), ("review", TO_DO), ("close", NOT_YET)],
            id="reviewed, to tell",
        ),
        pytest.param(
            build.told(stage=Stage.LIFTED, restrictions=(ENDED,)),
            "2026-03-02 10:30",
            [*SPOKEN.items(), ("issue", TO_DO), ("tell", NOT_YET), ("review", NOT_NEEDED), ("close", TO_DO)],
            id="lifted, to tell",
        ),
        pytest.param(
            build.told(
                stage=Stage.LIFTED,
                restrictions=(ENDED,),
                letters=(build.letter(), LIFTED_LETTER),
                reviews=(build.review(when="2026-02-20 10:00"),),
            ),
            "2026-03-02 11:30",
            [*SPOKEN.items(), ("issue", TO_DO), ("tell", NOT_YET), ("review", DONE), ("close", TO_DO)],
            id="lifted and told, an earlier review never told",
        ),
        pytest.param(
            build.told(stage=Stage.CLOSED, restrictions=(ENDED,), letters=(build.letter(), LIFTED_LETTER)),
            "2026-03-02 12:00",
            [*SPOKEN.items(), ("review", NOT_NEEDED), ("close", DONE)],
            id="closed",
        ),
        pytest.param(
            build.decided(
                determinations=(build.decision(equality=None, doors={"equality.considered": "It could not wait."}),),
                letters=(build.letter(),),
            ),
            "2026-02-03 10:00",
            [("equality", TO_DO), *SPOKEN.items(), ("review", TO_DO), ("close", NOT_YET)],
            id="equality put off",
        ),
    ],
)
def test_the_way_after_a_decision(known: CaseFacts, at: str, rest: list[tuple[str, str]]) -> None:
    assert way(known, at) == [*DECIDED_LINE, *rest]


# A year on, a lapsed warning asks for no new one while its restriction stands.


def test_a_lapsed_warning_is_not_asked_for_again_after_the_decision() -> None:
    lone = {"incidents": (FIRST,), "warnings": (build.warning(),)}
    permanent = build.restriction(ends_at=None, permanent=True)
    assert one(build.told(restrictions=(permanent,), **lone), Act.WARN, "2028-01-06 09:00").state is StepState.DONE
    before = build.case(stage=Stage.WARNED, **lone)
    assert one(before, Act.WARN, "2027-01-05 09:00").state is StepState.DONE
    assert one(before, Act.WARN, "2027-01-06 09:00").state is StepState.TO_DO


def test_action_within_its_life_keeps_a_warning_carrying() -> None:
    """The warning has lapsed, but what followed it came in time: the panel can still restrict on it."""
    assert one(build.referred(), Act.WARN, "2027-06-01 09:00").state is StepState.DONE
    assert one(build.referred(), Act.DETERMINE, "2027-06-01 09:00").why == ""


def test_an_incomplete_warning_is_still_to_do() -> None:
    known = build.case(stage=Stage.WARNED, incidents=(FIRST,), warnings=(build.warning(reasons_given=False),))
    assert one(known, Act.WARN).state is StepState.TO_DO
    assert "No warning is still within its life" in one(known, Act.WARN).why
    assert "Say why" in one(build.case(incidents=(FIRST,)), Act.WARN).why


@pytest.mark.parametrize(
    ("known", "act", "again"),
    [
        pytest.param(build.case(incidents=(FIRST,)), Act.BEGIN_INVESTIGATION, False, id="for the first time"),
        pytest.param(build.unheard(stage=Stage.WARNED), Act.BEGIN_INVESTIGATION, True, id="warned since"),
        pytest.param(build.unheard(stage=Stage.INVESTIGATING), Act.CONCLUDE_INVESTIGATION, False, id="running again"),
    ],
)
def test_a_second_inquiry_waits_for_the_actions_to_go_on(known: CaseFacts, act: Act, *, again: bool) -> None:
    assert one(known, act).why.startswith("If the actions go on.") is again


def test_a_physical_threat_needs_no_warning() -> None:
    incidents = (build.incident(physical_threat=True), build.incident("i2", "2026-01-12 11:00"))
    threat = build.referred(warnings=(), incidents=incidents)
    assert one(threat, Act.WARN).state is StepState.NOT_NEEDED
    assert one(threat, Act.DETERMINE).why == ""


def test_the_panel_is_told_when_nothing_followed_a_warning() -> None:
    step = one(build.referred(incidents=(FIRST,)), Act.DETERMINE)
    assert (step.state, step.rule) == (StepState.TO_DO, "warning.actions_continued")
    assert "can decide not to restrict" in step.why


@pytest.mark.parametrize(
    ("recommendation", "state"),
    [
        (Recommendation.REFER_TO_TEAM, StepState.TO_DO),
        (Recommendation.WARN, StepState.NOT_NEEDED),
        (Recommendation.NO_ACTION, StepState.NOT_NEEDED),
        (None, StepState.TO_DO),
    ],
)
def test_referral_follows_the_managers_recommendation(recommendation: Recommendation | None, state: StepState) -> None:
    latest = build.investigation("v2", "2026-01-21 16:00", recommendation=recommendation)
    for inquiries in ((build.investigation(), latest), (latest, build.investigation())):
        assert one(build.unheard(investigations=inquiries), Act.REFER_TO_TEAM).state is state


def lifted_again(stage: Stage, **parts: Any) -> CaseFacts:
    """A lifted case on which a new incident has come in."""
    new = build.incident("i9", "2026-03-10 10:00", acknowledged_at=None)
    incidents = (*build.unheard().incidents, new)
    letters = (build.letter(), LIFTED_LETTER)
    return build.told(stage=stage, restrictions=(ENDED,), incidents=incidents, letters=letters, **parts)


@pytest.mark.parametrize(
    ("stage", "states"),
    [
        (Stage.LIFTED, [TO_DO, NOT_YET, NOT_YET]),
        (Stage.WARNED, [TO_DO, NOT_YET, NOT_YET]),
        (Stage.INVESTIGATING, [TO_DO, NOT_YET, NOT_YET]),
        (Stage.INVESTIGATED, [DONE, TO_DO, NOT_YET]),
        (Stage.REFERRED, [DONE, DONE, TO_DO]),
    ],
)
def test_a_new_incident_begins_a_new_round(stage: Stage, states: list[str]) -> None:
    found = dict(way(lifted_again(stage), "2026-03-10 11:00"))
    assert [found[name] for name in ("investigate", "refer", "determine")] == states
    assert found["acknowledge"] == TO_DO


def test_an_incident_between_two_decisions_begins_none() -> None:
    later = build.decision("d2", "2026-03-10 12:00", restricts=False)
    known = lifted_again(Stage.NOT_RESTRICTED, determinations=(build.decision(), later))
    assert dict(way(known, "2026-03-11 09:00"))["determine"] == DONE


def test_one_restriction_of_two_still_stands() -> None:
    known = build.told(restrictions=(ENDED, build.restriction("r2")), letters=(build.letter(), LIFTED_LETTER))
    assert way(known, "2026-03-11 09:00")[-3:] == [("review", NOT_NEEDED), ("review", TO_DO), ("close", NOT_YET)]


def test_letters_are_asked_for_by_the_rule_behind_each() -> None:
    steps_to_tell = [
        (step.rule, step.title)
        for step in steps(build.reviewed(restrictions=(ENDED,), letters=()), "2026-05-01 11:00")
        if step.act is Act.ISSUE_NOTICE
    ]
    assert steps_to_tell == [
        ("notice.why", "Issue the notice"),
        ("review.reasoned", "Issue the letter on the review"),
        ("notice.sent", "Issue the letter on the lifting"),
    ]


def test_an_incident_before_the_decision_begins_none() -> None:
    known = build.told(stage=Stage.LIFTED, restrictions=(ENDED,), letters=(build.letter(), LIFTED_LETTER))
    assert way(known, "2026-03-10 11:00")[:5] == DECIDED_LINE


@pytest.mark.parametrize(
    ("known", "act", "at", "due"),
    [
        pytest.param(
            build.case(
                incidents=(
                    build.incident("i2", "2026-01-12 09:00", acknowledged_at=None),
                    build.incident("i1", acknowledged_at=None),
                )
            ),
            Act.ACKNOWLEDGE_INCIDENT,
            "2026-01-12 10:00",
            date(2026, 1, 7),
            id="the first report waits longest",
        ),
        pytest.param(build.decided(), Act.ISSUE_NOTICE, "2026-02-02 15:00", date(2026, 2, 3), id="the letter"),
        pytest.param(build.decided(), Act.RECORD_TELLING, "2026-02-02 15:00", date(2026, 2, 3), id="telling"),
        pytest.param(build.told(), Act.RECORD_TELLING, "2026-02-03 15:00", None, id="told"),
        pytest.param(build.told(), Act.REVIEW_RESTRICTION, "2026-02-03 15:00", date(2026, 5, 1), id="review"),
        pytest.param(
            build.decided(determinations=(build.decision(equality=None, doors={"equality.considered": "Urgent."}),)),
            Act.CONSIDER_EQUALITY,
            "2026-02-02 15:00",
            date(2026, 2, 9),
            id="equality put off",
        ),
    ],
)
def test_last_days(known: CaseFacts, act: Act, at: str, due: date | None) -> None:
    assert one(known, act, at).due == due


def test_a_step_names_what_it_is_done_on() -> None:
    two = (
        build.incident("i2", "2026-01-12 09:00", acknowledged_at=None),
        build.incident("i1", acknowledged_at=None),
    )
    assert one(build.case(incidents=two), Act.ACKNOWLEDGE_INCIDENT).about == "i1"
    newer = build.letter("n0", told=(), issued_at=london("2026-02-03 08:30"))
    older = build.letter("n1", told=())
    for letters in ((older, newer), (newer, older)):
        known = build.decided(letters=letters)
        assert one(known, Act.ISSUE_NOTICE).about == "d1"
        assert one(known, Act.RECORD_TELLING).about == "n0"
        assert one(known, Act.REVIEW_RESTRICTION).about == "r1"
    assert one(build.decided(), Act.RECORD_TELLING).about is None


def test_the_inquiry_that_ended_last_counts_in_the_hour_that_comes_twice() -> None:
    first = build.investigation("v2", recommendation=Recommendation.WARN, concluded_at=london("2026-10-25 01:45"))
    last = build.investigation("v1", concluded_at=london("2026-10-25 01:15").replace(fold=1))
    known = build.unheard(investigations=(last, first))
    assert one(known, Act.REFER_TO_TEAM, "2026-10-26 09:00").state is StepState.TO_DO


def test_closing_waits_for_what_is_owed() -> None:
    owing = build.told(stage=Stage.LIFTED, restrictions=(ENDED,))
    clear = replace(owing, letters=(build.letter(), LIFTED_LETTER))
    assert one(owing, Act.CLOSE_CASE, "2026-03-02 12:00").why == "First do what is still to do above."
    reminder = "The restriction has ended. Close the case when nothing more is needed."
    assert one(clear, Act.CLOSE_CASE, "2026-03-02 12:00").why == reminder
    assert one(build.unheard(), Act.CLOSE_CASE).why == "When nothing more is needed.", "referring is a choice"


STORIES = [
    build.case(incidents=(FIRST,)),
    build.unheard(),
    build.referred(),
    build.told(),
    build.reviewed(ReviewOutcome.CONTINUED),
    build.told(restrictions=(ENDED,)),
    lifted_again(Stage.LIFTED),
]
NOW = london("2026-03-11 09:00")


def can_be(known: CaseFacts, stage: Stage) -> bool:
    """Whether a case with these facts can stand at a stage at all."""
    if any(not one.over(NOW) for one in known.restrictions):
        return stage is Stage.RESTRICTED
    return stage is not Stage.RESTRICTED and not (known.determinations and stage is Stage.REPORTED)


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(replace(known, stage=stage), id=f"{number}-{stage}")
        for number, known in enumerate(STORIES)
        for stage in Stage
        if can_be(known, stage)
    ],
)
def test_a_step_to_do_is_possible_and_a_step_that_waits_says_why(known: CaseFacts) -> None:
    """Whatever the facts, at whatever stage: no page offers what the lifecycle would not let happen."""
    for step in next_steps(known, TERMS, at=NOW):
        if step.state is StepState.TO_DO:
            assert lifecycle.allows(step.act, known.stage), step
        if step.state is StepState.NOT_YET:
            assert step.why, step
        assert step.title
        assert step.rule is None or step.rule in RULE_BY_ID
