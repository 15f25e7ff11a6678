"""The whole table of the format: each stated value gives its fault; neither its opposite nor silence gives any.

What the format says in brackets is held against what the rules find. Where several faults are given, any of them
answers.
"""

from typing import NamedTuple

import pytest

from evenhand.rules.vocabulary import NoticeItem

from .telling import faults

DECISION = "kind: decision, restrictions: [single_contact]"
FAIR = "kind: decision, restrictions: [single_contact], equality_considered: true"
ITEMS = {
    "why": "no_reasons",
    "what": "no_notice",
    "duration": "no_time_limit",
    "review_date": "no_review_date_told",
    "appeal_route": "no_appeal_route",
    "ombudsman": "ombudsman_not_signposted",
}


class Row(NamedTuple):
    """One key of the table: the value that bears on a fault, its opposite, and the faults of which any answers."""

    kind: str
    key: str
    bad: str
    good: str
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}-{self.key}"

    @property
    def expected(self) -> set[str]:
        return set(self.faults)

    def told(self, value: str) -> tuple[str, ...]:
        """A history in which the key has a value: what rests on an incident follows, what is about a decision too."""
        if self.kind == "decision":
            return (f"{DECISION}, {self.key}: {value}",)
        event = f"kind: {self.kind}, {self.key}: {value}"
        return (event, DECISION) if self.kind == "incident" else (DECISION, event)


def _rows() -> list[Row]:
    table: dict[str, list[tuple[str, str, str, tuple[str, ...]]]] = {
        "incident": [
            ("verified", "false", "true", ("evidence_insufficient",)),
            ("notes_kept", "false", "true", ("no_record",)),
            ("caused_by_body", "true", "false", ("restriction_misapplied",)),
        ],
        "decision": [
            ("duration_days", "null", "365", ("no_time_limit",)),
            ("independent", "false", "true", ("not_independent",)),
            ("authorised", "false", "true", ("outside_policy",)),
            ("policy_followed", "false", "true", ("outside_policy",)),
            ("policy_use_recorded", "false", "true", ("no_record",)),
            ("terms_recorded", "false", "true", ("no_record",)),
            ("notes_kept", "false", "true", ("no_record",)),
            ("reasons_recorded", "false", "true", ("no_record", "no_reasons")),
            ("proportionality_considered", "false", "true", ("disproportionate",)),
            ("lighter_options_considered", "false", "true", ("disproportionate",)),
            ("statutory_right_restricted", "true", "false", ("disproportionate",)),
            ("council_wide", "true", "false", ("blanket_approach",)),
            ("household_included", "true", "false", ("blanket_approach",)),
            ("equality_considered", "false", "true", ("no_equality_consideration",)),
            ("review_period_set", "false", "true", ("no_review_date_told",)),
            ("appeal_offered", "false", "true", ("no_appeal_route",)),
            ("sides_heard", "false", "true", ("evidence_insufficient",)),
            ("risk_assessed", "false", "true", ("evidence_insufficient",)),
            ("evidence_current", "false", "true", ("evidence_insufficient",)),
            ("grounds_related", "false", "true", ("evidence_insufficient",)),
        ],
        "review": [
            ("held", "false", "true", ("no_review",)),
            ("late", "true", "false", ("late_review",)),
            ("reasons_given", "false", "true", ("no_reasons",)),
        ],
        "extension": [
            ("reasons_given", "false", "true", ("no_reasons",)),
            ("household_included", "true", "false", ("blanket_approach",)),
            ("appeal_offered", "false", "true", ("no_appeal_route",)),
        ],
        "lifting": [
            ("told", "false", "true", ("no_notice",)),
            ("enforcers_told", "false", "true", ("restriction_misapplied",)),
        ],
        "appeal": [
            ("answered", "false", "true", ("no_appeal_route",)),
            ("answered_late", "true", "false", ("delay",)),
            ("policy_followed", "false", "true", ("no_appeal_route", "outside_policy")),
        ],
        "contact_handled": [
            ("answered_late", "true", "false", ("delay",)),
            ("applied_consistently", "false", "true", ("restriction_misapplied",)),
            ("service_refused", "true", "false", ("service_denied",)),
        ],
        "adjustment_request": [
            ("considered", "false", "true", ("no_equality_consideration",)),
            ("made", "false", "true", ("adjustment_not_made",)),
        ],
        "disability_disclosed": [
            ("considered", "false", "true", ("no_equality_consideration",)),
            ("made", "false", "true", ("adjustment_not_made",)),
        ],
        "register_entry": [
            ("identity_verified", "false", "true", ("data_inaccurate",)),
            ("accurate", "false", "true", ("data_inaccurate",)),
            ("verified", "false", "true", ("evidence_insufficient",)),
            ("source_dated", "false", "true", ("evidence_insufficient",)),
            ("shared_wrongly", "true", "false", ("data_shared_wrongly",)),
        ],
    }
    return [Row(kind, *one) for kind, rows in table.items() for one in rows]


ROWS = _rows()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_value_that_is_stated_is_the_fault(row: Row) -> None:
    assert faults(*row.told(row.bad)) & row.expected


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_it_is_the_fault_where_nothing_else_is_told(row: Row) -> None:
    assert faults(f"kind: {row.kind}, {row.key}: {row.bad}") & row.expected


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_its_opposite_is_none(row: Row) -> None:
    assert faults(*row.told(row.good)) == set()
    assert faults(f"kind: {row.kind}, {row.key}: {row.good}") == set()


