"""Complaints, appeals and filed messages are answered or read within their time."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules import facts
from evenhand.rules.vocabulary import Act, Channel

from . import build
from .build import DECIDED, Weighed, fact, judged, london, refused, weighed

RULE = "response.timely"
ADVICE, DELAY = ("advice", None), ("fault", "delay")
DUE = date(2026, 3, 30)
LAST_MOMENT, TOO_LATE = "2026-03-30 23:59", "2026-03-31 00:00"
"""The clocks change between the appeal and its last day."""


def complaint(**changes: Any) -> dict[str, Any]:
    base = facts.Complaint(id=fact("k1"), recorded_at=london("2026-03-02 09:00"), answer_due=DUE)
    return {"complaints": (replace(base, **changes),)}


def contact(**changes: Any) -> dict[str, Any]:
    base = facts.HandledContact(
        id=fact("o1"), received_at=london("2026-03-02 09:00"), channel=Channel.EMAIL, answer_due=DUE
    )
    return {"contacts": (replace(base, **changes),)}


def appeal(**changes: Any) -> dict[str, Any]:
    """An appeal of Monday 2 March, for which the terms give twenty working days."""
    base = facts.Appeal(id=fact("p1"), about=fact("d1"), made_at=london("2026-03-02 09:00"))
    return {"appeals": (replace(base, **changes),)}


@pytest.mark.parametrize(("parts", "about"), [(complaint(), "k1"), (contact(), "o1"), (appeal(), "p1")])
def test_an_answer_that_is_owed(parts: dict[str, Any], about: str) -> None:
    known = build.case(**parts)
    assert weighed(RULE, known, at=LAST_MOMENT) == [ADVICE]
    assert weighed(RULE, known, at=TOO_LATE) == [DELAY]
    found = judged(RULE, known, at=TOO_LATE)[0]
    assert (found.about, found.due, found.follows) == (about, DUE, True)
    assert judged(RULE, known, at=LAST_MOMENT)[0].due == DUE


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(complaint(answered_at=london(LAST_MOMENT)), [], id="complaint, on the last day"),
        pytest.param(complaint(answered_at=london(TOO_LATE)), [DELAY], id="complaint, a day late"),
        pytest.param(complaint(answer_due=None), [], id="complaint, no day was given"),
        pytest.param(contact(answered_at=london(LAST_MOMENT)), [], id="contact, on the last day"),
        pytest.param(contact(answered_at=london(TOO_LATE)), [DELAY], id="contact, a day late"),
        pytest.param(contact(answer_due=None, answered_late=True), [DELAY], id="contact, it says so"),
        pytest.param(contact(answered_late=False), [], id="contact, it says that it was not"),
        pytest.param(appeal(decided_at=london(LAST_MOMENT)), [], id="appeal, on the last day"),
        pytest.param(appeal(decided_at=london(TOO_LATE)), [DELAY], id="appeal, a day late"),
        pytest.param(appeal(answered_late=True), [DELAY], id="appeal, it says so"),
        pytest.param(appeal(answered=True), [], id="appeal, answered nobody knows when"),
        pytest.param(appeal(answered=False), [], id="appeal, never answered: another rule says so"),
        pytest.param(appeal(made_at=None), [], id="appeal, made nobody knows when"),
    ],
)
def test_an_answer_that_was_given(parts: dict[str, Any], expected: list[Weighed]) -> None:
    assert weighed(RULE, build.case(**parts), at="2026-06-01 09:00") == expected


def test_several_records_of_one_complaint_are_one() -> None:
    first = complaint(reference="C1")["complaints"][0]
    answered = replace(
        first, id=fact("k2"), recorded_at=london("2026-03-20 09:00"), answered_at=london("2026-03-19 09:00")
    )
    for records in ((first, answered), (answered, first)):
        assert weighed(RULE, build.case(complaints=records), at=TOO_LATE) == []
    other = replace(answered, reference="C2")
    assert [one.about for one in judged(RULE, build.case(complaints=(first, other)), at=TOO_LATE)] == ["k1"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(complaint(), [], id="complaint, open"),
        pytest.param(complaint(answered_at=london(TOO_LATE)), [], id="complaint, by its dates"),
        pytest.param(appeal(), [], id="appeal, open"),
        pytest.param(appeal(decided_at=london(TOO_LATE)), [], id="appeal, by its dates"),
        pytest.param(appeal(answered=True, answered_late=True), [DELAY], id="appeal, it says so"),
        pytest.param(contact(answered_at=london(TOO_LATE)), [], id="contact, by its dates"),
        pytest.param(contact(answered_late=True), [DELAY], id="contact, it says so"),
    ],
)
def test_in_a_history_dates_alone_are_no_fault(parts: dict[str, Any], expected: list[Weighed]) -> None:
    assert weighed(RULE, build.history(**parts), at="2026-06-01 09:00") == expected


def test_it_stands_in_the_way_of_nothing() -> None:
    drafted = build.decided(**complaint(answer_due=date(2026, 1, 9)))
    assert weighed(RULE, drafted, at=DECIDED) == [DELAY]
    assert refused(Act.DETERMINE, drafted, "d1", "r1", "k1", at=DECIDED) == set()
