"""A manager's limit is reasoned, told and short, and then the team takes it over or ends it (8.2).

The limit of these tests starts on Tuesday 13 January 2026 at 10:00. A limit lasts ten working days at most, so
to the end of Tuesday 27 January.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, DirectTelling, Incident, Restriction, Telling, Withholding
from evenhand.rules.interim import interim_limit_ends_by
from evenhand.rules.vocabulary import Act, Route

from . import build
from .build import TERMS, fact, judged, london, refused, weighed

RULE = "restriction.interim"
IMPOSED = "2026-01-13 10:00"
LATER = "2026-01-30 10:00"


def told(limit: str = "l1", when: str = "2026-01-13 11:00") -> DirectTelling:
    telling = Telling(route=Route.TELEPHONE, sent_at=london(when), received_at=london(when))
    return DirectTelling(id=fact(f"told-{limit}"), about=fact(limit), telling=telling)


def limited(*limits: Restriction, **parts: Any) -> CaseFacts:
    """The case before its referral with a manager's limit, of which the customer was told at once."""
    imposed = limits or (build.interim_limit(),)
    found = {"restrictions": imposed, "direct_tellings": tuple(told(one.id) for one in imposed)}
    return build.unheard(**(found | parts))


def follow_up(known: CaseFacts, at: str) -> list[tuple[str, date | None]]:
    """What the rule says is still to do, with its last day."""
    return [(one.severity.value, one.due) for one in judged(RULE, known, at=at)]


# What refuses it.


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="a week"),
        pytest.param({"ends_at": london("2026-01-28 00:00")}, id="to its last day"),
        pytest.param({"starts_at": london("2026-01-13 12:00")}, id="from noon"),
        pytest.param({"starts_at": None}, id="from when it was imposed"),
    ],
)
def test_a_reasoned_short_limit_is_imposed(changes: dict[str, Any]) -> None:
    drafted = build.unheard(restrictions=(build.interim_limit(**changes),))
    assert refused(Act.IMPOSE_INTERIM_LIMIT, drafted, "l1", at=IMPOSED) == set()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param({"reasons": None}, "no_reasons", id="no reasons"),
        pytest.param({"reasons": " "}, "no_reasons", id="blank reasons"),
        pytest.param({"ends_at": None}, "no_time_limit", id="no end"),
        pytest.param({"ends_at": london("2026-01-28 00:01")}, "no_time_limit", id="a minute too long"),
        pytest.param({"ends_at": london(IMPOSED)}, "no_time_limit", id="it ends as it starts"),
        pytest.param({"starts_at": london("2026-01-13 09:59")}, "outside_policy", id="it starts before it is imposed"),
    ],
)
def test_one_that_is_not_is_refused(changes: dict[str, Any], fault: str) -> None:
    drafted = limited(build.interim_limit(**changes))
    assert refused(Act.IMPOSE_INTERIM_LIMIT, drafted, "l1", at=IMPOSED) == {RULE}
    assert ("fault", fault) in weighed(RULE, drafted, at=IMPOSED)


def test_the_latest_end_counts_working_days() -> None:
    assert interim_limit_ends_by(TERMS, london(IMPOSED)) == london("2026-01-28 00:00")
    assert interim_limit_ends_by(TERMS, london("2026-03-30 10:00")) == london("2026-04-16 00:00"), "over Easter"
    assert interim_limit_ends_by(TERMS, london("2026-03-20 10:00")) == london("2026-04-08 00:00"), "the clocks change"


def test_a_restriction_of_the_team_is_not_asked() -> None:
    lasting = build.restriction(reasons=None, ends_at=None)
    assert weighed(RULE, build.decided(restrictions=(lasting,)), at=LATER) == []


# A second one makes it no longer.

SECOND = build.interim_limit("l2", "2026-01-19 10:00", "2026-01-28 00:00")


def test_another_limit_within_the_first_ones_time_is_imposed() -> None:
    both = limited(build.interim_limit(), SECOND)
    assert refused(Act.IMPOSE_INTERIM_LIMIT, both, "l2", at="2026-01-19 10:00") == set()


@pytest.mark.parametrize("ends_at", ["2026-01-28 00:01", "2026-02-02 00:00"])
def test_one_that_makes_it_longer_is_refused(ends_at: str) -> None:
    renewed = limited(build.interim_limit(), replace(SECOND, ends_at=london(ends_at)))
    assert refused(Act.IMPOSE_INTERIM_LIMIT, renewed, "l2", at="2026-01-19 10:00") == {RULE}
    faults = [one for one in judged(RULE, renewed, at="2026-01-19 10:00") if one.fault]
    assert [(one.about, one.part) for one in faults] == [("l2", "renewed")], "the first one stands as it was"


def test_a_third_one_is_counted_from_the_first() -> None:
    third = build.interim_limit("l3", "2026-01-27 10:00", "2026-02-03 00:00")
    chain = limited(build.interim_limit(), SECOND, third)
    assert refused(Act.IMPOSE_INTERIM_LIMIT, chain, "l3", at="2026-01-27 10:00") == {RULE}


def test_two_at_the_same_moment_renew_nothing() -> None:
    twins = limited(build.interim_limit(), build.interim_limit("l2"))
    assert refused(Act.IMPOSE_INTERIM_LIMIT, twins, "l1", "l2", at=IMPOSED) == set()


AFRESH = build.interim_limit("l2", "2026-02-02 10:00", "2026-02-09 00:00")


