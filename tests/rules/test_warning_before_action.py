"""Acting against a customer follows a warning that said why and gave a chance to change (8.2)."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, Incident, InformalRestriction, Warning  # noqa: A004 - the field's own word
from evenhand.rules.vocabulary import Act, StaffResponse
from evenhand.rules.warnings import NEEDS_WARNING_FIRST, live_warnings

from . import build
from .build import DECIDED, TERMS, Weighed, judged, london, refused, weighed

RULE = "warning.before_action"
NO_WARNING = ("fault", "no_warning")
UNSAID = build.warning("w2", reasons_given=False)
NO_CHANCE = build.warning("w3", chance_to_change=False)
UNKNOWN = build.warning("w4", reasons_given=None, chance_to_change=None)


def acted(response: StaffResponse, *, warnings: tuple[Warning, ...] = (), **changes: Any) -> CaseFacts:
    """One incident, on 12 January, to which staff answered in one way."""
    one = build.incident("i2", "2026-01-12 11:00", responses=frozenset({response}), **changes)
    return build.case(incidents=(one,), warnings=warnings)


@pytest.mark.parametrize("response", StaffResponse)
def test_which_responses_need_a_warning_first(response: StaffResponse) -> None:
    needs = response not in {StaffResponse.WARNED, StaffResponse.WITHDREW}
    assert weighed(RULE, acted(response), at=DECIDED) == ([NO_WARNING] if needs else [])
    assert (response in NEEDS_WARNING_FIRST) is needs


@pytest.mark.parametrize(
    ("warnings", "changes", "expected"),
    [
        pytest.param((), {}, [NO_WARNING], id="none"),
        pytest.param((), {"physical_threat": True}, [], id="a physical threat"),
        pytest.param((), {"physical_threat": None}, [NO_WARNING], id="no threat is recorded"),
        pytest.param((), {"responses": frozenset(StaffResponse)}, [], id="warned on the same call"),
        pytest.param((build.warning(),), {}, [], id="warned before"),
        pytest.param((build.warning(when="2026-01-12 11:00"),), {}, [], id="warned at that moment"),
        pytest.param((build.warning(when="2025-01-12 00:00"),), {}, [], id="on the last day of its life"),
        pytest.param((build.warning(when="2025-01-11 23:59"),), {}, [NO_WARNING], id="past its life"),
        pytest.param((UNSAID,), {}, [NO_WARNING], id="without a reason"),
        pytest.param((NO_CHANCE,), {}, [NO_WARNING], id="without a chance"),
        pytest.param((build.warning(given=False),), {}, [NO_WARNING], id="stated that none was given"),
        pytest.param((build.warning(when="2026-01-12 12:00"),), {}, [("advice", None)], id="put right since"),
        pytest.param(
            (build.warning(when="2026-01-12 12:00", reasons_given=False),), {}, [NO_WARNING], id="not put right"
        ),
        pytest.param((build.warning(when=None),), {"occurred_at": None}, [], id="nobody knows when"),
    ],
)
def test_a_report_of_action_taken(
    warnings: tuple[Warning, ...], changes: dict[str, Any], expected: list[Weighed]
) -> None:
    changes = {"responses": frozenset({StaffResponse.ENDED_CALL})} | changes
    one = build.incident("i2", "2026-01-12 11:00", **changes)
    assert weighed(RULE, build.case(incidents=(one,), warnings=warnings), at=DECIDED) == expected


def test_the_report_itself_is_never_refused() -> None:
    drafted = acted(StaffResponse.ENDED_CALL)
    assert judged(RULE, drafted, at=DECIDED)[0].about == "i2"
    assert refused(Act.REPORT_INCIDENT, drafted, "i2", at=DECIDED) == set()


WARNED_IN_PARTS = (
    build.warning("w1", chance_to_change=False),
    build.warning("w2", "2026-01-06 12:00", reasons_given=False),
)


@pytest.mark.parametrize(
    "warnings",
    [
        pytest.param((), id="none"),
        pytest.param((build.warning(given=False),), id="stated that none was given"),
        pytest.param((build.warning(when="2026-02-02 14:01"),), id="after the decision"),
        pytest.param((UNSAID,), id="without a reason"),
        pytest.param((NO_CHANCE,), id="without a chance"),
        pytest.param((UNKNOWN,), id="what is not recorded was not said"),
        pytest.param(WARNED_IN_PARTS, id="no single one whole"),
        pytest.param(
            (build.warning("w1", chance_to_change=None), build.warning("w2", reasons_given=None)),
            id="none recorded as whole",
        ),
    ],
)
def test_a_restriction_without_a_whole_warning_is_refused(warnings: tuple[Warning, ...]) -> None:
    drafted = build.decided(warnings=warnings)
    assert RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)
    assert NO_WARNING in weighed(RULE, drafted, at=DECIDED)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="warned"),
        pytest.param({"warnings": (build.warning(when=DECIDED),)}, id="at the last moment"),
        pytest.param({"warnings": (UNSAID, build.warning())}, id="one of two is whole"),
        pytest.param({"warnings": (), "incidents": (build.incident(physical_threat=True),)}, id="a physical threat"),
        pytest.param(
            {"warnings": (), "restrictions": (), "determinations": (build.decision(restricts=False),)},
            id="no restriction",
        ),
    ],
)
def test_a_decision_that_may_go_on(changes: dict[str, Any]) -> None:
    drafted = build.decided(**changes)
    assert RULE not in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)
    assert weighed(RULE, drafted, at=DECIDED) == []


def test_a_threat_made_after_the_decision_does_not_excuse_it() -> None:
    later = build.incident("i3", "2026-02-03 09:00", physical_threat=True)
    known = build.decided(warnings=(), incidents=(build.incident(responses=frozenset()), later))
    assert weighed(RULE, known, at="2026-02-04 09:00") == [NO_WARNING]


def test_a_restriction_counts_though_the_decision_denies_it() -> None:
    drafted = build.decided(warnings=(), determinations=(build.decision(restricts=False),))
    assert RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)


@pytest.mark.parametrize(
    ("warnings", "expected"),
    [
        pytest.param((), [("gap", "no_warning")], id="silent"),
        pytest.param((UNKNOWN,), [("gap", "no_warning"), ("gap", "no_warning")], id="nothing is known of it"),
        pytest.param((build.warning(given=False),), [NO_WARNING], id="it says that there was none"),
        pytest.param((UNSAID,), [NO_WARNING], id="it says that no reason was given"),
        pytest.param((UNSAID, UNKNOWN), [("gap", "no_warning")], id="the other may have been whole"),
        pytest.param(WARNED_IN_PARTS, [NO_WARNING], id="it says that neither was whole"),
        pytest.param(
            (WARNED_IN_PARTS[0], build.warning("w2", reasons_given=None)),
            [("gap", "no_warning")],
            id="it says that one was not whole",
        ),
        pytest.param(
            (
                build.warning("w1", chance_to_change=None),
                build.warning("w2", reasons_given=None),
            ),
            [("gap", "no_warning")],
            id="either may have been whole",
        ),
    ],
)
def test_a_decision_in_a_history(warnings: tuple[Warning, ...], expected: list[Weighed]) -> None:
    known = build.history(determinations=(build.decision(),), warnings=warnings)
    assert weighed(RULE, known, at=DECIDED) == expected


@pytest.mark.parametrize(
    ("warnings", "expected"),
    [
        pytest.param((), [("gap", "no_warning")], id="silent"),
        pytest.param((UNKNOWN,), [], id="a warning of which nothing is known"),
        pytest.param((build.warning(),), [], id="a whole warning"),
        pytest.param((build.warning(when=None),), [], id="a warning that nobody can date"),
        pytest.param((UNSAID,), [("gap", "no_warning")], id="one that counts for nothing"),
        pytest.param((build.warning(given=False),), [NO_WARNING], id="it says that there was none"),
    ],
)
def test_action_taken_in_a_history(warnings: tuple[Warning, ...], expected: list[Weighed]) -> None:
    one = build.incident("i2", "2026-01-12 11:00", responses=frozenset({StaffResponse.HELD_CALL}))
    assert weighed(RULE, build.history(incidents=(one,), warnings=warnings), at=DECIDED) == expected


@pytest.mark.parametrize(
    ("one", "at", "live"),
    [
        pytest.param(build.warning(), "2026-01-05 12:00", True, id="from the moment it is given"),
        pytest.param(build.warning(), "2026-01-05 11:59", False, id="not before"),
        pytest.param(build.warning(), "2027-01-05 23:59", True, id="to the end of its last day"),
        pytest.param(build.warning(), "2027-01-06 00:00", False, id="not after"),
        pytest.param(build.warning(given=False), "2026-02-01 12:00", False, id="none was given"),
        pytest.param(UNSAID, "2026-02-01 12:00", False, id="not whole"),
        pytest.param(build.warning(when=None), "2026-02-01 12:00", False, id="nobody knows when"),
    ],
)
def test_the_life_of_a_warning(one: Warning, at: str, *, live: bool) -> None:
    assert bool(live_warnings(build.case(warnings=(one,)), TERMS, at=london(at))) is live


# A manager's limit for the time being.

LIMITED = "2026-01-13 09:00"


def limited(*warnings: Warning, **changes: Any) -> CaseFacts:
    """One call, which staff ended without a word, and a manager's limit on the next day."""
    one = build.incident("i2", "2026-01-12 11:00", responses=frozenset({StaffResponse.WITHDREW}), **changes)
    limit = build.restriction("r9", determination=None, interim=True, imposed_at=london(LIMITED))
    return build.case(incidents=(one,), warnings=warnings, restrictions=(limit,))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param(limited(), [NO_WARNING], id="unwarned"),
        pytest.param(limited(build.warning()), [], id="warned"),
        pytest.param(limited(build.warning(when=LIMITED)), [], id="warned at that moment"),
        pytest.param(limited(build.warning(when="2026-01-13 09:01")), [("advice", None)], id="warned since"),
        pytest.param(limited(build.warning(when="2025-01-12 09:00")), [NO_WARNING], id="the warning had lapsed"),
        pytest.param(limited(UNSAID), [NO_WARNING], id="warned without a reason"),
        pytest.param(limited(build.warning(given=False)), [NO_WARNING], id="it says that none was given"),
        pytest.param(limited(physical_threat=True), [], id="a physical threat"),
        pytest.param(limited(physical_threat=True, occurred_at=london("2026-01-13 09:01")), [NO_WARNING], id="later"),
    ],
)
def test_a_managers_limit_is_found_and_never_refused(known: CaseFacts, expected: list[Weighed]) -> None:
    assert weighed(RULE, known, at=DECIDED) == expected
    assert [one.about for one in judged(RULE, known, at=DECIDED)] == ["r9"] * len(expected)
    assert RULE not in refused(Act.IMPOSE_INTERIM_LIMIT, known, "r9", at=DECIDED)
    assert RULE not in refused(Act.DETERMINE, known, "r9", at=DECIDED)


