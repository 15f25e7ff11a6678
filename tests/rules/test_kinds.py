"""What each kind of restriction closes, leaves open and asks for, and which of two is the lighter (9.3, 9.4)."""

import itertools
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.rules import facts
from evenhand.rules.facts import CallWindow, CaseFacts, RestrictionTerms
from evenhand.rules.kinds import (
    EFFECTS,
    LEAVES_OPEN,
    NEEDS_SETTING_UP,
    TERMS_NEEDED,
    effect,
    is_lighter,
    leaves_open,
    open_channels,
    terms_missing,
    ways_left,
    windows_make_sense,
)
from evenhand.rules.vocabulary import Channel, Outcome, RestrictionKind, Scope, TermNeeded

from . import build
from .build import london
from .random_facts import CASES, RESTRICTIONS, properties

TUESDAYS = CallWindow(weekday=1, opens=time(10), closes=time(12))
WHOLE: dict[TermNeeded, dict[str, Any]] = {
    TermNeeded.NAMED_CONTACT: {"named_contact": "The customer relations officer"},
    TermNeeded.COVER: {"cover": "The team leader"},
    TermNeeded.CONTACT_POINT: {"contact_point": "help@example.org"},
    TermNeeded.WINDOWS: {"windows": (TUESDAYS,)},
    TermNeeded.MINUTES: {"minutes": 10},
    TermNeeded.ISSUES: {"issues": ("The hedge at number 4",)},
    TermNeeded.CONSIDERED_WHERE: {"considered_where": "Our letter of 3 December"},
    TermNeeded.ACCOUNTS: {"accounts": ("@ada.example",)},
    TermNeeded.BLOCKED_POINTS: {"blocked_points": ("ada@example.org",)},
    TermNeeded.COUNTED: {"counted": "212 emails in 3 weeks"},
    TermNeeded.PREMISES: {"premises": ("The Guildhall",)},
    TermNeeded.SERVICES_LIMITED: {"services_limited": "The leisure centre's members' evenings"},
    TermNeeded.EXCEPTIONAL_WAY: {"exceptional_way": "Write to the monitoring officer, who reads each letter"},
    TermNeeded.DESCRIPTION: {"description": "Meetings with two officers alone"},
    TermNeeded.CHANNELS: {"channels": frozenset({Channel.FACE_TO_FACE})},
}
NOTHING: dict[TermNeeded, dict[str, Any]] = {
    TermNeeded.NAMED_CONTACT: {"named_contact": " "},
    TermNeeded.MINUTES: {"minutes": 0},
    TermNeeded.ISSUES: {"issues": ("", " ")},
    TermNeeded.PREMISES: {"premises": ()},
    TermNeeded.EXCEPTIONAL_WAY: {"exceptional_way": "..."},
}


def of(kind: RestrictionKind, **terms: Any) -> facts.Restriction:
    return build.restriction(kind=kind, terms=RestrictionTerms(**terms))


def whole(kind: RestrictionKind) -> facts.Restriction:
    """A restriction of a kind with all that the kind asks for."""
    terms = {name: value for needed in TERMS_NEEDED[kind] for name, value in WHOLE[needed].items()}
    return of(kind, **terms)


# What is closed and what stays open.


def test_the_tables_answer_for_every_kind_and_channel() -> None:
    assert {(kind, channel) for kind in EFFECTS for channel in EFFECTS[kind]} == set(
        itertools.product(RestrictionKind, Channel)
    )
    assert set(LEAVES_OPEN) == set(TERMS_NEEDED) == set(RestrictionKind)


@pytest.mark.parametrize("kind", RestrictionKind)
def test_a_way_that_goes_on_stays_open(kind: RestrictionKind) -> None:
    goes_on = {Outcome.PROCEED, Outcome.DEFER}
    assert {one for one in Channel if EFFECTS[kind][one] in goes_on} <= LEAVES_OPEN[kind]
    assert not {one for one in LEAVES_OPEN[kind] if EFFECTS[kind][one] is Outcome.DECLINE}


@pytest.mark.parametrize("kind", RestrictionKind)
def test_no_kind_by_itself_closes_every_way(kind: RestrictionKind) -> None:
    assert ways_left((whole(kind),), build.customer())


