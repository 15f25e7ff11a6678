"""Before restricting or continuing: barriers, who is hit harder, what is arranged, human rights (11)."""

from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, EqualityConsideration
from evenhand.rules.vocabulary import Act, ReviewOutcome

from . import build
from .build import DECIDED, REVIEWED, Weighed, judged, refused, weighed

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
