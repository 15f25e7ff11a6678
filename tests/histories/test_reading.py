"""What a file of histories may hold, and what is said where it holds something else."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from evenhand.histories.faults import HistoryInvalid
from evenhand.histories.form import KINDS
from evenhand.histories.keys import SAID
from evenhand.histories.policies import Policies
from evenhand.histories.read import read_histories
from evenhand.rules.facts import StaffMember
from evenhand.rules.vocabulary import PersonId

from .telling import read, told

TOP = "- ref: a\n  body: A Council\n  events:\n"


def said_of(text: str) -> list[tuple[int, str, str]]:
    """Line, key and words of each fault of a file."""
    with pytest.raises(HistoryInvalid) as caught:
        read(text)
    return [(one.line, one.key, f"{one.problem} {one.instead}") for one in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        ("- body: A\n  events: []\n", 1, "[1].ref", "missing"),
        ("- ref: a\n  events: []\n", 1, "[1].body", "missing"),
        ("- ref: a\n  body: A\n", 1, "[1].events", "missing"),
        ("- ref: a\n  body: A\n  events: {kind: other}\n", 3, "[1].events", "not a list"),
        ("- ref: a\n  body: A\n  event: []\n  events: []\n", 3, "[1].event", 'Did you mean "events"'),
        ("- ref: a\n  body: A\n  found: [no_noticce]\n  events: []\n", 3, "[1].found[1]", 'Did you mean "no_notice"'),
        ("- ref: a\n  body: A\n  record_complete: true\n  events: []\n", 1, "[1].judged", "missing"),
        ("- ref: a\n  body: A\n  details_complete: true\n  events: []\n", 3, "[1].details_complete", "record_complete"),
        ("- ref: a\n  body: A\n  judged: 2023-02-30\n  events: []\n", 3, "[1].judged", "not in the calendar"),
        ("- ref: a\n  body: A\n  policy: none-such\n  events: []\n", 3, "[1].policy", "Write one of: lgsco-guide"),
        ("- ref: a\n  body: A\n  staff: {p1: {manger: p2}}\n  events: []\n", 3, "[1].staff.p1.manger", "manager"),
        (TOP + "  - other\n", 4, "[1].events[1]", "not a table"),
        (TOP + "  - {note: x}\n", 4, "[1].events[1].kind", "missing"),
        (TOP + "  - {kind: reviewed}\n", 4, "[1].events[1].kind", 'Did you mean "review"'),
        (TOP + "  - {kind: other, held: false}\n", 4, "[1].events[1].held", "not known here"),
        (TOP + "  - {kind: review, hold: false}\n", 4, "[1].events[1].hold", 'Did you mean "held"'),
        (TOP + "  - {kind: review, held: no}\n", 4, "[1].events[1].held", "true or false"),
        (TOP + "  - {kind: review, held: null}\n", 4, "[1].events[1].held", "true or false"),
        (TOP + "  - {kind: review, outcome: ended}\n", 4, "[1].events[1].outcome", "lifted"),
        (TOP + "  - {kind: decision, restrictions: [phoneban]}\n", 4, "[1].events[1].restrictions[1]", "phone_ban"),
        (TOP + "  - {kind: decision, duration_days: -1}\n", 4, "[1].events[1].duration_days", "out of range"),
        (TOP + "  - {kind: notice, states: [whom]}\n", 4, "[1].events[1].states[1]", "appeal_route"),
        (TOP + "  - {kind: other, when: 2023-13}\n", 4, "[1].events[1].when", "not in the calendar"),
        (TOP + "  - {kind: other, when: 2025-03-30T01:30}\n", 4, "[1].events[1].when", "clocks go forward"),
        (TOP + "  - {kind: other, day: -3}\n", 4, "[1].events[1].day", "out of range"),
        (TOP + "  - {kind: review, about: d1}\n", 4, "[1].events[1].about", 'No event is called "d1"'),
        (TOP + "  - {kind: other, name: x}\n  - {kind: other, name: x}\n", 5, "[1].events[2].name", "Another event"),
        (TOP + "  - {kind: conflict, member: p1}\n", 4, "[1].events[1].tie", "missing"),
        (TOP + "  - {kind: other}\n  - {kind: review, held: 1}\n", 5, "[1].events[2].held", "true or false"),
    ],
)
def test_each_fault_is_named_with_its_line_and_key(text: str, line: int, key: str, words: str) -> None:
    (found,) = said_of(text)
    assert found[:2] == (line, key)
    assert words in found[2]


def test_all_faults_of_a_file_are_named_at_once() -> None:
    text = TOP + "  - {kind: reviw}\n  - {kind: review, hold: false}\n- ref: b\n  body: B\n  event: []\n  events: []\n"
    assert [one[0] for one in said_of(text)] == [4, 5, 8]


@pytest.mark.parametrize("text", ["a: b\n", "[]\n", "", "- 1\n"])
def test_a_file_that_is_no_list_of_histories(text: str) -> None:
    assert said_of(text)


def test_what_describes_a_history_is_read_and_not_judged_on() -> None:
    (history,) = read(
        "- ref: 22\n  body: A Council\n  date: 2014-04\n  url: https://example.org/22\n  complete: true\n"
        "  basis: assessed\n  summary: In a few words.\n  found: [no_record]\n  events: []\n"
    )
    assert (history.ref, history.body, history.found) == ("22", "A Council", ("no_record",))
    assert not history.record_complete


def test_a_reference_of_digits_and_spaces_is_a_text() -> None:
    (history,) = read("- ref: 17 017 875\n  body: A Council\n  events: []\n")
    assert history.ref == "17 017 875"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_takes_what_every_event_has(kind: str) -> None:
    required = {"member": "member: p1", "tie": "tie: line_manager", "type": "type: other", "channel": "channel: email"}
    keys = [f"kind: {kind}", "note: x", "alleged: false", "name: n", "when: 2024-05", "day: 3"]
    keys += [required[key] for key in KINDS[kind].required]
    (event,) = told(", ".join(keys)).events
    assert (event.kind, event.id) == (kind, "n")


def test_when_is_as_close_as_somebody_knows_it() -> None:
    year, month, day, moment, counted, unknown = told(
        *("kind: other, when: 2024", "kind: other, when: 2024-02", "kind: other, when: 2024-02-03"),
        *("kind: other, when: 2024-02-03T10:00", "kind: other, day: 40", "kind: other"),
    ).events
    assert (year.first, year.last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (month.first, month.last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (day.first, day.last) == (date(2024, 2, 3), date(2024, 2, 3))
    assert moment.moment == datetime(2024, 2, 3, 10, tzinfo=UTC)
    assert (counted.days_in, unknown.first, unknown.moment) == (40, None, None)


def test_a_text_is_said_and_never_given() -> None:
    (event,) = told("kind: restriction, type: other, aim_recorded: true, effect_recorded: false").events
    assert (event.values["aim_recorded"], event.values["effect_recorded"]) == (SAID, "")
    assert "lighter_options_recorded" not in event.values


def test_a_channel_of_their_own_words_is_unknown() -> None:
    mine, theirs = told("kind: contact_handled, channel: email", "kind: contact_handled, channel: one person").events
    assert mine.values["channel"] == "email"
    assert theirs.values["channel"] is None


def test_staff_by_names_of_the_file() -> None:
    history = told("kind: other", top=["staff: {p1: {manager: p2, absent: true}, p2: {}}"])
    one, two = PersonId("p1"), PersonId("p2")
    assert history.staff == {one: StaffMember(id=one, manager=two, absent=True), two: StaffMember(id=two)}


def test_a_register_of_many_thousand_entries() -> None:
    count = 20_000
    entry = "- {{ref: {0}, body: A, events: [{{kind: register_entry, verified: false}}, {{kind: decision}}]}}"
    found = read("\n".join(entry.format(number) for number in range(count)))
    assert len(found) == count
    assert found[-1].ref == str(count - 1)


def test_a_pack_with_faults_says_how_to_see_them_all(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text("schema_version = 2\n", encoding="utf-8")
    file = tmp_path / "histories.yaml"
    file.write_text("- ref: a\n  body: A\n  policy: pack.toml\n  events: []\n", encoding="utf-8")
    with pytest.raises(HistoryInvalid) as caught:
        read_histories(file, Policies(tmp_path))
    (fault,) = caught.value.faults
    assert (fault.line, fault.key) == (3, "[1].policy")
    assert fault.problem.startswith('The pack "pack.toml" cannot be used: ')
    assert fault.instead == "For all that is wrong with it: evenhand policy check and its path."
