"""A threat of harm is reported to the police at once; for self-harm alone, or not with a reason (4.1)."""

from datetime import date

import pytest

from evenhand.rules.facts import Incident, Referral
from evenhand.rules.vocabulary import Act, ReferralTarget

from . import build
from .build import DECIDED, Weighed, judged, refused, weighed
from .threats import LAST_MOMENT, OTHERS, SELF, TOO_LATE, known, made, over, threat

RULE = "police.threat_of_harm"
TARGET = ReferralTarget.POLICE
ADVICE, DELAY, NOT_MADE = ("advice", None), ("fault", "delay"), ("fault", "outside_policy")
DECLINED = made(TARGET, declined_because="A crisis team is with them, and the police would do harm.")


@pytest.mark.parametrize(
    ("one", "referrals", "at", "expected"),
    [
        pytest.param(threat(), (), LAST_MOMENT, [ADVICE], id="on the day"),
        pytest.param(threat(), (), TOO_LATE, [DELAY], id="too late"),
        pytest.param(threat(SELF), (), TOO_LATE, [DELAY], id="self-harm too, by default"),
        pytest.param(threat(), (made(TARGET),), TOO_LATE, [ADVICE], id="open until its outcome"),
        pytest.param(threat(), (over(TARGET),), TOO_LATE, [], id="with its outcome"),
        pytest.param(threat(), (over(ReferralTarget.SAFEGUARDING),), TOO_LATE, [DELAY], id="to safeguarding"),
        pytest.param(threat(SELF), (DECLINED,), TOO_LATE, [], id="self-harm, declined with a reason"),
        pytest.param(
            threat(SELF), (made(TARGET, declined_because=""),), TOO_LATE, [DELAY], id="self-harm, declined without one"
        ),
        pytest.param(threat(OTHERS), (DECLINED,), TOO_LATE, [NOT_MADE], id="others, declined"),
        pytest.param(threat(SELF | OTHERS), (DECLINED,), TOO_LATE, [NOT_MADE], id="both, declined"),
        pytest.param(threat(SELF, physical_threat=True), (DECLINED,), TOO_LATE, [NOT_MADE], id="and a physical threat"),
        pytest.param(build.incident(), (), TOO_LATE, [], id="no threat"),
    ],
)
def test_a_threat_and_what_was_done(
    one: Incident, referrals: tuple[Referral, ...], at: str, expected: list[Weighed]
) -> None:
    assert weighed(RULE, known(one, *referrals), at=at) == expected


@pytest.mark.parametrize(
    ("at", "referrals", "first"),
    [
        (LAST_MOMENT, (), "Stay on the line"),
        (TOO_LATE, (), "Report the threat to the police now"),
        (TOO_LATE, (DECLINED,), "Report the threat to the police now"),
        (TOO_LATE, (made(TARGET),), "Ask the police"),
    ],
)
def test_it_first_says_what_to_do_now(at: str, referrals: tuple[Referral, ...], first: str) -> None:
    found = judged(RULE, known(threat(), *referrals), at=at)[0]
    assert found.message.startswith(first)
    assert (found.about, found.due) == ("i1", None if referrals else date(2026, 1, 5))


def test_in_a_history_it_is_only_a_gap() -> None:
    assert weighed(RULE, known(threat(), complete=False), at=DECIDED) == [("gap", "no_record")]


def test_it_stands_in_the_way_of_nothing() -> None:
    drafted = build.decided(incidents=(threat(), build.incident("i2", "2026-01-12 11:00")))
    assert weighed(RULE, drafted, at=DECIDED) == [DELAY]
    assert refused(Act.DETERMINE, drafted, "d1", "r1", "i1", at=DECIDED) == set()
