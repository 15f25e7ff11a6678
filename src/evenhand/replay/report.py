"""Says what came of a replay: a line for each event and check with its reasons below, for people or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import TextWrapper
from typing import Any

from evenhand.replay.expected import is_meant
from evenhand.replay.result import Played, Reason, Result
from evenhand.replay.script import Check, Event
from evenhand.rules.calendar import LONDON
from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.vocabulary import Outcome, Severity

_MARKS = {True: "ok", False: "FAIL", None: "-"}
_WIDTH = 110
_INDENT = " " * 10


def title(played_file: str, words: str, policy: str) -> str:
    """The line above a replay's results."""
    return f"{played_file}: {words} (policy: {policy})"


def lines(result: Result) -> Iterator[str]:
    """The lines of one event or check: what was tried, what came of it, and why."""
    yield f"  {_MARKS[result.held]:<5} {_what(result.line)}: {_outcome(result)}"
    if result.answer:
        yield from _wrapped(result.answer, indent=_INDENT)
        rules = ", ".join(_named(one) for one in result.reasons)
        yield from _wrapped(f"Under {rules}." if rules else "", indent=_INDENT)
    else:
        yield from _by_rule(result.reasons)
    for wrong in result.wrong:
        yield f"{_INDENT[:-2]}* {wrong}"
    yield from _by_rule(_findings_to_show(result))


def look_up(played: Iterable[Played]) -> Iterator[str]:
    """Where to find the clause, the value and the test of a rule that refused something; once for all files."""
    for one in played:
        for result in one.results:
            rules = [reason.rule for reason in result.reasons if reason.rule in RULE_BY_ID]
            if result.outcome == "refused" and rules:
                yield "Each refusal names its rule and its clause. For the clause, the values, the code and the test of"
                yield f"a rule: evenhand policy show {one.script.policy} --rule {rules[0]}"
                return


def summary(passed: int, failed: int) -> str:
    """The last line."""
    return f"{passed} passed, {failed} failed"


def as_json(played: Played) -> dict[str, Any]:
    """One replay as plain values."""
    return {
        "file": played.script.file,
        "title": played.script.title,
        "policy": {"name": played.script.pack.name, "version": played.script.pack.version},
        "results": [_plain(one) for one in played.results],
        "passed": played.passed,
        "failed": played.failed,
    }


def _plain(result: Result) -> dict[str, Any]:
    line = result.line
    plain: dict[str, Any] = {"number": line.number, "at": line.at.astimezone(LONDON).isoformat()}
    if isinstance(line, Event):
        plain |= {"by": line.by, "do": line.do.value}
    else:
        plain |= {"check": line.contact.channel.value if line.contact else "findings"}
    plain |= {
        "outcome": result.outcome,
        "reasons": [{"rule": one.rule, "clause": one.clause, "message": one.message} for one in result.reasons],
        "held": result.held,
        "wrong": list(result.wrong),
    }
    if result.answer:
        plain["answer"] = result.answer
    if result.findings:
        plain["findings"] = [
            {
                "rule": one.rule,
                "clause": one.clause,
                "severity": one.severity,
                "fault": one.fault,
                "message": one.message,
            }
            for one in result.findings
        ]
    return plain


def _what(line: Event | Check) -> str:
    at = line.at.astimezone(LONDON)
    when = f"{at.day} {at:%B %Y, %H:%M}"
    if isinstance(line, Event):
        return f"{line.number}. {when}, {line.by}, {line.do.value} ({line.do.label.lower()})"
    asked = f"a contact by {line.contact.channel.label.lower()}" if line.contact else "what the rules find"
    return f"check {line.number}. {when}, {asked}"


def _outcome(result: Result) -> str:
    if result.outcome == "findings":
        return "as expected" if result.held else "not as expected"
    said = "not possible as it is written" if result.outcome == "invalid" else result.outcome
    if result.outcome in set(Outcome):
        said = f"{said} ({Outcome(result.outcome).label.lower()})"
    surprising = result.held is None and result.outcome in {"refused", "invalid"}
    return f"{said} (nothing was expected)" if surprising else said


def _findings_to_show(result: Result) -> tuple[Reason, ...]:
    """All that was found where something was expected that is not there, else what was expected."""
    if result.wrong or result.line.expect is None:
        return result.findings
    wanted = result.line.expect.findings
    return tuple(one for one in result.findings if any(is_meant(each, one) for each in wanted))


def _by_rule(reasons: Iterable[Reason]) -> Iterator[str]:
    """Each rule once, with its messages: on one line with it where it is one."""
    for _, group in groupby(reasons, key=lambda one: (one.rule, one.severity)):
        said = list(group)
        head = _head(said[0])
        if len(said) == 1:
            yield from _wrapped(f"{head}{said[0].message}", indent=_INDENT)
            continue
        yield from _wrapped(head.strip(), indent=_INDENT)
        for one in said:
            yield from _wrapped(f"- {one.message}", indent=f"{_INDENT}  ")


def _head(reason: Reason) -> str:
    if not reason.rule:
        return ""
    severity = f"{Severity(reason.severity).label}: " if reason.severity else ""
    return f"{severity}{_named(reason)}: "


def _named(reason: Reason) -> str:
    if not reason.clause:
        return reason.rule
    word = "" if not reason.clause[0].isdigit() else "clauses " if ", " in reason.clause else "clause "
    return f"{reason.rule} ({word}{reason.clause})"


def _wrapped(text: str, *, indent: str) -> list[str]:
    wrapper = TextWrapper(
        width=_WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(text)
