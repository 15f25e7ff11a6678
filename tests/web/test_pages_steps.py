"""The manager's steps: each takes what was typed to its action, and loses nothing of it on any refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.council import Line
from tests.web.on_cases import (
    AT_STAGE,
    FINDINGS,
    REASONS,
    STEPS,
    WARNING,
    beside,
    browser_of,
    fill_in,
    hidden_in,
    investigated,
    investigating,
    main_of,
    one_of_each_role,
    step_of,
    warned,
    words_of,
)

from evenhand.record import models as rows
from evenhand.rules import lifecycle
from evenhand.rules.authority import PERMISSION_FOR, Role, roles_with
from evenhand.rules.vocabulary import Act, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def mia(line: Line) -> Client:
    """The manager's browser."""
    return browser_of(line.people.mia)


EVERY_ROUTE = {
    "acknowledge": Act.ACKNOWLEDGE_INCIDENT,
    "warn": Act.WARN,
    "investigate": Act.BEGIN_INVESTIGATION,
    "refer": Act.REFER_TO_TEAM,
    "close_case": Act.CLOSE_CASE,
    "adjustment": Act.RECORD_ADJUSTMENT,
}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", EVERY_ROUTE)
def test_a_step_is_for_the_roles_that_hold_it(line: Line, route: str, method: str) -> None:
    act, everybody = EVERY_ROUTE[route], one_of_each_role(line.people)
    line.incident(witnesses=[one.staff_id for one in everybody.values()])
    for role, actor in everybody.items():
        answer = getattr(browser_of(actor), method)(step_of(line, route))
        if role is Role.ADMINISTRATOR:  # who sees no case
            assert answer.status_code == 404
        elif actor.may(PERMISSION_FOR[act]):
            assert answer.status_code == (200 if method == "get" else 422), role
        else:
            assert answer.status_code == 403, role
            assert all(one.label in words_of(answer) for one in roles_with(PERMISSION_FOR[act]))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", EVERY_ROUTE)
def test_a_case_that_is_hidden_and_one_that_does_not_exist_look_the_same(line: Line, route: str, method: str) -> None:
    line.take_on(line.incident())
    known = step_of(line, route)
    unknown = known.replace(str(line.case.id), str(uuid4()))
    for actor in (line.people.oscar, line.people.dan):  # one without the permission for most, one with some
        client = browser_of(actor)
        hidden, missing = getattr(client, method)(known), getattr(client, method)(unknown)
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert main_of(hidden) == main_of(missing)


def test_an_incident_of_another_case_is_not_found(line: Line, mia: Client) -> None:
    line.incident()
    other = Line(line.people)
    incident = other.incident()
    for path in (
        reverse("acknowledge", args=[line.case.id, incident]),
        reverse("acknowledge", args=[line.case.id, uuid4()]),
    ):
        assert mia.get(path).status_code == 404
        assert mia.post(path).status_code == 404
    assert rows.Incident.objects.filter(acknowledged_at=None).count() == 2


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("route", STEPS)
def test_a_step_can_be_taken_where_the_lifecycle_allows_it_and_nowhere_else(
    line: Line, mia: Client, route: str, stage: Stage
) -> None:
    act, typed = STEPS[route]
    AT_STAGE[stage](line)
    before = line.case.version
    page = mia.get(step_of(line, route))
    hidden = hidden_in(page)
    assert page.status_code == 200
    if lifecycle.allows(act, stage):
        assert "This cannot be done now" not in words_of(page)
        assert mia.post(step_of(line, route), {**hidden, **typed}).status_code == 302
        assert line.case.version == before + 1
        return
    assert f"This cannot be done now, because the case stands at ‘{stage.label.lower()}’." in words_of(page)
    assert hidden == {}, "the page draws no form"
    answer = mia.post(step_of(line, route), {"submission": str(uuid4()), "seen_version": str(before), **typed})
    assert answer.status_code == 422
    assert "cannot take this step yet" in words_of(answer)
    assert all(one in main_of(answer).replace("&#10;", "\n") for one in typed.values())
    assert line.case.version == before


@pytest.mark.parametrize("stage", list(Stage))
def test_the_address_of_the_investigation_starts_it_or_finishes_it(line: Line, mia: Client, stage: Stage) -> None:
    AT_STAGE[stage](line)
    said = words_of(mia.get(step_of(line, "investigate")))
    if stage is Stage.INVESTIGATING:
        assert said.startswith(f"Case {line.case.reference}: Mrs Ada Winter Finish the investigation")
        assert "Mia Marsh started the investigation on 6 January 2026." in said
    else:
        assert "Start the investigation" in said
        assert ("This cannot be done now" in said) is not lifecycle.allows(Act.BEGIN_INVESTIGATION, stage)


