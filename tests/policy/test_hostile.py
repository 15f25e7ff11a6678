"""Whatever a pack holds, the loader gives a pack or ``PackInvalid``, and does so soon."""

import tomllib
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.policy.faults import PackInvalid
from evenhand.policy.loader import load_pack, load_text
from evenhand.policy.pack import Pack

CONTENT = load_pack("wldc").content
LINES = CONTENT.split("\n")

_SCALARS = [
    "1",
    "-1",
    "0x7",
    "3.5",
    "inf",
    "nan",
    "true",
    '""',
    '"x"',
    "[]",
    "{}",
    "[1, 'a', [2]]",
    "{ a = 1 }",
]
_TIMES = ["2026-01-01", "2026-01-01T10:00:00Z", "10:00:00", '"P"', '"8.2"', '["8.2"]', "9" * 30]
VALUES = _SCALARS + _TIMES


def _load(text: str) -> Pack | None:
    """The pack or nothing; every other exception than ``PackInvalid`` fails the test."""
    try:
        return load_text(text, name_for_errors="ours.toml")
    except PackInvalid as invalid:
        faults = invalid.faults
    assert faults
    for fault in faults:
        assert 1 <= fault.line <= text.count("\n") + 1
        assert fault.problem
        assert fault.instead
        assert str(fault).isprintable()
    return None


@given(st.text())
def test_any_text(text: str) -> None:
    assert _load(text) is None


@given(st.text(st.characters(), max_size=20))
def test_any_text_within_a_pack(text: str) -> None:
    _load(CONTENT.replace('"West Lindsey District Council"', text, 1))


@given(st.binary(max_size=40))
def test_any_bytes_in_a_file(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "hostile.toml"
    file.write_bytes(content)
    with pytest.raises(PackInvalid):
        load_pack(file)


@given(st.integers(0, len(CONTENT)), st.integers(0, 200), st.text("[]{}\"'=.,\\#\n a1", max_size=5))
def test_a_pack_with_a_passage_torn_out(start: int, length: int, put: str) -> None:
    _load(CONTENT[:start] + put + CONTENT[start + length :])


@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(VALUES)), max_size=5))
def test_a_pack_with_other_values(changes: list[tuple[int, str]]) -> None:
    lines = list(LINES)
    for index, value in changes:
        key, equals, _ = lines[index].partition(" = ")
        if equals:
            lines[index] = f"{key} = {value}"
    _load("\n".join(lines))


def _is_further(index: int) -> bool:
    """Whether guidance stands beside an answer or a source that is enough by itself."""
    begins = max(at for at in range(index) if LINES[at].startswith("["))
    table = LINES[begins:index]
    return any(line.startswith(("rules", 'source = "P"')) for line in table)


def test_no_line_of_a_pack_can_be_missing_but_comments_and_further_guidance() -> None:
    last_of_table = {index for index, line in enumerate(LINES) if line.startswith("guidance") and _is_further(index)}
    for index, line in enumerate(LINES):
        is_comment_or_some_kinds = line.lstrip().startswith("#") or (line.startswith('    "') and line.count('"') > 2)
        dispensable = not line or is_comment_or_some_kinds or index in last_of_table
        pack = _load("\n".join(LINES[:index] + LINES[index + 1 :]))
        assert (pack is not None) == dispensable, line


_leaves = st.one_of(
    st.integers(), st.booleans(), st.floats(), st.text(max_size=5), st.dates(), st.times(), st.datetimes()
)
_keys = st.sampled_from(
    ["name", "clauses", "rules", "terms", "letters", "value", "unit", "source", "number", "mode", "appeal"]
)


@given(st.recursive(_leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4)))
def test_any_toml_under_each_key(value: object) -> None:
    text = "\n".join(f"{key} = {_written(value)}" for key in ("clauses", "rules", "terms", "letters", "title"))
    tomllib.loads(text)  # so that the test speaks of TOML
    assert _load(f"schema_version = 2\n{text}") is None


HOSTILE = {
    "keys": "schema_version = 2\n" + "".join(f"k{number} = 1\n" for number in range(20_000)),
    "alike": "schema_version = 2\n" + "".join(f"clauses{number} = 1\n" for number in range(14_000)),
    "clauses": "schema_version = 2\n" + "[[clauses]]\n" * 20_000,
    "rules": CONTENT.replace('["staff.support"]', "[" + ",".join(f'"r{number}"' for number in range(20_000)) + "]"),
    "brackets": "a = " + "[" * 200_000,
    "braces": "a = " + "{ a = " * 40_000,
    "long key": "a" + ".a" * 100_000 + " = 1",
    "many long keys": "".join(f"a{number}" + ".a" * 14 + " = 1\n" for number in range(6_000)),
    "quotation marks": "a = " + '"' * 200_000,
    "backslashes": 'a = """' + "\\" * 200_001,
    "apostrophes": "a = '''" + "''x" * 80_000,
    "spaces": " " * 200_000 + "\r" + "#" * 40_000,
    "digits": "schema_version = " + "9" * 200_000,
    "hexadecimal digits": "schema_version = 0x" + "f" * 200_000,
    "lists of tables": "schema_version = 2\n" + "[[a]]\n[[a.b]]\n[[a.b.c]]\n" * 8_000,
}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_made_to_take_long_does_not(text: str) -> None:
    assert _load(text) is None


def _written(value: object) -> str:
    """A value as TOML."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return '"' + "".join(f"\\U{ord(one):08X}" for one in value) + '"'
        case datetime() | date() | time():
            return value.isoformat()
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
        case dict():
            return "{ " + ", ".join(f"{key} = {_written(inner)}" for key, inner in value.items()) + " }"
        case _:
            return str(value)
