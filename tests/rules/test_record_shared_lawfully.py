"""An entry is shared only with those who need it, and each sharing is on the record (guidance)."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.facts import Sharing
from evenhand.rules.vocabulary import Act

from . import build
from .build import Weighed, fact, judged, london, refused, weighed

RULE = "record.shared_lawfully"
SHARED = Sharing(
    id=fact("q1"),
    about=fact("m1"),
    shared_at=london("2026-02-10 09:00"),
    need="They visit the address on their own.",
    recipient="The housing association",
)
WRONG = [("fault", "data_shared_wrongly")]


@pytest.mark.parametrize(
    ("changes", "in_full", "in_part"),
    [
        pytest.param({}, [], [], id="needed"),
        pytest.param({"need": None}, WRONG, [("gap", "data_shared_wrongly")], id="need unknown"),
        pytest.param({"need": ""}, WRONG, WRONG, id="no need given"),
        pytest.param({"wrongly": True}, WRONG, WRONG, id="stated to be wrong, whatever was given as the need"),
        pytest.param({"wrongly": False, "need": None}, [], [], id="stated to be right"),
    ],
)
def test_only_those_who_need_it(changes: dict[str, Any], in_full: list[Weighed], in_part: list[Weighed]) -> None:
    known = build.told(sharings=(replace(SHARED, **changes),))
    assert weighed(RULE, known, at="2026-03-01 09:00") == in_full
    assert weighed(RULE, replace(known, record_complete=False), at="2026-03-01 09:00") == in_part
    assert {one.about for one in judged(RULE, known, at="2026-03-01 09:00")} <= {"q1"}


def test_recording_it_is_never_refused() -> None:
    known = build.told(sharings=(replace(SHARED, wrongly=True),))
    assert refused(Act.RECORD_SHARING, known, "q1", at="2026-03-01 09:00") == set()
