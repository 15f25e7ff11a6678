"""A decision gives the reasons of this case; a copy of another customer's is flagged (9.1)."""

from typing import Any

import pytest

from evenhand.rules.vocabulary import Act

from . import build
from .build import DECIDED, Weighed, judged, refused, weighed

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


@pytest.mark.parametrize("reasons", ["\u3164", "...", "-"])
def test_what_nobody_can_read_is_no_reason(reasons: str) -> None:
    drafted = build.decided(determinations=(build.decision(reasons=reasons),))
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == {RULE}


def test_another_customers_words_are_flagged_and_do_not_refuse() -> None:
    drafted = build.decided(determinations=(build.decision(copied_reasons=True),))
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == set()
    assert [(one.severity.value, one.about, one.part) for one in judged(RULE, drafted, at=DECIDED)] == [
        ("advice", "d1", "copied")
    ]
    own = build.decided(determinations=(build.decision(copied_reasons=False),))
    assert weighed(RULE, own, at=DECIDED) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"reasons": None}, [("gap", "no_reasons")], id="nobody knows"),
        pytest.param({"reasons": ""}, [("fault", "no_reasons")], id="it says that there were none"),
        pytest.param({"reasons": "She swore at us again."}, [], id="given"),
        pytest.param({"reasons": None, "reasons_recorded": True}, [], id="recorded, nobody knows which"),
        pytest.param({"reasons": None, "reasons_recorded": False}, [("fault", "no_reasons")], id="not recorded"),
    ],
)
def test_in_a_history(changes: dict[str, Any], expected: list[Weighed]) -> None:
    known = build.history(determinations=(build.decision(**changes),))
    assert weighed(RULE, known, at=DECIDED) == expected


def test_reasons_that_are_stated_to_be_recorded_stand_in_a_complete_record() -> None:
    stated = build.decision(reasons=None, reasons_recorded=True)
    assert weighed(RULE, build.decided(determinations=(stated,)), at=DECIDED) == []
