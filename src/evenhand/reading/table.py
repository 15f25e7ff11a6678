"""Reads one table of a file, key by key, and notes every fault instead of stopping at the first.

A reader that finds a fault notes it and returns an empty value of its type, so that reading goes on; nothing
is made of a file with a fault, so that no empty value is ever used. A reader whose name begins with
``optional`` takes a key that is not there for unknown and gives ``None`` (or an empty text) without a fault;
a key that is there without a value is a fault with both, unless ``null`` was asked first.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from typing import Self, TypeVar

from evenhand.reading.faults import quoted, shown
from evenhand.reading.keys import LONGEST_LINE, LONGEST_PASSAGE, MISSING, MOST_ENTRIES, Keys
from evenhand.reading.when import NoSuchTime, When, day_of, moment_of, when_of
from evenhand.rules.vocabulary import Labelled

WRITE_TRUTH = "Write true or false."
WRITE_WHEN = "Write a year, a month or a day, such as 2023, 2023-03 or 2023-03-05."
WRITE_MOMENT = "Write a day and a time, such as 2026-01-05T10:00."

_Coded = TypeVar("_Coded", bound=Labelled)
_Time = TypeVar("_Time")


class Table(Keys):
    """A table of a TOML or YAML file."""

    __slots__ = ()

    def text(
        self,
        key: str,
        *,
        write: str,
        longest: int = LONGEST_PASSAGE,
        like: re.Pattern[str] | None = None,
        or_number: bool = False,
    ) -> str:
        """A text that says something.

        Args:
            key: its key.
            write: the advice where it does not.
            longest: characters that it may have.
            like: the form that it must have.
            or_number: whether a whole number or a day may stand in its place, as in ``ref: 22``.
        """
        value = self._take(key, write)
        if value is MISSING:
            return ""
        if or_number and _spelt_one_way(value):
            value = str(value)
        checked = self._text_of(value, key, write=write, longest=longest)
        if checked and like is not None and not like.fullmatch(checked):
            self.fault(key, f"{quoted(checked)} cannot be used here.", write)
            return ""
        return checked

    def optional_text(
        self,
        key: str,
        *,
        write: str,
        longest: int = LONGEST_PASSAGE,
        like: re.Pattern[str] | None = None,
        or_number: bool = False,
    ) -> str:
        """A text as ``text`` reads it, or an empty one where the key is not there."""
        if not self._there(key):
            return ""
        return self.text(key, write=write, longest=longest, like=like, or_number=or_number)

    def truth(self, key: str, *, write: str = WRITE_TRUTH) -> bool:
        """True or false."""
        value = self._take(key, write)
        if isinstance(value, bool):
            return value
        if value is not MISSING:
            self.fault(key, f"It is {shown(value)}, which is neither true nor false.", write)
        return False

    def optional_truth(self, key: str, *, write: str = WRITE_TRUTH) -> bool | None:
        """True or false, or ``None`` where the key is not there."""
        return self.truth(key, write=write) if self._there(key) else None

    def number(self, key: str, *, write: str, lowest: int, highest: int) -> int:
        """A whole number within a range, both ends included."""
        value = self._take(key, write)
        if value is MISSING:
            return lowest
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(key, f"It is {shown(value)}, which is not a whole number.", write)
            return lowest
        if not lowest <= value <= highest:
            self.fault(key, f"It is {shown(value)}, which is out of range.", write)
            return lowest
        return value

    def optional_number(self, key: str, *, write: str, lowest: int, highest: int) -> int | None:
        """A whole number as ``number`` reads it, or ``None`` where the key is not there."""
        return self.number(key, write=write, lowest=lowest, highest=highest) if self._there(key) else None

    def day(self, key: str, *, write: str) -> date:
        """A day, without a time and without quotation marks."""
        value = self._take(key, write)
        if value is MISSING:
            return date.min
        return self._day_of(value, key, write=write) or date.min

    def days(self, key: str, *, write: str) -> tuple[date, ...]:
        """A list of days by position, each of them once; none where the key is not there."""
        found: list[date] = []
        for entry, value in enumerate(self._entries(key, write) if self._there(key) else ()):
            day = self._day_of(value, key, write=write, entry=entry)
            if day in found:
                self.fault(key, f"{day} is there twice.", "Keep it once.", entry=entry)
            found.append(day or date.min)
        return tuple(found)

    def optional_day(self, key: str, *, write: str) -> date | None:
        """A day, in quotation marks or without; ``None`` where the key is not there, or after a fault."""
        return self._time_of(key, day_of, write) if self._there(key) else None

    def optional_when(self, key: str, *, write: str = WRITE_WHEN) -> When | None:
        """A year, a month or a day; ``None`` where the key is not there, or after a fault."""
        return self._time_of(key, when_of, write) if self._there(key) else None

    def moment(self, key: str, *, write: str = WRITE_MOMENT) -> datetime | None:
        """A day and a time, in UTC; written without an offset it is London's. ``None`` after a fault."""
        return self._time_of(key, moment_of, write)

    def choice(self, key: str, kind: type[_Coded], *, write: str = "") -> _Coded | None:
        """A code of a vocabulary, or ``None`` after a fault."""
        code = _code(self._values.get(key), kind)
        if code is not None:
            self._asked[key] = None
            return code
        advice = write or f"Write one of: {codes(kind)}."  # made for a fault alone: long vocabularies take time
        value = self._take(key, advice)
        if value is not MISSING:
            self.fault(key, f"{shown(value)} is not known here.", advice)
        return None

    def optional_choice(self, key: str, kind: type[_Coded], *, write: str = "") -> _Coded | None:
        """A code of a vocabulary; ``None`` where the key is not there, or after a fault."""
        return self.choice(key, kind, write=write) if self._there(key) else None

    def choices(self, key: str, kind: type[_Coded]) -> frozenset[_Coded]:
        """A list of codes of a vocabulary that is not empty, each of them once."""
        return frozenset(self._codes_of(self._filled(key, _write_list(kind)), key, kind))

    def optional_choices(self, key: str, kind: type[_Coded]) -> tuple[_Coded, ...] | None:
        """A list of codes, which may be empty, in order and each once; ``None`` where the key is not there."""
        if not self._there(key):
            return None
        return tuple(self._codes_of(self._entries(key, _write_list(kind)), key, kind))

    def texts(self, key: str, *, write: str) -> tuple[str, ...]:
        """A list of short texts by position that is not empty, each of them once; a faulty entry is empty."""
        return self._texts_of(self._filled(key, write), key, write)

    def optional_texts(self, key: str, *, write: str) -> tuple[str, ...] | None:
        """A list of short texts, which may be empty, each once; ``None`` where the key is not there."""
        return self._texts_of(self._entries(key, write), key, write) if self._there(key) else None

    def table(self, key: str, *, write: str) -> Self | None:
        """The table at a key, or ``None`` after a fault."""
        value = self._take(key, write)
        if value is MISSING:
            return None
        if not isinstance(value, dict):
            self.fault(key, f"It is {shown(value)}, which is not a table.", write)
            return None
        return type(self)(value, (*self.path, key), self.faults)

    def optional_table(self, key: str, *, write: str) -> Self | None:
        """The table at a key; ``None`` where the key is not there, or after a fault."""
        return self.table(key, write=write) if self._there(key) else None

    def tables(self, key: str, *, write: str, most: int = MOST_ENTRIES) -> tuple[Self, ...]:
        """The tables of a list that is not empty, in order, without the entries that are no table."""
        return self._tables_of(self._filled(key, write, most), key, write)

    def optional_tables(self, key: str, *, write: str, most: int = MOST_ENTRIES) -> tuple[Self, ...] | None:
        """The tables of a list, which may be empty, as ``tables`` reads it; ``None`` where the key is not there."""
        return self._tables_of(self._entries(key, write, most), key, write) if self._there(key) else None

    def _tables_of(self, entries: list[object], key: str, write: str) -> tuple[Self, ...]:
        found: list[Self] = []
        for entry, value in enumerate(entries):
            if isinstance(value, dict):
                found.append(type(self)(value, (*self.path, key, entry), self.faults))
            else:
                self.fault(key, f"It is {shown(value)}, which is not a table.", write, entry=entry)
        return tuple(found)

    def _texts_of(self, entries: list[object], key: str, write: str) -> tuple[str, ...]:
        found: list[str] = []
        for entry, value in enumerate(entries):
            text = self._text_of(value, key, write=write, longest=LONGEST_LINE, entry=entry)
            if text and text in found:
                self.fault(key, f"{quoted(text)} is there twice.", "Keep it once.", entry=entry)
                text = ""
            found.append(text)
        return tuple(found)

    def _text_of(self, value: object, key: str, *, write: str, longest: int, entry: int | None = None) -> str:
        if value is None or (isinstance(value, str) and not value.strip()):
            self.fault(key, "It says nothing.", write, entry=entry)
        elif not isinstance(value, str):
            instead = write if isinstance(value, list | dict) else f"{write} Put it in quotation marks."
            self.fault(key, f"It is {shown(value)}, which is not a text.", instead, entry=entry)
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

    def _time_of(self, key: str, read: Callable[[object], _Time], write: str) -> _Time | None:
        value = self._take(key, write)
        if value is MISSING:
            return None
        try:
            return read(value)
        except NoSuchTime as error:
            self.fault(key, f"It is {shown(value)}, which {error}", write)
            return None

    def _codes_of(self, entries: list[object], key: str, kind: type[_Coded]) -> list[_Coded]:
        found: list[_Coded] = []
        for entry, value in enumerate(entries):
            code = _code(value, kind)
            if code is None:
                self.fault(key, f"{shown(value)} is not known here.", _write_list(kind), entry=entry)
            elif code in found:
                self.fault(key, f"{shown(value)} is there twice.", "Keep it once.", entry=entry)
            else:
                found.append(code)
        return found


def codes(kind: Iterable[Labelled]) -> str:
    """The codes of a vocabulary as a file writes them."""
    return ", ".join(quoted(member.value) for member in kind)


@cache
def _write_list(kind: type[Labelled]) -> str:
    return f"Write a list of: {codes(kind)}."


def _code(value: object, kind: type[_Coded]) -> _Coded | None:
    try:
        return kind(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _spelt_one_way(value: object) -> bool:
    """Whether a value that is no text can have been written in one way only, and is that text again."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole or (isinstance(value, date) and not isinstance(value, datetime))
