"""Data that few people need stands behind a database role of its own, and what was recorded stays."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.actions.council import Line

from evenhand.actions import (
    answer_adjustment_request,
    correct_entry,
    end_marker,
    hold_record,
    record_adjustment_request,
    record_complaint,
    record_informal_restriction,
    record_injury,
    record_marker,
    record_referral_outcome,
    record_sharing,
    record_statement,
    record_support,
    refer_to_police,
    release_hold,
    report_to_hse,
    settle_informal_restriction,
    verify_identity,
)
from evenhand.record import models as rows
from evenhand.record.models.base import Confidential, Frozen
from evenhand.record.sensitive import sensitive_data
from evenhand.record.writing import open_for_writing
from evenhand.rules.vocabulary import Harm, Injury

CONFIDENTIAL = sorted(Confidential.__subclasses__(), key=lambda one: one.__name__)
APPENDED = (
    rows.Complaint,
    rows.Correction,
    rows.CorrectionReach,
    rows.CustomerStatement,
    rows.MarkerEvidence,
    rows.Referral,
    rows.Sharing,
)


@pytest.fixture
def everything(line: Line) -> Line:
    """A case with a row in every table around it, settled where it can be."""
    people, incident = line.people, line.incident(harm=[Harm.OTHERS])
    line.take_on(incident)
    line.investigate()
    here: dict[str, Any] = {"at": line.at, "case_id": line.case.id}
    on_incident: dict[str, Any] = {"actor": people.mia, "at": line.at, "incident_id": incident}
    record_support.record_support(note="A day off.", **on_incident)
    injury = record_injury.record_injury(member=people.olu.staff_id, injury=Injury.SPECIFIED, **on_incident)
    report_to_hse.report_to_hse(actor=people.mia, at=line.at, injury_id=injury)
    referral = refer_to_police.refer_to_police(actor=people.olu, reasons="A threat.", **here)
    record_referral_outcome.record_referral_outcome(actor=people.olu, at=line.at, referral_id=referral, accepted=True)
    record_complaint.record_complaint(actor=people.olu, reference="CMP-7", **here)
    record_statement.record_statement(actor=people.olu, statement="I am sorry.", **here)
    request = record_adjustment_request.record_adjustment_request(actor=people.olu, asked="Large print.", **here)
    answer_adjustment_request.answer_adjustment_request(
        actor=people.mia, at=line.at, request_id=request, granted=False, answer="It is large already."
    )
    verify_identity.verify_identity(actor=people.mia, how="By their account number.", **here)
    marker = record_marker.record_marker(
        actor=people.mia,
        control_measures="Visit in pairs.",
        source="Report of the housing team.",
        source_date=date(2026, 1, 5),
        risk_assessed=True,
        tested=True,
        evidence=[incident],
        **here,
    )
    end_marker.end_marker(actor=people.mia, at=line.at, marker_id=marker, reasons="No risk is left.")
    sharing = record_sharing.record_sharing(actor=people.olu, recipient="Example Care Ltd", need="They visit.", **here)
    correct_entry.correct_entry(actor=people.mia, correction="The day was wrong.", reached=[sharing], **here)
    informal = record_informal_restriction.record_informal_restriction(
        actor=people.olu, description="A note at reception.", **here
    )
    settle_informal_restriction.settle_informal_restriction(
        actor=people.mia, at=line.at, informal_id=informal, reasons="It was taken down."
    )
    hold = hold_record.hold_record(actor=people.mona, reasons="A claim.", **here)
    release_hold.release_hold(actor=people.mona, at=line.at, hold_id=hold, reasons="It is settled.")
    return line


def refused_to_both_roles(table: str, role: Callable[[], AbstractContextManager[None]]) -> None:
    """No row of the table can be changed or removed, under a role or as the application itself."""
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):  # noqa: S608 - our own tables
        for taken in (role, nullcontext):
            with (
                transaction.atomic(),
                taken(),
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


@pytest.mark.parametrize("model", CONFIDENTIAL)
@pytest.mark.usefixtures("everything")
def test_the_application_alone_cannot_read_it(model: type[Confidential]) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        list(model.objects.all())
    with transaction.atomic(), sensitive_data():
        assert model.objects.exists()


@pytest.mark.parametrize("model", CONFIDENTIAL)
@pytest.mark.usefixtures("everything")
def test_nobody_changes_it(model: type[Confidential]) -> None:
    refused_to_both_roles(model._meta.db_table, sensitive_data)


@pytest.mark.parametrize("model", APPENDED)
@pytest.mark.usefixtures("everything")
def test_what_was_recorded_is_neither_changed_nor_removed(model: type[Frozen]) -> None:
    assert model.objects.exists()
    refused_to_both_roles(model._meta.db_table, nullcontext)


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (rows.Incident, {"shown": {"volume_counted": "More."}}),
        (rows.Incident, {"at_public_meeting": True}),
        (rows.Incident, {"supported_at": None, "supported_by": None}),
        (rows.AdjustmentRequest, {"granted": None, "answered_at": None, "answered_by": None}),
        (rows.InformalRestriction, {"description": "Something else."}),
        (rows.InformalRestriction, {"settlement": "Something else."}),
        (rows.Marker, {"control_measures": "Nothing."}),
        (rows.Marker, {"ending_reasons": "Something else."}),
        (rows.LegalHold, {"reasons": "Something else."}),
        (rows.LegalHold, {"released_at": None, "released_by": None}),
    ],
)
@pytest.mark.usefixtures("everything")
def test_what_was_settled_stays_settled(model: type[rows.Row], change: dict[str, Any]) -> None:
    with open_for_writing(), pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        model.objects.update(**change)


def test_what_few_need_to_know_is_in_no_audit_entry(everything: Line) -> None:
    payloads = " ".join(rows.AuditEntry.objects.values_list("payload", flat=True))

    assert "staffinjury" in payloads
    for text in ("A day off", "A threat", "Large print", "specified", "Visit in pairs", "I am sorry", "CMP-7"):
        assert text not in payloads
    assert everything.case.version > 1
