"""The limitation stands on the record (9.2): a finding, and never a refusal."""

from typing import Any

import pytest

from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.vocabulary import Act, RuleId

from . import build
from .build import DECIDED, Weighed, judged, refused, weighed

RULE = "record.noted"
UNRECORDED = ("fault", "no_record")


def test_a_restriction_on_the_record_satisfies_it() -> None:
    assert weighed(RULE, build.decided(), at=DECIDED) == []


@pytest.mark.parametrize("noted", [False, None])
def test_one_that_is_not_noted_is_a_fault(*, noted: bool | None) -> None:
    known = build.decided(restrictions=(build.restriction(noted=noted),))
    assert weighed(RULE, known, at=DECIDED) == [UNRECORDED]
    assert judged(RULE, known, at=DECIDED)[0].about == "r1"


def test_a_decision_to_restrict_that_left_no_restriction_is_a_fault() -> None:
    known = build.decided(restrictions=())
    assert weighed(RULE, known, at=DECIDED) == [UNRECORDED]
    assert judged(RULE, known, at=DECIDED)[0].about == "d1"
    not_restricting = build.decided(restrictions=(), determinations=(build.decision(restricts=False),))
    assert weighed(RULE, not_restricting, at=DECIDED) == []


def test_it_refuses_nothing() -> None:
    known = build.decided(restrictions=(build.restriction(noted=False),))
    assert RULE_BY_ID[RuleId(RULE)].refuses_at == frozenset()
    assert all(RULE not in refused(act, known, "d1", "r1", at=DECIDED) for act in Act)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param({"restrictions": (build.restriction(noted=None),)}, [("gap", "no_record")], id="silent"),
        pytest.param({"restrictions": (build.restriction(noted=False),)}, [UNRECORDED], id="it says not"),
        pytest.param({"determinations": (build.decision(),)}, [("gap", "no_record")], id="no terms known"),
    ],
)
def test_in_a_history(parts: dict[str, Any], expected: list[Weighed]) -> None:
    assert weighed(RULE, build.history(**parts), at=DECIDED) == expected


STATED = ("policy_use_recorded", "terms_recorded", "notes_kept", "reasons_recorded")


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("part", STATED)
def test_what_a_record_states_not_to_hold_is_a_fault_of_the_decision(part: str, *, complete: bool) -> None:
    changes: dict[str, Any] = {part: False}
    known = build.decided(record_complete=complete, determinations=(build.decision(**changes),))
    assert weighed(RULE, known, at=DECIDED) == [UNRECORDED]
    assert [(one.about, one.part) for one in judged(RULE, known, at=DECIDED)] == [("d1", part)]


@pytest.mark.parametrize("answer", [True, None])
@pytest.mark.parametrize("part", STATED)
def test_what_it_states_to_hold_or_does_not_speak_of_is_none(part: str, *, answer: bool | None) -> None:
    changes: dict[str, Any] = {part: answer}
    known = build.decided(determinations=(build.decision(**changes),))
    assert weighed(RULE, known, at=DECIDED) == []


def test_a_managers_limit_is_noted_too() -> None:
    limit = build.interim_limit(noted=False)
    assert weighed(RULE, build.unheard(restrictions=(limit,)), at="2026-01-13 10:00") == [UNRECORDED]
