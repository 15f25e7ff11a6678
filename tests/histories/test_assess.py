"""How a history is judged: by which pack, in which order of events, and how sure."""

from datetime import date
from pathlib import Path

import pytest
from tests.rules import build

from evenhand.histories.assess import assess
from evenhand.histories.facts import facts_of
from evenhand.histories.policies import Policies
from evenhand.histories.timing import courses, day_judged, end_of, happened
from evenhand.policy.loader import load_pack
from evenhand.rules.calendar import local_day
from evenhand.rules.facts import CaseFacts
from evenhand.rules.vocabulary import RestrictionKind, Severity

from .telling import faults, read, terms, told

COMPLETE = ("record_complete: true", "judged: 2026-01-31")
DECISION = "kind: decision, restrictions: [single_contact], equality_considered: true, duration_days: 90"
NOTICE = "kind: notice, states: [why, what]"


def case_of(*events: str, top: tuple[str, ...] = ()) -> CaseFacts:
    history = told(*events, top=top)
    return facts_of(history, happened(history), next(courses(history, happened(history))))


def test_each_restriction_of_a_decision_is_one_and_is_said_once() -> None:
    case = case_of("kind: decision, restrictions: [single_contact, email_only]", "kind: review, held: false")
    assert [one.kind for one in case.restrictions] == [RestrictionKind.SINGLE_CONTACT, RestrictionKind.EMAIL_ONLY]
    assert {one.restriction for one in case.reviews} == {one.id for one in case.restrictions}
    found = assess(
        told("kind: decision, restrictions: [single_contact, email_only]", "kind: review, held: false"), terms()
    ).findings
    assert sum(one.severity is Severity.FAULT for one in found) == 1
    assert len({(one.rule, one.severity, one.fault, one.message) for one in found}) == len(found)


def test_what_an_event_is_about_is_the_nearest_before_it_unless_it_says_so() -> None:
    two = ("kind: decision, name: first, restrictions: [phone_ban]", "kind: decision, restrictions: [email_only]")
    phone, email = (one.id for one in case_of(*two).restrictions)
    assert [one.restriction for one in case_of(*two, "kind: review").reviews] == [email]
    assert [one.restriction for one in case_of(*two, "kind: review, about: first").reviews] == [phone]
    assert [one.lifted_at is None for one in case_of(*two, "kind: lifting, about: first").restrictions] == [False, True]
    assert [one.about for one in case_of(*two, NOTICE).letters] == ["decision-2"]
    assert [one.about for one in case_of(*two, f"{NOTICE}, about: first").letters] == ["first"]
    assert [one.about for one in case_of(*two, "kind: review", NOTICE).letters] == ["review-3"]


def test_a_decision_to_restrict_nothing() -> None:
    assert case_of("kind: decision, restrictions: []").restricting_decisions() == ()
    assert faults("kind: warning, given: false", "kind: decision, restrictions: []") == set()
    assert case_of("kind: decision").restrictions[0].kind is RestrictionKind.OTHER


def test_an_extension_and_an_end() -> None:
    (restriction,) = case_of(f"when: 2024-01-10, {DECISION}").restrictions
    assert restriction.ends_at == build.london("2024-04-09 00:00")
    (longer,) = case_of(
        f"when: 2024-01-10, {DECISION}", "when: 2024-04-01, kind: extension, duration_days: 30"
    ).restrictions
    assert longer.ends_at == build.london("2024-05-01 00:00")
    (ended,) = case_of(f"when: 2024-01-10, {DECISION}", "when: 2024-03-01, kind: review, outcome: lifted").restrictions
    assert ended.lifted_at is not None
    assert local_day(ended.lifted_at) == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("events", "days"),
    [
        (("when: 2024-03-05", "", "when: 2024-03-09"), ["2024-03-05", "2024-03-09", "2024-03-09"]),
        (("when: 2024-03-05", "when: 2024-03", "when: 2024-03-09"), ["2024-03-05", "2024-03-09", "2024-03-09"]),
        (("when: 2024-03-05", "day: 30"), ["2024-03-05", "2024-04-04"]),
        (("when: 2024-03-09", "when: 2024-03-05"), ["2024-03-05", "2024-03-09"]),
        (("", "day: 0", "day: 90"), ["1999-10-03", "1999-10-03", "2000-01-01"]),
        (("", ""), ["2000-01-01", "2000-01-01"]),
    ],
)
def test_when_events_were(events: tuple[str, ...], days: list[str]) -> None:
    history = told(*(", ".join(filter(None, ["kind: other", one])) for one in events))
    (course,) = courses(history, happened(history))
    assert [local_day(one).isoformat() for one in course] == days
    assert list(course) == sorted(course)


