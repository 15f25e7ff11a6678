"""A manager's limit: at once, reasoned, told and short; then the team takes it over or ends it (8.2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.actions.council import Line

from evenhand.actions import close_case, impose_interim_limit, lift_restriction, narrow_restriction, review_restriction
from evenhand.actions.errors import CaseChangedError, InvalidInputError, NotPermittedError, RefusedError
from evenhand.record import models as rows
from evenhand.record.facts import case_facts
from evenhand.rules.facts import CallWindow, CaseFacts, Restriction, RestrictionTerms
from evenhand.rules.vocabulary import RestrictionKind, ReviewOutcome, Route, ServiceId, Stage


def facts(line: Line) -> CaseFacts:
    return case_facts(line.case, at=line.at)


def limit(line: Line, **given: Any) -> UUID:
    """Mia limits contact to writing for a week, and tells the customer on the telephone."""
    values: dict[str, Any] = {
        "actor": line.people.mia,
        "at": line.at,
        "case_id": line.case.id,
        "kind": RestrictionKind.WRITING_ONLY,
        "reasons": "The same call handler was insulted three times this morning.",
        "ends_on": line.at.date() + timedelta(days=7),
        "told": Route.TELEPHONE,
    }
    return impose_interim_limit.impose_interim_limit(**values | given)


def standing(line: Line, limit_id: UUID) -> Restriction:
    return next(one for one in facts(line).restrictions if one.id == str(limit_id))


def reported(line: Line) -> Line:
    line.take_on(line.incident())
    line.warn()
    line.wait(days=1)
    line.take_on(line.incident())
    return line


def test_it_closes_at_once_and_the_customer_is_told(line: Line) -> None:
    reported(line)
    stage = line.case.stage

    found = standing(line, limit(line))

    assert found.interim
    assert found.in_force(line.at)
    assert found.determination is None
    assert (found.imposed_by, found.imposed_at) == (str(line.people.mia.id), line.at)
    assert found.reasons is not None
    assert "call handler" in found.reasons
    assert set(found.services or {}) == set(line.services())
    assert [one.about for one in facts(line).direct_tellings] == [found.id]
    assert line.case.stage == stage, "the case goes on as before"


def test_it_ends_on_its_last_day_by_itself(line: Line) -> None:
    found = standing(reported(line), limit(line))
    line.wait(days=8)

    assert found.over(line.at)


def test_it_is_refused_without_what_it_must_have(line: Line) -> None:
    reported(line)

    with pytest.raises(RefusedError) as long:
        limit(line, ends_on=line.at.date() + timedelta(days=90))
    with pytest.raises(RefusedError) as bare:
        limit(line, kind=RestrictionKind.PHONE_TIMES, services={})

    assert {str(one.rule) for one in long.value.refusals} == {"restriction.interim"}
    assert {str(one.rule) for one in bare.value.refusals} == {"restriction.kinds", "services.mandatory_open"}
    assert not rows.Restriction.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ends_on": "yesterday"}, "ends_on"),
        ({"services": {ServiceId("none"): "By letter."}}, "services"),
        ({"services_withdrawn": {ServiceId("none"): "Harm."}}, "services_withdrawn"),
        ({"terms": RestrictionTerms(minutes=0)}, "terms"),
    ],
)
def test_what_cannot_be_used_is_named(line: Line, given: dict[str, Any], field: str) -> None:
    reported(line)
    if given.get("ends_on") == "yesterday":
        given = {"ends_on": line.at.date() - timedelta(days=1)}

    with pytest.raises(InvalidInputError) as caught:
        limit(line, **given)

    assert caught.value.field == field


@pytest.mark.parametrize("given", [{"reasons": " "}, {"ends_on": None}])
def test_a_limit_without_reasons_or_an_end_is_refused_by_its_rule(line: Line, given: dict[str, Any]) -> None:
    reported(line)

    with pytest.raises(RefusedError) as caught:
        limit(line, **given)

    assert [(str(one.rule), one.clause) for one in caught.value.refusals] == [("restriction.interim", "8.2")]


def test_a_service_is_withdrawn_by_nobody_below_the_policys_rank(line: Line) -> None:
    reported(line)
    service = next(iter(line.services()))

    with pytest.raises(InvalidInputError, match="cannot withdraw"):
        limit(line, services_withdrawn={service: "Staff there were threatened."})


def test_no_officer_limits_contact_and_no_kind_stands_twice(line: Line) -> None:
    reported(line)
    with pytest.raises(NotPermittedError):
        limit(line, actor=line.people.olu)
    limit(line)

    with pytest.raises(InvalidInputError, match="in force already"):
        limit(line)


def test_a_manager_who_saw_an_older_case_is_told_what_changed(line: Line) -> None:
    reported(line)
    seen = line.case.version
    line.incident()

    with pytest.raises(CaseChangedError):
        limit(line, seen_version=seen)


def test_any_manager_lifts_it_and_the_case_stays_where_it_is(line: Line) -> None:
    reported(line)
    limited, stage = limit(line), line.case.stage
    line.wait(hours=1)

    lift_restriction.lift_restriction(
        actor=line.people.max, at=line.at, restriction_id=limited, reasons="It is calm again."
    )

    assert standing(line, limited).over(line.at)
    assert line.case.stage == stage


def test_a_case_is_not_closed_while_it_stands(line: Line) -> None:
    line.take_on(line.incident())
    limited = limit(line)
    line.wait(hours=1)

    with pytest.raises(RefusedError) as caught:
        close_case.close_case(actor=line.people.mia, at=line.at, case_id=line.case.id, reasons="Done.")
    lift_restriction.lift_restriction(actor=line.people.mia, at=line.at, restriction_id=limited, reasons="Enough.")
    close_case.close_case(actor=line.people.mia, at=line.at, case_id=line.case.id, reasons="Done.")

    assert {str(one.rule) for one in caught.value.refusals} == {"lifecycle.close_case"}
    assert line.case.stage == Stage.CLOSED


def test_the_teams_restriction_takes_its_place_in_the_same_moment(line: Line) -> None:
    reported(line)
    limited = limit(line, ends_on=line.at.date() + timedelta(days=9))
    line.investigate()
    line.refer()
    line.wait(days=1)

    decision = line.determine()

    taken, imposed = standing(line, limited), rows.Restriction.objects.get(determination=decision)
    assert taken.taken_over_by == str(decision)
    assert taken.lifted_at == line.at
    assert imposed.kind == RestrictionKind.WRITING_ONLY
    assert imposed.period.lower == line.at
    assert line.case.stage == Stage.RESTRICTED


def test_even_when_both_begin_in_one_moment(line: Line) -> None:
    reported(line)
    line.investigate()
    line.refer()
    limited = limit(line)

    decision = line.determine()

    assert standing(line, limited).taken_over_by == str(decision)
    assert not standing(line, limited).in_force(line.at)


def test_a_decision_not_to_restrict_ends_it(line: Line) -> None:
    reported(line)
    limited = limit(line, ends_on=line.at.date() + timedelta(days=9))
    line.investigate()
    line.refer()
    line.wait(days=1)

    line.determine(restrictions=[], equality=None, reasons="The calls have stopped.")

    assert standing(line, limited).over(line.at)
    assert line.case.stage == Stage.NOT_RESTRICTED


def test_it_is_made_lighter_and_stays_a_managers_limit_with_its_end(line: Line) -> None:
    reported(line)
    limited = limit(line, kind=RestrictionKind.PHONE_BAN)
    end = standing(line, limited).ends_at
    line.wait(hours=2)
    windows = (CallWindow(weekday=1, opens=line.at.time().replace(hour=9), closes=line.at.time().replace(hour=11)),)

    lighter = narrow_restriction.narrow_restriction(
        actor=line.people.max,
        at=line.at,
        restriction_id=limited,
        reasons="An hour a week will do.",
        kind=RestrictionKind.PHONE_TIMES,
        terms=RestrictionTerms(windows=windows),
    )

    found = standing(line, lighter)
    assert found.interim
    assert found.narrows == str(limited)
    assert found.ends_at == end
    assert found.terms is not None
    assert found.terms.windows == windows
    assert standing(line, limited).over(line.at)


def test_it_is_not_reviewed(line: Line) -> None:
    limited = limit(line.to_referred())

    with pytest.raises(InvalidInputError, match="is not reviewed"):
        review_restriction.review_restriction(
            actor=line.people.eve,
            at=line.at,
            restriction_id=limited,
            seen_version=line.case.version,
            outcome=ReviewOutcome.LIFTED,
            reasons="Enough.",
        )
