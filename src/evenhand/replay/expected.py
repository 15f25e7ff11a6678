"""Holds what came of an event or a check against what the file expects; says in words where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from evenhand.replay.result import Reason
from evenhand.replay.script import Expectation, ExpectedFinding
from evenhand.rules.contact import Directive

_IN_WORDS = {"invalid": "not possible as it is written"}


def wrong_outcome(
    expect: Expectation | None, outcome: str, reasons: tuple[Reason, ...], findings: tuple[Reason, ...]
) -> Iterator[str]:
    """Where an event differs from what is expected of it; nothing where nothing is expected."""
    if expect is None:
        return
    came = _IN_WORDS.get(outcome, outcome)
    if expect.accepted and outcome != "accepted":
        yield f"It was expected to be accepted, and it is {came}."
    if expect.refused and outcome != "refused":
        yield f"It was expected to be refused, and it is {came}."
    elif expect.refused:
        given = {one.rule for one in reasons}
        yield from (f"{rule} was expected among the reasons." for rule in expect.refused if rule not in given)
    if expect.not_possible and outcome != "invalid":
        yield f"It was expected not to be possible, and it is {came}."
    yield from _wrong_findings(expect, findings)


def wrong_answer(expect: Expectation | None, directive: Directive, findings: tuple[Reason, ...]) -> Iterator[str]:
    """Where the answer to a contact differs from what is expected of it."""
    if expect is None:
        return
    if expect.outcome is not None and expect.outcome is not directive.outcome:
        yield f"{expect.outcome.value} was expected, and it is {directive.outcome.value}."
    for rule in expect.rules:
        if rule not in directive.rules:
            yield f"{rule} was expected behind the answer."
    if expect.not_told is not None and expect.not_told is not directive.not_told:
        yield "The customer has not been told yet." if directive.not_told else "The customer has been told."
    yield from _wrong_findings(expect, findings)


def is_meant(wanted: ExpectedFinding, found: Reason) -> bool:
    """Whether a finding is the one that is expected, as closely as the file says it."""
    severity = wanted.severity.value if wanted.severity else found.severity
    fault = wanted.fault.value if wanted.fault else found.fault
    return (wanted.rule, severity, fault) == (found.rule, found.severity, found.fault)


def _wrong_findings(expect: Expectation, findings: tuple[Reason, ...]) -> Iterator[str]:
    for wanted in expect.findings:
        if not any(is_meant(wanted, one) for one in findings):
            said = [one.value for one in (wanted.severity, wanted.fault) if one]
            closer = f" ({', '.join(said)})" if said else ""
            yield f"A finding of {wanted.rule}{closer} was expected."
    for rule in expect.no_findings:
        if any(one.rule == rule for one in findings):
            yield f"No finding of {rule} was expected."
