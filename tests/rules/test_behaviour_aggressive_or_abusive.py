"""Aggressive or abusive behaviour is described, and an allegation is malicious only once that was found (6.1)."""

from typing import Any

import pytest

from evenhand.rules.facts import Incident
from evenhand.rules.vocabulary import Act, Behaviour, Category, Shown

from . import build
from .build import DECIDED, Weighed, judged, refused, weighed

RULE = "behaviour.aggressive_or_abusive"
FAULT, GAP = ("fault", "evidence_insufficient"), ("gap", "evidence_insufficient")
TESTED = {Shown.ALLEGATION_TESTED: "The manager asked both officers, and the recording shows that it is invented."}


def did(*behaviours: Behaviour, name: str = "i1", when: str = "2026-01-05 10:00", **changes: Any) -> Incident:
    return build.incident(name, when, behaviours=frozenset(behaviours), **changes)


def alleged(**changes: Any) -> Incident:
    return did(Behaviour.MALICIOUS_ALLEGATION, **changes)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(did(Behaviour.OTHER_ABUSE), [GAP], id="not described"),
        pytest.param(did(Behaviour.OTHER_ABUSE, shown={Shown.ABUSE_DESCRIBED: " "}), [GAP], id="described by nothing"),
        pytest.param(did(Behaviour.OTHER_ABUSE, shown={Shown.ABUSE_DESCRIBED: "They spat."}), [], id="described"),
        pytest.param(alleged(), [FAULT], id="nobody tested the allegation"),
        pytest.param(alleged(tested=True), [FAULT], id="tested, and nobody says what was found"),
        pytest.param(alleged(shown=TESTED), [], id="found to be malicious"),
        pytest.param(did(Behaviour.INSULTING_LANGUAGE), [], id="what needs no more"),
    ],
)
def test_an_incident(one: Incident, expected: list[Weighed]) -> None:
    drafted = build.case(incidents=(one,))
    assert weighed(RULE, drafted, at=DECIDED) == expected
    assert refused(Act.REPORT_INCIDENT, drafted, "i1", at=DECIDED) == set()


def test_it_names_what_is_missing() -> None:
    one = did(Behaviour.OTHER_ABUSE, Behaviour.MALICIOUS_ALLEGATION)
    found = judged(RULE, build.case(incidents=(one,)), at=DECIDED)
    assert [(one.about, one.part) for one in found] == [("i1", "abuse_described"), ("i1", "allegation_tested")]
    assert "what was said or done" in found[0].message


@pytest.mark.parametrize(
    ("incidents", "is_refused"),
    [
        pytest.param((alleged(),), True, id="untested allegations alone"),
        pytest.param((alleged(), alleged(name="i2", shown=TESTED)), False, id="one was tested"),
        pytest.param((alleged(), did(Behaviour.INTIMIDATION, name="i2")), False, id="and something else"),
        pytest.param((alleged(), did(name="i2")), True, id="and anger"),
        pytest.param((alleged(physical_threat=True),), False, id="with a threat"),
        pytest.param((alleged(), did(name="i2", category=Category.OTHER)), False, id="and something of another kind"),
        pytest.param(
            (alleged(), did(Behaviour.VIOLENCE, name="i2", when="2026-02-02 14:01")), True, id="violence after it"
        ),
    ],
)
def test_a_restriction_on_allegations_alone(incidents: tuple[Incident, ...], *, is_refused: bool) -> None:
    drafted = build.decided(incidents=incidents)
    assert (RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)) is is_refused
    assert ("d1" in {one.about for one in judged(RULE, drafted, at=DECIDED)}) is is_refused


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(alleged(), [GAP, GAP], id="silent on how it was tested"),
        pytest.param(alleged(tested=False), [FAULT, FAULT], id="it says that nobody tested it"),
        pytest.param(did(Behaviour.OTHER_ABUSE), [GAP], id="not described"),
    ],
)
def test_in_a_history(one: Incident, expected: list[Weighed]) -> None:
    known = build.history(incidents=(one,), determinations=(build.decision(),))
    assert weighed(RULE, known, at=DECIDED) == expected
