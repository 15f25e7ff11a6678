"""Anger or distress by itself is no unacceptable action: only how it was expressed can be (3.1)."""

from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, Incident
from evenhand.rules.vocabulary import Act, Behaviour, Category, Harm, Offence

from . import build
from .build import DECIDED, Weighed, judged, london, refused, weighed

RULE = "behaviour.anger_alone"
ANGER: dict[str, Any] = {"behaviours": frozenset()}
UNKNOWN: dict[str, Any] = {"behaviours": None}
ADVICE, FAULT, GAP = ("advice", None), ("fault", "evidence_insufficient"), ("gap", "evidence_insufficient")


def angry(name: str = "i1", when: str | None = "2026-01-05 10:00", **changes: Any) -> Incident:
    return build.incident(name, when, **(ANGER | changes))


def limited(*incidents: Incident) -> CaseFacts:
    limit = build.restriction("r9", determination=None, interim=True, imposed_at=london("2026-01-13 09:00"))
    return build.case(incidents=incidents, restrictions=(limit,))


@pytest.mark.parametrize(
    ("incidents", "is_refused"),
    [
        pytest.param((angry(), angry("i2", "2026-01-12 11:00")), True, id="anger alone"),
        pytest.param((angry(), build.incident("i2", "2026-01-12 11:00")), False, id="and an insult"),
        pytest.param((), True, id="nothing happened"),
        pytest.param((angry(), build.incident("i2", "2026-02-02 14:01")), True, id="an insult after the decision"),
        pytest.param((angry(**UNKNOWN),), True, id="nothing is recorded that was done"),
        pytest.param((angry(category=Category.OTHER),), False, id="something of a kind"),
        pytest.param((angry(physical_threat=True),), False, id="a physical threat"),
        pytest.param((angry(harm_threatened=frozenset({Harm.OTHERS})),), False, id="a threat to others"),
        pytest.param((angry(harm_threatened=frozenset({Harm.SELF})),), True, id="a threat to themselves"),
        pytest.param((angry(offence=Offence.COMMITTED),), False, id="an offence"),
        pytest.param(
            (angry(behaviours=frozenset({Behaviour.UNDISCLOSED_RECORDING}), at_public_meeting=True),),
            True,
            id="a recording that anybody may make",
        ),
    ],
)
def test_a_restriction_rests_on_what_was_done(incidents: tuple[Incident, ...], *, is_refused: bool) -> None:
    drafted = build.decided(incidents=incidents)
    assert (RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)) is is_refused
    assert ([one.about for one in judged(RULE, drafted, at=DECIDED) if one.fault] == ["d1"]) is is_refused


@pytest.mark.parametrize(
    ("incidents", "is_refused"),
    [
        pytest.param((angry(),), True, id="anger alone"),
        pytest.param((build.incident(),), False, id="an insult"),
        pytest.param((angry(), build.incident("i2", "2026-01-13 09:01")), True, id="an insult after it"),
    ],
)
def test_so_does_the_limit_of_a_manager(incidents: tuple[Incident, ...], *, is_refused: bool) -> None:
    drafted = limited(*incidents)
    assert (RULE in refused(Act.IMPOSE_INTERIM_LIMIT, drafted, "r9", at="2026-01-13 09:00")) is is_refused
    assert ([one.about for one in judged(RULE, drafted, at=DECIDED) if one.fault] == ["r9"]) is is_refused


def test_a_decision_not_to_restrict_needs_nothing() -> None:
    drafted = build.decided(incidents=(), restrictions=(), determinations=(build.decision(restricts=False),))
    assert weighed(RULE, drafted, at=DECIDED) == []


def test_the_report_is_taken_with_advice() -> None:
    drafted = build.case(incidents=(angry(),))
    assert weighed(RULE, drafted, at=DECIDED) == [ADVICE]
    assert refused(Act.REPORT_INCIDENT, drafted, "i1", at=DECIDED) == set()
    assert weighed(RULE, build.case(incidents=(build.incident(),)), at=DECIDED) == []


@pytest.mark.parametrize(
    ("incidents", "expected"),
    [
        pytest.param((), [], id="no incident is told of"),
        pytest.param((angry(**UNKNOWN),), [], id="nobody says what was done"),
        pytest.param((angry(**UNKNOWN, category=Category.OTHER),), [], id="of another kind"),
        pytest.param((angry(),), [ADVICE, GAP], id="it says that nothing was done"),
        pytest.param((angry(), angry("i2", **UNKNOWN)), [ADVICE], id="the other may have shown something"),
    ],
)
def test_in_a_history(incidents: tuple[Incident, ...], expected: list[Weighed]) -> None:
    known = build.history(incidents=incidents, determinations=(build.decision(),))
    assert weighed(RULE, known, at=DECIDED) == expected
