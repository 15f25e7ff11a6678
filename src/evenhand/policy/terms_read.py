"""Reads the values of a pack's ``[terms]``."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from evenhand.policy import bank_holidays
from evenhand.policy.mapping import Clauses, read_provenance
from evenhand.policy.pack import Provenance
from evenhand.policy.values import VALUES, ValueKind
from evenhand.reading.faults import quoted
from evenhand.reading.keys import LONGEST_LINE
from evenhand.reading.table import Table, codes
from evenhand.rules.calendar import WorkingCalendar
from evenhand.rules.terms import MandatoryService
from evenhand.rules.vocabulary import Labelled, Purpose, RestrictionKind, RetentionClass, Route, ServiceId

_SERVICE_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_WEEKEND = 5


@dataclass(slots=True)
class TermsRead:
    """What was read so far; whole only where the log holds no fault."""

    numbers: dict[str, int] = field(default_factory=dict)
    """The values that are one number, by name."""
    decided_by: str = ""
    kinds: frozenset[RestrictionKind] = frozenset()
    retention: dict[RetentionClass, int] = field(default_factory=dict)
    deemed_receipt: dict[Route, int] = field(default_factory=dict)
    services: tuple[MandatoryService, ...] = ()
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    provenance: dict[str, Provenance] = field(default_factory=dict)


def read_terms(top: Table, clauses: Clauses) -> TermsRead:
    """The values of ``[terms]``, each with its unit and its source."""
    read = TermsRead()
    terms = top.table("terms", write="Write one [terms.…] for each value.")
    if terms is None:
        return read
    for name, kind in VALUES.items():
        unit = f"unit = {quoted(kind.unit)}, " if kind.unit else ""
        table = terms.table(name, write=f"Add [terms.{name}] with its value, {unit}its source and its clauses.")
        if table is None:
            continue
        if name in _READERS:
            _READERS[name](table, read)
        else:
            read.numbers[name] = _number(table, "value", kind)
        provenance = read_provenance(table, clauses, unit=kind.unit)
        if provenance is not None:
            read.provenance[name] = provenance
        table.known("clauses")
        table.done()
    terms.done()
    return read


def _number(table: Table, key: str, kind: ValueKind) -> int:
    return table.number(key, write=kind.advice, lowest=kind.lowest, highest=kind.highest)


def _by_code(table: Table, kind: ValueKind, vocabulary: type[Labelled]) -> dict[str, int]:
    """A number for each code of a vocabulary."""
    example = ", ".join(f"{one.value} = {kind.lowest}" for one in vocabulary)
    numbers = table.table("value", write=f"Write value = {{ {example} }}.")
    if numbers is None:
        return {}
    read = {one.value: _number(numbers, one.value, kind) for one in vocabulary}
    numbers.done()
    return read


def _decided_by(table: Table, read: TermsRead) -> None:
    write = 'Say who decides, as a sentence goes on with it, such as "the determination team".'
    read.decided_by = table.text("value", write=write, longest=LONGEST_LINE)


def _kinds(table: Table, read: TermsRead) -> None:
    read.kinds = table.choices("value", RestrictionKind)


def _retention(table: Table, read: TermsRead) -> None:
    months = _by_code(table, VALUES["retention_months"], RetentionClass)
    read.retention = {RetentionClass(code): count for code, count in months.items()}


def _deemed_receipt(table: Table, read: TermsRead) -> None:
    days = _by_code(table, VALUES["deemed_receipt_working_days"], Route)
    read.deemed_receipt = {Route(code): count for code, count in days.items()}


def _services(table: Table, read: TermsRead) -> None:
    found: list[MandatoryService] = []
    purposes = {purpose.value for purpose in Purpose}
    for one in table.tables("value", write="Write one [[terms.mandatory_services.value]] for each service."):
        write = 'Write an id of small letters, digits and "_", such as id = "licensing".'
        service_id = one.text("id", write=write, like=_SERVICE_ID)
        if service_id in purposes:
            problem = f"The id {service_id!r} already means a way of contact that is always allowed."
            one.fault("id", problem, f"Choose another id than: {codes(Purpose)}.")
        elif any(service.id == service_id for service in found if service_id):
            one.fault("id", f"The id {service_id!r} is there twice.", "Give each service an id of its own.")
        name = one.text("name", write="Name the service as your customers do.", longest=LONGEST_LINE)
        usual_way = one.text("usual_way", write="Say how a customer limited to writing usually reaches it.")
        one.done()
        found.append(MandatoryService(id=ServiceId(service_id), name=name, usual_way=usual_way))
    read.services = tuple(found)


def _calendar(table: Table, read: TermsRead) -> None:
    value = table.text("value", write='Write value = "England".')
    if value and value != "England":
        table.fault("value", "Only the bank holidays of England are known.", 'Write value = "England".')
    write = "Write a list of days, such as [2026-12-24]."
    closed, opened = table.days("closed_on", write=write), table.days("open_on", write=write)
    known = bank_holidays.of_england()
    for entry, day in enumerate(closed):
        if day.weekday() >= _WEEKEND or day in known:
            table.fault("closed_on", f"The offices are closed on {day} anyway.", "Remove it.", entry=entry)
    for entry, day in enumerate(opened):
        if day != date.min and day not in known:  # a day that could not be read has its own fault
            problem = f"{day} is no bank holiday of England."
            table.fault("open_on", problem, "Remove it, or name a bank holiday on which you work.", entry=entry)
    read.calendar = WorkingCalendar(bank_holidays=(known | set(closed)) - set(opened))


_READERS: Mapping[str, Callable[[Table, TermsRead], None]] = {
    "decided_by": _decided_by,
    "kinds": _kinds,
    "retention_months": _retention,
    "deemed_receipt_working_days": _deemed_receipt,
    "mandatory_services": _services,
    "calendar": _calendar,
}
"""The values that are not one number; each reader puts its value where ``TermsRead`` has it."""
