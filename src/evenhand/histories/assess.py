"""Judges histories by the rules of the live record: what would an ombudsman say?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evenhand.histories.facts import facts_of
from evenhand.histories.history import History
from evenhand.histories.timing import courses, day_judged, end_of, happened
from evenhand.rules.findings import Finding
from evenhand.rules.rulebook import judge
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Severity

_OPEN = "It turns on a day that the history does not give."


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the rules find on one history."""

    history: History
    judged: date
    findings: tuple[Finding, ...]
    """In the order of the rulebook, none twice."""
    clauses: tuple[str, ...]
    """The clause of the pack for each finding."""
    events: tuple[tuple[int, ...], ...]
    """The events that each finding is about, by their places in the history from 1; none where it is about all."""


def assess(history: History, terms: Terms) -> Assessment:
    """Judge one history as the record stood at the end of the day of judgment.

    Args:
        history: what is known of the case.
        terms: the values and rule modes of the pack to judge by.
    """
    events = happened(history)
    judged = day_judged(history)
    at = end_of(judged)
    tried = [judge(facts_of(history, events, moments), terms, at=at) for moments in courses(history, events)]
    found = tuple(tried[0] if len(tried) == 1 else _however(tried))
    alike = _said_alike(found)
    findings = tuple(each[0] for each in alike)
    clauses = tuple(terms.clause_of(one.rule) for one in findings)
    places = _places(history, alike)
    return Assessment(history=history, judged=judged, findings=findings, clauses=clauses, events=places)


def _places(history: History, alike: Sequence[Sequence[Finding]]) -> tuple[tuple[int, ...], ...]:
    """For findings that say the same, where the events stand that they are about, from 1.

    A fact that an event made has the event's name before a stroke.
    """
    place_of = {str(event.id): place for place, event in enumerate(history.events, start=1)}
    about = ({str(one.about).partition("/")[0] for one in same} for same in alike)
    return tuple(tuple(sorted(place_of[name] for name in names if name in place_of)) for names in about)


def _however(tried: Sequence[Sequence[Finding]]) -> Iterator[Finding]:
    """The findings of several courses of events: a fault that some of them do not give is not sure."""
    known = [frozenset(map(_same, one)) for one in tried]
    seen: set[object] = set()
    for findings in tried:
        for one in findings:
            same = _same(one)
            if same in seen:
                continue
            seen.add(same)
            if one.severity is Severity.FAULT and not all(same in each for each in known):
                yield replace(one, severity=Severity.GAP, message=f"{one.message} {_OPEN}")
            else:
                yield one


def _same(finding: Finding) -> object:
    return finding.rule, finding.severity, finding.fault, finding.about, finding.part, finding.message


def _said(finding: Finding) -> object:
    return finding.rule, finding.severity, finding.fault, finding.message


def _said_alike(findings: Sequence[Finding]) -> tuple[Sequence[Finding], ...]:
    """The findings by what they say, once each: a history of several restrictions says of each what it says of all."""
    alike: dict[object, list[Finding]] = {}
    for one in findings:
        alike.setdefault(_said(one), []).append(one)
    return tuple(alike.values())