def test_once_the_team_has_decided_a_limit_is_a_new_one() -> None:
    renewed = limited(build.interim_limit(), AFRESH)
    assert refused(Act.IMPOSE_INTERIM_LIMIT, renewed, "l2", at="2026-02-02 10:00") == {RULE}
    between = build.decision(when="2026-01-22 10:00", restricts=True)
    since = replace(renewed, determinations=(between,))
    assert refused(Act.IMPOSE_INTERIM_LIMIT, since, "l2", at="2026-02-02 10:00") == set()
    earlier = replace(renewed, determinations=(replace(between, decided_at=london("2026-01-12 10:00")),))
    assert refused(Act.IMPOSE_INTERIM_LIMIT, earlier, "l2", at="2026-02-02 10:00") == {RULE}


@pytest.mark.parametrize(
    ("happened", "is_refused"),
    [
        pytest.param("2026-02-02 09:00", False, id="since the first one ended"),
        pytest.param("2026-01-14 09:00", True, id="while the first one stood"),
        pytest.param("2026-02-02 11:00", True, id="only afterwards"),
    ],
)
def test_something_new_since_the_first_one_ended_carries_a_limit_of_its_own(happened: str, *, is_refused: bool) -> None:
    incidents = (*build.unheard().incidents, build.incident("i3", happened))
    renewed = limited(build.interim_limit(), AFRESH, incidents=incidents)
    expected = {RULE} if is_refused else set()
    assert refused(Act.IMPOSE_INTERIM_LIMIT, renewed, "l2", at="2026-02-02 10:00") & {RULE} == expected


# What follows.


def test_the_customer_is_told_within_the_time_and_it_refuses_nothing() -> None:
    """Imposed on a Tuesday; one working day is up on the Wednesday."""
    untold = limited(direct_tellings=())
    assert ("advice", date(2026, 1, 14)) in follow_up(untold, IMPOSED)
    assert ("advice", date(2026, 1, 14)) in follow_up(untold, "2026-01-14 23:00")
    assert ("fault", "no_notice") in weighed(RULE, untold, at="2026-01-15 00:00")
    assert refused(Act.IMPOSE_INTERIM_LIMIT, untold, "l1", at="2026-01-15 00:00") == set()
    assert all(fault != "no_notice" for _, fault in weighed(RULE, limited(), at="2026-01-15 00:00"))


def test_a_telling_to_come_or_of_something_else_is_none() -> None:
    for telling in (told(when="2026-01-16 09:00"), told("l9")):
        known = limited(direct_tellings=(telling,))
        assert ("fault", "no_notice") in weighed(RULE, known, at="2026-01-15 09:00")


def test_it_may_be_held_back_for_a_recorded_risk() -> None:
    held = Withholding(id=fact("q1"), about=fact("l1"), reason="He is in the building.", since=london(IMPOSED))
    known = limited(direct_tellings=(), withholdings=(held,))
    assert all(fault != "no_notice" for _, fault in weighed(RULE, known, at="2026-01-16 09:00"))
    over = limited(direct_tellings=(), withholdings=(replace(held, until=london("2026-01-15 09:00")),))
    assert ("fault", "no_notice") in weighed(RULE, over, at="2026-01-16 09:00")


def test_while_it_stands_the_team_is_asked_by_its_last_day() -> None:
    assert follow_up(limited(), "2026-01-14 09:00") == [("advice", date(2026, 1, 19))], "it ends as the 20th begins"
    by_noon = limited(build.interim_limit(until="2026-01-20 12:00"))
    assert follow_up(by_noon, "2026-01-14 09:00") == [("advice", date(2026, 1, 20))]


def test_one_that_ended_by_itself_leaves_a_suggestion() -> None:
    assert follow_up(limited(), "2026-01-20 00:00") == [("advice", None)]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"restrictions": (build.interim_limit(taken_over_by=fact("d1")),)}, id="taken over"),
        pytest.param({"restrictions": (build.interim_limit(lifted_at=london("2026-01-15 09:00")),)}, id="ended"),
        pytest.param({"determinations": (build.decision(restricts=False),)}, id="the team decided since"),
    ],
)
def test_nothing_is_left_to_do_once_the_team_has_it_or_it_is_over(parts: dict[str, Any]) -> None:
    assert follow_up(limited(**parts), "2026-02-03 09:00") == []


# In a history.


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"reasons": None}, [("gap", "no_reasons")], id="reasons unknown"),
        pytest.param({"reasons": ""}, [("fault", "no_reasons")], id="none given"),
        pytest.param({"ends_at": None}, [("gap", "no_time_limit")], id="length unknown"),
        pytest.param({"ends_at": None, "length_known": False}, [("fault", "no_time_limit")], id="none set"),
        pytest.param({"ends_at": london("2026-12-01 00:00")}, [], id="long, and a distance alone is no fault"),
    ],
)
def test_in_a_history(changes: dict[str, Any], expected: list[build.Weighed]) -> None:
    known = build.history(restrictions=(build.interim_limit(**changes),))
    assert weighed(RULE, known, at=LATER) == expected


def test_a_manager_does_not_limit_what_the_team_decided_not_to() -> None:
    """After the team's no, something has to happen first."""
    no = build.decision("d1", "2026-02-02 14:00", restricts=False)
    limit = build.interim_limit("l1", "2026-02-03 09:00", "2026-02-10 00:00")
    before = build.incident("i1", "2026-01-05 10:00")
    after = build.incident("i2", "2026-02-03 08:00")

    def refusals_with(*incidents: Incident) -> set[str]:
        case = build.case(incidents=incidents, determinations=(no,), restrictions=(limit,))
        return refused(Act.IMPOSE_INTERIM_LIMIT, case, "l1", at="2026-02-03 09:00")

    assert refusals_with(before) == {RULE}
    assert RULE not in refusals_with(before, after)
