"""Each restriction states its aim, the effect of the actions, and the lighter options considered (3.1)."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.vocabulary import Act, Mode, RuleId

from . import build
from .build import DECIDED, TERMS, Weighed, judged, refused, weighed

RULE = "determination.proportionate"
ASKED = ("aim", "effect", "lighter_options")


def test_all_three_let_a_restriction_be_imposed() -> None:
    assert refused(Act.DETERMINE, build.decided(), "d1", "r1", at=DECIDED) == set()


@pytest.mark.parametrize("attribute", ASKED)
@pytest.mark.parametrize("answer", [None, "", "  "])
def test_each_missing_answer_refuses(attribute: str, answer: str | None) -> None:
    changes: dict[str, Any] = {attribute: answer}
    drafted = build.decided(restrictions=(build.restriction(**changes),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}
    assert weighed(RULE, drafted, at=DECIDED) == [("fault", "disproportionate")]


def test_each_restriction_is_asked_for_itself() -> None:
    bare = build.restriction("r2", aim=None, effect=None, lighter_options=None)
    found = judged(RULE, build.decided(restrictions=(build.restriction(), bare)), at=DECIDED)
    assert [one.about for one in found] == ["r2"] * len(ASKED)
    assert len({one.message for one in found}) == len(ASKED)


@pytest.mark.parametrize("attribute", ASKED)
@pytest.mark.parametrize(
    ("answer", "severity"), [pytest.param(None, "gap", id="unknown"), pytest.param("", "fault", id="stated")]
)
def test_in_a_history(attribute: str, answer: str | None, severity: str) -> None:
    changes: dict[str, Any] = {attribute: answer}
    known = build.history(restrictions=(build.restriction(**changes),))
    assert weighed(RULE, known, at=DECIDED) == [(severity, "disproportionate")]


# What a record states of the decision as a whole.

UNSAID = build.restriction(aim=None, effect=None, lighter_options=None)
WEIGHED: dict[str, Any] = {"proportionality_considered": True, "lighter_options_considered": True}
FAULT = ("fault", "disproportionate")
GAP = ("gap", "disproportionate")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param({}, [GAP] * 3, id="silent"),
        pytest.param(WEIGHED, [], id="both were weighed"),
        pytest.param({"proportionality_considered": True}, [GAP], id="weighed, and nobody knows of lighter options"),
        pytest.param({"proportionality_considered": False}, [FAULT, GAP], id="not weighed"),
        pytest.param(WEIGHED | {"lighter_options_considered": False}, [FAULT], id="no lighter options"),
        pytest.param(WEIGHED | {"statutory_right_restricted": True}, [FAULT], id="a right that everybody has"),
        pytest.param(WEIGHED | {"statutory_right_restricted": False}, [], id="no such right"),
    ],
)
def test_what_a_history_states_of_the_whole(stated: dict[str, Any], expected: list[Weighed]) -> None:
    known = build.history(determinations=(build.decision(**stated),), restrictions=(UNSAID,))
    assert weighed(RULE, known, at=DECIDED) == expected


def test_a_history_that_lists_no_restriction_has_a_gap_alone() -> None:
    silent = build.history(determinations=(build.decision(),))
    assert weighed(RULE, silent, at=DECIDED) == [GAP]
    stated = build.history(determinations=(build.decision(proportionality_considered=False),))
    assert weighed(RULE, stated, at=DECIDED) == [FAULT]
    nothing_imposed = build.history(determinations=(build.decision(restricts=False),))
    assert weighed(RULE, nothing_imposed, at=DECIDED) == []


def test_what_is_stated_holds_in_a_complete_record_too() -> None:
    known = build.decided(determinations=(build.decision(**WEIGHED),), restrictions=(UNSAID,))
    assert weighed(RULE, known, at=DECIDED) == []
    another = build.decided(determinations=(build.decision(), build.decision("d2", **WEIGHED)), restrictions=(UNSAID,))
    assert weighed(RULE, another, at=DECIDED) == [FAULT] * 3, "it is stated of another decision"


def test_lighter_options_can_be_weighed_by_themselves() -> None:
    off = replace(TERMS, part_modes={(RuleId(RULE), "lighter_options"): Mode.FAULT})
    drafted = build.decided(restrictions=(build.restriction(lighter_options=""),))
    assert refused(Act.DETERMINE, drafted, "r1", at=DECIDED, terms=off) == set()
    assert weighed(RULE, drafted, at=DECIDED, terms=off) == [FAULT]
    aimless = build.decided(restrictions=(build.restriction(aim=""),))
    assert refused(Act.DETERMINE, aimless, "r1", at=DECIDED, terms=off) == {RULE}


def test_a_managers_limit_is_not_asked() -> None:
    limit = build.interim_limit(aim=None, effect=None, lighter_options=None)
    assert weighed(RULE, build.unheard(restrictions=(limit,)), at="2026-01-13 10:00") == []
