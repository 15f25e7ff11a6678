"""Undisclosed recording asks whether it was an adjustment; a public meeting does not count (7.4)."""

from typing import Any

import pytest

from evenhand.rules.vocabulary import Act, Behaviour, Shown

from . import build
from .build import DECIDED, Weighed, judged, refused, weighed

RULE = "recording.adjustment"
ASK, PUBLIC = ("gap", "no_equality_consideration"), ("advice", None)
ASKED = {Shown.RECORDING_ADJUSTMENT: "She records because she forgets what was said."}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, [ASK], id="nobody asked"),
        pytest.param({"shown": {Shown.RECORDING_ADJUSTMENT: "-"}}, [ASK], id="no answer"),
        pytest.param({"shown": ASKED}, [], id="asked"),
        pytest.param({"at_public_meeting": True}, [PUBLIC], id="a public meeting"),
        pytest.param({"at_public_meeting": False}, [ASK], id="no public meeting"),
        pytest.param({"behaviours": frozenset({Behaviour.INSULTING_LANGUAGE})}, [], id="no recording"),
        pytest.param({"behaviours": None}, [], id="not known what was done"),
    ],
)
@pytest.mark.parametrize("complete", [True, False])
def test_a_recording(changes: dict[str, Any], expected: list[Weighed], *, complete: bool) -> None:
    one = build.incident(**({"behaviours": frozenset({Behaviour.UNDISCLOSED_RECORDING})} | changes))
    known = build.case(incidents=(one,), record_complete=complete)
    assert weighed(RULE, known, at=DECIDED) == expected
    assert [one.about for one in judged(RULE, known, at=DECIDED)] == ["i1"] * len(expected)


def test_it_stands_in_the_way_of_nothing() -> None:
    one = build.incident(behaviours=frozenset({Behaviour.UNDISCLOSED_RECORDING}))
    drafted = build.decided(incidents=(one, build.incident("i2", "2026-01-12 11:00")))
    assert weighed(RULE, drafted, at=DECIDED) == [ASK]
    assert RULE not in refused(Act.DETERMINE, drafted, "d1", "r1", "i1", at=DECIDED)
