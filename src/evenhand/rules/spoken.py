"""Dates, times and lists as they are said and written: as GOV.UK does, in the time of Europe/London."""

from collections.abc import Sequence
from datetime import date, datetime, time

from evenhand.rules.calendar import LONDON, local_day

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spoken_date(value: date | datetime) -> str:
    """Write a day, such as ``24 May 2027``.

    Raises:
        ValueError: a moment without a time zone, whose day nobody can know.
    """
    day = local_day(value) if isinstance(value, datetime) else value
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken_time(value: time | datetime) -> str:
    """Write a time of day in London, such as ``9:30am``, ``5pm``, ``midday`` or ``midnight``.

    Raises:
        ValueError: a moment without a time zone, whose time nobody can know.
    """
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be shown: make it timezone-aware.")
        value = value.astimezone(LONDON).time()
    if value.minute == 0 and value.hour in {0, 12}:
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def spoken_moment(value: datetime) -> str:
    """Say a moment aloud, with its day of the week, such as ``10am on Tuesday 3 March 2026``.

    Raises:
        ValueError: a moment without a time zone.
    """
    return f"{spoken_time(value)} on {_DAYS[local_day(value).weekday()]} {spoken_date(value)}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
