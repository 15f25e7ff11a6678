"""A restriction ends on a date, or is permanent by a deliberate, reasoned choice (9.1)."""

from typing import Any

import pytest

from evenhand.rules.vocabulary import Act

from . import build
from .build import DECIDED, Weighed, london, refused, weighed

RULE = "restriction.open_ended"
CHOSEN = {"ends_at": None, "permanent": True, "permanent_reason": "He has threatened to kill an officer."}

UNSET = {"ends_at": None, "permanent": None}


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
        pytest.param(UNSET | {"length_known": False}, [("fault", "no_time_limit")], id="stated that nobody set one"),
        pytest.param(UNSET | {"length_known": True}, [], id="a length was set, the end is unknown"),
        pytest.param({"length_known": False}, [("fault", "no_time_limit")], id="an extension alone gave it an end"),
        pytest.param({"length_known": True}, [], id="a length was set"),
        pytest.param(CHOSEN | {"length_known": False}, [], id="no length, and that was chosen"),
        pytest.param({"ends_at": london("2036-01-01 00:00")}, [], id="long, and a distance alone is no fault"),
        pytest.param(CHOSEN, [], id="chosen"),
        pytest.param(CHOSEN | {"permanent_reason": None}, [("gap", "no_time_limit")], id="chosen, reason unknown"),
        pytest.param(CHOSEN | {"permanent_reason": ""}, [("fault", "no_time_limit")], id="chosen without reason"),
    ],
)
def test_in_a_history(changes: dict[str, Any], expected: list[Weighed]) -> None:
    assert weighed(RULE, build.history(restrictions=(build.restriction(**changes),)), at=DECIDED) == expected


# Decided on 2 February 2026; the longest restriction lasts 24 months, so to 2 February 2028.


@pytest.mark.parametrize(
    ("ends_at", "is_refused"),
    [
        pytest.param("2028-02-02 17:00", False, id="on the last day"),
        pytest.param("2028-02-03 00:00", False, id="at the end of the last day"),
        pytest.param("2028-02-03 00:01", True, id="a minute into the next day"),
        pytest.param("2029-02-02 00:00", True, id="a year too long"),
    ],
)
def test_an_end_date_is_not_beyond_the_longest_restriction(ends_at: str, *, is_refused: bool) -> None:
    drafted = build.decided(restrictions=(build.restriction(ends_at=london(ends_at)),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == ({RULE} if is_refused else set())


def test_a_late_start_does_not_put_off_the_end() -> None:
    late = build.restriction(starts_at=london("2027-06-01 00:00"), ends_at=london("2029-01-01 00:00"))
    assert weighed(RULE, build.decided(restrictions=(late,)), at=DECIDED) == [("fault", "no_time_limit")]


def test_without_a_known_decision_the_start_counts() -> None:
    orphan = build.restriction(determination=None, ends_at=london("2028-02-03 00:00"))
    assert weighed(RULE, build.case(restrictions=(orphan,)), at=DECIDED) == []
    longer = build.restriction(determination=None, ends_at=london("2028-02-04 00:00"))
    assert weighed(RULE, build.case(restrictions=(longer,)), at=DECIDED) == [("fault", "no_time_limit")]
    nobody_knows = build.restriction(determination=None, starts_at=None, ends_at=london("2036-01-01 00:00"))
    assert weighed(RULE, build.case(restrictions=(nobody_knows,)), at=DECIDED) == []


def test_a_managers_limit_is_another_rules_matter() -> None:
    limit = build.interim_limit(until=None)
    assert weighed(RULE, build.unheard(restrictions=(limit,)), at="2026-01-13 10:00") == []
