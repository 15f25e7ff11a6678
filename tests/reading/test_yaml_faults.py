"""What is not read of YAML, and what is no YAML at all: the line, and what to write instead."""

import pytest

from evenhand.reading.faults import FileFault, FileInvalid, Origin
from evenhand.reading.yaml import DEEPEST, parse_yaml

pytestmark = pytest.mark.usefixtures("parser")


def _fault(text: str) -> FileFault:
    with pytest.raises(FileInvalid) as caught:
        parse_yaml(text, Origin(file="a.yaml"))
    (fault,) = caught.value.faults
    assert fault.instead
    assert str(fault).isprintable()
    return fault


REFUSED = {
    "anchor": ("a: 1\nb:\n- c: &x 1\n", 3, "b[1].c", 'An anchor, "&x"', "Take it out"),
    "anchor on a list": ("a: &x [1]\n", 1, "a", 'An anchor, "&x"', "Take it out"),
    "anchor on a key": ("a: 1\n&x b: 2\n", 2, "", 'An anchor, "&x"', "Take it out"),
    "alias": ("a: 1\nb: [1, *x]\n", 2, "b[2]", 'An alias, "*x"', "Write out"),
    "alias as a key": ("a: 1\n*x : 2\n", 2, "", "an alias stands where a key", "Write a word"),
    "merged keys": ("a:\n  b: 1\n  <<: {c: 2}\n", 3, "a", "not merged", "Write out"),
    "tag of Python": ("a: !!python/object/apply:os.system ['x']\n", 1, "a", "A tag", "Take it out"),
    "tag of YAML": ("a: 1\nb: !!int '3'\n", 2, "b", "A tag", "Take it out"),
    "tag of one's own": ("a: !thing {b: 1}\n", 1, "a", 'A tag, "!thing"', "Take it out"),
    "tag without a name": ("a: ! 5\n", 1, "a", 'A tag, "!"', "Take it out"),
    "tag on a key": ("!!str a: 5\n", 1, "", "A tag", "Take it out"),
    "key twice": ("- a: 1\n- b: 1\n  c: 2\n  b: 3\n", 4, "[2].b", 'The key "b" is there twice', "once"),
    "key twice in other quotation marks": ("a: 1\n'a': 2\n", 2, "a", "twice", "once"),
    "number as a key": ("a: 1\n22: b\n", 2, "", 'The key "22" is not a text', "quotation marks"),
    "truth as a key": ("true: b\n", 1, "", 'The key "true" is not a text', "quotation marks"),
    "day as a key": ("2026-01-05: b\n", 1, "", "is not a text", "quotation marks"),
    "null as a key": ("a: {~: b}\n", 1, "a", 'The key "~" is not a text', "Write a word"),
    "nothing as a key": ("a: 1\n? \n: b\n", 2, "", 'The key "" is not a text', "Write a word"),
    "list as a key": ("a: 1\n? [b]\n: 2\n", 2, "", "where a key belongs", "Write a word"),
    "list as a key, in braces": ("{[b]: 2}\n", 1, "", "where a key belongs", "Write a word"),
    "two documents": ("a: 1\n---\nb: 2\n", 2, "", "second document", "a file for each"),
    "version": ("%YAML 1.1\n---\na: 1\n", 1, "", "begins with %", "Take the line out"),
    "other version": ("%YAML 3.1\n---\na: 1\n", 1, "", "begins with %", "Take the line out"),
    "names for tags": ("%TAG ! !x\n---\na: 1\n", 1, "", "begins with %", "Take the line out"),
    "too deep": ("a:\n " + "[" * DEEPEST, 2, "a" + "[1]" * (DEEPEST - 1), "nested", "examples"),
    "too deep in lines": (
        "".join(" " * depth + "k:\n" for depth in range(DEEPEST + 1)), DEEPEST + 1, ".".join("k" * DEEPEST), "nested",
        "examples",
    ),
    "character that cannot be seen": ("a: 1\nb: \0\n", 2, "", "U+0000", "UTF-8"),
    "bell": ("a: 1\r\n\r\nb: '\a'\n", 3, "", "U+0007", "Take it out"),
    "line end of another kind": ("a: 1\n\nb: x\u2028c: 2\n", 3, "", "U+2028", "Take it out"),
    "byte-order mark in the middle": ("a: 1\n\ufeffb: 2\n", 2, "", "U+FEFF", "Take it out"),
    "escape of what cannot be seen": ('a: 1\nb: ["\\0"]\n', 2, "b[1]", "U+0000", "Take it out"),
    "escape of the same in a key": ('a: 1\n"\\e": 2\n', 2, "", "U+001B", "Take it out"),
    "half a character": ("a: 1\nb: \ud800\n", 2, "", "does not exist", "UTF-8"),
    "nothing": ("", 1, "", "holds nothing", "example"),
    "nothing but comments": ("# a\n\n# b\n", 1, "", "holds nothing", "example"),
    "nothing but dashes": ("---\n", 1, "", "holds nothing", "example"),
    "null": ("null\n", 1, "", "holds nothing", "example"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "key", "problem", "instead"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_read_names_its_line_and_its_key(
    text: str, line: int, key: str, problem: str, instead: str
) -> None:
    fault = _fault(text)
    assert (fault.file, fault.line, fault.key) == ("a.yaml", line, key)
    assert problem in fault.problem
    assert instead in fault.instead


COLON, FIT, LINE_UP = "A colon stands where no key can.", "does not fit", "under one another"
COMMA, QUOTE, MEANING = "A comma or a closing bracket", "A quotation mark is never closed.", "another meaning"
SYNTAX = {
    "tab before a key": ("- kind: a\n\tby: b\n", 2, "A tab", "Use spaces"),
    "tab after a dash": ("-\tkind: a\n", 1, "A tab", "Use spaces"),
    "tab before a dash": ("a:\n\t- b\n", 2, "A tab", "Use spaces"),
    "colon in a text": ("a: Mrs Ada: Winter\n", 1, COLON, "quotation marks"),
    "key too far right": ("- kind: a\n   by: b\n", 2, COLON, LINE_UP),
    "key too far left": ("- kind: a\n by: b\n", 2, FIT, LINE_UP),
    "key between two": ("a:\n    b: 1\n  c: 2\nd: 1\n", 3, FIT, LINE_UP),
    "list after keys": ("a: 1\n- b\n", 2, FIT, LINE_UP),
    "key after a list": ("- a\nb: 1\n", 2, FIT, LINE_UP),
    "list on the line of a key": ("a: - b\n", 1, "cannot begin here", LINE_UP),
    "key without a colon": ("a: 1\nb\nc: 2\n", 2, "has no colon", "'key: value'"),
    "comma missing": ("a: 1\nb: {kind: a by: b}\n", 2, COMMA, "Put commas"),
    "brace not closed": ("- {kind: a,\n  by: b\n- {kind: b}\n", 3, "begins on line 1.", "close each bracket"),
    "bracket not closed": ("a: 1\nb: [1, 2\n", 2, COMMA, "close each bracket"),
    "comma too many": ("a: [1,, 2]\n", 1, "A value is missing", "Put commas"),
    "bracket that was not opened": ("a: ]\n", 1, "A value is missing", "Put commas"),
    "quotation mark not closed": ("a: 1\nb: 'it\nc: 2\n", 2, QUOTE, "Close it"),
    "double quotation mark not closed": ('a: 1\nb: "it\nc: 2\n', 2, QUOTE, "Close it"),
    "quotation mark open at dashes": ("a: 'x\n---\n'\n", 1, QUOTE, "Close it"),
    "apostrophe within quotation marks": ("a: 1\nb: 'it's'\n", 2, FIT, "quotation marks"),
    "text after quotation marks": ('a: "x" y\n', 1, FIT, "quotation marks"),
    "escape": ('a: 1\nb: "\\q"\n', 2, "backslash", "twice"),
    "escape for no character": ('a: 1\nb: "\\UFFFFFFFF"\n', 2, "backslash", "twice"),
    "colon without a key": ("a: 1\n: b\n", 2, FIT, "'key: value'"),
    "at sign": ("a: @b\n", 1, MEANING, "quotation marks"),
    "backquote": ("a: `b`\n", 1, MEANING, "quotation marks"),
    "percent": ("a: %b\n", 1, MEANING, "quotation marks"),
    "star": ("a: * b\n", 1, MEANING, "quotation marks"),
    "ampersand": ("a: & b\n", 1, MEANING, "quotation marks"),
    "more than": ("a: 1\nb: > 5 days\n", 2, MEANING, "quotation marks"),
    "exclamation mark": ("a: !x!y z\n", 1, MEANING, "quotation marks"),
    "text after the end": ("a: 1\n...\nb: 2\n", 3, "more after the end", "nothing outside"),
    "two texts": ("'a'\n'b'\n", 2, "more after the end", "nothing outside"),
}


@pytest.mark.parametrize(("text", "line", "problem", "instead"), SYNTAX.values(), ids=SYNTAX.keys())
def test_what_is_no_yaml_is_explained_where_it_stands(text: str, line: int, problem: str, instead: str) -> None:
    fault = _fault(text)
    assert fault.line == line
    assert problem in fault.problem
    assert instead in fault.instead


def test_a_file_larger_than_it_may_be_is_refused() -> None:
    with pytest.raises(FileInvalid, match=r"larger than 1 KiB\. Split it"):
        parse_yaml("a: " + "é" * 512, Origin(file="a.yaml"), largest=1024)
    assert parse_yaml("a: " + "é" * 510, Origin(file="a.yaml"), largest=1024).value == {"a": "é" * 510}
