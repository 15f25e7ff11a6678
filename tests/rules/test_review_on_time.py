"""Every restriction in force, permanent ones too, has its next review within three months (3.1, 10.1)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, Restriction, Suspension
from evenhand.rules.reviews import latest_review_day, review_due_on, review_overdue
from evenhand.rules.rulebook import refusals
from evenhand.rules.vocabulary import Act, Fault, ReviewOutcome

from . import build
from .build import DECIDED, REVIEWED, TERMS, Weighed, fact, judged, london, refused, weighed

RULE = "review.on_time"
LATE = [("fault", "late_review")]
PERMANENT = {"ends_at": None, "permanent": True, "permanent_reason": "He has threatened to kill an officer."}


def imposed(day: date | None, **changes: Any) -> CaseFacts:
    return build.decided(restrictions=(build.restriction(next_review_on=day, **changes),))


def continued(day: date | None, outcome: ReviewOutcome = ReviewOutcome.CONTINUED) -> CaseFacts:
    return build.told().with_review(build.review(outcome=outcome, next_review_on=day))


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 2, 3), id="the day after"),
        pytest.param(date(2026, 5, 2), id="three months on"),
    ],
)
@pytest.mark.parametrize("length", [{}, PERMANENT], ids=["with an end", "permanent"])
def test_a_date_within_the_interval_lets_it_be_imposed(day: date, length: dict[str, Any]) -> None:
    assert refused(Act.DETERMINE, imposed(day, **length), "d1", "r1", at=DECIDED) == set()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(None, [("fault", "no_review_date_told")], id="none"),
        pytest.param(date(2026, 5, 3), LATE, id="a day too late"),
        pytest.param(date(2026, 2, 2), LATE, id="the day itself"),
        pytest.param(date(2025, 5, 2), LATE, id="the past"),
    ],
)
@pytest.mark.parametrize("length", [{}, PERMANENT], ids=["with an end", "permanent"])
def test_any_other_date_refuses(day: date | None, expected: list[Weighed], length: dict[str, Any]) -> None:
    drafted = imposed(day, **length)
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}
    found = [one for one in judged(RULE, drafted, at=DECIDED) if one.fault is not Fault.NO_REVIEW]
    assert [(one.severity.value, one.fault.value) for one in found if one.fault] == expected


@pytest.mark.parametrize(
    ("day", "is_refused"),
    [
        pytest.param(date(2026, 8, 1), False, id="three months on"),
        pytest.param(date(2026, 8, 2), True, id="a day too late"),
        pytest.param(date(2026, 5, 1), True, id="the day itself"),
        pytest.param(None, True, id="none"),
    ],
)
def test_continuing_sets_the_next_review(day: date | None, *, is_refused: bool) -> None:
    drafted = continued(day)
    assert refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED) == ({RULE} if is_refused else set())


def test_a_late_review_is_counted_from_the_day_it_is_held() -> None:
    held = build.told().with_review(build.review(when="2026-06-15 10:00", next_review_on=date(2026, 9, 15)))
    assert refused(Act.REVIEW_RESTRICTION, held, "e1", at="2026-06-15 10:00") == set()


def test_lifting_sets_none_and_ending_sooner_is_not_refused_for_want_of_one() -> None:
    lifting = continued(None, ReviewOutcome.LIFTED)
    assert refused(Act.REVIEW_RESTRICTION, lifting, "e1", at=REVIEWED) == set()
    assert weighed(RULE, lifting, at=REVIEWED) == []
    sooner = continued(None, ReviewOutcome.VARIED)
    assert refused(Act.REVIEW_RESTRICTION, sooner, "e1", at=REVIEWED) == set()
    assert weighed(RULE, sooner, at=REVIEWED) == [("fault", "no_review_date_told")], "but it shows"


OVERDUE = [("fault", "no_review")]


@pytest.mark.parametrize(
    ("changes", "at", "expected"),
    [
        pytest.param({}, "2026-05-01 23:59", [], id="on its day"),
        pytest.param({}, "2026-05-02 00:00", OVERDUE, id="the day after"),
        pytest.param(PERMANENT, "2026-05-02 00:00", OVERDUE, id="permanent"),
        pytest.param({"ends_at": london("2026-05-02 00:00")}, "2026-05-02 00:00", [], id="it has ended"),
        pytest.param({"lifted_at": london("2026-04-02 00:00")}, "2026-06-02 00:00", [], id="it was lifted"),
        pytest.param({"starts_at": london("2026-05-02 00:01")}, "2026-05-02 00:00", [], id="not in force yet"),
    ],
)
def test_overdue(changes: dict[str, Any], at: str, expected: list[Weighed]) -> None:
    known = build.told(restrictions=(build.restriction(**changes),))
    assert weighed(RULE, known, at=at) == expected
    assert review_overdue(known, TERMS, known.restrictions[0], at=london(at)) is bool(expected)


def test_the_finding_names_the_restriction_and_its_last_day() -> None:
    found = judged(RULE, build.told(), at="2026-05-02 00:00")[0]
    assert (found.about, found.due) == ("r1", date(2026, 5, 1))


@pytest.mark.parametrize(
    ("known", "due"),
    [
        pytest.param(build.told(), date(2026, 5, 1), id="the day that was set"),
        pytest.param(imposed(date(2026, 9, 1)), date(2026, 5, 2), id="never later than the interval"),
        pytest.param(imposed(None), date(2026, 5, 2), id="none was set"),
        pytest.param(build.reviewed(), date(2026, 7, 31), id="set by the review"),
        pytest.param(
            build.reviewed(restrictions=(build.restriction(next_review_on=None),)),
            date(2026, 8, 1),
            id="the interval from the review",
        ),
        pytest.param(build.case(restrictions=(build.restriction(next_review_on=None),)), None, id="nothing tells"),
        pytest.param(
            build.history(
                restrictions=(build.restriction(),), determinations=(build.decision(when="2026-01-05 09:00"),)
            ),
            date(2026, 5, 1),
            id="a history keeps to what was set",
        ),
    ],
)
def test_the_last_day_for_a_review(known: CaseFacts, due: date | None) -> None:
    restriction: Restriction = known.restrictions[0]
    assert review_due_on(known, TERMS, restriction) == due


@pytest.mark.parametrize(
    ("since", "latest"),
    [
        ("2025-11-30 12:00", date(2026, 2, 28)),
        ("2027-11-30 12:00", date(2028, 2, 29)),
        ("2026-01-31 12:00", date(2026, 4, 30)),
        ("2026-07-01 00:30", date(2026, 10, 1)),
    ],
)
def test_months_at_their_ends(since: str, latest: date) -> None:
    assert latest_review_day(TERMS, london(since)) == latest


def test_the_packs_interval_counts() -> None:
    half_a_year = replace(TERMS, review_interval_months=6)
    drafted = imposed(date(2026, 8, 2))
    assert refused(Act.DETERMINE, drafted, "r1", at=DECIDED, terms=half_a_year) == set()
    assert refused(Act.DETERMINE, drafted, "r1", at=DECIDED) == {RULE}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param(imposed(None), [("gap", "no_review_date_told")], id="no date known"),
        pytest.param(imposed(date(2026, 9, 1)), [("gap", "late_review")], id="a distance between dates alone"),
        pytest.param(imposed(date(2026, 2, 1)), [("gap", "late_review"), ("gap", "no_review")], id="before it"),
        pytest.param(build.told(), [("gap", "no_review")], id="no review known by its day"),
    ],
)
def test_dates_of_a_history_are_no_faults(known: CaseFacts, expected: list[Weighed]) -> None:
    assert weighed(RULE, replace(known, record_complete=False), at="2026-06-01 09:00") == expected


def test_a_review_of_another_restriction_does_not_count() -> None:
    other = build.review(restriction=fact("r2"), when="2026-04-01 09:00", next_review_on=date(2026, 6, 30))
    known = build.told(reviews=(other,), restrictions=(build.restriction(next_review_on=None),))
    assert ("fault", "no_review") in weighed(RULE, known, at="2026-05-03 09:00")


def test_a_draft_with_a_date_gone_by_is_refused_for_the_date_and_not_as_overdue() -> None:
    subjects = frozenset({fact("r1")})
    found = refusals(Act.DETERMINE, imposed(date(2026, 1, 5)), TERMS, at=london(DECIDED), subjects=subjects)
    assert [one.message for one in found] == ["The next review must be after the day of the decision."]


# Reviews that were not held, or late; what counts as a look.


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"held": False, "held_at": None}, [("fault", "no_review")], id="not held"),
        pytest.param({"late": True}, LATE, id="late"),
        pytest.param({"late": False}, [], id="in time"),
    ],
)
def test_what_a_record_states_of_a_review(changes: dict[str, Any], expected: list[Weighed], *, complete: bool) -> None:
    known = replace(build.reviewed(), reviews=(build.review(**changes),), record_complete=complete)
    found = [one for one in judged(RULE, known, at="2026-05-02 09:00") if one.about == "e1"]
    assert [(one.severity.value, one.fault.value) for one in found if one.fault] == expected
    assert all(one.follows for one in found)


@pytest.mark.parametrize(
    ("earlier", "held", "is_late"),
    [
        pytest.param((), "2026-05-02 23:59", False, id="three months after the decision"),
        pytest.param((), "2026-05-03 00:00", True, id="a day late"),
        pytest.param(
            (build.review("e0", "2026-04-01 09:00", next_review_on=date(2026, 6, 1)),),
            "2026-06-01 12:00",
            False,
            id="on the day that the one before set",
        ),
        pytest.param(
            (build.review("e0", "2026-04-01 09:00", next_review_on=date(2026, 6, 1)),),
            "2026-06-02 12:00",
            True,
            id="a day after it",
        ),
        pytest.param(
            (build.review("e0", "2026-04-01 09:00", held=False),),
            "2026-05-20 12:00",
            True,
            id="one not held is no look",
        ),
        pytest.param(
            (build.review("e0", "2026-04-01 09:00", extends=True),), "2026-05-20 12:00", True, id="nor is an extension"
        ),
        pytest.param(
            (build.review("e0", "2026-04-01 09:00", restriction=None, next_review_on=None),),
            "2026-05-20 12:00",
            False,
            id="one of a restriction not named is",
        ),
    ],
)
def test_a_review_is_judged_by_the_day_on_which_it_was_due(
    earlier: tuple[Any, ...], held: str, *, is_late: bool
) -> None:
    review = build.review(when=held, next_review_on=date(2026, 7, 31))
    known = build.told(reviews=(*earlier, review))
    found = [one for one in judged(RULE, known, at=held) if one.about == "e1"]
    assert [one.fault for one in found] == ([Fault.LATE_REVIEW] if is_late else [])
    assert RULE not in refused(Act.REVIEW_RESTRICTION, known, "e1", at=held), "holding it is what is needed"


def test_a_late_review_in_a_history_is_none_by_its_dates_alone() -> None:
    known = replace(build.told(reviews=(build.review(when="2026-07-01 09:00"),)), record_complete=False)
    assert "e1" not in {one.about for one in judged(RULE, known, at="2026-07-02 09:00")}


@pytest.mark.parametrize(("due", "is_late"), [(date(2026, 4, 30), True), (date(2026, 5, 1), False)])
def test_the_day_that_a_history_gives_counts(due: date, *, is_late: bool) -> None:
    known = build.reviewed(reviews=(build.review(due_on=due),))
    assert (LATE[0] in weighed(RULE, known, at="2026-05-02 09:00")) is is_late


def test_a_paused_restriction_still_has_its_review() -> None:
    pause = Suspension(id=fact("s1"), since=london("2026-03-01 09:00"))
    known = build.told(restrictions=(build.restriction(suspensions=(pause,)),))
    assert not known.restrictions[0].in_force(london("2026-05-02 00:00"))
    assert weighed(RULE, known, at="2026-05-02 00:00") == OVERDUE


def test_a_managers_limit_has_no_review() -> None:
    limit = build.interim_limit(until=None)
    known = build.unheard(restrictions=(limit,))
    assert weighed(RULE, known, at="2027-05-02 00:00") == []
    assert review_due_on(known, TERMS, limit) is None


def test_a_lighter_restriction_goes_on_with_the_clock_of_the_one_before() -> None:
    old = build.restriction(lifted_at=london("2026-04-20 10:00"))
    new = build.restriction("r2", determination=None, narrows=fact("r1"), starts_at=london("2026-04-20 10:00"))
    for planned in (None, date(2026, 5, 1)):
        known = build.told(restrictions=(old, replace(new, next_review_on=planned)))
        assert review_due_on(known, TERMS, known.restrictions[1]) == date(2026, 5, 1)
        assert weighed(RULE, known, at="2026-05-01 12:00") == []
        assert [one.about for one in judged(RULE, known, at="2026-05-02 00:00")] == ["r2"]
    held = build.told(reviews=(build.review(when="2026-04-01 09:00"),), restrictions=(old, new))
    assert review_due_on(held, TERMS, replace(new, next_review_on=None)) == date(2026, 5, 1)
    later = replace(old, next_review_on=None)
    undated = replace(new, next_review_on=None)
    assert review_due_on(replace(held, restrictions=(later, undated)), TERMS, undated) == date(2026, 7, 1)


def test_two_restrictions_that_name_each_other_are_no_endless_line() -> None:
    one = build.restriction(narrows=fact("r2"))
    other = build.restriction("r2", narrows=fact("r1"))
    assert review_due_on(build.told(restrictions=(one, other)), TERMS, one) == date(2026, 5, 1)


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param(False, [("d1", Fault.NO_REVIEW_DATE_TOLD)], id="none was set"),
        pytest.param(True, [], id="one was set, on a day that nobody knows"),
    ],
)
def test_a_history_says_whether_a_time_for_reviews_was_set(
    expected: list[tuple[str, Fault]], *, stated: bool, complete: bool
) -> None:
    known = replace(
        imposed(None),
        determinations=(build.decision(review_period_set=stated),),
        reviews=(),
        record_complete=complete,
    )
    assert [(one.about, one.fault) for one in judged(RULE, known, at="2026-03-01 09:00")] == expected


def ended(when: str) -> CaseFacts:
    return build.told(restrictions=(build.restriction(next_review_on=date(2026, 5, 2), ends_at=london(when)),))


def test_a_review_that_was_missed_stays_on_the_record_when_the_restriction_ends() -> None:
    """Nobody escapes a review by waiting until the restriction is over."""
    assert weighed(RULE, ended("2026-08-31 00:00"), at="2027-01-04 09:00") == [("fault", "no_review")]


def test_a_restriction_that_ended_on_the_day_of_its_review_missed_none() -> None:
    assert weighed(RULE, ended("2026-05-03 00:00"), at="2027-01-04 09:00") == []
