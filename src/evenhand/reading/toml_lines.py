"""Where each key of a TOML text stands. ``tomllib`` gives the values without their lines.

The scanner reads structure alone and leaves it to ``tomllib`` to say whether the text is TOML. Where the
text is not, the scanner stops and keeps what it has found. It runs first, because it also refuses what
would keep ``tomllib`` busy for hours: very long keys and very deep nesting.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from evenhand.reading.faults import KeyPath

DEEPEST = 16
"""How deep tables, lists and keys may be nested; a pack needs five, a replay six."""

# Each pattern has one way to match at each place, so that it takes no longer than the text is long.
_BLANK = re.compile(r"[ \t]*")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]+")
_LONG_STRINGS = (
    re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*""""{0,2}', re.DOTALL),
    re.compile(r"'''(?:[^']|'(?!''))*''''{0,2}"),
)
_SHORT_STRINGS = (re.compile(r'"(?:[^"\\\n]|\\.)*"'), re.compile(r"'[^'\n]*'"))


class TooDeep(Exception):  # noqa: N818 - says what the text is
    """A text nested deeper than any file that people write; ``line`` is where."""

    def __init__(self, line: int) -> None:
        """Keep the line, counted from 1."""
        super().__init__(line)
        self.line = line


class _Lost(Exception):  # noqa: N818 - never leaves this module
    """The text is not TOML from here on; ``tomllib`` will say why."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where the keys of a text stand."""

    lines: Mapping[KeyPath, int]
    """The line, counted from 1, of every key, table and list entry; a table that is never written out stands
    where its first key does."""
    stopped_at: int | None
    """The line where the text ceases to be TOML, as far as the scanner can tell: for a text in quotation marks
    that is never closed, the line on which it begins."""


def locate(text: str) -> Located:
    """Where every key of a TOML text stands. Raises ``TooDeep``."""
    scanner = _Scanner(text)
    try:
        scanner.document()
    except _Lost:
        return Located(scanner.lines, scanner.line)
    return Located(scanner.lines, None)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {(): 1}
        self._newlines = [found.start() for found in re.finditer("\n", text)]
        self._last_entry: dict[KeyPath, int] = {}
        """The position of the latest entry of each list of tables."""

    def document(self) -> None:
        table: KeyPath = ()
        while True:
            self._skip(_SPACE)
            if self.at >= len(self.text):
                return
            if self._takes("[["):
                table = self._header(of_list=True)
            elif self._takes("["):
                table = self._header(of_list=False)
            else:
                self._pair(table, depth=1)

    def _header(self, *, of_list: bool) -> KeyPath:
        line = self.line
        parts = self._key()
        self._expects("]]" if of_list else "]")
        path: KeyPath = ()
        for index, part in enumerate(parts):
            path = (*path, part)
            self.lines.setdefault(path, line)
            if of_list and index == len(parts) - 1:
                self._last_entry[path] = self._last_entry.get(path, -1) + 1
            if path in self._last_entry:
                path = (*path, self._last_entry[path])
        self.lines[path] = line
        return path

    def _pair(self, table: KeyPath, *, depth: int) -> None:
        line = self.line
        path = table
        for part in self._key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self._expects("=")
        self._value(path, depth=depth)

    def _value(self, path: KeyPath, *, depth: int) -> None:
        if depth > DEEPEST:
            raise TooDeep(self.line)
        self._skip(_BLANK)
        if self._takes("["):
            self._list(path, depth=depth)
        elif self._takes("{"):
            self._inline_table(path, depth=depth)
        elif not (self._string() or self._skip(_SCALAR)):
            raise _Lost

    def _list(self, path: KeyPath, *, depth: int) -> None:
        index = 0
        while True:
            self._skip(_SPACE)
            if self._takes("]"):
                return
            self.lines[(*path, index)] = self.line
            self._value((*path, index), depth=depth + 1)
            index += 1
            self._skip(_SPACE)
            if not self._takes(","):
                self._expects("]")
                return

    def _inline_table(self, path: KeyPath, *, depth: int) -> None:
        while True:
            self._skip(_SPACE)
            if self._takes("}"):
                return
            self._pair(path, depth=depth + 1)
            self._skip(_SPACE)
            if not self._takes(","):
                self._expects("}")
                return

    def _key(self) -> list[str]:
        parts = [self._key_part()]
        while self._takes("."):
            parts.append(self._key_part())
            if len(parts) > DEEPEST:
                raise TooDeep(self.line)
        return parts

    def _key_part(self) -> str:
        self._skip(_BLANK)
        begin = self.at
        if self._skip(_BARE_KEY):
            part = self.text[begin : self.at]
        elif self._string():
            part = _unquoted(self.text[begin : self.at])
        else:
            raise _Lost
        self._skip(_BLANK)
        return part

    def _string(self) -> bool:
        if self.text[self.at : self.at + 1] not in {'"', "'"}:
            return False
        triple = self.text[self.at : self.at + 3] in {'"""', "'''"}
        if any(self._skip(kind) for kind in (_LONG_STRINGS if triple else _SHORT_STRINGS)):
            return True
        raise _Lost

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        if found is None:
            return False
        moved = found.end() > self.at
        self.at = found.end()
        return moved

    def _takes(self, mark: str) -> bool:
        if not self.text.startswith(mark, self.at):
            return False
        self.at += len(mark)
        return True

    def _expects(self, mark: str) -> None:
        if not self._takes(mark):
            raise _Lost

    @property
    def line(self) -> int:
        return bisect_right(self._newlines, self.at - 1) + 1


def _unquoted(raw: str) -> str:
    if "\\" not in raw:
        return raw[1:-1]
    try:
        return str(tomllib.loads(f"key = {raw}")["key"])
    except ValueError:
        raise _Lost from None
