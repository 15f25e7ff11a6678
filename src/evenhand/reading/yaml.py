"""Reads YAML as people write it by hand: plain values, and the line of each key that has a fault.

No more of YAML is read than a form needs: mappings, lists, texts, numbers, true, false, null and days. There are
no anchors, aliases, tags, merged keys or second documents, so that a file can neither grow when it is read nor
make anything but plain values. Where YAML 1.1 would surprise, a plain text stays one: ``yes``, ``on``, ``12:30``,
``0123``, ``1_000``, ``.inf``, ``2023-02-30``. Keys that stand twice are refused.
"""

import re
from collections.abc import Callable, Collection, Mapping
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from evenhand.reading.document import Document
from evenhand.reading.faults import FileInvalid, KeyPath, Origin, quoted
from evenhand.reading.files import BYTE_ORDER_MARK, check_text, name_of, read_text
from evenhand.reading.when import parse_day, parse_moment
from evenhand.reading.yaml_errors import explained

LARGEST = 16 * 1024 * 1024
"""Bytes of a file; a register of 20,000 entries has some ten million."""
DEEPEST = 16
"""How deep lists and mappings may be nested; a replay needs six."""

_Event: TypeAlias = Any
"""An event of PyYAML, whose two parsers have types of their own for nothing."""
_Next: TypeAlias = Callable[[], _Event]

_PARSER: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""Both give the same events; libyaml's are there some ten times sooner. Neither constructs anything here."""

_SHORTEN = "Split it into several files."
_MISSING = "Check its name and its folder."

