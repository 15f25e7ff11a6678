"""Dates, lists and typed text as letters write them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from evenhand.letters.words import (
    blocks,
    bullets,
    last_day,
    listed,
    one_line,
    paragraphs,
    spoken_date,
    spoken_months,
    spoken_time,
    tidied,
)
from evenhand.rules.calendar import LONDON, end_of_day


def test_a_day_is_written_as_govuk_writes_it() -> None:
    assert spoken_date(date(2027, 5, 4)) == "4 May 2027"


def test_a_moment_falls_on_the_day_that_london_has() -> None:
    assert spoken_date(datetime(2027, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2027"
    assert spoken_date(datetime(2027, 1, 31, 23, 30, tzinfo=UTC)) == "31 January 2027"


def test_a_moment_without_a_time_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        spoken_date(datetime(2027, 6, 30, 12))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (9, 30, "9:30am"),
        (12, 0, "midday"),
        (12, 15, "12:15pm"),
        (17, 0, "5pm"),
    ],
)
def test_a_time_is_written_as_govuk_writes_it(hour: int, minute: int, words: str) -> None:
    assert spoken_time(datetime(2027, 5, 24, hour, minute, tzinfo=LONDON)) == words


@pytest.mark.parametrize("day", [date(2027, 5, 24), date(2027, 3, 28), date(2027, 10, 31), date(2027, 12, 31)])
def test_an_end_at_midnight_has_the_day_before_as_its_last(day: date) -> None:
    assert last_day(end_of_day(day)) == day
    assert last_day(end_of_day(day).astimezone(UTC)) == day
    assert last_day(end_of_day(day) - timedelta(minutes=1)) is None


def test_lists_read_as_sentences_do() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"], "or") == "a, b or c"


def test_one_month_is_not_one_months() -> None:
    assert spoken_months(1) == "every month"
    assert spoken_months(3) == "every 3 months"


def test_blank_parts_make_no_paragraph() -> None:
    assert paragraphs(" one ", "", "  ", "two") == "one\n\ntwo"


def test_typed_text_keeps_its_letters_and_loses_what_prints_nothing() -> None:
    assert tidied("  Siân ŵŷ\t\x00x\x1b[31m\r\ny\ud800z\r\r\u202eend\u2069  ") == "Siân ŵŷ x[31m\nyz\n\nend"
    assert tidied("w\u0302") == "ŵ"
    assert one_line(" Ada \n  Example ") == "Ada Example"


def test_typed_text_keeps_the_marks_that_other_scripts_need() -> None:
    zero_width_joiner = "\u200d"
    assert tidied(f"क्{zero_width_joiner}ष") == f"क्{zero_width_joiner}ष"


def test_a_blank_line_ends_a_paragraph_and_a_new_line_stays() -> None:
    found = blocks("one\ntwo\n\n\n\nthree")
    assert [(block.lines, block.is_list) for block in found] == [(("one", "two"), False), (("three",), False)]


def test_points_make_a_list_apart_from_the_words_around_it() -> None:
    found = blocks("Before:\n" + bullets(["first\nline", "second"]) + "\nafter")
    assert [(block.lines, block.is_list, block.leads) for block in found] == [
        (("Before:",), False, True),
        (("first line", "second"), True, False),
        (("after",), False, False),
    ]


def test_a_dash_a_star_or_a_hash_means_nothing() -> None:
    typed = "- one\n* two\n# three"
    assert [(block.lines, block.is_list) for block in blocks(typed)] == [(tuple(typed.split("\n")), False)]


@pytest.mark.parametrize("blank", ["", "   ", "\n\n \n", "\x00"])
def test_nothing_makes_no_blocks(blank: str) -> None:
    assert blocks(blank) == ()
