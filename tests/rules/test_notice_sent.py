"""Telling the customer is a duty with a clock from the decision; nobody is kept restricted untold (9.1)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, Telling
from evenhand.rules.notices import deemed_receipt, told_of
from evenhand.rules.vocabulary import Act, LetterKind, ReviewOutcome, Route

from . import build
from .build import DECIDED, REVIEWED, TERMS, Weighed, fact, judged, london, refused, weighed

RULE = "notice.sent"


@pytest.mark.parametrize(
    ("letters", "at", "expected"),
    [
        # Decided on Monday 2 February: one working day is up at the end of Tuesday 3 February.
        pytest.param((), DECIDED, [("advice", None)], id="to do"),
        pytest.param((), "2026-02-03 23:59", [("advice", None)], id="to do on the last day"),
        pytest.param((), "2026-02-04 00:00", [("fault", "no_notice")], id="late"),
        pytest.param((build.letter(told=()),), "2026-02-04 00:00", [("fault", "no_notice")], id="only issued"),
        pytest.param((build.letter(),), "2026-02-03 09:00", [], id="told on the last day"),
        pytest.param((build.letter(),), "2026-02-04 00:00", [], id="told in time"),
        pytest.param((build.letter(),), "2026-02-03 08:59", [("advice", None)], id="told a minute from now"),
        pytest.param(
            (build.letter(told=("2026-02-04 00:00",)),), "2026-03-01 00:00", [("fault", "delay")], id="told late"
        ),
        pytest.param(
            (build.letter(told=("2026-02-04 09:00", "2026-02-03 09:00")),), "2026-03-01 00:00", [], id="told twice"
        ),
        pytest.param((build.letter(about="e1"),), "2026-02-04 00:00", [("fault", "no_notice")], id="of another"),
    ],
)
def test_telling_has_a_clock(letters: tuple[Any, ...], at: str, expected: list[Weighed]) -> None:
    assert weighed(RULE, build.decided(letters=letters), at=at) == expected


@pytest.mark.parametrize(
    ("when", "last_day"),
    [
        pytest.param("2026-02-06 17:00", date(2026, 2, 9), id="decided on a Friday"),
        pytest.param("2026-02-07 10:00", date(2026, 2, 9), id="decided on a Saturday"),
        pytest.param("2026-04-02 10:00", date(2026, 4, 7), id="decided before Easter"),
        pytest.param("2026-07-01 00:30", date(2026, 7, 2), id="decided after midnight in summer time"),
    ],
)
def test_the_clock_counts_working_days_in_london(when: str, last_day: date) -> None:
    known = build.decided(determinations=(build.decision(when=when),))
    assert [one.due for one in judged(RULE, known, at=when)] == [last_day]


def test_a_decision_not_to_restrict_starts_no_clock() -> None:
    known = build.referred(determinations=(build.decision(restricts=False),))
    assert weighed(RULE, known, at="2026-03-01 09:00") == []


def lifted(**parts: Any) -> CaseFacts:
    ended = build.restriction(lifted_at=london("2026-03-02 10:00"))
    return build.told(restrictions=(ended,), **parts)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param(lifted(), [("fault", "no_notice")], id="nobody told her"),
        pytest.param(
            lifted(
                letters=(
                    build.letter(),
                    build.letter("n2", about="r1", kind=LetterKind.LIFTED, told=("2026-03-02 11:00",)),
                )
            ),
            [],
            id="told",
        ),
        pytest.param(
            lifted(reviews=(build.review(when="2026-03-02 10:00", outcome=ReviewOutcome.LIFTED),)),
            [],
            id="a review's own letter tells it",
        ),
        pytest.param(
            lifted(reviews=(build.review(when="2026-02-20 10:00"),)),
            [("fault", "no_notice")],
            id="an earlier review kept it",
        ),
    ],
)
def test_a_lifting_is_told_too(known: CaseFacts, expected: list[Weighed]) -> None:
    assert weighed(RULE, known, at="2026-03-09 09:00") == expected


@pytest.mark.parametrize(
    ("letters", "is_refused"),
    [
        pytest.param((build.letter(),), False, id="told"),
        pytest.param((build.letter(told=(REVIEWED,)),), False, id="told at that moment"),
        pytest.param((build.letter(told=("2026-05-01 10:01",)),), True, id="told too late"),
        pytest.param((build.letter(told=()),), True, id="issued but not sent"),
        pytest.param((), True, id="no letter"),
    ],
)
def test_nobody_is_kept_restricted_untold(letters: tuple[Any, ...], *, is_refused: bool) -> None:
    drafted = build.decided(letters=letters).with_review(build.review())
    assert refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED) == ({RULE} if is_refused else set())


@pytest.mark.parametrize("outcome", [ReviewOutcome.LIFTED, ReviewOutcome.VARIED])
def test_an_untold_restriction_can_always_be_loosened(outcome: ReviewOutcome) -> None:
    drafted = build.decided().with_review(build.review(outcome=outcome))
    assert refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED) == set()
    assert "e1" not in {one.about for one in judged(RULE, drafted, at=REVIEWED)}


def test_each_restriction_must_have_been_told_before_it_is_kept() -> None:
    untold = build.restriction("r2", determination=fact("d2"))
    known = build.told(restrictions=(build.restriction(), untold))
    for name, expected in (("r1", set()), ("r2", {RULE})):
        drafted = known.with_review(build.review(restriction=fact(name)))
        assert refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED) == expected


def test_being_late_follows_the_decision_and_never_stands_in_the_way() -> None:
    for letters in ((), (build.letter(told=("2026-02-09 09:00",)),)):
        found = judged(RULE, build.decided(letters=letters), at="2026-03-01 09:00")
        assert [one.follows for one in found] == [True]


def test_a_letter_on_its_way_has_not_told_yet() -> None:
    posted = Telling(route=Route.POST, sent_at=london("2026-02-03 09:00"), received_at=london("2026-02-05 00:00"))
    known = build.decided(letters=(build.letter(tellings=(posted,)),))
    assert not told_of(known, known.restrictions[0], at=london("2026-02-04 23:59"))
    assert told_of(known, known.restrictions[0], at=london("2026-02-05 00:00"))


def test_a_restriction_of_no_known_decision_was_told_by_no_letter() -> None:
    stray = build.restriction(determination=None)
    assert not told_of(build.told(restrictions=(stray,)), stray, at=london(REVIEWED))


@pytest.mark.parametrize(
    ("route", "sent", "received"),
    [
        pytest.param(Route.EMAIL, "2026-02-07 22:00", "2026-02-07 22:00", id="at once"),
        pytest.param(Route.BY_HAND, "2026-02-03 09:00", "2026-02-03 09:00", id="by hand"),
        pytest.param(Route.POST, "2026-02-03 17:00", "2026-02-05 00:00", id="two working days"),
        pytest.param(Route.POST, "2026-02-05 17:00", "2026-02-09 00:00", id="over a weekend"),
        pytest.param(Route.POST, "2026-03-27 17:00", "2026-03-31 00:00", id="over the change to summer time"),
        pytest.param(Route.POST, "2026-04-02 17:00", "2026-04-08 00:00", id="over Easter"),
    ],
)
def test_when_a_letter_counts_as_received(route: Route, sent: str, received: str) -> None:
    assert deemed_receipt(TERMS, route, london(sent)) == london(received)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        pytest.param((), [("gap", "no_notice")], id="silent"),
        pytest.param((build.letter(told=()),), [], id="a notice, undated"),
        pytest.param((build.letter(about=None),), [], id="a notice of something"),
        pytest.param((build.letter(kind=LetterKind.LIFTED),), [("gap", "no_notice")], id="a letter of another kind"),
    ],
)
def test_a_history_is_judged_by_what_its_notices_state(letters: tuple[Any, ...], expected: list[Weighed]) -> None:
    known = build.history(determinations=(build.decision(),), letters=letters)
    assert weighed(RULE, known, at="2026-03-01 09:00") == expected


def test_in_a_history_a_review_of_an_untold_restriction_is_no_fault() -> None:
    known = replace(build.reviewed(letters=()), record_complete=False)
    assert weighed(RULE, known, at="2026-06-01 09:00") == [("gap", "no_notice")]
