"""A record is kept for as long as its gravity asks, and no longer, unless a legal hold stands (guidance)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.entries import retention_class
from evenhand.rules.facts import CaseFacts, LegalHold
from evenhand.rules.vocabulary import Behaviour, RetentionClass, Stage

from . import build
from .build import Weighed, fact, judged, london, weighed

RULE = "record.retained"
CLOSED = "2026-02-28 12:00"
ENDED = build.restriction(lifted_at=london("2026-02-20 09:00"))
VIOLENT = build.incident(behaviours=frozenset({Behaviour.VIOLENCE}))


def closed(**parts: Any) -> CaseFacts:
    return build.case(**({"stage": Stage.CLOSED, "closed_at": london(CLOSED)} | parts))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param({}, RetentionClass.NO_ACTION, id="nothing came of it"),
        pytest.param({"incidents": (build.incident(),)}, RetentionClass.NO_ACTION, id="an incident alone"),
        pytest.param({"warnings": (build.warning(),)}, RetentionClass.WARNED, id="a warning"),
        pytest.param({"warnings": (build.warning(given=False),)}, RetentionClass.NO_ACTION, id="one not given"),
        pytest.param(
            {"warnings": (build.warning(),), "restrictions": (ENDED,)}, RetentionClass.RESTRICTED, id="a restriction"
        ),
        pytest.param({"restrictions": (build.interim_limit(),)}, RetentionClass.RESTRICTED, id="a manager's limit"),
        pytest.param({"determinations": (build.decision(),)}, RetentionClass.RESTRICTED, id="a decision to restrict"),
        pytest.param({"determinations": (build.decision(restricts=False),)}, RetentionClass.NO_ACTION, id="one not to"),
        pytest.param({"incidents": (VIOLENT,), "restrictions": (ENDED,)}, RetentionClass.VIOLENCE, id="violence"),
        pytest.param(
            {"incidents": (build.incident(physical_threat=True),)}, RetentionClass.VIOLENCE, id="a threat of it"
        ),
    ],
)
def test_the_gravest_thing_on_it_counts(parts: dict[str, Any], expected: RetentionClass) -> None:
    assert retention_class(closed(**parts)) is expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # A year from 28 February 2026, and three months to erase.
        pytest.param("2027-02-28 23:59", [], id="kept"),
        pytest.param("2027-03-01 00:00", [("advice", None)], id="its time is up"),
        pytest.param("2027-05-28 23:59", [("advice", None)], id="on the last day to erase"),
        pytest.param("2027-05-29 00:00", [("fault", "delay")], id="kept too long"),
    ],
)
def test_it_is_erased_after_its_time(at: str, expected: list[Weighed]) -> None:
    assert weighed(RULE, closed(), at=at) == expected
    assert {(one.about, one.due) for one in judged(RULE, closed(), at=at)} <= {("case", date(2027, 5, 28))}


def test_each_gravity_has_its_time() -> None:
    for parts, last_day in (
        ({}, "2027-02-28"),
        ({"warnings": (build.warning(),)}, "2028-02-28"),
        ({"restrictions": (ENDED,)}, "2029-02-28"),
        ({"incidents": (VIOLENT,)}, "2032-02-28"),
    ):
        assert weighed(RULE, closed(**parts), at=f"{last_day} 23:59") == []
    assert weighed(RULE, closed(incidents=(VIOLENT,)), at="2032-02-29 00:00") == [("advice", None)]


@pytest.mark.parametrize(
    ("parts", "at"),
    [
        pytest.param({"closed_at": None}, "2040-01-01 09:00", id="not closed"),
        pytest.param({"holds": (LegalHold(id=fact("k1"), since=london(CLOSED)),)}, "2040-01-01 09:00", id="on hold"),
        pytest.param(
            {"restrictions": (replace(ENDED, lifted_at=None, ends_at=None),)}, "2040-01-01 09:00", id="stands"
        ),
        pytest.param({"record_complete": False}, "2040-01-01 09:00", id="a history"),
        pytest.param({}, "2026-02-28 11:00", id="before it was closed"),
    ],
)
def test_what_keeps_a_record(parts: dict[str, Any], at: str) -> None:
    assert weighed(RULE, closed(**parts), at=at) == []


@pytest.mark.parametrize(
    ("ended", "at", "expected"),
    [
        pytest.param("2028-02-10 09:00", "2028-02-10 08:59", [], id="while it stands"),
        pytest.param("2028-02-10 09:00", "2028-02-11 09:00", [("advice", None)], id="released after its time"),
        pytest.param("2028-02-10 09:00", "2028-05-11 09:00", [("fault", "delay")], id="three months later"),
        pytest.param("2026-06-01 09:00", "2027-05-29 09:00", [("fault", "delay")], id="released long before"),
    ],
)
def test_a_hold_that_was_released_gives_three_months(ended: str, at: str, expected: list[Weighed]) -> None:
    hold = LegalHold(id=fact("k1"), since=london(CLOSED), ended_at=london(ended))
    assert weighed(RULE, closed(holds=(hold,)), at=at) == expected
