"""Each restriction states its aim, the effect of the actions, and the lighter options considered (3.1)."""

from typing import Any

import pytest

from evenhand.rules.vocabulary import Act

from . import build
from .build import DECIDED, judged, refused, weighed

RULE = "determination.proportionate"
ASKED = ("aim", "effect", "lighter_options")


def test_all_three_let_a_restriction_be_imposed() -> None:
    assert refused(Act.DETERMINE, build.decided(), "d1", "r1", at=DECIDED) == set()


@pytest.mark.parametrize("attribute", ASKED)
@pytest.mark.parametrize("answer", [None, "", "  "])
def test_each_missing_answer_refuses(attribute: str, answer: str | None) -> None:
    changes: dict[str, Any] = {attribute: answer}
    drafted = build.decided(restrictions=(build.restriction(**changes),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}
    assert weighed(RULE, drafted, at=DECIDED) == [("fault", "disproportionate")]


def test_each_restriction_is_asked_for_itself() -> None:
    bare = build.restriction("r2", aim=None, effect=None, lighter_options=None)
    found = judged(RULE, build.decided(restrictions=(build.restriction(), bare)), at=DECIDED)
    assert [one.about for one in found] == ["r2"] * len(ASKED)
    assert len({one.message for one in found}) == len(ASKED)


@pytest.mark.parametrize("attribute", ASKED)
@pytest.mark.parametrize(
    ("answer", "severity"), [pytest.param(None, "gap", id="unknown"), pytest.param("", "fault", id="stated")]
)
def test_in_a_history(attribute: str, answer: str | None, severity: str) -> None:
    changes: dict[str, Any] = {attribute: answer}
    known = build.history(restrictions=(build.restriction(**changes),))
    assert weighed(RULE, known, at=DECIDED) == [(severity, "disproportionate")]
