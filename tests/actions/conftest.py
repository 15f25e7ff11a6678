"""Every action test starts from a council with a policy, people and an evidence store."""

from __future__ import annotations

import pytest
from tests.actions.council import Line, People, found_council

from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore


@pytest.fixture
def people(db: None) -> People:  # noqa: ARG001 - asked for so that the database is there
    wired.wire(documents=MemoryStore())
    return found_council()


@pytest.fixture
def line(people: People) -> Line:
    return Line(people)
