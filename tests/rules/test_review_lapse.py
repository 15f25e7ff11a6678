"""A restriction ends at its review unless it is renewed, where the policy says so (guidance)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts
from evenhand.rules.vocabulary import Act, Mode, ReviewOutcome

from . import build
from .build import DECIDED, REVIEWED, Weighed, fact, judged, london, refused, weighed, with_mode

RULE = "review.lapse"
ON = with_mode(RULE, Mode.REFUSE)
AT_ITS_REVIEW = london("2026-05-02 00:00")
UNLIMITED = [("fault", "no_time_limit")]


def imposed(ends_at: datetime | None, **changes: Any) -> CaseFacts:
    return build.told(restrictions=(build.restriction(ends_at=ends_at, **changes),))


@pytest.mark.parametrize(
    ("ends_at", "changes", "is_refused"),
    [
        pytest.param(AT_ITS_REVIEW, {}, False, id="at the end of the day of its review"),
        pytest.param(london("2026-04-01 00:00"), {}, False, id="before it"),
        pytest.param(london("2026-05-02 00:01"), {}, True, id="after it"),
        pytest.param(None, {}, True, id="with no end"),
        pytest.param(None, {"permanent": True, "permanent_reason": "He stalks an officer."}, True, id="permanent"),
    ],
)
def test_it_is_imposed_to_end_by_its_review(
    ends_at: datetime | None, changes: dict[str, Any], *, is_refused: bool
) -> None:
    drafted = imposed(ends_at, **changes)
    refusing = refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED, terms=ON)
    assert (RULE in refusing) is is_refused
    assert weighed(RULE, drafted, at=DECIDED, terms=ON) == (UNLIMITED if is_refused else [])


def test_a_policy_without_it_says_nothing() -> None:
    assert weighed(RULE, imposed(None), at=DECIDED) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"new_end": london("2026-08-01 00:00")}, [], id="renewed to its next review"),
        pytest.param({"new_end": london("2026-08-02 00:00")}, UNLIMITED, id="and a day longer"),
        pytest.param({}, [], id="not renewed: it ends as it was to end"),
        pytest.param({"outcome": ReviewOutcome.VARIED, "new_end": london("2026-09-02 00:00")}, [], id="made lighter"),
    ],
)
def test_continuing_renews_it_to_the_next_review(changes: dict[str, Any], expected: list[Weighed]) -> None:
    drafted = imposed(AT_ITS_REVIEW).with_review(build.review(**({"outcome": ReviewOutcome.CONTINUED} | changes)))
    assert [one for one in weighed(RULE, drafted, at=REVIEWED, terms=ON) if one[0] == "fault"] == expected
    refusing = refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED, terms=ON)
    assert (RULE in refusing) is bool(expected)


def test_a_permanent_one_is_renewed_only_to_an_end() -> None:
    drafted = imposed(None, permanent=True).with_review(build.review())
    assert RULE in refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED, terms=ON)
    lifting = imposed(None, permanent=True).with_review(build.review(outcome=ReviewOutcome.LIFTED))
    assert refused(Act.REVIEW_RESTRICTION, lifting, "e1", at=REVIEWED, terms=ON) == set()


@pytest.mark.parametrize(
    ("at", "due"),
    [
        pytest.param("2026-04-03 23:59", None, id="more than four weeks before"),
        pytest.param("2026-04-04 00:00", date(2026, 5, 1), id="four weeks before"),
        pytest.param("2026-05-01 23:59", date(2026, 5, 1), id="on its last day"),
        pytest.param("2026-05-02 00:00", None, id="over"),
    ],
)
def test_the_weeks_before_the_end_ask_for_the_review(at: str, due: date | None) -> None:
    found = judged(RULE, imposed(AT_ITS_REVIEW), at=at, terms=ON)
    assert [(one.severity.value, one.about, one.due) for one in found] == ([("advice", "r1", due)] if due else [])


def test_what_is_over_interim_or_of_a_history_is_not_asked() -> None:
    ended = imposed(None, lifted_at=london("2026-03-01 09:00"))
    limit = build.unheard(restrictions=(build.interim_limit(until=None),))
    for known in (ended, limit, replace(imposed(None), record_complete=False)):
        assert weighed(RULE, known, at="2026-04-01 09:00", terms=ON) == []


def test_the_last_review_counts_whatever_order_they_are_listed_in() -> None:
    first = build.review("e1", next_review_on=date(2026, 6, 30), new_end=london("2026-09-01 00:00"))
    last = build.review("e2", "2026-06-30 10:00", next_review_on=date(2026, 9, 30), new_end=london("2026-10-01 00:00"))
    for reviews in ((first, last), (last, first)):
        known = replace(imposed(london("2026-10-01 00:00"), next_review_on=date(2026, 9, 30)), reviews=reviews)
        assert weighed(RULE, known, at="2026-07-01 09:00", terms=ON) == []
    other = replace(last, restriction=fact("r2"))
    known = replace(imposed(london("2026-10-01 00:00")), reviews=(first, other))
    assert weighed(RULE, known, at="2026-07-01 09:00", terms=ON) == UNLIMITED
