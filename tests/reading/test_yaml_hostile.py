"""Whatever a file holds, it gives plain values or ``FileInvalid``, and does so soon."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evenhand.reading import yaml as reading
from evenhand.reading.faults import FileInvalid, Origin
from evenhand.reading.yaml import parse_yaml, read_yaml

PARSERS = (yaml.CSafeLoader, yaml.SafeLoader)
PLAIN = (str, int, float, bool, date, type(None))


@contextmanager
def _parser(parser: type) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_PARSER", parser)
        yield


def _plain(value: object) -> bool:
    match value:
        case dict():
            return all(type(key) is str and _plain(inner) for key, inner in value.items())
        case list():
            return all(map(_plain, value))
        case _:
            return isinstance(value, PLAIN)


def _look(text: str) -> object:
    """The values, or ``None``; every other exception than ``FileInvalid`` fails the test."""
    try:
        document = parse_yaml(text, Origin(file="a.yaml"))
    except FileInvalid as invalid:
        for fault in invalid.faults:
            assert 1 <= fault.line <= text.count("\n") + text.count("\r") + 1
            assert fault.problem
            assert fault.instead
            assert str(fault).isprintable()
        return None
    assert _plain(document.value)
    document.locate([(0, "a"), ("a", 0), ("key",)])
    return document.value


@given(st.text() | st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#\\ \n\t0", max_size=40))
def test_any_text(text: str) -> None:
    for parser in PARSERS:
        with _parser(parser):
            _look(text)


@given(st.text(alphabet="ab:-[]{},|>'\"# \n0", max_size=30))
def test_both_parsers_agree_on_what_both_read(text: str) -> None:
    values = []
    for parser in PARSERS:
        with _parser(parser):
            values.append(_look(text))
    if all(value is not None for value in values):
        assert values[0] == values[1]


EXAMPLE = """\
- ref: "example-1"                    # the example is invented
  judged: 2024-05-22
  events:
    - {day: 0, kind: incident, category: aggressive_or_abusive, physical_threat: true}
    - {when: 2023-03, kind: warning, form: written, note: 'it''s so'}
    - kind: decision
      note: |
        several
        lines
"""


@given(st.integers(0, len(EXAMPLE)), st.integers(0, 40), st.text("[]{}\"':,&*!|>-?%@\\#\n\t a1", max_size=5))
def test_an_example_with_a_passage_torn_out(start: int, length: int, put: str) -> None:
    for parser in PARSERS:
        with _parser(parser):
            _look(EXAMPLE[:start] + put + EXAMPLE[start + length :])


@given(st.binary(max_size=60) | st.text(max_size=20).map(lambda text: text.encode("utf-16")))
def test_any_bytes_in_a_file(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "hostile.yaml"
    file.write_bytes(content)
    try:
        document = read_yaml(file)
    except FileInvalid as invalid:
        assert str(invalid).replace("\n", "").isprintable()  # noqa: PT017 - most bytes are no file, and some are
    else:
        assert _plain(document.value)


LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]\n" for number in range(1, 10)
)
HOSTILE = {
    "billion laughs": LAUGHS,
    "alias within itself": "a: &a [*a]\n",
    "brackets": "[" * 100_000,
    "brackets, closed": "[" * 100_000 + "]" * 100_000,
    "braces": "{a: " * 100_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "indents": "".join(" " * depth + "k:\n" for depth in range(1_000)),
    "one line": "a: " + "x" * 1024 * 1024,
    "one quoted line": "a: '" + "x" * 1024 * 1024 + "'",
    "one key": "x" * 1024 * 1024 + ": a",
    "quotation mark never closed": "a: '" + "x\n" * 200_000,
    "object of Python": "a: !!python/object/apply:os.system ['true']\n",
    "module of Python": "a: !!python/module:os\n",
    "tags": "a: " + "!!x " * 20_000,
    "anchors": "a: " + "&x " * 20_000,
    "null bytes": "\0" * 200_000,
    "digits": "a: " + "9" * 200_000,
    "digits with colons": "a: " + "9:" * 100_000 + "9",
    "digits with a point": "a: " + "9" * 100_000 + "." + "9" * 100_000,
    "digits of a version": "%YAML " + "9" * 20_000 + "." + "1\n---\na: 1\n",
    "digits of an indent": "a: |" + "9" * 20_000 + "\n",
    "escapes": 'a: "' + "\\x00" * 50_000 + '"',
    "commas": "a: [" + "," * 100_000,
    "colons": ":" * 200_000,
    "colons apart": ": " * 100_000,
    "comments": "#\n" * 200_000,
    "documents": "---\n" * 50_000,
    "line ends": "\n" * 200_000,
    "tabs": "\t" * 200_000,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("parser", PARSERS, ids=["libyaml", "python"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_made_to_take_long_does_not(text: str, parser: type) -> None:
    with _parser(parser):
        _look(text)


MANY = {
    "keys": "".join(f"k{number}: 1\n" for number in range(30_000)),
    "entries": "- a\n" * 30_000,
    "lists": "[" + "[[],[]]," * 10_000 + "]",
    "tables": "- {a: {b: 1}}\n" * 10_000,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", MANY.values(), ids=MANY.keys())
def test_much_is_read_and_its_last_line_is_found_soon(text: str) -> None:
    document = parse_yaml(text, Origin(file="a.yaml"))
    assert isinstance(document.value, dict | list)
    last = list(document.value)[-1] if isinstance(document.value, dict) else len(document.value) - 1
    assert document.locate([(last,)])[last,] == text.rstrip("\n").count("\n") + 1


def test_a_file_in_utf_16_says_what_to_do(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        file = tmp_path / f"{encoding}.yaml"
        file.write_bytes("a: 1\n".encode(encoding))
        with pytest.raises(FileInvalid, match=r"line 1: .*[Ss]ave the file as UTF-8"):
            read_yaml(file)
