"""Each channel applies a restriction from its start, stops at its end, and shows that it did (9.3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, Enforcement, Restriction, Suspension
from evenhand.rules.vocabulary import Channel, RestrictionKind

from . import build
from .build import Weighed, fact, judged, london, weighed

RULE = "restriction.enforced"
BAN = build.restriction(kind=RestrictionKind.PREMISES_BAN)
TO_DO = [("advice", None)]
NO_RECORD = [("fault", "no_record")]
MISAPPLIED = [("fault", "restriction_misapplied")]


def enforcement(applied: str | None = "2026-02-03 09:00", stopped: str | None = None, **changes: Any) -> Enforcement:
    base = Enforcement(
        id=fact("g1"),
        restriction=fact("r1"),
        channel=Channel.FACE_TO_FACE,
        applied_at=london(applied) if applied else None,
        stopped_at=london(stopped) if stopped else None,
    )
    return replace(base, **changes)


def banned(*enforcements: Enforcement, ban: Restriction = BAN) -> CaseFacts:
    return build.told(restrictions=(ban,), enforcements=enforcements)


@pytest.mark.parametrize(
    ("enforcements", "at", "expected"),
    [
        # It starts on Monday 2 February: the last day is Tuesday 3 February.
        pytest.param((), "2026-02-03 23:59", TO_DO, id="to set up"),
        pytest.param((), "2026-02-04 00:00", NO_RECORD, id="not set up"),
        pytest.param((), "2026-02-02 13:59", [], id="not begun"),
        pytest.param((enforcement(),), "2026-02-04 00:00", [], id="set up"),
        pytest.param((enforcement("2026-02-04 12:00"),), "2026-02-04 11:00", NO_RECORD, id="only later"),
        pytest.param((enforcement(None),), "2026-02-04 00:00", NO_RECORD, id="not applied"),
        pytest.param((enforcement(channel=Channel.EMAIL),), "2026-02-04 00:00", NO_RECORD, id="somewhere else"),
        pytest.param((enforcement(restriction=fact("r9")),), "2026-02-04 00:00", NO_RECORD, id="of another"),
        pytest.param((enforcement(stopped="2026-02-10 09:00"),), "2026-02-12 09:00", NO_RECORD, id="taken down again"),
    ],
)
def test_it_is_set_up_in_time(enforcements: tuple[Enforcement, ...], at: str, expected: list[Weighed]) -> None:
    known = banned(*enforcements)
    assert weighed(RULE, known, at=at) == expected
    assert all(one.about == "r1" and one.part == Channel.FACE_TO_FACE for one in judged(RULE, known, at=at))


def test_each_channel_is_set_up_by_itself() -> None:
    block = build.restriction(kind=RestrictionKind.EXCESS_BLOCK)
    known = banned(enforcement(channel=Channel.EMAIL), ban=block)
    assert [(one.part, one.due) for one in judged(RULE, known, at="2026-02-03 12:00")] == [
        ("telephone", date(2026, 2, 3))
    ]


@pytest.mark.parametrize("kind", [RestrictionKind.WRITING_ONLY, RestrictionKind.NO_CONTACT])
def test_other_kinds_need_nothing_outside_this_system(kind: RestrictionKind) -> None:
    assert weighed(RULE, banned(ban=build.restriction(kind=kind)), at="2026-03-01 09:00") == []


@pytest.mark.parametrize("end", ["lifted_at", "ends_at"])
@pytest.mark.parametrize(
    ("stopped", "at", "expected"),
    [
        # It ends on Monday 2 March: the last day is Tuesday 3 March.
        pytest.param(None, "2026-03-03 23:59", TO_DO, id="to take down"),
        pytest.param(None, "2026-03-04 00:00", MISAPPLIED, id="not taken down"),
        pytest.param("2026-03-03 17:00", "2026-03-10 09:00", [], id="taken down"),
        pytest.param("2026-03-04 09:00", "2026-03-10 09:00", MISAPPLIED, id="taken down late"),
        pytest.param("2026-03-09 09:00", "2026-03-04 00:00", MISAPPLIED, id="only later"),
    ],
)
def test_it_is_taken_down_at_its_end(end: str, stopped: str | None, at: str, expected: list[Weighed]) -> None:
    changes: dict[str, Any] = {end: london("2026-03-02 10:00")}
    ended = replace(BAN, **changes)
    known = banned(enforcement(stopped=stopped), ban=ended)
    assert weighed(RULE, known, at=at) == expected
    assert all(one.about == "g1" for one in judged(RULE, known, at=at))


def test_what_was_never_applied_needs_no_taking_down() -> None:
    ended = replace(BAN, lifted_at=london("2026-03-02 10:00"))
    assert weighed(RULE, banned(enforcement(None), ban=ended), at="2026-04-01 09:00") == []
    assert weighed(RULE, banned(ban=ended), at="2026-04-01 09:00") == []


@pytest.mark.parametrize(
    ("enforcements", "at", "expected"),
    [
        pytest.param((enforcement(),), "2026-02-17 00:00", MISAPPLIED, id="not taken down"),
        pytest.param((enforcement(stopped="2026-02-13 12:00"),), "2026-02-17 00:00", [], id="taken down"),
        pytest.param((enforcement(stopped="2026-02-13 12:00"),), "2026-03-03 12:00", TO_DO, id="to set up again"),
        pytest.param((enforcement(stopped="2026-02-13 12:00"),), "2026-03-04 12:00", NO_RECORD, id="not set up again"),
        pytest.param(
            (
                enforcement(stopped="2026-02-13 12:00"),
                enforcement("2026-03-02 12:00", id=fact("g2")),
            ),
            "2026-03-04 12:00",
            [],
            id="set up again",
        ),
    ],
)
def test_a_pause_is_an_end_and_a_new_start(
    enforcements: tuple[Enforcement, ...], at: str, expected: list[Weighed]
) -> None:
    pause = Suspension(id=fact("s1"), since=london("2026-02-13 10:00"), until=london("2026-03-02 10:00"))
    known = banned(*enforcements, ban=replace(BAN, suspensions=(pause,)))
    assert weighed(RULE, known, at=at) == expected


def test_a_pause_that_is_to_come_puts_nothing_off() -> None:
    pause = Suspension(id=fact("s1"), since=london("2026-03-13 10:00"), until=london("2026-04-02 10:00"))
    assert weighed(RULE, banned(ban=replace(BAN, suspensions=(pause,))), at="2026-02-04 00:00") == NO_RECORD


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        pytest.param({"starts_at": london("2026-02-04 09:00")}, date(2026, 2, 5), id="its start"),
        pytest.param({"starts_at": None}, date(2026, 2, 3), id="the decision"),
        pytest.param(
            {"starts_at": None, "determination": None, "imposed_at": london("2026-02-05 09:00")},
            date(2026, 2, 6),
            id="when a manager imposed it",
        ),
        pytest.param({"starts_at": None, "determination": None}, None, id="nobody knows"),
    ],
)
def test_the_clock_runs_from_what_is_known_of_the_start(changes: dict[str, Any], due: date | None) -> None:
    known = banned(ban=replace(BAN, **changes))
    assert [one.due for one in judged(RULE, known, at="2026-03-01 09:00")] == [due]


def test_in_a_history() -> None:
    """What is not recorded is unknown; that those who enforce it were not told of the end is stated."""
    known = replace(banned(), record_complete=False)
    assert weighed(RULE, known, at="2026-06-01 09:00") == [("gap", "no_record")]
    ended = replace(BAN, lifted_at=london("2026-03-02 10:00"))
    still_on = replace(banned(enforcement(), ban=ended), record_complete=False)
    assert weighed(RULE, still_on, at="2026-06-01 09:00") == [("gap", "restriction_misapplied")]
    for told, expected in ((False, MISAPPLIED), (True, []), (None, [])):
        stated = replace(build.restriction(lifted_at=london("2026-03-02 10:00")), enforcers_told=told)
        assert weighed(RULE, build.history(restrictions=(stated,)), at="2026-06-01 09:00") == expected
