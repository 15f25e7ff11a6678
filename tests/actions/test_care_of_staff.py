"""The staff whom an incident affected are looked after: support, injuries, HSE (1.4, RIDDOR)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests.actions.council import Line

from evenhand.actions import record_injury, record_support, report_to_hse
from evenhand.actions.errors import InvalidInputError, NotFoundError, NotPermittedError
from evenhand.record import models as rows
from evenhand.record.facts import case_facts
from evenhand.record.sensitive import sensitive_data
from evenhand.rules.facts import Incident
from evenhand.rules.vocabulary import Injury


def only_incident(line: Line) -> Incident:
    (found,) = case_facts(line.case, at=line.at).incidents
    return found


def hurt(line: Line, incident: UUID, injury: Injury, member: UUID | None = None) -> UUID:
    return record_injury.record_injury(
        actor=line.people.mia,
        at=line.at,
        incident_id=incident,
        member=member or line.people.olu.staff_id,
        injury=injury,
    )


def test_support_ends_the_task_and_its_note_stands_apart(line: Line) -> None:
    incident = line.incident()
    assert only_incident(line).supported_at is None

    record_support.record_support(
        actor=line.people.mia, at=line.at, incident_id=incident, note="Referred to occupational health."
    )
    first = line.at
    line.wait(days=1)
    record_support.record_support(actor=line.people.mia, at=line.at, incident_id=incident, note="Asked again: well.")

    assert only_incident(line).supported_at == first
    with transaction.atomic(), sensitive_data():
        notes = list(rows.SupportNote.objects.order_by("recorded_at").values_list("note", flat=True))
    assert notes == ["Referred to occupational health.", "Asked again: well."]


def test_support_needs_no_note(line: Line) -> None:
    incident = line.incident()

    record_support.record_support(actor=line.people.mia, at=line.at, incident_id=incident)

    assert only_incident(line).supported_at == line.at


def test_an_injury_runs_its_clock_until_hse_is_told(line: Line) -> None:
    incident = line.incident()
    known = line.at
    line.wait(days=2)
    injury = record_injury.record_injury(
        actor=line.people.mia,
        at=line.at,
        incident_id=incident,
        member=line.people.olu.staff_id,
        injury=Injury.SPECIFIED,
        known=known,
    )
    found = only_incident(line)
    assert (found.injury, found.injury_known_at, found.reported_to_hse_at) == (Injury.SPECIFIED, known, None)

    report_to_hse.report_to_hse(
        actor=line.people.mia, at=line.at, injury_id=injury, reported=line.at - timedelta(hours=1), reference="X-1"
    )

    assert only_incident(line).reported_to_hse_at == line.at - timedelta(hours=1)
    with pytest.raises(InvalidInputError, match="already"):
        report_to_hse.report_to_hse(actor=line.people.mia, at=line.at, injury_id=injury)


def test_the_last_record_of_a_member_of_staff_counts(line: Line) -> None:
    incident = line.incident()
    hurt(line, incident, Injury.SPECIFIED)
    line.wait(hours=1)

    hurt(line, incident, Injury.NONE)

    assert only_incident(line).injury is Injury.NONE


def test_the_clock_asks_first_about_the_injury_that_nobody_reported(line: Line) -> None:
    incident = line.incident()
    gravest = hurt(line, incident, Injury.SPECIFIED)
    hurt(line, incident, Injury.OVER_SEVEN_DAYS, member=line.people.mia.staff_id)
    assert only_incident(line).injury is Injury.SPECIFIED

    report_to_hse.report_to_hse(actor=line.people.mia, at=line.at, injury_id=gravest)

    found = only_incident(line)
    assert (found.injury, found.reported_to_hse_at) == (Injury.OVER_SEVEN_DAYS, None)


@pytest.mark.parametrize(("field", "given"), [("member", {"member": uuid4()}), ("known", {"known": 1})])
def test_an_injury_that_cannot_be_is_named(line: Line, field: str, given: dict[str, object]) -> None:
    incident = line.incident()
    values: dict[str, object] = {"member": line.people.olu.staff_id, **given}
    if "known" in values:
        values["known"] = line.at + timedelta(hours=1)

    with pytest.raises(InvalidInputError) as caught:
        record_injury.record_injury(
            actor=line.people.mia,
            at=line.at,
            incident_id=incident,
            injury=Injury.NONE,
            **values,  # type: ignore[arg-type]
        )

    assert caught.value.field == field


def test_it_is_for_managers_and_says_nothing_to_others(line: Line) -> None:
    incident = line.incident()
    injury = hurt(line, incident, Injury.SPECIFIED)
    people = line.people

    with pytest.raises(NotPermittedError):
        record_support.record_support(actor=people.olu, at=line.at, incident_id=incident)
    with pytest.raises(NotFoundError):
        record_support.record_support(actor=people.mia, at=line.at, incident_id=uuid4())
    with pytest.raises(NotFoundError):
        report_to_hse.report_to_hse(actor=people.mia, at=line.at, injury_id=uuid4())
    with pytest.raises(NotPermittedError):
        report_to_hse.report_to_hse(actor=people.olu, at=line.at, injury_id=injury)
