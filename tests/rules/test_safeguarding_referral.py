"""A threat of harm to the customer or to others is referred to safeguarding at once, and followed up (4.1)."""

from datetime import date

import pytest

from evenhand.rules.facts import Incident, Referral
from evenhand.rules.vocabulary import Act, ReferralTarget

from . import build
from .build import DECIDED, Weighed, fact, judged, refused, weighed
from .threats import LAST_MOMENT, OTHERS, SELF, TOO_LATE, known, made, over, threat

RULE = "safeguarding.referral"
TARGET = ReferralTarget.SAFEGUARDING
ADVICE, DELAY, NOT_MADE = ("advice", None), ("fault", "delay"), ("fault", "outside_policy")


@pytest.mark.parametrize(
    ("one", "at", "expected"),
    [
        pytest.param(threat(OTHERS), LAST_MOMENT, [ADVICE], id="others, on the day"),
        pytest.param(threat(SELF), LAST_MOMENT, [ADVICE], id="self, on the day"),
        pytest.param(threat(OTHERS), TOO_LATE, [DELAY], id="others, too late"),
        pytest.param(threat(SELF), TOO_LATE, [DELAY], id="self, too late"),
        pytest.param(build.incident(physical_threat=True), TOO_LATE, [DELAY], id="a physical threat is one"),
        pytest.param(build.incident(), TOO_LATE, [], id="no threat"),
        # Saturday's threat is referred by Monday.
        pytest.param(threat(when="2026-01-10 09:00"), "2026-01-12 23:59", [ADVICE], id="at a weekend"),
        pytest.param(threat(when="2026-01-10 09:00"), "2026-01-13 00:00", [DELAY], id="after a weekend"),
        pytest.param(threat(when=None), LAST_MOMENT, [("fault", "no_record")], id="nobody knows when"),
    ],
)
def test_a_threat_that_nobody_referred(one: Incident, at: str, expected: list[Weighed]) -> None:
    assert weighed(RULE, known(one), at=at) == expected


@pytest.mark.parametrize(
    ("referral", "expected"),
    [
        pytest.param(made(TARGET), [ADVICE], id="open until its outcome"),
        pytest.param(over(TARGET), [], id="with its outcome"),
        pytest.param(made(TARGET, incident=None), [ADVICE], id="about the case, after it"),
        pytest.param(made(TARGET, "2026-01-05 09:59", incident=None), [DELAY], id="about the case, before it"),
        pytest.param(made(TARGET, incident=fact("i8")), [DELAY], id="about something else"),
        pytest.param(made(ReferralTarget.POLICE), [DELAY], id="to the police"),
        pytest.param(made(ReferralTarget.TEAM), [DELAY], id="to the team"),
        pytest.param(made(TARGET, declined_because="They meant it as a joke."), [NOT_MADE], id="declined"),
        pytest.param(made(TARGET, declined_because=" "), [DELAY], id="declined for no reason"),
    ],
)
def test_what_a_referral_does(referral: Referral, expected: list[Weighed]) -> None:
    assert weighed(RULE, known(threat(), referral), at="2026-01-12 09:00") == expected


def test_a_referral_after_all_undoes_the_decision_against_it() -> None:
    declined = made(TARGET, id=fact("f8"), declined_because="They meant it as a joke.")
    for referrals in ((declined, over(TARGET)), (over(TARGET), declined)):
        assert weighed(RULE, known(threat(), *referrals), at=DECIDED) == []


def test_self_harm_alone_is_referred_too() -> None:
    declined = made(TARGET, declined_because="They are safe with their family.")
    assert weighed(RULE, known(threat(SELF), declined), at=DECIDED) == [NOT_MADE]


@pytest.mark.parametrize(
    ("at", "referrals", "first"),
    [
        (LAST_MOMENT, (), "Stay on the line"),
        (TOO_LATE, (), "Make a safeguarding referral now"),
        (TOO_LATE, (made(TARGET, declined_because="A joke."),), "Make a safeguarding referral now"),
        (TOO_LATE, (made(TARGET),), "Ask safeguarding"),
    ],
)
def test_it_first_says_what_to_do_now(at: str, referrals: tuple[Referral, ...], first: str) -> None:
    assert judged(RULE, known(threat(), *referrals), at=at)[0].message.startswith(first)


def test_it_gives_the_last_day() -> None:
    assert {judged(RULE, known(threat()), at=at)[0].due for at in (LAST_MOMENT, TOO_LATE)} == {date(2026, 1, 5)}


def test_in_a_history_it_is_only_a_gap() -> None:
    assert weighed(RULE, known(threat(), complete=False), at=DECIDED) == [("gap", "no_record")]
    assert weighed(RULE, known(threat(), over(TARGET), complete=False), at=DECIDED) == []
    undated = made(TARGET, None, incident=None, outcome_at=build.london(DECIDED))
    assert weighed(RULE, known(threat(), undated, complete=False), at=DECIDED) == []


def test_it_stands_in_the_way_of_nothing() -> None:
    drafted = build.decided(incidents=(threat(), build.incident("i2", "2026-01-12 11:00")))
    assert weighed(RULE, drafted, at=DECIDED) == [DELAY]
    assert refused(Act.DETERMINE, drafted, "d1", "r1", "i1", at=DECIDED) == set()


def test_each_threat_is_referred() -> None:
    two = build.case(incidents=(threat(), threat(when="2026-01-05 11:00", id=fact("i2"))), referrals=(over(TARGET),))
    assert [one.about for one in judged(RULE, two, at=TOO_LATE)] == ["i2"]
