"""Dates as the policy counts them: months at their ends, working days, and both clock changes."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.rules.calendar import (
    LONDON,
    WorkingCalendar,
    add_months,
    end_of_day,
    local_day,
    may_precede,
    not_after,
    start_of_day,
)

from .build import BANK_HOLIDAYS, london
from .random_facts import properties

DAYS = st.dates(date(1971, 1, 1), date(2099, 12, 31))
CALENDAR = WorkingCalendar(BANK_HOLIDAYS)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 10, 15), 3, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
    ],
)
def test_months_later(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@properties
@given(day=DAYS, months=st.integers(0, 60))
def test_months_later_is_that_month_and_that_day_or_its_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@properties
@given(first=DAYS, second=DAYS, months=st.integers(0, 60))
def test_months_later_keeps_the_order_of_days(first: date, second: date, months: int) -> None:
    early, late = sorted((first, second))
    assert add_months(early, months) <= add_months(late, months)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        pytest.param(date(2026, 2, 2), 0, date(2026, 2, 2), id="none, on a working day"),
        pytest.param(date(2026, 2, 7), 0, date(2026, 2, 9), id="none, on a Saturday"),
        pytest.param(date(2026, 2, 6), 1, date(2026, 2, 9), id="over a weekend"),
        pytest.param(date(2026, 2, 7), 1, date(2026, 2, 9), id="from a Saturday"),
        pytest.param(date(2026, 2, 8), 2, date(2026, 2, 10), id="from a Sunday"),
        pytest.param(date(2026, 4, 2), 1, date(2026, 4, 7), id="over Easter"),
        pytest.param(date(2026, 4, 3), 1, date(2026, 4, 7), id="from Good Friday"),
        pytest.param(date(2026, 12, 24), 2, date(2026, 12, 30), id="over Christmas"),
        pytest.param(date(2026, 2, 2), 10, date(2026, 2, 16), id="two weeks"),
    ],
)
def test_working_days_later(day: date, count: int, expected: date) -> None:
    assert CALENDAR.add_working_days(day, count) == expected


@properties
@given(day=DAYS, count=st.integers(0, 60), holidays=st.frozensets(DAYS, max_size=8))
def test_working_days_later_are_that_many_working_days(day: date, count: int, holidays: frozenset[date]) -> None:
    calendar = WorkingCalendar(holidays)
    last = calendar.add_working_days(day, count)
    between = sum(calendar.is_working_day(day + timedelta(days=n)) for n in range(1, (last - day).days + 1))
    assert calendar.is_working_day(last)
    # From a day off, none and one both lead to the next working day.
    assert between == (count if calendar.is_working_day(day) else max(count, 1))


def test_working_days_are_counted_forward() -> None:
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add_working_days(date(2026, 2, 2), -1)


@pytest.mark.parametrize(
    ("day", "works"),
    [(date(2026, 2, 2), True), (date(2026, 2, 7), False), (date(2026, 2, 8), False), (date(2026, 5, 4), False)],
)
def test_working_day(day: date, *, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        pytest.param(datetime(2026, 1, 31, 23, 59, tzinfo=UTC), date(2026, 1, 31), id="winter"),
        pytest.param(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1), id="summer"),
        pytest.param(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29), id="clocks go forward"),
        pytest.param(datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25), id="clocks go back"),
        pytest.param(datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25), id="the evening after"),
        pytest.param(datetime(2026, 1, 1, 3, tzinfo=timezone(timedelta(hours=5))), date(2025, 12, 31), id="elsewhere"),
    ],
)
def test_the_day_in_london(moment: datetime, day: date) -> None:
    assert local_day(moment) == day


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)])
def test_a_day_ends_where_the_next_begins(day: date, hours: int) -> None:
    start, end = start_of_day(day), end_of_day(day)
    assert end == start_of_day(day + timedelta(days=1))
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=hours)


@properties
@given(day=DAYS)
def test_a_day_holds_its_own_moments(day: date) -> None:
    start, end = start_of_day(day), end_of_day(day)
    assert local_day(start) == day
    assert local_day(end.astimezone(UTC) - timedelta(microseconds=1)) == day
    assert local_day(end) == day + timedelta(days=1)


OVER_THE_CHANGE = (datetime.fromisoformat("2026-10-24"), datetime.fromisoformat("2026-10-26"))
MOMENTS = st.datetimes(*OVER_THE_CHANGE, timezones=st.just(LONDON))


@properties
@given(first=MOMENTS, second=MOMENTS)
def test_moments_are_compared_and_not_the_clock_on_the_wall(first: datetime, second: datetime) -> None:
    assert not_after(first, second) is (first.timestamp() <= second.timestamp())


def test_the_hour_that_comes_twice() -> None:
    early, late = london("2026-10-25 01:45"), london("2026-10-25 01:15").replace(fold=1)
    assert early > late, "by the clock on the wall"
    assert not_after(early, late)
    assert not not_after(late, early)


def test_an_unknown_moment_may_lie_on_either_side() -> None:
    moment = london("2026-02-02 14:00")
    assert may_precede(None, moment)
    assert may_precede(moment, None)
    assert may_precede(moment, moment)
    assert not may_precede(moment + timedelta(seconds=1), moment)


def test_a_moment_without_a_zone_is_an_error() -> None:
    naive = datetime.fromisoformat("2026-02-02 14:00")
    aware = london("2026-02-02 14:00")
    for ask in (lambda: local_day(naive), lambda: not_after(naive, aware), lambda: not_after(aware, naive)):
        with pytest.raises(ValueError, match="time zone"):
            ask()
