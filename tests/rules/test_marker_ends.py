"""A safety warning on an address ends with the occupancy (guidance)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import Marker
from evenhand.rules.vocabulary import Act

from . import build
from .build import Weighed, fact, judged, london, refused, weighed

RULE = "marker.ends"
MARKER = Marker(
    id=fact("m1"),
    placed_at=london("2026-02-10 09:00"),
    on_address=True,
    occupancy_ended_at=london("2026-03-02 09:00"),
)
WRONG = [("fault", "data_inaccurate")]


@pytest.mark.parametrize(
    ("changes", "at", "in_full", "in_part"),
    [
        pytest.param({}, "2026-03-02 08:59", [], [], id="while they live there"),
        pytest.param({}, "2026-03-02 09:00", WRONG, [("gap", "data_inaccurate")], id="moved out"),
        pytest.param({"ended_at": london("2026-03-05 09:00")}, "2026-04-01 09:00", [], [], id="ended"),
        pytest.param({"on_address": False}, "2026-04-01 09:00", [], [], id="on the person"),
        pytest.param({"occupancy_ended_at": None}, "2026-04-01 09:00", [], [], id="nobody knows of a move"),
    ],
)
def test_it_ends_with_the_occupancy(
    changes: dict[str, Any], at: str, in_full: list[Weighed], in_part: list[Weighed]
) -> None:
    known = build.told(markers=(replace(MARKER, **changes),))
    assert weighed(RULE, known, at=at) == in_full
    assert weighed(RULE, replace(known, record_complete=False), at=at) == in_part


def test_it_says_which_and_since_when_and_ending_it_is_never_refused() -> None:
    known = build.told(markers=(MARKER,))
    assert [(one.about, one.due) for one in judged(RULE, known, at="2026-04-01 09:00")] == [("m1", date(2026, 3, 2))]
    assert refused(Act.END_MARKER, known, "m1", at="2026-04-01 09:00") == set()
