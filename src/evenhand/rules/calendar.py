"""Dates as the policy counts them: calendar months, working days, and days as Europe/London sees them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_SATURDAY = 5


def local_day(moment: datetime) -> date:
    """The day in Europe/London on which a timezone-aware moment falls.

    Raises ``ValueError`` for a naive datetime, whose day nobody can know.
    """
    return instant(moment).astimezone(LONDON).date()


def instant(moment: datetime) -> datetime:
    """A moment in UTC, by which moments can be put in order.

    Two times in the same zone compare by the clock on the wall, which shows an hour twice in autumn.
    Raises ``ValueError`` for a naive datetime.
    """
    if moment.tzinfo is UTC:
        return moment  # as the database gives it: by far the most of them
    if moment.utcoffset() is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


def not_after(earlier: datetime, later: datetime) -> bool:
    """Whether a moment is the other one or lies before it; raises ``ValueError`` for a naive datetime."""
    if earlier.tzinfo is UTC and later.tzinfo is UTC:
        return earlier <= later
    return instant(earlier) <= instant(later)


def may_precede(earlier: datetime | None, later: datetime | None) -> bool:
    """Whether one moment is not after another, as far as both are known; raises as :func:`not_after`."""
    return earlier is None or later is None or not_after(earlier, later)


def within(since: datetime, until: datetime | None, at: datetime) -> bool:
    """Whether a moment lies in a span of time: from its start on, before its end where it has one."""
    return not_after(since, at) and (until is None or not not_after(until, at))


def earliest(*moments: datetime | None) -> datetime | None:
    """The first of some moments, as far as they are known; ``None`` where none is."""
    return min((one for one in moments if one is not None), key=instant, default=None)


def start_of_day(day: date) -> datetime:
    """The first moment of a day in Europe/London."""
    return datetime.combine(day, time.min, tzinfo=LONDON)


def end_of_day(day: date) -> datetime:
    """The first moment after a day in Europe/London; right on days of 23 and 25 hours too."""
    return start_of_day(day + timedelta(days=1))


def add_months(day: date, months: int) -> date:
    """The same day a number of calendar months later, or that month's last day.

    30 November and three months give 28 (or 29) February.
    """
    index = day.year * 12 + (day.month - 1) + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Working days: Monday to Friday without the given bank holidays."""

    bank_holidays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether the council's offices work on a day."""
        return day.weekday() < _SATURDAY and day not in self.bank_holidays

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that is ``count`` working days after a day.

        With ``count`` 0 it is the day itself when that is a working day, else the next one.
        Raises ``ValueError`` for a negative count.
        """
        if count < 0:
            raise ValueError("working days are counted forward")
        current = day
        while not self.is_working_day(current):
            current += timedelta(days=1)
        if current != day and count:
            count -= 1
        for _ in range(count):
            current += timedelta(days=1)
            while not self.is_working_day(current):
                current += timedelta(days=1)
        return current
