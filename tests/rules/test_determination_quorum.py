"""A restriction needs more members who agree than who do not; each view is kept, dissent too (9.1)."""

import pytest

from evenhand.rules.facts import PanelMember
from evenhand.rules.vocabulary import Act, PersonId, View

from . import build
from .build import DECIDED, refused, weighed

RULE = "determination.quorum"
FOR, AGAINST = View.AGREES, View.DISSENTS


def panel(*views: View) -> tuple[PanelMember, ...]:
    return tuple(PanelMember(person=PersonId(f"member {place}"), view=view) for place, view in enumerate(views))


@pytest.mark.parametrize("views", [(FOR,), (FOR, FOR, FOR), (FOR, FOR, AGAINST)])
def test_more_for_than_against_lets_it_be_taken(views: tuple[View, ...]) -> None:
    drafted = build.decided(determinations=(build.decision(members=panel(*views)),))

    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == set()
    assert weighed(RULE, drafted, at=DECIDED) == []


@pytest.mark.parametrize("views", [(AGAINST,), (FOR, AGAINST), (AGAINST, AGAINST, FOR), (AGAINST,) * 3])
def test_no_more_for_than_against_refuses_it(views: tuple[View, ...]) -> None:
    drafted = build.decided(determinations=(build.decision(members=panel(*views)),))

    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == {RULE}
    assert weighed(RULE, drafted, at=DECIDED) == [("fault", "outside_policy")]


def test_deciding_not_to_restrict_needs_no_majority() -> None:
    drafted = build.decided(
        determinations=(build.decision(members=panel(AGAINST, AGAINST), restricts=False),), restrictions=()
    )

    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == set()


def test_an_unknown_panel_is_another_rules_matter() -> None:
    assert weighed(RULE, build.history(determinations=(build.decision(members=()),)), at=DECIDED) == []
