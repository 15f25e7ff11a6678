"""Each unreasonable demand is recorded with what shows it (7.1, 7.4)."""

from typing import Any

import pytest

from evenhand.rules.facts import Incident
from evenhand.rules.vocabulary import Act, Behaviour, Category, Shown

from . import build
from .build import DECIDED, Weighed, judged, refused, weighed

RULE = "behaviour.unreasonable_demand"
FAULT, GAP = ("fault", "evidence_insufficient"), ("gap", "evidence_insufficient")
OFFERED = {Shown.ALTERNATIVE_OFFERED: "Mrs Winter was offered a call with the deputy, on 4 January."}
DEMANDS = [one for one in Behaviour if one.category is Category.UNREASONABLE_DEMANDS]
OWN = [one for one in DEMANDS if one not in {Behaviour.EXCESSIVE_CONTACT, Behaviour.EXHAUSTED_COMPLAINT}]


def did(*behaviours: Behaviour, name: str = "i1", when: str = "2026-01-05 10:00", **changes: Any) -> Incident:
    return build.incident(name, when, behaviours=frozenset(behaviours), **changes)


@pytest.mark.parametrize("behaviour", OWN)
def test_each_demand_asks_for_what_shows_it(behaviour: Behaviour) -> None:
    found = judged(RULE, build.case(incidents=(did(behaviour),)), at=DECIDED)
    assert [(one.about, one.part) for one in found] == [("i1", code) for code in behaviour.shown_by]
    assert [(one.severity.value, one.message[-1]) for one in found] == [("gap", ".")]
    said = did(behaviour, shown=dict.fromkeys(behaviour.shown_by, "On 4 January, in writing."))
    assert weighed(RULE, build.case(incidents=(said,)), at=DECIDED) == []


@pytest.mark.parametrize("behaviour", [one for one in Behaviour if one not in OWN])
def test_what_is_no_demand_or_has_a_rule_of_its_own(behaviour: Behaviour) -> None:
    assert weighed(RULE, build.case(incidents=(did(behaviour),)), at=DECIDED) == []


def test_what_shows_several_demands_is_asked_for_once() -> None:
    one = did(Behaviour.EXCESSIVE_INFORMATION, Behaviour.IMPOSSIBLE_OUTCOME)
    assert [found.part for found in judged(RULE, build.case(incidents=(one,)), at=DECIDED)] == ["what_was_asked"]


ONE_PERSON = did(Behaviour.INSISTING_ON_ONE_PERSON)


@pytest.mark.parametrize(
    ("incidents", "is_refused"),
    [
        pytest.param((ONE_PERSON,), True, id="nothing shows it"),
        pytest.param((did(Behaviour.INSISTING_ON_ONE_PERSON, shown=OFFERED),), False, id="shown"),
        pytest.param(
            (ONE_PERSON, did(Behaviour.INSISTING_ON_ONE_PERSON, name="i2", shown=OFFERED)), False, id="shown once"
        ),
        pytest.param((ONE_PERSON, did(Behaviour.INSULTING_LANGUAGE, name="i2")), False, id="and an insult"),
        pytest.param((ONE_PERSON, did(Behaviour.EXCESSIVE_CONTACT, name="i2")), True, id="with another kind unshown"),
        pytest.param((did(Behaviour.EXCESSIVE_CONTACT, Behaviour.EXHAUSTED_COMPLAINT),), True, id="two, neither shown"),
        pytest.param((ONE_PERSON, did(Behaviour.MALICIOUS_ALLEGATION, name="i2")), True, id="and one untested"),
        pytest.param((did(Behaviour.EXCESSIVE_CONTACT),), False, id="another rule's alone"),
        pytest.param((did(Behaviour.EXHAUSTED_COMPLAINT),), False, id="the other rule's alone"),
        pytest.param((did(Behaviour.MALICIOUS_ALLEGATION),), False, id="an allegation alone"),
        pytest.param((did(Behaviour.INSISTING_ON_ONE_PERSON, physical_threat=True),), False, id="with a threat"),
        pytest.param(
            (ONE_PERSON, did(Behaviour.INSULTING_LANGUAGE, name="i2", when="2026-02-02 14:01")),
            True,
            id="an insult after it",
        ),
    ],
)
def test_a_restriction_on_demands_alone(incidents: tuple[Incident, ...], *, is_refused: bool) -> None:
    drafted = build.decided(incidents=incidents)
    assert (RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)) is is_refused
    assert ("d1" in {one.about for one in judged(RULE, drafted, at=DECIDED)}) is is_refused


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(ONE_PERSON, [GAP, GAP], id="silent"),
        pytest.param(did(Behaviour.INSISTING_ON_ONE_PERSON, shown=OFFERED), [], id="shown"),
        pytest.param(build.incident(behaviours=None, category=Category.UNREASONABLE_DEMANDS), [], id="its kind alone"),
    ],
)
def test_in_a_history(one: Incident, expected: list[Weighed]) -> None:
    known = build.history(incidents=(one,), determinations=(build.decision(),))
    assert weighed(RULE, known, at=DECIDED) == expected
