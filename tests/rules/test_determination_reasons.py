"""A decision gives the reasons of this case (9.1)."""

import pytest

from evenhand.rules.vocabulary import Act

from . import build
from .build import DECIDED, Weighed, refused, weighed

RULE = "determination.reasons"


@pytest.mark.parametrize("restricts", [True, False])
def test_reasons_let_a_decision_be_taken(*, restricts: bool) -> None:
    drafted = build.decided(determinations=(build.decision(restricts=restricts),))
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == set()


@pytest.mark.parametrize("reasons", [None, "", " \n\t"])
@pytest.mark.parametrize("restricts", [True, False])
def test_none_refuses_it(reasons: str | None, *, restricts: bool) -> None:
    drafted = build.decided(determinations=(build.decision(reasons=reasons, restricts=restricts),))
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == {RULE}
    assert weighed(RULE, drafted, at=DECIDED) == [("fault", "no_reasons")]


def test_no_door_opens_it() -> None:
    urgent = build.decision(reasons="", doors={RULE: "It could not wait."})
    assert refused(Act.DETERMINE, build.decided(determinations=(urgent,)), "d1", at=DECIDED) == {RULE}


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        pytest.param(None, [("gap", "no_reasons")], id="nobody knows"),
        pytest.param("", [("fault", "no_reasons")], id="it says that there were none"),
        pytest.param("She swore at us again.", [], id="given"),
    ],
)
def test_in_a_history(reasons: str | None, expected: list[Weighed]) -> None:
    known = build.history(determinations=(build.decision(reasons=reasons),))
    assert weighed(RULE, known, at=DECIDED) == expected