def test_what_staff_said_on_an_earlier_call_serves_the_managers_limit() -> None:
    known = limited()
    spoken = build.incident("i1", "2026-01-12 10:00")
    assert weighed(RULE, replace(known, incidents=(*known.incidents, spoken)), at=DECIDED) == []


def test_a_managers_limit_in_a_history() -> None:
    assert weighed(RULE, replace(limited(), record_complete=False), at=DECIDED) == [("gap", "no_warning")]


# What a history says of warnings that counted for nothing.

NONE_COUNTED = build.warning("w9", "2026-01-20 09:00", given=False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param((build.warning(),), [NO_WARNING], id="an earlier one did not count"),
        pytest.param((build.warning(when="2026-01-20 09:00"),), [NO_WARNING], id="nor one of the same moment"),
        pytest.param((build.warning(when=None),), [NO_WARNING], id="nor one that nobody can date"),
        pytest.param((build.warning(when="2026-01-20 09:01"),), [], id="a later one did"),
        pytest.param((build.warning(when="2026-02-03 09:00"),), [NO_WARNING], id="one after the decision is no help"),
    ],
)
def test_none_that_counted(given: tuple[Warning, ...], expected: list[Weighed]) -> None:
    for order in ((*given, NONE_COUNTED), (NONE_COUNTED, *given)):
        known = build.history(determinations=(build.decision(),), warnings=order)
        assert weighed(RULE, known, at=DECIDED) == expected


