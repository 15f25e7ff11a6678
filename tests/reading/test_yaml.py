"""What YAML means here: plain values, no surprises, and the line of each key that is asked for."""

from datetime import UTC, date, datetime
from itertools import islice

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evenhand.reading import yaml as reading
from evenhand.reading.faults import KeyPath, Origin
from evenhand.reading.yaml import DEEPEST, parse_yaml

ORIGIN = Origin(file="a.yaml")


def _value(text: str) -> object:
    """What a plain text means as the value of a key."""
    value = parse_yaml(f"key: {text}\n", ORIGIN).value
    assert isinstance(value, dict)
    return value["key"]


def test_the_quick_parser_is_there_and_used() -> None:
    assert reading._PARSER is yaml.CSafeLoader


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("22", 22),
        ("0", 0),
        ("-7", -7),
        ("9" * 18, 10**18 - 1),
        ("1.5", 1.5),
        ("-0.25", -0.25),
        ("2026-01-05", date(2026, 1, 5)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-01-05T10:00+01:00", datetime.fromisoformat("2026-01-05T10:00+01:00")),
        ("2026-01-05T10:00:00Z", datetime(2026, 1, 5, 10, 0, tzinfo=UTC)),
        ("2026-01-05T10:00", datetime(2026, 1, 5, 10, 0, tzinfo=UTC).replace(tzinfo=None)),
        ("2026-01-05 10:00", datetime(2026, 1, 5, 10, 0, tzinfo=UTC).replace(tzinfo=None)),
        ("[a, {b: 1}]", ["a", {"b": 1}]),
        ("{}", {}),
    ],
)
def test_a_plain_value_is_what_it_looks_like(text: str, value: object) -> None:
    found = _value(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text",
    [
        *("yes", "no", "on", "off", "Yes", "NO", "y", "n", "True", "FALSE", "Null", "NULL"),
        *("12:30", "10:00", "190:20:30", "1:2", "0123", "0o17", "0x1F", "0b101", "1_000", "+44", "+44 20 7946 0321"),
        *(".inf", "-.inf", ".nan", "inf", "1e5", "1.5e3", ".5", "1.", "01.5", "1" + "0" * 400 + ".0", "9" * 5000),
        *("2023-02-30", "2023-13-01", "2023-3-5", "2023-03", "2026-01-05T25:00", "2026-01-05T10", "0000-01-01"),
        *("17 017 875", "20 017 875", "020 7946 0321", "-x", "=", "<<", "it's", "v1.0", "1.2.3"),
        *("\u0661\u0662", "\u00b2", "--1", "2026-01-05T10:00+99:00"),
    ],
)
def test_what_yaml_would_surprise_with_stays_a_text(text: str) -> None:
    assert _value(text) == text


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", ["22", "true", "null", "2026-01-05", "", "1.5", "<<", "*a", "&a", "!a"])
def test_what_stands_in_quotation_marks_or_in_a_block_is_a_text(text: str) -> None:
    assert _value(f"'{text}'") == text
    assert _value(f'"{text}"') == text
    if text:
        assert _value(f"|-\n  {text}") == text
        assert _value(f">-\n  {text}") == text


@pytest.mark.usefixtures("parser")
def test_a_key_may_be_any_text() -> None:
    text = "'22': a\n\"true\": b\nyes: c\n'<<': d\non: e\n'': f\n12:30: g\nMrs Ada: h\n"
    value = parse_yaml(text, ORIGIN).value
    assert value == {"22": "a", "true": "b", "yes": "c", "<<": "d", "on": "e", "": "f", "12:30": "g", "Mrs Ada": "h"}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text", ["a: 1\n", "\ufeffa: 1\n", "---\na: 1\n", "a: 1\n...\n", "--- # x\n# y\na: 1", "a: 1\r\n"]
)
def test_one_document_is_read_with_or_without_its_dashes_and_a_byte_order_mark(text: str) -> None:
    assert parse_yaml(text, ORIGIN).value == {"a": 1}


