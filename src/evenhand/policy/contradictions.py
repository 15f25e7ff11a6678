"""What a pack says and takes back: values that are each possible, and cannot be meant together."""

import re
from datetime import date
from itertools import pairwise

from evenhand.policy.values import MONTHS, VALUES, WORKING_DAYS
from evenhand.reading.faults import FaultLog
from evenhand.rules.calendar import add_months
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import RetentionClass

_DAYS_IN_WORDS = re.compile(r"(\d+) working days?")


def note_contradictions(terms: Terms, appeal: str, first_day: date, faults: FaultLog) -> None:
    """Note a fault for each contradiction, at the value that is likelier wrong.

    Args:
        terms: the values of a pack that is otherwise whole.
        appeal: the passage of its letters on how to appeal.
        first_day: the pack's first day, from which working days and months are compared.
        faults: the log of the pack's faults.
    """
    _reviewed_while_it_lasts(terms, faults)
    _ends_before(terms, "interim_limit_working_days", "review_interval_months", first_day, faults)
    _ends_before(terms, "appeal_decided_working_days", "longest_restriction_months", first_day, faults)
    _risk_before_reading(terms, faults)
    _kept_long_enough(terms, faults)
    _told_as_it_is(terms, appeal, faults)


def _told_as_it_is(terms: Terms, appeal: str, faults: FaultLog) -> None:
    """A customer who is told another number of days than the policy has is told wrongly."""
    meant = (terms.appeal_window_working_days, terms.appeal_decided_working_days)
    for said in map(int, _DAYS_IN_WORDS.findall(appeal)):
        if said not in meant:
            problem = f"The letter says {_counted(said, WORKING_DAYS)}, which is no time of an appeal in this pack."
            instead = (
                "Write the days of [terms.appeal_window_working_days] or [terms.appeal_decided_working_days], "
                "or change these."
            )
            faults.add(("letters", "appeal", "text"), problem, instead)


def _reviewed_while_it_lasts(terms: Terms, faults: FaultLog) -> None:
    interval, longest = terms.review_interval_months, terms.longest_restriction_months
    if interval > longest:
        problem = (
            f"A review after {_counted(interval, MONTHS)} never comes, for a restriction lasts "
            f"{_counted(longest, MONTHS)} at most."
        )
        _note(faults, "review_interval_months", problem, f"Write {longest} or less", "longest_restriction_months")


def _ends_before(terms: Terms, days_name: str, months_name: str, first_day: date, faults: FaultLog) -> None:
    days, months = getattr(terms, days_name), getattr(terms, months_name)
    if terms.calendar.add_working_days(first_day, days) > add_months(first_day, months):
        problem = (
            f"{VALUES[days_name].label} {_counted(days, WORKING_DAYS)}: longer than {_counted(months, MONTHS)} "
            f"({VALUES[months_name].label.lower()})."
        )
        _note(faults, days_name, problem, "Write fewer", months_name)


def _risk_before_reading(terms: Terms, faults: FaultLog) -> None:
    if terms.risk_look_working_days > terms.message_read_working_days:
        problem = "A message would be read before anybody looks whether it holds a risk."
        instead = f"Write {terms.message_read_working_days} or less"
        _note(faults, "risk_look_working_days", problem, instead, "message_read_working_days")


def _kept_long_enough(terms: Terms, faults: FaultLog) -> None:
    kept = terms.retention_months
    if kept[RetentionClass.WARNED] < terms.warning_life_months:
        problem = f"A warning counts for {_counted(terms.warning_life_months, MONTHS)}, and its record would be gone."
        instead = f"Write {terms.warning_life_months} or more"
        _note(faults, "retention_months", problem, instead, "warning_life_months", code=RetentionClass.WARNED)
    order = list(RetentionClass)  # from the least grave to the gravest
    for lighter, graver in pairwise(order):
        if kept[graver] < kept[lighter]:
            problem = f"This is kept for less time than what is less grave ({lighter.label.lower()})."
            faults.add(_path("retention_months", graver), problem, f"Write {kept[lighter]} or more.")


def _note(faults: FaultLog, name: str, problem: str, instead: str, other: str, *, code: str = "") -> None:
    verb = "change" if code or "fewer" in instead else "lengthen"
    faults.add(_path(name, code), problem, f"{instead}, or {verb} [terms.{other}].")


def _path(name: str, code: str = "") -> tuple[str, ...]:
    return ("terms", name, "value", str(code)) if code else ("terms", name, "value")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"
