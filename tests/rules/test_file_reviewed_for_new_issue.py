"""A person reads every unanswered message: for a risk the same working day, for a new issue soon (8.1)."""

from datetime import date
from typing import Any

import pytest

from evenhand.rules.vocabulary import Handling

from .build import judged, london, weighed
from .messages import message, with_message

RULE = "file.reviewed_for_new_issue"
SAME_DAY, IN_TIME = "2026-02-10 16:00", "2026-02-17 16:00"


def found(at: str, **changes: Any) -> list[tuple[str, str]]:
    known = with_message(message(**changes))
    return [(one.severity.value, one.part) for one in judged(RULE, known, at=at)]


@pytest.mark.parametrize("handling", [Handling.HELD, Handling.FILED_UNREAD])
@pytest.mark.parametrize(
    ("changes", "at", "expected"),
    [
        pytest.param({}, "2026-02-10 23:59", [("advice", "risk_looked_at"), ("advice", "read_at")], id="just in"),
        pytest.param({}, "2026-02-11 00:00", [("fault", "risk_looked_at"), ("advice", "read_at")], id="the next day"),
        pytest.param({}, "2026-02-18 00:00", [("fault", "risk_looked_at"), ("fault", "read_at")], id="never read"),
        pytest.param(
            {"risk_looked_at": london(SAME_DAY)}, "2026-02-17 23:59", [("advice", "read_at")], id="looked at for a risk"
        ),
        pytest.param({"read_at": london(SAME_DAY)}, "2026-03-02 09:00", [], id="read, which sees a risk too"),
        pytest.param({"answered_at": london(SAME_DAY)}, "2026-03-02 09:00", [], id="answered after all"),
        pytest.param(
            {"risk_looked_at": london(SAME_DAY), "read_at": london(IN_TIME)}, "2026-03-02 09:00", [], id="both in time"
        ),
        pytest.param(
            {"risk_looked_at": london("2026-02-11 09:00"), "read_at": london("2026-02-18 09:00")},
            "2026-03-02 09:00",
            [("fault", "risk_looked_at"), ("fault", "read_at")],
            id="both late",
        ),
    ],
)
def test_a_person_looks_in_time(
    handling: Handling, changes: dict[str, Any], at: str, expected: list[tuple[str, str]]
) -> None:
    assert found(at, handling=handling, **changes) == expected


def test_each_look_has_its_last_day() -> None:
    known = with_message(message(received_at=london("2026-02-13 18:00")))
    days = {one.part: one.due for one in judged(RULE, known, at="2026-02-13 18:00")}
    assert days == {"risk_looked_at": date(2026, 2, 13), "read_at": date(2026, 2, 20)}
    at_night = with_message(message(received_at=london("2026-02-14 23:00")))
    assert judged(RULE, at_night, at="2026-02-14 23:00")[0].due == date(2026, 2, 16), "a Saturday's is for Monday"


def test_late_is_a_delay() -> None:
    assert weighed(RULE, with_message(message()), at="2026-03-02 09:00") == [("fault", "delay")] * 2
    undated = with_message(message(received_at=None))
    assert weighed(RULE, undated, at="2026-03-02 09:00") == [("fault", "delay")] * 2


@pytest.mark.parametrize("handling", [Handling.ANSWERED, Handling.REFUSED, None])
def test_what_is_no_unanswered_message_is_not_asked_for(handling: Handling | None) -> None:
    assert found("2026-06-01 09:00", handling=handling) == []


def test_filed_after_reading_says_that_it_was_read() -> None:
    assert found("2026-06-01 09:00", handling=Handling.FILED_AFTER_READING) == []
    late = {"handling": Handling.FILED_AFTER_READING, "read_at": london("2026-04-01 09:00")}
    assert found("2026-06-01 09:00", **late) == [("fault", "risk_looked_at"), ("fault", "read_at")]


@pytest.mark.parametrize(
    ("handling", "is_gap"),
    [(Handling.FILED_UNREAD, True), (Handling.HELD, True), (Handling.FILED_AFTER_READING, False), (None, False)],
)
def test_in_a_history_it_is_a_gap(handling: Handling | None, *, is_gap: bool) -> None:
    known = with_message(message(handling), complete=False)
    assert weighed(RULE, known, at="2026-06-01 09:00") == ([("gap", "delay")] if is_gap else [])
    read = with_message(message(handling, read_at=london("2026-04-01 09:00")), complete=False)
    assert weighed(RULE, read, at="2026-06-01 09:00") == []
