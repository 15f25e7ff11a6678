"""The pages of tasks under strain: incomplete, pressed twice, overtaken, signed out. Nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.actions.council import Line
from tests.web.on_cases import beside, browser_of, fill_in, hidden_in, main_of, words_of
from tests.web.on_tasks import TYPED, address, refer, threat

from evenhand.record import models as rows
from evenhand.record.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def mia(line: Line) -> Client:
    """The manager's browser."""
    return browser_of(line.people.mia)


@pytest.mark.parametrize(
    ("route", "typed", "field", "words"),
    [
        ("record_support", {"note": "x" * 20_001}, "note", "What was done must be 20,000 characters or fewer"),
        ("refer_outside", {"reasons": " ", "reference": "EX/7"}, "reasons", "Enter why it is referred"),
        (
            "refer_outside",
            {"reasons": "They said it.", "reference": "x" * 201},
            "reference",
            "Their reference must be 200 characters or fewer",
        ),
        ("decline_referral", {"reasons": ""}, "reasons", "Enter why it is not referred"),
        # Of a text of invisible characters alone, the action says the same.
        ("refer_outside", {"reasons": "\u200b", "reference": "EX/7"}, "reasons", "Enter why it is referred"),
        ("decline_referral", {"reasons": "\u200b"}, "reasons", "Enter why it is not referred"),
        ("referral_outcome", {"reference": "EX/7"}, "accepted", "Select whether they took it on"),
        ("referral_outcome", {"accepted": "no_word"}, "outcome", "Enter what came of the referral"),
    ],
)
def test_what_is_missing_is_asked_beside_its_field_and_nothing_typed_is_lost(
    line: Line, mia: Client, route: str, typed: Mapping[str, str], field: str, words: str
) -> None:
    incident = threat(line)
    path = address(line, route, incident, refer(line, incident))
    before = line.case.version
    answer = fill_in(mia, path, typed)
    assert answer.status_code == 422
    assert beside(answer, field) == f"Error: {words}"
    assert all(text.strip() in main_of(answer) for text in typed.values())
    assert line.case.version == before


@pytest.mark.parametrize("route", TYPED)
def test_a_button_that_is_pressed_twice_acts_once(line: Line, mia: Client, route: str) -> None:
    incident = threat(line)
    path = address(line, route, incident, refer(line, incident))
    sent = {**hidden_in(mia.get(path)), **TYPED[route]}
    before = line.case.version
    first, second = mia.post(path, sent), mia.post(path, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert line.case.version == before + 1


@pytest.mark.parametrize("route", TYPED)
def test_whatever_others_do_in_the_meantime_what_was_done_is_recorded(line: Line, mia: Client, route: str) -> None:
    incident = threat(line)
    path = address(line, route, incident, refer(line, incident))
    sent = {**hidden_in(mia.get(path)), **TYPED[route]}
    line.take_on(incident)
    assert mia.post(path, sent).status_code == 302


def sign_in(client: Client, actor: Actor) -> Any:
    email = rows.Staff.objects.get(pk=actor.staff_id).email
    return fill_in(client, "/sign-in", {"email": email, "password": "plainly fictional 1"})


@pytest.mark.parametrize("route", TYPED)
def test_a_session_that_ends_loses_nothing_typed(line: Line, route: str) -> None:
    incident = threat(line)
    path = address(line, route, incident, refer(line, incident))
    client = Client()
    sign_in(client, line.people.mia)
    sent = {**hidden_in(client.get(path)), **TYPED[route]}
    Session.objects.all().delete()
    assert client.post(path, sent)["Location"].startswith("/sign-in")
    assert sign_in(client, line.people.mia)["Location"] == path
    page = client.get(path)
    assert "This has not been sent yet" in words_of(page)
    typed = [text for name, text in TYPED[route].items() if name != "accepted"]
    assert all(text in main_of(page).replace("&#10;", "\n") for text in typed)
