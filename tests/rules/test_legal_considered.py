"""Legal action: effect on staff and on the customer, whether we can engage, what is exhausted (9.6)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, LegalConsideration
from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.vocabulary import Act, Mode, RuleId

from . import build
from .build import DECIDED, TERMS, fact, judged, london, refused, weighed

RULE = "legal.considered"
FOUR = ("effect_on_staff", "effect_on_customer", "engagement", "exhausted")
MISSING = ("fault", "no_record")
WHOLE: dict[str, Any] = {
    "effect_on_staff": "Two officers would give evidence; both are willing.",
    "effect_on_customer": "Not relevant, because the order only keeps him out of the building.",
    "engagement": "He still writes to us, and we answer.",
    "exhausted": "His complaint went to the Ombudsman, who has concluded.",
}


def considered(**changes: Any) -> CaseFacts:
    base = LegalConsideration(id=fact("g1"), decided_at=london(DECIDED), goes_ahead=True, **WHOLE)
    return build.told(legal=(replace(base, **changes),))


def test_four_answers_let_it_go_ahead() -> None:
    assert refused(Act.CONSIDER_LEGAL_ACTION, considered(), "g1", at=DECIDED) == set()
    assert weighed(RULE, considered(), at=DECIDED) == []


@pytest.mark.parametrize("answer", [None, "", " - "])
@pytest.mark.parametrize("part", FOUR)
def test_each_answer_left_out_refuses(part: str, answer: str | None) -> None:
    changes: dict[str, Any] = {part: answer}
    drafted = considered(**changes)
    assert refused(Act.CONSIDER_LEGAL_ACTION, drafted, "g1", at=DECIDED) == {RULE}
    assert [(one.about, one.part) for one in judged(RULE, drafted, at=DECIDED)] == [("g1", part)]


@pytest.mark.parametrize("goes_ahead", [False, None])
def test_not_going_ahead_asks_for_none(*, goes_ahead: bool | None) -> None:
    drafted = considered(goes_ahead=goes_ahead, **dict.fromkeys(FOUR))
    assert refused(Act.CONSIDER_LEGAL_ACTION, drafted, "g1", at=DECIDED) == set()
    assert weighed(RULE, drafted, at=DECIDED) == []


URGENT = {"urgent_reason": "He has said that he will come back with petrol tonight."}


def test_a_reason_opens_the_door_and_starts_a_clock() -> None:
    """Decided on Monday 2 February; five working days are up on Monday 9 February."""
    urgent = considered(**dict.fromkeys(FOUR), **URGENT)
    assert refused(Act.CONSIDER_LEGAL_ACTION, urgent, "g1", at=DECIDED) == set()
    found = judged(RULE, urgent, at=DECIDED)
    assert weighed(RULE, urgent, at=DECIDED) == [MISSING] * len(FOUR), "each shows as 'must fix' until it is done"
    assert {(one.by_door, one.due) for one in found} == {(True, date(2026, 2, 9))}
    assert weighed(RULE, considered(**URGENT), at="2026-03-01 10:00") == []


def test_a_blank_reason_opens_nothing() -> None:
    drafted = considered(exhausted=None, urgent_reason="...")
    assert refused(Act.CONSIDER_LEGAL_ACTION, drafted, "g1", at=DECIDED) == {RULE}


def test_each_can_be_weighed_by_itself() -> None:
    assert RULE_BY_ID[RuleId(RULE)].parts == set(FOUR)
    terms = replace(TERMS, part_modes={(RuleId(RULE), "exhausted"): Mode.OFF})
    without = considered(exhausted=None)
    assert refused(Act.CONSIDER_LEGAL_ACTION, without, "g1", at=DECIDED, terms=terms) == set()
    assert weighed(RULE, without, at=DECIDED, terms=terms) == []
    other = considered(engagement=None)
    assert refused(Act.CONSIDER_LEGAL_ACTION, other, "g1", at=DECIDED, terms=terms) == {RULE}


@pytest.mark.parametrize(("answer", "expected"), [(None, [("gap", "no_record")]), ("", [MISSING])])
def test_in_a_history(answer: str | None, expected: list[build.Weighed]) -> None:
    known = replace(considered(engagement=answer), record_complete=False)
    assert weighed(RULE, known, at=DECIDED) == expected