_NOT_IN_A_TEXT = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that no editor shows, and those that YAML counts as line ends and editors do not."""
_LINE_END = re.compile(r"\r\n|\r|\n")

_WORDS: Mapping[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")


_BEGINS = frozenset({MappingStartEvent, SequenceStartEvent})
_ENDS = frozenset({MappingEndEvent, SequenceEndEvent})


class _Refused(Exception):  # noqa: N818 - never leaves this module
    """What is YAML but not read here; the way to it is put together as the readers of the tables are left."""

    def __init__(self, event: _Event, problem: str, instead: str, *, path: KeyPath = ()) -> None:
        super().__init__(problem)
        self.line = event.start_mark.line + 1
        self.problem = problem
        self.instead = instead
        self.path = path


def read_yaml(path: str | Path, *, invalid: type[FileInvalid] = FileInvalid, largest: int = LARGEST) -> Document:
    """The document of a YAML file.

    Args:
        path: the file.
        invalid: the error to raise where it cannot be used.
        largest: bytes that it may have.

    Raises ``invalid`` where the file cannot be read, is too large, is not in UTF-8, or as ``parse_yaml`` does.
    """
    file = Path(path)
    origin = Origin(file=name_of(file), invalid=invalid)
    return _parsed(read_text(file, origin, largest=largest, missing=_MISSING, shorten=_SHORTEN), origin)


def parse_yaml(text: str, origin: Origin, *, largest: int = LARGEST) -> Document:
    """The document of a YAML text; a byte-order mark before it is passed over.

    Args:
        text: the whole text.
        origin: what its faults call it.
        largest: bytes that it may have as UTF-8.

    Raises ``FileInvalid`` where it is too large, is no YAML, holds what is not read here (see the module), is
    nested deeper than ``DEEPEST``, or holds nothing.
    """
    check_text(text, origin, largest=largest, shorten=_SHORTEN)
    return _parsed(text, origin)


def _parsed(text: str, origin: Origin) -> Document:
    text = text.removeprefix(BYTE_ORDER_MARK)
    hidden = _NOT_IN_A_TEXT.search(text)
    if hidden:
        line = len(_LINE_END.findall(text, 0, hidden.start())) + 1
        problem = f"There is a character that cannot be seen (U+{ord(hidden[0]):04X})."
        raise origin.unusable(problem, "Take it out, and save the file as UTF-8.", line=line)
    reader = _Reader(text)
    try:
        value = reader.document()
    except _Refused as refused:
        raise origin.unusable(refused.problem, refused.instead, line=refused.line, path=refused.path) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # Python's own parser lets slip an error of Python where an escape stands for no character.
        line, problem, instead = explained(error, text, reader.line)
        raise origin.unusable(problem, instead, line=line) from error
    if value is None:
        raise origin.unusable("The file holds nothing.", "Begin with the example in the documentation.")
    return Document(origin=origin, value=value, locate=lambda paths: _lines(text, paths))


class _Reader:
    """Makes plain values of the parser's events, in one pass."""

    def __init__(self, text: str) -> None:
        self._parser: _Event = _PARSER(text)
        self._next: _Next = self._parser.get_event
        self._known = dict(_WORDS)
        """What each plain text means: the same few come again and again."""

    @property
    def line(self) -> int:
        """The line that Python's parser has come to; libyaml's tells it with its errors alone."""
        return int(getattr(self._parser, "line", 0)) + 1

    def document(self) -> object:
        """The value of the only document, or ``None`` where there is none."""
        self._next()  # the stream begins
        begin = self._next()
        if type(begin) is StreamEndEvent:
            return None
        if begin.version or begin.tags:
            raise _Refused(begin, "A line that begins with % is not read here.", "Take the line out.")
        value = self._value(self._next(), 0)
        self._next()  # the document ends
        another = self._next()
        if type(another) is not StreamEndEvent:
            problem = "A second document begins here."
            raise _Refused(another, problem, "Take out the line of dashes, or use a file for each.")
        return value

    def _value(self, event: _Event, depth: int) -> object:
        kind = type(event)
        if kind is AliasEvent:
            problem = f"An alias, {quoted('*' + event.anchor)}, is not read here."
            raise _Refused(event, problem, "Write out what it stands for. Put a text with * in quotation marks.")
        _check_bare(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if depth >= DEEPEST:
            problem = f"Lists and keys are nested more than {DEEPEST} deep."
            raise _Refused(event, problem, "Write them as in the examples of the documentation.")
        return self._mapping(depth + 1) if kind is MappingStartEvent else self._list(depth + 1)

    def _mapping(self, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event)
            if key in found:
                raise _Refused(event, f"The key {quoted(key)} is there twice.", "Keep it once.", path=(key,))
            try:
                found[key] = self._value(self._next(), depth)
            except _Refused as refused:
                refused.path = (key, *refused.path)
                raise
        return found

    def _list(self, depth: int) -> list[object]:
        found: list[object] = []
        while type(event := self._next()) is not SequenceEndEvent:
            try:
                found.append(self._value(event, depth))
            except _Refused as refused:
                refused.path = (len(found), *refused.path)
                raise
        return found

    def _key(self, event: _Event) -> str:
        if type(event) is not ScalarEvent:
            problem = "A list, a table or an alias stands where a key belongs."
            raise _Refused(event, problem, "Write a word for a key. Put a text with *, [ or { in quotation marks.")
        _check_bare(event)
        key = self._scalar(event)
        if not isinstance(key, str):
            problem = f"The key {quoted(event.value)} is not a text."
            raise _Refused(event, problem, "Write a word for a key, or put it in quotation marks.")
        if key == "<<" and not event.style:
            raise _Refused(event, "Keys are not merged with << here.", "Write out the keys that it stands for.")
        return key

    def _scalar(self, event: _Event) -> object:
        text: str = event.value
        if event.style:  # in quotation marks, or a block
            hidden = event.style == '"' and _NOT_IN_A_TEXT.search(text)
            if hidden:
                problem = f"An escape stands for a character that cannot be seen (U+{ord(hidden[0]):04X})."
                raise _Refused(event, problem, "Take it out.")
            return text
        try:
            return self._known[text]
        except KeyError:
            return self._known.setdefault(text, _meant(text))


def _check_bare(event: _Event) -> None:
    """Refuse an anchor or a tag."""
    if event.anchor is not None:
        problem = f"An anchor, {quoted('&' + event.anchor)}, is not read here."
        raise _Refused(event, problem, "Take it out. Put a text with & in quotation marks.")
    if event.tag is not None:
        problem = f"A tag, {quoted(event.tag)}, is not read here."
        raise _Refused(event, problem, "Take it out. Put a text with ! in quotation marks.")


def _meant(text: str) -> object:
    """What a plain text that is none of the words means."""
    if not (text[0].isdecimal() or text[0] == "-"):
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return parse_day(text) or parse_moment(text) or text


def _lines(text: str, paths: Collection[KeyPath]) -> Mapping[KeyPath, int]:
    """The lines of these ways and of the tables around them, in a second pass over a text that can be read."""
    next_event: _Next = _PARSER(text).get_event
    wanted = {path[:length] for path in paths for length in range(len(path) + 1)}
    lines: dict[KeyPath, int] = {}
    next_event()  # the stream begins
    next_event()  # the document begins
    _note(next_event, next_event(), (), wanted, lines)
    return lines


def _note(
    next_event: _Next, event: _Event, path: KeyPath, wanted: Collection[KeyPath], lines: dict[KeyPath, int]
) -> None:
    """Note the line of a value, unless that of its key is noted, and go on to what is in it where that is wanted."""
    if path not in wanted:
        _pass_over(next_event, event)
        return
    lines.setdefault(path, event.start_mark.line + 1)
    if type(event) is MappingStartEvent:
        while type(key := next_event()) is not MappingEndEvent:
            inner = (*path, key.value)
            if inner in wanted:
                lines[inner] = key.start_mark.line + 1
            _note(next_event, next_event(), inner, wanted, lines)
    elif type(event) is not ScalarEvent:
        for index in count():
            entry = next_event()
            if type(entry) is SequenceEndEvent:
                return
            _note(next_event, entry, (*path, index), wanted, lines)


def _pass_over(next_event: _Next, event: _Event) -> None:
    depth = 0
    while True:
        kind = type(event)
        if kind in _BEGINS:
            depth += 1
        elif kind in _ENDS:
            depth -= 1
        if not depth:
            return
        event = next_event()
