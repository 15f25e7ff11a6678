"""Dates, times, numbers and clauses as GOV.UK writes them, in the time of Europe/London.

The clock is not read here: whoever needs a distance in days hands over the moment to count from.
"""

import re
from datetime import date, datetime

import phonenumbers

from evenhand.letters.words import spoken_date, spoken_time
from evenhand.rules.calendar import LONDON

# Pages take all their spoken forms from here; a day and a time of day are written as letters write them.
__all__ = [
    "LONDON",
    "day_of",
    "days_from",
    "in_london",
    "spoken_clause",
    "spoken_date",
    "spoken_date_time",
    "spoken_phone",
    "spoken_time",
]

_CLAUSE_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def in_london(moment: datetime) -> datetime:
    """The moment by the clock on the wall in London.

    Raises:
        ValueError: the moment does not say its time zone, so that it could be any of 24 hours.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be shown: make it timezone-aware.")
    return moment.astimezone(LONDON)


def day_of(value: date | datetime) -> date:
    """The calendar day in London on which a moment falls; a day is itself."""
    return in_london(value).date() if isinstance(value, datetime) else value


def spoken_date_time(value: datetime) -> str:
    """Write a moment, such as ``24 November 2026 at 9:30am``."""
    return f"{spoken_date(value)} at {spoken_time(value)}"


def days_from(value: date | datetime, at: date | datetime) -> str:
    """Write how far a day lies from another: ``today``, ``tomorrow``, ``in 3 days``, ``2 days ago``.

    Args:
        value: the day spoken of.
        at: the day it is counted from, usually now.
    """
    days = (day_of(value) - day_of(at)).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def spoken_phone(number: str) -> str:
    """Write a telephone number in the groups people know, such as ``020 7946 0123``.

    A number of another country keeps its country code. What cannot be read as a number stays as it is.
    """
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return number
    at_home = parsed.country_code == phonenumbers.country_code_for_region("GB")
    style = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def spoken_clause(clause: str) -> str:
    """Write where a rule stands: ``Clause 8.2``, ``Clauses 3.1 and 10.1``; named guidance stays as it is."""
    parts = [part.strip() for part in clause.split(",") if part.strip()]
    if not parts or not all(_CLAUSE_NUMBER.fullmatch(part) for part in parts):
        return clause
    if len(parts) == 1:
        return f"Clause {parts[0]}"
    return f"Clauses {', '.join(parts[:-1])} and {parts[-1]}"
