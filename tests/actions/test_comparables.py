"""How comparable cases were decided is judged with a decision: it advises, and stands in nobody's way (2.1)."""

from __future__ import annotations

import pytest
from tests.actions.council import Line

from evenhand.record import models as rows
from evenhand.record.policies import pack_of
from evenhand.rules import rulebook
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import Finding
from evenhand.rules.vocabulary import Severity


def test_a_restriction_that_no_comparable_case_had_is_advised_on_and_taken(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        other = Line(line.people, start=line.at)
        other.to_referred().determine(restrictions=[], equality=None, reasons="A warning will do.")
    line.to_referred()
    terms = pack_of(line.case.policy).terms
    judged: list[CaseFacts] = []
    refusals = rulebook.refusals

    def listening(act: object, case: CaseFacts, *rest: object, **named: object) -> tuple[Finding, ...]:
        judged.append(case)
        return refusals(act, case, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(rulebook, "refusals", listening)
    decision = line.determine()

    (drafted,) = judged
    found = [one for one in rulebook.judge(drafted, terms, at=line.at) if one.rule == "decision.consistent"]
    assert [(one.severity, one.about) for one in found] == [(Severity.ADVICE, str(decision))]
    assert rows.Restriction.objects.filter(determination=decision).exists()
