"""No blanket approach: one person and the service that is affected, unless more is justified (11.2)."""

from typing import Any

import pytest

from evenhand.rules.vocabulary import Act, ReviewOutcome, Scope

from . import build
from .build import DECIDED, REVIEWED, Weighed, judged, refused, weighed

RULE = "determination.individual"
FAULT = ("fault", "blanket_approach")
GAP = ("gap", "blanket_approach")
ONE_SERVICE = {"scope": Scope.SERVICE, "service": "Planning"}
ALL_OF_IT = {"scope": Scope.COUNCIL_WIDE, "service": "She rings a different service each day."}


@pytest.mark.parametrize("scope", [ONE_SERVICE, ALL_OF_IT], ids=["one service", "all of it, and why"])
def test_a_scope_with_its_service_or_its_reason_is_imposed(scope: dict[str, Any]) -> None:
    drafted = build.decided(restrictions=(build.restriction(**scope),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == set()
    assert weighed(RULE, drafted, at=DECIDED) == []


LEFT_OUT = [
    pytest.param({"scope": None, "service": None}, id="no scope"),
    pytest.param({"scope": None}, id="a service, and nobody said that it is only that"),
    pytest.param(ONE_SERVICE | {"service": None}, id="no service"),
    pytest.param(ONE_SERVICE | {"service": " "}, id="a blank service"),
    pytest.param(ALL_OF_IT | {"service": None}, id="all of it, without why"),
    pytest.param(ALL_OF_IT | {"service": "..."}, id="all of it, with a blank for why"),
]


@pytest.mark.parametrize("scope", LEFT_OUT)
def test_a_scope_that_is_left_out_refuses(scope: dict[str, Any]) -> None:
    drafted = build.decided(restrictions=(build.restriction(**scope),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}
    assert weighed(RULE, drafted, at=DECIDED) == [FAULT]


def test_each_restriction_is_asked_for_itself() -> None:
    other = build.restriction("r2", scope=Scope.COUNCIL_WIDE, service="")
    found = judged(RULE, build.decided(restrictions=(build.restriction(), other)), at=DECIDED)
    assert [(one.about, one.part) for one in found] == [("r2", "service")]


@pytest.mark.parametrize("words", [None, "", " - "])
def test_a_decision_without_what_is_particular_to_the_case_is_refused(words: str | None) -> None:
    drafted = build.decided(determinations=(build.decision(circumstances=words),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}
    assert [one.about for one in judged(RULE, drafted, at=DECIDED)] == ["d1"]


def test_a_decision_not_to_restrict_is_not_asked() -> None:
    drafted = build.referred(determinations=(build.decision(circumstances=None, restricts=False),))
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == set()


def test_a_household_is_refused_whatever_else_is_said() -> None:
    drafted = build.decided(restrictions=(build.restriction(household_included=True),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}
    alone = build.decided(restrictions=(build.restriction(household_included=False),))
    assert refused(Act.DETERMINE, alone, "d1", "r1", at=DECIDED) == set()


def test_no_door_opens_it() -> None:
    urgent = build.decision(circumstances="", doors={RULE: "It could not wait."})
    assert refused(Act.DETERMINE, build.decided(determinations=(urgent,)), "d1", at=DECIDED) == {RULE}


def test_a_managers_limit_is_not_asked() -> None:
    limit = build.interim_limit(scope=None, service=None)
    assert weighed(RULE, build.unheard(restrictions=(limit,)), at="2026-01-13 10:00") == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"scope": None, "service": None}, [GAP], id="silent"),
        pytest.param({"scope": Scope.COUNCIL_WIDE, "service": None}, [GAP], id="all of it, why is unknown"),
        pytest.param({"scope": Scope.COUNCIL_WIDE, "service": ""}, [FAULT], id="all of it, and nothing justifies it"),
        pytest.param({"household_included": None}, [], id="nobody says that others were included"),
        pytest.param({"household_included": True}, [FAULT], id="a household"),
    ],
)
def test_in_a_history(changes: dict[str, Any], expected: list[Weighed]) -> None:
    known = build.history(restrictions=(build.restriction(**changes),))
    assert weighed(RULE, known, at=DECIDED) == expected


@pytest.mark.parametrize(("words", "expected"), [(None, [GAP]), ("", [FAULT]), ("She lives alone.", [])])
def test_circumstances_in_a_history(words: str | None, expected: list[Weighed]) -> None:
    known = build.history(determinations=(build.decision(circumstances=words),))
    assert weighed(RULE, known, at=DECIDED) == expected


def test_an_extension_to_a_household_is_a_fault_of_the_extension() -> None:
    extension = build.review(outcome=ReviewOutcome.CONTINUED, extends=True, household_included=True)
    known = build.history(reviews=(extension,))
    assert [(one.about, one.severity.value) for one in judged(RULE, known, at=REVIEWED)] == [("e1", "fault")]
