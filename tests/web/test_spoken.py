"""Dates, times, numbers and clauses in the words of GOV.UK."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.web.forms.dates import read_time
from evenhand.web.spoken import (
    days_from,
    spoken_clause,
    spoken_date,
    spoken_date_time,
    spoken_phone,
    spoken_time,
)


def test_a_day_is_written_with_its_month_in_full() -> None:
    assert spoken_date(date(2026, 11, 24)) == "24 November 2026"
    assert spoken_date(date(2026, 3, 1)) == "1 March 2026"


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (time(9, 30), "9:30am"),
        (time(17), "5pm"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(12, 5), "12:05pm"),
        (time(0, 5), "12:05am"),
        (time(11, 59), "11:59am"),
    ],
)
def test_a_time_is_written_on_the_twelve_hour_clock(clock: time, words: str) -> None:
    assert spoken_time(clock) == words


def test_a_moment_follows_the_clock_on_the_wall_in_london() -> None:
    assert spoken_date_time(datetime(2026, 7, 1, 8, 30, tzinfo=UTC)) == "1 July 2026 at 9:30am"
    assert spoken_date_time(datetime(2026, 11, 24, 8, 30, tzinfo=UTC)) == "24 November 2026 at 8:30am"
    # Half past eleven at night in UTC is already the next day in summer.
    assert spoken_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        spoken_date_time(datetime(2026, 11, 24, 8, 30))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (3, "in 3 days"), (-2, "2 days ago")],
)
def test_a_distance_is_counted_in_days(days: int, words: str) -> None:
    today = date(2026, 11, 24)
    assert days_from(today + timedelta(days=days), today) == words


def test_a_distance_goes_by_london_days_not_by_hours() -> None:
    late = datetime(2026, 6, 30, 22, 59, tzinfo=UTC)
    assert days_from(late + timedelta(minutes=2), late) == "tomorrow"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("+442079460123", "020 7946 0123"),
        ("02079460123", "020 7946 0123"),
        ("+33 1 99 00 12 34", "+33 1 99 00 12 34"),
        ("withheld", "withheld"),
    ],
)
def test_a_number_is_written_in_groups(number: str, words: str) -> None:
    assert spoken_phone(number) == words


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("8.2", "Clause 8.2"),
        ("3.1, 10.1", "Clauses 3.1 and 10.1"),
        ("9.1, 9.3, 9.4", "Clauses 9.1, 9.3 and 9.4"),
        ("Ombudsman’s guidance", "Ombudsman’s guidance"),
    ],
)
def test_a_clause_is_named_in_words(clause: str, words: str) -> None:
    assert spoken_clause(clause) == words


@given(st.times(timezones=st.none()).map(lambda clock: clock.replace(second=0, microsecond=0)))
def test_every_time_that_we_write_can_be_typed_back(clock: time) -> None:
    assert read_time(spoken_time(clock)) == clock
