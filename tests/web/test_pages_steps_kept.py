"""The manager's steps under strain: pressed twice, overtaken, signed out, damaged. Nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.actions.council import Line
from tests.web.on_cases import (
    FINDINGS,
    REASONS,
    STEPS,
    WARNING,
    browser_of,
    fill_in,
    hidden_in,
    investigated,
    investigating,
    main_of,
    step_of,
    warned,
    words_of,
)

from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def mia(line: Line) -> Client:
    """The manager's browser."""
    return browser_of(line.people.mia)


@pytest.mark.parametrize("route", [*STEPS, "investigate", "acknowledge"])
def test_a_button_that_is_pressed_twice_acts_once(line: Line, mia: Client, route: str) -> None:
    (investigated if route == "refer" else warned)(line)
    line.incident()
    typed = STEPS[route][1] if route in STEPS else {}
    sent = {**hidden_in(mia.get(step_of(line, route))), **typed}
    before = line.case.version
    first, second = mia.post(step_of(line, route), sent), mia.post(step_of(line, route), sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert line.case.version == before + 1


def test_finishing_twice_acts_once_and_says_so_both_times(line: Line, mia: Client) -> None:
    investigating(line)
    sent = {**hidden_in(mia.get(step_of(line, "investigate"))), **FINDINGS}
    for _ in range(2):
        answer = mia.post(step_of(line, "investigate"), sent, follow=True)
        assert "The investigation is finished." in words_of(answer)
        assert "You have started" not in words_of(answer)
    assert rows.Investigation.objects.count() == 1
    assert line.case.stage == Stage.INVESTIGATED


CARRIES_A_VERSION: Mapping[str, Mapping[str, str]] = {"warn": WARNING, "refer": REASONS, "close_case": REASONS}


@pytest.mark.parametrize("route", CARRIES_A_VERSION)
def test_a_case_that_somebody_else_changed_says_what_changed_and_keeps_what_was_typed(
    line: Line, mia: Client, route: str
) -> None:
    typed = CARRIES_A_VERSION[route]
    investigated(line)
    sent = {**hidden_in(mia.get(step_of(line, route))), **typed}
    line.wait(minutes=5)
    line.incident()
    answer = mia.post(step_of(line, route), sent)
    assert answer.status_code == 409
    assert "What has changed Olu Oakes, 6 January 2026 at 12:05pm: report an incident" in words_of(answer)
    assert all(one in main_of(answer).replace("&#10;", "\n") for one in typed.values())
    assert main_of(answer).count('id="what-changed"') == 1
    line.take_on(rows.Incident.objects.get(acknowledged_at=None).id)
    # What changed once more is said once more; then it passes.
    again = mia.post(step_of(line, route), {**hidden_in(answer), **typed})
    assert again.status_code == 409
    assert "Mia Marsh, 6 January 2026 at 12:05pm: take the incident on" in words_of(again)
    assert mia.post(step_of(line, route), {**hidden_in(again), **typed}).status_code == 302


def test_two_managers_who_finish_one_investigation_lose_nothing(line: Line, mia: Client) -> None:
    investigating(line)
    max_ = browser_of(line.people.max)
    mine, theirs = (hidden_in(one.get(step_of(line, "investigate"))) for one in (mia, max_))
    assert mia.post(step_of(line, "investigate"), {**mine, **FINDINGS}).status_code == 302
    typed = {**FINDINGS, "conclusions": "What only I have found."}
    answer = max_.post(step_of(line, "investigate"), {**theirs, **typed})
    assert answer.status_code == 409
    said = words_of(answer)
    assert "Finish the investigation" in said
    assert "Mia Marsh, 6 January 2026 at 10am: finish the investigation" in said
    assert "This cannot be done now" in said
    assert "What only I have found." in main_of(answer)
    again = max_.post(step_of(line, "investigate"), {**hidden_in(answer), **typed})
    assert again.status_code == 422
    assert "What only I have found." in main_of(again)


def test_two_managers_who_start_one_investigation_start_it_once(line: Line, mia: Client) -> None:
    warned(line)
    max_ = browser_of(line.people.max)
    mine, theirs = (hidden_in(one.get(step_of(line, "investigate"))) for one in (mia, max_))
    assert mia.post(step_of(line, "investigate"), mine).status_code == 302
    answer = max_.post(step_of(line, "investigate"), theirs)
    assert answer.status_code == 409
    assert "start the investigation" in words_of(answer)
    assert rows.Investigation.objects.count() == 1


def sign_in_again(client: Client, actor: Actor) -> Any:
    email = rows.Staff.objects.get(pk=actor.staff_id).email
    page = client.get("/sign-in")
    return client.post("/sign-in", {**hidden_in(page), "email": email, "password": "plainly fictional 1"})


def test_a_session_that_ends_while_findings_are_typed_loses_none_of_them(line: Line) -> None:
    """What was typed to finish comes back as that, though the case may have moved on meanwhile."""
    investigating(line)
    client = Client()
    sign_in_again(client, line.people.mia)
    sent = {**hidden_in(client.get(step_of(line, "investigate"))), **FINDINGS}
    Session.objects.all().delete()
    assert client.post(step_of(line, "investigate"), sent)["Location"].startswith("/sign-in")
    fill_in(browser_of(line.people.max), step_of(line, "investigate"), {**FINDINGS, "conclusions": "Max was quicker."})
    answer = sign_in_again(client, line.people.mia)
    assert answer["Location"] == step_of(line, "investigate")
    page = client.get(step_of(line, "investigate"))
    assert page.status_code == 200
    assert "This has not been sent yet" in words_of(page)
    assert "The insults went on." in main_of(page)
    assert client.post(step_of(line, "investigate"), {**hidden_in(page), **FINDINGS}).status_code == 409


@pytest.mark.parametrize(
    "sent", [{}, {"submission": "x", "seen_version": "y"}, {"submission": "", "seen_version": "-1"}]
)
def test_a_form_that_was_damaged_on_its_way_can_be_sent_again(line: Line, mia: Client, sent: dict[str, str]) -> None:
    line.incident()
    answer = mia.post(step_of(line, "warn"), {**WARNING, **sent})
    assert answer.status_code == 422
    assert "This page changed on its way to us. Check what it says and send it again" in words_of(answer)
    # The version stays what was sent, so that nothing is decided on a case that was not seen.
    assert not rows.Warning.objects.exists()
