"""The pages for what went wrong."""

from typing import Any

import pytest
from django.db import connections
from django.test import Client, RequestFactory
from tests.web.conftest import MakeStaff

from evenhand.web.views.errors import server_error

pytestmark = [pytest.mark.urls("tests.web.example_site")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/unreadable", 400, "We could not read that"),
        ("/refused", 403, "This page is not for your role"),
        ("/missing", 404, "Page not found"),
        ("/changed", 409, "Somebody else has changed this"),
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_went_wrong_is_told_on_a_page_of_ours(
    client: Client, staff: MakeStaff, path: str, status: int, heading: str
) -> None:
    client.force_login(staff())
    answer = client.get(path)
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<h1 class="govuk-heading-l">{heading}</h1>' in page
    assert f"<title>{heading} – Case work – Example Borough Council</title>" in page
    assert "Priya Shah" in page, "one stays signed in"


@pytest.mark.django_db
def test_the_unknown_and_the_unseen_are_told_in_the_same_words(client: Client, staff: MakeStaff) -> None:
    client.force_login(staff())
    unknown, unseen = client.get("/nowhere"), client.get("/missing")
    strip = lambda page: page.content.decode().split("<main")[1]  # noqa: E731 - one use
    assert strip(unknown) == strip(unseen)


@pytest.mark.django_db
def test_somebody_who_is_not_signed_in_gets_the_page_too(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "Sign out" not in answer.content.decode()


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_told_plainly(client: Client) -> None:
    answer = client.get("/sign-in", headers={"host": "elsewhere.example.org"})
    assert answer.status_code == 400
    assert "We could not read that" in answer.content.decode()


def test_a_fault_of_ours_is_told_without_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """No ``django_db`` mark: a query would fail this test."""

    def away(*_: Any) -> Any:
        raise AssertionError("the page asked for the database")

    monkeypatch.setattr(connections["default"], "cursor", away)
    answer = server_error(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in page
    assert "What you typed is kept" not in page


def test_a_fault_of_ours_is_told_without_the_council() -> None:
    from evenhand.web.council import use_council

    def away() -> Any:
        raise ConnectionError

    use_council(away)
    page = server_error(RequestFactory().get("/")).content.decode()
    assert "<title>Sorry, something went wrong – Case work – Evenhand</title>" in page
