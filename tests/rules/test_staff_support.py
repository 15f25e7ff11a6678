"""The well-being of the staff affected by an incident is followed up (1.4)."""

from datetime import date
from typing import Any

import pytest

from evenhand.rules.vocabulary import Act

from . import build
from .build import DECIDED, OLU, Weighed, judged, refused, weighed

RULE = "staff.support"


@pytest.mark.parametrize(
    ("changes", "at", "expected"),
    [
        # Reported on Monday the 5th; the terms give two working days.
        pytest.param({}, "2026-01-05 10:00", [("advice", None)], id="at once"),
        pytest.param({}, "2026-01-07 23:59", [("advice", None)], id="on the last day"),
        pytest.param({}, "2026-01-08 00:00", [("fault", "delay")], id="a day late"),
        pytest.param({"affected": frozenset()}, "2026-01-08 00:00", [], id="nobody was affected"),
        pytest.param({"supported_at": build.london("2026-01-20 09:00")}, "2026-02-01 09:00", [], id="done, if late"),
        pytest.param({"reported_at": None}, "2026-01-08 00:00", [("fault", "delay")], id="by when it happened"),
        pytest.param(
            {"reported_at": None, "occurred_at": None}, "2026-01-08 00:00", [("gap", "no_record")], id="when?"
        ),
    ],
)
def test_the_follow_up_and_its_clock(changes: dict[str, Any], at: str, expected: list[Weighed]) -> None:
    one = build.incident(**({"supported_at": None} | changes))
    assert weighed(RULE, build.case(incidents=(one,)), at=at) == expected


def test_it_says_by_when_and_who_was_affected() -> None:
    known = build.case(incidents=(build.incident(supported_at=None),))
    early, late = judged(RULE, known, at="2026-01-06 09:00")[0], judged(RULE, known, at="2026-01-08 09:00")[0]
    assert early.due == late.due == date(2026, 1, 7)
    assert (late.about, late.people, late.follows) == ("i1", frozenset({OLU}), True)


def test_a_history_that_is_silent_on_it_has_a_gap_however_old() -> None:
    known = build.history(incidents=(build.incident(supported_at=None),))
    assert weighed(RULE, known, at="2028-01-01 09:00") == [("gap", "no_record")]


def test_it_stands_in_the_way_of_no_decision() -> None:
    known = build.decided(incidents=(build.incident(supported_at=None), build.incident("i2", "2026-01-12 11:00")))
    assert weighed(RULE, known, at=DECIDED) == [("fault", "delay")]
    assert refused(Act.DETERMINE, known, "d1", "r1", "i1", at=DECIDED) == set()
