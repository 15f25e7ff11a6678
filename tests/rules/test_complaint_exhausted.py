"""An exhausted complaint is shown: procedure completed, Ombudsman not approached or concluded (7.4)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.complaints import EXHAUSTED
from evenhand.rules.facts import CaseFacts, Complaint, Incident
from evenhand.rules.vocabulary import Act, Behaviour, OmbudsmanStage

from . import build
from .build import DECIDED, Weighed, fact, judged, london, refused, weighed

RULE = "complaint.exhausted"
FAULT, GAP = ("fault", "evidence_insufficient"), ("gap", "evidence_insufficient")
URGENT = {EXHAUSTED: "Forty letters a day keep the office from its work."}


def complaint(name: str = "k1", when: str | None = "2026-01-02 09:00", **changes: Any) -> Complaint:
    base = Complaint(
        id=fact(name),
        recorded_at=london(when) if when else None,
        procedure_completed=True,
        ombudsman=OmbudsmanStage.NOT_APPROACHED,
    )
    return replace(base, **changes)


def pursued(name: str = "i1", **changes: Any) -> Incident:
    return build.incident(name, **({"behaviours": frozenset({Behaviour.EXHAUSTED_COMPLAINT})} | changes))


def decided(*complaints: Complaint, incidents: tuple[Incident, ...] = (pursued(),), **changes: Any) -> CaseFacts:
    return build.decided(
        incidents=incidents, complaints=complaints, determinations=(build.decision(**({"doors": {}} | changes)),)
    )


CONSIDERING = complaint(ombudsman=OmbudsmanStage.CONSIDERING)
CONCLUDED = complaint(ombudsman=OmbudsmanStage.CONCLUDED)
UNFINISHED = complaint(procedure_completed=False)
STAGES = [
    pytest.param((), True, id="no complaint is recorded"),
    pytest.param((complaint(),), False, id="the Ombudsman was not approached"),
    pytest.param((CONCLUDED,), False, id="the Ombudsman concluded"),
    pytest.param((CONSIDERING,), True, id="the Ombudsman is considering it"),
    pytest.param((UNFINISHED,), True, id="the procedure is not completed"),
    pytest.param((complaint(procedure_completed=None),), True, id="nobody says if it is completed"),
    pytest.param((complaint(ombudsman=None),), True, id="nobody says how far the Ombudsman is"),
    pytest.param((complaint(when="2026-02-02 14:01"),), True, id="recorded after the decision"),
    pytest.param((complaint(when=DECIDED),), False, id="recorded as the panel decides"),
    pytest.param((UNFINISHED, complaint("k2")), False, id="another one is exhausted"),
    pytest.param(
        (complaint(reference="C1"), replace(CONSIDERING, id=fact("k2"), reference="C1", recorded_at=london(DECIDED))),
        True,
        id="the Ombudsman took it up since",
    ),
    pytest.param(
        (replace(CONSIDERING, reference="C1"), complaint("k2", DECIDED, reference="C1")),
        False,
        id="the last record of it counts",
    ),
    pytest.param(
        (
            complaint(reference="C1"),
            replace(CONSIDERING, id=fact("k2"), reference="C1", recorded_at=london("2026-02-02 14:01")),
        ),
        False,
        id="the Ombudsman took it up after the decision",
    ),
]


@pytest.mark.parametrize(("complaints", "is_refused"), STAGES)
def test_a_restriction_for_pursuing_it(complaints: tuple[Complaint, ...], *, is_refused: bool) -> None:
    for order in (complaints, complaints[::-1]):
        drafted = decided(*order)
        assert (RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)) is is_refused
        assert ("d1" in {one.about for one in judged(RULE, drafted, at=DECIDED)}) is is_refused


@pytest.mark.parametrize(
    "incidents",
    [
        pytest.param((pursued(), build.incident("i2")), id="and an insult"),
        pytest.param((pursued(physical_threat=True),), id="with a threat"),
        pytest.param((build.incident(),), id="something else"),
    ],
)
def test_what_rests_on_more_needs_no_complaint(incidents: tuple[Incident, ...]) -> None:
    assert RULE not in refused(Act.DETERMINE, decided(incidents=incidents), "d1", "r1", at=DECIDED)


def test_where_delay_would_do_harm_it_goes_on_with_a_reason_and_a_clock() -> None:
    drafted = decided(doors=URGENT)
    assert RULE not in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)
    found = [one for one in judged(RULE, drafted, at=DECIDED) if one.about == "d1"]
    # Decided on Monday the 2nd; the terms give five working days.
    assert [(one.severity.value, one.by_door, one.due) for one in found] == [("fault", True, date(2026, 2, 9))]
    assert RULE in refused(Act.DETERMINE, decided(doors={EXHAUSTED: " "}), "d1", "r1", at=DECIDED)


def test_the_record_made_since_closes_the_door() -> None:
    since = complaint(when="2026-02-04 09:00")
    assert weighed(RULE, decided(since, doors=URGENT), at="2026-02-05 09:00") == []
    assert weighed(RULE, decided(since), at="2026-02-05 09:00") == [FAULT]
    unfinished = replace(since, ombudsman=OmbudsmanStage.CONSIDERING)
    found = [one for one in judged(RULE, decided(unfinished, doors=URGENT), at=DECIDED) if one.about == "d1"]
    assert [one.message.startswith("Wait for the Ombudsman") for one in found] == [True]


@pytest.mark.parametrize(
    ("complaints", "expected"),
    [
        pytest.param((), [GAP], id="not recorded"),
        pytest.param((complaint(),), [], id="recorded"),
        pytest.param((complaint(when="2026-03-01 09:00"),), [], id="recorded later"),
        pytest.param((complaint(ombudsman=None),), [GAP], id="half recorded"),
        pytest.param((CONSIDERING,), [FAULT], id="with the Ombudsman"),
    ],
)
def test_the_report_is_taken_and_asks_for_the_complaint(
    complaints: tuple[Complaint, ...], expected: list[Weighed]
) -> None:
    known = build.case(incidents=(pursued(),), complaints=complaints)
    assert weighed(RULE, known, at=DECIDED) == expected
    assert refused(Act.REPORT_INCIDENT, known, "i1", at=DECIDED) == set()


@pytest.mark.parametrize(
    ("complaints", "expected"),
    [
        pytest.param((), [GAP, GAP], id="silent"),
        pytest.param((complaint(ombudsman=None),), [GAP, GAP], id="half known"),
        pytest.param((complaint(when=None),), [], id="known"),
        pytest.param((CONSIDERING,), [FAULT, FAULT], id="it says that the Ombudsman is considering it"),
        pytest.param((UNFINISHED,), [FAULT, FAULT], id="it says that the procedure is not completed"),
    ],
)
def test_in_a_history(complaints: tuple[Complaint, ...], expected: list[Weighed]) -> None:
    known = build.history(incidents=(pursued(),), complaints=complaints, determinations=(build.decision(),))
    assert weighed(RULE, known, at=DECIDED) == expected