@pytest.mark.usefixtures("parser")
def test_what_is_nested_less_deep_is_read() -> None:
    nested = parse_yaml("[" * DEEPEST + "]" * DEEPEST, ORIGIN).value
    for _ in range(DEEPEST - 1):
        assert isinstance(nested, list)
        (nested,) = nested
    assert nested == []


EXAMPLE = """\
# a register
- ref: 17 017 875
  events:
  - {when: 2016, kind: decision,
     restrictions: [premises_ban,
       other]}
  - kind: review
    note: >
      on two
      lines

    held: false
-
  ref: two
  events: []
-
- 'three'
"""
LINES: dict[KeyPath, int] = {
    (): 2,
    (0,): 2,
    (0, "ref"): 2,
    (0, "events"): 3,
    (0, "events", 0): 4,
    (0, "events", 0, "when"): 4,
    (0, "events", 0, "kind"): 4,
    (0, "events", 0, "restrictions"): 5,
    (0, "events", 0, "restrictions", 0): 5,
    (0, "events", 0, "restrictions", 1): 6,
    (0, "events", 1): 7,
    (0, "events", 1, "kind"): 7,
    (0, "events", 1, "note"): 8,
    (0, "events", 1, "held"): 12,
    (1,): 14,
    (1, "ref"): 14,
    (1, "events"): 15,
    (3,): 17,
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_each_key_is_on_its_line(newline: str) -> None:
    document = parse_yaml(EXAMPLE.replace("\n", newline), ORIGIN)
    assert {path: document.locate([path]).get(path) for path in LINES} == LINES
    together = document.locate(list(LINES))
    assert {path: together.get(path) for path in LINES} == LINES


def test_of_a_key_that_is_not_there_the_tables_around_it_are_found_and_no_others() -> None:
    document = parse_yaml(EXAMPLE, ORIGIN)
    around = {(): 2, (0,): 2, (0, "events"): 3, (0, "events", 1): 7}
    assert document.locate([(0, "events", 1, "reasons_given")]) == around


_texts = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"], exclude_characters="\ufeff"), max_size=8
)
_leaves = st.one_of(st.none(), st.booleans(), st.integers(-(10**18) + 1, 10**18 - 1), st.dates(), _texts)
_values = st.recursive(
    _leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3), max_leaves=12
)


@given(st.dictionaries(_texts, _values, min_size=1, max_size=4), st.sampled_from([False, True, None]))
def test_whatever_pyyaml_writes_is_read_back(value: dict[str, object], flow: bool | None) -> None:  # noqa: FBT001
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True, width=60)
    assert parse_yaml(text, ORIGIN).value == value


@given(st.dictionaries(_texts, _texts, min_size=1), st.sampled_from(["'", '"', "|", ">"]))
def test_whatever_pyyaml_writes_in_quotation_marks_is_read_back(value: dict[str, str], style: str) -> None:
    assert parse_yaml(yaml.safe_dump(value, default_style=style, allow_unicode=True), ORIGIN).value == value


@given(st.datetimes(timezones=st.none() | st.just(UTC)))
def test_a_moment_that_pyyaml_writes_is_read_back(value: datetime) -> None:
    assert parse_yaml(yaml.safe_dump([value]), ORIGIN).value == [value]


@given(_values)
def test_every_way_has_a_line_that_grows_with_the_file(value: object) -> None:
    text = yaml.safe_dump([value], default_flow_style=False, allow_unicode=True)
    document = parse_yaml(text, ORIGIN)
    paths = list(islice(_paths(document.value, ()), 200))
    lines = document.locate(paths)
    assert set(lines) == set(paths)
    found = [lines[path] for path in paths]
    assert found == sorted(found)
    assert found[-1] <= text.count("\n") + 1


def _paths(value: object, path: KeyPath) -> list[KeyPath]:
    found = [path]
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += _paths(inner, (*path, index))
    return found
