"""`evenhand policy show`: from a clause to its rules, their values, their tests, and back."""

import argparse
from collections.abc import Iterable, Iterator
from textwrap import TextWrapper
from typing import TYPE_CHECKING

from evenhand.config.cli.policy import loaded
from evenhand.config.errors import BadInputError
from evenhand.rules.spoken import spoken_date

if TYPE_CHECKING:
    from evenhand.policy.pack import Pack, Provenance
    from evenhand.policy.show import ClauseAnswer, RuleAnswer
    from evenhand.rules.vocabulary import Labelled, Source

_WIDTH = 100
_HEADING_WIDTH = 10
_NO_RULES = {
    "lifecycle.": "The case was not at the stage for this step: see docs/generated/lifecycle.md.",
    "authority.": "The person's role does not allow this step: see docs/generated/roles.md.",
}
"""What a refusal can name beside rules, and where that is told."""


def show(arguments: argparse.Namespace) -> int:
    """Runs `evenhand policy show`; it needs no database.

    Args:
        arguments: `pack`, a pack's name, file or folder; `clause`, a clause's number, `rule`, a rule's id, or
            `text` for the pack as it was written; none of them for every clause.

    Returns:
        0 when it was shown.

    Raises:
        BadInputError: there is no such pack, clause or rule, or the pack cannot be used.
    """
    from evenhand.policy.show import UnknownClause, clause_answer

    pack = loaded(arguments.pack)
    if arguments.text:
        print(pack.content, end="")
        return 0
    try:
        if arguments.clause is not None:
            lines = _clause(pack, clause_answer(pack, arguments.clause))
        elif arguments.rule is not None:
            lines = _rule(_rule_answer(pack, arguments.rule))
        else:
            lines = _overview(pack, arguments.pack)
    except UnknownClause as error:
        raise BadInputError(str(error)) from None
    print("\n".join(lines))
    return 0


def _rule_answer(pack: "Pack", rule: str) -> "RuleAnswer":
    """The rule; for a reason of a refusal that is no rule of the policy, where to read about it instead."""
    from evenhand.policy.show import UnknownRule, rule_answer

    try:
        return rule_answer(pack, rule)
    except UnknownRule as error:
        for kind, words in _NO_RULES.items():
            if rule.startswith(kind):
                raise BadInputError(f"'{kind}…' is no rule of the policy. {words}") from None
        raise BadInputError(str(error)) from None


def _overview(pack: "Pack", asked_for: str) -> Iterator[str]:
    yield f"{pack.title}, {pack.council}"
    yield f"{pack.name} {pack.version}, from {spoken_date(pack.effective_from)}. What each clause becomes:"
    for clause in pack.clauses:
        yield ""
        yield from _entry(clause.number, clause.summary)
        yield from _answer(", ".join(clause.rules), clause.guidance, clause.no_effect)
    if guided := [rule for rule, entry in pack.rules.items() if not entry.provenance.clauses]:
        yield ""
        yield from _entry("Guidance", f"Rules that rest on no clause: {', '.join(guided)}.")
    yield ""
    yield f"For more: evenhand policy show {asked_for} --clause NUMBER, or --rule ID."


def _clause(pack: "Pack", answer: "ClauseAnswer") -> Iterator[str]:
    yield f"Clause {answer.number} of the {pack.title} ({pack.name} {pack.version}, line {answer.line} of the pack)"
    yield from _entry("", answer.summary)
    yield from _answer("", answer.guidance, answer.no_effect)
    for rule in answer.rules:
        yield ""
        yield from _rule(rule)


def _answer(rules: str, guidance: str, no_effect: str) -> Iterator[str]:
    if rules:
        yield from _entry("", f"Rules: {rules}")
    if guidance:
        yield from _entry("", f"Guidance: {guidance}")
    if no_effect:
        yield from _entry("", f"No effect on the software: {no_effect}")


def _rule(answer: "RuleAnswer") -> Iterator[str]:
    yield answer.id
    yield from _entry("asks", answer.asks)
    yield from _entry("from", f"{_from(answer.provenance)}; line {answer.line} of the pack")
    yield from _entry("mode", _mode(answer))
    for part in answer.parts:
        where = f"; {part.guidance}" if part.guidance else ""
        yield from _entry("", f"its part {part.name}: {part.mode.value} ({_source(part.source)}{where})")
    if answer.refuses_at:
        yield from _entry("refuses", "; ".join(f"{act.label} ({act.value})" for act in answer.refuses_at))
    if answer.has_clock:
        yield from _entry("task", "with a last day")
    if answer.in_directive:
        yield from _entry("contact", "part of the answer to a contact")
    if answer.door_roles:
        yield from _entry("door", f"where delay would do harm: {_labels(answer.door_roles)}, with a reason")
    if answer.override_roles:
        yield from _entry("override", f"{_labels(answer.override_roles)}, in part and with a reason")
    for value in answer.values:
        where = f"[terms.{value.name}], line {value.line}; {_from(value.provenance)}"
        yield from _entry("value", f"{value.label}: {value.text} ({where})")
    yield from _entry("code", f"{answer.function} in {answer.source_file}")
    yield from _entry("test", answer.test_file)


def _entry(heading: str, text: str) -> Iterable[str]:
    """A heading in its column, and the text beside it over as many lines as it takes."""
    indent = " " * (2 + _HEADING_WIDTH)
    wrapper = TextWrapper(
        width=_WIDTH,
        initial_indent=f"  {heading:<{_HEADING_WIDTH}}",
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return wrapper.wrap(text)


def _from(provenance: "Provenance") -> str:
    word = "clauses" if len(provenance.clauses) > 1 else "clause"
    numbers = f"{word} {', '.join(provenance.clauses)}" if provenance.clauses else ""
    return "; ".join(part for part in (_source(provenance.source), numbers, provenance.guidance) if part)


def _source(source: "Source") -> str:
    """The letter that the pack writes, and what it means."""
    return f"{source.value}, {source.label[0].lower()}{source.label[1:]}"


def _mode(answer: "RuleAnswer") -> str:
    """What the pack writes, and in words what comes of it where that is not the same."""
    weight = answer.weight.lower()
    return answer.mode.value if weight.startswith(answer.mode.value) else f"{answer.mode.value} ({weight})"


def _labels(roles: Iterable["Labelled"]) -> str:
    return " or ".join(role.label for role in roles)