def test_events_of_one_day_keep_their_order() -> None:
    history = told(*["kind: other, when: 2024-03-31"] * 900)
    (course,) = courses(history, happened(history))
    assert len(set(course)) == 900
    assert list(course) == sorted(course)
    assert {local_day(one) for one in course} == {date(2024, 3, 31)}


def test_days_that_nobody_knows_are_tried_early_and_late() -> None:
    history = told(*["kind: other"] * 8, top=COMPLETE)
    tried = [[local_day(one) for one in course] for course in courses(history, happened(history))]
    assert len(tried) == 17
    assert all(course == sorted(course) for course in tried)
    for first in range(8):
        for second in range(first + 1, 8):
            assert any(course[second] > course[first] for course in tried)
            assert any(course[second] == course[first] for course in tried)


def test_the_day_of_judgment() -> None:
    assert day_judged(told("kind: other, when: 2024-03-05", "kind: other, when: 2024-01")) == date(2024, 3, 5)
    assert day_judged(told("kind: other, when: 2024-03-05", "kind: other, day: 10")) == date(2024, 3, 15)
    assert day_judged(told("kind: other, when: 2024-03-05", top=["judged: 2024-05-22"])) == date(2024, 5, 22)
    assert local_day(end_of(date(2024, 3, 31))) == date(2024, 3, 31)


def test_an_open_day_makes_a_fault_a_gap_that_says_so() -> None:
    events = (
        "when: 2025-06-01, kind: incident, category: persistent",
        "when: 2025-06-02, kind: warning, reasons_given: true",
        "when: 2025-06-10, kind: incident, category: persistent",
        f"{{when}}, {DECISION}",
        "kind: notice, states: [why, what]",
    )

    def found(when: str) -> dict[str, str]:
        history = told(*(one.replace("{when}", when) for one in events), top=COMPLETE)
        return {
            one.message: one.severity.value for one in assess(history, terms()).findings if one.rule == "notice.sent"
        }

    (open_one,) = found("when: 2026-01").items()
    assert open_one[1] == "gap"
    assert open_one[0].endswith("It turns on a day that the history does not give.")
    assert set(found("when: 2026-01-30").values()) <= {"gap"}


def test_the_order_of_undated_events_stands_in_a_complete_record() -> None:
    lawful = (
        "kind: incident, category: other",
        "kind: warning, reasons_given: true",
        "kind: incident, category: other",
    )
    assert faults(*lawful, DECISION, NOTICE, top=COMPLETE) == set()
    assert faults(*lawful[:2], DECISION, lawful[2], NOTICE, top=COMPLETE) == {"no_warning"}


def test_what_the_customer_alone_says_did_not_happen_for_the_record() -> None:
    warned = ("kind: incident, category: other", "kind: warning, reasons_given: true, alleged: true")
    assert faults(*warned, "kind: incident, category: other", DECISION, NOTICE, top=COMPLETE) == {"no_warning"}


def test_the_same_events_under_two_packs() -> None:
    events = (
        "when: 2025-06-01, kind: incident, category: other, physical_threat: true",
        f"when: 2025-06-10, {DECISION.replace('90', '200')}",
        f"when: 2025-06-10, {NOTICE}",
        "when: 2025-10-10, kind: review, outcome: continued, reasons_given: true",
    )
    top = ("record_complete: true", "judged: 2025-10-20")
    assert faults(*events, top=top) == set()
    assert faults(*events, top=top, policy="wldc") == {"late_review"}


