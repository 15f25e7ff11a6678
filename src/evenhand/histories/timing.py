"""When each event of a history was: exact where it says so, and else within what its place in the list leaves open.

Where a record is not complete its dates are not judged, and any moments will do that keep the order of the events.
Where it is complete, a day that is not known can lie anywhere between its neighbours, and a finding stands as a
fault only where it stands however those days fall. There are too many ways to try them all: a few courses of events
are tried: the open days before some place of the list early and the others late, and the other way round.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import TypeAlias

from evenhand.histories.history import Event, History
from evenhand.rules.calendar import end_of_day, local_day, start_of_day

_LONG_AGO = date(1900, 1, 1)
_NO_DAY = date(2000, 1, 1)
"""Stands for today where a history gives no day at all: only the order of its events is judged then."""
_APART = timedelta(seconds=1)
_MOST_CUTS = 16
"""Places at which the open days of a history are parted into early and late ones."""
_MOST_TRIED = 640
"""Open days that all courses of one history together may hold, so that a huge one takes seconds."""
_STILL_TO_COME = frozenset({"ends", "starts", "until"})
"""Keys whose moments can lie after the day on which a history was written."""
_COUNTED = -1
"""The variable of the events that are counted in days from the first one."""

Course: TypeAlias = tuple[datetime, ...]
"""One way in which the events can have come: a moment for each, in the order in which they are given."""
_Late: TypeAlias = Callable[[int], bool]
"""Whether the event at a place comes as late as it can, or else as early."""


@dataclass(frozen=True, slots=True)
class _Span:
    """The first and the last day on which an event can have been."""

    first: date
    last: date
    variable: int
    """Events of the same variable move together: those counted in days from the first one do."""


def day_judged(history: History) -> date:
    """The day of judgment: the one that is given, or else the last one that the events give."""
    if history.judged is not None:
        return history.judged
    begun = _day_of(history.events[0]) if history.events else None
    given = [day for one in history.events if (day := _day_of(one)) is not None]
    if begun is not None:
        given += [begun + timedelta(days=one.days_in) for one in history.events if one.days_in is not None]
    given += [
        local_day(value)
        for one in history.events
        for key, value in one.values.items()
        if isinstance(value, datetime) and key not in _STILL_TO_COME
    ]
    return max(given, default=_NO_DAY)


def courses(history: History, events: Sequence[Event]) -> Iterator[Course]:
    """The courses of events to judge; a single one where no day is open, or none is judged.

    Args:
        history: what the events are of.
        events: those to place, in the order of the list.
    """
    spans = _spans(history, events)
    yield _course(events, spans, lambda _: True)
    if not history.record_complete:
        return
    order = {one: index for index, one in enumerate(dict.fromkeys(s.variable for s in spans if s.first != s.last))}
    for cut in range(1, len(order) + 1, len(order) // _cuts(len(order)) + 1):
        yield _course(events, spans, _from(order, cut))
        yield _course(events, spans, _up_to(order, cut))


def _cuts(open_days: int) -> int:
    """At how many places to part open days: at fewer where there are many, since each course is judged whole."""
    return max(2, min(_MOST_CUTS, _MOST_TRIED // max(open_days, 1)))


def happened(history: History) -> tuple[Event, ...]:
    """The events that bear on the judgment, in order of time: those that are not surely after the day judged.

    Where two events give days, their days decide; what gives none keeps its place after the one before it.
    """
    judged = day_judged(history)
    base = _day_of(history.events[0]) if history.events else None
    begun: list[tuple[date, Event]] = []
    reached = _LONG_AGO
    for event in history.events:
        day = _day_of(event)
        if day is None and event.days_in is not None and base is not None:
            day = base + timedelta(days=event.days_in)
        if day is not None:
            # A month or a year that reaches so far can have come after the event before it, as the list has it.
            reached = max(day, reached) if (event.last or day) >= reached else day
        if reached <= judged:
            begun.append((reached, event))
    return tuple(event for _, event in sorted(begun, key=lambda pair: pair[0]))


def end_of(day: date) -> datetime:
    """The last second of a day in Europe/London."""
    return end_of_day(day) - _APART


def _from(order: dict[int, int], cut: int) -> _Late:
    """The open days before a cut come early, and the others late: as far apart as they can be."""
    return lambda variable: order.get(variable, 0) >= cut


def _up_to(order: dict[int, int], cut: int) -> _Late:
    """The open days before a cut come late, and the others early: as close together as they can be."""
    return lambda variable: order.get(variable, 0) < cut


def _day_of(event: Event) -> date | None:
    """The first day that an event gives for itself."""
    if event.moment is not None:
        return local_day(event.moment)
    return event.first


def _spans(history: History, events: Sequence[Event]) -> list[_Span]:
    """The span of each event: its own, made narrower by its neighbours' where it is open."""
    judged = day_judged(history)
    base = _base(history, judged)
    own = [_own(one, base) for one in events]
    lowest = list(accumulate((span[0] if span else _LONG_AGO for span in own), max))
    highest = list(accumulate((span[1] if span else judged for span in reversed(own)), min, initial=judged))[:0:-1]
    return [
        _span(place, event, span, low, high)
        for place, (event, span, low, high) in enumerate(zip(events, own, lowest, highest, strict=True))
    ]


def _span(place: int, event: Event, span: tuple[date, date] | None, low: date, high: date) -> _Span:
    if span is None:
        return _Span(min(low, high), high, place)
    if _is_counted(event):
        return _Span(*span, _COUNTED)
    narrowed = max(low, span[0]), min(high, span[1])
    return _Span(*(narrowed if narrowed[0] <= narrowed[1] else span), place)


def _own(event: Event, base: tuple[date, date]) -> tuple[date, date] | None:
    """The first and the last day that an event gives for itself, or that it is counted to."""
    if event.moment is not None:
        day = local_day(event.moment)
        return day, day
    if event.first is not None and event.last is not None:
        return event.first, event.last
    if event.days_in is None:
        return None
    return base[0] + timedelta(days=event.days_in), base[1] + timedelta(days=event.days_in)


def _base(history: History, judged: date) -> tuple[date, date]:
    """The first and the last day on which the first event can have been, from which others are counted."""
    if not history.events:
        return judged, judged
    first = history.events[0]
    if first.moment is not None:
        day = local_day(first.moment)
        return day, day
    if first.first is not None and first.last is not None:
        return first.first, first.last
    furthest = max(one.days_in or 0 for one in history.events)
    last = max(judged - timedelta(days=furthest), _LONG_AGO)
    return min(_LONG_AGO, last), last


def _is_counted(event: Event) -> bool:
    return event.moment is None and event.first is None and event.days_in is not None


def _course(events: Sequence[Event], spans: Sequence[_Span], late: _Late) -> Course:
    found: list[datetime] = []
    before: datetime | None = None
    for place, (event, span) in enumerate(zip(events, spans, strict=True)):
        moment = event.moment
        if moment is None:
            day = span.last if late(span.variable) else span.first
            # A second for each event keeps their order on a day; a day has many more than a history has events.
            moment = start_of_day(day).astimezone(UTC) + place * _APART
            is_open = span.first != span.last and span.variable != _COUNTED
            if before is not None and moment <= before and (is_open or local_day(before) == day):
                moment = before + _APART
        found.append(moment)
        before = moment.astimezone(UTC)
    return tuple(found)
