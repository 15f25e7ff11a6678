"""An offence threatened or committed is referred to the police, with its reference and outcome (8.2)."""

import pytest

from evenhand.rules.facts import Incident, Referral
from evenhand.rules.vocabulary import Act, Harm, Offence, ReferralTarget

from . import build
from .build import DECIDED, Weighed, fact, judged, london, refused, weighed
from .threats import known, made, offence, over

RULE = "police.offence"
TARGET = ReferralTarget.POLICE
ADVICE, DELAY, GAP = ("advice", None), ("fault", "delay"), ("gap", "no_record")
# The terms give one working day.
LAST_MOMENT, TOO_LATE = "2026-01-06 23:59", "2026-01-07 00:00"


@pytest.mark.parametrize(
    ("one", "referrals", "at", "expected"),
    [
        pytest.param(offence(), (), LAST_MOMENT, [ADVICE], id="in time"),
        pytest.param(offence(), (), TOO_LATE, [DELAY], id="too late"),
        pytest.param(build.incident(offence=Offence.COMMITTED), (), TOO_LATE, [DELAY], id="committed"),
        pytest.param(build.incident(), (), TOO_LATE, [], id="none"),
        pytest.param(offence(), (made(TARGET),), TOO_LATE, [ADVICE, GAP], id="no reference and no outcome"),
        pytest.param(offence(), (made(TARGET, reference="26/123"),), TOO_LATE, [ADVICE], id="no outcome"),
        pytest.param(offence(), (made(TARGET, outcome_at=london(DECIDED)),), TOO_LATE, [GAP], id="no reference"),
        pytest.param(offence(), (over(TARGET),), TOO_LATE, [], id="both"),
        pytest.param(offence(), (made(TARGET, incident=fact("i8")),), TOO_LATE, [DELAY], id="about something else"),
        pytest.param(
            offence(harm_threatened=frozenset({Harm.OTHERS})), (over(TARGET),), TOO_LATE, [], id="one serves for both"
        ),
        pytest.param(
            offence(),
            (made(TARGET, declined_because="It was a small thing."),),
            TOO_LATE,
            [("fault", "outside_policy")],
            id="declined",
        ),
    ],
)
def test_an_offence_and_what_was_done(
    one: Incident, referrals: tuple[Referral, ...], at: str, expected: list[Weighed]
) -> None:
    assert weighed(RULE, known(one, *referrals), at=at) == expected


def test_it_says_what_is_missing_of_the_incident() -> None:
    found = judged(RULE, known(offence(), made(TARGET)), at=TOO_LATE)
    assert [(one.about, one.part) for one in found] == [("i1", "outcome_at"), ("i1", "reference")]


def test_in_a_history_it_is_only_a_gap() -> None:
    assert weighed(RULE, known(offence(), complete=False), at=DECIDED) == [GAP]


def test_it_stands_in_the_way_of_nothing() -> None:
    drafted = build.decided(incidents=(offence(), build.incident("i2", "2026-01-12 11:00")))
    assert weighed(RULE, drafted, at=DECIDED) == [DELAY]
    assert refused(Act.DETERMINE, drafted, "d1", "r1", "i1", at=DECIDED) == set()
