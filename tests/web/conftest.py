"""What the tests of the pages stand on: a council, and people who can sign in."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from evenhand.rules.authority import Role
from evenhand.web.colours import Colour
from evenhand.web.council import Council, use_council

PASSWORD = "correct horse battery staple"
COUNCIL = Council(name="Example Borough Council", brand=Colour.from_hex("#14525a"), demonstration=True)

MakeStaff = Callable[..., Any]


@pytest.fixture(autouse=True)
def council() -> Iterator[Council]:
    """The council whose pages these are."""
    from evenhand.web.council import _Wiring

    before = _Wiring.source
    use_council(lambda: COUNCIL)
    yield COUNCIL
    _Wiring.source = before


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hashes passwords quickly; the strength of a hash is not what these tests look at."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def add_staff(email: str, *roles: Role, name: str = "Priya Shah") -> Any:
    """Add a member of staff with roles, who can sign in with `PASSWORD`."""
    from evenhand.record.models.people import Staff, StaffRole
    from evenhand.record.writing import open_for_writing

    now = datetime(2026, 11, 2, 9, tzinfo=UTC)
    person = Staff(email=email, name=name, post="Team leader", added_at=now)
    person.set_password(PASSWORD)
    with open_for_writing():
        person.save(force_insert=True)
        for role in roles or (Role.OFFICER,):
            StaffRole(staff=person, role=role, granted_at=now).save(force_insert=True)
    return person


@pytest.fixture
def staff(db: None) -> MakeStaff:  # noqa: ARG001 - asked for so that there is a database
    """Adds a member of staff; Priya Shah, an officer, unless told."""

    def make(email: str = "priya.shah@example.org", *roles: Role, name: str = "Priya Shah") -> Any:
        return add_staff(email, *roles, name=name)

    return make


@pytest.fixture
def browser() -> Client:
    """A browser that checks CSRF tokens, as a real one meets them."""
    return Client(enforce_csrf_checks=True)
