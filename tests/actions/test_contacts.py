"""The moment of contact and after it: all of it is a record of facts, and so nothing of it is ever refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.actions.council import Line, add

from evenhand.actions import (
    decide_evasion,
    lift_restriction,
    pass_on_issue,
    read_message,
    record_breach,
    record_contact,
    record_enforcement,
    record_exceptional_contact,
    suspect_evasion,
)
from evenhand.actions.errors import InvalidInputError, NotFoundError, NotPermittedError
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts
from evenhand.rules.authority import Role
from evenhand.rules.facts import CaseFacts, Evasion, ExceptionalContact, HandledContact
from evenhand.rules.vocabulary import Channel, Handling, Purpose, ServiceId


@pytest.fixture
def rea(line: Line) -> Actor:
    """Somebody who reads messages that were placed on file."""
    del line
    return add("Rea Reed", Role.CORRESPONDENCE_READER)


def facts(line: Line) -> CaseFacts:
    return case_facts(line.case, at=line.at)


def contact(line: Line, **given: Any) -> UUID:
    """Oscar, who cannot see the case, places a message on file."""
    values: dict[str, Any] = {
        "actor": line.people.oscar,
        "case_id": line.case.id,
        "channel": Channel.EMAIL,
        "handling": Handling.FILED_UNREAD,
    }
    return record_contact.record_contact(at=line.at, **values | given)


def handled(line: Line) -> HandledContact:
    return facts(line).contacts[-1]


def test_a_contact_is_recorded_as_it_was_handled_by_whoever_took_it(line: Line) -> None:
    restriction = line.to_restricted()
    came = line.at - timedelta(hours=2)

    contact(
        line,
        received=came,
        restriction_id=restriction,
        purpose=Purpose.OMBUDSMAN,
        note="They ask for the Ombudsman's address.",
        service_refused=False,
        protests=True,
    )

    found = handled(line)
    assert (found.received_at, found.restriction) == (came, str(restriction))
    assert (found.purpose, found.handling) == (Purpose.OMBUDSMAN, Handling.FILED_UNREAD)
    assert (found.protests, found.is_appeal, found.service_refused) == (True, None, False)
    assert (found.risk_looked_at, found.read_at, found.answered_at) == (None, None, None)


def test_an_answered_contact_and_one_that_was_read_say_so(line: Line) -> None:
    line.to_restricted()
    service = next(iter(line.services()))

    contact(line, handling=Handling.ANSWERED, purpose=ServiceId(service))
    assert handled(line).answered_at == line.at
    assert handled(line).purpose == service
    line.wait(minutes=1)
    contact(line, handling=Handling.FILED_AFTER_READING, new_issue=False)
    assert (handled(line).read_at, handled(line).risk_looked_at) == (line.at, line.at)
    assert handled(line).new_issue is False


def test_what_cannot_be_is_named(line: Line) -> None:
    line.to_restricted()
    other = Line(line.people, start=line.at).to_restricted()

    with pytest.raises(InvalidInputError, match="now or in the past"):
        contact(line, received=line.at + timedelta(minutes=1))
    with pytest.raises(InvalidInputError, match="from the list"):
        contact(line, purpose=ServiceId("none"))
    with pytest.raises(NotFoundError):
        contact(line, restriction_id=other)


def test_a_message_is_looked_at_for_a_risk_and_then_read(line: Line, rea: Actor) -> None:
    line.to_restricted()
    message = contact(line)

    def read(**given: Any) -> None:
        values: dict[str, Any] = {"actor": rea}
        read_message.read_message(at=line.at, contact_id=message, **values | given)

    with pytest.raises(NotPermittedError):
        read(actor=line.people.oscar)
    looked = line.wait(hours=1).at
    read()
    assert (handled(line).risk_looked_at, handled(line).read_at) == (looked, None)
    seen = line.wait(days=1).at
    read(new_issue=False, protests=True, is_appeal=False)
    assert (handled(line).risk_looked_at, handled(line).read_at) == (looked, seen)
    line.wait(days=1)
    read(new_issue=True)
    assert (handled(line).new_issue, handled(line).read_at) == (True, seen)
    with pytest.raises(InvalidInputError, match="pass it on"):
        read(new_issue=False)
    assert (handled(line).protests, handled(line).is_appeal) == (True, False)


def test_a_new_issue_is_passed_on_and_answered(line: Line, rea: Actor) -> None:
    line.to_restricted()
    message = contact(line)

    def pass_on(**given: Any) -> None:
        pass_on_issue.pass_on_issue(actor=rea, at=line.at, contact_id=message, **given)

    with pytest.raises(InvalidInputError, match="who answers"):
        pass_on()
    passed = line.wait(hours=1).at
    pass_on(to="Housing repairs", answer_due=line.at.date() + timedelta(days=10))
    assert (handled(line).passed_on_at, handled(line).new_issue, handled(line).read_at) == (passed, True, passed)
    assert handled(line).answer_due == passed.date() + timedelta(days=10)
    line.wait(days=3)
    with pytest.raises(InvalidInputError, match="before it came"):
        pass_on(answered=passed - timedelta(days=9))
    pass_on(answered=line.at - timedelta(hours=1))

    assert handled(line).answered_at == line.at - timedelta(hours=1)
    assert handled(line).passed_on_at == passed
    assert rows.HandledContact.objects.get().passed_on_to == "Housing repairs"


def test_a_breach_is_recorded_whatever_stands(line: Line) -> None:
    decision = line.to_referred().determine()
    restriction = rows.Restriction.objects.get(determination=decision)
    line.wait(hours=1)
    lift_restriction.lift_restriction(
        actor=line.people.mia, at=line.at, restriction_id=restriction.pk, reasons="Enough."
    )

    record_breach.record_breach(
        actor=line.people.oscar,
        at=line.at,
        restriction_id=restriction.pk,
        channel=Channel.TELEPHONE,
        occurred=line.at - timedelta(minutes=30),
        note="They rang twice.",
    )

    found = facts(line).breaches[0]
    assert (found.restriction, found.channel) == (str(restriction.pk), Channel.TELEPHONE)
    assert found.occurred_at == line.at - timedelta(minutes=30)


def exceptional(line: Line, **given: Any) -> UUID:
    values: dict[str, Any] = {"actor": line.people.oscar, "case_id": line.case.id}
    return record_exceptional_contact.record_exceptional_contact(at=line.at, **values | given)


def raised(line: Line) -> ExceptionalContact:
    return facts(line).exceptional[0]


def test_exceptional_circumstances_are_let_in_at_once(line: Line) -> None:
    restriction = line.to_restricted()

    exceptional(
        line,
        circumstances="Their heating has failed and there is a baby.",
        restriction_id=restriction,
        let_in=True,
        reasons="It cannot wait for a letter.",
    )

    assert (raised(line).let_in, raised(line).restriction) == (True, str(restriction))
    assert raised(line).decided_by == str(line.people.oscar.id)


def test_or_are_recorded_first_and_decided_after(line: Line) -> None:
    line.to_restricted()
    found = exceptional(line, circumstances="They say that their heating has failed.")
    assert (raised(line).let_in, raised(line).decided_by) == (None, None)
    line.wait(hours=1)

    with pytest.raises(InvalidInputError, match="let in"):
        exceptional(line, exceptional_id=found)
    with pytest.raises(InvalidInputError, match="Enter why"):
        exceptional(line, exceptional_id=found, let_in=False)
    exceptional(line, exceptional_id=found, let_in=False, reasons="An engineer is there already.")

    assert raised(line).let_in is False
    with pytest.raises(InvalidInputError, match="decided before"):
        exceptional(line, exceptional_id=found, let_in=True, reasons="After all.")
    with pytest.raises(InvalidInputError, match="circumstances"):
        exceptional(line)
    with pytest.raises(NotFoundError):
        exceptional(line, exceptional_id=line.case.id, let_in=True, reasons="After all.")


def test_a_restriction_is_set_up_and_taken_down_on_a_channel(line: Line) -> None:
    restriction = line.to_restricted()

    def enforce(*, set_up: bool, **given: Any) -> UUID:
        values: dict[str, Any] = {"actor": line.people.mia, "channel": Channel.TELEPHONE}
        return record_enforcement.record_enforcement(
            at=line.at, restriction_id=restriction, set_up=set_up, **values | given
        )

    applied = line.at
    first = enforce(set_up=True)
    with pytest.raises(InvalidInputError, match="already"):
        enforce(set_up=True)
    line.wait(days=1)
    assert enforce(set_up=False, done=line.at - timedelta(hours=3)) == first
    enforce(set_up=True)
    enforce(set_up=False, channel=Channel.EMAIL)

    found = {(one.channel, one.applied_at, one.stopped_at) for one in facts(line).enforcements}
    assert found == {
        (Channel.TELEPHONE, applied, line.at - timedelta(hours=3)),
        (Channel.TELEPHONE, line.at, None),
        (Channel.EMAIL, None, line.at),
    }


def suspected(line: Line) -> Evasion:
    return facts(line).evasions[0]


def test_a_suspicion_changes_nothing_until_a_person_decides(line: Line) -> None:
    line.to_restricted()
    before = rows.ContactPoint.objects.count()
    evasion = suspect_evasion.suspect_evasion(
        actor=line.people.oscar,
        at=line.at,
        case_id=line.case.id,
        why="The same bill, the same words, another number.",
        point_kind=rows.PointKind.PHONE,
        point="020 7946 0999",
    )
    assert rows.Evasion.objects.get().point_key.endswith("79460999")
    assert rows.ContactPoint.objects.count() == before
    assert suspected(line).same_person is None
    line.wait(days=1)

    def decide(**given: Any) -> None:
        values: dict[str, Any] = {"actor": line.people.mia, "same_person": True, "reasons": "They said so."}
        decide_evasion.decide_evasion(at=line.at, evasion_id=evasion, **values | given)

    with pytest.raises(NotPermittedError):
        decide(actor=line.people.olu)
    with pytest.raises(InvalidInputError, match="Enter why"):
        decide(reasons="")
    decide()

    assert (suspected(line).same_person, suspected(line).decided_at) == (True, line.at)
    with pytest.raises(InvalidInputError, match="decided before"):
        decide(same_person=False)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"why": " "}, "why"),
        ({"point": "020 7946 0999"}, "point_kind"),
        ({"point_kind": rows.PointKind.EMAIL, "point": "no address"}, "point"),
    ],
)
def test_a_suspicion_says_why_and_about_what(line: Line, given: dict[str, Any], field: str) -> None:
    line.incident()
    values: dict[str, Any] = {"why": "The same voice."}

    with pytest.raises(InvalidInputError) as caught:
        suspect_evasion.suspect_evasion(actor=line.people.olu, at=line.at, case_id=line.case.id, **values | given)

    assert caught.value.field == field
