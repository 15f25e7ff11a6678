"""What the tests of replays share: an evidence store, and replays written in a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore

Write = Callable[[str], Path]

HEAD = """\
replay: 1
title: Written in a test
policy: wldc
customer: {name: Mrs Ada Winter, contacts: [{phone: "020 7946 0321"}, {email: ada@example.org}]}
staff: {olu: [officer], mia: [manager], dan: [determination_team], eve: [determination_team]}
"""
REPORT = "  - {at: 2026-01-05T10:00, by: olu, do: report_incident, as: first, with: {channel: telephone}}\n"


@pytest.fixture
def council(db: None) -> None:  # noqa: ARG001 - asked for so that the database is there
    """A database and an evidence store, to play in."""
    wired.wire(documents=MemoryStore())


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a replay: the head that all share, unless the text has one of its own, and what the test says."""

    def written(text: str) -> Path:
        file = tmp_path / "replay.yaml"
        file.write_text(text if text.startswith("replay:") else HEAD + text, encoding="utf-8")
        return file

    return written
