"""Telling the customer is a duty with a clock from the decision; nobody is kept restricted untold (9.1)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import Appeal, Breach, CaseFacts, DirectTelling, Telling, Withholding
from evenhand.rules.telling import deemed_receipt, told_of
from evenhand.rules.vocabulary import Act, AppealOutcome, Fault, LetterKind, Mode, ReviewOutcome, Route, RuleId

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


# Told without a letter, held back, breached before they knew.


def spoken(about: str, when: str = "2026-02-03 09:00") -> DirectTelling:
    moment = london(when)
    return DirectTelling(
        id=fact(f"t-{about}"),
        about=fact(about),
        telling=Telling(route=Route.IN_PERSON, sent_at=moment, received_at=moment),
    )


def test_somebody_can_be_told_without_a_letter() -> None:
    known = build.decided(direct_tellings=(spoken("d1"),))
    assert weighed(RULE, known, at="2026-03-01 00:00") == []
    assert told_of(known, known.restrictions[0], at=london("2026-02-03 09:00"))
    assert weighed(RULE, build.decided(direct_tellings=(spoken("r9"),)), at="2026-03-01 00:00") != []


def test_a_managers_limit_is_told_by_itself() -> None:
    limit = build.interim_limit("l1")
    known = build.unheard(restrictions=(limit,), direct_tellings=(spoken("l1", "2026-01-13 12:00"),))
    assert told_of(known, limit, at=london("2026-01-13 12:00"))
    assert not told_of(known, limit, at=london("2026-01-13 11:59"))
    assert weighed(RULE, known, at="2026-02-09 12:00") == [], "its telling is for restriction.interim"


def test_a_lighter_restriction_was_told_with_the_one_that_it_took_the_place_of() -> None:
    old = build.restriction(lifted_at=london("2026-03-02 10:00"))
    new = build.restriction("r2", determination=None, narrows=fact("r1"))
    known = build.told(restrictions=(old, new))
    assert told_of(known, new, at=london("2026-03-02 10:00"))
    assert [one.about for one in judged(RULE, known, at="2026-03-09 09:00")] == ["r1"]
    eased = replace(known, direct_tellings=(spoken("r2", "2026-03-02 11:00"),))
    assert weighed(RULE, eased, at="2026-03-09 09:00") == []


def test_without_an_address_any_means_will_do() -> None:
    known = build.decided(customer=replace(build.customer(), has_address=False))
    assert "any means" in judged(RULE, known, at=DECIDED)[0].message
    assert "any means" not in judged(RULE, build.decided(), at=DECIDED)[0].message


HELD = Withholding(
    id=fact("h1"),
    about=fact("d1"),
    reason="He opens her letters and has threatened her.",
    since=london("2026-02-03 10:00"),
    until=london("2026-02-10 10:00"),
)


@pytest.mark.parametrize(
    ("held", "at", "expected"),
    [
        pytest.param(HELD, "2026-02-09 12:00", [("advice", None)], id="held back"),
        pytest.param(HELD, "2026-02-11 12:00", [("advice", None)], id="the clock starts again"),
        pytest.param(HELD, "2026-02-12 00:00", [("fault", "no_notice")], id="and runs out"),
        pytest.param(replace(HELD, until=None), "2026-03-12 00:00", [("advice", None)], id="until further notice"),
        pytest.param(replace(HELD, reason=" "), "2026-02-09 12:00", [("fault", "no_notice")], id="no reason"),
        pytest.param(replace(HELD, about=fact("d9")), "2026-02-09 12:00", [("fault", "no_notice")], id="of another"),
        pytest.param(
            replace(HELD, since=london("2026-02-05 10:00")), "2026-02-05 12:00", [("advice", None)], id="late, yet safe"
        ),
        pytest.param(
            replace(HELD, since=london("2026-02-05 10:00")),
            "2026-02-10 11:00",
            [("fault", "no_notice")],
            id="one that came too late stops no clock",
        ),
    ],
)
def test_telling_is_held_back_only_for_a_recorded_risk(held: Withholding, at: str, expected: list[Weighed]) -> None:
    assert weighed(RULE, build.decided(withholdings=(held,)), at=at) == expected


def test_what_was_lawfully_held_back_was_not_told_late() -> None:
    known = build.decided(withholdings=(HELD,), letters=(build.letter(told=("2026-02-11 09:00",)),))
    assert weighed(RULE, known, at="2026-03-01 09:00") == []
    assert weighed(RULE, replace(known, withholdings=()), at="2026-03-01 09:00") == [("fault", "delay")]


def test_a_policy_can_switch_holding_back_off() -> None:
    known = build.decided(withholdings=(HELD,))
    assert [one.part for one in judged(RULE, known, at="2026-02-09 12:00")] == ["withheld"]
    off = replace(TERMS, part_modes={(RuleId(RULE), "withheld"): Mode.OFF})
    assert weighed(RULE, known, at="2026-02-09 12:00", terms=off) == [("fault", "no_notice")]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param("2026-02-03 08:59", [("fault", "restriction_misapplied")], id="before she was told"),
        pytest.param("2026-02-03 09:00", [], id="once she was told"),
        pytest.param(None, [], id="nobody knows when"),
    ],
)
def test_no_contact_before_the_telling_is_a_breach(when: str | None, expected: list[Weighed]) -> None:
    breach = Breach(id=fact("b1"), restriction=fact("r1"), occurred_at=london(when) if when else None)
    known = build.told(breaches=(breach,))
    assert weighed(RULE, known, at="2026-02-04 12:00") == expected
    assert all(one.about == "b1" for one in judged(RULE, known, at="2026-02-04 12:00"))


def test_in_a_history_a_breach_before_any_known_telling_is_a_gap() -> None:
    breach = Breach(id=fact("b1"), restriction=fact("r1"), occurred_at=london("2026-02-05 09:00"))
    known = build.history(restrictions=(build.restriction(),), breaches=(breach,))
    assert weighed(RULE, known, at="2026-03-01 09:00") == [("gap", "restriction_misapplied")]


def test_the_door_puts_telling_off_and_gives_it_a_clock() -> None:
    review = build.review(doors={RuleId(RULE): "The next call is tomorrow, and her address is being looked for."})
    drafted = build.decided().with_review(review)
    assert refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED) == set()
    found = [one for one in judged(RULE, drafted, at=REVIEWED) if one.about == "e1"]
    assert [(one.by_door, one.due) for one in found] == [(True, date(2026, 5, 11))]


def test_an_extension_is_no_review_and_is_not_refused_as_one() -> None:
    known = build.decided(reviews=(build.review(extends=True),))
    assert "e1" not in {one.about for one in judged(RULE, known, at=REVIEWED)}


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize(("end_told", "expected"), [(False, [("fault", "no_notice")]), (True, [])])
def test_a_history_says_if_the_end_was_told(expected: list[Weighed], *, complete: bool, end_told: bool) -> None:
    ended = build.restriction(lifted_at=london("2026-03-02 10:00"), end_told=end_told)
    known = replace(build.told(restrictions=(ended,)), record_complete=complete)
    assert weighed(RULE, known, at="2026-06-01 09:00") == expected


# Answers to appeals.

ANSWERED = Appeal(
    id=fact("p1"), about=fact("d1"), made_at=london("2026-02-10 09:00"), decided_at=london("2026-02-20 09:00")
)


def test_the_answer_to_an_appeal_is_told() -> None:
    known = build.told(appeals=(ANSWERED,))
    assert [(one.about, one.fault) for one in judged(RULE, known, at="2026-03-01 09:00")] == [("p1", Fault.NO_NOTICE)]
    answered = replace(known, direct_tellings=(spoken("p1", "2026-02-20 12:00"),))
    assert weighed(RULE, answered, at="2026-03-01 09:00") == []


def test_a_lifting_on_appeal_is_told_with_the_answer() -> None:
    lifted_by_it = build.restriction(lifted_at=london("2026-02-20 09:00"))
    won = replace(ANSWERED, outcome=AppealOutcome.LIFTED)
    known = build.told(appeals=(won,), restrictions=(lifted_by_it,))
    assert [one.about for one in judged(RULE, known, at="2026-03-01 09:00")] == ["p1"]
    lost = replace(ANSWERED, outcome=AppealOutcome.CONTINUED)
    kept = replace(known, appeals=(lost,))
    assert {one.about for one in judged(RULE, kept, at="2026-03-01 09:00")} == {"p1", "r1"}


# Complete histories: what a notice that names nothing tells of, and notices without a day.


def test_a_notice_that_names_nothing_tells_of_what_was_decided_before_it() -> None:
    unnamed = build.letter(about=None, told=("2026-02-03 09:00",))
    assert weighed(RULE, build.decided(letters=(unnamed,)), at="2026-03-01 09:00") == []
    before = build.letter(about=None, told=("2026-02-01 09:00",))
    assert weighed(RULE, build.decided(letters=(before,)), at="2026-03-01 09:00") == [("fault", "no_notice")]


@pytest.mark.parametrize(
    ("decided", "sent", "told"),
    [
        pytest.param(DECIDED, "2026-02-03 09:00", True, id="after the decision"),
        pytest.param(DECIDED, "2026-02-01 09:00", False, id="before it"),
        pytest.param(None, "2026-02-01 09:00", True, id="of an unknown day"),
    ],
)
def test_such_a_notice_tells_of_the_restriction_too(decided: str | None, sent: str, *, told: bool) -> None:
    unnamed = build.letter(about=None, told=(sent,))
    other = build.decision("d2", "2026-01-30 09:00", restricts=False)
    known = build.decided(determinations=(build.decision(when=decided), other), letters=(unnamed,))
    assert told_of(known, known.restrictions[0], at=london(REVIEWED)) is told


def test_a_notice_of_an_unknown_day_was_neither_late_nor_missing() -> None:
    undated = build.letter(issued_at=None, told=())
    assert weighed(RULE, build.decided(letters=(undated,)), at="2026-03-01 09:00") == []
