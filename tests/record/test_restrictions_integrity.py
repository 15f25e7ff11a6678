"""What the database refuses of decisions, restrictions and what follows them, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test.utils import CaptureQueriesContext
from tests.actions.council import DAY, Line

from evenhand.actions import (
    impose_interim_limit,
    record_appeal,
    record_breach,
    record_contact,
    record_enforcement,
    record_exceptional_contact,
    suspect_evasion,
    suspend_restriction,
    tell_directly,
    withhold_telling,
)
from evenhand.record import models as rows
from evenhand.record.facts import case_facts
from evenhand.record.models.base import new_id
from evenhand.record.writing import open_for_writing
from evenhand.rules.vocabulary import Channel, Handling, RestrictionKind, Route


def interim(line: Line, **given: Any) -> rows.Restriction:
    """A manager's limit as it would be stored."""
    values: dict[str, Any] = {
        "case": line.case,
        "interim": True,
        "imposed_at": line.at,
        "imposed_by_id": line.people.mia.staff_id,
        "reasons": "The same call handler was insulted three times.",
        "kind": RestrictionKind.WRITING_ONLY,
        "services": {},
        "period": DateTimeTZRange(line.at, line.at + 7 * DAY, "[)"),
        "decided_end": line.at + 7 * DAY,
    }
    return rows.Restriction(**values | given)


def of_the_team(line: Line, **given: Any) -> rows.Restriction:
    """The restriction of a decision, as it stands on the record, with something changed."""
    row = rows.Restriction.objects.get()
    row.id = new_id()
    row.kind = RestrictionKind.PHONE_BAN
    for name, value in given.items():
        setattr(row, name, value)
    del line
    return row


def refused(row: rows.Restriction, constraint: str) -> None:
    with open_for_writing(), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"reasons": " "}, "restriction_interim_has_reasons_and_end"),
        ({"decided_end": None}, "restriction_interim_has_reasons_and_end"),
        ({"imposed_at": None, "imposed_by_id": None}, "restriction_interim_has_reasons_and_end"),
        ({"imposed_by_id": None}, "restriction_imposed_by_somebody"),
        ({"interim": False}, "restriction_by_the_team_or_interim"),
        ({"scope": "everything"}, "restriction_scope_known"),
        ({"services_withdrawn": {"waste": "Harm."}}, "restriction_withdrawn_by_somebody"),
        ({"permanent": True, "permanent_reason": "So."}, "restriction_"),
    ],
)
def test_a_managers_limit_has_all_that_makes_one(line: Line, given: dict[str, Any], constraint: str) -> None:
    line.incident()

    refused(interim(line, **given), constraint)


def test_a_managers_limit_has_an_end(line: Line) -> None:
    line.incident()

    refused(interim(line, period=DateTimeTZRange(line.at, None, "[)")), "restriction_interim_has_reasons_and_end")


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"determination_id": None}, "restriction_by_the_team_or_interim"),
        ({"interim": True}, "restriction_by_the_team_or_interim"),
        ({"next_review": None}, "restriction_by_the_team_or_interim"),
        ({"aim": " "}, "restriction_said"),
        ({"effect": ""}, "restriction_said"),
    ],
)
def test_a_restriction_of_the_team_has_all_that_makes_one(line: Line, given: dict[str, Any], constraint: str) -> None:
    line.to_restricted()

    refused(of_the_team(line, **given), constraint)


def test_what_the_team_imposed_was_not_taken_over(line: Line) -> None:
    line.to_restricted()
    decision = rows.Determination.objects.get()

    refused(of_the_team(line, taken_over_by=decision), "restriction_taken_over_is_interim")


def test_one_restriction_is_narrowed_once(line: Line) -> None:
    line.to_restricted()
    first = rows.Restriction.objects.get()
    with open_for_writing():
        of_the_team(line, narrows=first).save(force_insert=True)
    again = rows.Restriction.objects.get(narrows=first)
    again.id, again.kind = new_id(), RestrictionKind.PHONE_TIMES

    refused(again, "restriction_narrowed_once")


def test_one_lifted_in_the_moment_it_began_stands_in_nobodys_way(line: Line) -> None:
    line.to_restricted()
    first = rows.Restriction.objects.get()
    again = rows.Restriction.objects.get()
    again.id = new_id()
    refused(again, "restriction_one_of_a_kind_at_a_time")

    with open_for_writing():
        first.lifted_at, first.lifted_by_id = first.period.lower, line.people.mia.staff_id
        first.lifting_reasons = "The wrong customer."
        first.save()
        again.save(force_insert=True)

    assert rows.Restriction.objects.filter(kind=first.kind).count() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_restriction SET terms = '{\"minutes\": 1}'",
        "UPDATE record_restriction SET scope = 'council_wide'",
        "UPDATE record_restriction SET service = 'another'",
        "UPDATE record_suspension SET reasons = 'another'",
        "UPDATE record_appeal SET words = 'another'",
        "UPDATE record_handledcontact SET note = 'another'",
        "UPDATE record_breach SET note = 'another'",
        "UPDATE record_exceptionalcontact SET circumstances = 'another'",
        "UPDATE record_evasion SET why = 'another'",
        "UPDATE record_enforcement SET channel = 'letter'",
        "UPDATE record_directtelling SET words = 'another'",
        "UPDATE record_withholding SET reason = 'another'",
        "DELETE FROM record_appeal",
        "DELETE FROM record_handledcontact",
        "DELETE FROM record_breach",
    ],
)
def test_what_was_recorded_stays_as_it_was(line: Line, statement: str) -> None:
    everything(line)
    table = statement.split()[2] if statement.startswith("DELETE") else statement.split()[1]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - a table's name of this test
        assert cursor.fetchone() == (1,)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_pause_ends_after_it_begins(line: Line) -> None:
    restriction = line.to_restricted()
    pause = rows.Suspension(
        restriction_id=restriction,
        since=line.at,
        until=line.at - timedelta(hours=1),
        reasons="A holiday.",
        suspended_by_id=line.people.mia.staff_id,
    )

    with open_for_writing(), pytest.raises(IntegrityError, match="suspension_ends_after"), transaction.atomic():
        pause.save(force_insert=True)


