"""A session that ends in the middle of a form: the same person gets all of it back, nobody else anything."""

import re
import time
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.web import example_site
from tests.web.conftest import PASSWORD, MakeStaff

from evenhand.rules.authority import Role
from evenhand.web import kept

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.example_site")]

TYPED = {
    "channel": "telephone",
    "behaviours": ["shouted", "other"],
    "other_words": "Threw a chair",
    "happened_on_day": "31",
    "happened_on_month": "2",
    "happened_on_year": "2026",
    "told": "no",
    "reasons": "line one\n  line two",
    "code_word": "open sesame",
}


@pytest.fixture(autouse=True)
def nothing_sent() -> Iterator[None]:
    example_site.sent.clear()
    yield
    example_site.sent.clear()


def unseen(html: str) -> dict[str, str]:
    """The hidden inputs of the page's own form."""
    main = html[html.index("<main") :]
    return {
        name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', main)
    }


def sign_in(browser: Client, email: str = "priya.shah@example.org") -> Any:
    page = browser.get("/sign-in")
    sent = unseen(page.content.decode()) | {"email": email, "password": PASSWORD}
    return browser.post("/sign-in", sent)


def opened_and_signed_out(browser: Client, page: str = "/example?of=one") -> dict[str, Any]:
    """Open the form, then lose the session, as time would take it. Returns what the browser sends next."""
    sign_in(browser)
    hidden = unseen(browser.get(page).content.decode())
    Session.objects.all().delete()
    return {**TYPED, **hidden}


def stored() -> str:
    """All that the sessions in the database hold."""
    return " ".join(str(session.get_decoded()) for session in Session.objects.all())


def test_the_same_person_gets_everything_back_and_nothing_was_sent(browser: Client, staff: MakeStaff) -> None:
    staff()
    sent = opened_and_signed_out(browser)
    answer = browser.post("/example?of=one", sent)
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in"
    page = browser.get("/sign-in").content.decode()
    assert "You were signed out. What you typed is kept for an hour." in page

    answer = sign_in(browser)
    assert answer["Location"] == "/example?of=one"
    page = browser.get("/example?of=one").content.decode()
    assert "This has not been sent yet" in page
    assert "There is a problem" not in page
    assert "<title>Record an example" in page
    assert "Threw a chair" in page
    assert re.findall(r'value="(\w+)"\s*checked', page) == ["telephone", "shouted", "other", "no"]
    assert 'name="happened_on_day" type="text" value="31"' in page
    assert "line one&#10;  line two</textarea>" in page
    assert unseen(page)["submission"] == sent["submission"]
    assert example_site.sent == []


def test_what_was_given_back_can_be_put_right_and_sent_once(browser: Client, staff: MakeStaff) -> None:
    staff()
    browser.post("/example", opened_and_signed_out(browser, "/example"))
    sign_in(browser)
    page = browser.get("/example").content.decode()
    assert browser.get("/example").content.decode().count("Threw a chair") == 1, "a second look shows it again"
    answer = browser.post("/example", {**TYPED, "happened_on_day": "1", **unseen(page)})
    assert answer.status_code == 302
    assert [data["other_words"] for data in example_site.sent] == ["Threw a chair"]
    assert "Threw a chair" not in browser.get("/example").content.decode()
    assert "Threw a chair" not in stored()


def test_looking_at_what_was_given_back_sends_nothing(browser: Client, staff: MakeStaff) -> None:
    """The answers are all good, so that only the missing press of the button stands between them and the record."""
    staff()
    browser.post("/example", {**opened_and_signed_out(browser, "/example"), "happened_on_day": "1"})
    sign_in(browser)
    answer = browser.get("/example")
    assert answer.status_code == 200
    assert "This has not been sent yet" in answer.content.decode()
    assert example_site.sent == []


def test_another_person_gets_none_of_it(browser: Client, staff: MakeStaff) -> None:
    staff()
    staff("omar.diaz@example.org", Role.MANAGER, name="Omar Diaz")
    browser.post("/example", opened_and_signed_out(browser, "/example"))
    answer = sign_in(browser, "omar.diaz@example.org")
    assert answer["Location"] == "/"
    page = browser.get("/example").content.decode()
    assert "Omar Diaz" in page
    assert "Threw a chair" not in page
    assert "not been sent" not in page
    assert "Threw a chair" not in stored()


