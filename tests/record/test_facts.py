"""The facts of a case cost a fixed number of queries, and comparable cases are counted without a word of theirs."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.actions.council import Line

from evenhand.actions import record_complaint, record_injury, record_sharing, refer_to_police
from evenhand.record.comparables import comparables_for
from evenhand.record.facts import case_facts
from evenhand.rules.facts import Comparables
from evenhand.rules.vocabulary import Behaviour, Harm, Injury, RestrictionKind


def queries(line: Line) -> int:
    case = line.case
    with CaptureQueriesContext(connection) as found:
        case_facts(case, at=line.at)
    return len(found)


def fill(line: Line) -> None:
    incident = line.incident(harm=[Harm.SELF])
    people = line.people
    here: dict[str, Any] = {"at": line.at, "case_id": line.case.id}
    record_injury.record_injury(
        actor=people.mia,
        at=line.at,
        incident_id=incident,
        member=people.olu.staff_id,
        injury=Injury.OVER_SEVEN_DAYS,
    )
    refer_to_police.refer_to_police(actor=people.olu, reasons="A threat.", incident_id=incident, **here)
    record_complaint.record_complaint(actor=people.olu, reference="CMP-7", **here)
    record_sharing.record_sharing(actor=people.olu, recipient="Example Care Ltd", **here)


def test_the_facts_of_a_longer_case_cost_no_more_queries(line: Line) -> None:
    line.to_restricted()
    fill(line)
    before = queries(line)

    for _ in range(3):
        fill(line)

    assert queries(line) == before


def test_an_investigation_says_whether_the_customer_was_heard(line: Line) -> None:
    line.incident()
    line.investigate()

    (found,) = case_facts(line.case, at=line.at).investigations

    assert (found.customer_heard, found.council_part_considered) == (True, True)


def second_customer(line: Line) -> Line:
    return Line(line.people, start=line.at)


def test_comparable_cases_are_counted_by_what_was_decided(line: Line) -> None:
    line.to_referred().determine()
    other, third = second_customer(line), second_customer(line)
    other.to_referred().determine(restrictions=[], equality=None, reasons="It was one call.")
    third.incident(behaviours=[Behaviour.INSULTING_LANGUAGE, Behaviour.INNUENDO])

    assert comparables_for(third.case) == Comparables(
        decided=2, not_restricted=1, by_kind={RestrictionKind.WRITING_ONLY: 1}
    )
    assert comparables_for(line.case) == Comparables(decided=1, not_restricted=1)


def test_other_behaviours_are_not_comparable(line: Line) -> None:
    line.to_referred().determine()
    other = second_customer(line)
    other.incident(behaviours=[Behaviour.EXCESSIVE_VOLUME])
    angry = second_customer(line)
    angry.incident(behaviours=[])

    assert comparables_for(other.case) == Comparables(decided=0, not_restricted=0)
    assert comparables_for(angry.case) == Comparables(decided=0, not_restricted=0)


def test_what_came_after_a_decision_makes_it_no_more_comparable(line: Line) -> None:
    line.to_referred().determine()
    line.wait(days=1)
    line.incident(behaviours=[Behaviour.NO_APPOINTMENT])
    other = second_customer(line)
    other.incident(behaviours=[Behaviour.NO_APPOINTMENT])

    assert comparables_for(other.case).decided == 0