@pytest.mark.parametrize(
    ("kind", "closed"),
    [
        (RestrictionKind.WRITING_ONLY, {Channel.TELEPHONE, Channel.FACE_TO_FACE}),
        (RestrictionKind.PHONE_BAN, {Channel.TELEPHONE}),
        (RestrictionKind.NO_FACE_TO_FACE, {Channel.FACE_TO_FACE}),
        (RestrictionKind.SOCIAL_MEDIA_BLOCK, {Channel.SOCIAL_MEDIA}),
        (RestrictionKind.PHONE_TIMES, set()),
        (RestrictionKind.ISSUE_BAN, set()),
        (RestrictionKind.NO_CONTACT, set(Channel) - {Channel.EMAIL, Channel.LETTER}),
    ],
)
def test_a_kind_closes_what_it_names_and_nothing_else(kind: RestrictionKind, closed: set[Channel]) -> None:
    assert set(Channel) - leaves_open(whole(kind)) == closed


def test_another_restriction_closes_what_its_terms_name() -> None:
    other = of(RestrictionKind.OTHER, description="No visits", channels=frozenset({Channel.FACE_TO_FACE}))
    assert set(Channel) - leaves_open(other) == {Channel.FACE_TO_FACE}
    assert effect(other, Channel.FACE_TO_FACE) is Outcome.REDIRECT
    assert effect(other, Channel.TELEPHONE) is Outcome.PROCEED_WITH_CONDITIONS
    unknown = replace(other, terms=None)
    assert effect(unknown, Channel.FACE_TO_FACE) is Outcome.PROCEED_WITH_CONDITIONS


def test_only_kinds_that_need_it_are_set_up_elsewhere_and_where_they_close() -> None:
    for kind, channels in NEEDS_SETTING_UP.items():
        assert all(EFFECTS[kind][one] is not Outcome.PROCEED for one in channels)


def test_restrictions_may_come_from_anything_that_is_read_once() -> None:
    several = [of(RestrictionKind.WRITING_ONLY), of(RestrictionKind.EMAIL_ONLY)]
    assert open_channels(iter(several)) == open_channels(several) == {Channel.EMAIL}
    assert open_channels(()) == frozenset(Channel)


def test_restrictions_close_together_what_none_closes_alone() -> None:
    ada = build.customer()
    assert ways_left((of(RestrictionKind.EMAIL_ONLY),), ada) == {Channel.EMAIL}
    assert ways_left((of(RestrictionKind.EMAIL_ONLY), of(RestrictionKind.SINGLE_NUMBER)), ada) == frozenset()


def test_the_public_is_no_way_to_be_left_with() -> None:
    ada = build.customer(build.adjustment(Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM))
    assert open_channels((of(RestrictionKind.WRITING_ONLY),)) - ada.unusable_channels == {Channel.SOCIAL_MEDIA}
    assert ways_left((of(RestrictionKind.WRITING_ONLY),), ada) == frozenset()


@properties
@given(several=st.lists(RESTRICTIONS, max_size=3), known=CASES)
def test_the_ways_left_are_left_by_each_and_can_be_used(several: list[facts.Restriction], known: CaseFacts) -> None:
    left = ways_left(several, known.customer)
    assert all(left <= leaves_open(one) for one in several)
    assert not left & known.customer.unusable_channels
    assert left != {Channel.SOCIAL_MEDIA}


# The terms that a kind asks for.


@pytest.mark.parametrize("kind", RestrictionKind)
def test_whole_terms_miss_nothing_and_empty_ones_all(kind: RestrictionKind) -> None:
    terms = whole(kind).terms
    assert terms is not None
    assert terms_missing(kind, terms) == ()
    assert set(terms_missing(kind, RestrictionTerms())) == TERMS_NEEDED[kind]


@pytest.mark.parametrize(("needed", "blank"), NOTHING.items())
def test_a_term_that_says_nothing_is_missing(needed: TermNeeded, blank: dict[str, Any]) -> None:
    kind = next(one for one in RestrictionKind if needed in TERMS_NEEDED[one])
    terms = whole(kind).terms
    assert terms is not None
    assert terms_missing(kind, replace(terms, **blank)) == (needed,)


def test_what_is_missing_stands_in_one_order() -> None:
    missing = terms_missing(RestrictionKind.EXCESS_BLOCK, RestrictionTerms())
    assert missing == (TermNeeded.BLOCKED_POINTS, TermNeeded.COUNTED)


@pytest.mark.parametrize(
    ("window", "sensible"),
    [
        (TUESDAYS, True),
        (replace(TUESDAYS, weekday=6), True),
        (replace(TUESDAYS, weekday=7), False),
        (replace(TUESDAYS, weekday=-1), False),
        (replace(TUESDAYS, closes=time(10)), False),
        (replace(TUESDAYS, closes=time(9)), False),
    ],
)
def test_a_time_for_calls_is_on_a_day_of_the_week_and_begins_before_it_ends(
    window: CallWindow, *, sensible: bool
) -> None:
    assert windows_make_sense(RestrictionTerms(windows=(TUESDAYS, window))) is sensible


