"""Where each key of a TOML text stands: as tomllib reads it, and on the line where a person finds it."""

import json
import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.reading.faults import KeyPath
from evenhand.reading.toml_lines import DEEPEST, TooDeep, locate

EXAMPLE = '''\
# a comment with [brackets] and = signs
name = "wldc"
"quoted key" = 1   # another
a.b . "c" = """
text with [table] and
key = "value" and # no comment
"""

[terms.review]
value = 3
days = [
  1, 2,  # [not.a.table]
  { unit = "x", deep = [ [ 5 ] ] },

  4,
]

[[clauses]]
number = "1.1"
[clauses.more]
here = true
[[clauses.parts]]
x = 1
[[clauses.parts]]
x = 2

[[clauses]]
number = '1.2'
[[clauses.parts]]
x = 3

[terms]
last = \'\'\'it''s [x]
and = so\'\'\'
end = 2026-01-01 10:00:00
'''

EXPECTED: dict[KeyPath, int] = {
    (): 1,
    ("name",): 2,
    ("quoted key",): 3,
    ("a",): 4,
    ("a", "b"): 4,
    ("a", "b", "c"): 4,
    ("terms",): 32,
    ("terms", "review"): 9,
    ("terms", "review", "value"): 10,
    ("terms", "review", "days"): 11,
    ("terms", "review", "days", 0): 12,
    ("terms", "review", "days", 1): 12,
    ("terms", "review", "days", 2): 13,
    ("terms", "review", "days", 2, "unit"): 13,
    ("terms", "review", "days", 2, "deep"): 13,
    ("terms", "review", "days", 2, "deep", 0): 13,
    ("terms", "review", "days", 2, "deep", 0, 0): 13,
    ("terms", "review", "days", 3): 15,
    ("clauses",): 18,
    ("clauses", 0): 18,
    ("clauses", 0, "number"): 19,
    ("clauses", 0, "more"): 20,
    ("clauses", 0, "more", "here"): 21,
    ("clauses", 0, "parts"): 22,
    ("clauses", 0, "parts", 0): 22,
    ("clauses", 0, "parts", 0, "x"): 23,
    ("clauses", 0, "parts", 1): 24,
    ("clauses", 0, "parts", 1, "x"): 25,
    ("clauses", 1): 27,
    ("clauses", 1, "number"): 28,
    ("clauses", 1, "parts"): 29,
    ("clauses", 1, "parts", 0): 29,
    ("clauses", 1, "parts", 0, "x"): 30,
    ("terms", "last"): 33,
    ("terms", "end"): 35,
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_key_of_an_example_is_on_its_line(newline: str) -> None:
    located = locate(EXAMPLE.replace("\n", newline))
    assert located.lines == EXPECTED
    assert located.stopped_at is None


def test_the_lines_are_tomllib_s_paths() -> None:
    assert set(locate(EXAMPLE).lines) == set(_paths(tomllib.loads(EXAMPLE)))


def test_what_is_no_toml_keeps_what_came_before() -> None:
    located = locate('a = 1\nb = 2\nc = "never closed\nd = 4\n')
    assert located.lines == {(): 1, ("a",): 1, ("b",): 2, ("c",): 3}
    assert located.stopped_at == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = " + "[" * 100_000, 1),
        ("\na = " + "{ b = " * 50_000, 2),
        ("\n\na" + ".a" * 100_000 + " = 1", 3),
        ("[a" + ".a" * DEEPEST + "]", 1),
        ("a = [" + "\n[" * DEEPEST, DEEPEST + 1),
    ],
)
def test_what_is_nested_too_deep_is_refused_at_its_line(text: str, line: int) -> None:
    with pytest.raises(TooDeep) as caught:
        locate(text)
    assert caught.value.line == line


def test_what_is_nested_less_deep_is_read() -> None:
    text = "a = " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)
    assert set(locate(text).lines) == set(_paths(tomllib.loads(text)))


