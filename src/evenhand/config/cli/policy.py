"""`evenhand policy check` and `evenhand policy adopt`."""

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from evenhand.config.cli.databases import a_database
from evenhand.config.errors import BadInputError

if TYPE_CHECKING:
    from evenhand.policy.pack import Pack


def check(arguments: argparse.Namespace) -> int:
    """Runs `evenhand policy check`; it needs no database.

    Args:
        arguments: `pack`, a pack's name or folder.

    Returns:
        0 when the pack can be adopted.

    Raises:
        BadInputError: it cannot; the message names every fault.
    """
    pack = _loaded(arguments.pack)
    print(
        f"{pack.title}, version {pack.version}, can be adopted: "
        f"{len(pack.clauses)} clauses, {len(pack.rules)} rules, in force from {pack.effective_from:%d %B %Y}."
    )
    return 0


def adopt(arguments: argparse.Namespace) -> int:
    """Runs `evenhand policy adopt`.

    Args:
        arguments: `pack`, a pack's name or folder.

    Returns:
        0 when the pack is adopted.

    Raises:
        BadInputError: the pack cannot be adopted.
        SetupError: the database cannot be used.
    """
    pack = _loaded(arguments.pack)
    with a_database():
        newly = _adopt(pack)
    print(f"{pack.title}, version {pack.version}, {'is now adopted' if newly else 'was adopted before'}.")
    return 0


def adopt_unless_adopted(name: str) -> None:
    """Adopts a pack of ours, unless its version was adopted before; Django is ready.

    Args:
        name: the pack's name.
    """
    _adopt(_loaded(name))


def _loaded(name_or_path: str) -> "Pack":
    from evenhand.policy.faults import PackInvalid
    from evenhand.policy.loader import load_pack

    try:
        return load_pack(name_or_path)
    except PackInvalid as error:
        raise BadInputError(str(error)) from None


def _adopt(pack: "Pack") -> bool:
    from evenhand.actions.adopt_policy import adopt_policy
    from evenhand.record.actor import Actor
    from evenhand.record.models import PolicyVersion

    if PolicyVersion.objects.filter(name=pack.name, version=pack.version, content=pack.content).exists():
        return False
    adopt_policy(actor=Actor.system("command line"), at=datetime.now(UTC), pack=pack)
    return True
