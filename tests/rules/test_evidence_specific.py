"""A restriction or safety warning rests on dated incidents; both sides are heard and the risk assessed."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules import facts
from evenhand.rules.vocabulary import Act

from . import build
from .build import DECIDED, Weighed, fact, judged, london, refused, weighed

RULE = "evidence.specific"
ADVICE, FAULT, GAP = ("advice", None), ("fault", "evidence_insufficient"), ("gap", "evidence_insufficient")
NO_NOTES = ("fault", "no_record")
FLAGS = ["sides_heard", "risk_assessed", "evidence_current", "grounds_related"]


def marker(**changes: Any) -> facts.Marker:
    base = facts.Marker(
        id=fact("m1"),
        placed_at=london("2026-01-13 09:00"),
        identity_verified=True,
        tested=True,
        source_dated=True,
        evidence=frozenset({fact("i1")}),
        risk_assessed=True,
    )
    return replace(base, **changes)


def found(known: facts.CaseFacts, *, at: str = DECIDED) -> list[Weighed]:
    """What the rule finds besides its advice."""
    return [one for one in weighed(RULE, known, at=at) if one != ADVICE]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, [], id="lawful"),
        pytest.param({"incidents": ()}, [FAULT], id="no incident"),
        pytest.param({"incidents": (build.incident(when="2026-02-02 14:01"),)}, [FAULT], id="after the decision"),
        pytest.param({"incidents": (build.incident(when=None),)}, [GAP], id="none is dated"),
        pytest.param({"incidents": (build.incident(when=None), build.incident("i2"))}, [], id="one is dated"),
        pytest.param({"incidents": (build.incident(tested=False),)}, [FAULT, FAULT], id="nobody tested any"),
        pytest.param({"incidents": (build.incident(tested=True),)}, [], id="somebody did"),
        pytest.param({"investigations": (build.investigation(customer_heard=None),)}, [FAULT], id="not asked"),
        pytest.param({"investigations": (build.investigation(customer_heard=False),)}, [FAULT], id="not heard"),
        pytest.param({"investigations": (build.investigation(when="2026-02-02 14:01"),)}, [GAP], id="heard too late"),
        pytest.param({"investigations": ()}, [GAP], id="nothing is told of an investigation"),
        pytest.param(
            {"investigations": (build.investigation("v0", customer_heard=False), build.investigation())},
            [],
            id="heard by the second",
        ),
    ],
)
def test_what_a_restriction_rests_on(changes: dict[str, Any], expected: list[Weighed]) -> None:
    drafted = build.decided(**changes)
    assert found(drafted) == expected
    about_the_draft = [one for one in judged(RULE, drafted, at=DECIDED) if one.about == "d1" and one.fault]
    is_refused = any(one.severity.value == "fault" for one in about_the_draft)
    assert (RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)) is is_refused


def test_one_untested_allegation_among_others_is_put_right_and_does_not_refuse() -> None:
    drafted = build.decided(incidents=(build.incident(tested=False), build.incident("i2", "2026-01-12 11:00")))
    assert [(one.about, one.part) for one in judged(RULE, drafted, at=DECIDED) if one.fault] == [("i1", "tested")]
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == set()


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("complete", [True, False])
def test_what_a_record_states_of_a_decision(flag: str, *, complete: bool) -> None:
    answers: dict[str, Any] = {flag: False}
    denied = build.decision(**answers)
    answers[flag] = True
    stated = build.decision(**answers)
    known = replace(build.decided(determinations=(denied,)), record_complete=complete)
    assert found(known) == [FAULT]
    assert [one.part for one in judged(RULE, known, at=DECIDED) if one.fault] == [flag]
    assert found(replace(known, determinations=(stated,))) == []
    assert refused(Act.DETERMINE, build.decided(determinations=(denied,)), "d1", "r1", at=DECIDED) == {RULE}


def test_what_a_record_states_goes_before_what_the_investigation_shows() -> None:
    unheard = build.investigation(customer_heard=False)
    known = build.decided(investigations=(unheard,), determinations=(build.decision(sides_heard=True),))
    assert found(known) == []


def test_a_decision_not_to_restrict_rests_on_nothing() -> None:
    known = build.decided(incidents=(), restrictions=(), determinations=(build.decision(restricts=False),))
    assert weighed(RULE, known, at=DECIDED) == []


@pytest.mark.parametrize("complete", [True, False])
def test_notes_that_nobody_kept(*, complete: bool) -> None:
    one = build.incident(notes_kept=False)
    known = build.case(incidents=(one,), record_complete=complete)
    assert found(known) == [NO_NOTES]
    assert refused(Act.REPORT_INCIDENT, known, "i1", at=DECIDED) == set()
    assert found(build.case(incidents=(build.incident(notes_kept=True),))) == []


def test_notes_of_the_decision_are_another_rules_business() -> None:
    assert found(build.decided(determinations=(build.decision(notes_kept=False),))) == []


UNTESTED = build.incident(tested=False)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param(build.case(incidents=(UNTESTED,)), [ADVICE], id="nothing rests on it yet"),
        pytest.param(build.history(incidents=(UNTESTED,)), [FAULT], id="in a history"),
        pytest.param(
            build.case(
                incidents=(UNTESTED,),
                informal=(facts.InformalRestriction(id=fact("b1"), found_at=london("2026-02-01 09:00")),),
            ),
            [FAULT],
            id="a block without a decision",
        ),
        pytest.param(
            build.case(incidents=(UNTESTED,), markers=(marker(),), statement_on_file=True), [FAULT], id="a warning"
        ),
        pytest.param(
            build.case(incidents=(UNTESTED,), markers=(marker(evidence=frozenset()),), statement_on_file=True),
            [ADVICE],
            id="a warning that rests on something else",
        ),
    ],
)
def test_an_allegation_that_nobody_tested(known: facts.CaseFacts, expected: list[Weighed]) -> None:
    assert weighed(RULE, known, at=DECIDED) == expected


@pytest.mark.parametrize(
    ("changes", "complete", "in_a_history"),
    [
        pytest.param({}, [], [], id="whole"),
        pytest.param({"tested": False}, [FAULT], [FAULT], id="untested"),
        pytest.param({"source_dated": False}, [FAULT], [FAULT], id="no dated source"),
        pytest.param({"risk_assessed": False}, [FAULT], [FAULT], id="no assessment of the risk"),
        pytest.param({"risk_assessed": None}, [FAULT], [GAP], id="no assessment is recorded"),
        pytest.param({"evidence": frozenset()}, [], [], id="a tested and dated source of another kind"),
        pytest.param({"evidence": frozenset(), "tested": None}, [FAULT], [GAP], id="no incident, and not tested"),
        pytest.param({"evidence": frozenset(), "source_dated": None}, [FAULT], [GAP], id="no incident and no source"),
    ],
)
def test_what_a_safety_warning_rests_on(
    changes: dict[str, Any], complete: list[Weighed], in_a_history: list[Weighed]
) -> None:
    known = build.case(incidents=(build.incident(),), markers=(marker(**changes),))
    assert found(known) == complete
    assert found(replace(known, record_complete=False)) == in_a_history
    assert (RULE in refused(Act.RECORD_MARKER, known, "m1", at=DECIDED)) is bool(complete)


@pytest.mark.parametrize(
    ("known", "about"),
    [
        pytest.param(build.told(), ["d1"], id="a restriction"),
        pytest.param(build.told(statement_on_file=False), ["d1"], id="nothing on file"),
        pytest.param(build.told(statement_on_file=True), [], id="a statement on file"),
        pytest.param(build.told(restrictions=(build.restriction(lifted_at=london(DECIDED)),)), [], id="lifted"),
        pytest.param(build.case(markers=(marker(),)), ["m1"], id="a safety warning"),
        pytest.param(build.case(markers=(marker(ended_at=london(DECIDED)),)), [], id="one that has ended"),
        pytest.param(build.case(), [], id="neither"),
        pytest.param(replace(build.told(), record_complete=False), [], id="in a history"),
    ],
)
def test_the_customer_may_put_a_statement_on_file(known: facts.CaseFacts, about: list[str]) -> None:
    statement = [one for one in judged(RULE, known, at="2026-03-01 09:00") if one.part == "statement_on_file"]
    assert [one.about for one in statement] == about


def test_a_history_without_incidents_has_gaps_alone() -> None:
    known = build.history(determinations=(build.decision(),), markers=(marker(evidence=frozenset(), tested=None),))
    assert found(known) == [GAP, GAP, GAP]
