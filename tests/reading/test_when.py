"""Days and moments as people write them."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.reading.when import (
    FIRST_YEAR,
    LAST_YEAR,
    NoSuchTime,
    When,
    day_of,
    moment_of,
    parse_day,
    parse_moment,
    when_of,
)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        (2023, date(2023, 1, 1), date(2023, 12, 31)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2023-03", date(2023, 3, 1), date(2023, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        (date(2023, 3, 5), date(2023, 3, 5), date(2023, 3, 5)),
        ("2023-03-05", date(2023, 3, 5), date(2023, 3, 5)),
    ],
)
def test_a_year_a_month_and_a_day_are_as_long_as_they_are(value: object, first: date, last: date) -> None:
    when = when_of(value)
    assert (when.first, when.last) == (first, last)
    assert str(when) == str(value)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("2023-13", "calendar"),
        ("2023-00", "calendar"),
        ("2023-02-30", "calendar"),
        ("2023-02-29", "calendar"),
        (20233, "years"),
        (0, "years"),
        (-2023, "years"),
        (FIRST_YEAR - 1, "years"),
        (LAST_YEAR + 1, "years"),
        ("0001-01", "years"),
        ("0000-01", "years"),
        ("0000", "years"),
        (date(9999, 12, 31), "years"),
        ("", "not a year, a month or a day"),
        ("March 2023", "not a year, a month or a day"),
        ("2023-3", "not a year, a month or a day"),
        ("2023-03-05T10:00", "not a year, a month or a day"),
        (datetime(2023, 3, 5, 10, 0, tzinfo=UTC), "not a year, a month or a day"),
        (True, "not a year, a month or a day"),
        (None, "not a year, a month or a day"),
        (2023.0, "not a year, a month or a day"),
        ([], "not a year, a month or a day"),
    ],
)
def test_what_is_none_says_why(value: object, why: str) -> None:
    with pytest.raises(NoSuchTime, match=why):
        when_of(value)


def test_a_day_is_neither_a_month_nor_a_moment() -> None:
    assert day_of("2024-02-29") == day_of(date(2024, 2, 29)) == date(2024, 2, 29)
    for value in ("2024-02", 2024, datetime(2024, 2, 29, 10, 0, tzinfo=UTC)):
        with pytest.raises(NoSuchTime, match="is not a day"):
            day_of(value)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-01-05T10:00", datetime(2026, 1, 5, 10, 0, tzinfo=UTC)),
        ("2026-07-05T10:00", datetime(2026, 7, 5, 9, 0, tzinfo=UTC)),
        ("2026-07-05 10:00:30.5", datetime(2026, 7, 5, 9, 0, 30, 500_000, tzinfo=UTC)),
        ("2026-07-05T10:00Z", datetime(2026, 7, 5, 10, 0, tzinfo=UTC)),
        ("2026-07-05T10:00+05:30", datetime(2026, 7, 5, 4, 30, tzinfo=UTC)),
        # The clocks go back on 25 October 2026 at two o'clock: half past one comes twice, and the first is meant.
        ("2026-10-25T01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-10-25T02:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        # They go forward on 29 March 2026 at one o'clock.
        ("2026-03-29T00:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T02:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_time_without_an_offset_is_london_s(value: str, moment: datetime) -> None:
    assert moment_of(value) == moment
    assert moment_of(value).tzinfo is UTC
    parsed = parse_moment(value)
    assert parsed is not None
    assert moment_of(parsed) == moment


@pytest.mark.parametrize("value", ["2026-03-29T01:00", "2026-03-29T01:59:59"])
def test_a_time_that_the_clocks_go_forward_over_never_came(value: str) -> None:
    with pytest.raises(NoSuchTime, match="never came"):
        moment_of(value)


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-05",
        date(2026, 1, 5),
        "10:00",
        "2026-02-30T10:00",
        "2026-01-05T24:30",
        "2026-01-05T10:00+99:00",
        5,
        None,
    ],
)
def test_what_is_no_moment_is_refused(value: object) -> None:
    with pytest.raises(NoSuchTime):
        moment_of(value)


@given(st.datetimes() | st.datetimes(timezones=st.timezones()) | st.dates() | st.integers() | st.text())
def test_any_value_gives_a_time_or_says_that_it_is_none(value: object) -> None:
    for read in (when_of, day_of, moment_of):
        try:
            found = read(value)
        except NoSuchTime:
            continue
        year = found.first.year if isinstance(found, When) else found.year
        assert FIRST_YEAR - 1 <= year <= LAST_YEAR + 1  # an offset may carry a moment over the year's end


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_a_day_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert str(when_of(day.isoformat())) == day.isoformat()


@given(st.dates(date(FIRST_YEAR, 1, 2), date(LAST_YEAR, 12, 30)), st.times(), st.integers(-23 * 60, 23 * 60))
def test_a_moment_with_an_offset_is_read_back(day: date, clock: time, minutes: int) -> None:
    moment = datetime.combine(day, clock, timezone(timedelta(minutes=minutes)))
    assert moment_of(moment.isoformat()) == moment
