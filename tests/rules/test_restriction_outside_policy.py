"""A block, ban or label with no decision behind it is put right: regularised, or ended (9.2)."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, InformalRestriction
from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.vocabulary import Act, RestrictionKind, RuleId

from . import build
from .build import DECIDED, Weighed, fact, judged, london, refused, weighed

RULE = "restriction.outside_policy"
OUTSIDE = ("fault", "outside_policy")
NOW = "2026-02-10 09:00"


def informal(**changes: Any) -> InformalRestriction:
    kinds = frozenset({RestrictionKind.EXCESS_BLOCK})
    base = InformalRestriction(id=fact("b1"), found_at=london("2026-02-05 09:00"), kinds=kinds)
    return replace(base, **changes)


def both(one: InformalRestriction) -> tuple[CaseFacts, CaseFacts]:
    return build.case(informal=(one,)), build.history(informal=(one,))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, [OUTSIDE], id="it stands"),
        pytest.param({"reasons_given": True, "appeal_offered": True}, [OUTSIDE], id="reasons do not make it one"),
        pytest.param({"reasons_given": False}, [OUTSIDE, ("fault", "no_reasons")], id="and nobody said why"),
        pytest.param({"appeal_offered": False}, [OUTSIDE, ("fault", "no_appeal_route")], id="and no appeal"),
        pytest.param({"found_at": None}, [OUTSIDE], id="nobody knows since when"),
        pytest.param({"ended_at": london("2026-02-11 09:00")}, [OUTSIDE], id="it ends tomorrow"),
    ],
)
def test_an_informal_restriction(changes: dict[str, Any], expected: list[Weighed]) -> None:
    for known in both(informal(**changes)):
        assert weighed(RULE, known, at=NOW) == expected
        assert {one.about for one in judged(RULE, known, at=NOW)} <= {"b1"}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"ended_at": london(NOW)}, id="it has ended"),
        pytest.param({"regularised_by": fact("d1")}, id="a decision took its place"),
    ],
)
def test_what_was_put_right_is_a_fault_of_the_past_alone(changes: dict[str, Any]) -> None:
    live, told = both(informal(reasons_given=False, **changes))
    assert weighed(RULE, live, at=NOW) == []
    assert weighed(RULE, told, at=NOW) == [OUTSIDE, ("fault", "no_reasons")]


@pytest.mark.parametrize("part", ["authorised", "policy_followed"])
def test_a_decision_that_is_stated_to_be_outside_the_policy(part: str) -> None:
    stated: dict[bool | None, list[Weighed]] = {False: [OUTSIDE], True: [], None: []}
    for answer, expected in stated.items():
        changes: dict[str, Any] = {part: answer}
        for known in (build.decided(), build.history()):
            case = replace(known, determinations=(build.decision(**changes),))
            assert weighed(RULE, case, at=DECIDED) == expected


def test_it_refuses_nothing() -> None:
    known = build.decided(
        informal=(informal(),), determinations=(build.decision(authorised=False, policy_followed=False),)
    )
    assert RULE_BY_ID[RuleId(RULE)].refuses_at == frozenset()
    assert all(RULE not in refused(act, known, "b1", "d1", at=DECIDED) for act in Act)
