"""The set times for calls: by the clock on the wall in Europe/London, and never on a bank holiday (9.3)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from evenhand.rules.calendar import LONDON, WorkingCalendar, instant, local_day
from evenhand.rules.facts import CallWindow

_LOOKED_AHEAD = timedelta(days=400)
"""No window of a week is without its next time for longer, however many bank holidays fall on its day."""
_CLOCKS_CHANGE = time(1, tzinfo=UTC)

Windows = tuple[CallWindow, ...]


def is_open(windows: Windows, calendar: WorkingCalendar, at: datetime) -> bool:
    """Whether calls are taken at a moment. A time that the clock shows twice is one time, both times."""
    return any(_holds(one, calendar, at) for one in windows)


def open_until(windows: Windows, calendar: WorkingCalendar, at: datetime) -> datetime | None:
    """The end of the time in which a moment lies, windows that follow each other at once taken together.

    ``None`` where calls are not taken at that moment.
    """
    found = [one.closes for one in windows if _holds(one, calendar, at)]
    if not found:
        return None
    local, closes = _wall(at), max(found)
    today = sorted((one for one in windows if one.weekday == local.weekday()), key=lambda one: one.opens)
    for one in today:
        if one.opens <= closes:
            closes = max(closes, one.closes)
    end = datetime.combine(local.date(), closes, tzinfo=LONDON).replace(fold=local.fold)
    jumped_over = _wall(end).time() != closes
    return _wall(datetime.combine(local.date(), _CLOCKS_CHANGE)) if jumped_over else end


def next_open(each: Sequence[Windows], calendar: WorkingCalendar, at: datetime) -> datetime | None:
    """The first moment from ``at`` on at which several sets of windows are all open, in London's time.

    Args:
        each: the windows of each restriction.
        calendar: the policy's bank holidays, on which no window opens.
        at: the moment to look from; it is itself the answer where all are open.

    Returns:
        The moment, or ``None`` where the sets have no time in common.
    """
    if all(is_open(windows, calendar, at) for windows in each):
        return _wall(at)
    day, last = local_day(at), local_day(at) + _LOOKED_AHEAD
    while day <= last:
        later = (one for one in _openings(each, day) if instant(one) > instant(at))
        common = [one for one in later if all(is_open(windows, calendar, one) for windows in each)]
        if common:
            return _wall(min(common, key=instant))
        day += timedelta(days=1)
    return None


def _wall(at: datetime) -> datetime:
    """A moment as the clock on the wall shows it, never a time that the clock jumps over."""
    return instant(at).astimezone(LONDON)


def _holds(window: CallWindow, calendar: WorkingCalendar, at: datetime) -> bool:
    local = _wall(at)
    if local.weekday() != window.weekday or local.date() in calendar.bank_holidays:
        return False
    return window.opens <= local.time() < window.closes


def _openings(each: Sequence[Windows], day: date) -> Iterator[datetime]:
    """The moments of a day at which a window may open.

    Each opening time, twice where the clock shows it twice; and the clock change itself, which opens a
    window whose opening time the clock jumps over, or opens one again that it turns back into.
    """
    for window in {one for windows in each for one in windows if one.weekday == day.weekday()}:
        first = datetime.combine(day, window.opens, tzinfo=LONDON)
        yield first
        yield first.replace(fold=1)
    yield datetime.combine(day, _CLOCKS_CHANGE)
