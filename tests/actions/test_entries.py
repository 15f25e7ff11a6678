"""Entries about a customer and what becomes of them: blocks, safety warnings, sharing, corrections, holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.council import START, SYSTEM, Line

from evenhand.actions import (
    adopt_policy,
    close_case,
    correct_entry,
    end_marker,
    hold_record,
    record_departure,
    record_informal_restriction,
    record_marker,
    record_sharing,
    release_hold,
    settle_informal_restriction,
    verify_identity,
)
from evenhand.actions.errors import (
    CaseChangedError,
    InvalidInputError,
    NotFoundError,
    NotPermittedError,
    RefusedError,
)
from evenhand.drafting import letters
from evenhand.policy.loader import load_pack, load_text
from evenhand.record import models as rows
from evenhand.record.facts import case_facts
from evenhand.record.policies import pack_of
from evenhand.rules import rulebook
from evenhand.rules.calendar import local_day
from evenhand.rules.facts import CaseFacts
from evenhand.rules.vocabulary import RestrictionKind, Stage


def facts(line: Line) -> CaseFacts:
    return case_facts(line.case, at=line.at)


def block(line: Line, **given: Any) -> UUID:
    values: dict[str, Any] = {
        "description": "The mail server drops what they send.",
        "kinds": [RestrictionKind.EXCESS_BLOCK],
        "reasons_given": False,
    }
    return record_informal_restriction.record_informal_restriction(
        actor=line.people.olu, at=line.at, case_id=line.case.id, **values | given
    )


def settle(line: Line, informal: UUID, **given: Any) -> UUID:
    values: dict[str, Any] = {"actor": line.people.max, "reasons": "It was taken off the server."}
    return settle_informal_restriction.settle_informal_restriction(at=line.at, informal_id=informal, **values | given)


def test_a_block_without_a_decision_is_recorded_and_any_manager_ends_it(line: Line) -> None:
    line.incident()
    found = line.at - timedelta(days=2)
    informal = block(line, found=found)
    (kept,) = facts(line).informal
    assert (kept.found_at, kept.kinds, kept.ended_at) == (found, frozenset({RestrictionKind.EXCESS_BLOCK}), None)
    assert (kept.reasons_given, kept.appeal_offered) == (False, None)

    settle(line, informal)

    assert facts(line).informal[0].ended_at == line.at
    with pytest.raises(InvalidInputError, match="settled already"):
        settle(line, informal)


def test_a_decision_takes_the_place_of_a_block(line: Line) -> None:
    line.to_referred()
    informal = block(line)
    decision = line.determine()
    with pytest.raises(InvalidInputError) as caught:
        settle(line, informal, regularised_by=uuid4())
    assert caught.value.field == "regularised_by"

    settle(line, informal, actor=line.people.dan, regularised_by=decision, reasons="The panel decided on it.")

    (kept,) = facts(line).informal
    assert (kept.regularised_by, kept.ended_at) == (str(decision), None)


def test_a_decision_not_to_restrict_takes_the_place_of_nothing(line: Line) -> None:
    line.to_referred()
    informal = block(line)
    decision = line.determine(restrictions=[], equality=None, reasons="It was one call.")

    with pytest.raises(InvalidInputError, match="that restricts"):
        settle(line, informal, actor=line.people.dan, regularised_by=decision)


def test_a_block_says_what_was_found_and_ends_with_reasons(line: Line) -> None:
    line.incident()
    with pytest.raises(InvalidInputError):
        block(line, description="")
    with pytest.raises(InvalidInputError):
        block(line, found=line.at + timedelta(minutes=1))
    informal = block(line)
    with pytest.raises(InvalidInputError, match="why it is settled"):
        settle(line, informal, reasons=" ")
    with pytest.raises(NotPermittedError):
        settle(line, informal, actor=line.people.olu)


def place(line: Line, incident: UUID, **given: Any) -> UUID:
    values: dict[str, Any] = {
        "control_measures": "Visit in pairs.",
        "source": "Incident report of the housing team.",
        "source_date": date(2026, 1, 5),
        "risk_assessed": True,
        "tested": True,
        "evidence": [incident],
    }
    return record_marker.record_marker(actor=line.people.mia, at=line.at, case_id=line.case.id, **values | given)


def leave(line: Line, **given: Any) -> UUID:
    values: dict[str, Any] = {"point_id": address(line).id}
    return record_departure.record_departure(actor=line.people.olu, at=line.at, case_id=line.case.id, **values | given)


def findings(line: Line) -> set[str]:
    terms = pack_of(line.case.policy).terms
    return {str(one.rule) for one in rulebook.judge(facts(line), terms, at=line.at)}


def known_customer(line: Line) -> UUID:
    """An incident with a customer whose identity was checked, looked into by a manager."""
    incident = line.incident()
    line.take_on(incident)
    line.investigate()
    verify_identity.verify_identity(
        actor=line.people.mia, at=line.at, case_id=line.case.id, how="They gave their account number."
    )
    return incident


def address(line: Line) -> rows.ContactPoint:
    found: rows.ContactPoint = line.case.customer.contact_points.get(kind=rows.PointKind.ADDRESS)
    return found


def test_a_safety_warning_stands_until_it_is_ended(line: Line) -> None:
    incident = known_customer(line)

    marker = place(line, incident)

    (kept,) = facts(line).markers
    assert kept.evidence == {str(incident)}
    assert (kept.placed_at, kept.on_address, kept.ended_at) == (line.at, False, None)
    assert (kept.identity_verified, kept.source_dated, kept.risk_assessed, kept.tested) == (True, True, True, True)
    line.wait(days=1)
    end_marker.end_marker(actor=line.people.gove, at=line.at, marker_id=marker, reasons="No risk is left.")
    assert facts(line).markers[0].ended_at == line.at
    with pytest.raises(InvalidInputError, match="already ended"):
        end_marker.end_marker(actor=line.people.gove, at=line.at, marker_id=marker, reasons="Again.")


def test_a_warning_on_an_address_ends_with_the_occupancy(line: Line) -> None:
    marker = place(line, known_customer(line), point_id=address(line).id)
    assert facts(line).markers[0].on_address
    line.wait(days=10)
    left = line.at - timedelta(days=3)
    assert "marker.ends" not in findings(line)

    leave(line, left=left)

    assert facts(line).markers[0].occupancy_ended_at == left
    assert "marker.ends" in findings(line)
    end_marker.end_marker(actor=line.people.mia, at=line.at, marker_id=marker, reasons="They moved out.")
    assert facts(line).markers[0].ended_at == line.at
    assert "marker.ends" not in findings(line)


def test_no_letter_goes_to_an_address_that_was_left(line: Line) -> None:
    line.incident()
    customer = line.case.customer
    assert letters._address(customer) == ("1 Example Road", "Exampleton", "EX1 1EX")

    leave(line)

    assert letters._address(customer) == ()
    assert facts(line).customer.has_address is True, "the email address remains"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"control_measures": " "}, "control_measures"),
        ({"evidence": [uuid4()]}, "evidence"),
        ({"point_id": uuid4()}, "point_id"),
    ],
)
def test_a_safety_warning_names_what_is_wrong(line: Line, given: dict[str, Any], field: str) -> None:
    incident = known_customer(line)

    with pytest.raises(InvalidInputError) as caught:
        place(line, incident, **given)

    assert caught.value.field == field
    assert facts(line).markers == ()


def test_a_telephone_number_is_no_address(line: Line) -> None:
    incident = known_customer(line)
    phone = line.case.customer.contact_points.get(kind=rows.PointKind.PHONE)

    with pytest.raises(InvalidInputError):
        place(line, incident, point_id=phone.id)


def test_a_safety_warning_is_placed_on_the_case_as_it_was_seen(line: Line) -> None:
    incident = known_customer(line)
    seen = line.case.version
    line.incident()

    with pytest.raises(CaseChangedError):
        place(line, incident, seen_version=seen)


@pytest.mark.parametrize(
    ("given", "field"), [({"point_id": uuid4()}, "point_id"), ({"left": START + timedelta(days=1)}, "left")]
)
def test_a_departure_names_what_is_wrong(line: Line, given: dict[str, Any], field: str) -> None:
    line.incident()

    with pytest.raises(InvalidInputError) as caught:
        leave(line, **given)

    assert caught.value.field == field
    leave(line)
    with pytest.raises(InvalidInputError, match="left already"):
        leave(line)


def in_earnest(line: Line) -> None:
    """The council adopts a version that refuses on the two rules of evidence, from the next day on."""
    text = load_pack("wldc").content
    heads = [f'[rules."evidence.{name}"]' for name in ("specific", "accurate")]
    for head in heads:
        before, after = text.split(head)
        text = before + head + after.replace('mode = "fault"', 'mode = "refuse"', 1)
    first = load_pack("wldc").effective_from.isoformat()
    text = text.replace(f"effective_from = {first}", f"effective_from = {local_day(line.at).isoformat()}", 1)
    text = text.replace('version = "2.0"', 'version = "9.0"', 1)
    adopt_policy.adopt_policy(actor=SYSTEM, at=line.at, pack=load_text(text, name_for_errors="pack.toml"))


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"tested": False}, "evidence.specific"),
        ({"risk_assessed": False}, "evidence.specific"),
        ({"source": " "}, "evidence.specific"),
        ({"source_date": None}, "evidence.specific"),
    ],
)
def test_a_policy_can_refuse_a_warning_that_rests_on_nothing(line: Line, given: dict[str, Any], rule: str) -> None:
    in_earnest(line)
    incident = known_customer(line)

    with pytest.raises(RefusedError) as caught:
        place(line, incident, **given)

    assert {str(one.rule) for one in caught.value.refusals} == {rule}
    assert facts(line).markers == ()
    place(line, incident)
    assert len(facts(line).markers) == 1


def test_a_policy_can_refuse_a_warning_on_somebody_whom_nobody_knows(line: Line) -> None:
    in_earnest(line)
    incident = line.incident()

    with pytest.raises(RefusedError) as caught:
        place(line, incident)

    assert {str(one.rule) for one in caught.value.refusals} == {"evidence.accurate"}


def share(line: Line, **given: Any) -> UUID:
    values: dict[str, Any] = {"recipient": "Example Housing Association", "need": "Their staff visit the address."}
    return record_sharing.record_sharing(actor=line.people.olu, at=line.at, case_id=line.case.id, **values | given)


def test_each_sharing_is_on_the_record_and_a_correction_reaches_it(line: Line) -> None:
    incident = line.incident()
    first, second = share(line, about=incident), share(line, about=incident, recipient="Example Care Ltd")
    line.wait(days=1)

    correction = correct_entry.correct_entry(
        actor=line.people.gove,
        at=line.at,
        case_id=line.case.id,
        about=incident,
        correction="It was another caller.",
        reached=[first],
    )

    (kept,) = facts(line).corrections
    assert (kept.about, kept.made_at) == (str(incident), line.at)
    assert kept.reached == {str(first)}
    again = correct_entry.correct_entry(
        actor=line.people.gove, at=line.at, case_id=line.case.id, earlier=correction, reached=[first, second]
    )
    assert again == correction
    (kept,) = facts(line).corrections
    assert kept.reached == {str(first), str(second)}


def test_a_sharing_without_a_need_is_recorded_all_the_same(line: Line) -> None:
    line.incident()
    shared = line.at - timedelta(days=4)

    share(line, need="", wrongly=True, shared=shared)

    (kept,) = facts(line).sharings
    assert (kept.need, kept.wrongly, kept.shared_at, kept.about) == ("", True, shared, None)
    assert kept.recipient == "Example Housing Association"


@pytest.mark.parametrize("entry", ["customer", "warning", "marker"])
def test_every_kind_of_entry_can_be_shared(line: Line, entry: str) -> None:
    incident = known_customer(line)
    entries: dict[str, Callable[[], UUID | None]] = {
        "customer": lambda: line.customer,
        "warning": line.warn,
        "marker": lambda: place(line, incident),
    }
    about = entries[entry]()

    share(line, about=about)

    assert facts(line).sharings[0].about == str(about)


def test_what_is_shared_or_corrected_is_of_this_case(line: Line) -> None:
    line.incident()
    correct: dict[str, Any] = {"actor": line.people.gove, "at": line.at, "case_id": line.case.id}

    calls: dict[str, Callable[[], UUID]] = {
        "about": lambda: share(line, about=uuid4()),
        "recipient": lambda: share(line, recipient=" "),
        "shared": lambda: share(line, shared=line.at + timedelta(minutes=1)),
        "correction": lambda: correct_entry.correct_entry(**correct),
        "reached": lambda: correct_entry.correct_entry(correction="Wrong person.", reached=[uuid4()], **correct),
        "earlier": lambda: correct_entry.correct_entry(earlier=uuid4(), **correct),
    }
    for field, call in calls.items():
        with pytest.raises(InvalidInputError) as caught:
            call()
        assert caught.value.field == field
    assert not rows.Correction.objects.exists()


def test_a_record_is_held_and_released(line: Line) -> None:
    line.incident()
    given: dict[str, Any] = {"actor": line.people.mona, "at": line.at}
    with pytest.raises(InvalidInputError):
        hold_record.hold_record(case_id=line.case.id, reasons="", **given)

    hold = hold_record.hold_record(case_id=line.case.id, reasons="A claim is under way.", **given)

    (kept,) = facts(line).holds
    assert (kept.since, kept.ended_at) == (line.at, None)
    line.wait(days=30)
    given["at"] = line.at
    with pytest.raises(InvalidInputError):
        release_hold.release_hold(hold_id=hold, reasons=" ", **given)
    release_hold.release_hold(hold_id=hold, reasons="The claim is settled.", **given)
    assert facts(line).holds[0].ended_at == line.at
    with pytest.raises(InvalidInputError, match="already ended"):
        release_hold.release_hold(hold_id=hold, reasons="Again.", **given)
    with pytest.raises(NotFoundError):
        release_hold.release_hold(hold_id=uuid4(), reasons="None.", **given)


def test_facts_are_recorded_on_a_closed_case_too(line: Line) -> None:
    incident = line.incident()
    close_case.close_case(actor=line.people.mia, at=line.at, case_id=line.case.id, reasons="Nothing more is needed.")

    informal = block(line)
    settle(line, informal)
    sharing = share(line, about=incident)
    correct_entry.correct_entry(
        actor=line.people.gove, at=line.at, case_id=line.case.id, correction="Wrong day.", reached=[sharing]
    )
    hold_record.hold_record(actor=line.people.mona, at=line.at, case_id=line.case.id, reasons="An inquiry.")

    known = facts(line)
    assert known.stage is Stage.CLOSED
    assert known.closed_at == line.at
    assert [len(one) for one in (known.informal, known.sharings, known.corrections, known.holds)] == [1, 1, 1, 1]
