"""Reads one table of a pack, key by key, and notes every fault instead of stopping at the first.

A reader that finds a fault notes it and returns an empty value of its type, so that reading goes on; a
pack with a fault is never built, so that no empty value is ever used.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Self, TypeVar

from evenhand.policy.faults import FaultLog, KeyPath, quoted, shown
from evenhand.rules.vocabulary import Labelled

LONGEST_LINE = 200
"""Characters of a name or a title."""
LONGEST_PASSAGE = 1200
"""Characters of a sentence or a paragraph."""

MOST_ENTRIES = 500
"""Entries of a list."""

_MISSING = object()
_Coded = TypeVar("_Coded", bound=Labelled)


class Table:
    """A table of a pack, the way to it, and the log of faults."""

    def __init__(self, values: Mapping[str, object], path: KeyPath, faults: FaultLog) -> None:
        """Begin to read a table; ``done`` then names the keys that nobody asked for."""
        self._values = values
        self.path = path
        self.faults = faults
        self._asked: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the table, in the order of the file."""
        return tuple(self._values)

    def fault(self, key: str, problem: str, instead: str, *, entry: int | None = None) -> None:
        """Note a fault at a key of this table, or at one entry of its list."""
        self.faults.add((*self.path, key) if entry is None else (*self.path, key, entry), problem, instead)

    def unknown(
        self,
        key: str,
        problem: str,
        word: str,
        known: Iterable[str],
        *,
        otherwise: str,
        entry: int | None = None,
    ) -> None:
        """Note a word that is not known, with the known one that looks like it, where there is one."""
        # Looking for it takes time, which a file of a hundred thousand such words shall not have.
        alike = [] if self.faults.full or len(word) > LONGEST_LINE else get_close_matches(word, [*known], n=1)
        instead = f"Did you mean {quoted(alike[0])}?" if alike else otherwise
        self.fault(key, problem, instead, entry=entry)

    def text(self, key: str, *, write: str, longest: int = LONGEST_PASSAGE, like: re.Pattern[str] | None = None) -> str:
        """A text that says something; ``write`` is the advice where it does not, ``like`` its form."""
        value = self._take(key, write)
        if value is _MISSING:
            return ""
        checked = self._text_of(value, key, write=write, longest=longest)
        if checked and like is not None and not like.fullmatch(checked):
            self.fault(key, f"{quoted(checked)} cannot be used here.", write)
            return ""
        return checked

    def optional_text(self, key: str, *, write: str) -> str:
        """A text, or an empty one where the key is not there."""
        self._asked[key] = None
        return self.text(key, write=write) if key in self._values else ""

    def number(self, key: str, *, write: str, lowest: int, highest: int) -> int:
        """A whole number within a range, both ends included."""
        value = self._take(key, write)
        if value is _MISSING:
            return lowest
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(key, f"It is {shown(value)}, which is not a whole number.", write)
            return lowest
        if not lowest <= value <= highest:
            self.fault(key, f"It is {shown(value)}, which is out of range.", write)
            return lowest
        return value

    def day(self, key: str, *, write: str) -> date:
        """A day, without a time."""
        value = self._take(key, write)
        if value is _MISSING:
            return date.min
        return self._day_of(value, key, write=write) or date.min

    def days(self, key: str, *, write: str) -> tuple[date, ...]:
        """A list of days by position, each of them once; none where the key is not there."""
        self._asked[key] = None
        entries = self._entries(key, write) if key in self._values else ()
        found: list[date] = []
        for entry, value in enumerate(entries):
            day = self._day_of(value, key, write=write, entry=entry)
            if day in found:
                self.fault(key, f"{day} is there twice.", "Keep it once.", entry=entry)
            found.append(day or date.min)
        return tuple(found)

    def choice(self, key: str, kind: type[_Coded], *, write: str = "") -> _Coded | None:
        """A code of a vocabulary, or ``None`` after a fault."""
        advice = write or f"Write one of: {codes(kind)}."
        value = self._take(key, advice)
        return None if value is _MISSING else self._code_of(value, key, kind, advice)

    def choices(self, key: str, kind: type[_Coded]) -> frozenset[_Coded]:
        """A list of codes of a vocabulary that is not empty, each of them once."""
        advice = f"Write a list of: {codes(kind)}."
        found: set[_Coded] = set()
        for entry, value in enumerate(self._filled(key, advice)):
            code = self._code_of(value, key, kind, advice, entry=entry)
            if code in found:
                self.fault(key, f"{shown(value)} is there twice.", "Keep it once.", entry=entry)
            elif code is not None:
                found.add(code)
        return frozenset(found)

    def texts(self, key: str, *, write: str) -> tuple[str, ...]:
        """A list of short texts by position that is not empty, each of them once; a faulty entry is empty."""
        found: list[str] = []
        for entry, value in enumerate(self._filled(key, write)):
            text = self._text_of(value, key, write=write, longest=LONGEST_LINE, entry=entry)
            if text and text in found:
                self.fault(key, f"{quoted(text)} is there twice.", "Keep it once.", entry=entry)
                text = ""
            found.append(text)
        return tuple(found)

    def table(self, key: str, *, write: str) -> Self | None:
        """The table at a key, or ``None`` after a fault."""
        value = self._take(key, write)
        if value is _MISSING:
            return None
        if not isinstance(value, dict):
            self.fault(key, f"It is {shown(value)}, which is not a table.", write)
            return None
        return type(self)(value, (*self.path, key), self.faults)

    def tables(self, key: str, *, write: str) -> tuple[Self, ...]:
        """The tables of a list that is not empty, in order, without the entries that are no table."""
        found: list[Self] = []
        for entry, value in enumerate(self._filled(key, write)):
            if isinstance(value, dict):
                found.append(type(self)(value, (*self.path, key, entry), self.faults))
            else:
                self.fault(key, f"It is {shown(value)}, which is not a table.", write, entry=entry)
        return tuple(found)

    def known(self, *keys: str) -> None:
        """Say that these keys may stand here, though they were not there to be read."""
        self._asked.update(dict.fromkeys(keys))

    def done(self) -> None:
        """Note every key that has not been asked for: a misspelt key would be silently without effect."""
        for key in self._values:
            if key not in self._asked:
                self.unknown(key, "This key is not known here.", key, self._asked, otherwise="Remove it.")

    def _take(self, key: str, write: str) -> object:
        self._asked[key] = None
        value = self._values.get(key, _MISSING)
        if value is _MISSING:
            self.fault(key, "This is missing.", write)
        return value

    def _entries(self, key: str, write: str) -> list[object]:
        value = self._take(key, write)
        if isinstance(value, list):
            if len(value) > MOST_ENTRIES:
                self.fault(key, f"The list has {len(value)} entries.", f"Use {MOST_ENTRIES} at most.")
            return value[:MOST_ENTRIES]
        if value is not _MISSING:
            self.fault(key, f"It is {shown(value)}, which is not a list.", write)
        return []

    def _filled(self, key: str, write: str) -> list[object]:
        entries = self._entries(key, write)
        if not entries and isinstance(self._values.get(key), list):
            self.fault(key, "The list is empty.", write)
        return entries

    def _text_of(self, value: object, key: str, *, write: str, longest: int, entry: int | None = None) -> str:
        if not isinstance(value, str):
            self.fault(key, f"It is {shown(value)}, which is not a text.", write, entry=entry)
        elif not value.strip():
            self.fault(key, "It says nothing.", write, entry=entry)
        elif not value.replace("\n", " ").isprintable():
            problem = "It holds a character that cannot be seen, such as a tab."
            self.fault(key, problem, "Use what can be printed, spaces and new lines alone.", entry=entry)
        elif len(value) > longest:
            problem = f"It has {len(value)} characters, which is too long."
            self.fault(key, problem, f"Use {longest} at most.", entry=entry)
        else:
            return value.strip()
        return ""

    def _day_of(self, value: object, key: str, *, write: str, entry: int | None = None) -> date | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.fault(key, f"It is {shown(value)}, which is not a day.", write, entry=entry)
        return None

    def _code_of(
        self, value: object, key: str, kind: type[_Coded], write: str, *, entry: int | None = None
    ) -> _Coded | None:
        for member in kind:
            if isinstance(value, str) and member.value == value:
                return member
        self.fault(key, f"{shown(value)} is not known here.", write, entry=entry)
        return None


def codes(kind: Iterable[Labelled]) -> str:
    """The codes of a vocabulary as a pack writes them."""
    return ", ".join(quoted(member.value) for member in kind)
