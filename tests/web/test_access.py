"""Every page asks for a sign-in unless it says why not; some ask for a role; none is stored anywhere."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.conftest import MakeStaff

from evenhand.rules.authority import Permission, Role
from evenhand.web.access import needs, public, why_public

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.example_site")]


def views(patterns: list[URLPattern | URLResolver]) -> Iterator[Callable[..., Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        elif pattern.callback is not None:
            yield pattern.callback


def test_every_open_page_of_the_product_says_why() -> None:
    said = {view.__name__: why_public(view) for view in views(get_resolver("evenhand.config.urls").url_patterns)}
    assert {name for name, why in said.items() if why is not None} == {
        "sign_in",
        "sign_out",
        "council_css",
        "letter_css",
    }


def test_a_page_is_not_opened_without_a_reason() -> None:
    with pytest.raises(ValueError, match="Say why"):
        public("  ")


def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    answer = client.get("/cases/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in?next=%2Fcases%2F")
    assert client.get("/")["Location"] == "/sign-in"
    assert client.get("/open").content == b"open"


def test_the_actor_is_the_signed_in_person_with_their_roles(client: Client, staff: MakeStaff) -> None:
    person = staff("priya.shah@example.org", Role.MANAGER, Role.OFFICER)
    client.force_login(person)
    assert client.get("/who").content.decode() == f"{person.pk} Priya Shah manager officer"


def test_a_page_for_a_role_says_whose_it_is_and_whom_to_ask(client: Client, staff: MakeStaff) -> None:
    client.force_login(staff("priya.shah@example.org", Role.OFFICER))
    answer = client.get("/panel")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "This page is for people with the role ‘Determination team’" in page
    assert "ask your council’s Evenhand administrator" in page


def test_a_page_for_a_role_opens_for_it(client: Client, staff: MakeStaff) -> None:
    client.force_login(staff("priya.shah@example.org", Role.OFFICER, Role.DETERMINATION_TEAM))
    assert client.get("/panel").status_code == 200


def test_a_view_carries_the_permission_that_it_needs() -> None:
    @needs(Permission.WARN)
    def view(_request: Any) -> Any: ...

    assert view.needed_permission is Permission.WARN  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("roles", "links"),
    [
        ((Role.OFFICER,), ["My work", "Cases", "Report an incident", "Check a contact"]),
        ((Role.ADMINISTRATOR,), ["My work"]),
    ],
)
def test_navigation_shows_what_somebody_may_open(
    client: Client, staff: MakeStaff, roles: tuple[Role, ...], links: list[str]
) -> None:
    client.force_login(staff("priya.shah@example.org", *roles))
    page = client.get("/panel").content.decode()
    shown = re.findall(r'govuk-service-navigation__link" href="[^"]+">\s*([^<]+?)\s*<', page)
    assert shown == links


def test_navigation_marks_the_page_and_the_part_of_the_site(client: Client, staff: MakeStaff) -> None:
    client.force_login(staff())
    marks = {
        path: re.findall(r'aria-current="(\w+)"', client.get(path).content.decode())
        for path in ("/", "/cases/", "/cases/one")
    }
    assert marks == {"/": ["page"], "/cases/": ["page"], "/cases/one": ["true"]}


def test_pages_are_neither_stored_nor_told_to_other_sites(client: Client, staff: MakeStaff) -> None:
    client.force_login(staff())
    for path in ("/", "/sign-in", "/nowhere", "/panel"):
        answer = client.get(path)
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "'unsafe-inline'" not in answer["Content-Security-Policy"]


@pytest.mark.usefixtures("council")
def test_the_councils_colours_may_be_kept(client: Client) -> None:
    answer = client.get("/council.css")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert "--govuk-brand-colour:#14525a;" in answer.content.decode()
    link = re.search(r"/council\.css\?v=\w+", client.get("/sign-in").content.decode())
    assert link is not None
    assert "immutable" in client.get(link[0])["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")


def test_pages_speak_british_english_with_one_heading_and_no_names_in_the_title(
    client: Client, staff: MakeStaff
) -> None:
    client.force_login(staff())
    page = client.get("/cases/").content.decode()
    assert '<html lang="en-GB"' in page
    assert "<title>Cases – Case work – Example Borough Council</title>" in page
    assert page.count("<h1") == 1
    assert 'href="#main-content"' in page
    assert '<main class="govuk-main-wrapper" id="main-content">' in page
    assert "This is a demonstration." in page


def test_no_page_needs_anything_inline(client: Client, staff: MakeStaff) -> None:
    client.force_login(staff())
    for path in ("/example", "/nowhere", "/panel", "/changed"):
        page = client.get(path).content.decode()
        assert not re.search(r"\sstyle=|\son\w+=|javascript:|<style|<script(?![^>]* src=)", page), path


def test_before_the_council_is_set_pages_name_the_product(client: Client) -> None:
    page = client.get("/sign-in").content.decode()
    assert "<title>Sign in – Case work – Evenhand</title>" in page
    assert "demonstration" not in page