def test_a_pack_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(load_pack("wldc").content, encoding="utf-8")
    policies = Policies(tmp_path)
    assert policies.problem("ours.toml") is None
    assert policies.terms("ours.toml").review_interval_months == 3
    assert policies.terms("lgsco-guide").review_interval_months == 6
    assert "theirs.toml" in (policies.problem("theirs.toml") or "")
    with pytest.raises(ValueError, match="cannot be used"):
        policies.terms("theirs.toml")


def test_findings_carry_the_clause_of_the_pack() -> None:
    assessment = assess(told("kind: review, held: false"), terms())
    clauses = {(one.rule, clause) for one, clause in zip(assessment.findings, assessment.clauses, strict=True)}
    assert ("review.on_time", "7.1") in clauses


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["kind: informal_restriction, ended: 2024-01-02"], {"outside_policy"}),
        (["kind: informal_restriction", "kind: lifting"], {"outside_policy"}),
        (["kind: informal_restriction", "kind: lifting, told: false"], {"outside_policy", "no_notice"}),
        (["kind: decision, duration_days: null", "kind: extension, duration_days: 365"], {"no_time_limit"}),
        (["kind: review, outcome: varied, reasons_given: false"], {"no_reasons"}),
        (["kind: warning, given: false", "kind: notice, states: [why, what]"], {"no_warning"}),
        (["kind: sharing, wrongly: true"], {"data_shared_wrongly"}),
        (["kind: sharing, wrongly: false"], set()),
        (["kind: sharing"], set()),
        (["kind: exceptional_contact, let_in: false, reasons_recorded: false"], {"no_reasons"}),
        (["kind: exceptional_contact, let_in: false, reasons_recorded: true"], set()),
        (["kind: interim_limit, duration_days: null"], {"no_time_limit"}),
        (["kind: interim_limit, duration_days: 7"], set()),
        (["kind: interim_limit, reasons_recorded: false, duration_days: 7"], {"no_reasons"}),
        (
            ["kind: conflict, member: p1, tie: line_manager, may_sit: false", "kind: decision, members: [p1, p2]"],
            {"not_independent"},
        ),
        (["kind: conflict, member: p1, tie: line_manager, may_sit: true", "kind: decision, members: [p1, p2]"], set()),
        (["kind: incident, reporter: p1", "kind: decision, members: [p1, p2]"], {"not_independent"}),
        (["kind: incident, reporter: p3", "kind: decision, members: [p1, p2]"], set()),
        (["kind: decision, circumstances_recorded: false"], {"blanket_approach"}),
        (["kind: decision, circumstances_recorded: true"], set()),
        (["kind: decision, council_wide: true, scope_reason_recorded: true"], set()),
        (["kind: legal_action, goes_ahead: true, engagement_recorded: false"], {"no_record"}),
        (["kind: adjustment, cannot_use: [telephone]", "kind: decision, restrictions: [phone_ban]"], set()),
    ],
)
def test_words_that_the_format_had_not(events: list[str], expected: set[str]) -> None:
    assert faults(*events) == expected


@pytest.mark.parametrize("top", [(), COMPLETE], ids=["what is known", "a complete record"])
def test_a_history_without_events_says_nothing_and_stops_nothing(top: tuple[str, ...]) -> None:
    (history,) = read("\n".join(["- ref: a", "  body: A", *(f"  {one}" for one in top), "  events: []"]))
    assert assess(history, terms()).findings == ()


def test_a_second_lifting_takes_back_nothing_that_the_first_one_stated() -> None:
    lifted = ("kind: decision", "kind: lifting, told: false, enforcers_told: false")
    assert faults(*lifted, "kind: lifting") == faults(*lifted) == {"no_notice", "restriction_misapplied"}


def test_an_event_without_a_name_never_takes_the_name_of_another() -> None:
    case = case_of("kind: decision, name: decision-2", "kind: decision")
    assert len({one.id for one in case.determinations}) == 2


def test_a_huge_history_is_judged_along_fewer_courses() -> None:
    events = tuple("kind: incident, category: persistent" for _ in range(900))
    history = told(*events, top=COMPLETE)
    assert len(list(courses(history, happened(history)))) < 8
