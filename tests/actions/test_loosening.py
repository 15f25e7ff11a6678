"""Pausing, resuming and making lighter: at once, with a reason, never refused (principle 2)."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.actions.council import Line

from evenhand.actions import (
    begin_investigation,
    lift_restriction,
    narrow_restriction,
    resume_restriction,
    review_restriction,
    suspend_restriction,
)
from evenhand.actions.errors import CaseChangedError, InvalidInputError, NotFoundError, NotPermittedError, RefusedError
from evenhand.record import models as rows
from evenhand.record.facts import case_facts
from evenhand.rules.facts import CallWindow, CaseFacts, Restriction, RestrictionTerms
from evenhand.rules.vocabulary import RestrictionKind, ReviewOutcome, Scope, Stage

MORNINGS = RestrictionTerms(windows=(CallWindow(weekday=0, opens=time(9), closes=time(11)),))


def facts(line: Line) -> CaseFacts:
    return case_facts(line.case, at=line.at)


def known(line: Line, restriction: UUID) -> Restriction:
    return next(one for one in facts(line).restrictions if one.id == str(restriction))


def suspend(line: Line, restriction: UUID, **given: Any) -> UUID:
    values: dict[str, Any] = {"actor": line.people.mia, "reasons": "The customer is in hospital."}
    return suspend_restriction.suspend_restriction(at=line.at, restriction_id=restriction, **values | given)


def resume(line: Line, restriction: UUID, **given: Any) -> UUID:
    values: dict[str, Any] = {
        "actor": line.people.eve,
        "reasons": "The calls have begun again.",
        "seen_version": line.case.version,
    }
    return resume_restriction.resume_restriction(at=line.at, restriction_id=restriction, **values | given)


def narrow(line: Line, restriction: UUID, **given: Any) -> UUID:
    values: dict[str, Any] = {"actor": line.people.max, "reasons": "Two hours a week will do."}
    return narrow_restriction.narrow_restriction(at=line.at, restriction_id=restriction, **values | given)


def review(line: Line, restriction: UUID, **given: Any) -> UUID:
    values: dict[str, Any] = {"outcome": ReviewOutcome.VARIED, "reasons": "Two hours a week will do."}
    return review_restriction.review_restriction(
        actor=line.people.eve,
        at=line.at,
        restriction_id=restriction,
        seen_version=line.case.version,
        **values | given,
    )


def test_any_manager_pauses_it_until_the_team_resumes_it(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=3)

    suspend(line, restriction, actor=line.people.max)

    assert known(line, restriction).stands(line.at)
    assert not known(line, restriction).in_force(line.at)
    assert line.case.stage == Stage.RESTRICTED
    line.wait(days=3)
    with pytest.raises(NotPermittedError):
        resume(line, restriction, actor=line.people.mia)
    resume(line, restriction)
    assert known(line, restriction).in_force(line.at)


def test_a_pause_ends_on_its_own_day(line: Line) -> None:
    restriction = line.to_restricted()
    suspend(line, restriction, ends_on=line.at.date() + timedelta(days=2))

    line.wait(days=2)
    assert not known(line, restriction).in_force(line.at)
    line.wait(days=1)
    assert known(line, restriction).in_force(line.at)
    with pytest.raises(InvalidInputError, match="not paused"):
        resume(line, restriction)


def test_a_second_pause_is_no_matter_and_both_end_together(line: Line) -> None:
    restriction = line.to_restricted()
    suspend(line, restriction)
    line.wait(hours=1)
    suspend(line, restriction, ends_on=line.at.date() + timedelta(days=30))
    line.wait(hours=1)

    resume(line, restriction)

    assert known(line, restriction).in_force(line.at)


def test_pausing_and_resuming_want_their_reasons(line: Line) -> None:
    restriction = line.to_restricted()
    with pytest.raises(InvalidInputError, match="why the restriction is paused"):
        suspend(line, restriction, reasons=" . ")
    with pytest.raises(InvalidInputError, match="today or in the future"):
        suspend(line, restriction, ends_on=line.at.date() - timedelta(days=1))
    suspend(line, restriction)
    with pytest.raises(InvalidInputError, match="why the restriction is resumed"):
        resume(line, restriction, reasons="")
    with pytest.raises(CaseChangedError):
        resume(line, restriction, seen_version=1)


def test_what_has_ended_is_not_paused_or_made_lighter(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(hours=1)
    lift_restriction.lift_restriction(actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="Enough.")

    for attempt in (suspend, narrow):
        with pytest.raises(InvalidInputError, match="already ended"):
            attempt(line, restriction)


def test_what_is_not_there_cannot_be_paused(line: Line) -> None:
    line.incident()

    with pytest.raises(NotFoundError):
        suspend(line, line.case.id)


def test_a_lighter_restriction_takes_its_place(line: Line) -> None:
    restriction = line.to_restricted()
    old = rows.Restriction.objects.get(pk=restriction)
    line.wait(days=5)

    lighter = narrow(line, restriction, kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)

    new, was = known(line, lighter), known(line, restriction)
    assert was.over(line.at)
    assert (new.narrows, new.determination) == (str(restriction), str(old.determination_id))
    assert (new.kind, new.terms) == (RestrictionKind.PHONE_TIMES, MORNINGS)
    assert (new.aim, new.effect, new.services) == (was.aim, was.effect, was.services)
    assert (new.ends_at, new.next_review_on) == (old.period.upper, old.next_review)
    assert line.case.stage == Stage.RESTRICTED


def test_in_the_moment_of_the_decision_too(line: Line) -> None:
    decision = line.to_referred().determine()
    restriction = rows.Restriction.objects.get(determination=decision)

    lighter = narrow(line, restriction.pk, new_end_on=line.at.date() + timedelta(days=30), scope=Scope.SERVICE)
    lighter = narrow(line, lighter, kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)
    wider = RestrictionTerms(windows=(*MORNINGS.windows, CallWindow(weekday=2, opens=time(9), closes=time(11))))
    last = narrow(line, lighter, terms=wider)

    assert known(line, last).in_force(line.at)
    assert known(line, last).kind is RestrictionKind.PHONE_TIMES
    assert [one.id for one in facts(line).restrictions if not one.over(line.at)] == [str(last)]


def test_it_ends_sooner_without_another_in_its_place(line: Line) -> None:
    restriction = line.to_restricted()
    sooner = line.at.date() + timedelta(days=30)

    assert narrow(line, restriction, new_end_on=sooner) == restriction

    line.wait(days=31)
    assert known(line, restriction).over(line.at)


def test_it_covers_one_service_where_it_covered_the_council(line: Line) -> None:
    line.to_referred()
    draft = line.writing_only(scope=Scope.COUNCIL_WIDE, service="Staff of three services were insulted.")
    restriction = rows.Restriction.objects.get(determination=line.determine(restrictions=[draft]))
    line.wait(days=1)

    with pytest.raises(InvalidInputError) as unnamed:
        narrow(line, restriction.pk, scope=Scope.SERVICE)
    lighter = narrow(line, restriction.pk, scope=Scope.SERVICE, service="Council tax")

    assert unnamed.value.field == "service"
    assert (known(line, lighter).scope, known(line, lighter).service) == (Scope.SERVICE, "Council tax")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "new_end_on"),
        ({"new_end_on": date(2026, 1, 1)}, "new_end_on"),
        ({"new_end_on": date(2028, 1, 1)}, "new_end_on"),
        ({"kind": RestrictionKind.WRITING_ONLY}, "new_end_on"),
        ({"kind": RestrictionKind.NO_CONTACT, "terms": RestrictionTerms(exceptional_way="By letter")}, "kind"),
        ({"scope": Scope.COUNCIL_WIDE, "service": "Everything."}, "kind"),
        ({"service": "Another service"}, "service"),
        ({"kind": RestrictionKind.PHONE_TIMES}, "terms"),
        ({"reasons": ""}, "reasons"),
    ],
)
def test_what_is_not_lighter_is_no_narrowing(line: Line, given: dict[str, Any], field: str) -> None:
    restriction = line.to_restricted()

    with pytest.raises(InvalidInputError) as caught:
        narrow(line, restriction, **given)

    assert caught.value.field == field
    assert known(line, restriction).in_force(line.at)


def test_fewer_times_for_calls_are_not_lighter(line: Line) -> None:
    lighter = narrow(line, line.to_restricted(), kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)
    fewer = RestrictionTerms(windows=(CallWindow(weekday=0, opens=time(9), closes=time(10)),))

    with pytest.raises(InvalidInputError, match="not be lighter"):
        narrow(line, lighter, terms=fewer)


def test_a_kind_that_stands_already_is_not_put_there_again(line: Line) -> None:
    line.to_referred()
    decision = line.determine(
        restrictions=[line.writing_only(), line.writing_only(kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)]
    )
    writing = rows.Restriction.objects.get(determination=decision, kind=RestrictionKind.WRITING_ONLY)

    with pytest.raises(InvalidInputError, match="in force already"):
        narrow(line, writing.pk, kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)


def test_what_is_paused_stays_paused_when_it_is_made_lighter(line: Line) -> None:
    restriction = line.to_restricted()
    suspend(line, restriction)
    line.wait(days=1)

    lighter = narrow(line, restriction, kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)

    assert known(line, lighter).stands(line.at)
    assert not known(line, lighter).in_force(line.at)


def test_a_review_makes_it_lighter_by_the_same_way(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=80)

    held = rows.Review.objects.get(pk=review(line, restriction, kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS))

    assert held.narrowed_to is not None
    assert held.new_end is None
    assert held.narrowed_to.narrows_id == restriction
    assert known(line, held.narrowed_to.pk).in_force(line.at)
    assert held.narrowed_to.next_review == held.next_review
    assert not [one for one in facts(line).restrictions if one.id == str(restriction) and not one.over(line.at)]


def test_a_review_that_changes_nothing_is_none(line: Line) -> None:
    restriction = line.to_restricted()

    with pytest.raises(InvalidInputError):
        review(line, restriction)


def test_it_is_reviewed_and_lifted_while_a_new_round_goes_on(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=20)
    line.take_on(line.incident())
    begin_investigation.begin_investigation(actor=line.people.mia, at=line.at, case_id=line.case.id)

    lighter = rows.Review.objects.get(
        pk=review(line, restriction, kind=RestrictionKind.PHONE_TIMES, terms=MORNINGS)
    ).narrowed_to
    assert lighter is not None
    line.wait(hours=1)
    review(line, lighter.pk, outcome=ReviewOutcome.LIFTED)

    assert line.case.stage == Stage.INVESTIGATING
    assert all(one.over(line.at) for one in facts(line).restrictions)


def test_a_decision_not_to_restrict_further_leaves_what_stands(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=20)
    line.take_on(line.incident())
    line.investigate()
    line.refer()

    with pytest.raises(InvalidInputError, match="in force already"):
        line.determine()
    line.determine(restrictions=[], equality=None, reasons="What stands is enough.")

    assert line.case.stage == Stage.RESTRICTED
    assert known(line, restriction).in_force(line.at)


def test_keeping_is_still_refused_where_the_rules_ask_for_more(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=30)

    with pytest.raises(RefusedError):
        review(line, restriction, outcome=ReviewOutcome.CONTINUED, reasons=" ")
