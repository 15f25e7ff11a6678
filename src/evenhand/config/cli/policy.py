"""`evenhand policy check` and `evenhand policy adopt`; `policy_show` has `evenhand policy show`."""

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from evenhand.config.cli.databases import a_database
from evenhand.config.errors import BadInputError
from evenhand.rules.calendar import local_day
from evenhand.rules.spoken import spoken_date

if TYPE_CHECKING:
    from evenhand.policy.pack import Pack


def check(arguments: argparse.Namespace) -> int:
    """Runs `evenhand policy check`; it needs no database.

    Args:
        arguments: `pack`, a pack's name, file or folder.

    Returns:
        0 when the pack can be adopted.

    Raises:
        BadInputError: it cannot; the message names every fault.
    """
    pack = loaded(arguments.pack)
    print(
        f"{pack.title}, version {pack.version}, can be adopted: "
        f"{len(pack.clauses)} clauses, {len(pack.rules)} rules, in force from {spoken_date(pack.effective_from)}."
    )
    return 0


def adopt(arguments: argparse.Namespace) -> int:
    """Runs `evenhand policy adopt`.

    Args:
        arguments: `pack`, a pack's name, file or folder.

    Returns:
        0 when the pack is adopted.

    Raises:
        BadInputError: the pack cannot be adopted; nothing was.
        SetupError: the database cannot be used.
    """
    pack = loaded(arguments.pack)
    with a_database():
        newly = _adopt(pack, arguments.pack)
    print(f"{pack.title}, version {pack.version}, {'is now adopted' if newly else 'was adopted before'}.")
    if newly:
        begins = pack.effective_from
        since = "now on" if begins <= local_day(datetime.now(UTC)) else f"{spoken_date(begins)} on"
        print(f"Cases that are reported from {since} are under it. The others stay under the version they began under.")
    return 0


def adopt_unless_adopted(name: str) -> None:
    """Adopts a pack of ours, unless its version or a later policy was adopted before; Django is ready.

    Args:
        name: the pack's name.
    """
    from evenhand.record.models import PolicyVersion

    pack = loaded(name)
    same = PolicyVersion.objects.filter(name=pack.name, version=pack.version)
    if not same.exists() and not PolicyVersion.objects.filter(effective_from__gt=pack.effective_from).exists():
        _adopt(pack, name)


def loaded(name_or_path: str) -> "Pack":
    """The pack of a name, a file or a folder. Raises ``BadInputError``, whose message names every fault."""
    from evenhand.policy.faults import PackInvalid
    from evenhand.policy.loader import load_pack

    try:
        return load_pack(name_or_path)
    except PackInvalid as error:
        raise BadInputError(str(error)) from None


def _adopt(pack: "Pack", name_or_path: str) -> bool:
    from evenhand.actions.adopt_policy import adopt_policy
    from evenhand.actions.errors import InvalidInputError
    from evenhand.reading.toml_lines import locate
    from evenhand.record.actor import Actor
    from evenhand.record.models import PolicyVersion

    if PolicyVersion.objects.filter(name=pack.name, version=pack.version, content=pack.content).exists():
        return False
    try:
        adopt_policy(actor=Actor.system("command line"), at=datetime.now(UTC), pack=pack)
    except InvalidInputError as error:
        line = locate(pack.content).lines.get((error.field,), 1)
        raise BadInputError(f"{name_or_path}, line {line}, {error.field}: {error}") from None
    return True
