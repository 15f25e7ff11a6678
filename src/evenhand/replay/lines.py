"""Reads the events and the checks of a replay, line by line, with what each is expected to give."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from evenhand.policy.pack import Pack
from evenhand.reading.faults import quoted
from evenhand.reading.table import Table
from evenhand.record.models import PointKind
from evenhand.replay.arguments import ArgumentReader, parameters, written
from evenhand.replay.script import Check, ContactAsked, Event, Expectation, ExpectedFinding, Player
from evenhand.rules.authority import Permission
from evenhand.rules.calendar import local_day
from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.vocabulary import (
    Act,
    Channel,
    Fault,
    Outcome,
    Purpose,
    RestrictionKind,
    RuleId,
    ServiceId,
    Severity,
)

MOST_EVENTS = 2_000
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
WRITE_NAME = "Write a short name of small letters, digits and '_', such as olu."
_WRITE_AT = "Write when, such as at: 2026-01-05T10:00."
_WRITE_RULES = "Write a list of rule ids, such as [warning.before_action]."
_KEYS_OF_AN_EVENT = frozenset({"at", "by", "do", "with", "as", "like", "expect"})
_KINDS = {one.value for one in RestrictionKind} | {one.value for one in PointKind}
"""What stands for a restriction, a number or an address of its kind, and so for nothing else."""


def read_events(top: Table, staff: Mapping[str, Player], pack: Pack) -> Iterator[Event]:
    """The events of a replay, in order of time; faults are noted on the way.

    Args:
        top: the whole file.
        staff: who takes part.
        pack: the policy, which must be in force at the first event.
    """
    reader = _EventReader(staff, tuple(service.id for service in pack.terms.mandatory_services))
    write = "Write one {at: ..., by: ..., do: ...} for each event."
    for number, table in enumerate(top.tables("events", write=write, most=MOST_EVENTS), start=1):
        event = reader.read(number, table)
        if number == 1 and event is not None and local_day(event.at) < pack.effective_from:
            begins = f"{pack.effective_from.day} {pack.effective_from:%B %Y}"
            table.fault("at", f"The policy is not in force yet: it begins on {begins}.", "Choose later days.")
        if event is not None:
            yield event


class _EventReader:
    """Reads events in order: each may use the names that the ones above gave."""

    def __init__(self, staff: Mapping[str, Player], services: Collection[ServiceId]) -> None:
        self._staff = staff
        self._services = services
        self._named: dict[str, tuple[Act | None, Mapping[str, object]]] = {}
        """What each earlier event with an ``as`` did, with what."""
        self._previous: datetime | None = None

    def read(self, number: int, table: Table) -> Event | None:
        """One event; ``None`` where it has no time or no action that can be read."""
        at = self._at(table)
        by = table.text("by", write="Name somebody under staff.")
        if by and by not in self._staff:
            table.unknown("by", "Nobody under staff has this name.", by, self._staff, otherwise="Add them to staff.")
        act = self._act(table)
        own = table.optional_table("with", write="Write with: {channel: telephone}.")
        values = self._values(table, act, own)
        arguments = {}
        if act is not None:
            reader = ArgumentReader(table.faults, staff=self._staff, results=self._named, services=self._services)
            arguments = reader.read(act, values, table.path if own is None else own.path)
        label = self._label(table)
        if label is not None:
            self._named[label] = act, values
        expect = _expectation(table, refusable=True)
        self._misplaced(table, act)
        table.done()
        if at is None or act is None:
            return None
        return Event(number=number, at=at, by=by, do=act, label=label, arguments=arguments, expect=expect)

    def _at(self, table: Table) -> datetime | None:
        at = table.moment("at", write=_WRITE_AT)
        if at is not None and self._previous is not None and at < self._previous:
            table.fault("at", "It lies before the event above it.", "Put the events in order of time.")
        self._previous = at or self._previous
        return at

    def _act(self, table: Table) -> Act | None:
        do = table.text("do", write="Name an action, such as report_incident.")
        act = next((one for one in Act if one.value == do), None)
        if do and act is None:
            acts = [one.value for one in Act]
            table.unknown("do", "There is no such action.", do, acts, otherwise="See docs/generated/actions.md.")
        return act

    def _values(self, table: Table, act: Act | None, own: Table | None) -> Mapping[str, object]:
        """What the event writes, laid over what the one that it is like wrote."""
        values = {} if own is None else {key: own.raw(key) for key in own.keys}
        like = table.optional_text("like", write="Name the 'as' of an event above that did the same.")
        if not like:
            return values
        act_before, values_before = self._named.get(like, (None, {}))
        if act_before is not act:
            if act is not None:
                problem = f"{quoted(like)} is not the 'as' of an event above that does {act.value}."
                table.fault("like", problem, "Name one that is, or write all of 'with' here.")
            return values
        return {**values_before, **values}

    def _misplaced(self, table: Table, act: Act | None) -> None:
        """Note what the action needs to know and stands beside ``with`` in place of under it."""
        known = {written(name) for name in parameters(act)} if act is not None else set()
        for key in table.keys:
            if key in known - _KEYS_OF_AN_EVENT:
                table.fault(key, "This is something that the action needs to know.", "Put it under 'with'.")
                table.known(key)

    def _label(self, table: Table) -> str | None:
        label = table.optional_text("as", write=WRITE_NAME, like=NAME) or None
        if label is not None and label in {*self._staff, *self._named, *_KINDS}:
            table.fault("as", f"{quoted(label)} is taken already.", "Choose another name.")
            return None
        return label


def read_checks(top: Table, pack: Pack) -> Iterator[Check]:
    """The checks of a replay, as they are written: each has a moment of its own."""
    write = "Write one {at: ..., contact: {channel: telephone, from: ...}, expect: {outcome: proceed}} for each."
    services = {service.id for service in pack.terms.mandatory_services}
    for number, table in enumerate(top.optional_tables("checks", write=write, most=MOST_EVENTS) or (), start=1):
        at = table.moment("at", write=_WRITE_AT)
        contact = table.optional_table("contact", write="Write contact: {channel: telephone, from: '020 7946 0321'}.")
        asked = _contact(contact, services) if contact is not None else None
        expect = _expectation(table, refusable=False)
        if contact is None and (expect is None or expect.outcome is not None):
            table.fault("contact", "The check asks for nothing.", "Write a contact, or the findings that you expect.")
        table.done()
        if at is not None:
            yield Check(number=number, at=at, contact=asked, expect=expect)


def _contact(table: Table, services: set[ServiceId]) -> ContactAsked | None:
    channel = table.choice("channel", Channel)
    purpose = table.optional_text("purpose", write="Write an always-allowed way or a mandatory service.")
    known = {one.value for one in Purpose} | services
    if purpose and purpose not in known:
        problem = "It is no always-allowed way, and no mandatory service of this policy."
        otherwise = f"Write one of: {', '.join([*(one.value for one in Purpose), *sorted(services)])}."
        table.unknown("purpose", problem, purpose, known, otherwise=otherwise)
    found = ContactAsked(
        channel=channel or Channel.TELEPHONE,
        presented=table.optional_text("from", write="Write a number, an address or a name.", or_number=True) or None,
        to=table.optional_text("to", write="Write whom they ask for."),
        purpose=_purpose(purpose),
        issue=table.optional_text("issue", write="Say what it is about."),
        verified=bool(table.optional_truth("verified")),
    )
    table.done()
    return found


def _purpose(code: str) -> Purpose | ServiceId | None:
    if not code:
        return None
    return Purpose(code) if code in {one.value for one in Purpose} else ServiceId(code)


def _expectation(table: Table, *, refusable: bool) -> Expectation | None:
    expect = table.optional_table("expect", write="Write expect: {accepted: true} or expect: {refused: [...]}.")
    if expect is None:
        return None
    if refusable:
        _check_outcomes(expect)
    found = Expectation(
        accepted=refusable and bool(expect.optional_truth("accepted")),
        refused=_rules(expect, "refused", refusals=True) if refusable else (),
        not_possible=refusable and bool(expect.optional_truth("not_possible")),
        findings=tuple(_findings(expect)),
        no_findings=_rules(expect, "no_findings", refusals=False),
        outcome=None if refusable else expect.optional_choice("outcome", Outcome),
        rules=() if refusable else _rules(expect, "rules", refusals=False),
        not_told=None if refusable else expect.optional_truth("not_told"),
    )
    if not expect.keys:
        table.fault("expect", "It expects nothing.", "Write accepted, refused, findings or outcome.")
    expect.done()
    return found


def _check_outcomes(expect: Table) -> None:
    """Note where an event is expected to end in two ways, or in none."""
    for key in ("accepted", "not_possible"):
        if expect.raw(key) is False:
            expect.fault(key, "False says too little.", "Write refused: and the rules that you expect.")
    named = [key for key in ("accepted", "refused", "not_possible") if key in expect]
    if len(named) > 1:
        expect.fault(named[1], f"It cannot be {named[0]} and {named[1]}.", "Keep one of them.")


def _rules(table: Table, key: str, *, refusals: bool) -> tuple[RuleId, ...]:
    named = table.texts(key, write=_WRITE_RULES) if key in table else ()
    table.known(key)
    known: set[str] = set(RULE_BY_ID)
    if refusals:
        known |= {f"lifecycle.{one.value}" for one in Act} | {f"authority.{one.value}" for one in Permission}
    for entry, rule in enumerate(named):
        if rule and rule not in known:
            table.unknown(
                key, "There is no such rule.", rule, known, otherwise="See docs/generated/rules-wldc.md.", entry=entry
            )
    return tuple(RuleId(rule) for rule in named)


def _findings(table: Table) -> Iterator[ExpectedFinding]:
    """The findings that are expected: rule ids, or tables that say the severity and the fault too."""
    raw = table.raw("findings")
    if isinstance(raw, list) and any(isinstance(one, dict) for one in raw):
        for one in table.tables("findings", write="Write {rule: review.on_time, severity: fault} for each."):
            rule = one.text("rule", write="Write a rule id.")
            if rule and rule not in RULE_BY_ID:
                one.unknown("rule", "There is no such rule.", rule, RULE_BY_ID, otherwise="Remove it.")
            fault = one.optional_text("fault", write="Write a fault name, such as no_review.")
            names = {member.value for member in Fault}
            if fault and fault not in names:
                one.unknown("fault", "There is no such fault.", fault, names, otherwise="Remove it.")
            yield ExpectedFinding(
                rule=RuleId(rule),
                severity=one.optional_choice("severity", Severity),
                fault=Fault(fault) if fault in names else None,
            )
            one.done()
    else:
        yield from (ExpectedFinding(rule=rule) for rule in _rules(table, "findings", refusals=False))
