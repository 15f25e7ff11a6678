"""What a clause becomes: its rules with their values and where they refuse, or what a person does."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeVar

from evenhand.policy import bank_holidays
from evenhand.policy.pack import Pack, Provenance
from evenhand.policy.values import VALUES
from evenhand.reading.faults import KeyPath
from evenhand.reading.toml_lines import locate
from evenhand.rules.authority import Role
from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, Labelled, Mode, RestrictionKind, RuleId, Source

_Coded = TypeVar("_Coded", bound=Labelled)
_CLAUSES_OF_ONE_COUNCIL = re.compile(r" \((?:\d+\.\d+(?:, | and | to )?)+\)")


class UnknownClause(LookupError):  # noqa: N818 - says what the number is
    """The policy has no clause of this number."""

    def __init__(self, number: str, known: Iterable[str]) -> None:
        """Keep the number that was asked for, and say which there are."""
        super().__init__(f"The policy has no clause {number[:20]!r}. Its clauses are {', '.join(known)}.")
        self.number = number


class UnknownRule(LookupError):  # noqa: N818 - says what the id is
    """There is no rule of this id."""

    def __init__(self, rule: str) -> None:
        """Keep the id that was asked for, and say which one is like it."""
        alike = get_close_matches(rule[:100], [*RULE_BY_ID], n=1)
        instead = f"Did you mean {alike[0]!r}?" if alike else "Look for it in the list of clauses."
        super().__init__(f"There is no rule {rule[:40]!r}. {instead}")
        self.rule = rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAnswer:
    """A value that a rule reads."""

    name: str
    """The name of its field of ``Terms``."""
    label: str
    text: str
    """The value with its unit, such as ``3 calendar months``."""
    provenance: Provenance
    line: int
    """The line of the pack on which it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAnswer:
    """A part of a rule that the pack weighs by itself."""

    name: str
    source: Source
    guidance: str
    mode: Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAnswer:
    """A rule that a clause becomes."""

    id: RuleId
    asks: str
    """What the rule asks, in one sentence."""
    provenance: Provenance
    mode: Mode
    refuses_at: tuple[Act, ...]
    """The acts that it refuses under this pack; none where the pack sets it below ``refuse``."""
    has_clock: bool
    in_directive: bool
    door_roles: tuple[Role, ...]
    override_roles: tuple[Role, ...]
    parts: tuple[PartAnswer, ...]
    values: tuple[ValueAnswer, ...]
    line: int
    """The line of the pack on which it begins."""
    function: str
    """The name of its function."""
    module: str
    """The module of its function, such as ``evenhand.rules.warnings``."""

    @property
    def weight(self) -> str:
        """What comes of what it finds, in a page's words; a rule that refuses no act cannot do more than find."""
        return (Mode.FAULT if self.mode is Mode.REFUSE and not self.refuses_at else self.mode).label

    @property
    def source_file(self) -> str:
        """The file of its function, from the root of the repository."""
        return f"src/{self.module.replace('.', '/')}.py"

    @property
    def test_file(self) -> str:
        """The file of its test, from the root of the repository."""
        return f"tests/rules/test_{self.id.replace('.', '_')}.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseAnswer:
    """A clause and what it becomes; ``rules``, ``guidance`` and ``no_effect`` as in the pack."""

    number: str
    summary: str
    rules: tuple[RuleAnswer, ...]
    guidance: str
    no_effect: str
    line: int
    """The line of the pack on which it begins."""


def clause_answer(pack: Pack, number: str) -> ClauseAnswer:
    """What a clause becomes under a pack.

    Args:
        pack: a loaded pack.
        number: the clause's number as the policy has it, such as ``8.2``.

    Raises ``UnknownClause``.
    """
    position = next((at for at, clause in enumerate(pack.clauses) if clause.number == number.strip()), None)
    if position is None:
        raise UnknownClause(number, (clause.number for clause in pack.clauses))
    entry = pack.clauses[position]
    return ClauseAnswer(
        number=entry.number,
        summary=entry.summary,
        rules=tuple(rule_answer(pack, rule) for rule in entry.rules),
        guidance=entry.guidance,
        no_effect=entry.no_effect,
        line=_line(pack, ("clauses", position)),
    )