def test_a_denial_after_the_decision_bears_on_no_decision_that_had_a_warning() -> None:
    later = build.warning("w9", "2026-03-01 09:00", given=False)
    known = build.history(determinations=(build.decision(),), warnings=(build.warning(), later))
    assert weighed(RULE, known, at="2026-04-01 09:00") == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param({"informal": (InformalRestriction(id=build.fact("b1"), found_at=None),)}, [NO_WARNING], id="ban"),
        pytest.param({"reviews": (build.review(),)}, [NO_WARNING], id="a review of what somebody decided"),
        pytest.param({}, [NO_WARNING], id="it tells of nothing else"),
        pytest.param({"record_complete": True}, [], id="nothing was done to the customer"),
        pytest.param({"determinations": (build.decision(restricts=False),)}, [], id="nothing was decided against them"),
        pytest.param(
            {"reviews": (build.review(),), "incidents": (build.incident(physical_threat=True),)}, [], id="a threat"
        ),
    ],
)
def test_none_that_counted_where_no_decision_is_told_of(parts: dict[str, Any], expected: list[Weighed]) -> None:
    known = replace(build.history(warnings=(NONE_COUNTED,)), **parts)
    assert weighed(RULE, known, at=DECIDED) == expected


def test_a_threat_of_years_ago_excuses_nothing_today() -> None:
    """It counts for as long as a warning would [I]."""
    old = build.incident("i0", "2022-01-05 10:00", physical_threat=True)
    recent = build.incident("i0", "2025-12-05 10:00", physical_threat=True)
    insult = build.incident("i1", "2026-01-05 10:00")

    def unwarned(threat: Incident) -> set[str]:
        case = build.decided(incidents=(threat, insult), warnings=())
        return refused(Act.DETERMINE, case, "d1", "r1", at=build.DECIDED)

    assert "warning.before_action" in unwarned(old)
    assert "warning.before_action" not in unwarned(recent)
