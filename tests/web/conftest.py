"""What the tests of the pages stand on: a council, and people who can sign in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.actions.council import Line, People, found_council

from evenhand.actions.actor import Actor
from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.rules.authority import Role

PASSWORD = "correct horse battery staple"
COUNCIL, BRAND = "Example Borough Council", "#14525a"
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)

MakeStaff = Callable[..., Any]


@pytest.fixture
def council(db: None, settings: Any) -> None:  # noqa: ARG001 - asked for so that there is a database
    """The council whose pages these are, made up."""
    set_up_council(settings)


def set_up_council(settings: Any) -> None:
    """Set the council's details, and that this is a demonstration."""
    from evenhand.actions.set_council import set_council

    settings.EVENHAND = replace(settings.EVENHAND, demonstration=True)
    set_council(
        actor=Actor.system("tests"),
        at=NOW,
        name=COUNCIL,
        address="1 Example Street\nExample Town",
        email="contact@example.org",
        telephone="020 7946 0000",
        web_form="https://example.org/contact",
        signatory="Head of Customer Services",
        brand_colour=BRAND,
    )


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hashes passwords quickly; the strength of a hash is not what these tests look at."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def add_staff(email: str, *roles: Role, name: str = "Priya Shah") -> Any:
    """Add a member of staff with roles, who can sign in with `PASSWORD`."""
    from evenhand.actions.create_staff import create_staff
    from evenhand.record.models import Staff

    staff_id = create_staff(
        actor=Actor.system("tests"),
        at=NOW,
        email=email,
        name=name,
        post="Team leader",
        roles=roles or (Role.OFFICER,),
        password=PASSWORD,
    )
    return Staff.objects.get(pk=staff_id)


@pytest.fixture
def staff(council: None) -> MakeStaff:  # noqa: ARG001 - asked for so that there is a council
    """Adds a member of staff; Priya Shah, an officer, unless told."""

    def make(email: str = "priya.shah@example.org", *roles: Role, name: str = "Priya Shah") -> Any:
        return add_staff(email, *roles, name=name)

    return make


@pytest.fixture
def browser() -> Client:
    """A browser that checks CSRF tokens, as a real one meets them."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def people(db: None) -> People:  # noqa: ARG001 - asked for so that there is a database
    """A council with its policy, its people and a store for letters."""
    wired.wire(documents=MemoryStore())
    return found_council()


@pytest.fixture
def line(people: People, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Line:
    """A customer's way, whose clock is the pages' clock, too; who is signed in stays so while days go by."""
    made = Line(people)
    settings.SESSION_COOKIE_AGE = 10 * 365 * 24 * 60 * 60
    monkeypatch.setattr("django.utils.timezone.now", lambda: made.at)
    return made