def test_each_page_says_its_clause_and_leads_back_to_the_case(line: Line, mia: Client) -> None:
    investigated(line)
    clauses = {"warn": "Clause 8.2", "investigate": "Clause 8.2", "refer": "Clause 8.2", "acknowledge": "Clause 8.2"}
    clauses |= {"adjustment": "Clauses 11.1, 11.2 and 11.3"}
    for route, clause in clauses.items():
        answer = mia.get(step_of(line, route))
        assert f"({clause})" in words_of(answer), route
        html = answer.content.decode()
        assert f'href="{reverse("case", args=[line.case.id])}"' in html
        title = html[html.index("<title>") : html.index("</title>")]
        assert "Winter" not in title


def test_a_warning_is_recorded_as_it_was_given(line: Line, mia: Client) -> None:
    line.incident()
    answer = fill_in(mia, step_of(line, "warn"), WARNING)
    assert answer["Location"] == reverse("case", args=[line.case.id])
    assert "The warning is recorded." in words_of(mia.get(answer["Location"]))
    warning = rows.Warning.objects.get()
    assert warning.reasons.splitlines() == WARNING["reasons"].splitlines()
    assert (warning.form, warning.chance_to_change) == ("verbal", True)
    assert (warning.given_at, warning.given_by_id) == (line.at, line.people.mia.id)
    assert line.case.stage == Stage.WARNED


def test_a_warning_that_said_no_reasons_is_recorded_without_them(line: Line, mia: Client) -> None:
    line.incident()
    assert "it cannot lead to a restriction" in words_of(mia.get(step_of(line, "warn")))
    fill_in(mia, step_of(line, "warn"), {**WARNING, "told_why": "no", "chance_to_change": "no"})
    warning = rows.Warning.objects.get()
    assert (warning.reasons, warning.chance_to_change) == ("", False)


def test_a_warning_of_earlier_has_its_own_day_and_time_in_london(line: Line, mia: Client) -> None:
    line.at = datetime(2026, 7, 8, 12, 0, tzinfo=UTC)
    line.incident(occurred=datetime(2026, 7, 7, 8, 0, tzinfo=UTC))
    earlier = {"when": "earlier", "given_on_day": "7", "given_on_month": "july", "given_on_year": "2026"}
    fill_in(mia, step_of(line, "warn"), {**WARNING, **earlier, "given_time": "9:30am"})
    assert rows.Warning.objects.get().given_at == datetime(2026, 7, 7, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "field", "words"),
    [
        ("", "", "given_on", "Enter the date of the warning"),
        ("6", "9am", "given_on", "The date of the warning must be today or in the past"),
        ("5", "", "given_time", "Enter the time of the warning"),
        ("5", "11:30pm", "given_time", "The time of the warning must be now or in the past"),
        ("5", "soon", "given_time", "The time of the warning must be a time, like 9:30am, 2pm or 14:05"),
    ],
)
def test_when_a_warning_was_given_is_asked_beside_its_field(
    line: Line, mia: Client, day: str, clock: str, field: str, words: str
) -> None:
    line.incident()
    given = {"given_on_day": day, "given_on_month": "1" if day else "", "given_on_year": "2026" if day else ""}
    answer = fill_in(mia, step_of(line, "warn"), {**WARNING, "when": "earlier", **given, "given_time": clock})
    assert answer.status_code == 422
    assert beside(answer, field) == f"Error: {words}"
    assert "for staff to help." in main_of(answer)
    assert not rows.Warning.objects.exists()


def test_an_empty_warning_says_what_is_missing(line: Line, mia: Client) -> None:
    line.incident()
    answer = fill_in(mia, step_of(line, "warn"), {})
    assert answer.status_code == 422
    assert {name: beside(answer, name).removeprefix("Error: ") for name in ("form", "told_why", "when")} == {
        "form": "Select how you warned the customer",
        "told_why": "Select yes if you told them why their actions are unacceptable",
        "when": "Select when you warned them",
    }
    assert "<title>Error: Warn the customer" in answer.content.decode()
    told = fill_in(mia, step_of(line, "warn"), {**WARNING, "reasons": " "})
    assert beside(told, "reasons") == "Error: Enter what you told them about their actions"


