"""When a case can be closed: not while something of it waits, and with a reminder once its restriction has ended."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts
from evenhand.rules.steps import Step, StepState, next_steps, owed
from evenhand.rules.tasks import keeps_open
from evenhand.rules.vocabulary import Act, Harm, LetterKind, ReferralTarget, Stage

from . import build
from .build import TERMS, london
from .messages import message
from .test_tasks import AT, appeal, outside, quiet, with_incident


def closing(known: CaseFacts, at: str = AT) -> Step:
    return next_steps(known, TERMS, at=london(at))[-1]


LIFTED = quiet(
    stage=Stage.LIFTED,
    restrictions=(build.restriction(lifted_at=london("2026-02-10 10:00")),),
    letters=(build.letter(), build.letter("n2", about="r1", kind=LetterKind.LIFTED, told=("2026-02-10 11:00",))),
)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        pytest.param({"appeals": (appeal(),)}, "An appeal has not been answered yet.", id="an appeal"),
        pytest.param(
            {"referrals": (outside(ReferralTarget.POLICE),)},
            "A referral has been neither accepted nor answered yet.",
            id="a referral",
        ),
        pytest.param(
            {"restrictions": (build.interim_limit(until=None),)}, "A manager's limit is in force.", id="a limit"
        ),
        pytest.param({"restrictions": (build.restriction(),)}, "A restriction is in force.", id="a restriction"),
    ],
)
def test_closing_is_not_offered_while_something_waits(parts: dict[str, Any], words: str) -> None:
    assert keeps_open(LIFTED, at=london(AT)) == ()
    waiting = replace(LIFTED, **parts)
    assert keeps_open(waiting, at=london(AT)) == (words,)
    assert (closing(waiting).state, closing(waiting).why) == (StepState.NOT_YET, words)


@pytest.mark.parametrize(
    "changes",
    [
        {"accepted": True},
        {"outcome_at": london(AT)},
        {"declined_because": "She meant herself, and her doctor knows."},
        {"target": ReferralTarget.TEAM},
    ],
)
def test_a_referral_that_was_accepted_or_is_over_keeps_no_case_open(changes: dict[str, Any]) -> None:
    known = replace(LIFTED, referrals=(replace(outside(ReferralTarget.POLICE), **changes),))
    assert keeps_open(known, at=london(AT)) == ()


def test_threats_that_were_not_referred_come_before_closing() -> None:
    threatened = replace(with_incident(harm_threatened=frozenset({Harm.OTHERS})), stage=Stage.WARNED)
    step = closing(replace(threatened, restrictions=()))
    assert (step.state, step.why) == (StepState.NOT_YET, "First make the referrals above.")


def test_a_lifted_case_that_is_still_open_reminds_of_closing() -> None:
    assert (closing(LIFTED).state, closing(LIFTED).why) == (
        StepState.TO_DO,
        "The restriction has ended. Close the case when nothing more is needed.",
    )
    owing = replace(LIFTED, contacts=(message(),))
    assert closing(owing).why == "First do what is still to do above."
    assert {one.act for one in owed(next_steps(owing, TERMS, at=london(AT)))} == {Act.READ_MESSAGE}
