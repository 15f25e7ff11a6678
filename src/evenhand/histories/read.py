"""Reads files of histories: every key known, every code known, every reference to an event that is there."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from evenhand.histories import keys
from evenhand.histories.faults import HistoryInvalid
from evenhand.histories.form import KINDS
from evenhand.histories.form_parts import COMMON, Kind
from evenhand.histories.history import DEFAULT_POLICY, Event, History
from evenhand.histories.keys import LONGEST_NOTE, Key
from evenhand.histories.policies import Policies
from evenhand.policy.loader import available_packs
from evenhand.reading.document import Document
from evenhand.reading.faults import quoted, shown
from evenhand.reading.keys import LONGEST_LINE
from evenhand.reading.table import Table
from evenhand.reading.when import NoSuchTime, When, moment_of
from evenhand.reading.yaml import read_yaml
from evenhand.rules.facts import StaffMember
from evenhand.rules.vocabulary import FactId, Fault, PersonId

LARGEST = 128 * 1024 * 1024
"""Bytes of a file: the register of a large council."""
MOST_HISTORIES = 200_000
MOST_EVENTS = 1000
MOST_DAYS = 200 * 366

_WRITE_HISTORIES = "Write a list of histories, each with ref, body and events."
_WRITE_EVENTS = "Write a list of events, each with its kind."
_WRITE_WORDS = "Write a few words."
_WRITE_JUDGED = "Write the day of judgment, such as 2026-03-05: a complete record is judged as it stood on a day."
_WRITE_WHEN = "Write a year, a month, a day, or a day and a time, such as 2023, 2023-03 or 2023-03-05T10:00."
_WRITE_STAFF = "Write members of staff by a name of this file, each with their manager."
_WRITE_KINDS = "Write one of: " + ", ".join(KINDS) + "."
_WRITE_DAY = "Write the days after the first event."
_PLACES = frozenset({"kind", "when", "day"})
_EVERY: Mapping[str, Key] = {**COMMON, "name": keys.word(), "about": keys.link(), "alleged": keys.truth()}
_FAULTS = frozenset(one.value for one in Fault)
_DESCRIBED = ("date", "url", "basis", "summary")


def read_histories(path: str | Path, policies: Policies) -> tuple[History, ...]:
    """The histories of a file, in its order.

    Args:
        path: the file.
        policies: the packs that its histories may name.

    Raises ``HistoryInvalid`` with file, line and key of each fault, and what to write instead.
    """
    return histories_of(read_yaml(path, invalid=HistoryInvalid, largest=LARGEST), policies)


def histories_of(document: Document, policies: Policies) -> tuple[History, ...]:
    """The histories of a document. Raises ``HistoryInvalid`` as ``read_histories`` does."""
    faults = document.faults()
    tables = document.tables(faults, write=_WRITE_HISTORIES, most=MOST_HISTORIES)
    found = [_history(table, policies) for table in tables]
    faults.raise_if_any()
    return tuple(found)


def _history(table: Table, policies: Policies) -> History:
    _described(table)
    ref = table.text("ref", write="Write what the council calls the case.", longest=LONGEST_LINE, or_number=True)
    body = table.text("body", write="Write the council's name.", longest=LONGEST_LINE)
    policy = table.optional_text("policy", write="Write a pack's name or its path.", longest=LONGEST_LINE)
    if policy:
        _check_policy(table, policy, policies)
    complete = bool(table.optional_truth("record_complete"))
    details = bool(table.optional_truth("details_complete"))
    if details and not complete:
        table.fault("details_complete", "The record itself is not complete.", "Write record_complete: true as well.")
    judged = table.optional_day("judged", write=_WRITE_JUDGED)
    if complete and "judged" not in table:
        table.fault("judged", "This is missing.", _WRITE_JUDGED)
    events = tuple(_events(table))
    history = History(
        ref=ref,
        body=body,
        policy=policy or DEFAULT_POLICY,
        judged=judged,
        record_complete=complete,
        details_complete=details,
        staff=_staff(table),
        found=table.optional_texts("found", write="Write a list of faults."),
        events=events,
    )
    for entry, fault in enumerate(history.found or ()):
        if fault and fault not in _FAULTS:
            problem = f"{quoted(fault)} is no fault that is known here."
            table.unknown("found", problem, fault, sorted(_FAULTS), otherwise="Write the name of a fault.", entry=entry)
    table.done()
    return history


def _check_policy(table: Table, policy: str, policies: Policies) -> None:
    """Note a pack that there is not, or that cannot be used."""
    names = available_packs()
    if not policies.known(policy):
        otherwise = f"Write one of: {', '.join(names)}; or the path of a pack from the folder of this file."
        table.unknown("policy", f"There is no pack {quoted(policy)}.", policy, names, otherwise=otherwise)
    elif problem := policies.problem(policy):
        table.fault("policy", problem, "For all that is wrong with it: evenhand policy check and its path.")


def _described(table: Table) -> None:
    """What describes a history and is not judged on: read, so that it is not taken for a misspelt key."""
    for key in _DESCRIBED:
        table.optional_text(key, write=_WRITE_WORDS, longest=LONGEST_NOTE, or_number=True)
    table.optional_truth("complete")


def _staff(table: Table) -> Mapping[PersonId, StaffMember]:
    staff = table.optional_table("staff", write=_WRITE_STAFF)
    if staff is None:
        return {}
    found: dict[PersonId, StaffMember] = {}
    for name in staff.keys:
        member = staff.table(name, write=_WRITE_STAFF)
        if member is None:
            continue
        manager = member.optional_text("manager", write="Write the manager's name.", longest=LONGEST_LINE)
        deputy = member.optional_text("deputy", write="Write the deputy's name.", longest=LONGEST_LINE)
        found[PersonId(name)] = StaffMember(
            id=PersonId(name),
            manager=PersonId(manager) if manager else None,
            deputy=PersonId(deputy) if deputy else None,
            absent=bool(member.optional_truth("absent")),
        )
        member.done()
    return found


def _events(table: Table) -> Iterator[Event]:
    tables = table.optional_tables("events", write=_WRITE_EVENTS, most=MOST_EVENTS)
    if tables is None:
        if "events" not in table:
            table.fault("events", "This is missing.", _WRITE_EVENTS)
        return
    names = _names(tables)
    for place, one in enumerate(tables):
        event = _event(one, place, names)
        if event is not None:
            yield event


def _names(tables: tuple[Table, ...]) -> frozenset[str]:
    """The names of the events, each of them once."""
    found: set[str] = set()
    for table in tables:
        if "name" in table:
            name = table.text("name", write="Write a short name.", longest=LONGEST_LINE)
            if name in found:
                table.fault("name", f"Another event is called {quoted(name)}.", "Give each event a name of its own.")
            found.add(name)
    return frozenset(found)


def _event(table: Table, place: int, names: frozenset[str]) -> Event | None:
    code = table.text("kind", write="Write the kind of event.", longest=LONGEST_LINE)
    kind = KINDS.get(code)
    if kind is None:
        if code:
            table.unknown("kind", f"{quoted(code)} is no kind of event.", code, KINDS, otherwise=_WRITE_KINDS)
        return None
    for key in kind.required:
        if key not in table:
            table.fault(key, "This is missing.", "An event of this kind says nothing without it.")
    values = _values(table, kind, names)
    about = values.pop("about", None)
    name = values.pop("name", None)
    placed = _placed(table)
    return Event(
        id=FactId(str(name) if name else _unnamed(code, place, names)),
        kind=code,
        values=values,
        about=None if about is None else FactId(str(about)),
        alleged=values.pop("alleged", None) is True,
        days_in=table.optional_number("day", write=_WRITE_DAY, lowest=0, highest=MOST_DAYS) if "day" in table else None,
        first=placed.first if isinstance(placed, When) else None,
        last=placed.last if isinstance(placed, When) else None,
        moment=None if isinstance(placed, When) else placed,
    )


def _unnamed(code: str, place: int, names: frozenset[str]) -> str:
    """What an event without a name is called; never the name of another one."""
    called = f"{code}-{place + 1}"
    while called in names:
        called += "-"
    return called


def _values(table: Table, kind: Kind, names: frozenset[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in table.keys:
        if name in _PLACES:
            continue
        key = kind.keys.get(name) or _EVERY.get(name)
        if key is None:
            known = [*kind.keys, *_EVERY, *_PLACES]
            table.unknown(name, "This key is not known here.", name, known, otherwise="Remove it.")
            continue
        found[name] = value = key.read(table, name)
        if key.refers:
            for one in (value,) if isinstance(value, str) else value:
                if one and one not in names:
                    instead = "Write the name of an event of this history, or give that event this name."
                    table.fault(name, f"No event is called {quoted(one)}.", instead)
    return found


def _placed(table: Table) -> When | datetime | None:
    """When it was, as closely as it says."""
    if "when" not in table:
        return None
    value = table.raw("when")
    if isinstance(value, datetime) or (isinstance(value, str) and ":" in value):
        try:
            return moment_of(value)
        except NoSuchTime as error:
            table.fault("when", f"It is {shown(value)}, which {error}", _WRITE_WHEN)
            return None
    return table.optional_when("when", write=_WRITE_WHEN)
