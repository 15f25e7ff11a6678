"""Even under no contact, exceptional circumstances can be recorded and the contact let in (9.4)."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.facts import ExceptionalContact
from evenhand.rules.vocabulary import Act

from . import build
from .build import MIA, Weighed, fact, london, refused, weighed

RULE = "contact.exceptional"
RAISED = ExceptionalContact(
    id=fact("x1"),
    raised_at=london("2026-02-10 11:00"),
    restriction=fact("r1"),
    circumstances="Her boiler has failed and she has a baby.",
    let_in=False,
    reasons="The repair line is open to her and was called while she waited.",
    decided_by=MIA,
)


@pytest.mark.parametrize(
    ("changes", "in_full", "in_part"),
    [
        pytest.param({}, [], [], id="kept out with reasons"),
        pytest.param({"let_in": True, "reasons": None}, [], [], id="let in"),
        pytest.param({"reasons": " "}, [("fault", "no_reasons")], [("fault", "no_reasons")], id="blank reasons"),
        pytest.param({"reasons": None}, [("fault", "no_reasons")], [("gap", "no_reasons")], id="reasons unknown"),
        pytest.param({"let_in": None, "reasons": None}, [("advice", None)], [("advice", None)], id="undecided"),
    ],
)
def test_keeping_somebody_out_needs_reasons(
    changes: dict[str, Any], in_full: list[Weighed], in_part: list[Weighed]
) -> None:
    known = build.told(exceptional=(replace(RAISED, **changes),))
    assert weighed(RULE, known, at="2026-02-10 12:00") == in_full
    assert weighed(RULE, replace(known, record_complete=False), at="2026-02-10 12:00") == in_part


def test_recording_it_is_never_refused() -> None:
    known = build.told(exceptional=(replace(RAISED, reasons=""),))
    assert refused(Act.RECORD_EXCEPTIONAL_CONTACT, known, "x1", at="2026-02-10 12:00") == set()
