"""Adopt a version of a policy: the pack is kept whole, and a later file never changes it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change
from evenhand.policy.faults import NoPolicyError
from evenhand.policy.pack import Pack
from evenhand.record.actor import Actor
from evenhand.record.models import PolicyVersion
from evenhand.record.policies import version_on
from evenhand.rules.authority import Permission
from evenhand.rules.calendar import local_day


def adopt_policy(*, actor: Actor, at: datetime, pack: Pack, submission: UUID | None = None) -> UUID:
    """Keep a pack as an adopted version. Adopting the very same pack again changes nothing.

    It begins on its own first day, or at once where that day is past: cases that are reported from then on are
    under it. A case stays under the version that it began under, and so does every decision on it.

    Args:
        actor: an administrator, or the command line.
        at: when it is adopted.
        pack: the pack, checked whole when it was loaded.
        submission: the form's token.

    Returns:
        The policy version's id.

    Raises:
        InvalidInputError: another pack was adopted under this name and version before, or this one would never
            be in force, because a version that began on a later day already is.
    """
    with change("adopt_policy", actor=actor, at=at, permission=Permission.MANAGE_POLICY, submission=submission) as this:
        earlier = PolicyVersion.objects.filter(name=pack.name, version=pack.version).first()
        if earlier is not None and earlier.sha256 != pack.sha256:
            raise InvalidInputError(
                "version",
                f"Version {pack.version} of {pack.name} was adopted with other contents. "
                "Give the changed pack a new version.",
            )
        if earlier is None:
            _can_begin(pack, local_day(at))
        row = earlier or this.write(
            PolicyVersion(
                name=pack.name,
                version=pack.version,
                schema_version=pack.schema_version,
                content=pack.content,
                sha256=pack.sha256,
                effective_from=pack.effective_from,
                adopted_at=at,
                adopted_by=actor.id,
            )
        )
        this.result = row.id
        return row.id


def _can_begin(pack: Pack, today: date) -> None:
    """Of the versions that have begun, the one that began last is in force: an older day would never come."""
    try:
        in_force = version_on(today)
    except NoPolicyError:
        return
    began = in_force.effective_from
    if pack.effective_from < began:
        raise InvalidInputError(
            "effective_from",
            f"It would never be in force: version {in_force.version} of {in_force.name} began later, on "
            f"{began.day} {began:%B %Y}. Write that day or a later one.",
        )
