"""What the customer asks for and says, and what we know of them (7.4, 11.1, 11.3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests.actions.council import Line

from evenhand.actions import (
    answer_adjustment_request,
    record_adjustment,
    record_adjustment_request,
    record_complaint,
    record_statement,
    report_incident,
    verify_identity,
)
from evenhand.actions.errors import InvalidInputError, NotFoundError, NotPermittedError
from evenhand.record import models as rows
from evenhand.record.facts import case_facts
from evenhand.record.sensitive import sensitive_data
from evenhand.rules.facts import AdjustmentRequest, Complaint
from evenhand.rules.vocabulary import Channel, OmbudsmanStage


def complain(line: Line, **given: Any) -> UUID:
    values: dict[str, Any] = {"reference": "CMP-7"}
    return record_complaint.record_complaint(actor=line.people.olu, at=line.at, case_id=line.case.id, **values | given)


def complaints(line: Line) -> tuple[Complaint, ...]:
    return case_facts(line.case, at=line.at).complaints


def test_a_complaint_is_recorded_as_it_goes_on(line: Line) -> None:
    line.incident()
    complain(line, procedure_completed=True, ombudsman=OmbudsmanStage.NOT_APPROACHED, answer_due=date(2026, 1, 20))
    line.wait(days=3)

    complain(line, reference=" cmp-7 ", answered=line.at)

    earlier, latest = complaints(line)
    assert (earlier.reference, latest.reference) == ("CMP-7", "CMP-7")
    assert (earlier.answer_due, earlier.answered_at) == (date(2026, 1, 20), None)
    assert (latest.procedure_completed, latest.ombudsman) == (True, OmbudsmanStage.NOT_APPROACHED)
    assert (latest.answer_due, latest.answered_at) == (date(2026, 1, 20), line.at)


def test_another_complaint_takes_no_place(line: Line) -> None:
    line.incident()
    complain(line)
    line.wait(hours=1)

    complain(line, reference="CMP-8", ombudsman=OmbudsmanStage.CONSIDERING)

    assert [one.reference for one in complaints(line)] == ["CMP-7", "CMP-8"]
    assert [one.ombudsman for one in complaints(line)] == [None, OmbudsmanStage.CONSIDERING]


def test_a_complaint_needs_a_reference_and_a_past(line: Line) -> None:
    line.incident()

    with pytest.raises(InvalidInputError) as caught:
        complain(line, reference=" ")
    assert caught.value.field == "reference"
    with pytest.raises(InvalidInputError) as caught:
        complain(line, answered=line.at + timedelta(minutes=1))
    assert caught.value.field == "answered"


def test_the_customer_puts_a_statement_on_file(line: Line) -> None:
    line.incident()
    assert case_facts(line.case, at=line.at).statement_on_file is False
    with pytest.raises(InvalidInputError):
        record_statement.record_statement(actor=line.people.olu, at=line.at, case_id=line.case.id, statement=" ")

    record_statement.record_statement(
        actor=line.people.olu, at=line.at, case_id=line.case.id, statement="I was upset, and I have said sorry."
    )

    assert case_facts(line.case, at=line.at).statement_on_file is True


def test_identity_is_checked_and_the_last_check_is_kept(line: Line) -> None:
    line.incident()
    assert case_facts(line.case, at=line.at).customer.identity_checked is False
    with pytest.raises(InvalidInputError):
        verify_identity.verify_identity(actor=line.people.olu, at=line.at, case_id=line.case.id, how="")

    for how in ("They gave their account number.", "They showed their passport."):
        line.wait(hours=1)
        verify_identity.verify_identity(actor=line.people.olu, at=line.at, case_id=line.case.id, how=how)

    customer = line.case.customer
    assert (customer.identity_how, customer.identity_checked_at) == ("They showed their passport.", line.at)
    assert case_facts(line.case, at=line.at).customer.identity_checked is True


def test_a_customer_known_by_telephone_alone_has_no_address(line: Line) -> None:
    line.incident()
    assert case_facts(line.case, at=line.at).customer.has_address is True
    incident = report_incident.report_incident(
        actor=line.people.olu,
        at=line.at,
        customer=report_incident.NewCustomer(name="Unknown person", contacts=[(rows.PointKind.PHONE, "020 7946 0999")]),
        occurred=line.at,
        channel=Channel.TELEPHONE,
        what_happened="They shouted and rang off.",
    )

    found = rows.Incident.objects.get(pk=incident).case

    assert case_facts(found, at=line.at).customer.has_address is False


def ask(line: Line, **given: Any) -> UUID:
    values: dict[str, Any] = {"asked": "They are deaf and cannot use the telephone."}
    return record_adjustment_request.record_adjustment_request(
        actor=line.people.olu, at=line.at, case_id=line.case.id, **values | given
    )


def answer(line: Line, request: UUID, *, granted: bool | None, **given: Any) -> UUID:
    values: dict[str, Any] = {"answer": "We will write from now on."}
    return answer_adjustment_request.answer_adjustment_request(
        actor=line.people.equa, at=line.at, request_id=request, granted=granted, **values | given
    )


def requests(line: Line) -> tuple[AdjustmentRequest, ...]:
    return case_facts(line.case, at=line.at).customer.requests


def referred(line: Line) -> Line:
    """The equality adviser sees a case once it is with the team."""
    return line.to_referred()


def test_a_request_stays_open_until_it_is_granted_and_stands_then(line: Line) -> None:
    referred(line)
    made = line.at - timedelta(days=1)
    request = ask(line, made=made)
    (found,) = requests(line)
    assert (found.made_at, found.considered, found.answered_at, found.granted) == (made, None, None, None)

    answer(
        line,
        request,
        granted=True,
        arrangement="Write, and text before a visit.",
        unusable_channels=[Channel.TELEPHONE],
    )

    (found,) = requests(line)
    assert (found.considered, found.answered_at, found.granted) == (True, line.at, True)
    customer = case_facts(line.case, at=line.at).customer
    assert [one.arrangement for one in customer.adjustments] == ["Write, and text before a visit."]
    assert customer.unusable_channels == {Channel.TELEPHONE}
    with pytest.raises(InvalidInputError, match="already"):
        answer(line, request, granted=False)


def test_a_request_can_be_refused_with_reasons(line: Line) -> None:
    request = ask(referred(line))

    answer(line, request, granted=False, answer="A fax machine is not needed, because a letter does the same.")

    assert requests(line)[0].granted is False
    assert case_facts(line.case, at=line.at).customer.adjustments == ()


def test_until_it_is_answered_something_is_arranged(line: Line) -> None:
    request = ask(referred(line))
    with pytest.raises(InvalidInputError) as caught:
        answer(line, request, granted=None)
    assert caught.value.field == "arrangement"

    answer(line, request, granted=None, arrangement="We write until the adviser is back.")

    (found,) = requests(line)
    assert (found.interim_arrangement, found.answered_at) == ("We write until the adviser is back.", None)
    assert answer(line, request, granted=False) == request


def test_what_was_said_stands_apart(line: Line) -> None:
    request = ask(referred(line), interim_arrangement="We write for now.")
    answer(line, request, granted=True, arrangement="We write.")

    with transaction.atomic(), sensitive_data():
        words = dict(rows.RequestWords.objects.values_list("part", "words"))
    assert words == {
        rows.RequestPart.ASKED: "They are deaf and cannot use the telephone.",
        rows.RequestPart.ANSWERED: "We will write from now on.",
    }


def test_a_request_follows_the_customer_to_the_next_case(line: Line) -> None:
    line.incident()
    ask(line)
    rows_before = requests(line)

    line.incident()

    assert requests(line) == rows_before != ()


def test_answers_are_for_those_who_may(line: Line) -> None:
    request = ask(referred(line))

    with pytest.raises(NotPermittedError):
        answer_adjustment_request.answer_adjustment_request(
            actor=line.people.olu, at=line.at, request_id=request, granted=False, answer="No."
        )
    with pytest.raises(NotFoundError):
        answer(line, uuid4(), granted=False)


def test_a_safe_equivalent_takes_the_place_of_an_adjustment(line: Line) -> None:
    line.incident()
    given: dict[str, Any] = {"actor": line.people.olu, "at": line.at, "case_id": line.case.id}
    first = record_adjustment.record_adjustment(arrangement="Meet at home.", **given)

    record_adjustment.record_adjustment(
        arrangement="Meet at the office.", safe_equivalent="At the office, with two staff.", replaces=first, **given
    )

    (standing,) = case_facts(line.case, at=line.at).customer.adjustments
    assert (standing.arrangement, standing.safe_equivalent) == ("Meet at the office.", "At the office, with two staff.")
    with pytest.raises(InvalidInputError) as caught:
        record_adjustment.record_adjustment(arrangement="Again.", replaces=first, **given)
    assert caught.value.field == "replaces"
