"""A table read key by key: values where they are right, one fault each where they are not, nothing where unknown."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from evenhand.reading.faults import FaultLog, FileFault, FileInvalid, Origin
from evenhand.reading.table import Table
from evenhand.reading.when import When
from evenhand.reading.yaml import parse_yaml
from evenhand.rules.vocabulary import Channel

Read = Callable[[Table], object]


def _table(text: str) -> Table:
    document = parse_yaml(text, Origin(file="a.yaml"))
    return document.table(document.faults(), write="Write keys.")


def _faults(table: Table) -> tuple[FileFault, ...]:
    with pytest.raises(FileInvalid) as caught:
        table.faults.raise_if_any()
    return caught.value.faults


RIGHT: list[tuple[str, Read, object]] = [
    ("k: a text", lambda table: table.text("k", write="W."), "a text"),
    ("k: 22", lambda table: table.text("k", write="W.", or_number=True), "22"),
    ("k: 2023-03-05", lambda table: table.text("k", write="W.", or_number=True), "2023-03-05"),
    ("k: 17 017 875", lambda table: table.text("k", write="W.", or_number=True), "17 017 875"),
    ("k: 0022", lambda table: table.text("k", write="W.", or_number=True), "0022"),
    ("k: -0", lambda table: table.text("k", write="W.", or_number=True), "-0"),
    ("k: " + "7" * 30, lambda table: table.text("k", write="W.", or_number=True), "7" * 30),
    ("k: |\n  one\n  two\n", lambda table: table.text("k", write="W."), "one\ntwo"),
    ("o: 1", lambda table: table.optional_text("k", write="W."), ""),
    ("k: x", lambda table: table.optional_text("k", write="W."), "x"),
    ("k: true", lambda table: table.truth("k"), True),
    ("k: false", lambda table: table.optional_truth("k"), False),
    ("o: 1", lambda table: table.optional_truth("k"), None),
    ("k: 0", lambda table: table.optional_number("k", write="W.", lowest=0, highest=9), 0),
    ("o: 1", lambda table: table.optional_number("k", write="W.", lowest=0, highest=9), None),
    ("k: null", lambda table: table.null("k"), True),
    ("k:", lambda table: table.null("k"), True),
    ("k: 0", lambda table: table.null("k"), False),
    ("o: 1", lambda table: table.null("k"), False),
    ("k: {a: [1]}", lambda table: table.raw("k"), {"a": [1]}),
    ("o: 1", lambda table: table.raw("k"), None),
    ("k: 2026-04-01", lambda table: table.day("k", write="W."), date(2026, 4, 1)),
    ("k: '2026-04-01'", lambda table: table.optional_day("k", write="W."), date(2026, 4, 1)),
    ("o: 1", lambda table: table.optional_day("k", write="W."), None),
    ("k: 2023", lambda table: table.optional_when("k"), When(first=date(2023, 1, 1), last=date(2023, 12, 31))),
    ("k: 2023-03", lambda table: str(table.optional_when("k")), "2023-03"),
    ("o: 1", lambda table: table.optional_when("k"), None),
    ("k: 2026-07-05T10:00", lambda table: table.moment("k"), datetime(2026, 7, 5, 9, 0, tzinfo=UTC)),
    ("k: '2026-07-05T10:00Z'", lambda table: table.moment("k"), datetime(2026, 7, 5, 10, 0, tzinfo=UTC)),
    ("k: letter", lambda table: table.choice("k", Channel), Channel.LETTER),
    ("o: 1", lambda table: table.optional_choice("k", Channel), None),
    ("k: [letter]", lambda table: table.choices("k", Channel), frozenset({Channel.LETTER})),
    ("k: []", lambda table: table.optional_choices("k", Channel), ()),
    ("k: [letter, email]", lambda table: table.optional_choices("k", Channel), (Channel.LETTER, Channel.EMAIL)),
    ("o: 1", lambda table: table.optional_choices("k", Channel), None),
    ("k: [b, a]", lambda table: table.texts("k", write="W."), ("b", "a")),
    ("k: []", lambda table: table.optional_texts("k", write="W."), ()),
    ("o: 1", lambda table: table.optional_texts("k", write="W."), None),
    ("k: [{a: 1}]", lambda table: [one.raw("a") for one in table.tables("k", write="W.")], [1]),
    ("k: []", lambda table: table.optional_tables("k", write="W."), ()),
    ("o: 1", lambda table: table.optional_tables("k", write="W."), None),
    ("o: 1", lambda table: table.optional_table("k", write="W."), None),
    ("k: {b: 1, a: 2}", lambda table: (inner := table.optional_table("k", write="W.")) and inner.keys, ("b", "a")),
]


@pytest.mark.parametrize(
    ("text", "read", "value"), RIGHT, ids=[f"{number}: {one[0]}" for number, one in enumerate(RIGHT)]
)
def test_a_right_value_is_read_and_its_key_is_known(text: str, read: Read, value: object) -> None:
    table = _table(text)
    found = read(table)
    assert found == value
    assert type(found) is type(value)
    if "o:" not in text:
        table.done()
    table.faults.raise_if_any()


WRONG: list[tuple[str, Read, str, str]] = [
    ("o: 1", lambda table: table.text("k", write="W."), "missing", "W."),
    ("k:", lambda table: table.text("k", write="W."), "says nothing", "W."),
    ("k: ' '", lambda table: table.optional_text("k", write="W."), "says nothing", "W."),
    ("k: 22", lambda table: table.text("k", write="W."), "22, which is not a text", "W. Put it in quotation marks."),
    ("k: 1.10", lambda table: table.text("k", write="W.", or_number=True), "not a text", "quotation marks"),
    ("k: true", lambda table: table.text("k", write="W.", or_number=True), "not a text", "quotation marks"),
    ("k: 2026-01-05T10:00", lambda table: table.text("k", write="W.", or_number=True), "not a text", "quotation marks"),
    ("k: [a]", lambda table: table.text("k", write="W.", or_number=True), "a list, which is not a text", "W."),
    ("k: abc", lambda table: table.text("k", write="W.", longest=2), "3 characters", "Use 2"),
    ("k: abc", lambda table: table.optional_text("k", write="W.", longest=2), "3 characters", "Use 2"),
    ("k: abc", lambda table: table.optional_text("k", write="W.", like=re.compile("x")), "cannot be used", "W."),
    ('k: "a\\tb"', lambda table: table.text("k", write="W."), "cannot be seen", "printed"),
    ("k: yes", lambda table: table.truth("k"), '"yes", which is neither', "Write true or false."),
    ("k: True", lambda table: table.optional_truth("k"), '"True", which is neither', "Write true or false."),
    ("k: 1", lambda table: table.optional_truth("k"), "1, which is neither", "Write true or false."),
    ("k:", lambda table: table.optional_truth("k"), "empty, which is neither", "Write true or false."),
    ("o: 1", lambda table: table.truth("k"), "missing", "Write true or false."),
    ("k: true", lambda table: table.number("k", write="W.", lowest=0, highest=9), "not a whole number", "W."),
    ("k: 12:30", lambda table: table.number("k", write="W.", lowest=0, highest=999), "not a whole number", "W."),
    ("k: 10", lambda table: table.optional_number("k", write="W.", lowest=0, highest=9), "out of range", "W."),
    ("k: null", lambda table: table.optional_number("k", write="W.", lowest=0, highest=9), "empty", "W."),
    ("k: '2026-04-01'", lambda table: table.day("k", write="W."), "not a day", "W."),
    ("k: 2023-02-30", lambda table: table.optional_day("k", write="W."), "not in the calendar", "W."),
    ("k: 2023-02-30", lambda table: table.optional_when("k"), "not in the calendar", "2023-03"),
    ("k: 1823", lambda table: table.optional_when("k"), "years", "2023-03"),
    ("k: 2026-01-05", lambda table: table.moment("k"), "not a day with a time", "2026-01-05T10:00"),
    ("k: 10:00", lambda table: table.moment("k"), "not a day with a time", "2026-01-05T10:00"),
    ("k: 2026-03-29T01:30", lambda table: table.moment("k"), "never came", "2026-01-05T10:00"),
    ("o: 1", lambda table: table.moment("k"), "missing", "2026-01-05T10:00"),
    ("k: leter", lambda table: table.optional_choice("k", Channel), '"leter" is not known', '"letter"'),
    ("k: [letter]", lambda table: table.choice("k", Channel), "a list is not known", '"letter"'),
    ("k: fax", lambda table: table.choice("k", Channel, write="W."), '"fax" is not known', "W."),
    ("o: 1", lambda table: table.choice("k", Channel), "missing", '"letter"'),
    ("k: []", lambda table: table.choices("k", Channel), "list is empty", '"letter"'),
    ("k: letter", lambda table: table.optional_choices("k", Channel), '"letter", which is not a list', '"letter"'),
    ("k: [letter, letter]", lambda table: table.optional_choices("k", Channel), "twice", "once"),
    ("k: [letter, 3]", lambda table: table.optional_choices("k", Channel), "3 is not known", '"letter"'),
    ("k: []", lambda table: table.texts("k", write="W."), "list is empty", "W."),
    ("k: [a, a]", lambda table: table.optional_texts("k", write="W."), "twice", "once"),
    ("k: [a, 1]", lambda table: table.optional_texts("k", write="W."), "1, which is not a text", "quotation marks"),
    ("k: {a: 1}", lambda table: table.optional_texts("k", write="W."), "a table, which is not a list", "W."),
    ("k: [1]", lambda table: table.optional_tables("k", write="W."), "1, which is not a table", "W."),
    ("k: []", lambda table: table.tables("k", write="W."), "list is empty", "W."),
    ("k: [{}, {}]", lambda table: table.tables("k", write="W.", most=1), "2 entries", "Use 1"),
    ("k: [{}, {}]", lambda table: table.optional_tables("k", write="W.", most=1), "2 entries", "Use 1"),
    ("k: x", lambda table: table.optional_table("k", write="W."), '"x", which is not a table', "W."),
    ("k:", lambda table: table.optional_table("k", write="W."), "empty, which is not a table", "W."),
]


@pytest.mark.parametrize(
    ("text", "read", "problem", "instead"), WRONG, ids=[f"{number}: {one[0]}" for number, one in enumerate(WRONG)]
)
def test_a_wrong_value_is_one_fault_that_says_what_to_write(text: str, read: Read, problem: str, instead: str) -> None:
    table = _table(f"# a comment\n{text}\n")
    read(table)
    faults = _faults(table)
    assert len(faults) == 1
    assert problem in faults[0].problem
    assert instead in faults[0].instead
    assert faults[0].key.startswith("k")
    assert faults[0].line == 2


def test_a_key_that_nobody_asked_for_is_a_fault_with_the_one_that_was_meant() -> None:
    table = _table("kind: x\nreasns_given: true\nzzz: 1\n")
    table.text("kind", write="W.")
    table.optional_truth("reasons_given")
    table.known("note")
    table.done()
    assert [(fault.key, fault.line, fault.instead) for fault in _faults(table)] == [
        ("reasns_given", 2, 'Did you mean "reasons_given"?'),
        ("zzz", 3, "Remove it."),
    ]


def test_a_fault_within_a_table_within_a_list_has_its_whole_way_and_its_line() -> None:
    table = _table("events:\n- {kind: a}\n- kind: b\n  with:\n    restrictions: [letter, nothing]\n")
    for one in table.tables("events", write="W."):
        one.known("kind")
        inner = one.optional_table("with", write="W.")
        if inner is not None:
            inner.optional_choices("restrictions", Channel)
    (fault,) = _faults(table)
    assert (fault.key, fault.line) == ("events[2].with.restrictions[2]", 5)


def test_a_table_of_any_keys_is_read_by_its_keys() -> None:
    table = Table({"olu": ["letter"], "mia": ["email"]}, ("staff",), FaultLog("a.yaml"))
    assert {key: table.choices(key, Channel) for key in table.keys} == {
        "olu": {Channel.LETTER},
        "mia": {Channel.EMAIL},
    }
    assert "olu" in table
    assert "eve" not in table
    table.done()
    table.faults.raise_if_any()
