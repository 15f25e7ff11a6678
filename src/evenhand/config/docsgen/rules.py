"""The page on a policy pack: what answers each clause, and each rule with its values and where it acts."""

from collections.abc import Iterator

from evenhand.config.docsgen.markdown import anchor, bullets, code, joined, source_link, table
from evenhand.config.docsgen.markdown import page as whole_page
from evenhand.policy.pack import ClauseEntry, Pack, Provenance
from evenhand.policy.show import (
    ClauseAnswer,
    PartAnswer,
    RuleAnswer,
    ValueAnswer,
    clause_answer,
    rule_answer,
    value_answer,
)
from evenhand.policy.values import VALUES
from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.vocabulary import Act, Mode, Source

_INTRODUCTION = """\
What each clause of the policy becomes in Evenhand: rules, something that a person does, or nothing. The
summaries are ours; the council's own document is the policy. `{name}` is version {version} of the
{title} of {council}, in force from {day}."""

_SOURCES = """\
Each rule and each value says where it comes from. **P**: the policy's own words; such a rule always refuses
what it forbids, and no pack of this council can switch it off. **I**: our reading, where the policy gives no
value or no test. **G**: official guidance that goes further. A pack sets each **I** and each **G** to off,
suggestion, must fix or refuses. To look one up at the command line: `evenhand policy show {name} --clause NUMBER`."""

_REFUSED = """\
An action that is not in this table is never refused by a rule of this policy; above all no record of a fact and no
loosening is."""


def page(pack: Pack) -> str:
    """The page on one pack."""
    answers = [rule_answer(pack, rule) for rule in pack.rules]
    return whole_page(
        f"The rules by clause: {pack.council}",
        _INTRODUCTION.format(
            name=pack.name,
            version=pack.version,
            title=pack.title,
            council=pack.council,
            day=f"{pack.effective_from.day} {pack.effective_from:%B %Y}",
        ),
        _SOURCES.format(name=pack.name),
        "## Clauses",
        *(_clause(clause_answer(pack, entry.number)) for entry in pack.clauses),
        "## What is refused",
        _REFUSED,
        table(("Action", "Refused by"), _refused(answers)),
        "## Rules",
        *(_rule(answer, pack.clauses) for answer in answers),
        "## Values",
        table(("Value", "Set to", "Source", "From"), (_value(value_answer(pack, name)) for name in VALUES)),
        "## Passages of letters",
        table(
            ("Passage", "Source", "From"),
            (_passage(name, one) for name, one in pack.provenance.items() if name not in VALUES),
        ),
    )


def _refused(answers: list[RuleAnswer]) -> Iterator[tuple[str, str]]:
    for act in Act:
        refusing = [_link(one) for one in answers if act in one.refuses_at]
        if refusing:
            yield f"{act.label} ({code(act)})", joined(refusing)


def _link(rule: RuleAnswer) -> str:
    return f"[{code(rule.id)}]({anchor(rule.id)})"


def _clause(answer: ClauseAnswer) -> str:
    return "\n\n".join((f"### Clause {answer.number}", answer.summary, bullets(_answers(answer))))


def _answers(answer: ClauseAnswer) -> Iterator[str]:
    if answer.rules:
        yield f"**Rules:** {joined(map(_link, answer.rules))}."
    if answer.guidance:
        yield f"**What people do:** {answer.guidance}"
    if answer.no_effect:
        yield f"**Asks nothing of the software:** {answer.no_effect}"


def _rule(answer: RuleAnswer, clauses: tuple[ClauseEntry, ...]) -> str:
    named_by = [clause.number for clause in clauses if answer.id in clause.rules]
    rows = [
        ("Clauses", ", ".join(f"[{number}]({anchor(f'clause {number}')})" for number in named_by) or "none"),
        ("Source", _source(answer.provenance)),
        ("Mode", f"{answer.weight} ({code(answer.mode)})"),
        ("Acts", "; ".join(_acts(answer)) or "nowhere: it is off"),
        *((f"Part {code(part.name)}", _part(part)) for part in answer.parts),
        ("Function", f"{code(answer.function)} in {source_link(answer.module)}"),
        ("Test", f"[{answer.test_file}](../../{answer.test_file})"),
    ]
    parts = [f"### {answer.id}", answer.asks, table(("", ""), rows)]
    if answer.values:
        parts.append(table(("Value", "Set to", "Source", "From"), (_value(one) for one in answer.values)))
    return "\n\n".join(parts)


def _acts(answer: RuleAnswer) -> Iterator[str]:
    if answer.mode is Mode.OFF:
        return
    if answer.refuses_at:
        yield f"refuses at {joined(f'{act.label} ({code(act)})' for act in answer.refuses_at)}"
    yield "a finding on the record"
    if answer.has_clock:
        yield "a task with a last day"
    if answer.in_directive:
        yield "part of the answer to a contact"
    if answer.door_roles:
        roles = joined((role.label.lower() for role in answer.door_roles), "or")
        yield f"where delay would do harm the {roles} can put it off, with a reason"
    elif RULE_BY_ID[answer.id].door:
        yield "a recorded physical threat takes its place"
    if answer.override_roles:
        roles = joined((role.label.lower() for role in answer.override_roles), "or")
        yield f"the {roles} can withdraw a service in part, with a reason"


def _part(part: PartAnswer) -> str:
    said = f"{part.mode.label} ({code(part.mode)}), {part.source.value}"
    return f"{said}: {part.guidance}" if part.guidance else said


def _value(answer: ValueAnswer) -> tuple[str, ...]:
    return (
        f"{answer.label} ({code(answer.name)})",
        answer.text,
        answer.provenance.source.value,
        _from(answer.provenance),
    )


def _passage(name: str, provenance: Provenance) -> tuple[str, ...]:
    return code(name), provenance.source.value, _from(provenance)


def _source(provenance: Provenance) -> str:
    said = f"{provenance.source.value}: {_SPOKEN[provenance.source]}"
    return f"{said} ({provenance.guidance})" if provenance.guidance else said


def _from(provenance: Provenance) -> str:
    return ", ".join(part for part in (_numbered(provenance), provenance.guidance) if part)


def _numbered(provenance: Provenance) -> str:
    word = "clauses" if len(provenance.clauses) > 1 else "clause"
    return f"{word} {', '.join(provenance.clauses)}" if provenance.clauses else ""


_SPOKEN = {source: source.label[0].lower() + source.label[1:] for source in Source}
