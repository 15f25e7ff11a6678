"""Another name or number that may be the same person: a person decides, and the customer is told (guidance)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import DirectTelling, Evasion, Telling, Withholding
from evenhand.rules.vocabulary import Act, Route

from . import build
from .build import Weighed, fact, judged, london, refused, weighed

RULE = "restriction.evasion"
SUSPECTED = Evasion(
    id=fact("o1"),
    suspected_at=london("2026-02-09 10:00"),
    why="The same words, from a new address, a minute after the block.",
)
DECIDED = replace(SUSPECTED, decided_at=london("2026-02-10 10:00"), same_person=True)


def spoken(when: str) -> DirectTelling:
    telling = Telling(route=Route.POST, sent_at=london(when), received_at=london(when))
    return DirectTelling(id=fact("t1"), about=fact("o1"), telling=telling)


@pytest.mark.parametrize(
    ("evasion", "parts", "at", "expected"),
    [
        pytest.param(SUSPECTED, {}, "2026-02-20 09:00", [("advice", None)], id="undecided"),
        pytest.param(replace(DECIDED, same_person=False), {}, "2026-02-20 09:00", [], id="somebody else"),
        # Decided on Tuesday 10 February: one working day is up at the end of Wednesday.
        pytest.param(DECIDED, {}, "2026-02-11 23:59", [("advice", None)], id="to tell"),
        pytest.param(DECIDED, {}, "2026-02-12 00:00", [("fault", "no_notice")], id="not told"),
        pytest.param(DECIDED, {"direct_tellings": (spoken("2026-02-11 09:00"),)}, "2026-02-20 09:00", [], id="told"),
        pytest.param(
            DECIDED,
            {"letters": (build.letter(), build.letter("n2", about="o1", told=("2026-02-11 09:00",)))},
            "2026-02-20 09:00",
            [],
            id="told by letter",
        ),
        pytest.param(
            DECIDED,
            {"direct_tellings": (spoken("2026-02-12 09:00"),)},
            "2026-02-20 09:00",
            [("fault", "delay")],
            id="late",
        ),
        pytest.param(
            DECIDED,
            {
                "withholdings": (
                    Withholding(id=fact("h1"), about=fact("o1"), reason="At risk.", since=london("2026-02-10 11:00")),
                )
            },
            "2026-02-20 09:00",
            [("advice", None)],
            id="held back for a recorded risk",
        ),
        pytest.param(
            replace(SUSPECTED, why=" "),
            {},
            "2026-02-20 09:00",
            [("advice", None), ("gap", "evidence_insufficient")],
            id="no why",
        ),
    ],
)
def test_a_person_decides_and_the_customer_is_told(
    evasion: Evasion, parts: dict[str, Any], at: str, expected: list[Weighed]
) -> None:
    known = build.told(evasions=(evasion,), **parts)
    assert weighed(RULE, known, at=at) == expected
    assert {one.about for one in judged(RULE, known, at=at)} <= {"o1"}


def test_the_telling_follows_and_has_its_last_day() -> None:
    found = judged(RULE, build.told(evasions=(DECIDED,)), at="2026-02-20 09:00")
    assert [(one.follows, one.due) for one in found] == [(True, date(2026, 2, 11))]
    assert refused(Act.DECIDE_EVASION, build.told(evasions=(DECIDED,)), "o1", at="2026-02-20 09:00") == set()


def test_in_a_history_dates_are_not_judged() -> None:
    known = replace(build.told(evasions=(DECIDED,)), record_complete=False)
    assert weighed(RULE, known, at="2026-06-01 09:00") == []
