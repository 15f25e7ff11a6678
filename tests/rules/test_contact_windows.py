"""The set times for calls, through both clock changes, over midnight and on bank holidays (9.3)."""

from datetime import UTC, date, datetime, time

import pytest

from evenhand.rules.calendar import LONDON, WorkingCalendar
from evenhand.rules.contact.windows import is_open, next_open, open_until
from evenhand.rules.facts import CallWindow

from .build import london

CALENDAR = WorkingCalendar(bank_holidays=frozenset({date(2026, 5, 4)}))
SUNDAY, MONDAY = 6, 0


def window(weekday: int, opens: str, closes: str) -> CallWindow:
    return CallWindow(weekday=weekday, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("opens", "closes", "at", "expected"),
    [
        # The clock goes from 1am to 2am on 29 March 2026: what opens at half past one opens at two.
        ("01:30", "03:00", "2026-03-29 00:30", "2026-03-29 01:00"),
        # What would open and close within the hour that is left out does not open that day.
        ("01:15", "01:45", "2026-03-29 00:30", "2026-04-05 00:15"),
        # The clock goes from 2am back to 1am on 25 October 2026: a time that it shows twice comes twice.
        ("01:15", "01:45", "2026-10-24 23:50", "2026-10-25 00:15"),
        ("01:15", "01:45", "2026-10-25 00:50", "2026-10-25 01:15"),
        ("01:15", "01:45", "2026-10-25 01:50", "2026-11-01 01:15"),
        # Open before the change and past it by the clock: it opens again as the clock goes back.
        ("00:30", "01:20", "2026-10-25 00:25", "2026-10-25 01:00"),
    ],
)
def test_set_times_at_the_clock_changes(opens: str, closes: str, at: str, expected: str) -> None:
    windows = (window(SUNDAY, opens, closes),)
    found = next_open([windows], CALENDAR, utc(at))
    assert found is not None
    assert found.tzinfo is LONDON
    assert found.astimezone(UTC) == utc(expected)
    assert not is_open(windows, CALENDAR, utc(at))
    assert is_open(windows, CALENDAR, found)


def test_an_open_window_is_open_now_and_no_window_never() -> None:
    now = utc("2026-03-02 10:00")
    assert next_open([(window(MONDAY, "10:00", "11:00"),)], CALENDAR, now) == now
    assert next_open([()], CALENDAR, now) is None
    assert next_open([(window(7, "10:00", "11:00"),)], CALENDAR, now) is None


def test_windows_without_a_time_in_common_never_open_together() -> None:
    both = [(window(MONDAY, "10:00", "11:00"),), (window(MONDAY, "11:00", "12:00"),)]
    assert next_open(both, CALENDAR, london("2026-03-01 10:00")) is None


@pytest.mark.parametrize(
    ("windows", "at", "until"),
    [
        ([("10:00", "11:00"), ("11:00", "12:30")], "2026-03-02 10:15", "2026-03-02 12:30"),
        ([("10:00", "11:00"), ("11:30", "12:30")], "2026-03-02 10:15", "2026-03-02 11:00"),
        ([("10:30", "12:00"), ("10:00", "11:00")], "2026-03-02 10:15", "2026-03-02 12:00"),
        ([("10:00", "11:00")], "2026-03-02 11:00", None),
        ([("10:00", "11:00")], "2026-05-04 10:15", None),
    ],
)
def test_the_end_of_the_time_that_is_open(windows: list[tuple[str, str]], at: str, until: str | None) -> None:
    found = open_until(tuple(window(MONDAY, *one) for one in windows), CALENDAR, london(at))
    assert found == (london(until) if until else None)


def test_a_window_that_would_end_in_the_hour_left_out_ends_at_the_change() -> None:
    found = open_until((window(SUNDAY, "00:30", "01:30"),), CALENDAR, london("2026-03-29 00:45"))
    assert found == utc("2026-03-29 01:00")
