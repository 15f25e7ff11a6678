"""Before restricting or continuing: barriers, who is hit harder, what is arranged, human rights (11)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import AdjustmentRequest, CaseFacts, EqualityConsideration
from evenhand.rules.vocabulary import Act, ReviewOutcome

from . import build
from .build import DECIDED, REVIEWED, Weighed, fact, judged, london, refused, weighed

RULE = "equality.considered"
MISSING = ("fault", "no_equality_consideration")
UNSURE = ("gap", "no_equality_consideration")
HARDER = {"bears_harder": True, "arrangements": "We ring her on Tuesdays."}
PUT_OFF = {RULE: "He was on his way to the office with a knife."}


def deciding(**changes: Any) -> CaseFacts:
    return build.decided(determinations=(build.decision(**changes),))


def continuing(answers: EqualityConsideration | None) -> CaseFacts:
    return build.told().with_review(build.review(equality=answers))


WHOLE = [
    pytest.param({}, id="it bears no harder"),
    pytest.param(HARDER, id="it bears harder, and something is arranged"),
]
INCOMPLETE = [
    pytest.param({"barriers": None}, id="no word on barriers"),
    pytest.param({"barriers": " "}, id="a blank on barriers"),
    pytest.param({"bears_harder": None}, id="not said whether it bears harder"),
    pytest.param(HARDER | {"arrangements": None}, id="it bears harder, and nothing is arranged"),
    pytest.param({"human_rights": ""}, id="no word on human rights"),
]


@pytest.mark.parametrize("answers", WHOLE)
def test_whole_answers_let_it_go_on(answers: dict[str, Any]) -> None:
    whole = build.equality(**answers)
    assert refused(Act.DETERMINE, deciding(equality=whole), "d1", "r1", at=DECIDED) == set()
    assert refused(Act.CONSIDER_EQUALITY, deciding(equality=whole), "d1", at=DECIDED) == set()
    assert refused(Act.REVIEW_RESTRICTION, continuing(whole), "e1", at=REVIEWED) == set()


@pytest.mark.parametrize("answers", INCOMPLETE)
def test_an_answer_left_out_refuses(answers: dict[str, Any]) -> None:
    partial = build.equality(**answers)
    assert refused(Act.DETERMINE, deciding(equality=partial), "d1", "r1", at=DECIDED) == {RULE}
    assert refused(Act.CONSIDER_EQUALITY, deciding(equality=partial), "d1", at=DECIDED) == {RULE}
    assert refused(Act.REVIEW_RESTRICTION, continuing(partial), "e1", at=REVIEWED) == {RULE}
    assert weighed(RULE, deciding(equality=partial), at=DECIDED) == [MISSING]


def test_no_answers_refuse() -> None:
    assert refused(Act.DETERMINE, deciding(equality=None), "d1", "r1", at=DECIDED) == {RULE}
    assert refused(Act.REVIEW_RESTRICTION, continuing(None), "e1", at=REVIEWED) == {RULE}


def test_a_decision_not_to_restrict_asks_for_none() -> None:
    drafted = build.referred(determinations=(build.decision(restricts=False, equality=None),))
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == set()


@pytest.mark.parametrize("outcome", [ReviewOutcome.LIFTED, ReviewOutcome.VARIED])
def test_loosening_asks_for_none(outcome: ReviewOutcome) -> None:
    drafted = build.told().with_review(build.review(outcome=outcome, equality=None))
    assert refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED) == set()
    assert weighed(RULE, drafted, at=REVIEWED) == []


def test_a_reason_opens_the_door_and_starts_a_clock() -> None:
    """Decided on Monday 2 February; five working days are up on Monday 9 February."""
    urgent = deciding(equality=None, doors=PUT_OFF)
    assert refused(Act.DETERMINE, urgent, "d1", "r1", at=DECIDED) == set()
    assert weighed(RULE, urgent, at=DECIDED) == [MISSING], "it shows as 'must fix' until it is done"
    found = judged(RULE, urgent, at=DECIDED)[0]
    assert (found.by_door, found.due, found.about) == (True, date(2026, 2, 9), "d1")


def test_answers_close_the_door_again() -> None:
    answered = deciding(equality=build.equality(), doors=PUT_OFF)
    assert weighed(RULE, answered, at="2026-02-20 09:00") == []
    in_part = deciding(equality=build.equality(barriers=""), doors=PUT_OFF)
    assert refused(Act.CONSIDER_EQUALITY, in_part, "d1", at="2026-02-04 09:00") == {RULE}


def test_a_blank_reason_opens_nothing() -> None:
    assert refused(Act.DETERMINE, deciding(equality=None, doors={RULE: " "}), "d1", at=DECIDED) == {RULE}


def test_another_rules_reason_opens_nothing() -> None:
    other = deciding(equality=None, doors={"notice.sent": "He has no address."})
    assert refused(Act.DETERMINE, other, "d1", at=DECIDED) == {RULE}


def test_a_door_on_an_undated_decision_has_no_last_day() -> None:
    found = judged(RULE, deciding(when=None, equality=None, doors=PUT_OFF), at=DECIDED)
    assert [(one.by_door, one.due) for one in found] == [(True, None)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param(None, [UNSURE], id="silent"),
        pytest.param(EqualityConsideration(), [UNSURE] * 3, id="considered, nobody knows how"),
        pytest.param(build.equality(), [], id="considered"),
        pytest.param(build.equality(barriers=""), [MISSING], id="it says that barriers were not asked about"),
        pytest.param(build.equality(bears_harder=True), [UNSURE], id="arrangements unknown"),
        pytest.param(build.equality(bears_harder=True, arrangements=""), [MISSING], id="none arranged"),
    ],
)
def test_in_a_history(answers: EqualityConsideration | None, expected: list[Weighed]) -> None:
    decision = build.history(determinations=(build.decision(equality=answers),))
    assert weighed(RULE, decision, at=DECIDED) == expected
    review = build.history(reviews=(build.review(equality=answers),))
    assert weighed(RULE, review, at=REVIEWED) == expected


# What a record states of the whole.


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param({"equality_considered": True}, [], id="considered"),
        pytest.param({"equality_considered": False}, [MISSING], id="not considered"),
        pytest.param(
            {"equality_considered": True, "equality": build.equality(barriers="")}, [MISSING], id="an answer is blank"
        ),
    ],
)
@pytest.mark.parametrize("complete", [True, False])
def test_what_is_stated_of_the_whole(stated: dict[str, Any], expected: list[Weighed], *, complete: bool) -> None:
    changes = {"equality": None} | stated
    decision = build.decided(record_complete=complete, determinations=(build.decision(**changes),))
    assert weighed(RULE, decision, at=DECIDED) == expected
    review = build.case(record_complete=complete, reviews=(build.review(**changes),))
    assert weighed(RULE, review, at=REVIEWED) == expected


def test_an_extension_is_a_continuing() -> None:
    extension = build.review(outcome=None, extends=True, equality=None)
    assert weighed(RULE, build.history(reviews=(extension,)), at=REVIEWED) == [UNSURE]
    not_held = build.review(outcome=None, held=False, equality=None)
    assert weighed(RULE, build.history(reviews=(not_held,)), at=REVIEWED) == []


def test_a_review_has_the_door_too() -> None:
    """Held on Friday 1 May; the Monday is a bank holiday, so five working days are up on Monday 11 May."""
    urgent = build.told().with_review(build.review(equality=None, doors=PUT_OFF))
    assert refused(Act.REVIEW_RESTRICTION, urgent, "e1", at=REVIEWED) == set()
    found = [one for one in judged(RULE, urgent, at=REVIEWED) if one.about == "e1"]
    assert [(one.by_door, one.due) for one in found] == [(True, date(2026, 5, 11))]


def test_a_managers_limit_is_not_held_up_and_the_questions_are_suggested() -> None:
    at = "2026-01-13 10:00"
    limited = build.unheard(restrictions=(build.interim_limit(),))
    assert refused(Act.IMPOSE_INTERIM_LIMIT, limited, "l1", at=at) == set()
    assert [(one.severity.value, one.about) for one in judged(RULE, limited, at=at)] == [("advice", "l1")]
    assert judged(RULE, limited, at="2026-01-20 00:00") == [], "it is over"


# A request for an adjustment.


def asking(when: str | None = "2026-01-26 09:00", **changes: Any) -> CaseFacts:
    """The decision, with a request that the customer had made."""
    request = AdjustmentRequest(id=fact("q1"), made_at=london(when) if when else None, **changes)
    known = build.decided()
    return replace(known, customer=replace(known.customer, requests=(request,)))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"answered_at": london("2026-01-30 09:00"), "granted": True}, id="granted"),
        pytest.param({"answered_at": london("2026-01-30 09:00"), "granted": False}, id="considered and declined"),
        pytest.param({"considered": True}, id="considered, nobody knows when"),
        pytest.param({"interim_arrangement": "We ring her until we know: the letters are too small."}, id="arranged"),
        pytest.param({"when": "2026-02-02 14:01"}, id="made after the decision"),
    ],
)
def test_a_request_that_is_answered_or_provided_for_refuses_nothing(changes: dict[str, Any]) -> None:
    assert refused(Act.DETERMINE, asking(**changes), "d1", "r1", at=DECIDED) == set()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="no answer"),
        pytest.param({"when": None}, id="nobody knows when it was made"),
        pytest.param({"interim_arrangement": "  "}, id="a blank arrangement"),
        pytest.param({"answered_at": london("2026-02-03 09:00")}, id="answered afterwards"),
        pytest.param({"considered": False}, id="not considered"),
    ],
)
def test_an_open_request_refuses_a_decision(changes: dict[str, Any]) -> None:
    drafted = asking(**changes)
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}
    found = [one for one in judged(RULE, drafted, at=DECIDED) if one.about == "d1"]
    assert [(one.part, one.severity.value) for one in found] == [("open_request", "fault")]


def test_an_open_request_refuses_to_continue_and_never_to_lift() -> None:
    asked = asking("2026-04-20 09:00")
    for outcome, expected in ((ReviewOutcome.CONTINUED, {RULE}), (ReviewOutcome.LIFTED, set())):
        drafted = replace(asked, letters=(build.letter(),)).with_review(build.review(outcome=outcome))
        assert refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED) == expected


def test_a_decision_not_to_restrict_waits_for_no_request() -> None:
    free = replace(asking(), determinations=(build.decision(restricts=False),), restrictions=())
    assert refused(Act.DETERMINE, free, "d1", at=DECIDED) == set()


def test_the_door_opens_for_an_open_request_until_it_is_answered() -> None:
    urgent = replace(asking(), determinations=(build.decision(doors=PUT_OFF),))
    assert refused(Act.DETERMINE, urgent, "d1", "r1", at=DECIDED) == set()
    found = [one for one in judged(RULE, urgent, at=DECIDED) if one.about == "d1"]
    assert [(one.by_door, one.due) for one in found] == [(True, date(2026, 2, 9))]
    assert refused(Act.CONSIDER_EQUALITY, urgent, "d1", at="2026-02-04 09:00") == set()
    answered = replace(
        asking(answered_at=london("2026-02-05 09:00"), granted=True),
        determinations=(build.decision(doors=PUT_OFF),),
    )
    assert judged(RULE, answered, at="2026-02-05 10:00") == []


def test_an_open_request_is_a_thing_to_do() -> None:
    waiting = replace(asking(), determinations=(), restrictions=())
    assert [(one.severity.value, one.about) for one in judged(RULE, waiting, at=DECIDED)] == [("advice", "q1")]


NOT_MADE = ("fault", "adjustment_not_made")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, [UNSURE], id="nobody knows what became of it"),
        pytest.param({"considered": True}, [], id="considered"),
        pytest.param({"considered": False}, [MISSING], id="not considered"),
        pytest.param({"granted": True}, [], id="made"),
        pytest.param({"granted": False}, [], id="declined"),
        pytest.param({"granted": False, "needed": True}, [NOT_MADE], id="needed and not made"),
        pytest.param({"granted": True, "needed": True}, [], id="needed and made"),
        pytest.param({"considered": False, "granted": False, "needed": True}, [MISSING, NOT_MADE], id="neither"),
    ],
)
def test_a_request_in_a_history(changes: dict[str, Any], expected: list[Weighed]) -> None:
    known = replace(asking(**changes), record_complete=False)
    assert weighed(RULE, known, at=DECIDED) == expected
    assert {one.about for one in judged(RULE, known, at=DECIDED)} <= {"q1"}
