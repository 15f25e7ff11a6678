"""What is said of a file that cannot be used."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.reading.faults import MOST_FAULTS, FaultLog, FileInvalid, KeyPath, Origin, quoted, shown, spelled


class HistoryInvalid(FileInvalid):
    kind = "history"


def _raised(log: FaultLog) -> FileInvalid:
    with pytest.raises(FileInvalid) as caught:
        log.raise_if_any()
    return caught.value


def test_a_fault_without_a_known_line_is_on_the_first() -> None:
    log = FaultLog("ours.toml")
    log.add(("a", 0, "b"), "It is wrong.", "Mend it.")
    assert str(_raised(log).faults[0]) == "ours.toml, line 1, a[1].b: It is wrong. Mend it."


def test_a_fault_is_on_the_line_of_its_key_or_of_the_nearest_table_around_it() -> None:
    lines: dict[KeyPath, int] = {(): 1, ("a",): 4, ("a", 0): 5, ("b",): 3}
    log = FaultLog("ours.yaml", lambda _: lines)
    log.add(("a", 0, "c", "d"), "One.", "Mend it.")
    log.add(("b",), "Two.", "Mend it.")
    log.add(("z",), "Three.", "Mend it.")
    assert [(fault.line, fault.problem) for fault in _raised(log).faults] == [(1, "Three."), (3, "Two."), (5, "One.")]


def test_lines_are_asked_for_once_and_only_where_there_are_faults() -> None:
    asked: list[Collection[KeyPath]] = []

    def locate(paths: Collection[KeyPath]) -> dict[KeyPath, int]:
        asked.append(paths)
        return {}

    log = FaultLog("ours.yaml", locate)
    log.raise_if_any()
    assert asked == []
    log.add(("a",), "One.", "Mend it.")
    log.add(("b",), "Two.", "Mend it.")
    _raised(log)
    assert asked == [[("a",), ("b",)]]


def test_the_error_says_what_the_file_is_and_how_much_there_is_to_do() -> None:
    one = Origin(file="a.yaml", invalid=HistoryInvalid).unusable("It is wrong.", "Mend it.", line=7, path=("a",))
    assert isinstance(one, HistoryInvalid)
    assert str(one) == ("This history cannot be used. Put 1 thing right:\n  a.yaml, line 7, a: It is wrong. Mend it.")
    log = FaultLog("b.yaml")
    log.add((), "One.", "Mend it.")
    log.add((), "Two.", "Mend it.")
    assert str(_raised(log)).startswith("This file cannot be used. Put 2 things right:\n  b.yaml, line 1: One.")


def test_a_log_raises_the_error_that_it_was_made_for() -> None:
    log = FaultLog("a.yaml", invalid=HistoryInvalid)
    log.add((), "One.", "Mend it.")
    assert isinstance(_raised(log), HistoryInvalid)


def test_a_log_that_is_full_takes_no_more_and_says_so() -> None:
    log = FaultLog("a.yaml")
    for number in range(MOST_FAULTS):
        log.add(("a", number), "It is wrong.", "Mend it.")
    assert log.full
    assert not _raised(log).more
    log.add(("b",), "It is wrong.", "Mend it.")
    error = _raised(log)
    assert len(error.faults) == MOST_FAULTS
    assert error.more
    assert "more after these" in str(error)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("rules", "review.on_time", "mode"), 'rules."review.on_time".mode'),
        ((2, "events", 0), "[3].events[1]"),
        (("a", "", "b c"), 'a.""."b c"'),
        (("\n",), '"\\n"'),
    ],
)
def test_a_key_is_spelled_as_people_count(path: KeyPath, text: str) -> None:
    assert spelled(path) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "empty"),
        (" ", "empty"),
        ("no", '"no"'),
        (True, "true"),
        (7, "7"),
        ([1], "a list"),
        ({}, "a table"),
        (b"", "something else"),
    ],
)
def test_a_value_is_shown_in_a_few_words(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_number_of_many_thousand_digits_is_shown_too() -> None:
    assert shown(-(10**5000)) == "a huge number"


@given(st.text())
def test_a_text_is_shown_short_on_one_line(text: str) -> None:
    assert quoted(text).isprintable()
    assert len(quoted(text)) <= 62 * 10  # an unprintable character takes ten
