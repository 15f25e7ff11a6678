"""What somebody tried who meant to go round the rules, each tried again here."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from tests.actions.council import CONSIDERED, Line, add

from evenhand.actions import lift_restriction, report_incident, review_restriction
from evenhand.actions.determine import SeatDraft
from evenhand.actions.errors import InvalidInputError, RefusedError
from evenhand.record import models as rows
from evenhand.record.audit.verify import verify_chain
from evenhand.rules.authority import Role
from evenhand.rules.vocabulary import Channel, NoticeItem, ReviewOutcome

NOTHING_SEEN = ["\u200b", "\u2060", "\u200e", "\ufeff", "\u2800", "\u3164", "\u00ad", ".", " - "]


@pytest.mark.parametrize("text", NOTHING_SEEN)
def test_text_that_nobody_can_read_is_no_reason(line: Line, text: str) -> None:
    line.to_referred()

    with pytest.raises(RefusedError) as caught:
        line.determine(reasons=text, restrictions=[line.writing_only(aim=text)])

    assert {str(one.rule) for one in caught.value.refusals} == {
        "determination.reasons",
        "determination.proportionate",
    }


@pytest.mark.parametrize("text", NOTHING_SEEN)
def test_a_letter_of_text_that_nobody_can_read_is_not_issued(line: Line, text: str) -> None:
    decision = line.to_referred().determine()

    with pytest.raises(RefusedError) as caught:
        line.issue(decision, texts=dict.fromkeys((NoticeItem.WHY, NoticeItem.OMBUDSMAN), text))

    assert {str(one.rule) for one in caught.value.refusals} == {"notice.why", "notice.ombudsman"}


def test_a_warning_whose_reasons_nobody_can_read_carries_nothing(line: Line) -> None:
    line.take_on(line.incident())
    line.warn(reasons="\u200b")
    line.wait(days=1)
    line.take_on(line.incident())
    line.investigate()
    line.refer()

    with pytest.raises(RefusedError) as caught:
        line.determine()

    assert "warning.before_action" in {str(one.rule) for one in caught.value.refusals}


def test_a_warning_is_not_dated_before_every_incident(line: Line) -> None:
    line.incident()

    with pytest.raises(InvalidInputError, match="follows an incident"):
        line.warn(given_at=line.at - timedelta(days=3))


def test_whoever_finished_the_investigation_does_not_decide(line: Line) -> None:
    both = add("Bo Brae", Role.MANAGER, Role.DETERMINATION_TEAM)
    line.take_on(line.incident())
    line.warn()
    line.wait(days=1)
    line.take_on(line.incident())
    line.investigate()
    rows_of_inquiry = rows.Investigation.objects.filter(case=line.case)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE record_investigation SET concluded_by_id = %s WHERE id = %s", [both.id, rows_of_inquiry.get().id]
        )
    line.refer()

    with pytest.raises(RefusedError) as caught:
        line.determine(
            actor=both, members=[SeatDraft(member=one.staff_id) for one in (both, line.people.dan, line.people.eve)]
        )

    assert {str(one.rule) for one in caught.value.refusals} == {"determination.independent"}


def test_nobody_records_a_decision_in_the_name_of_others(line: Line) -> None:
    line.to_referred()

    with pytest.raises(InvalidInputError, match="must have sat"):
        line.determine(members=[SeatDraft(member=line.people.eve.staff_id)])


def test_only_members_of_the_team_sit(line: Line) -> None:
    line.to_referred()

    with pytest.raises(InvalidInputError) as caught:
        line.determine(members=[SeatDraft(member=one.staff_id) for one in (line.people.dan, line.people.adam)])

    assert caught.value.field == "members"


def test_an_end_that_nobody_will_see_is_no_end(line: Line) -> None:
    line.to_referred()

    for far in (date(2199, 1, 1), date.max):
        with pytest.raises(InvalidInputError, match="within 10 years"):
            line.determine(restrictions=[line.writing_only(ends_on=far)])


def test_an_end_later_than_the_policy_allows_is_refused_by_its_rule(line: Line) -> None:
    line.to_referred()

    with pytest.raises(RefusedError) as caught:
        line.determine(restrictions=[line.writing_only(ends_on=date(line.at.year + 7, 1, 1))])

    assert [one.rule for one in caught.value.refusals] == ["restriction.open_ended"]


def test_a_token_of_another_act_is_not_taken_for_done(line: Line) -> None:
    restriction = line.to_restricted()
    token = uuid4()
    line.warn(submission=token)

    with pytest.raises(InvalidInputError, match="used for something else"):
        lift_restriction.lift_restriction(
            actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="Enough.", submission=token
        )
    with pytest.raises(InvalidInputError, match="used for something else"):
        line.determine(actor=line.people.eve, submission=token)


def test_ending_sooner_does_not_put_the_review_off(line: Line) -> None:
    restriction = line.to_restricted()
    due = rows.Restriction.objects.get(pk=restriction).next_review
    line.wait(days=30)

    review_restriction.review_restriction(
        actor=line.people.eve,
        at=line.at,
        restriction_id=restriction,
        seen_version=line.case.version,
        outcome=ReviewOutcome.VARIED,
        reasons="A little sooner.",
        new_end_on=line.at.date() + timedelta(days=140),
        next_review_on=date(2099, 1, 1),
    )

    assert rows.Restriction.objects.get(pk=restriction).next_review == due


def test_copied_reasons_are_known_with_another_full_stop(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=80)
    reasons = rows.Determination.objects.get().reasons

    for copied in (f"{reasons}.", reasons.replace(" ", "\u200b "), reasons.upper()):
        with pytest.raises(RefusedError) as caught:
            review_restriction.review_restriction(
                actor=line.people.eve,
                at=line.at,
                restriction_id=restriction,
                seen_version=line.case.version,
                outcome=ReviewOutcome.CONTINUED,
                reasons=copied,
                lift_considered="It was considered.",
                equality=CONSIDERED,
            )
        assert {str(one.rule) for one in caught.value.refusals} == {"review.reasoned"}


@pytest.mark.parametrize(
    ("name", "address", "field"),
    [
        ("N" * 121, "1 Example Road", "customer_name"),
        ("\u200b\x01", "1 Example Road", "customer_name"),
        ("Mr Example", "\n".join(f"Line {number}" for number in range(9)), "customer_address"),
        ("Mr Example", "L" * 121, "customer_address"),
    ],
)
def test_nobody_is_recorded_to_whom_no_letter_could_go(line: Line, name: str, address: str, field: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        report_incident.report_incident(
            actor=line.people.olu,
            at=line.at,
            customer=report_incident.NewCustomer(name=name, contacts=[(rows.PointKind.ADDRESS, address)]),
            occurred=line.at,
            channel=Channel.LETTER,
            what_happened="Something.",
        )

    assert caught.value.field == field


def test_a_name_is_kept_without_what_turns_the_line_round(line: Line) -> None:
    incident = report_incident.report_incident(
        actor=line.people.olu,
        at=line.at,
        customer=report_incident.NewCustomer(name="Z\u202eeadA"),
        occurred=line.at,
        channel=Channel.LETTER,
        what_happened="Something.",
    )

    assert rows.Incident.objects.get(pk=incident).case.customer.name == "ZeadA"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_incident SET what_happened = 'nothing'",
        "UPDATE record_incident SET behaviours = '{}'",
        "UPDATE record_restriction SET aim = 'another'",
        "UPDATE record_restriction SET kind = 'writing_only', determination_id = gen_random_uuid()",
    ],
)
def test_what_was_reported_and_decided_stays_as_it_was(line: Line, statement: str) -> None:
    line.to_restricted()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("payload", ['{"at":"now","act":"x","actor":null,"case":null}', "{}", '{"at":"infinity"}'])
def test_what_is_no_entry_is_not_appended_to_the_audit(line: Line, payload: str) -> None:
    line.incident()

    with pytest.raises(DatabaseError, match="no audit entry"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT record_audit_append(%s)", [payload])

    assert verify_chain(connection).whole


def test_the_lock_out_does_not_fall_to_capital_letters(line: Line) -> None:
    del line
    client = Client()
    spellings = ["olu@example.org", "OLU@example.org", "Olu@Example.org", "oLu@example.org"]

    answers = [
        client.post("/sign-in", {"email": spellings[turn % 4], "password": "wrong", "next": "/"}).status_code
        for turn in range(12)
    ]

    assert answers[-1] == 429
