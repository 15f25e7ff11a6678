"""A restriction needs enough members, and more who agree than who do not; dissent is kept too (9.1)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, PanelMember
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, PersonId, RuleId, View

from . import build
from .build import DECIDED, TERMS, judged, refused, weighed

RULE = "determination.quorum"
FOR, AGAINST = View.AGREES, View.DISSENTS
OUTSIDE = ("fault", "outside_policy")
PUT_OFF = {RuleId(RULE): "He was on his way to the office with a knife, and nobody else could be reached."}


def panel(*views: View) -> tuple[PanelMember, ...]:
    return tuple(PanelMember(person=PersonId(f"member {place}"), view=view) for place, view in enumerate(views))


def taken(*views: View, **changes: Any) -> CaseFacts:
    return build.decided(determinations=(build.decision(members=panel(*views), **changes),))


def quorum(members: int) -> Terms:
    return replace(TERMS, quorum_members=members)


@pytest.mark.parametrize("views", [(FOR, FOR), (FOR, FOR, FOR), (FOR, FOR, AGAINST)])
def test_more_for_than_against_lets_it_be_taken(views: tuple[View, ...]) -> None:
    assert refused(Act.DETERMINE, taken(*views), "d1", at=DECIDED) == set()
    assert weighed(RULE, taken(*views), at=DECIDED) == []


@pytest.mark.parametrize("views", [(FOR, AGAINST), (AGAINST, AGAINST, FOR), (AGAINST,) * 3])
def test_no_more_for_than_against_refuses_it(views: tuple[View, ...]) -> None:
    assert refused(Act.DETERMINE, taken(*views), "d1", at=DECIDED) == {RULE}
    assert weighed(RULE, taken(*views), at=DECIDED) == [OUTSIDE]


@pytest.mark.parametrize(
    ("views", "needed", "is_refused"),
    [
        pytest.param((FOR,), 1, False, id="one decides alone, and that is the policy"),
        pytest.param((FOR,), 2, True, id="one too few"),
        pytest.param((FOR, FOR), 3, True, id="one of three is missing"),
        pytest.param((FOR, FOR, AGAINST), 3, False, id="who is against has sat too"),
    ],
)
def test_as_many_sit_as_the_policy_wants(views: tuple[View, ...], needed: int, *, is_refused: bool) -> None:
    terms = quorum(needed)
    assert (RULE in refused(Act.DETERMINE, taken(*views), "d1", at=DECIDED, terms=terms)) is is_refused


def test_the_finding_says_how_many_and_of_whom() -> None:
    message = judged(RULE, taken(FOR), at=DECIDED)[0].message
    assert "2 members of the determination team" in message


def test_the_same_member_twice_is_one() -> None:
    twice = build.decision(members=(*panel(FOR), *panel(FOR)))
    assert weighed(RULE, build.decided(determinations=(twice,)), at=DECIDED) == [OUTSIDE]


def test_a_reason_opens_the_door_for_members_who_are_missing_and_starts_a_clock() -> None:
    """Decided on Monday 2 February; five working days are up on Monday 9 February."""
    urgent = taken(FOR, doors=PUT_OFF)
    assert refused(Act.DETERMINE, urgent, "d1", "r1", at=DECIDED) == set()
    found = judged(RULE, urgent, at=DECIDED)
    assert [(one.severity.value, one.by_door, one.due) for one in found] == [("fault", True, date(2026, 2, 9))]
    assert weighed(RULE, taken(FOR, FOR, doors=PUT_OFF), at="2026-02-05 10:00") == [], "the other view has come"


@pytest.mark.parametrize("reason", ["", " ", "..."])
def test_a_blank_reason_opens_nothing(reason: str) -> None:
    assert refused(Act.DETERMINE, taken(FOR, doors={RuleId(RULE): reason}), "d1", at=DECIDED) == {RULE}


@pytest.mark.parametrize("views", [(AGAINST,), (FOR, AGAINST), (AGAINST, AGAINST, FOR)])
def test_no_door_carries_a_decision_that_more_are_against(views: tuple[View, ...]) -> None:
    assert refused(Act.DETERMINE, taken(*views, doors=PUT_OFF), "d1", at=DECIDED) == {RULE}


def test_views_that_come_later_may_turn_it() -> None:
    """It went on by the door with one view for it; then two came against it."""
    turned = taken(FOR, AGAINST, AGAINST, doors=PUT_OFF)
    found = judged(RULE, turned, at="2026-02-05 10:00")
    assert [(one.by_door, one.fault.value if one.fault else None) for one in found] == [(False, "outside_policy")]
    assert refused(Act.COMPLETE_PANEL, turned, "d1", at="2026-02-05 10:00") == set()


def test_deciding_not_to_restrict_needs_no_majority() -> None:
    drafted = build.decided(
        determinations=(build.decision(members=panel(AGAINST, AGAINST), restricts=False),), restrictions=()
    )
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == set()


def test_in_a_history() -> None:
    unknown = build.history(determinations=(build.decision(members=()),))
    assert weighed(RULE, unknown, at=DECIDED) == [("gap", "outside_policy")]
    in_part = build.history(determinations=(build.decision(members=panel(FOR)),))
    assert weighed(RULE, in_part, at=DECIDED) == [("gap", "outside_policy")], "more may have sat than it names"
    outvoted = build.history(determinations=(build.decision(members=panel(FOR, AGAINST, AGAINST)),))
    assert weighed(RULE, outvoted, at=DECIDED) == [OUTSIDE]