def test_what_is_kept_is_gone_once_its_owner_is_signed_in_elsewhere(browser: Client, staff: MakeStaff) -> None:
    """After another person was there, not even the first one gets it back from that browser."""
    staff()
    staff("omar.diaz@example.org", name="Omar Diaz")
    browser.post("/example", opened_and_signed_out(browser, "/example"))
    sign_in(browser, "omar.diaz@example.org")
    page = browser.get("/").content.decode()
    browser.post("/sign-out", {"csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]})  # type: ignore[index]
    sign_in(browser)
    assert "Threw a chair" not in browser.get("/example").content.decode()


def test_passwords_and_tokens_are_never_kept(browser: Client, staff: MakeStaff) -> None:
    staff()
    sent = opened_and_signed_out(browser, "/example")
    browser.post("/example", sent)
    held = stored()
    assert "Threw a chair" in held
    assert "open sesame" not in held
    assert sent["csrfmiddlewaretoken"] not in held
    assert sent[kept.HOLDER_FIELD] not in held
    sign_in(browser)
    assert "open sesame" not in browser.get("/example").content.decode()


def test_a_form_without_its_owners_mark_is_not_kept(browser: Client, staff: MakeStaff) -> None:
    staff()
    sent = opened_and_signed_out(browser, "/example")
    for mark in (None, "garbled", sent[kept.HOLDER_FIELD] + "x"):
        tampered = {name: value for name, value in sent.items() if name != kept.HOLDER_FIELD}
        browser.post("/example", tampered | ({kept.HOLDER_FIELD: mark} if mark else {}))
        page = browser.get("/sign-in").content.decode()
        assert "You were signed out. Nothing was saved. Sign in and do it again." in page
        assert "Threw a chair" not in stored()


def test_it_is_kept_for_an_hour(browser: Client, staff: MakeStaff, monkeypatch: pytest.MonkeyPatch) -> None:
    staff()
    browser.post("/example", opened_and_signed_out(browser, "/example"))
    held = Session.objects.get()
    assert 3590 < (held.expire_date - held.expire_date.now(held.expire_date.tzinfo)).total_seconds() <= 3600
    sign_in(browser)
    assert "Threw a chair" in browser.get("/example").content.decode()
    later = time.time() + 60 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    browser.get("/")  # any page at all
    assert "Threw a chair" not in stored()
    assert "Threw a chair" not in browser.get("/example").content.decode()


def test_signing_in_ends_the_short_life_of_the_nameless_session(browser: Client, staff: MakeStaff) -> None:
    staff()
    browser.post("/example", opened_and_signed_out(browser, "/example"))
    sign_in(browser)
    assert browser.session.get_expiry_age() == 8 * 60 * 60


def test_too_much_is_not_kept_and_says_so(browser: Client, staff: MakeStaff) -> None:
    staff()
    sent = opened_and_signed_out(browser, "/example")
    browser.post("/example", {**sent, "reasons": "é" * 100_000})
    page = browser.get("/sign-in").content.decode()
    assert "What you typed was too long to be kept." in page
    assert "éé" not in stored()


def test_another_page_does_not_show_it(browser: Client, staff: MakeStaff) -> None:
    staff()
    browser.post("/example", opened_and_signed_out(browser, "/example"))
    sign_in(browser)
    assert "Threw a chair" not in browser.get("/example?of=two").content.decode()
    assert "Threw a chair" in browser.get("/example").content.decode()


def test_files_are_not_kept_and_the_page_says_so(browser: Client, staff: MakeStaff) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    staff()
    sent = opened_and_signed_out(browser, "/example")
    browser.post("/example", sent | {"photo": SimpleUploadedFile("photo.png", b"not kept")})
    assert "not kept" not in stored()
    sign_in(browser)
    assert "Files cannot be kept. Choose them again." in browser.get("/example").content.decode()


def test_a_form_without_a_good_csrf_token_and_mark_is_refused(browser: Client, staff: MakeStaff) -> None:
    staff()
    sign_in(browser)
    answer = browser.post("/example", TYPED)
    assert answer.status_code == 403
    assert "This page was open for too long" in answer.content.decode()
    assert example_site.sent == []


def test_signing_in_again_in_another_window_loses_nothing(browser: Client, staff: MakeStaff) -> None:
    """Signing in changes the CSRF token, so that a form opened before it carries an old one."""
    staff()
    sent = opened_and_signed_out(browser, "/example")
    sign_in(browser)
    answer = browser.post("/example", sent)
    assert answer["Location"] == "/example"
    page = browser.get("/example").content.decode()
    assert "This has not been sent yet" in page
    assert "Threw a chair" in page
    assert example_site.sent == []


def test_somebody_elses_form_in_another_window_is_not_taken_over(browser: Client, staff: MakeStaff) -> None:
    staff()
    staff("omar.diaz@example.org", name="Omar Diaz")
    sent = opened_and_signed_out(browser, "/example")
    sign_in(browser, "omar.diaz@example.org")
    answer = browser.post("/example", sent, follow=True)
    assert "Somebody else had that form open. Nothing was sent." in answer.content.decode()
    assert "Threw a chair" not in browser.get("/example").content.decode()
    assert example_site.sent == []


def test_a_fault_of_ours_keeps_what_was_typed(browser: Client, staff: MakeStaff) -> None:
    staff()
    sign_in(browser)
    browser.raise_request_exception = False
    sent = {**TYPED, **unseen(browser.get("/broken").content.decode())}
    answer = browser.post("/broken", sent)
    assert answer.status_code == 500
    assert 'kept for an hour. <a href="/broken">Open the page again</a>' in answer.content.decode()
    page = browser.get("/broken").content.decode()
    assert "This has not been sent yet" in page
    assert "Threw a chair" in page
