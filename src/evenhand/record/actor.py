"""Whoever does it: a member of staff with roles, or a named component of the system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from evenhand.rules.authority import Permission, Role, permissions_of

_COMPONENTS_MAY = frozenset({Permission.MANAGE_PEOPLE, Permission.MANAGE_POLICY})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. Every action and every query takes one.

    ``id`` is the member of staff's; ``None`` for a component, which may set the system up but never
    touches a case: people decide (principle 5).
    """

    id: UUID | None
    name: str
    roles: frozenset[Role] = frozenset()

    @classmethod
    def system(cls, component: str) -> Self:
        """A named component, such as the command line."""
        return cls(id=None, name=component)

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that they may do."""
        return _COMPONENTS_MAY if self.id is None else permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether they may do one thing."""
        return permission in self.permissions

    @property
    def staff_id(self) -> UUID:
        """The member of staff's id; raises ``ValueError`` for a component."""
        if self.id is None:
            raise ValueError("a component of the system is not a member of staff")
        return self.id
