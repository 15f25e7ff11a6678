"""How the value of a key is read from a file and written to one.

A text of the live record is never written out: a history only says whether there is one. When it is read, words of
ours stand for it, which say something without saying anything of anybody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from evenhand.reading.keys import LONGEST_LINE
from evenhand.reading.table import Table, codes
from evenhand.reading.when import NoSuchTime, moment_of
from evenhand.rules.calendar import start_of_day
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import FactId, Labelled, PersonId

SAID = "As it is recorded."
"""Stands for a text that the record holds."""
LONGEST_NOTE = 5000
LONGEST_DURATION = 100 * 366
_NOON = timedelta(hours=12)
_WRITE_LINE = "Write a few words."
_WRITE_MOMENT = "Write a day, or a day and a time, such as 2026-01-05 or 2026-01-05T10:00."
_WRITE_NAMES = "Write a list of names."
_WRITE_DAYS = f"Write a number of days up to {LONGEST_DURATION}, or null where nobody set a length."


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an event."""

    read: Callable[[Table, str], Any]
    """Gives its value, or ``None`` after a fault."""
    write: Callable[[Any], object]
    """Gives what a file says for a value, or ``None`` where it says nothing."""
    field: str = ""
    """The field of the fact that it fills, where that is all it does."""
    refers: bool = False
    """Whether it names other events."""
    aliases: bool = False
    """Whether it holds names of this file alone, which stand for members of staff or for references."""


def truth(field: str = "") -> Key:
    """True or false."""
    return Key(Table.truth, lambda value: value, field)


def said(field: str = "") -> Key:
    """Whether the record holds a text."""
    return Key(
        lambda table, key: SAID if table.truth(key) else "",
        lambda value: None if value is None else not is_blank(value),
        field,
    )


def word(field: str = "") -> Key:
    """A few words, such as a post."""
    return Key(
        lambda table, key: table.text(key, write=_WRITE_LINE, longest=LONGEST_LINE, or_number=True),
        lambda value: value or None,
        field,
    )


def note() -> Key:
    """Words that nobody judges."""
    return Key(
        lambda table, key: table.text(key, write=_WRITE_LINE, longest=LONGEST_NOTE, or_number=True), lambda _: None
    )


def alias(field: str = "") -> Key:
    """Who or what is meant, by a name of this file alone: a post, or no more than a letter."""
    return replace(word(field), aliases=True)


def choice(kind: type[Labelled], field: str = "") -> Key:
    """One code of a vocabulary."""
    return Key(
        lambda table, key: table.choice(key, kind),
        lambda value: None if value is None else value.value,
        field,
    )


def choices(kind: type[Labelled], field: str = "") -> Key:
    """A list of codes of a vocabulary, which may be empty."""
    return Key(
        lambda table, key: frozenset(table.optional_choices(key, kind) or ()),
        lambda value: None if value is None else sorted(one.value for one in value),
        field,
    )


def ordered_choices(kind: type[Labelled]) -> Key:
    """A list of codes of a vocabulary in its order."""
    return Key(
        lambda table, key: table.optional_choices(key, kind) or (),
        lambda value: [one.value for one in value],
    )


def moment(field: str = "") -> Key:
    """A day, or a day with a time; of a day alone, noon stands for the time that nobody knows."""
    return Key(_moment, written_moment, field)


def day(field: str = "") -> Key:
    """A day; of a month or a year, the last one is meant."""
    return Key(_day, lambda value: value, field)


def days() -> Key:
    """A number of days, or null."""
    return Key(_days, lambda value: value)


def people(field: str = "") -> Key:
    """Members of staff, by names of this file alone."""
    return Key(
        lambda table, key: frozenset(map(PersonId, table.optional_texts(key, write=_WRITE_NAMES) or ())),
        lambda value: sorted(value) or None,
        field,
        aliases=True,
    )


def names(field: str = "") -> Key:
    """Short texts, such as the ids of services."""
    return Key(
        lambda table, key: table.optional_texts(key, write=_WRITE_NAMES) or (),
        lambda value: None if value is None else sorted(value),
        field,
    )


def link(field: str = "") -> Key:
    """The name of another event."""
    return Key(
        lambda table, key: FactId(table.text(key, write="Write the name of an event.", longest=LONGEST_LINE)),
        lambda value: value,
        field,
        refers=True,
    )


def links(field: str = "") -> Key:
    """The names of other events."""
    return Key(
        lambda table, key: frozenset(map(FactId, table.optional_texts(key, write=_WRITE_NAMES) or ())),
        lambda value: sorted(value) or None,
        field,
        refers=True,
    )


def said_for(kind: type[Labelled], field: str = "") -> Key:
    """The codes of a vocabulary for which the record holds a text."""
    return Key(
        lambda table, key: dict.fromkeys(table.optional_choices(key, kind) or (), SAID),
        lambda value: [one.value for one in kind if not is_blank(value.get(one))] or None,
        field,
    )


def code_or_word(kind: type[Labelled], field: str = "") -> Key:
    """A code of a vocabulary, or words of the writer's own, which are then unknown."""
    known: Mapping[str, Labelled] = {one.value: one for one in kind}

    def read(table: Table, key: str) -> Labelled | None:
        return known.get(table.text(key, write=f"Write one of: {codes(kind)}.", longest=LONGEST_LINE))

    return Key(read, lambda value: None if value is None else value.value, field)


def written_moment(value: datetime | date | None) -> object:
    """A moment as a file says it: the first moment of a day as it is, whichever zone it was given in."""
    if value is None or not isinstance(value, datetime):
        return value
    return value.isoformat()


def _moment(table: Table, key: str) -> datetime | None:
    value = table.raw(key)
    try:
        return moment_of(value)
    except NoSuchTime:
        found = table.optional_day(key, write=_WRITE_MOMENT)
        return None if found is None else start_of_day(found) + _NOON


def _day(table: Table, key: str) -> date | None:
    found = table.optional_when(key)
    return None if found is None else found.last


def _days(table: Table, key: str) -> int | None:
    if table.null(key):
        return None
    return table.number(key, write=_WRITE_DAYS, lowest=0, highest=LONGEST_DURATION)
