"""Signing in and out."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import PASSWORD, MakeStaff
from tests.web.test_kept import sign_in, unseen

from evenhand.web.views.account import WRONG

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.example_site")]


def test_a_member_of_staff_signs_in_and_out(browser: Client, staff: MakeStaff) -> None:
    staff()
    answer = sign_in(browser)
    assert answer["Location"] == "/"
    page = browser.get("/").content.decode()
    assert "Priya Shah" in page
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    page = browser.post("/sign-out", {"csrfmiddlewaretoken": token}, follow=True).content.decode()
    assert "You are signed out" in page
    assert "Priya Shah" not in page
    assert browser.get("/").status_code == 302


def test_capitals_and_spaces_around_the_address_do_not_matter(browser: Client, staff: MakeStaff) -> None:
    staff()
    assert sign_in(browser, " Priya.Shah@Example.org ").status_code == 302


@pytest.mark.parametrize(("email", "password"), [("priya.shah@example.org", "wrong"), ("nobody@example.org", PASSWORD)])
def test_the_same_words_whether_the_account_or_the_password_is_wrong(
    browser: Client, staff: MakeStaff, email: str, password: str
) -> None:
    staff()
    hidden = unseen(browser.get("/sign-in").content.decode())
    answer = browser.post("/sign-in", hidden | {"email": email, "password": password})
    page = answer.content.decode()
    assert f'<a href="#id_email">{WRONG}</a>' in page
    assert "<title>Error: Sign in – Case work – Example Borough Council</title>" in page
    assert password not in page.replace(WRONG, "")
    assert f'value="{email}"' in page


def test_somebody_who_has_left_cannot_sign_in(browser: Client, staff: MakeStaff) -> None:
    from evenhand.record.writing import open_for_writing

    person = staff()
    person.is_active = False
    with open_for_writing():
        person.save()
    assert WRONG in sign_in(browser).content.decode()


def test_signing_in_goes_on_to_where_one_was_heading(browser: Client, staff: MakeStaff) -> None:
    staff()
    answer = browser.get("/cases/one?tab=two")
    assert answer["Location"] == "/sign-in?next=%2Fcases%2Fone%3Ftab%3Dtwo"
    hidden = unseen(browser.get(answer["Location"]).content.decode())
    sent = hidden | {"email": "priya.shah@example.org", "password": PASSWORD}
    assert browser.post("/sign-in", sent)["Location"] == "/cases/one?tab=two"


@pytest.mark.parametrize(
    "target",
    ["https://elsewhere.example.org/", "//elsewhere.example.org", "javascript:alert(1)", "\\\\elsewhere", ""],
)
def test_signing_in_never_leads_to_another_site(browser: Client, staff: MakeStaff, target: str) -> None:
    staff()
    hidden = unseen(browser.get("/sign-in", {"next": target}).content.decode())
    assert hidden["next"] == target
    sent = hidden | {"email": "priya.shah@example.org", "password": PASSWORD}
    assert browser.post("/sign-in", sent)["Location"] == "/"
    assert browser.get("/sign-in", {"next": target})["Location"] == "/"


def test_too_many_wrong_passwords_are_told_plainly(browser: Client, staff: MakeStaff) -> None:
    staff()
    hidden = unseen(browser.get("/sign-in").content.decode())
    sent = hidden | {"email": "priya.shah@example.org", "password": "wrong"}
    answers = [browser.post("/sign-in", sent) for _ in range(10)]
    assert answers[-1].status_code == 429
    page = answers[-1].content.decode()
    assert "Too many wrong passwords" in page
    assert "Wait 15 minutes" in page
    # The right password does not open it either, until the wait is over.
    assert browser.post("/sign-in", sent | {"password": PASSWORD}).status_code == 429


def test_signing_out_takes_a_button_not_a_link(browser: Client, staff: MakeStaff) -> None:
    staff()
    sign_in(browser)
    assert browser.get(reverse("sign_out")).status_code == 405
    assert browser.get("/").status_code == 200
