"""What ombudsmen found is found, and nothing where they found none."""

from pathlib import Path

import pytest

from evenhand.histories.assess import assess
from evenhand.histories.history import History
from evenhand.histories.policies import Policies
from evenhand.histories.read import read_histories

from .telling import faults_of, terms

FILE = Path(__file__).parent / "published.yaml"
HISTORIES = read_histories(FILE, Policies(FILE.parent))


def test_there_are_faults_of_many_kinds_and_cases_without() -> None:
    found = {fault for history in HISTORIES for fault in history.found or ()}
    assert len(HISTORIES) == 21
    assert len(found) >= 9
    assert any(history.found == () for history in HISTORIES)


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.ref)
def test_what_was_found_is_found(history: History) -> None:
    faults = faults_of(assess(history, terms()))
    assert history.found is not None
    assert faults >= set(history.found)
    if not history.found:
        assert faults == set()
