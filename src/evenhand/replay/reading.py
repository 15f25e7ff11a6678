"""Reads a replay file. Nothing is played of a file with a fault: each is named with its line, key and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import ClassVar

from evenhand.policy.loader import available_packs, load_pack
from evenhand.reading.faults import FileInvalid, quoted
from evenhand.reading.table import Table
from evenhand.reading.yaml import read_yaml
from evenhand.record.matching import NotAContactPointError, point_key
from evenhand.record.models import PointKind
from evenhand.replay.lines import NAME, WRITE_NAME, read_checks, read_events
from evenhand.replay.script import Player, ReplayCustomer, Script
from evenhand.rules.authority import Permission, Role, permissions_of

LARGEST = 1024 * 1024
"""Bytes of a replay."""
_WRITE_AWAY = "Write away: [2026-01-05, 2026-01-09]."
_FIRST_AND_LAST = 2


class ReplayInvalid(FileInvalid):
    """A replay that cannot be played. It holds every fault that was found, in the order of the file."""

    kind: ClassVar[str] = "replay"


def read_replay(path: str | Path) -> Script:
    """The replay of a file.

    A policy that is a path is looked for beside the replay, then from where the command runs.
    Raises ``ReplayInvalid``; ``PackInvalid`` where the policy it names cannot be used.
    """
    document = read_yaml(path, invalid=ReplayInvalid, largest=LARGEST)
    faults = document.faults()
    top = document.table(faults, write="Write replay: 1, then title, policy, customer, staff and events.")
    top.number("replay", write="Write replay: 1.", lowest=1, highest=1)
    title = top.text("title", write="Say in one line what the replay shows.")
    policy = _policy(top, Path(path))
    pack = load_pack(policy)
    customer = _customer(top)
    staff = _staff(top)
    events = tuple(read_events(top, staff, pack))
    checks = tuple(read_checks(top, pack))
    if staff and not any(permissions_of(one.roles) & {Permission.CHECK_CONTACT} for one in staff.values()):
        top.fault("staff", "Nobody here may report or check anything.", "Add an officer, such as olu: [officer].")
    top.done()
    faults.raise_if_any()
    return Script(
        file=document.origin.file,
        title=title,
        policy=str(policy),
        pack=pack,
        customer=customer,
        staff=staff,
        events=events,
        checks=checks,
    )


def _policy(top: Table, replay: Path) -> str | Path:
    named = top.text("policy", write="Name a pack, such as wldc, or the path to one.")
    if named and named not in available_packs():
        places = (replay.parent / named, Path(named))
        found = next((one for one in places if "/" in named or named.endswith(".toml") if one.exists()), None)
        if found is not None:
            return found
        otherwise = f"Write one of: {', '.join(available_packs())}; or the path to a pack, such as ./pack.toml."
        top.unknown("policy", "There is no such policy.", named, available_packs(), otherwise=otherwise)
    top.faults.raise_if_any()  # without a policy nothing else can be judged
    return named


def _customer(top: Table) -> ReplayCustomer:
    table = top.table("customer", write="Write customer: {name: Mrs Ada Winter, contacts: [{phone: ...}]}.")
    if table is None:
        return ReplayCustomer(name="")
    name = table.text("name", write="Write the customer's name, plainly fictional.")
    contacts: list[tuple[PointKind, str]] = []
    for one in table.optional_tables("contacts", write="Write contacts: [{phone: '020 7946 0321'}].") or ():
        one.known(*(kind.value for kind in PointKind))
        contacts += [(kind, _point(one, kind)) for kind in PointKind if kind.value in one]
        one.done()
    table.done()
    return ReplayCustomer(name=name, contacts=tuple(contacts))


def _point(table: Table, kind: PointKind) -> str:
    write = f"Write {kind.value}: and its value, in quotation marks."
    value = table.text(kind.value, write=write)
    try:
        if value:
            point_key(kind, value)
    except NotAContactPointError as error:
        table.fault(kind.value, f"{error}.", write)
    return value


def _staff(top: Table) -> Mapping[str, Player]:
    table = top.table("staff", write="Write staff: {olu: [officer], mia: [manager]}.")
    if table is None:
        return {}
    found: dict[str, Player] = {}
    for name in table.keys:
        if not NAME.fullmatch(name):
            table.fault(name, "This name cannot be used.", WRITE_NAME)
        if isinstance(table.raw(name), dict):
            more = table.table(name, write="Write {roles: [officer], manager: mia}.")
            if more is not None:
                found[name] = _player(name, more)
        else:
            found[name] = Player(name=name, roles=table.choices(name, Role))
    for name, player in found.items():
        for other in (player.manager, player.deputy):
            if other is not None and other not in found:
                problem = f"Nobody here is called {quoted(other)}."
                table.unknown(name, problem, other, found, otherwise="Add them to staff.")
    table.done()
    return found


def _player(name: str, table: Table) -> Player:
    player = Player(
        name=name,
        roles=table.choices("roles", Role),
        manager=table.optional_text("manager", write="Name somebody under staff.") or None,
        deputy=table.optional_text("deputy", write="Name somebody under staff.") or None,
        away=_away(table),
    )
    table.done()
    return player


def _away(table: Table) -> tuple[date, date] | None:
    days = table.days("away", write=_WRITE_AWAY)
    if len(days) > _FIRST_AND_LAST or days != tuple(sorted(days)):
        table.fault("away", "It is not a first and a last day.", _WRITE_AWAY)
    return (days[0], days[-1]) if days else None
