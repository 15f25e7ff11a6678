"""A case of the live record and its export as a history give the same findings, each at its own moment."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.actions.council import Line

from evenhand.actions import (
    impose_interim_limit,
    lift_restriction,
    record_contact,
    refer_to_safeguarding,
    suspend_restriction,
)
from evenhand.histories.assess import assess
from evenhand.histories.export import as_yaml, export
from evenhand.histories.policies import Policies
from evenhand.histories.read import read_histories
from evenhand.histories.timing import end_of
from evenhand.record.facts import case_facts
from evenhand.record.policies import pack_of
from evenhand.rules.findings import Finding
from evenhand.rules.rulebook import judge
from evenhand.rules.vocabulary import Behaviour, Channel, Handling, RestrictionKind


def said(findings: tuple[Finding, ...]) -> set[tuple[str, str, str | None]]:
    return {(one.rule, one.severity.value, one.fault.value if one.fault else None) for one in findings}


def both(line: Line, folder: Path, *, days: int) -> tuple[set[Any], set[Any]]:
    """What the record gives at the end of a day that many days on, and what its export does."""
    judged: date = line.wait(days=days).at.date()
    at = end_of(judged)
    case, terms = case_facts(line.case, at=at), pack_of(line.case.policy).terms
    file = folder / "export.yaml"
    file.write_text(as_yaml([export(case, ref="case 7", body="Example District Council", judged=judged)]))
    (history,) = read_histories(file, Policies(folder))
    return said(judge(case, terms, at=at)), said(assess(history, terms).findings)


@pytest.mark.parametrize("days", [0, 1, 5, 85, 95, 200])
def test_a_restriction_that_was_told(line: Line, tmp_path: Path, days: int) -> None:
    line.to_restricted()
    live, exported = both(line, tmp_path, days=days)
    assert exported == live


@pytest.mark.parametrize("days", [0, 20])
def test_a_threat_with_a_limit_and_a_referral(line: Line, tmp_path: Path, days: int) -> None:
    incident = line.incident(behaviours=[Behaviour.THREAT_OF_VIOLENCE], response=[])
    impose_interim_limit.impose_interim_limit(
        actor=line.people.mia,
        at=line.at,
        case_id=line.case.id,
        kind=RestrictionKind.NO_FACE_TO_FACE,
        reasons="He said that he would come to the desk with a knife.",
        ends_on=line.at.date().replace(day=14),
    )
    refer_to_safeguarding.refer_to_safeguarding(
        actor=line.people.olu,
        at=line.at,
        case_id=line.case.id,
        incident_id=incident,
        reasons="He threatened to harm somebody.",
    )
    live, exported = both(line, tmp_path, days=days)
    assert exported == live


def test_a_message_on_file_and_a_pause(line: Line, tmp_path: Path) -> None:
    restriction: UUID = line.to_restricted()
    record_contact.record_contact(
        actor=line.people.olu,
        at=line.at,
        case_id=line.case.id,
        channel=Channel.EMAIL,
        handling=Handling.FILED_UNREAD,
        restriction_id=restriction,
    )
    suspend_restriction.suspend_restriction(
        actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="The customer is in hospital."
    )
    live, exported = both(line, tmp_path, days=12)
    assert exported == live


def test_what_was_lifted(line: Line, tmp_path: Path) -> None:
    restriction = line.to_restricted()
    line.wait(days=10)
    lift_restriction.lift_restriction(
        actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="No longer needed."
    )
    live, exported = both(line, tmp_path, days=9)
    assert exported == live
