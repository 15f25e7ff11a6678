"""Appeals, decided by somebody who was not involved and carried out at once; and the decision on legal action."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.actions.council import Line, add, found_council

from evenhand.actions import (
    complete_legal_considerations,
    consider_legal_action,
    decide_appeal,
    lift_restriction,
    record_appeal,
)
from evenhand.actions.determine import SeatDraft
from evenhand.actions.errors import CaseChangedError, InvalidInputError, NotFoundError, NotPermittedError, RefusedError
from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts
from evenhand.rules.authority import Role
from evenhand.rules.facts import Appeal, CallWindow, CaseFacts, LegalConsideration, RestrictionTerms
from evenhand.rules.vocabulary import AppealOutcome, Channel, RestrictionKind, Stage

MORNINGS = RestrictionTerms(windows=(CallWindow(weekday=0, opens=time(9), closes=time(11)),))
ANSWERS = {
    "effect_on_staff": "Two members of staff are off sick.",
    "effect_on_customer": "It would cost them money that they do not have.",
    "engagement": "Not relevant, because they still write to us.",
    "exhausted": "A warning and two restrictions were tried.",
}


@pytest.fixture
def ada(line: Line) -> Actor:
    """A senior officer who decides appeals and had no part in the case."""
    del line
    return add("Ada Amber", Role.APPEAL_DECIDER)


def facts(line: Line) -> CaseFacts:
    return case_facts(line.case, at=line.at)


def only(line: Line) -> Appeal:
    return facts(line).appeals[0]


def appeal(line: Line, about: UUID, **given: Any) -> UUID:
    """Oscar, who knows nothing of the case, hears that the customer appeals."""
    values: dict[str, Any] = {"actor": line.people.oscar, "words": "I want somebody else to look at this."}
    return record_appeal.record_appeal(at=line.at, about=about, **values | given)


def decide(line: Line, ada: Actor, appeal_id: UUID, outcome: AppealOutcome, **given: Any) -> UUID:
    values: dict[str, Any] = {
        "actor": ada,
        "reasons": "The second call was hardly an insult.",
        "seen_version": line.case.version,
    }
    return decide_appeal.decide_appeal(at=line.at, appeal_id=appeal_id, outcome=outcome, **values | given)


def test_whoever_hears_an_appeal_records_it(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=300)

    appeal(line, restriction, made=line.at - timedelta(days=2))

    assert (only(line).about, only(line).made_at) == (str(restriction), line.at - timedelta(days=2))
    assert only(line).outcome is None
    with pytest.raises(InvalidInputError):
        appeal(line, restriction, words=" ")
    with pytest.raises(InvalidInputError):
        appeal(line, restriction, made=line.at + timedelta(hours=1))
    with pytest.raises(NotFoundError):
        appeal(line, line.case.id)


def test_cancelling_lifts_what_the_decision_imposed(line: Line, ada: Actor) -> None:
    line.to_referred()
    decision = line.determine(
        restrictions=[line.writing_only(), line.writing_only(kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)]
    )
    line.wait(days=2)

    decide(line, ada, appeal(line, decision), AppealOutcome.LIFTED)

    assert all(one.over(line.at) for one in facts(line).restrictions)
    assert line.case.stage == Stage.LIFTED
    assert (only(line).outcome, only(line).decider) == (AppealOutcome.LIFTED, str(ada.id))


def test_cancelling_one_of_two_leaves_the_other(line: Line, ada: Actor) -> None:
    line.to_referred()
    decision = line.determine(
        restrictions=[line.writing_only(), line.writing_only(kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)]
    )
    writing = rows.Restriction.objects.get(determination=decision, kind=RestrictionKind.WRITING_ONLY)
    line.wait(days=2)

    decide(line, ada, appeal(line, writing.pk), AppealOutcome.LIFTED)

    assert [one.kind for one in facts(line).restrictions if not one.over(line.at)] == [RestrictionKind.PHONE_TIMES]
    assert line.case.stage == Stage.RESTRICTED


def test_changing_puts_a_lighter_one_in_its_place(line: Line, ada: Actor) -> None:
    restriction = line.to_restricted()
    line.wait(days=2)
    appealed = appeal(line, restriction)
    with pytest.raises(InvalidInputError, match="not be lighter"):
        decide(
            line,
            ada,
            appealed,
            AppealOutcome.VARIED,
            kind=RestrictionKind.NO_CONTACT,
            terms=RestrictionTerms(exceptional_way="By letter"),
        )

    decide(line, ada, appealed, AppealOutcome.VARIED, kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)

    row = rows.Appeal.objects.get(pk=appealed)
    assert row.narrowed_to is not None
    assert row.narrowed_to.narrows_id == restriction
    assert [one.id for one in facts(line).restrictions if not one.over(line.at)] == [str(row.narrowed_to_id)]


def test_of_several_the_decider_says_which_is_changed(line: Line, ada: Actor) -> None:
    line.to_referred()
    decision = line.determine(
        restrictions=[line.writing_only(), line.writing_only(kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)]
    )
    writing = rows.Restriction.objects.get(determination=decision, kind=RestrictionKind.WRITING_ONLY)
    appealed, sooner = appeal(line, decision), line.at.date() + timedelta(days=20)

    with pytest.raises(InvalidInputError, match="which restriction"):
        decide(line, ada, appealed, AppealOutcome.VARIED, new_end_on=sooner)
    decide(line, ada, appealed, AppealOutcome.VARIED, new_end_on=sooner, restriction_id=writing.pk)

    line.wait(days=21)
    assert [one.kind for one in facts(line).restrictions if not one.over(line.at)] == [RestrictionKind.PHONE_TIMES]


def test_an_appeal_reaches_the_lighter_one_that_took_the_place(line: Line, ada: Actor) -> None:
    restriction = line.to_restricted()
    first = appeal(line, restriction)
    second = appeal(line, restriction)
    decide(line, ada, first, AppealOutcome.VARIED, kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)
    line.wait(days=1)

    decide(line, ada, second, AppealOutcome.LIFTED)

    assert all(one.over(line.at) for one in facts(line).restrictions)


@pytest.mark.django_db
def test_somebody_involved_does_not_uphold_but_may_cancel() -> None:
    wired.wire(documents=MemoryStore())
    line = Line(found_council("lgsco-guide"))
    both = add("Bea Birch", Role.DETERMINATION_TEAM, Role.APPEAL_DECIDER)
    line.to_referred().know()
    members = [SeatDraft(member=one.staff_id) for one in (both, line.people.dan, line.people.eve)]
    appealed = appeal(line, line.determine(members=members))

    with pytest.raises(RefusedError) as caught:
        decide(line, both, appealed, AppealOutcome.CONTINUED)
    decide(line, both, appealed, AppealOutcome.LIFTED)

    assert {str(one.rule) for one in caught.value.refusals} == {"appeal.independent"}
    assert line.case.stage == Stage.LIFTED


def test_upholding_changes_nothing_and_is_done_once(line: Line, ada: Actor) -> None:
    restriction = line.to_restricted()
    appealed = appeal(line, restriction)
    with pytest.raises(CaseChangedError):
        decide(line, ada, appealed, AppealOutcome.CONTINUED, seen_version=1)
    with pytest.raises(InvalidInputError, match="reasons"):
        decide(line, ada, appealed, AppealOutcome.CONTINUED, reasons="")
    with pytest.raises(NotPermittedError):
        decide(line, line.people.mia, appealed, AppealOutcome.CONTINUED)

    decide(line, ada, appealed, AppealOutcome.CONTINUED)

    assert facts(line).restrictions[0].in_force(line.at)
    with pytest.raises(InvalidInputError, match="has been decided"):
        decide(line, ada, appealed, AppealOutcome.CONTINUED)


def test_there_is_nothing_to_change_where_it_has_ended(line: Line, ada: Actor) -> None:
    restriction = line.to_restricted()
    appealed = appeal(line, restriction)
    line.wait(hours=1)
    lift_restriction.lift_restriction(actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="Enough.")

    with pytest.raises(InvalidInputError, match="no restriction in force"):
        decide(line, ada, appealed, AppealOutcome.VARIED, new_end_on=line.at.date())
    decide(line, ada, appealed, AppealOutcome.LIFTED)

    assert only(line).outcome is AppealOutcome.LIFTED


def consider(line: Line, **given: Any) -> UUID:
    values: dict[str, Any] = {"actor": line.people.mona, "seen_version": line.case.version, "goes_ahead": True}
    return consider_legal_action.consider_legal_action(at=line.at, case_id=line.case.id, **values | given)


def legal(line: Line) -> LegalConsideration:
    return facts(line).legal[0]


def test_legal_action_waits_for_the_four_answers(line: Line) -> None:
    line.to_restricted()

    with pytest.raises(RefusedError) as caught:
        consider(line, **{**ANSWERS, "engagement": " "})
    consider(line, **ANSWERS)

    assert [(str(one.rule), one.part) for one in caught.value.refusals] == [("legal.considered", "engagement")]
    assert legal(line).exhausted == ANSWERS["exhausted"]


def test_an_urgent_injunction_goes_on_and_is_completed(line: Line) -> None:
    line.to_restricted()
    with pytest.raises(InvalidInputError, match="cannot put this step off"):
        consider(line, actor=line.people.mia, urgent_reason="He is on his way here.")
    considered = consider(line, effect_on_staff="They are afraid.", urgent_reason="He is on his way here.")
    line.wait(days=1)

    def complete(**answers: Any) -> None:
        complete_legal_considerations.complete_legal_considerations(
            actor=line.people.mona, at=line.at, consideration_id=considered, **answers
        )

    with pytest.raises(InvalidInputError, match="was answered"):
        complete(effect_on_staff="They are not.")
    with pytest.raises(InvalidInputError, match="at least one"):
        complete()
    complete(**{name: text for name, text in ANSWERS.items() if name != "effect_on_staff"})

    assert legal(line).effect_on_staff == "They are afraid."
    assert legal(line).engagement == ANSWERS["engagement"]
    assert rows.LegalConsideration.objects.get().completed_by_id == line.people.mona.id


def test_not_going_to_court_asks_for_nothing(line: Line) -> None:
    line.incident(channel=Channel.TELEPHONE)

    consider(line, goes_ahead=False)

    assert legal(line).goes_ahead is False
