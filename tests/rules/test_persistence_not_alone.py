"""Persistence never suffices: the effect on the service and this case's circumstances count (7.2, 7.3)."""

from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, Incident
from evenhand.rules.vocabulary import Act, Behaviour, Category

from . import build
from .build import DECIDED, Weighed, judged, refused, weighed

RULE = "persistence.not_alone"
FAULT, GAP = ("fault", "disproportionate"), ("gap", "disproportionate")
OWN = "She wrote forty times in a week on a bill that was settled, and two officers answered nobody else."


def persisted(name: str = "i1", when: str = "2026-01-05 10:00", **changes: Any) -> Incident:
    return build.incident(name, when, **({"behaviours": frozenset({Behaviour.EXCESSIVE_VOLUME})} | changes))


def decided(*incidents: Incident, effect: str | None = "It took two days.", **changes: Any) -> CaseFacts:
    return build.decided(
        incidents=incidents,
        restrictions=(build.restriction(effect=effect),),
        determinations=(build.decision(**({"circumstances": None} | changes)),),
    )


@pytest.mark.parametrize(
    ("known", "is_refused"),
    [
        pytest.param(decided(persisted(), circumstances=OWN), False, id="effect and circumstances"),
        pytest.param(decided(persisted()), True, id="no circumstances"),
        pytest.param(decided(persisted(), circumstances=" "), True, id="blank circumstances"),
        pytest.param(decided(persisted(), circumstances=OWN, effect=None), True, id="no effect"),
        pytest.param(decided(persisted(), circumstances=OWN, effect=""), True, id="blank effect"),
        pytest.param(decided(build.incident()), False, id="no persistence"),
        pytest.param(decided(persisted(), build.incident("i2")), False, id="and an insult"),
        pytest.param(decided(persisted(), build.incident("i2", "2026-02-02 14:01")), True, id="an insult after it"),
        pytest.param(decided(persisted(), build.incident("i2", behaviours=frozenset())), True, id="and anger"),
        pytest.param(decided(persisted(physical_threat=True)), False, id="with a threat"),
        pytest.param(decided(build.incident(behaviours=None, category=Category.PERSISTENT)), True, id="by its kind"),
        pytest.param(decided(persisted(category=Category.UNREASONABLE_DEMANDS)), True, id="of a wider kind"),
        pytest.param(decided(persisted(category=Category.AGGRESSIVE_OR_ABUSIVE)), False, id="and of another kind"),
        pytest.param(decided(persisted(), proportionality_considered=True), False, id="it says that it was weighed"),
        pytest.param(
            decided(persisted(), circumstances=OWN, proportionality_considered=False), True, id="that it was not"
        ),
    ],
)
def test_a_restriction_for_persistence(known: CaseFacts, *, is_refused: bool) -> None:
    assert (RULE in refused(Act.DETERMINE, known, "d1", "r1", at=DECIDED)) is is_refused
    assert bool(judged(RULE, known, at=DECIDED)) is is_refused


def test_each_thing_that_is_missing_is_said_where_it_belongs() -> None:
    found = judged(RULE, decided(persisted(), effect=""), at=DECIDED)
    assert [(one.about, one.part) for one in found] == [("r1", "effect"), ("d1", "circumstances")]


def test_a_decision_not_to_restrict_needs_neither() -> None:
    drafted = build.decided(
        incidents=(persisted(),), restrictions=(), determinations=(build.decision(restricts=False),)
    )
    assert weighed(RULE, drafted, at=DECIDED) == []


PERSISTENT = build.incident(behaviours=None, category=Category.PERSISTENT)


@pytest.mark.parametrize(
    ("incidents", "changes", "expected"),
    [
        pytest.param((PERSISTENT,), {}, [GAP], id="silent"),
        pytest.param((PERSISTENT,), {"proportionality_considered": False}, [FAULT], id="it says that it was not"),
        pytest.param((PERSISTENT,), {"proportionality_considered": True}, [], id="it says that it was"),
        pytest.param(
            (PERSISTENT, build.incident("i2", behaviours=None)),
            {"proportionality_considered": False},
            [],
            id="there was something else, of which nothing is known",
        ),
        pytest.param((build.incident(behaviours=None),), {"proportionality_considered": False}, [], id="not known"),
        pytest.param((), {"proportionality_considered": False}, [], id="no incident"),
    ],
)
def test_in_a_history(incidents: tuple[Incident, ...], changes: dict[str, Any], expected: list[Weighed]) -> None:
    made = build.decision(**({"circumstances": None} | changes))
    known = build.history(incidents=incidents, determinations=(made,))
    assert weighed(RULE, known, at=DECIDED) == expected
