"""The five principles above every rule, as the actions keep them; and who may do what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.actions.council import CONSIDERED, Line

from evenhand.actions import (
    close_case,
    consider_equality,
    decide_conflict,
    declare_conflict,
    lift_restriction,
    record_adjustment,
    report_incident,
)
from evenhand.actions.determine import SeatDraft
from evenhand.actions.errors import (
    InvalidInputError,
    NotFoundError,
    NotPermittedError,
    RefusedError,
)
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts
from evenhand.record.matching import find_customers
from evenhand.record.policies import pack_of
from evenhand.rules import rulebook
from evenhand.rules.authority import PERMISSION_FOR
from evenhand.rules.calendar import local_day
from evenhand.rules.equality import RULE as EQUALITY
from evenhand.rules.vocabulary import (
    Act,
    Channel,
    ConflictKind,
    Severity,
    StaffResponse,
    Stage,
)


def faults(line: Line) -> dict[str, str]:
    terms = pack_of(line.case.policy).terms
    found = rulebook.judge(case_facts(line.case, at=line.at), terms, at=line.at)
    return {str(one.rule): one.message for one in found if one.severity is Severity.FAULT}


def test_a_call_ended_without_a_warning_is_recorded_with_a_finding(line: Line) -> None:
    line.incident(response=[StaffResponse.ENDED_CALL])

    assert "warning.before_action" in faults(line)


def test_anger_alone_is_recorded_and_carries_nothing(line: Line) -> None:
    line.incident(behaviours=[], response=[])
    line.warn()
    line.wait(days=1)
    line.incident(behaviours=[], response=[])
    line.investigate()
    line.refer()

    with pytest.raises(RefusedError) as caught:
        line.determine()

    assert {str(one.rule) for one in caught.value.refusals} == {"warning.actions_continued", "behaviour.anger_alone"}


def test_an_incident_is_recorded_at_every_stage_of_a_case(line: Line) -> None:
    line.to_restricted()
    line.incident()
    assert line.case.stage == Stage.RESTRICTED
    restriction = rows.Restriction.objects.get()
    lift_restriction.lift_restriction(
        actor=line.people.mia, at=line.at, restriction_id=restriction.id, reasons="No longer needed."
    )
    line.incident()
    close_case.close_case(actor=line.people.mia, at=line.at, case_id=line.case.id, reasons="Done.")
    closed = line.case_id

    line.incident()

    assert line.case_id != closed
    assert rows.Case.objects.count() == 2


def test_any_manager_lifts_at_once_with_nothing_else_in_order(line: Line) -> None:
    decision = line.to_referred().determine()
    restriction = rows.Restriction.objects.get(determination=decision)
    line.wait(days=150)  # never told, never reviewed

    lift_restriction.lift_restriction(
        actor=line.people.max, at=line.at, restriction_id=restriction.id, reasons="It should never have stood."
    )

    assert line.case.stage == Stage.LIFTED


def test_lifting_in_the_moment_of_the_decision(line: Line) -> None:
    decision = line.to_referred().determine()
    restriction = rows.Restriction.objects.get(determination=decision)

    lift_restriction.lift_restriction(
        actor=line.people.mia, at=line.at, restriction_id=restriction.id, reasons="Decided on the wrong customer."
    )

    assert not case_facts(line.case, at=line.at).restrictions[0].in_force(line.at)


def test_lifting_wants_a_reason_and_happens_once(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(hours=1)
    with pytest.raises(InvalidInputError):
        lift_restriction.lift_restriction(actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="  ")
    lift_restriction.lift_restriction(actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="Enough.")
    with pytest.raises(InvalidInputError, match="already ended"):
        lift_restriction.lift_restriction(
            actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="Again."
        )


def test_the_door_lets_a_decision_go_on_and_shows_what_is_missing_until_done(line: Line) -> None:
    line.to_referred()
    with pytest.raises(InvalidInputError, match="delay would do harm"):
        line.determine(equality=None, doors={EQUALITY: " "})

    decision = line.determine(equality=None, doors={EQUALITY: "Staff were followed home yesterday."})

    assert "equality.considered" in faults(line)
    with pytest.raises(RefusedError):
        consider_equality.consider_equality(
            actor=line.people.equa, at=line.at, determination_id=decision, equality=type(CONSIDERED)()
        )
    consider_equality.consider_equality(
        actor=line.people.equa, at=line.at, determination_id=decision, equality=CONSIDERED
    )
    assert "equality.considered" not in faults(line)


def test_no_other_rule_has_a_door(line: Line) -> None:
    line.to_referred()

    with pytest.raises(InvalidInputError, match="cannot put this step off"):
        line.determine(reasons="", doors={rulebook.RULES[0].id: "In a hurry."})


def test_a_customer_who_cannot_write_keeps_a_way_they_can_use(line: Line) -> None:
    line.to_referred()
    record_adjustment.record_adjustment(
        actor=line.people.olu,
        at=line.at,
        case_id=line.case.id,
        arrangement="Speak on the telephone; nothing in writing alone.",
        unusable_channels=[Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM, Channel.SOCIAL_MEDIA],
    )

    with pytest.raises(RefusedError) as caught:
        line.determine()

    assert {str(one.rule) for one in caught.value.refusals} == {"services.mandatory_open"}


def test_a_member_with_a_tie_sits_only_when_the_monitoring_officer_agrees(line: Line) -> None:
    people = line.people
    line.to_referred()
    declared = declare_conflict.declare_conflict(
        actor=people.eve,
        at=line.at,
        case_id=line.case.id,
        kind=ConflictKind.NAMED_IN_COMPLAINT,
        explanation="The customer's complaint names me.",
    )
    with pytest.raises(RefusedError) as caught:
        line.determine()
    assert caught.value.refusals[0].rule == "determination.independent"
    assert caught.value.refusals[0].people == {str(people.eve.id)}

    decide_conflict.decide_conflict(
        actor=people.mona,
        at=line.at,
        conflict_id=declared,
        may_sit=True,
        reasons="The complaint names every head of service.",
    )

    line.determine()

    assert line.case.stage == Stage.RESTRICTED


def test_a_panel_of_others_decides_without_the_member_with_a_tie(line: Line) -> None:
    people = line.people
    line.to_referred()
    declare_conflict.declare_conflict(
        actor=people.eve,
        at=line.at,
        case_id=line.case.id,
        kind=ConflictKind.NAMED_IN_COMPLAINT,
        explanation="The customer's complaint names me.",
    )

    line.determine(members=[SeatDraft(member=one.staff_id) for one in (people.dan, people.fay)])

    assert line.case.stage == Stage.RESTRICTED


def test_an_incident_goes_to_the_deputy_when_the_manager_is_part_of_it(line: Line) -> None:
    incident = line.incident(affected=[line.people.mia.staff_id])

    assert rows.Incident.objects.get(pk=incident).manager_id == line.people.max.id


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"what_happened": "  "}, "what_happened"),
        ({"what_happened": "x" * 20_001}, "what_happened"),
        ({"what_happened": "a\x00b"}, "what_happened"),
        ({"opinion": "x" * 20_001}, "opinion"),
        ({"affected": [uuid4()]}, "affected"),
    ],
)
def test_a_report_that_cannot_be_kept_names_the_field_and_leaves_nothing(
    line: Line, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        line.incident(**given)

    assert caught.value.field == field
    assert not rows.Customer.objects.exists()
    assert not rows.Case.objects.exists()


def test_an_incident_cannot_lie_in_the_future(line: Line) -> None:
    with pytest.raises(InvalidInputError) as caught:
        line.incident(occurred=line.at + timedelta(minutes=1))

    assert caught.value.field == "occurred"


def test_an_unknown_customer_is_not_there(line: Line) -> None:
    line.customer = uuid4()

    with pytest.raises(NotFoundError):
        line.incident()


def test_a_contact_point_that_is_none_is_named(line: Line) -> None:
    with pytest.raises(InvalidInputError, match="digits of the telephone number"):
        report_incident.report_incident(
            actor=line.people.olu,
            at=line.at,
            customer=report_incident.NewCustomer(name="Somebody", contacts=[(rows.PointKind.PHONE, "12")]),
            occurred=line.at,
            channel=Channel.TELEPHONE,
            what_happened="Something.",
        )


def test_whoever_may_not_see_a_case_learns_nothing_of_it(line: Line) -> None:
    line.incident()
    people = line.people

    for actor in (people.oscar, people.equa):
        for case_id in (line.case.id, uuid4()):
            with pytest.raises(NotFoundError):
                record_adjustment.record_adjustment(
                    actor=actor, at=line.at, case_id=case_id, arrangement="Large print."
                )


ACTORS = ("olu", "mia", "dan", "equa", "mona", "gove", "adam")


@pytest.mark.parametrize("act", [Act.WARN, Act.BEGIN_INVESTIGATION, Act.REFER_TO_TEAM, Act.DETERMINE, Act.CLOSE_CASE])
def test_an_act_without_its_permission_names_the_permission(line: Line, act: Act) -> None:
    line.incident()
    permission = PERMISSION_FOR[act]
    without = [one for one in (getattr(line.people, name) for name in ACTORS) if not one.may(permission)]
    assert without

    for actor in without:
        with pytest.raises(NotPermittedError) as caught:
            take(line, act, actor)
        assert caught.value.rule == f"authority.{permission.value}"


def take(line: Line, act: Act, actor: Actor) -> object:
    """Have somebody attempt an act."""
    in_mias_place = Line(replace(line.people, mia=actor), start=line.at)
    in_mias_place.case_id, in_mias_place.customer = line.case_id, line.customer
    calls: dict[Act, Callable[[], object]] = {
        Act.WARN: in_mias_place.warn,
        Act.BEGIN_INVESTIGATION: in_mias_place.investigate,
        Act.REFER_TO_TEAM: in_mias_place.refer,
        Act.DETERMINE: lambda: line.determine(actor=actor),
        Act.CLOSE_CASE: lambda: close_case.close_case(actor=actor, at=line.at, case_id=line.case.id, reasons="Done."),
    }
    return calls[act]()


def test_the_review_date_is_three_calendar_months_on(line: Line) -> None:
    decision = line.to_referred().determine()

    found = rows.Restriction.objects.get(determination=decision)

    assert found.next_review is not None
    assert (found.next_review.month - local_day(line.at).month) % 12 == 3
    assert found.next_review.day == local_day(line.at).day


@pytest.mark.parametrize("heard", ["0777 12", "07700 900871", "020 7946 0321"])
def test_a_number_is_kept_as_far_as_it_was_heard(line: Line, heard: str) -> None:
    incident = report_incident.report_incident(
        actor=line.people.olu,
        at=line.at,
        customer=report_incident.NewCustomer(name="Unknown person", contacts=[(rows.PointKind.PHONE, heard)]),
        occurred=line.at,
        channel=Channel.TELEPHONE,
        what_happened="They shouted and rang off.",
    )

    assert [one.name for one in find_customers(heard)] == ["Unknown person"]
    assert rows.Incident.objects.get(pk=incident).case.customer.contact_points.get().value == heard


def test_a_warning_spoken_on_an_earlier_call_counts_for_the_next_call(line: Line) -> None:
    line.incident(response=[StaffResponse.WARNED])
    line.wait(hours=1)
    line.incident(response=[StaffResponse.ENDED_CALL])

    assert "warning.before_action" not in faults(line)
