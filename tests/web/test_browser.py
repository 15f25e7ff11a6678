"""The base in a real browser: accessible, readable on a small screen, and whole without scripts."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tests.browsing import (
    NEEDS_A_BROWSER,
    chromium_started,
    expect_accessible,
    listen_for_complaints,
    playwright_started,
    site_served,
)
from tests.web.conftest import PASSWORD, add_staff, set_up_council

from evenhand.rules.authority import Role

# 1280 pixels at a zoom of 400 % leave 320 to draw in (guideline 1.4.10).
ZOOMED, PHONE, DESK, WALL = 320, 375, 1280, 1920

pytestmark = [
    *NEEDS_A_BROWSER,
    pytest.mark.urls("tests.web.example_site"),
]

Open = Callable[..., Page]


@pytest.fixture
def site(playwright: Playwright, fresh_database: object, settings: Any) -> Iterator[str]:  # noqa: ARG001 - what comes first
    """The address of the example site, served with one manager in its database."""
    set_up_council(settings)
    add_staff("priya.shah@example.org", Role.MANAGER)
    with site_served() as address:
        yield address


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with playwright_started() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    with chromium_started(playwright) as browser:
        yield browser


@pytest.fixture
def opened(chromium: Browser, site: str) -> Iterator[Open]:
    """Opens the site in a window of a given width; whatever the browser complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(width: int, *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, base_url=site
        )
        contexts.append(context)
        page = context.new_page()
        listen_for_complaints(page, complaints)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


def sign_in(page: Page) -> None:
    page.fill("#id_email", "priya.shah@example.org")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send the example").click()


@pytest.mark.parametrize("width", [ZOOMED, PHONE, DESK, WALL])
def test_every_page_of_the_base_is_accessible_at_every_width(opened: Open, width: int) -> None:
    page = opened(width)
    page.goto("/example")
    expect_accessible(page)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title(re.compile("^Error: Sign in"))
    expect_accessible(page)
    sign_in(page)
    expect_accessible(page)
    send(page)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect_accessible(page)
    page.get_by_role("link", name="Enter the date it happened").click()
    expect(page.locator("#id_happened_on_day")).to_be_focused()
    for path in ("/cases/", "/panel", "/nowhere", "/unreadable", "/changed", "/example?changed=1"):
        page.goto(path)
        expect_accessible(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_refusals_and_what_was_typed_come_back(opened: Open, *, scripts: bool) -> None:
    page = opened(PHONE, scripts=scripts)
    page.goto("/example?refuse=1")
    sign_in(page)
    page.get_by_label("Telephone").check()
    page.get_by_label("Something else").check()
    page.get_by_label("What else did they do?").fill("Threw a chair")
    for part, typed in (("day", "24"), ("month", "nov"), ("year", "2026")):
        page.fill(f"#id_happened_on_{part}", typed)
    page.get_by_label("No", exact=True).check()
    page.get_by_label("What happened?").fill("line one\n  line two")
    send(page)
    assert "Say what warning was given before the restriction (Clause 8.2)" in page.inner_text(".govuk-error-summary")
    assert "(Clause 8.2)" in page.inner_text("#id_reasons-error")
    assert page.get_by_label("What happened?").input_value() == "line one\n  line two"
    assert page.get_by_label("What else did they do?").input_value() == "Threw a chair"
    if scripts:
        expect_accessible(page)


def test_answers_that_depend_on_another_fold_away_only_where_scripts_run(opened: Open) -> None:
    for scripts in (True, False):
        page = opened(DESK, scripts=scripts)
        page.goto("/example")
        sign_in(page)
        expect(page.locator("#id_told_on_day")).to_be_visible(visible=not scripts)
        page.get_by_label("Yes", exact=True).check()
        expect(page.locator("#id_told_on_day")).to_be_visible()


def test_without_scripts_the_menu_is_open_and_signing_out_works(opened: Open) -> None:
    page = opened(PHONE, scripts=False)
    page.goto("/")
    sign_in(page)
    expect(page.get_by_role("link", name="Check a contact")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_title("Sign in – Case work – Example Borough Council")


def test_the_notice_that_a_form_was_given_back_is_accessible(opened: Open) -> None:
    from django.contrib.sessions.models import Session

    page = opened(DESK)
    page.goto("/example")
    sign_in(page)
    page.get_by_label("What happened?").fill("line one")
    Session.objects.all().delete()
    send(page)
    expect(page.locator("main")).to_contain_text("What you typed is kept for an hour")
    expect_accessible(page)
    sign_in(page)
    expect(page.locator("main")).to_contain_text("This has not been sent yet")
    expect_accessible(page)


def test_a_fault_of_ours_is_accessible(opened: Open) -> None:
    page = opened(PHONE)
    page.goto("/broken")
    sign_in(page)
    send(page)
    expect(page).to_have_title(re.compile("^Sorry, something went wrong"))
    expect_accessible(page)


def test_on_paper_the_record_stands_without_what_can_only_be_pressed(opened: Open) -> None:
    page = opened(DESK)
    page.goto("/example")
    sign_in(page)
    page.emulate_media(media="print")
    printed = "getComputedStyle(document.querySelector('.evenhand-header__council'), '::after').content"
    assert page.evaluate(printed) == "none", "an address within the site is written out"
    assert page.get_by_role("heading", name="Record an example").is_visible()
    for gone in (
        ".govuk-service-navigation",
        ".govuk-back-link",
        ".govuk-button",
        ".evenhand-header__sign-out",
    ):
        assert not page.locator(gone).first.is_visible(), gone