class _Writer:
    """Writes TOML from drawn choices, and notes the line of all that it writes."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.lines: dict[KeyPath, int] = {(): 1}
        self.named = 0

    def write(self, text: str) -> None:
        self.text += text

    def note(self, path: KeyPath) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def pick(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def key(self) -> str:
        self.named += 1
        characters = st.characters(exclude_categories=["Cc", "Cs"])
        return self.draw(st.text(characters, max_size=4)) + str(self.named)

    def spelled(self, key: str) -> str:
        if key.isascii() and key.isalnum():
            return self.pick(key, f" {key}\t", f'"{key}"', f"'{key}'")
        return json.dumps(key, ensure_ascii=False)

    def document(self) -> None:
        self.pairs((), depth=0)
        for _ in range(self.draw(st.integers(0, 3))):
            self.list_of_tables((), "") if self.draw(st.booleans()) else self.table()

    def table(self) -> None:
        outer, inner = self.key(), self.key()
        path = (outer, inner)
        self.note((outer,))
        self.note(path)
        self.write(f"[{self.spelled(outer)}.{self.spelled(inner)}]{self.pick('', ' # [no]')}\n")
        self.pairs(path, depth=0)

    def list_of_tables(self, outer: KeyPath, prefix: str) -> None:
        key = self.key()
        name = prefix + self.spelled(key)
        for index in range(self.draw(st.integers(1, 3))):
            self.write(self.pick("", "\n", "# comment\n", "  "))
            self.note((*outer, key))
            self.note((*outer, key, index))
            self.write(f"[[{name}]]\n")
            self.pairs((*outer, key, index), depth=0)
            if not prefix and self.draw(st.booleans()):
                self.list_of_tables((*outer, key, index), name + ".")

    def pairs(self, path: KeyPath, *, depth: int) -> None:
        for _ in range(self.draw(st.integers(0, 3))):
            self.write(self.pick("", "\n", "  ", "# key = [\n"))
            self.pair(path, depth=depth)
            self.write(self.pick("\n", " \n", ' # it\'s """ a comment\n'))

    def pair(self, path: KeyPath, *, depth: int) -> None:
        keys = [self.key() for _ in range(self.draw(st.integers(1, 2)))]
        for index, key in enumerate(keys):
            self.note((*path, *keys[: index + 1]))
            self.write(("." if index else "") + self.spelled(key))
        self.write(self.pick("=", " = "))
        self.value((*path, *keys), depth=depth)

    def value(self, path: KeyPath, *, depth: int) -> None:
        kind = self.pick("scalar", "string", "lines", "list", "table") if depth < 3 else "scalar"
        if kind == "scalar":
            self.write(self.pick("1", "-1.5", "true", "1979-05-27 07:32:00", "2026-01-01", '""', "''", "[]", "{}"))
        elif kind == "string":
            characters = st.characters(exclude_categories=["Cc", "Cs"])
            self.write(json.dumps(self.draw(st.text(characters, max_size=8)), ensure_ascii=False))
        elif kind == "lines":
            self.lines_of_text()
        elif kind == "list":
            self.list(path, depth=depth)
        else:
            self.inline_table(path, depth=depth)

    def lines_of_text(self) -> None:
        quote = self.pick('"', "'")
        pieces = st.lists(st.sampled_from(["a", '"', "'", "\n", "#", "]", "=", "[x]\n", "\\\\", ","]), max_size=8)
        content = "".join(self.draw(pieces)).replace(quote * 3, "b")
        self.write(quote * 3 + content + quote * 3)

    def list(self, path: KeyPath, *, depth: int) -> None:
        self.write("[")
        for index in range(self.draw(st.integers(0, 3))):
            self.write(self.pick("", " ", "\n", " # ] comment\n"))
            self.note((*path, index))
            self.value((*path, index), depth=depth + 1)
            self.write(self.pick(",", " ,", "\n,"))
        self.write(self.pick("]", "\n]"))

    def inline_table(self, path: KeyPath, *, depth: int) -> None:
        self.write("{ ")
        for index in range(self.draw(st.integers(0, 2))):
            self.write(", " if index else "")
            self.pair(path, depth=depth + 1)
        self.write(" }")


@st.composite
def _documents(draw: st.DrawFn) -> tuple[str, dict[KeyPath, int]]:
    writer = _Writer(draw)
    writer.document()
    return writer.text, writer.lines


@given(_documents())
def test_any_document_is_located_line_by_line(document: tuple[str, dict[KeyPath, int]]) -> None:
    text, lines = document
    assert set(_paths(tomllib.loads(text))) == set(lines)
    assert locate(text).lines == lines


@given(st.text(alphabet="ab=.[]{}\"'\\#, \n\r1", max_size=60))
def test_whatever_tomllib_reads_the_scanner_reads_whole(text: str) -> None:
    located = locate(text)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(located.lines) == set(_paths(values))
    assert located.stopped_at is None


def _paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _paths(inner, (*path, index))