@pytest.mark.parametrize("kind", sorted({row.kind for row in ROWS}))
def test_silence_is_none(kind: str) -> None:
    before = () if kind in {"incident", "decision"} else (DECISION,)
    assert faults(*before, f"{DECISION}" if kind == "decision" else f"kind: {kind}", DECISION) == set()
    assert faults(f"kind: {kind}") == set()


@pytest.mark.parametrize(("item", "fault"), ITEMS.items())
@pytest.mark.parametrize("before", [(), (DECISION,), (DECISION, "kind: review"), (DECISION, "kind: extension")])
def test_what_a_notice_is_known_not_to_have_told(item: str, fault: str, before: tuple[str, ...]) -> None:
    others = ", ".join(one for one in ITEMS if one != item)
    assert faults(*before, f"kind: notice, states: [{others}], omits: [{item}]") == {fault}
    assert faults(*before, f"kind: notice, states: [{others}]") == set()
    assert faults(*before, f"kind: notice, states: [{', '.join(ITEMS)}]") == set()


def test_a_notice_that_told_nothing() -> None:
    assert faults(DECISION, "kind: notice, states: []") == set(ITEMS.values())
    assert faults(DECISION, "kind: notice") == set()
    assert set(ITEMS) == {one.value for one in NoticeItem}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (("kind: warning, given: false", DECISION), {"no_warning"}),
        (("kind: warning, given: true", DECISION), set()),
        (("kind: warning", DECISION), set()),
        ((DECISION,), set()),
        (("kind: warning, form: verbal, given: false", "kind: interim_limit"), {"no_warning"}),
        # A physical threat asks for no warning, unless it came afterwards.
        (("kind: incident, physical_threat: true", "kind: warning, given: false", DECISION), set()),
        (("kind: warning, given: false", DECISION, "kind: incident, physical_threat: true"), {"no_warning"}),
        # What counts is the last that is known of warnings before a decision.
        (("kind: warning, given: false", "kind: warning, given: true", DECISION), set()),
        (("kind: warning", DECISION, "kind: warning, given: false", DECISION), {"no_warning"}),
    ],
)
def test_warnings(events: tuple[str, ...], expected: set[str]) -> None:
    assert faults(*events) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("duration_days: null", {"no_time_limit"}),
        ("duration_days: null, permanent: false", {"no_time_limit"}),
        ("duration_days: null, permanent: true", set()),
        ("permanent: true", set()),
        ("permanent: false", set()),
        ("duration_days: 90, permanent: false", set()),
    ],
)
def test_length(keys: str, expected: set[str]) -> None:
    assert faults(f"{DECISION}, {keys}") == expected


@pytest.mark.parametrize("before", [(), (DECISION,)])
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("new_issue: true, handled: filed_unread", {"new_issue_ignored"}),
        ("new_issue: false, handled: filed_unread", set()),
        ("handled: filed_unread", set()),
        ("new_issue: true, handled: answered", set()),
        ("new_issue: true", set()),
        ("handled: filed_after_reading", set()),
        ("channel: single contact, handled: answered", set()),
    ],
)
def test_contacts(before: tuple[str, ...], keys: str, expected: set[str]) -> None:
    assert faults(*before, f"kind: contact_handled, {keys}") == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", {"outside_policy"}),
        ("restrictions: [phone_ban]", {"outside_policy"}),
        ("reasons_given: false", {"outside_policy", "no_reasons"}),
        ("reasons_given: true", {"outside_policy"}),
        ("appeal_offered: false", {"outside_policy", "no_appeal_route"}),
        ("appeal_offered: true", {"outside_policy"}),
    ],
)
def test_an_informal_restriction(keys: str, expected: set[str]) -> None:
    assert faults(", ".join(filter(None, ["kind: informal_restriction", keys]))) == expected


@pytest.mark.parametrize("kind", ["police_referral", "safeguarding_referral", "other"])
def test_no_fault_by_themselves(kind: str) -> None:
    assert faults(f"kind: {kind}") == set()
    assert faults("kind: incident, physical_threat: true", f"kind: {kind}", FAIR) == set()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_what_the_customer_alone_says_is_no_fault(row: Row) -> None:
    assert faults(*row.told(f"{row.bad}, alleged: true")) == set()


@pytest.mark.parametrize("outcome", ["continued", "varied", "lifted", "accepted"])
def test_outcomes_are_no_fault(outcome: str) -> None:
    assert faults(DECISION, f"kind: appeal, outcome: {outcome}") == set()
    if outcome != "accepted":
        assert faults(DECISION, f"kind: review, outcome: {outcome}") == set()


@pytest.mark.parametrize(
    "kinds",
    [
        *("writing_only", "single_contact", "email_only", "single_number", "social_media_block"),
        *("file_without_reply", "phone_times", "issue_ban", "excess_block", "no_face_to_face", "no_contact", "other"),
        *("phone_ban", "premises_ban", "call_length", "generic_inbox", "service_limit"),
        "writing_only, phone_ban, email_only, no_contact",
    ],
)
def test_no_kind_of_restriction_is_a_fault_by_itself(kinds: str) -> None:
    restricted = f"kind: decision, restrictions: [{kinds}]"
    assert faults(restricted) == set()
    assert faults(restricted, "kind: lifting", "kind: contact_handled, channel: telephone, handled: refused") == set()
