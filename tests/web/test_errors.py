"""The pages for what went wrong."""

from typing import Any

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from tests.web.conftest import MakeStaff

pytestmark = [pytest.mark.urls("tests.web.example_site")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/unreadable", 400, "We could not read that"),
        ("/refused", 403, "This page is not for your role"),
        ("/missing", 404, "Page not found"),
        ("/changed", 409, "Somebody else has changed this"),
        ("/unseen", 404, "Page not found"),
        ("/hidden", 404, "Page not found"),
        ("/not-theirs", 403, "This page is not for your role"),
        ("/overtaken", 409, "Somebody else has changed this"),
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
    answers = [client.get(path) for path in ("/nowhere", "/missing", "/unseen", "/hidden")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content.decode().split("<main")[1] for answer in answers}) == 1


@pytest.mark.django_db
def test_what_others_changed_is_listed(client: Client, staff: MakeStaff) -> None:
    client.force_login(staff())
    page = client.get("/overtaken").content.decode()
    assert "<li>Priya Shah, 24 November 2026 at 9:30am: close the case</li>" in page
    page = client.get("/example?changed=1").content.decode()
    assert "<li>Omar Diaz, 24 November 2026 at 9:30am: close the case</li>" in page
    assert "Your own text is below. Nothing of it has been sent." in page


@pytest.mark.django_db
def test_another_roles_step_says_whose_it_is(client: Client, staff: MakeStaff) -> None:
    client.force_login(staff())
    assert "people with the role ‘Manager’" in client.get("/not-theirs").content.decode()


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


@pytest.mark.django_db
@pytest.mark.usefixtures("council")
def test_a_fault_of_ours_is_told_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database goes away between one page and the next: the page that says so still names the council."""
    client.raise_request_exception = False
    assert client.get("/sign-in").status_code == 200

    def away(*_: Any) -> Any:
        raise OperationalError("the database is away")

    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", away)
        answer = client.get("/sign-in")
        colours = client.get("/council.css")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "<title>Sorry, something went wrong – Case work – Example Borough Council</title>" in page
    assert "What you typed is kept" not in page
    assert colours.status_code == 200
    assert "#14525a" in colours.content.decode()


@pytest.mark.django_db
@pytest.mark.urls("evenhand.config.urls")
def test_a_site_without_a_policy_says_what_to_do(client: Client) -> None:
    from tests.actions.council import add

    from evenhand.rules.authority import Role

    add("Olu Oakes", Role.OFFICER)
    client.post("/sign-in", {"email": "olu@example.org", "password": "plainly fictional 1", "next": "/"})

    answer = client.post("/check-a-contact", {"identifier": "020 7946 0321", "channel": "telephone"})

    assert answer.status_code == 503
    assert "evenhand policy adopt wldc" in answer.content.decode()