def test_an_investigation_is_started_and_finished_at_one_address(line: Line, mia: Client) -> None:
    warned(line)
    assert fill_in(mia, step_of(line, "investigate"), {}).status_code == 302
    assert line.case.stage == Stage.INVESTIGATING
    assert rows.Investigation.objects.get().begun_by_id == line.people.mia.id
    answer = fill_in(mia, step_of(line, "investigate"), FINDINGS)
    assert "The investigation is finished." in words_of(mia.get(answer["Location"]))
    found = rows.Investigation.objects.get()
    assert {name: getattr(found, name) for name in FINDINGS} == FINDINGS
    assert line.case.stage == Stage.INVESTIGATED


def test_a_finding_that_is_missing_is_asked_beside_its_field(line: Line, mia: Client) -> None:
    investigating(line)
    answer = fill_in(mia, step_of(line, "investigate"), {**FINDINGS, "council_part": " ", "recommendation": ""})
    assert answer.status_code == 422
    assert beside(answer, "council_part") == "Error: Enter the council’s own part"
    assert beside(answer, "recommendation") == "Error: Select what you recommend"
    assert "The insults went on." in main_of(answer)
    assert line.case.stage == Stage.INVESTIGATING


def test_a_case_is_referred_with_its_reasons(line: Line, mia: Client) -> None:
    investigated(line)
    assert beside(fill_in(mia, step_of(line, "refer"), {}), "reasons") == (
        "Error: Enter why the team should consider a restriction"
    )
    answer = fill_in(mia, step_of(line, "refer"), REASONS)
    assert "The case is with the determination team." in words_of(mia.get(answer["Location"]))
    assert line.case.stage == Stage.REFERRED


def test_a_referral_is_refused_with_its_clause_and_whom_it_concerns(line: Line, mia: Client) -> None:
    line.take_on(line.incident(affected=[line.people.mia.staff_id]))
    line.warn()
    line.investigate()
    answer = fill_in(mia, step_of(line, "refer"), REASONS)
    assert answer.status_code == 422
    said = words_of(answer)
    assert "There is a problem The investigation was made by somebody who reported, suffered or witnessed" in said
    assert "This concerns Mia Marsh (Clause 8.2)" in said
    assert "and staff are distressed." in main_of(answer)
    assert line.case.stage == Stage.INVESTIGATED


def test_closing_says_what_is_still_to_do_and_keeps_the_reason(line: Line, mia: Client) -> None:
    line.incident()
    assert "Do it first, because a closed case reminds nobody: A manager takes each incident on" in words_of(
        mia.get(step_of(line, "close_case"))
    )
    line.take_on(rows.Incident.objects.get().id)
    line.look_after(rows.Incident.objects.get().id)
    assert "Do it first" not in words_of(mia.get(step_of(line, "close_case")))
    answer = fill_in(mia, step_of(line, "close_case"), {"reasons": "Nothing more is needed."})
    assert "The case is closed." in words_of(mia.get(answer["Location"]))
    assert (line.case.stage, line.case.closing_reasons) == (Stage.CLOSED, "Nothing more is needed.")


def test_an_adjustment_says_what_we_do_and_never_asks_why(line: Line) -> None:
    line.incident()
    olu = browser_of(line.people.olu)
    assert "Write what we do, not why." in words_of(olu.get(step_of(line, "adjustment")))
    assert fill_in(olu, step_of(line, "adjustment"), {"arrangement": "x" * 501}).status_code == 422
    assert beside(fill_in(olu, step_of(line, "adjustment"), {}), "arrangement") == (
        "Error: Enter what we will do differently"
    )
    typed = {"arrangement": "We write in large print.", "unusable_channels": ["telephone", "letter"]}
    answer = fill_in(olu, step_of(line, "adjustment"), typed)
    assert "The adjustment is recorded." in words_of(olu.get(answer["Location"]))
    made = rows.Adjustment.objects.get()
    assert (made.arrangement, made.unusable_channels) == ("We write in large print.", ["letter", "telephone"])


def test_the_page_of_an_incident_shows_what_is_taken_on(line: Line, mia: Client) -> None:
    line.incident(opinion="I was shaken.")
    page = mia.get(step_of(line, "acknowledge"))
    said = words_of(page)
    assert "Incident of 5 January 2026 at 9:40am Reported by Olu Oakes, 5 January 2026 at 10am." in said
    assert "The customer shouted insults at the call handler." in said
    assert "I was shaken." in said
    mia.post(step_of(line, "acknowledge"), hidden_in(page))
    again = mia.get(step_of(line, "acknowledge"))
    assert "A manager has taken this incident on already." in words_of(again)
    assert hidden_in(again) == {}
