"""Histories for the tests: written as people write them, read as files are."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from evenhand.histories.assess import Assessment, assess
from evenhand.histories.faults import HistoryInvalid
from evenhand.histories.history import History
from evenhand.histories.policies import Policies
from evenhand.histories.read import histories_of
from evenhand.policy.loader import load_pack
from evenhand.reading.faults import Origin
from evenhand.reading.yaml import parse_yaml
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Severity


@cache
def terms(policy: str = "lgsco-guide") -> Terms:
    return load_pack(policy).terms


def read(text: str) -> tuple[History, ...]:
    """The histories of a text."""
    document = parse_yaml(text, Origin(file="histories.yaml", invalid=HistoryInvalid))
    return histories_of(document, Policies(Path()))


def told(*events: str, top: Iterable[str] = ()) -> History:
    """A history of these events, each as it stands between braces, and of these further lines."""
    lines = ["- ref: r", "  body: A Borough Council", *(f"  {line}" for line in top), "  events:"]
    lines += [f"  - {{{event}}}" for event in events] if events else ["    []"]
    (history,) = read("\n".join(lines))
    return history


def faults_of(assessment: Assessment) -> set[str | None]:
    """The names of what must be put right."""
    return {one.fault.value if one.fault else None for one in assessment.findings if one.severity is Severity.FAULT}


def faults(*events: str, top: Iterable[str] = (), policy: str = "lgsco-guide") -> set[str | None]:
    """The faults of a history of these events."""
    return faults_of(assess(told(*events, top=top), terms(policy)))
