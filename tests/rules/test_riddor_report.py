"""Work-related violence over the thresholds of RIDDOR is reported to HSE in time."""

from datetime import date
from typing import Any

import pytest

from evenhand.rules.vocabulary import Injury

from . import build
from .build import Weighed, judged, london, weighed

RULE = "riddor.report"
# The incident is on 5 January; the days are the calendar's, not the office's.
WEEK, BONE, DEATH = Injury.OVER_SEVEN_DAYS, Injury.SPECIFIED, Injury.DEATH
ADVICE, DELAY = ("advice", None), ("fault", "delay")


@pytest.mark.parametrize(
    ("injury", "at", "expected"),
    [
        (WEEK, "2026-01-20 23:59", [ADVICE]),
        (WEEK, "2026-01-21 00:00", [DELAY]),
        (BONE, "2026-01-15 23:59", [ADVICE]),
        (BONE, "2026-01-16 00:00", [DELAY]),
        (DEATH, "2026-01-15 23:59", [ADVICE]),
        (DEATH, "2026-01-16 00:00", [DELAY]),
        (Injury.NONE, "2026-03-01 09:00", []),
        (None, "2026-03-01 09:00", []),
    ],
)
def test_the_clock_of_each_injury(injury: Injury | None, at: str, expected: list[Weighed]) -> None:
    assert weighed(RULE, build.case(incidents=(build.incident(injury=injury),)), at=at) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"reported_to_hse_at": london("2026-01-15 23:59")}, [], id="on the last day"),
        pytest.param({"reported_to_hse_at": london("2026-01-16 00:00")}, [DELAY], id="a day late"),
        pytest.param({"occurred_at": None, "reported_at": None}, [("fault", "no_record")], id="nobody knows when"),
        pytest.param(
            {"occurred_at": None, "reported_at": None, "reported_to_hse_at": london("2026-03-01 09:00")},
            [],
            id="reported of a day that nobody knows",
        ),
    ],
)
def test_once_it_is_reported(changes: dict[str, Any], expected: list[Weighed]) -> None:
    one = build.incident(injury=BONE, **changes)
    assert weighed(RULE, build.case(incidents=(one,)), at="2026-04-01 09:00") == expected


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        pytest.param(None, [("gap", "delay")], id="nothing is said of a report"),
        pytest.param("2026-03-01 09:00", [], id="the dates alone say that it was late"),
    ],
)
def test_in_a_history_dates_alone_are_no_fault(reported: str | None, expected: list[Weighed]) -> None:
    one = build.incident(injury=BONE, reported_to_hse_at=london(reported) if reported else None)
    assert weighed(RULE, build.history(incidents=(one,)), at="2026-04-01 09:00") == expected


def test_it_gives_the_last_day() -> None:
    found = judged(RULE, build.case(incidents=(build.incident(injury=WEEK),)), at="2026-01-06 09:00")[0]
    assert (found.due, found.about) == (date(2026, 1, 20), "i1")
