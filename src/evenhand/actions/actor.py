"""Whoever does something."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evenhand.rules.authority import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of staff with their roles, as actions and queries take them."""

    id: UUID
    name: str
    roles: frozenset[Role]
