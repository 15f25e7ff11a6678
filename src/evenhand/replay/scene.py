"""Sets the scene of a replay: a made-up council under the replay's policy, with its people."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from evenhand.actions.adopt_policy import adopt_policy
from evenhand.actions.create_staff import create_staff
from evenhand.actions.report_incident import NewCustomer
from evenhand.actions.set_council import set_council
from evenhand.record.actor import Actor
from evenhand.record.models import Case, Customer, Staff
from evenhand.replay.script import Player, Script
from evenhand.rules.authority import Role
from evenhand.rules.vocabulary import Stage

_BEFORE = timedelta(days=1)
_REPLAY = Actor.system("replay")


@dataclass(slots=True)
class Scene:
    """The people of a replay and what has come of its events so far."""

    script: Script
    people: Mapping[str, Actor]
    results: dict[str, UUID] = field(default_factory=dict)
    """What earlier events gave, by their ``as``."""

    def customer(self) -> UUID | NewCustomer:
        """The replay's customer: on the record, or new before the first report."""
        found: Customer | None = Customer.objects.order_by("id").first()
        if found is not None:
            return UUID(str(found.pk))
        return NewCustomer(name=self.script.customer.name, contacts=self.script.customer.contacts)

    def case(self) -> Case | None:
        """The case that events are about: the open one, else the last."""
        cases = Case.objects.order_by("-id")
        return cases.exclude(stage=Stage.CLOSED).first() or cases.first()


def set_scene(script: Script) -> Scene:
    """Adopt the policy, set the council's details and add the people, a day before the first event.

    The database is empty but for its tables, and is thrown away afterwards.
    """
    at = _begins(script)
    adopt_policy(actor=_REPLAY, at=at, pack=script.pack)
    set_council(
        actor=_REPLAY,
        at=at,
        name="Example District Council",
        address="Example House\nExample Street\nExampleton\nEX1 1EX",
        email="contact@example.org",
        telephone="020 7946 0100",
        web_form="https://www.example.org/contact",
        signatory="Head of Customer Services",
        brand_colour="#00563f",
    )
    people = {player.name: _add(player, at) for player in script.staff.values()}
    for player in script.staff.values():
        _place(player, people, script)
    return Scene(script=script, people=people)


def _begins(script: Script) -> datetime:
    return script.events[0].at - _BEFORE


def _add(player: Player, at: datetime) -> Actor:
    staff_id = create_staff(
        actor=_REPLAY,
        at=at,
        email=f"{player.name}@example.org",
        name=player.name.replace("_", " ").title(),
        post="Example post",
        roles=player.roles,
        password=secrets.token_urlsafe(24),  # nobody signs in here
    )
    return Actor(id=staff_id, name=player.name, roles=player.roles)


def _place(player: Player, people: Mapping[str, Actor], script: Script) -> None:
    """Say who manages somebody, who stands in for them, and when they are away; all have to be there first."""
    manager = player.manager or _first_manager(script, player)
    first, last = player.away or (None, None)
    Staff.objects.filter(pk=people[player.name].staff_id).update(
        manager=people[manager].staff_id if manager else None,
        deputy=people[player.deputy].staff_id if player.deputy else None,
        absent_from=first,
        absent_until=last,
    )


def _first_manager(script: Script, player: Player) -> str | None:
    """The file's first manager, for whoever is no manager and names none."""
    if Role.MANAGER in player.roles:
        return None
    return next((one.name for one in script.staff.values() if Role.MANAGER in one.roles), None)
