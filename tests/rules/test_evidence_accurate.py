"""Identity is checked before an entry is relied on, and the council's own failure is asked about first."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules import facts
from evenhand.rules.vocabulary import Act

from . import build
from .build import DECIDED, Weighed, fact, judged, london, refused, weighed

RULE = "evidence.accurate"
WRONG, OURS = ("fault", "data_inaccurate"), ("fault", "restriction_misapplied")
FAULT, GAP = ("fault", "evidence_insufficient"), ("gap", "evidence_insufficient")


def somebody(*, checked: bool | None) -> facts.Customer:
    return replace(build.customer(), identity_checked=checked)


def marker(**changes: Any) -> facts.Marker:
    base = facts.Marker(id=fact("m1"), placed_at=london("2026-01-13 09:00"), identity_verified=True)
    return replace(base, **changes)


# Who it is.


@pytest.mark.parametrize(
    ("checked", "expected"),
    [(True, []), (False, [WRONG]), (None, [("gap", "data_inaccurate")])],
)
def test_a_restriction_on_somebody(checked: bool | None, expected: list[Weighed]) -> None:  # noqa: FBT001
    drafted = build.decided(customer=somebody(checked=checked))
    assert weighed(RULE, drafted, at=DECIDED) == expected
    assert weighed(RULE, replace(drafted, record_complete=False), at=DECIDED) == expected
    assert (RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)) is (expected == [WRONG])


def test_somebody_unknown_can_always_be_reported() -> None:
    known = build.case(customer=somebody(checked=False), incidents=(build.incident(),))
    assert weighed(RULE, known, at=DECIDED) == []


@pytest.mark.parametrize(
    ("changes", "checked", "expected"),
    [
        pytest.param({}, False, [], id="checked for the warning"),
        pytest.param({"identity_verified": False}, True, [WRONG], id="it says that it was not"),
        pytest.param({"identity_verified": None}, True, [], id="checked for the customer"),
        pytest.param({"identity_verified": None}, False, [WRONG], id="not checked"),
        pytest.param({"identity_verified": None}, None, [("gap", "data_inaccurate")], id="nobody knows"),
        pytest.param({"identity_verified": None, "on_address": True}, False, [], id="on an address"),
        pytest.param({"accurate": False}, True, [WRONG], id="what it says is wrong"),
        pytest.param({"accurate": True}, True, [], id="what it says is right"),
    ],
)
@pytest.mark.parametrize("complete", [True, False])
def test_a_safety_warning(
    changes: dict[str, Any],
    checked: bool | None,  # noqa: FBT001
    expected: list[Weighed],
    *,
    complete: bool,
) -> None:
    known = build.case(customer=somebody(checked=checked), markers=(marker(**changes),), record_complete=complete)
    assert weighed(RULE, known, at=DECIDED) == expected
    assert (RULE in refused(Act.RECORD_MARKER, known, "m1", at=DECIDED)) is (expected == [WRONG])


# The council's own part.

CAUSED = build.incident(caused_by_council=True)


@pytest.mark.parametrize(
    ("incidents", "about"),
    [
        pytest.param((CAUSED,), ["d1"], id="all that it rests on"),
        pytest.param((CAUSED, build.incident("i2", "2026-01-12 11:00")), ["i1"], id="one of two"),
        pytest.param((CAUSED, build.incident("i2", "2026-02-02 14:01")), ["d1"], id="all before it"),
        pytest.param((replace(CAUSED, physical_threat=True),), ["i1"], id="it excuses no threat"),
        pytest.param((build.incident(caused_by_council=False),), [], id="the council had no part"),
    ],
)
@pytest.mark.parametrize("complete", [True, False])
def test_contact_that_the_council_caused(
    incidents: tuple[facts.Incident, ...], about: list[str], *, complete: bool
) -> None:
    drafted = replace(build.decided(incidents=incidents), record_complete=complete)
    found = judged(RULE, drafted, at=DECIDED)
    assert [one.about for one in found] == about
    assert [one.fault.value for one in found if one.fault] == ["restriction_misapplied"] * len(about)
    assert (RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)) is (about == ["d1"])


def test_without_a_decision_it_is_the_incidents() -> None:
    known = build.case(incidents=(CAUSED,))
    assert weighed(RULE, known, at=DECIDED) == [OURS]
    assert judged(RULE, known, at=DECIDED)[0].about == "i1"
    assert refused(Act.REPORT_INCIDENT, known, "i1", at=DECIDED) == set()


@pytest.mark.parametrize(
    ("investigations", "expected"),
    [
        pytest.param((build.investigation(),), [], id="asked"),
        pytest.param((build.investigation(council_part_considered=None),), [FAULT], id="not recorded"),
        pytest.param((build.investigation(council_part_considered=False),), [FAULT], id="not asked"),
        pytest.param((build.investigation(when="2026-02-02 14:01"),), [GAP], id="asked after it"),
        pytest.param((), [GAP], id="nothing is told of an investigation"),
    ],
)
def test_the_councils_own_part_is_asked_about(
    investigations: tuple[facts.Investigation, ...], expected: list[Weighed]
) -> None:
    drafted = build.decided(investigations=investigations)
    assert weighed(RULE, drafted, at=DECIDED) == expected
    assert (RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)) is (expected == [FAULT])


@pytest.mark.parametrize(("answers", "expected"), [((None,), GAP), ((False, None), GAP), ((False,), FAULT)])
def test_in_a_history_only_what_it_says(answers: tuple[bool | None, ...], expected: Weighed) -> None:
    investigations = tuple(
        build.investigation(f"v{number}", council_part_considered=answer) for number, answer in enumerate(answers)
    )
    known = replace(build.decided(investigations=investigations), record_complete=False)
    assert weighed(RULE, known, at=DECIDED) == [expected]


# Corrections.


def shared(name: str, when: str | None = "2026-03-01 09:00", about: str | None = "m1") -> facts.Sharing:
    return facts.Sharing(id=fact(name), about=fact(about) if about else None, shared_at=london(when) if when else None)


def corrected(*reached: str, about: str | None = "m1") -> facts.Correction:
    return facts.Correction(
        id=fact("x1"),
        about=fact(about) if about else None,
        made_at=london("2026-03-05 09:00"),
        reached=frozenset(map(fact, reached)),
    )


@pytest.mark.parametrize(
    ("correction", "sharings", "reaches"),
    [
        pytest.param(corrected("s1", "s2"), (shared("s1"), shared("s2")), True, id="everybody"),
        pytest.param(corrected("s1"), (shared("s1"), shared("s2")), False, id="not the second"),
        pytest.param(corrected(), (), True, id="nobody had it"),
        pytest.param(corrected(), (shared("s1", about="m2"),), True, id="they had another entry"),
        pytest.param(corrected(), (shared("s1", "2026-03-05 09:01"),), True, id="they got it corrected"),
        pytest.param(corrected(), (shared("s1", None),), False, id="nobody knows when they got it"),
        pytest.param(corrected(about=None), (shared("s1", about=None),), True, id="nobody knows of what"),
    ],
)
def test_a_correction_goes_where_the_entry_went(
    correction: facts.Correction, sharings: tuple[facts.Sharing, ...], *, reaches: bool
) -> None:
    known = build.case(corrections=(correction,), sharings=sharings)
    assert weighed(RULE, known, at="2026-04-01 09:00") == ([] if reaches else [WRONG])
    silent = weighed(RULE, replace(known, record_complete=False), at="2026-04-01 09:00")
    assert silent == ([] if reaches else [("gap", "data_inaccurate")])
    assert refused(Act.CORRECT_ENTRY, known, "x1", at="2026-04-01 09:00") == set()
