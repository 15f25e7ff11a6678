"""A restriction needs unacceptable action after the warning and within its life (8.2, 9.1)."""

from typing import Any

import pytest

from evenhand.rules.facts import Incident
from evenhand.rules.vocabulary import Act, Category

from . import build
from .build import DECIDED, judged, refused, weighed

RULE = "warning.actions_continued"
FIRST = build.incident()


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(build.incident("i2", "2026-01-05 12:01"), id="a minute after the warning"),
        pytest.param(build.incident("i2", DECIDED), id="as the panel decides"),
        pytest.param(build.incident("i2", "2026-01-12 11:00", physical_threat=True), id="a threat"),
        pytest.param(
            build.incident("i2", "2026-01-12 11:00", behaviours=None, category=Category.OTHER), id="of another kind"
        ),
    ],
)
def test_action_after_the_warning_carries_a_restriction(second: Incident) -> None:
    drafted = build.decided(incidents=(FIRST, second))
    assert RULE not in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)
    assert weighed(RULE, drafted, at=DECIDED) == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"incidents": (FIRST,)}, id="nothing after it"),
        pytest.param({"incidents": (FIRST, build.incident("i2", "2026-01-05 12:00"))}, id="not after, but with it"),
        pytest.param({"incidents": (FIRST, build.incident("i2", "2026-02-02 14:01"))}, id="after the decision"),
        pytest.param({"incidents": (FIRST, build.incident("i2", None))}, id="nobody knows when"),
        pytest.param(
            {"incidents": (FIRST, build.incident("i2", "2026-01-12 11:00", behaviours=frozenset()))},
            id="anger alone",
        ),
        pytest.param(
            {"incidents": (FIRST, build.incident("i2", "2026-01-12 11:00", behaviours=None))},
            id="nothing recorded that was done",
        ),
        pytest.param({"warnings": (build.warning(when="2025-01-04 12:00"),)}, id="the warning had lapsed"),
        pytest.param({"warnings": ()}, id="there was no warning"),
        pytest.param({"warnings": (build.warning(given=False),)}, id="none was given"),
        pytest.param(
            # The whole warning has lapsed; the one that still lives said nothing that could carry it.
            {"warnings": (build.warning(when="2024-06-01 12:00"), build.warning("w2", reasons_given=False))},
            id="two halves make no whole",
        ),
    ],
)
def test_a_restriction_without_it_is_refused(changes: dict[str, Any]) -> None:
    drafted = build.decided(**changes)
    assert RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)
    assert weighed(RULE, drafted, at=DECIDED) == [("fault", "no_warning")]


def test_a_warning_carries_action_to_the_end_of_its_last_day() -> None:
    early = build.warning(when="2025-01-12 09:00")
    assert weighed(RULE, build.decided(warnings=(early,)), at=DECIDED) == []


def test_an_incomplete_warning_is_the_other_rules_business() -> None:
    """One missing thing is said once: this rule looks at whether it went on, not at what was said."""
    drafted = build.decided(warnings=(build.warning(reasons_given=False),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {"warning.before_action"}


def test_a_physical_threat_needs_neither() -> None:
    drafted = build.decided(warnings=(), incidents=(build.incident(physical_threat=True),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == set()


def test_a_decision_not_to_restrict_needs_none() -> None:
    drafted = build.decided(warnings=(), restrictions=(), determinations=(build.decision(restricts=False),))
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == set()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param({}, [("gap", "no_warning")], id="silent"),
        pytest.param(
            {
                "warnings": (build.warning(reasons_given=None),),
                "incidents": (build.incident("i2", "2026-01-12 11:00", behaviours=None),),
            },
            [],
            id="something happened after a warning",
        ),
        pytest.param(
            {
                "warnings": (build.warning(when=None),),
                "incidents": (build.incident("i2", "2026-01-12 11:00"),),
            },
            [("gap", "no_warning")],
            id="nobody knows which came first",
        ),
    ],
)
def test_in_a_history(parts: dict[str, Any], expected: list[build.Weighed]) -> None:
    assert weighed(RULE, build.history(determinations=(build.decision(),), **parts), at=DECIDED) == expected


def test_the_finding_names_the_decision_and_the_life_of_a_warning() -> None:
    found = judged(RULE, build.decided(incidents=(FIRST,)), at=DECIDED)[0]
    assert found.about == "d1"
    assert "12 months" in found.message
