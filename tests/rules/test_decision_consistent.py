"""The team sees how comparable cases were decided, in counts that give nobody away (2.1)."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.determinations import comparison
from evenhand.rules.facts import Comparables
from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.vocabulary import Act, RestrictionKind, RuleId

from . import build
from .build import DECIDED, TERMS, judged, refused

RULE = "decision.consistent"
WRITING, PHONE = RestrictionKind.WRITING_ONLY, RestrictionKind.PHONE_BAN


def comparables(decided: int = 20, not_restricted: int = 8, **by_kind: int) -> Comparables:
    counts = {RestrictionKind(kind): count for kind, count in by_kind.items()}
    return Comparables(decided=decided, not_restricted=not_restricted, by_kind=counts)


@pytest.mark.parametrize(
    ("known", "advised"),
    [
        pytest.param(None, False, id="nothing is known"),
        pytest.param(comparables(writing_only=1), False, id="one was restricted so"),
        pytest.param(comparables(phone_ban=9), True, id="none was restricted so"),
        pytest.param(comparables(decided=5, phone_ban=1), True, id="as few as may be shown"),
        pytest.param(comparables(decided=4, not_restricted=1), False, id="too few to compare with"),
        pytest.param(comparables(decided=0, not_restricted=0), False, id="none to compare with"),
    ],
)
def test_a_decision_unlike_all_others_is_asked_to_say_why(known: Comparables | None, *, advised: bool) -> None:
    drafted = build.decided(comparables=known)
    found = judged(RULE, drafted, at=DECIDED)
    assert [(one.severity.value, one.about) for one in found] == ([("advice", "d1")] if advised else [])
    assert RULE not in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)


def test_it_refuses_nothing_and_none_is_asked_who_does_not_restrict() -> None:
    assert RULE_BY_ID[RuleId(RULE)].refuses_at == frozenset()
    free = build.referred(determinations=(build.decision(restricts=False),), comparables=comparables())
    assert judged(RULE, free, at=DECIDED) == []


def test_nothing_is_shown_where_nothing_is_known_or_too_few_are_comparable() -> None:
    assert comparison(None, TERMS) is None
    assert comparison(comparables(decided=4, not_restricted=0), TERMS) is None
    none_at_all = comparables(decided=0, not_restricted=0)
    assert comparison(none_at_all, replace(TERMS, comparables_hidden_below=0)) is None


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        pytest.param(
            comparables(writing_only=7, phone_ban=5),
            {"total": 20, "none": 8, WRITING.label: 7, PHONE.label: 5},
            id="all are large enough",
        ),
        pytest.param(
            comparables(writing_only=11, phone_ban=4),
            {"total": 20, "none": 8, WRITING.label: 11, PHONE.label: None},
            id="a small number is hidden",
        ),
        pytest.param(comparables(not_restricted=2), {"total": 20, "none": None}, id="few went free"),
        pytest.param(
            comparables(not_restricted=18, phone_ban=2),
            {"total": 20, "none": None, PHONE.label: None},
            id="few were restricted, and the rest would tell how many",
        ),
        pytest.param(comparables(not_restricted=20), {"total": 20, "none": 20}, id="nobody was restricted"),
        pytest.param(
            comparables(not_restricted=0, writing_only=20),
            {"total": 20, "none": 0, WRITING.label: 20},
            id="all were",
        ),
    ],
)
def test_small_numbers_are_hidden(known: Comparables, shown: dict[str, Any]) -> None:
    rows = comparison(known, TERMS)
    assert rows is not None
    total, none, *kinds = rows
    assert {"total": total[1], "none": none[1], **dict(kinds)} == shown
    assert [row[0] for row in kinds] == [one.label for one in RestrictionKind if known.by_kind.get(one)]
