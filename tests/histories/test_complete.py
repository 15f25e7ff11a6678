"""Complete records: what is not there did not happen, and dates are judged."""

from pathlib import Path

import pytest

from evenhand.histories.assess import assess
from evenhand.histories.policies import Policies
from evenhand.histories.read import read_histories

from .telling import faults, faults_of, terms

FOLDER = Path(__file__).parent / "complete"
EXPECTED: dict[str, set[str]] = {
    "after-the-day-of-judgment": {"no_review"},
    "appeal-answered-some-day": set(),
    "appeal-in-time": set(),
    "appeal-late": {"delay"},
    "appeal-unanswered": {"delay"},
    "clocks-go-back": set(),
    "clocks-go-back-overdue": {"no_review"},
    "clocks-go-forward": set(),
    "clocks-go-forward-late": {"late_review"},
    "common-year-last-day": set(),
    "common-year-one-day-late": {"late_review"},
    "counted-in-days": {"late_review"},
    "dates-in": set(),
    "dates-missing": set(),
    "dates-missing-no-warning": {"no_warning"},
    "ended-before-its-review": set(),
    "filed-message-read": set(),
    "filed-message-unread": {"delay"},
    "interim-limit-long": {"no_time_limit"},
    "interim-limit-short": set(),
    "leap-year-last-day": set(),
    "leap-year-one-day-late": {"late_review"},
    "length-unknown": set(),
    "lifted-before-its-review": set(),
    "longer-than-the-policy": {"no_time_limit"},
    "month-known-overdue": {"no_review"},
    "month-known-perhaps-overdue": set(),
    "no-equality": {"no_equality_consideration"},
    "no-length": {"no_time_limit"},
    "no-notice": {"no_notice"},
    "no-warning": {"no_warning"},
    "nothing-after-the-warning": {"no_warning"},
    "notice-late": {"delay"},
    "notice-not-due-yet": set(),
    "notice-on-the-last-day": set(),
    "physical-threat": set(),
    "review-due-today": set(),
    "review-on-the-last-day": set(),
    "review-one-day-late": {"late_review"},
    "review-overdue": {"no_review"},
    "warning-afterwards": {"no_warning"},
    "warning-expired": {"no_warning"},
    "warning-in-its-last-day": set(),
}


def test_each_file_is_expected_to_give_something() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_a_complete_record(name: str, expected: set[str]) -> None:
    (history,) = read_histories(FOLDER / f"{name}.yaml", Policies(FOLDER))
    assert history.record_complete
    assert faults_of(assess(history, terms())) == expected


TOP = ("record_complete: true", "judged: 2025-07-01")
LAWFUL = (
    "when: 2025-01-06, kind: incident, category: persistent",
    "when: 2025-01-07, kind: warning, reasons_given: true",
    "when: 2025-01-20, kind: incident",
    "when: 2025-01-27, kind: decision, restrictions: [premises_ban], equality_considered: true, duration_days: 365",
    "when: 2025-01-28, kind: notice, states: [why, what]",
)


@pytest.mark.parametrize(
    "events",
    [
        ["kind: review, held: true"],
        ["kind: review, outcome: continued"],
        ["kind: review, outcome: varied"],
        ["kind: review, outcome: lifted"],
        ["kind: extension, duration_days: 365"],
        ["kind: extension, duration_days: 365", "kind: extension, duration_days: 365"],
        ["kind: lifting"],
        ["kind: appeal, answered: true"],
        ["kind: appeal, outcome: lifted"],
        ["kind: appeal, outcome: accepted"],
        ["kind: contact_handled, channel: email, handled: answered"],
        ["kind: contact_handled, handled: refused"],
        ["kind: contact_handled, channel: face_to_face, handled: refused"],
        ["kind: contact_handled, handled: filed_after_reading, new_issue: true"],
        ["kind: register_entry"],
        ["kind: adjustment_request"],
        ["kind: disability_disclosed"],
        ["kind: incident, physical_threat: true"],
        ["kind: police_referral"],
        ["kind: safeguarding_referral"],
        ["kind: other"],
    ],
)
def test_what_an_old_register_has_no_place_for_is_no_fault(events: list[str]) -> None:
    later = [f"when: 2025-02-{10 + place:02}, {one}" for place, one in enumerate(events)]
    assert faults(*LAWFUL, *later, top=TOP) == set()


def test_what_a_record_leaves_out_that_is_complete_in_each_thing_is_a_fault() -> None:
    whole = (*TOP, "details_complete: true")
    assert faults(*LAWFUL, top=TOP) == set()
    assert faults(*LAWFUL, top=whole) >= {"no_reasons", "disproportionate", "service_denied", "blanket_approach"}
