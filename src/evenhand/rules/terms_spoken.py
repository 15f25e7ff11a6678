"""The terms of a restriction in plain words, for pages and letters alike (clauses 9.3 and 9.4)."""

from collections.abc import Iterable

from evenhand.rules.facts import CallWindow, RestrictionTerms
from evenhand.rules.findings import is_blank
from evenhand.rules.kinds import TERMS_NEEDED
from evenhand.rules.spoken import listed, spoken_time
from evenhand.rules.vocabulary import Channel, RestrictionKind, TermNeeded

_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def terms_spoken(kind: RestrictionKind, terms: RestrictionTerms | None) -> tuple[tuple[TermNeeded, str], ...]:
    """What the terms of a restriction say, each as a short text on one line, in the vocabulary's order.

    Args:
        kind: which kind of restriction.
        terms: its terms; ``None`` where they are not known.

    Returns:
        What the terms say, and with a blank text what the kind asks for and they do not say.
    """
    said = ((one, _text(one, terms or RestrictionTerms())) for one in TermNeeded)
    return tuple((one, text) for one, text in said if text or one in TERMS_NEEDED[kind])


def windows_spoken(windows: Iterable[CallWindow]) -> tuple[str, ...]:
    """The set times for calls, days with the same times together: ``Mondays and Thursdays, 9am to 11am``."""
    on: dict[tuple[str, ...], list[str]] = {}
    found = sorted(set(windows), key=lambda one: (one.weekday, one.opens, one.closes))
    for day, name in enumerate(_DAYS):
        times = tuple(f"{spoken_time(one.opens)} to {spoken_time(one.closes)}" for one in found if one.weekday == day)
        if times:
            on.setdefault(times, []).append(name)
    return tuple(f"{listed(days)}, {listed(times)}" for times, days in on.items())


def minutes_spoken(count: int) -> str:
    """A length of time: ``1 minute``, ``10 minutes``."""
    return "1 minute" if count == 1 else f"{count} minutes"


def _text(needed: TermNeeded, terms: RestrictionTerms) -> str:
    if needed is TermNeeded.WINDOWS:
        return "; ".join(windows_spoken(terms.windows))
    if needed is TermNeeded.MINUTES:
        return minutes_spoken(terms.minutes) if terms.minutes else ""
    if needed is TermNeeded.CHANNELS:
        return listed([one.label.lower() for one in Channel if one in terms.channels])
    value: str | tuple[str, ...] = getattr(terms, needed.value)
    several = (value,) if isinstance(value, str) else value
    return "; ".join(" ".join(one.split()) for one in several if not is_blank(one))
