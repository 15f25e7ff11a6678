"""Reads a pack's values: what ``Terms`` holds, and the passages of letters that are the council's to word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from evenhand.policy import bank_holidays
from evenhand.policy.mapping import Clauses, read_provenance
from evenhand.policy.pack import LetterTerms, Provenance
from evenhand.policy.reading import LONGEST_LINE, Table, codes
from evenhand.rules.calendar import WorkingCalendar
from evenhand.rules.terms import MandatoryService
from evenhand.rules.vocabulary import Purpose, Route, RuleId, ServiceId

MONTHS = "calendar months"
WORKING_DAYS = "working days"
_RANGES = {MONTHS: (1, 24), WORKING_DAYS: (0, 60)}

_SERVICE_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_WEBSITE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,24}(?:/[A-Za-z0-9._~/-]*)?")
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ]{6,20}")
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class ValueKind:
    """A value of ``Terms``: what a page calls it, what it counts, and the rules that read it."""

    label: str
    unit: str
    read_by: tuple[RuleId, ...]


def _read_by(*rules: str) -> tuple[RuleId, ...]:
    return tuple(RuleId(rule) for rule in rules)


VALUES: Mapping[str, ValueKind] = {
    "review_interval_months": ValueKind("Time between reviews", MONTHS, _read_by("review.on_time")),
    "warning_life_months": ValueKind(
        "How long a warning counts", MONTHS, _read_by("warning.before_action", "warning.actions_continued")
    ),
    "manager_acknowledges_working_days": ValueKind(
        "A manager takes an incident on within", WORKING_DAYS, _read_by("manager.informed")
    ),
    "tell_customer_working_days": ValueKind(
        "The customer is told within", WORKING_DAYS, _read_by("notice.sent", "review.reasoned")
    ),
    "door_working_days": ValueKind(
        "A step that was put off is done within", WORKING_DAYS, _read_by("equality.considered")
    ),
    "deemed_receipt_working_days": ValueKind(
        "A letter counts as received after", WORKING_DAYS, _read_by("notice.sent")
    ),
    "mandatory_services": ValueKind("Mandatory services", "services", _read_by("services.mandatory_open")),
    "calendar": ValueKind(
        "Days on which the offices are closed",
        "bank holidays",
        _read_by("manager.informed", "equality.considered", "notice.sent", "review.reasoned"),
    ),
}
"""Every value of a pack, by the name of its field of ``Terms``."""


@dataclass(slots=True)
class ValuesRead:
    """What was read so far; whole only where the log holds no fault."""

    numbers: dict[str, int] = field(default_factory=dict)
    deemed_receipt: dict[Route, int] = field(default_factory=dict)
    services: tuple[MandatoryService, ...] = ()
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    provenance: dict[str, Provenance] = field(default_factory=dict)


def read_values(top: Table, clauses: Clauses) -> ValuesRead:
    """The values of ``[terms]``, each with its unit and its source."""
    read = ValuesRead()
    terms = top.table("terms", write="Write one [terms.…] for each value.")
    if terms is None:
        return read
    for name, kind in VALUES.items():
        write = f'Add [terms.{name}] with its value, unit = "{kind.unit}", its source and its clauses.'
        table = terms.table(name, write=write)
        if table is None:
            continue
        _read_value(table, name, kind.unit, read)
        provenance = read_provenance(table, clauses, unit=kind.unit)
        if provenance is not None:
            read.provenance[name] = provenance
        table.known("clauses")
        table.done()
    terms.done()
    return read


def read_letters(top: Table, clauses: Clauses) -> tuple[LetterTerms, Mapping[str, Provenance]]:
    """The passages of ``[letters]``, and where each comes from."""
    letters = top.table("letters", write="Write [letters.appeal] and [letters.ombudsman].")
    if letters is None:
        return _letter_terms({}), {}
    provenance: dict[str, Provenance] = {}
    passages: dict[str, str] = {}
    for name, asks in (
        ("appeal", "Say how to ask the council to look at the decision again."),
        ("ombudsman", "Say that the customer can complain to the Ombudsman."),
    ):
        table = letters.table(name, write=f"Add [letters.{name}] with its text, its source and its clauses.")
        if table is None:
            continue
        passages[name] = table.text("text", write=asks)
        if name == "ombudsman":
            passages |= _ombudsman(table)
        found = read_provenance(table, clauses)
        if found is not None:
            provenance[f"letters.{name}"] = found
        table.known("clauses")
        table.done()
    letters.done()
    return _letter_terms(passages), provenance


def _read_value(table: Table, name: str, unit: str, read: ValuesRead) -> None:
    if name == "deemed_receipt_working_days":
        read.deemed_receipt = _deemed_receipt(table)
    elif name == "mandatory_services":
        read.services = _services(table)
    elif name == "calendar":
        read.calendar = _calendar(table)
    else:
        read.numbers[name] = _number(table, "value", unit)


def _number(table: Table, key: str, unit: str) -> int:
    lowest, highest = _RANGES[unit]
    write = f"Write a whole number of {unit} from {lowest} to {highest}."
    return table.number(key, write=write, lowest=lowest, highest=highest)


def _deemed_receipt(table: Table) -> dict[Route, int]:
    example = ", ".join(f"{route.value} = 0" for route in Route)
    routes = table.table("value", write=f"Write the days by route, such as value = {{ {example} }}.")
    if routes is None:
        return {}
    read = {route: _number(routes, route.value, WORKING_DAYS) for route in Route}
    routes.done()
    return read


def _services(table: Table) -> tuple[MandatoryService, ...]:
    read: list[MandatoryService] = []
    purposes = {purpose.value for purpose in Purpose}
    for one in table.tables("value", write="Write one [[terms.mandatory_services.value]] for each service."):
        write = 'Write an id of small letters, digits and "_", such as id = "licensing".'
        service_id = one.text("id", write=write, like=_SERVICE_ID)
        if service_id in purposes:
            problem = f"The id {service_id!r} already means a way of contact that is always allowed."
            one.fault("id", problem, f"Choose another id than: {codes(Purpose)}.")
        elif any(service.id == service_id for service in read if service_id):
            one.fault("id", f"The id {service_id!r} is there twice.", "Give each service an id of its own.")
        name = one.text("name", write="Name the service as your customers do.", longest=LONGEST_LINE)
        usual_way = one.text("usual_way", write="Say how a customer limited to writing usually reaches it.")
        one.done()
        read.append(MandatoryService(id=ServiceId(service_id), name=name, usual_way=usual_way))
    return tuple(read)


def _calendar(table: Table) -> WorkingCalendar:
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
    return WorkingCalendar(bank_holidays=(known | set(closed)) - set(opened))


def _ombudsman(table: Table) -> dict[str, str]:
    return {
        "name": table.text("name", write="Write the Ombudsman's full name.", longest=LONGEST_LINE),
        "website": table.text("website", write='Write an address such as "www.lgo.org.uk".', like=_WEBSITE),
        "telephone": table.text("telephone", write='Write digits such as "0300 061 0614".', like=_TELEPHONE),
    }


def _letter_terms(passages: Mapping[str, str]) -> LetterTerms:
    """The passages as letters read them; what could not be read is empty, and a fault."""
    return LetterTerms(
        appeal=passages.get("appeal", ""),
        ombudsman=passages.get("ombudsman", ""),
        ombudsman_name=passages.get("name", ""),
        ombudsman_website=passages.get("website", ""),
        ombudsman_telephone=passages.get("telephone", ""),
    )
