"""Days and moments as people write them: a year, a month or a day; a time of day in London, or with an offset."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime

from evenhand.rules.calendar import LONDON

FIRST_YEAR = 1900
LAST_YEAR = 2199
"""Years outside these are slips of the pen, and the calendar ends soon after some of them."""

_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_DECEMBER = 12
_OUT_OF_RANGE = f"is outside the years {FIRST_YEAR} to {LAST_YEAR}."
_NO_SUCH_DAY = "is not in the calendar."
_NO_SUCH_TIME = "is no time that exists."


class NoSuchTime(ValueError):  # noqa: N818 - says what was written
    """A value that is no day or moment; its text says why, and follows 'It is …, which'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A year, a month or a day, as closely as somebody knows it."""

    first: date
    """The first day of it."""
    last: date
    """The last day of it; the same as the first where the day is known."""

    def __str__(self) -> str:
        """As it is written: ``2023``, ``2023-03`` or ``2023-03-05``."""
        if self.first == self.last:
            return self.first.isoformat()
        whole_year = self.first.month != self.last.month
        return f"{self.first.year}" if whole_year else f"{self.first.year}-{self.first.month:02}"


def parse_day(text: str) -> date | None:
    """The day of a text such as ``2026-01-05``, or ``None`` where it is none in the calendar."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def parse_moment(text: str) -> datetime | None:
    """The moment of a text such as ``2026-01-05T10:00``, without or with an offset, or ``None`` where it is none."""
    try:
        return datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        return None


def when_of(value: object) -> When:
    """The year, month or day that a value of a file means. Raises ``NoSuchTime``."""
    if isinstance(value, int) and not isinstance(value, bool):
        return _year(value)
    if isinstance(value, str) and _YEAR.fullmatch(value):
        return _year(int(value))
    if isinstance(value, str) and _MONTH.fullmatch(value):
        year, month = int(value[:4]), int(value[5:])
        if not 1 <= month <= _DECEMBER:
            raise NoSuchTime(_NO_SUCH_DAY)
        _check(year)
        return When(first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1]))
    day = day_of(value, otherwise="is not a year, a month or a day.")
    return When(first=day, last=day)


def day_of(value: object, *, otherwise: str = "is not a day.") -> date:
    """The day that a value of a file means, itself a date or the text of one. Raises ``NoSuchTime``.

    Args:
        value: the value.
        otherwise: what to say where it looks like something else.
    """
    if isinstance(value, str) and _DAY.fullmatch(value):
        value = parse_day(value)
        if value is None:
            raise NoSuchTime(_NO_SUCH_DAY)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise NoSuchTime(otherwise)
    _check(value.year)
    return value


def moment_of(value: object) -> datetime:
    """The moment, in UTC, that a value of a file means. Raises ``NoSuchTime``.

    A time without an offset is London's. Of a time that comes twice, when the clocks go back, the first is
    meant; a time that never comes, when they go forward, is refused.
    """
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        value = parse_moment(value)
        if value is None:
            raise NoSuchTime(_NO_SUCH_TIME)
    if not isinstance(value, datetime):
        raise NoSuchTime("is not a day with a time.")
    _check(value.year)
    if value.tzinfo is not None:
        return value.astimezone(UTC)
    moment = value.replace(tzinfo=LONDON, fold=0).astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None) != value:
        raise NoSuchTime("never came: the clocks go forward over it.")
    return moment


def _year(year: int) -> When:
    _check(year)
    return When(first=date(year, 1, 1), last=date(year, _DECEMBER, 31))


def _check(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchTime(_OUT_OF_RANGE)
