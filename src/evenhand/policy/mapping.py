"""From clause to rule and back: reads a pack's clauses and rules, and holds them against each other."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from evenhand.policy.pack import ClauseEntry, PartEntry, Provenance, RuleEntry
from evenhand.reading.faults import FaultLog, KeyPath, quoted
from evenhand.reading.table import Table
from evenhand.rules.authority import Role
from evenhand.rules.rulebook import RULE_BY_ID, RULES, Rule
from evenhand.rules.vocabulary import Mode, RuleId, Source

Clauses: TypeAlias = Mapping[KeyPath, ClauseEntry]
"""The clauses that were read, each by the way to it, in the order of the policy."""

_NUMBER = re.compile(r"[0-9A-Za-z]{1,4}(?:[.-][0-9A-Za-z]{1,4}){0,4}")
_WRITE_NUMBER = 'Write the clause\'s number as the policy has it, such as "10.1".'
_WRITE_SOURCE = 'Write "P" (the policy), "I" (our reading) or "G" (guidance).'
_WRITE_CLAUSES = 'Write the numbers of clauses, such as clauses = ["10.1"].'
_WRITE_GUIDANCE = 'Name the guidance, such as guidance = "The Ombudsman\'s guide".'
_OPENED_BY_A_THREAT = frozenset({RuleId("warning.before_action"), RuleId("warning.actions_continued")})
"""Rules whose door is the physical threat itself (8.2), which anybody can record: no role opens it."""
_GRAVITY = (Mode.OFF, Mode.ADVICE, Mode.FAULT, Mode.REFUSE)
_OVERRIDDEN = RuleId("services.mandatory_open")
"""The rule under which a senior person may withdraw a service in part, where the pack says so (3.1)."""


def read_clauses(top: Table) -> Clauses:
    """Every clause of the pack, each with its answer."""
    clauses: dict[KeyPath, ClauseEntry] = {}
    seen: set[str] = set()
    for table in top.tables("clauses", write="Write one [[clauses]] for each clause of the policy."):
        entry = clauses[table.path] = _clause(table)
        if entry.number in seen:
            table.fault("number", f"Clause {entry.number} is there twice.", "Keep one of them.")
        seen |= {entry.number} - {""}
    return clauses


def read_rules(top: Table, clauses: Clauses, *, earlier: bool = False) -> Mapping[RuleId, RuleEntry]:
    """Every rule of the rulebook, with what this pack makes of it, in the rulebook's order.

    Args:
        top: the whole pack.
        clauses: its clauses.
        earlier: whether it was written for an earlier form of pack, which asked for less.
    """
    rules = top.table("rules", write='Write one [rules."…"] for each rule.')
    if rules is None:
        return {}
    read: dict[RuleId, RuleEntry] = {}
    for rule in RULES:
        write = f"Add [rules.{quoted(rule.id)}] with its source, its clauses and its mode."
        table = rules.table(rule.id, write=write)
        entry = _rule(table, rule, clauses, earlier=earlier) if table is not None else None
        if entry is not None:
            read[rule.id] = entry
    for key in rules.keys:
        if key not in RULE_BY_ID:
            rules.unknown(key, "There is no such rule.", key, RULE_BY_ID, otherwise="Remove it.")
    _agree(clauses, read, top.faults)
    return read


def read_provenance(table: Table, clauses: Clauses, *, unit: str = "") -> Provenance | None:
    """Where a value or a rule comes from: its source, and the clauses or the guidance that it rests on.

    ``unit`` is what a value must say that it counts; empty where it counts nothing.
    """
    source = table.choice("source", Source, write=_WRITE_SOURCE)
    named = table.texts("clauses", write=_WRITE_CLAUSES) if "clauses" in table else ()
    guidance = table.optional_text("guidance", write=_WRITE_GUIDANCE)
    if unit:
        write = f"Write unit = {quoted(unit)}."
        written = table.text("unit", write=write)
        if written and written != unit:
            table.fault("unit", f"{quoted(written)} is not what this counts.", write)
    known = {entry.number for entry in clauses.values()} - {""}
    for entry, number in enumerate(named):
        if number and known and number not in known:
            problem = f"The pack has no clause {quoted(number)}."
            otherwise = "Write a number that stands under [[clauses]]."
            table.unknown("clauses", problem, number, known, otherwise=otherwise, entry=entry)
    if source in {Source.POLICY, Source.INTERPRETATION} and "clauses" not in table:
        if source is Source.POLICY or "guidance" not in table:
            table.fault("clauses", "The clause behind this is missing.", _WRITE_CLAUSES)
    elif source is Source.GUIDANCE and "guidance" not in table:
        table.fault("guidance", "The guidance behind this is missing.", _WRITE_GUIDANCE)
    if source is None:
        return None
    return Provenance(source=source, clauses=named, guidance=guidance, unit=unit)


def _clause(table: Table) -> ClauseEntry:
    number = table.text("number", write=_WRITE_NUMBER, like=_NUMBER)
    summary = table.text("summary", write="Say what the clause asks, in your own words.")
    rules = table.texts("rules", write="Write rule ids, or remove it.") if "rules" in table else ()
    for entry, rule in enumerate(rules):
        if rule and rule not in RULE_BY_ID:
            problem = f"There is no rule {quoted(rule)}."
            otherwise = "Write the id of a rule of this version."
            table.unknown("rules", problem, rule, RULE_BY_ID, otherwise=otherwise, entry=entry)
    guidance = table.optional_text("guidance", write="Say where a person follows the clause, or remove it.")
    no_effect = table.optional_text("no_effect", write="Say why the clause asks nothing, or remove it.")
    answers = {"rules", "guidance", "no_effect"} & set(table.keys)
    if not answers:
        instead = 'Write rules = […], guidance = "where a person follows it", or no_effect = "because…".'
        table.faults.add(table.path, f"Clause {number or 'without a number'} has no answer.", instead)
    elif "no_effect" in answers and len(answers) > 1:
        table.fault("no_effect", "The clause has an effect too.", "Remove no_effect or the other answer.")
    table.known("rules", "guidance", "no_effect")
    table.done()
    return ClauseEntry(
        number=number,
        summary=summary,
        rules=tuple(RuleId(rule) for rule in rules),
        guidance=guidance,
        no_effect=no_effect,
    )


def _rule(table: Table, rule: Rule, clauses: Clauses, *, earlier: bool) -> RuleEntry | None:
    provenance = read_provenance(table, clauses)
    mode = table.choice("mode", Mode)
    if provenance and mode and not earlier:
        _check_mode(table, rule, provenance.source, mode)
    door_roles = _door_roles(table, rule, mode, earlier=earlier)
    override_roles = _override_roles(table, rule)
    parts = _parts(table, rule, mode)
    table.known("clauses", "guidance", *(("door_roles",) if rule.door else ()), *(("parts",) if rule.parts else ()))
    table.done()
    if provenance is None or mode is None:
        return None
    return RuleEntry(
        id=rule.id,
        provenance=provenance,
        mode=mode,
        door_roles=door_roles,
        override_roles=override_roles,
        parts=MappingProxyType(parts),
    )


def _check_mode(table: Table, rule: Rule, source: Source, mode: Mode) -> None:
    if source is Source.POLICY and mode is not Mode.REFUSE:
        problem = "A rule in the policy's own words (source P) cannot be set below refuse."
        table.fault("mode", problem, 'Write mode = "refuse".')
    elif source is not Source.POLICY and mode is Mode.REFUSE and not rule.refuses_at:
        table.fault("mode", "There is nothing that this rule could refuse.", 'Write mode = "fault".')


def _door_roles(table: Table, rule: Rule, mode: Mode | None, *, earlier: bool) -> frozenset[Role]:
    if rule.door and rule.id not in _OPENED_BY_A_THREAT:
        if "door_roles" not in table and (earlier or mode is Mode.OFF):
            return frozenset()
        return table.choices("door_roles", Role)
    if "door_roles" in table:
        problem = "Nobody can put this rule's step off."
        if rule.door:
            problem = "What opens this rule's door is a recorded physical threat, not a role."
        table.fault("door_roles", problem, "Remove it.")
        table.known("door_roles")
    return frozenset()


def _override_roles(table: Table, rule: Rule) -> frozenset[Role]:
    if "override_roles" not in table:
        return frozenset()
    if rule.id == _OVERRIDDEN:
        return table.choices("override_roles", Role)
    table.fault("override_roles", "Nobody can override this rule.", "Remove it.")
    table.known("override_roles")
    return frozenset()


def _parts(table: Table, rule: Rule, whole: Mode | None) -> dict[str, PartEntry]:
    if "parts" not in table:
        return {}
    if not rule.parts:
        table.fault("parts", "This rule is weighed as a whole.", "Remove it.")
        table.known("parts")
        return {}
    named = table.table("parts", write="Write one [rules.….parts.…] for each part.")
    if named is None:
        return {}
    read: dict[str, PartEntry] = {}
    for name in named.keys:
        if name not in rule.parts:
            problem, otherwise = "This rule has no such part.", f"Write one of: {', '.join(sorted(rule.parts))}."
            named.unknown(name, problem, name, rule.parts, otherwise=otherwise)
            continue
        part = named.table(name, write=f"Add [rules.{quoted(rule.id)}.parts.{name}] with its source and its mode.")
        entry = _part(part, whole) if part is not None else None
        if entry is not None:
            read[name] = entry
    return read


def _part(table: Table, whole: Mode | None) -> PartEntry | None:
    """A part rests on its rule's clauses, or on guidance of its own."""
    source = table.choice("source", Source, write=_WRITE_SOURCE)
    guidance = table.optional_text("guidance", write=_WRITE_GUIDANCE)
    if source is Source.GUIDANCE and "guidance" not in table:
        table.fault("guidance", "The guidance behind this is missing.", _WRITE_GUIDANCE)
    mode = table.choice("mode", Mode)
    table.done()
    if source is None or mode is None:
        return None
    if source is Source.POLICY and mode is not Mode.REFUSE:
        problem = "A part in the policy's own words (source P) cannot be set below refuse."
        table.fault("mode", problem, 'Write mode = "refuse".')
    elif whole is not None and _GRAVITY.index(mode) > _GRAVITY.index(whole):
        problem = f"The part is set to {mode.value}, which is graver than its whole rule."
        table.fault("mode", problem, f"Write mode = {quoted(whole.value)} or a lighter one.")
    return PartEntry(source=source, guidance=guidance, mode=mode)


def _agree(clauses: Clauses, rules: Mapping[RuleId, RuleEntry], faults: FaultLog) -> None:
    """A clause and a rule name each other, or neither names the other."""
    for path, clause in clauses.items():
        for entry, rule in enumerate(clause.rules):
            if clause.number and rule in rules and clause.number not in rules[rule].provenance.clauses:
                problem = f"The rule {quoted(rule)} does not name clause {clause.number}."
                instead = f"Add it to the clauses of [rules.{quoted(rule)}], or remove the rule here."
                faults.add((*path, "rules", entry), problem, instead)
    named = {(clause.number, rule) for clause in clauses.values() for rule in clause.rules}
    known = {clause.number for clause in clauses.values()}
    for rule, read in rules.items():
        for entry, number in enumerate(read.provenance.clauses):
            if number in known and (number, rule) not in named:
                problem = f"Clause {number} does not name this rule."
                instead = f"Add {quoted(rule)} to the rules of clause {number}, or remove the clause here."
                faults.add(("rules", rule, "clauses", entry), problem, instead)
