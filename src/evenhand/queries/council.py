"""The council as pages show it, and its people as forms offer them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.policies import pack_of, version_on
from evenhand.rules.authority import Role
from evenhand.rules.calendar import local_day
from evenhand.rules.terms import MandatoryService


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilIdentity:
    """The council's name and colour."""

    name: str
    brand_colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChoice:
    """A member of staff, to be chosen in a form."""

    id: UUID
    name: str
    post: str


def council_identity() -> CouncilIdentity | None:
    """The council's name and colour; ``None`` before anybody set them. Shown to everybody, so it takes no actor."""
    row = rows.Council.objects.only("name", "brand_colour").first()
    return CouncilIdentity(name=row.name, brand_colour=row.brand_colour) if row else None


def staff_choices(actor: Actor, *, role: Role | None = None) -> tuple[StaffChoice, ...]:
    """Those who work here, by name; with ``role``, those who hold it. Empty for a component."""
    if actor.id is None:
        return ()
    found = rows.Staff.objects.filter(is_active=True)
    if role is not None:
        found = found.filter(roles__role=role)
    return tuple(
        StaffChoice(id=row.id, name=row.name, post=row.post) for row in found.order_by("name", "id").distinct()
    )


def names_of(people: Iterable[UUID]) -> Mapping[UUID, str]:
    """The names of members of staff by id, those who left too."""
    wanted = set(people)
    return dict(rows.Staff.objects.filter(pk__in=wanted).values_list("id", "name")) if wanted else {}


def mandatory_services(*, at: datetime) -> tuple[MandatoryService, ...]:
    """The services that every restriction keeps open, under the policy of today (3.1)."""
    return pack_of(version_on(local_day(at))).terms.mandatory_services
