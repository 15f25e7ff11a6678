"""Adopt a version of a policy: the pack is kept whole, and a later file never changes it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change
from evenhand.policy.pack import Pack
from evenhand.record.actor import Actor
from evenhand.record.models import PolicyVersion
from evenhand.rules.authority import Permission


def adopt_policy(*, actor: Actor, at: datetime, pack: Pack, submission: UUID | None = None) -> UUID:
    """Keep a pack as an adopted version. Adopting the very same pack again changes nothing.

    Args:
        actor: an administrator, or the command line.
        at: when it is adopted.
        pack: the pack, checked whole when it was loaded.
        submission: the form's token.

    Returns:
        The policy version's id.

    Raises:
        InvalidInputError: another pack was adopted under this name and version before.
    """
    with change("adopt_policy", actor=actor, at=at, permission=Permission.MANAGE_POLICY, submission=submission) as this:
        earlier = PolicyVersion.objects.filter(name=pack.name, version=pack.version).first()
        if earlier is not None and earlier.sha256 != pack.sha256:
            raise InvalidInputError(
                "version",
                f"Version {pack.version} of {pack.name} was adopted with other contents. "
                "Give the changed pack a new version.",
            )
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
