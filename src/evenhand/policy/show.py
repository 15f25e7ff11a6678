"""What a clause becomes: its rules with their values and where they refuse, or what a person does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from evenhand.policy import bank_holidays
from evenhand.policy.pack import Pack, Provenance
from evenhand.policy.values import VALUES
from evenhand.rules.authority import Role
from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, Mode, RuleId

_CLAUSES_OF_ONE_COUNCIL = re.compile(r" \((?:\d+\.\d+(?:, | and | to )?)+\)")


class UnknownClause(LookupError):  # noqa: N818 - says what the number is
    """The policy has no clause of this number."""

    def __init__(self, number: str, known: Iterable[str]) -> None:
        """Keep the number that was asked for, and say which there are."""
        super().__init__(f"The policy has no clause {number[:20]!r}. Its clauses are {', '.join(known)}.")
        self.number = number


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAnswer:
    """A value that a rule reads."""

    name: str
    """The name of its field of ``Terms``."""
    label: str
    text: str
    """The value with its unit, such as ``3 calendar months``."""
    provenance: Provenance


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
    values: tuple[ValueAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseAnswer:
    """A clause and what it becomes; ``rules``, ``guidance`` and ``no_effect`` as in the pack."""

    number: str
    summary: str
    rules: tuple[RuleAnswer, ...]
    guidance: str
    no_effect: str


def clause_answer(pack: Pack, number: str) -> ClauseAnswer:
    """What a clause becomes under a pack.

    Args:
        pack: a loaded pack.
        number: the clause's number as the policy has it, such as ``8.2``.

    Raises ``UnknownClause``.
    """
    entry = next((clause for clause in pack.clauses if clause.number == number.strip()), None)
    if entry is None:
        raise UnknownClause(number, (clause.number for clause in pack.clauses))
    return ClauseAnswer(
        number=entry.number,
        summary=entry.summary,
        rules=tuple(rule_answer(pack, rule) for rule in entry.rules),
        guidance=entry.guidance,
        no_effect=entry.no_effect,
    )


def rule_answer(pack: Pack, rule_id: RuleId) -> RuleAnswer:
    """What a pack makes of one rule of the rulebook. Raises ``KeyError`` for an id that is none."""
    rule, entry = RULE_BY_ID[rule_id], pack.rules[rule_id]
    return RuleAnswer(
        id=rule_id,
        asks=_CLAUSES_OF_ONE_COUNCIL.sub("", rule.summary),
        provenance=entry.provenance,
        mode=entry.mode,
        refuses_at=tuple(act for act in Act if act in rule.refuses_at and entry.mode is Mode.REFUSE),
        has_clock=rule.has_clock,
        in_directive=rule.in_directive,
        door_roles=tuple(role for role in Role if role in entry.door_roles),
        values=tuple(value_answer(pack, name) for name, kind in VALUES.items() if rule_id in kind.read_by),
    )


def value_answer(pack: Pack, name: str) -> ValueAnswer:
    """A value of a pack in words. Raises ``KeyError`` for a name that is no field of a pack's values."""
    return ValueAnswer(
        name=name,
        label=VALUES[name].label,
        text=_spoken(pack.terms, name),
        provenance=pack.provenance[name],
    )


def _spoken(terms: Terms, name: str) -> str:
    if name == "deemed_receipt_working_days":
        days = terms.deemed_receipt_working_days
        return "; ".join(f"{route.label.lower()}: {_counted(days[route], name)}" for route in days)
    if name == "mandatory_services":
        return "; ".join(service.name for service in terms.mandatory_services)
    if name == "calendar":
        return _closed_days(terms.calendar.bank_holidays)
    return _counted(int(getattr(terms, name)), name)


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
