"""The terms of a restriction in plain words."""

from datetime import time

import pytest

from evenhand.rules.facts import CallWindow, RestrictionTerms
from evenhand.rules.kinds import TERMS_NEEDED
from evenhand.rules.terms_spoken import minutes_spoken, terms_spoken, windows_spoken
from evenhand.rules.vocabulary import Channel, RestrictionKind, TermNeeded

WHOLE = RestrictionTerms(
    named_contact="Lee Lamb",
    cover="the duty\n manager",
    contact_point="020 7946 0155",
    windows=(CallWindow(weekday=1, opens=time(9, 30), closes=time(12)),),
    minutes=10,
    issues=("the hedge", " ", "parking"),
    considered_where="our letter of 3 March 2026",
    accounts=("@example",),
    blocked_points=("ada@example.org",),
    counted="240 emails in 2 weeks",
    premises=("Moor House",),
    services_limited="garden waste once a month",
    exceptional_way="write to the Monitoring Officer",
    description="Bring somebody with you.",
    channels=frozenset({Channel.WEB_FORM, Channel.TELEPHONE}),
)


def window(day: int, opens: int, closes: int) -> CallWindow:
    return CallWindow(weekday=day, opens=time(opens), closes=time(closes))


@pytest.mark.parametrize("kind", RestrictionKind)
def test_what_a_kind_asks_for_and_nobody_said_stands_blank(kind: RestrictionKind) -> None:
    for terms in (None, RestrictionTerms()):
        said = terms_spoken(kind, terms)
        assert dict(said) == dict.fromkeys(TERMS_NEEDED[kind], "")
        assert [one for one, _ in said] == [one for one in TermNeeded if one in TERMS_NEEDED[kind]]


def test_every_term_that_is_said_stands_on_one_line_in_the_vocabularys_order() -> None:
    said = terms_spoken(RestrictionKind.OTHER, WHOLE)
    assert [one for one, _ in said] == list(TermNeeded)
    assert dict(said) == {
        TermNeeded.NAMED_CONTACT: "Lee Lamb",
        TermNeeded.COVER: "the duty manager",
        TermNeeded.CONTACT_POINT: "020 7946 0155",
        TermNeeded.WINDOWS: "Tuesdays, 9:30am to midday",
        TermNeeded.MINUTES: "10 minutes",
        TermNeeded.ISSUES: "the hedge; parking",
        TermNeeded.CONSIDERED_WHERE: "our letter of 3 March 2026",
        TermNeeded.ACCOUNTS: "@example",
        TermNeeded.BLOCKED_POINTS: "ada@example.org",
        TermNeeded.COUNTED: "240 emails in 2 weeks",
        TermNeeded.PREMISES: "Moor House",
        TermNeeded.SERVICES_LIMITED: "garden waste once a month",
        TermNeeded.EXCEPTIONAL_WAY: "write to the Monitoring Officer",
        TermNeeded.DESCRIPTION: "Bring somebody with you.",
        TermNeeded.CHANNELS: "telephone and web form",
    }


def test_days_with_the_same_times_stand_together_in_the_order_of_the_week() -> None:
    week = (window(3, 14, 16), window(3, 9, 11), window(0, 14, 16), window(0, 9, 11), window(4, 9, 11))
    said = ("Mondays and Thursdays, 9am to 11am and 2pm to 4pm", "Fridays, 9am to 11am")
    assert windows_spoken(week) == said
    assert windows_spoken(reversed(week)) == said
    assert windows_spoken((*week, *week)) == said


def test_no_times_are_no_words() -> None:
    assert windows_spoken(()) == ()


@pytest.mark.parametrize(("count", "words"), [(1, "1 minute"), (2, "2 minutes"), (90, "90 minutes")])
def test_minutes_are_counted(count: int, words: str) -> None:
    assert minutes_spoken(count) == words
