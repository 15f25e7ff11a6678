"""A restriction ends on a date, or is permanent by a deliberate, reasoned choice (9.1)."""

from typing import Any

import pytest

from evenhand.rules.vocabulary import Act

from . import build
from .build import DECIDED, Weighed, refused, weighed

RULE = "restriction.open_ended"
CHOSEN = {"ends_at": None, "permanent": True, "permanent_reason": "He has threatened to kill an officer."}


@pytest.mark.parametrize(
    "changes", [pytest.param({}, id="an end date"), pytest.param(CHOSEN, id="permanent, with a reason")]
)
def test_a_restriction_with_its_length_is_imposed(changes: dict[str, Any]) -> None:
    drafted = build.decided(restrictions=(build.restriction(**changes),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == set()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"ends_at": None}, id="neither"),
        pytest.param({"ends_at": None, "permanent": None}, id="nobody said"),
        pytest.param(CHOSEN | {"permanent_reason": None}, id="permanent without a reason"),
        pytest.param(CHOSEN | {"permanent_reason": "  "}, id="permanent with a blank reason"),
    ],
)
def test_a_restriction_without_it_is_refused(changes: dict[str, Any]) -> None:
    drafted = build.decided(restrictions=(build.restriction(**changes),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}
    assert weighed(RULE, drafted, at=DECIDED) == [("fault", "no_time_limit")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"ends_at": None, "permanent": None}, [("gap", "no_time_limit")], id="silent"),
        pytest.param({"ends_at": None, "permanent": False}, [("fault", "no_time_limit")], id="nobody set one"),
        pytest.param(CHOSEN, [], id="chosen"),
        pytest.param(CHOSEN | {"permanent_reason": None}, [("gap", "no_time_limit")], id="chosen, reason unknown"),
        pytest.param(CHOSEN | {"permanent_reason": ""}, [("fault", "no_time_limit")], id="chosen without reason"),
    ],
)
def test_in_a_history(changes: dict[str, Any], expected: list[Weighed]) -> None:
    assert weighed(RULE, build.history(restrictions=(build.restriction(**changes),)), at=DECIDED) == expected