def test_a_telling_is_about_one_thing(line: Line) -> None:
    restriction = rows.Restriction.objects.get(pk=line.to_restricted())
    for about in ({}, {"restriction": restriction, "determination": restriction.determination}):
        row = rows.DirectTelling(
            case=line.case,
            route=Route.IN_PERSON,
            sent=line.at,
            deemed_received=line.at,
            words="What they were told.",
            recorded_at=line.at,
            recorded_by_id=line.people.dan.staff_id,
            **about,
        )
        with open_for_writing(), pytest.raises(IntegrityError, match="about_one_thing"), transaction.atomic():
            row.save(force_insert=True)


def test_an_answer_to_an_appeal_is_whole_or_not_there(line: Line) -> None:
    everything(line)
    appeal = rows.Appeal.objects.get()
    changes: tuple[dict[str, Any], ...] = (
        {"outcome": "lifted"},
        {"decided_at": line.at, "decided_by_id": line.people.mia.staff_id, "outcome": "lifted"},
        {"decided_at": line.at, "decided_by_id": line.people.mia.staff_id, "reasons": "So."},
        {"outcome": "quashed"},
    )
    for changed in changes:
        with open_for_writing(), pytest.raises(IntegrityError, match="appeal_"), transaction.atomic():
            rows.Appeal.objects.filter(pk=appeal.pk).update(**changed)


def everything(line: Line) -> None:
    """One row of each kind around a restriction that stands."""
    restriction = rows.Restriction.objects.get(pk=line.to_restricted())
    case, mia, dan = line.case.id, line.people.mia, line.people.dan
    decision = restriction.determination_id
    assert decision is not None
    calls: tuple[Callable[[], object], ...] = (
        lambda: suspend_restriction.suspend_restriction(
            actor=mia, at=line.at, restriction_id=restriction.pk, reasons="A holiday."
        ),
        lambda: record_appeal.record_appeal(actor=mia, at=line.at, about=restriction.pk, words="Look again."),
        lambda: record_contact.record_contact(
            actor=mia, at=line.at, case_id=case, channel=Channel.EMAIL, handling=Handling.FILED_UNREAD, note="A bill."
        ),
        lambda: record_breach.record_breach(
            actor=mia, at=line.at, restriction_id=restriction.pk, channel=Channel.TELEPHONE, note="They rang."
        ),
        lambda: record_exceptional_contact.record_exceptional_contact(
            actor=mia, at=line.at, case_id=case, circumstances="Their heating has failed."
        ),
        lambda: record_enforcement.record_enforcement(
            actor=mia, at=line.at, restriction_id=restriction.pk, channel=Channel.TELEPHONE, set_up=True
        ),
        lambda: suspect_evasion.suspect_evasion(actor=mia, at=line.at, case_id=case, why="The same voice."),
        lambda: tell_directly.tell_directly(
            actor=dan, at=line.at, about=decision, route=Route.TELEPHONE, words="Please write to us."
        ),
        lambda: withhold_telling.withhold_telling(
            actor=dan, at=line.at, about=decision, reason="A risk at home.", look_again_on=(line.at + 7 * DAY).date()
        ),
    )
    for call in calls:
        call()


def test_the_facts_of_a_case_take_no_more_questions_where_more_has_happened(line: Line) -> None:
    everything(line)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            case_facts(line.case, at=line.at)
        return len(captured)

    before = asked()
    restriction = rows.Restriction.objects.get()
    for _ in range(3):
        line.wait(hours=1)
        suspend_restriction.suspend_restriction(
            actor=line.people.mia, at=line.at, restriction_id=restriction.pk, reasons="A holiday."
        )
        record_breach.record_breach(
            actor=line.people.mia, at=line.at, restriction_id=restriction.pk, channel=Channel.TELEPHONE
        )
    impose_interim_limit.impose_interim_limit(
        actor=line.people.mia,
        at=line.at,
        case_id=line.case.id,
        kind=RestrictionKind.NO_FACE_TO_FACE,
        reasons="They came twice today and shouted.",
        ends_on=(line.at + 3 * DAY).date(),
    )

    assert asked() == before
