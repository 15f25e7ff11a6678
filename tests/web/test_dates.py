"""Days and times as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.web.forms.dates import DateParts, DatePartsError, DateWidget, read_time


@pytest.mark.parametrize("month", ["11", "Nov", "nov.", "November", "NOVEMBER"])
def test_a_month_may_be_a_number_or_a_word(month: str) -> None:
    assert DateParts("24", month, "2026").read() == date(2026, 11, 24)


def test_sept_is_september() -> None:
    assert DateParts("1", "Sept", "2026").read() == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("parts", "message", "box"),
    [
        (("", "11", "2026"), "must include a day", "day"),
        (("24", "", ""), "must include a month and year", "month"),
        (("31", "2", "2026"), "must be a real date", "day"),
        (("24", "13", "2026"), "must be a real date", "month"),
        (("24", "Smarch", "2026"), "must be a real date", "month"),
        (("x", "11", "2026"), "must be a real date", "day"),
        (("٢٤", "11", "2026"), "must be a real date", "day"),
        (("24", "11", "26"), "must have a year of 4 numbers, like 2026", "year"),
        (("24", "11", "0026"), "must be a real date", "year"),
    ],
)
def test_what_is_no_day_says_which_box_to_go_to(parts: tuple[str, str, str], message: str, box: str) -> None:
    with pytest.raises(DatePartsError) as error:
        DateParts(*parts).read()
    assert str(error.value) == message
    assert error.value.part == box


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_that_the_boxes_show_is_read_back(day: date) -> None:
    assert DateWidget.decompose(day).read() == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9.30", time(9, 30)),
        ("9:30am", time(9, 30)),
        ("9.30 AM", time(9, 30)),
        ("930am", time(9, 30)),
        ("0930", time(9, 30)),
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("2pm", time(14)),
        ("2 p.m.", time(14)),
        ("2.15pm", time(14, 15)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("12.20", time(12, 20)),
        ("02:30", time(2, 30)),
        ("17", time(17)),
        ("Midday", time(12)),
        ("noon", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time_is_read_as_people_type_it(text: str, clock: time) -> None:
    assert read_time(text) == clock


@pytest.mark.parametrize("text", ["2.30", "6:59", "1.00", "9", "12"])
def test_a_time_that_could_be_morning_or_afternoon_asks_which(text: str) -> None:
    with pytest.raises(ValueError, match="must say am or pm"):
        read_time(text)


@pytest.mark.parametrize("text", ["25:00", "9:60", "13pm", "0am", "soon", "9:3", "-1", "9 30 15", "٩:٣٠"])
def test_what_is_no_time_says_what_one_looks_like(text: str) -> None:
    with pytest.raises(ValueError, match="must be a time, like 9:30am, 2pm or 14:05"):
        read_time(text)
