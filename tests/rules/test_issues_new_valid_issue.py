"""A contact that raises a new valid issue is never left unanswered (3.1)."""

from datetime import date
from typing import Any

import pytest

from evenhand.rules.vocabulary import Handling

from .build import Weighed, judged, london, weighed
from .messages import message, with_message

RULE = "issues.new_valid_issue"
IGNORED = [("fault", "new_issue_ignored")]
NOT_LET_THROUGH = [Handling.HELD, Handling.FILED_UNREAD, Handling.FILED_AFTER_READING, Handling.REFUSED]


@pytest.mark.parametrize("handling", NOT_LET_THROUGH)
@pytest.mark.parametrize(
    ("changes", "at", "expected"),
    [
        # Five working days from Tuesday 10 February end with Tuesday 17 February.
        pytest.param({}, "2026-02-17 23:59", [("advice", None)], id="to pass on"),
        pytest.param({}, "2026-02-18 00:00", IGNORED, id="left"),
        pytest.param({"read_at": london("2026-02-12 09:00")}, "2026-02-19 23:59", [("advice", None)], id="read since"),
        pytest.param({"read_at": london("2026-02-12 09:00")}, "2026-02-20 00:00", IGNORED, id="read and left"),
        pytest.param({"passed_on_at": london("2026-03-02 09:00")}, "2026-03-02 09:00", [], id="passed on"),
        pytest.param({"answered_at": london("2026-03-02 09:00")}, "2026-03-02 09:00", [], id="answered"),
        pytest.param({"received_at": None}, "2026-02-11 09:00", IGNORED, id="nobody knows when it came"),
        pytest.param({"new_issue": False}, "2026-03-02 09:00", [], id="nothing new"),
        pytest.param({"new_issue": None}, "2026-03-02 09:00", [], id="nobody knows"),
    ],
)
def test_what_is_new_is_passed_on(
    handling: Handling, changes: dict[str, Any], at: str, expected: list[Weighed]
) -> None:
    known = with_message(message(handling, **({"new_issue": True} | changes)))
    assert weighed(RULE, known, at=at) == expected


def test_the_task_has_a_last_day() -> None:
    known = with_message(message(new_issue=True))
    assert [(one.about, one.due) for one in judged(RULE, known, at="2026-02-11 09:00")] == [("c1", date(2026, 2, 17))]


@pytest.mark.parametrize("handling", [Handling.ANSWERED, None])
def test_what_was_answered_was_not_ignored(handling: Handling | None) -> None:
    assert weighed(RULE, with_message(message(handling, new_issue=True)), at="2026-06-01 09:00") == []


@pytest.mark.parametrize(
    ("handling", "expected"),
    [
        (Handling.FILED_UNREAD, IGNORED),
        (Handling.REFUSED, IGNORED),
        (Handling.FILED_AFTER_READING, [("gap", "new_issue_ignored")]),
        (Handling.HELD, [("gap", "new_issue_ignored")]),
        (Handling.ANSWERED, []),
    ],
)
def test_in_a_history(handling: Handling, expected: list[Weighed]) -> None:
    """Filed unread, or refused, says that nobody dealt with it; that it was read leaves it unknown."""
    known = with_message(message(handling, new_issue=True, received_at=None), complete=False)
    assert weighed(RULE, known, at="2026-06-01 09:00") == expected
