"""Reads days and times as people type them, and the three boxes in which a day is typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms

PARTS = ("day", "month", "year")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?\s?(?P<half>am|pm|a\.m\.?|p\.m\.?)?",
    re.IGNORECASE | re.ASCII,
)
_NAMED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}
_NOON = 12
# Hours at which hardly any office is open in the morning: bare, they are more likely meant as afternoon.
_UNSURE_HOURS = range(1, 7)


class DatePartsError(ValueError):
    """The parts name no day. ``part`` is the box to go to: day, month or year."""

    def __init__(self, message: str, part: str) -> None:
        super().__init__(message)
        self.part = part


@dataclass(frozen=True, slots=True)
class DateParts:
    """What stands in the three boxes, as it was typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    def is_empty(self) -> bool:
        """Whether nothing was typed at all."""
        return not (self.day or self.month or self.year)

    def read(self) -> date:
        """The day that the parts name. The month may be a number or a word, whole or in three letters.

        Raises:
            DatePartsError: a part is missing or wrong; the message goes on from the name of the thing.
        """
        missing = [part for part in PARTS if not getattr(self, part)]
        if missing:
            raise DatePartsError(f"must include a {' and '.join(missing)}", missing[0])
        if not re.fullmatch(r"\d{4}", self.year, re.ASCII):
            raise DatePartsError("must have a year of 4 numbers, like 2026", "year")
        month = _month(self.month)
        if month is None or not re.fullmatch(r"\d{1,2}", self.day, re.ASCII):
            raise DatePartsError("must be a real date", "month" if month is None else "day")
        year = int(self.year)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise DatePartsError("must be a real date", "year")
        try:
            return date(year, month, int(self.day))
        except ValueError as error:
            raise DatePartsError("must be a real date", "day") from error


def _month(text: str) -> int | None:
    """The number of a month, typed as number or word."""
    word = text.lower().rstrip(".")
    if re.fullmatch(r"\d{1,2}", word, re.ASCII):
        return int(word) if 1 <= int(word) <= len(_MONTHS) else None
    if word in _FULL_MONTHS:
        return _FULL_MONTHS.index(word) + 1
    word = "sep" if word == "sept" else word
    return _MONTHS.index(word) + 1 if word in _MONTHS else None


class DateWidget(forms.Widget):
    """Three boxes, named after the field with ``_day``, ``_month`` and ``_year``."""

    def value_from_datadict(self, data: Mapping[str, Any], _files: object, name: str) -> DateParts:
        """What was typed into the boxes."""
        return DateParts(*(str(data.get(f"{name}_{part}", "") or "").strip() for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: object, name: str) -> bool:
        """Whether the form held none of the boxes."""
        return all(f"{name}_{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002 - Django's signature
        """The first box."""
        return f"{id_}_day" if id_ else id_

    @staticmethod
    def decompose(value: object) -> DateParts:
        """A day, or what was typed for one, as the boxes show it."""
        if isinstance(value, DateParts):
            return value
        if isinstance(value, date):
            return DateParts(str(value.day), str(value.month), str(value.year))
        return DateParts()


def read_time(text: str) -> time:
    """The time of day that a text names.

    Raises:
        ValueError: it names none, or could be morning or afternoon; the message goes on from its name.
    """
    named = _NAMED_TIMES.get(text.lower())
    if named is not None:
        return named
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError("must be a time, like 9:30am, 2pm or 14:05")
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()[:1]
    if half:
        return _of_half(hour, minute, afternoon=half == "p")
    bare = found["minute"] is None and hour <= _NOON
    if bare or (hour in _UNSURE_HOURS and not text.startswith("0")):
        raise ValueError("must say am or pm, like 9:30am or 2pm")
    return _time(hour, minute)


def _of_half(hour: int, minute: int, *, afternoon: bool) -> time:
    """A time of the twelve-hour clock."""
    if not 1 <= hour <= _NOON:
        raise ValueError("must be a time, like 9:30am, 2pm or 14:05")
    return _time(hour % _NOON + (_NOON if afternoon else 0), minute)


def _time(hour: int, minute: int) -> time:
    """A time of day, or an error in our words."""
    try:
        return time(hour, minute)
    except ValueError as error:
        raise ValueError("must be a time, like 9:30am, 2pm or 14:05") from error