# Which is lighter.


@pytest.mark.parametrize(
    ("new", "old"),
    [
        pytest.param(of(RestrictionKind.PHONE_BAN), of(RestrictionKind.WRITING_ONLY), id="visits again"),
        pytest.param(of(RestrictionKind.PHONE_TIMES), of(RestrictionKind.PHONE_BAN), id="calls at set times"),
        pytest.param(whole(RestrictionKind.ISSUE_BAN), whole(RestrictionKind.NO_CONTACT), id="all but some issues"),
        pytest.param(
            of(RestrictionKind.CALL_LENGTH, minutes=15), of(RestrictionKind.CALL_LENGTH, minutes=10), id="longer calls"
        ),
        pytest.param(
            of(RestrictionKind.ISSUE_BAN, issues=("a",)), of(RestrictionKind.ISSUE_BAN, issues=("a", "b")), id="issues"
        ),
        pytest.param(
            of(RestrictionKind.PHONE_TIMES, windows=(replace(TUESDAYS, closes=time(16)),)),
            of(RestrictionKind.PHONE_TIMES, windows=(TUESDAYS,)),
            id="longer hours",
        ),
        pytest.param(build.restriction(), build.restriction(scope=Scope.COUNCIL_WIDE, service="Why"), id="one service"),
        pytest.param(build.restriction(), build.restriction(scope=None, service=None), id="nobody had said how much"),
        pytest.param(build.restriction(ends_at=london("2026-06-01 00:00")), build.restriction(), id="it ends sooner"),
        pytest.param(build.restriction(), build.restriction(ends_at=None, permanent=True), id="it ends"),
    ],
)
def test_it_is_lighter_and_the_other_way_round_it_is_not(new: facts.Restriction, old: facts.Restriction) -> None:
    assert is_lighter(new, old)
    assert not is_lighter(old, new)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        pytest.param(of(RestrictionKind.EMAIL_ONLY), of(RestrictionKind.SINGLE_NUMBER), id="another way alone"),
        pytest.param(whole(RestrictionKind.ISSUE_BAN), whole(RestrictionKind.SINGLE_CONTACT), id="it closes issues"),
        pytest.param(whole(RestrictionKind.SERVICE_LIMIT), whole(RestrictionKind.ISSUE_BAN), id="it limits services"),
        pytest.param(build.restriction(service="Planning"), build.restriction(), id="another service"),
        pytest.param(of(RestrictionKind.NO_FACE_TO_FACE), whole(RestrictionKind.PREMISES_BAN), id="all premises"),
        pytest.param(of(RestrictionKind.PHONE_BAN), whole(RestrictionKind.EXCESS_BLOCK), id="all numbers"),
        pytest.param(whole(RestrictionKind.CALL_LENGTH), whole(RestrictionKind.SERVICE_LIMIT), id="calls instead"),
        pytest.param(whole(RestrictionKind.OTHER), whole(RestrictionKind.ISSUE_BAN), id="whatever else, on any issue"),
        pytest.param(whole(RestrictionKind.OTHER), whole(RestrictionKind.FILE_WITHOUT_REPLY), id="or never filed"),
        pytest.param(
            of(RestrictionKind.PHONE_TIMES, windows=(replace(TUESDAYS, weekday=3),)),
            of(RestrictionKind.PHONE_TIMES, windows=(TUESDAYS,)),
            id="another day",
        ),
        pytest.param(of(RestrictionKind.CALL_LENGTH), whole(RestrictionKind.CALL_LENGTH), id="nobody says how long"),
        pytest.param(
            build.restriction(kind=RestrictionKind.PHONE_BAN, ends_at=london("2026-12-01 00:00")),
            build.restriction(),
            id="fewer ways for longer",
        ),
    ],
)
def test_neither_is_lighter_than_the_other_where_each_closes_something(
    new: facts.Restriction, old: facts.Restriction
) -> None:
    assert not is_lighter(new, old)


@properties
@given(one=RESTRICTIONS)
def test_a_restriction_is_never_heavier_than_itself(one: facts.Restriction) -> None:
    assert is_lighter(one, one)


@properties
@given(first=RESTRICTIONS, second=RESTRICTIONS, third=RESTRICTIONS)
def test_lighter_than_a_lighter_one_is_lighter_still(
    first: facts.Restriction, second: facts.Restriction, third: facts.Restriction
) -> None:
    first, second, third = (replace(one, terms=None, scope=None, ends_at=None) for one in (first, second, third))
    if is_lighter(first, second) and is_lighter(second, third):
        assert is_lighter(first, third)
