"""An appeal has its own clock and a senior decider who was not involved (guidance)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import Appeal, CaseFacts, HandledContact
from evenhand.rules.vocabulary import Act, AppealOutcome, Fault, Mode, PersonId, RestrictionKind

from . import build
from .build import DAN, EVE, HUGO, MIA, OLU, UMA, Weighed, fact, judged, london, refused, weighed, with_mode

RULE = "appeal.independent"
ANSWERED = "2026-02-20 09:00"
NED = PersonId("ned")


def appeal(**changes: Any) -> Appeal:
    base = Appeal(
        id=fact("p1"),
        about=fact("d1"),
        made_at=london("2026-02-10 09:00"),
        decided_at=london(ANSWERED),
        decider=HUGO,
        outcome=AppealOutcome.CONTINUED,
        reasons="Both calls were recorded, and writing serves her as well.",
    )
    return replace(base, **changes)


def appealed(**changes: Any) -> CaseFacts:
    witnessed = (build.incident("i1", witnesses=frozenset({UMA})), build.incident("i2", "2026-01-12 11:00"))
    return build.told(incidents=witnessed, appeals=(appeal(**changes),))


@pytest.mark.parametrize("about", ["d1", "r1", None])
@pytest.mark.parametrize(
    ("decider", "is_refused"),
    [
        pytest.param(HUGO, False, id="nobody involved"),
        pytest.param(NED, False, id="from outside"),
        pytest.param(OLU, True, id="reported and suffered it"),
        pytest.param(UMA, True, id="witnessed it"),
        pytest.param(MIA, True, id="investigated it"),
        pytest.param(DAN, True, id="sat on the panel"),
    ],
)
def test_whoever_was_involved_does_not_decide(decider: PersonId, about: str | None, *, is_refused: bool) -> None:
    drafted = appealed(decider=decider, about=fact(about) if about else None)
    assert refused(Act.DECIDE_APPEAL, drafted, "p1", at=ANSWERED) == ({RULE} if is_refused else set())
    found = [(one.fault, one.people) for one in judged(RULE, drafted, at=ANSWERED)]
    assert found == ([(Fault.NOT_INDEPENDENT, frozenset({decider}))] if is_refused else [])


def test_nor_does_who_reviewed_it_or_imposed_the_limit() -> None:
    reviewed = replace(
        appealed(decider=HUGO), reviews=(build.review(when="2026-02-15 09:00", reviewers=frozenset({HUGO})),)
    )
    assert refused(Act.DECIDE_APPEAL, reviewed, "p1", at=ANSWERED) == {RULE}
    limit = build.interim_limit(imposed_by=HUGO)
    against_it = build.unheard(restrictions=(limit,), appeals=(appeal(about=fact("l1")),))
    assert refused(Act.DECIDE_APPEAL, against_it, "p1", at=ANSWERED) == {RULE}


def test_a_part_in_another_decision_or_after_the_answer_bars_nobody() -> None:
    other = build.decision("d2", members=build.panel(HUGO), restricts=False)
    later = build.review(when="2026-05-01 10:00", reviewers=frozenset({HUGO}))
    elsewhere = build.review("e2", "2026-02-15 09:00", restriction=fact("r9"), reviewers=frozenset({HUGO}))
    known = appealed(decider=HUGO)
    drafted = replace(known, determinations=(*known.determinations, other), reviews=(later, elsewhere))
    assert refused(Act.DECIDE_APPEAL, drafted, "p1", at=ANSWERED) == set()


@pytest.mark.parametrize("outcome", [AppealOutcome.LIFTED, AppealOutcome.VARIED])
def test_an_answer_that_loosens_is_never_refused(outcome: AppealOutcome) -> None:
    """Principle 2: whoever gives it, and with the lighter restriction that it puts in place."""
    drafted = appealed(decider=DAN, outcome=outcome, reasons="")
    assert refused(Act.DECIDE_APPEAL, drafted, "p1", at=ANSWERED) == set()
    assert weighed(RULE, drafted, at=ANSWERED) == [("fault", "not_independent"), ("fault", "no_reasons")], (
        "but it shows"
    )
    lighter = build.restriction("r2", kind=RestrictionKind.CALL_LENGTH, narrows=fact("r1"), aim="")
    assert refused(Act.DECIDE_APPEAL, drafted.with_restriction(lighter), "p1", "r2", at=ANSWERED) == set()


def test_an_answer_that_puts_more_in_place_is_no_loosening() -> None:
    heavier = build.restriction("r2", kind=RestrictionKind.NO_CONTACT, narrows=fact("r1"))
    drafted = appealed(decider=DAN, outcome=AppealOutcome.VARIED).with_restriction(heavier)
    assert RULE in refused(Act.DECIDE_APPEAL, drafted, "p1", "r2", at=ANSWERED)


@pytest.mark.parametrize(
    ("changes", "in_full", "in_part"),
    [
        pytest.param({"reasons": None}, [("fault", "no_reasons")], [("gap", "no_reasons")], id="unknown"),
        pytest.param({"reasons": " "}, [("fault", "no_reasons")], [("fault", "no_reasons")], id="blank"),
        pytest.param(
            {"reasons": None, "decided_at": None},
            [("fault", "no_reasons")],
            [("gap", "no_reasons")],
            id="unknown, of an unknown day",
        ),
        pytest.param({"reasons": None, "reasons_given": True}, [], [], id="stated to be given"),
        pytest.param(
            {"reasons_given": False}, [("fault", "no_reasons")], [("fault", "no_reasons")], id="stated not to"
        ),
        pytest.param(
            {"answered": False, "decided_at": None, "outcome": None},
            [("fault", "no_appeal_route")],
            [("fault", "no_appeal_route")],
            id="not answered",
        ),
        pytest.param(
            {"policy_followed": False},
            [("fault", "no_appeal_route")],
            [("fault", "no_appeal_route")],
            id="policy not followed",
        ),
        pytest.param({"answered_late": True}, [], [], id="late is for response.timely"),
    ],
)
def test_what_a_record_says_of_the_answer(
    changes: dict[str, Any], in_full: list[Weighed], in_part: list[Weighed]
) -> None:
    known = appealed(**changes)
    assert weighed(RULE, known, at=ANSWERED) == in_full
    assert weighed(RULE, replace(known, record_complete=False), at=ANSWERED) == in_part


def test_an_answer_without_reasons_is_refused() -> None:
    assert refused(Act.DECIDE_APPEAL, appealed(reasons=""), "p1", at=ANSWERED) == {RULE}


def test_a_policy_without_appeals_only_suggests() -> None:
    drafted = appealed(decider=DAN)
    terms = with_mode(RULE, Mode.ADVICE)
    assert refused(Act.DECIDE_APPEAL, drafted, "p1", at=ANSWERED, terms=terms) == set()
    assert [severity for severity, _ in weighed(RULE, drafted, at=ANSWERED, terms=terms)] == ["advice"]


def test_an_open_appeal_has_a_last_day() -> None:
    waiting = appealed(decided_at=None, outcome=None, reasons=None, decider=None)
    for at in ("2026-02-10 09:00", "2026-06-01 09:00"):
        found = judged(RULE, waiting, at=at)
        assert [(one.severity.value, one.due) for one in found] == [("advice", date(2026, 3, 10))]
    assert weighed(RULE, replace(waiting, record_complete=False), at="2026-06-01 09:00") == [("gap", "no_appeal_route")]


@pytest.mark.parametrize(
    ("made", "is_late"),
    [
        pytest.param("2026-03-03 23:59", False, id="on the last day"),
        pytest.param("2026-03-04 00:00", True, id="on the next working day"),
    ],
)
def test_an_appeal_after_its_time_is_heard_all_the_same(made: str, *, is_late: bool) -> None:
    waiting = appealed(decided_at=None, outcome=None, reasons=None, decider=None, made_at=london(made))
    found = judged(RULE, waiting, at="2026-03-09 09:00")
    assert [one.severity.value for one in found] == ["advice"] * (2 if is_late else 1)
    assert ("made_at" in {one.part for one in found}) is is_late
    answered = appealed(made_at=london(made), decided_at=london("2026-03-10 09:00"))
    assert refused(Act.DECIDE_APPEAL, answered, "p1", at="2026-03-10 09:00") == set()
    unlimited = replace(build.TERMS, appeal_window_working_days=0)
    assert "made_at" not in {one.part for one in judged(RULE, waiting, at="2026-03-09 09:00", terms=unlimited)}


def test_the_time_to_appeal_begins_again_with_each_letter_and_never_without_one() -> None:
    late = appealed(decided_at=None, outcome=None, reasons=None, decider=None, made_at=london("2026-05-20 09:00"))
    kept = build.review(when="2026-05-01 10:00")
    reviewed = replace(
        late, reviews=(kept,), letters=(*late.letters, build.letter("n2", about=kept.id, told=("2026-05-01 10:00",)))
    )
    untold = replace(late, letters=())
    parts = [{one.part for one in judged(RULE, known, at="2026-05-20 09:00")} for known in (late, reviewed, untold)]
    assert parts == [{"", "made_at"}, {""}, {""}]


def protest(**changes: Any) -> HandledContact:
    return replace(HandledContact(id=fact("c1"), received_at=london("2026-02-10 09:00"), protests=True), **changes)


@pytest.mark.parametrize(
    ("changes", "in_full", "in_part"),
    [
        pytest.param({}, [("advice", None)], [("gap", "no_appeal_route")], id="nobody asked"),
        pytest.param({"is_appeal": False}, [], [], id="it is none"),
        pytest.param(
            {"is_appeal": True}, [("fault", "no_appeal_route")], [("gap", "no_appeal_route")], id="none recorded"
        ),
        pytest.param({"protests": None}, [], [], id="no protest"),
    ],
)
def test_staff_are_asked_whether_a_protest_is_an_appeal(
    changes: dict[str, Any], in_full: list[Weighed], in_part: list[Weighed]
) -> None:
    known = build.told(contacts=(protest(**changes),))
    assert weighed(RULE, known, at="2026-02-11 09:00") == in_full
    assert weighed(RULE, replace(known, record_complete=False), at="2026-02-11 09:00") == in_part


@pytest.mark.parametrize(
    ("when", "is_fault"),
    [
        pytest.param("2026-02-10 09:00", False, id="with the contact"),
        pytest.param(ANSWERED, False, id="while an appeal waits"),
        pytest.param("2026-02-20 09:01", True, id="after it was answered"),
    ],
)
def test_an_appeal_that_was_recorded_serves_it(when: str, *, is_fault: bool) -> None:
    contact = protest(is_appeal=True, received_at=london(when))
    known = replace(appealed(decider=EVE), contacts=(contact,))
    found = [one for one in judged(RULE, known, at="2026-03-01 09:00") if one.about == "c1"]
    assert bool(found) is is_fault
