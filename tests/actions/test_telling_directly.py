"""Telling the customer without a letter, and holding one back for a recorded risk (9.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.actions.council import Line

from evenhand.actions import lift_restriction, record_appeal, suspect_evasion, tell_directly, withhold_telling
from evenhand.actions.errors import InvalidInputError, NotFoundError, NotPermittedError
from evenhand.record import models as rows
from evenhand.record.facts import case_facts
from evenhand.record.policies import pack_of
from evenhand.rules import rulebook
from evenhand.rules.facts import CaseFacts
from evenhand.rules.vocabulary import Route, Severity


def facts(line: Line) -> CaseFacts:
    return case_facts(line.case, at=line.at)


def tell(line: Line, about: UUID, **given: Any) -> UUID:
    values: dict[str, Any] = {
        "actor": line.people.dan,
        "route": Route.TELEPHONE,
        "words": "Please write to us until July, because staff were insulted on the telephone.",
    }
    return tell_directly.tell_directly(at=line.at, about=about, **values | given)


def withhold(line: Line, about: UUID, **given: Any) -> UUID:
    values: dict[str, Any] = {
        "actor": line.people.dan,
        "reason": "Somebody else opens the post there and may harm them.",
        "look_again_on": line.at.date() + timedelta(days=7),
    }
    return withhold_telling.withhold_telling(at=line.at, about=about, **values | given)


def owed(line: Line) -> set[str]:
    """The rules that say that the customer must still be told."""
    found = rulebook.judge(facts(line), pack_of(line.case.policy).terms, at=line.at)
    return {str(one.rule) for one in found if one.severity is Severity.FAULT and one.rule == "notice.sent"}


def test_who_has_no_address_is_told_by_any_means(line: Line) -> None:
    decision = line.to_referred().determine()

    tell(line, decision)
    line.wait(days=10)

    assert [one.about for one in facts(line).direct_tellings] == [str(decision)]
    assert facts(line).tellings_about(facts(line).determinations[0].id)
    assert not owed(line)


def test_what_is_read_out_counts_at_once_and_what_is_posted_later(line: Line) -> None:
    decision = line.to_referred().determine()
    sent = line.at - timedelta(minutes=5)

    tell(line, decision, sent=sent)
    tell(line, decision, route=Route.POST)

    spoken, posted = (one.telling for one in facts(line).direct_tellings)
    assert (spoken.sent_at, spoken.received_at) == (sent, sent)
    assert posted.received_at > posted.sent_at


def test_all_that_a_customer_is_told_of_can_be_told_so(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(hours=1)
    lift_restriction.lift_restriction(actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="Enough.")
    appeal = record_appeal.record_appeal(actor=line.people.olu, at=line.at, about=restriction, words="Look again.")
    evasion = suspect_evasion.suspect_evasion(
        actor=line.people.olu, at=line.at, case_id=line.case.id, why="The same bill and the same voice."
    )

    for about in (restriction, appeal, evasion):
        tell(line, about)

    assert {one.about for one in facts(line).direct_tellings} == {str(restriction), str(appeal), str(evasion)}


def test_a_telling_says_what_and_is_not_of_the_future(line: Line) -> None:
    decision = line.to_referred().determine()

    with pytest.raises(InvalidInputError, match="what the customer was told"):
        tell(line, decision, words=" ")
    with pytest.raises(InvalidInputError, match="now or in the past"):
        tell(line, decision, sent=line.at + timedelta(minutes=1))
    with pytest.raises(NotFoundError):
        tell(line, line.case.id)
    with pytest.raises(NotFoundError):
        tell(line, decision, actor=line.people.oscar)


def test_a_letter_is_held_back_for_a_risk_until_somebody_looks_again(line: Line) -> None:
    decision = line.to_referred().determine()

    withhold(line, decision)

    line.wait(days=5)
    assert not owed(line)
    line.wait(days=4)
    assert owed(line) == {"notice.sent"}
    assert [one.by for one in facts(line).withholdings] == [str(line.people.dan.id)]
    assert rows.Withholding.objects.get().determination_id == decision


def test_holding_back_names_the_risk_and_a_day(line: Line) -> None:
    decision = line.to_referred().determine()

    with pytest.raises(InvalidInputError, match="Enter the risk"):
        withhold(line, decision, reason="-")
    with pytest.raises(InvalidInputError, match="in the future"):
        withhold(line, decision, look_again_on=date(2026, 1, 1))
    with pytest.raises(NotPermittedError):
        withhold(line, decision, actor=line.people.olu)