def rule_answer(pack: Pack, rule_id: str) -> RuleAnswer:
    """What a pack makes of one rule of the rulebook. Raises ``UnknownRule`` for an id that is none."""
    rule = RULE_BY_ID.get(RuleId(rule_id.strip()))
    if rule is None:
        raise UnknownRule(rule_id)
    entry = pack.rules[rule.id]
    return RuleAnswer(
        id=rule.id,
        asks=_CLAUSES_OF_ONE_COUNCIL.sub("", rule.summary),
        provenance=entry.provenance,
        mode=entry.mode,
        refuses_at=tuple(act for act in Act if act in rule.refuses_at and entry.mode is Mode.REFUSE),
        has_clock=rule.has_clock,
        in_directive=rule.in_directive,
        door_roles=tuple(role for role in Role if role in entry.door_roles),
        override_roles=tuple(role for role in Role if role in entry.override_roles),
        parts=tuple(
            PartAnswer(name=name, source=part.source, guidance=part.guidance, mode=part.mode)
            for name, part in sorted(entry.parts.items())
        ),
        values=tuple(value_answer(pack, name) for name, kind in VALUES.items() if rule.id in kind.read_by),
        line=_line(pack, ("rules", rule.id)),
        function=rule.function.__name__,
        module=rule.function.__module__,
    )


def value_answer(pack: Pack, name: str) -> ValueAnswer:
    """A value of a pack in words. Raises ``KeyError`` for a name that is no field of a pack's values."""
    return ValueAnswer(
        name=name,
        label=VALUES[name].label,
        text=_spoken(pack.terms, name),
        provenance=pack.provenance[name],
        line=_line(pack, ("terms", name)),
    )


def _line(pack: Pack, path: KeyPath) -> int:
    """The line of a key, or of the first table around it that the text has: an earlier form of pack lacks some."""
    lines = _lines(pack.content)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


@lru_cache(maxsize=4)
def _lines(content: str) -> Mapping[KeyPath, int]:
    return locate(content).lines


def _spoken(terms: Terms, name: str) -> str:
    if name in _SPOKEN:
        return _SPOKEN[name](terms)
    count = int(getattr(terms, name))
    return VALUES[name].zero if not count and VALUES[name].zero else _counted(count, name)


def _by_code(numbers: Mapping[_Coded, int], name: str) -> str:
    return _each(f"{code.label.lower()}: {_counted(count, name)}" for code, count in numbers.items())


def _each(words: Iterable[str]) -> str:
    return "; ".join(words)


def _counted(count: int, name: str) -> str:
    unit = VALUES[name].unit
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"


def _closed_days(days: frozenset[date]) -> str:
    usual = bank_holidays.of_england()
    parts = ["the bank holidays of England"]
    for words, changed in (("and also", days - usual), ("but not", usual - days)):
        if changed:
            parts.append(f"{words} {', '.join(f'{day.day} {day:%B %Y}' for day in sorted(changed))}")
    return ", ".join(parts)


_SPOKEN: Mapping[str, Callable[[Terms], str]] = {
    "decided_by": lambda terms: terms.decided_by,
    "kinds": lambda terms: _each(kind.label for kind in RestrictionKind if kind in terms.kinds),
    "deemed_receipt_working_days": lambda terms: _by_code(
        terms.deemed_receipt_working_days, "deemed_receipt_working_days"
    ),
    "retention_months": lambda terms: _by_code(terms.retention_months, "retention_months"),
    "mandatory_services": lambda terms: _each(service.name for service in terms.mandatory_services),
    "calendar": lambda terms: _closed_days(terms.calendar.bank_holidays),
}
"""How each value is spoken that is not one number."""
