"""What is wrong with a replay is said with its line, its key and what to write instead, and nothing is played."""

from pathlib import Path

import pytest
from tests.replay.conftest import HEAD, REPORT, Write

from evenhand.reading.faults import FileInvalid
from evenhand.replay.reading import ReplayInvalid, read_replay
from evenhand.replay.script import Label, RestrictionOf
from evenhand.rules.vocabulary import Act, RestrictionKind

EVENTS = "events:\n" + REPORT
CHECK = EVENTS + "checks:\n  - {at: 2026-01-06T10:00, "
SECOND = EVENTS + "  - {at: 2026-01-06T10:00, by: mia, "
WARNING = "{form: written, reasons: Why., chance_to_change: true"


def fault_of(file: Path) -> str:
    """The one thing that is wrong with a file."""
    with pytest.raises(FileInvalid) as caught:
        read_replay(file)
    assert len(caught.value.faults) == 1, str(caught.value)
    return str(caught.value.faults[0]).replace(str(file), "replay.yaml")


FAULTS = {
    "an unknown action": (
        SECOND + "do: report_incidents}",
        'line 8, events[2].do: There is no such action. Did you mean "report_incident"?',
    ),
    "an unknown argument": (
        SECOND + f"do: warn, with: {WARNING}, colour: red}}}}",
        (
            'line 8, events[2].with.colour: There is no "colour" here. Write one of: form, reasons, chance_to_change, '
            "given_at."
        ),
    ),
    "a misspelt argument": (
        SECOND + "do: warn, with: {from: written, reasons: Why., chance_to_change: true, form: written}}",
        'line 8, events[2].with.from: There is no "from" here. Did you mean "form"?',
    ),
    "an argument that is missing": (
        SECOND + "do: warn, with: {form: written, reasons: Why.}}",
        "line 8, events[2].with: warn needs \"chance_to_change\". Add chance_to_change under 'with'.",
    ),
    "an argument that is there twice": (
        SECOND + "do: acknowledge_incident, with: {incident: first, incident_id: first}}",
        'line 8, events[2].with.incident_id: "incident" is there twice. Keep it once.',
    ),
    "an argument of the wrong type": (
        SECOND + "do: warn, with: {form: written, reasons: 5, chance_to_change: true}}",
        (
            "line 8, events[2].with.reasons: It is 5, which cannot be used here. Write a text, in quotation marks "
            "where it looks like a number."
        ),
    ),
    "an unknown code": (
        SECOND + "do: warn, with: {form: shouted, reasons: Why., chance_to_change: true}}",
        'line 8, events[2].with.form: It is "shouted", which cannot be used here. Write one of: "written", "verbal".',
    ),
    "a name that nothing has": (
        SECOND + "do: acknowledge_incident, with: {incident: second}}",
        "line 8, events[2].with.incident: \"second\" is not the 'as' of an event above. Write one of these (first).",
    ),
    "a member of staff in the place of an incident": (
        SECOND + "do: acknowledge_incident, with: {incident: olu}}",
        "line 8, events[2].with.incident: \"olu\" is not the 'as' of an event above. Write one of these (first).",
    ),
    "a list in the place of a name": (
        SECOND + "do: acknowledge_incident, with: {incident: [first]}}",
        "line 8, events[2].with.incident: a list is not the 'as' of an event above. Write one of these (first).",
    ),
    "a restriction that nothing has": (
        SECOND + "do: lift_restriction, with: {restriction: writing, reasons: Quiet.}}",
        (
            "line 8, events[2].with.restriction: \"writing\" is not the 'as' of an event above. Write one of these "
            "(first), or the kind of a restriction."
        ),
    ),
    "somebody who is no member of staff": (
        SECOND + "do: report_incident, with: {channel: email, affected: [zoe]}}",
        "line 8, events[2].with.affected[1]: \"zoe\" is nobody under 'staff'. Write one of: dan, eve, mia, olu.",
    ),
    "somebody unknown who acts": (
        SECOND.replace("mia, ", "mja, ") + f"do: warn, with: {WARNING}}}}}",
        'line 8, events[2].by: Nobody under staff has this name. Did you mean "mia"?',
    ),
    "a rule that there is not, to refuse": (
        SECOND + f"do: warn, with: {WARNING}}}, expect: {{refused: [warning.before_acting]}}}}",
        'line 8, events[2].expect.refused[1]: There is no such rule. Did you mean "warning.before_action"?',
    ),
    "a rule that there is not, to find": (
        SECOND + f"do: warn, with: {WARNING}}}, expect: {{findings: [{{rule: review.in_time}}]}}}}",
        'line 8, events[2].expect.findings[1].rule: There is no such rule. Did you mean "review.on_time"?',
    ),
    "a rule that there is not, to put off": (
        SECOND + "do: determine, with: {reasons: Why., doors: {equality.consider: Now.}}}",
        (
            'line 8, events[2].with.doors."equality.consider": "equality.consider" is not known here. '
            'Did you mean "equality.considered"?'
        ),
    ),
    "a service that there is not": (
        SECOND + "do: determine, with: {reasons: Why., restrictions: [{kind: phone_ban, services: {bins: Write.}}]}}",
        'services.bins: "bins" is not known here. Write one of: council_tax_and_benefits, ',
    ),
    "a fault name that there is not": (
        SECOND + f"do: warn, with: {WARNING}}}, expect: {{findings: [{{rule: review.on_time, fault: no_reviews}}]}}}}",
        'There is no such fault. Did you mean "no_review"?',
    ),
    "an expectation of nothing": (
        SECOND + f"do: warn, with: {WARNING}}}, expect: {{refused: []}}}}",
        (
            "line 8, events[2].expect.refused: The list is empty. Write a list of rule ids, such as "
            "[warning.before_action]."
        ),
    ),
    "an empty expectation": (
        SECOND + f"do: warn, with: {WARNING}}}, expect: {{}}}}",
        "line 8, events[2].expect: It expects nothing. Write accepted, refused, findings or outcome.",
    ),
    "accepted and refused": (
        SECOND + f"do: warn, with: {WARNING}}}, expect: {{accepted: true, refused: [notice.why]}}}}",
        "line 8, events[2].expect.refused: It cannot be accepted and refused. Keep one of them.",
    ),
    "not accepted, and no more": (
        SECOND + f"do: warn, with: {WARNING}}}, expect: {{accepted: false}}}}",
        "line 8, events[2].expect.accepted: False says too little. Write refused: and the rules that you expect.",
    ),
    "a day that is not in the calendar": (
        SECOND + "do: impose_interim_limit, with: {kind: phone_ban, reasons: Why., ends_on: 2026-02-30}}",
        (
            'line 8, events[2].with.ends_on: It is "2026-02-30", which is not in the calendar. '
            "Write a day such as 2026-01-05."
        ),
    ),
    "a time that never came": (
        EVENTS + f"  - {{at: 2026-03-29T01:30, by: mia, do: warn, with: {WARNING}}}}}",
        (
            "line 8, events[2].at: It is 2026-03-29 01:30:00, which never came: the clocks go forward over it. "
            "Write when, such as at: 2026-01-05T10:00."
        ),
    ),
    "a day without its time": (
        EVENTS + f"  - {{at: 2026-03-29, by: mia, do: warn, with: {WARNING}}}}}",
        (
            "line 8, events[2].at: It is 2026-03-29, which is not a day with a time. Write when, such as "
            "at: 2026-01-05T10:00."
        ),
    ),
    "events out of order": (
        EVENTS + f"  - {{at: 2026-01-04T10:00, by: mia, do: warn, with: {WARNING}}}}}",
        "line 8, events[2].at: It lies before the event above it. Put the events in order of time.",
    ),
    "a name that is taken": (
        SECOND + f"as: first, do: warn, with: {WARNING}}}}}",
        'line 8, events[2].as: "first" is taken already. Choose another name.',
    ),
    "a name that stands for a kind": (
        SECOND + f"as: phone_ban, do: warn, with: {WARNING}}}}}",
        'line 8, events[2].as: "phone_ban" is taken already. Choose another name.',
    ),
    "a likeness of something else": (
        SECOND + f"like: first, do: warn, with: {WARNING}}}}}",
        (
            "line 8, events[2].like: \"first\" is not the 'as' of an event above that does warn. Name one that is, or "
            "write all of 'with' here."
        ),
    ),
    "an unknown key of an event": (
        SECOND + f"do: warn, with: {WARNING}}}, note: Once.}}",
        "line 8, events[2].note: This key is not known here. ",
    ),
    "an unknown outcome of a check": (
        CHECK + "contact: {channel: telephone}, expect: {outcome: refuse}}",
        'line 9, checks[1].expect.outcome: "refuse" is not known here. Write one of: "proceed", ',
    ),
    "a check that asks for nothing": (
        CHECK + "expect: {outcome: proceed}}",
        "line 9, checks[1].contact: The check asks for nothing. Write a contact, or the findings that you expect.",
    ),
    "an unknown purpose": (
        CHECK + "contact: {channel: telephone, purpose: emergencies}, expect: {outcome: proceed}}",
        (
            "line 9, checks[1].contact.purpose: It is no always-allowed way, and no mandatory service of this policy. "
            'Did you mean "emergency"?'
        ),
    ),
    "a purpose that is like none": (
        CHECK + "contact: {channel: telephone, purpose: foi}, expect: {outcome: proceed}}",
        (
            "line 9, checks[1].contact.purpose: It is no always-allowed way, and no mandatory service of this policy. "
            "Write one of: emergency, safeguarding, ombudsman, appeal, adjustment, information_rights, "
        ),
    ),
    "what an action needs to know beside 'with'": (
        SECOND + f"do: warn, given_at: 2026-01-06T09:00, with: {WARNING}}}}}",
        ("line 8, events[2].given_at: This is something that the action needs to know. Put it under 'with'."),
    ),
    "an unknown role": (
        HEAD.replace("[officer]", "[oficer]") + EVENTS,
        'line 5, staff.olu[1]: "oficer" is not known here. Write a list of: "officer", ',
    ),
    "an unknown manager": (
        HEAD.replace("[officer]", "{roles: [officer], manager: max}") + EVENTS,
        'line 5, staff.olu: Nobody here is called "max". Did you mean "mia"?',
    ),
    "days away that end before they begin": (
        HEAD.replace("[officer]", "{roles: [officer], away: [2026-01-09, 2026-01-05]}") + EVENTS,
        "line 5, staff.olu.away: It is not a first and a last day. Write away: [2026-01-05, 2026-01-09].",
    ),
    "an unknown policy": (
        HEAD.replace("wldc", "wlcd") + EVENTS,
        'line 3, policy: There is no such policy. Did you mean "wldc"?',
    ),
    "a policy in no file": (
        HEAD.replace("wldc", "./mine.toml") + EVENTS,
        (
            "line 3, policy: There is no such policy. Write one of: lgsco-guide, wldc; or the path to a pack, such as "
            "./pack.toml."
        ),
    ),
    "a time before the policy": (
        EVENTS.replace("2026", "2024"),
        "line 7, events[1].at: The policy is not in force yet: it begins on 18 July 2024. Choose later days.",
    ),
    "a number that is none": (
        HEAD.replace("020 7946 0321", "none") + EVENTS,
        "line 4, customer.contacts[1].phone: ",
    ),
    "no events": (HEAD, "line 1, events: This is missing. Write one {at: ..., by: ..., do: ...} for each event."),
    "another version": (
        HEAD.replace("replay: 1", "replay: 2") + EVENTS,
        "line 1, replay: It is 2, which is out of range. Write replay: 1.",
    ),
    "an alias": (EVENTS.replace("{channel: telephone}", "*other"), "line 7"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_named_with_its_line_its_key_and_what_to_write(write: Write, what: str) -> None:
    text, expected = FAULTS[what]
    assert expected in fault_of(write(text))


def test_every_fault_is_named_at_once(write: Write) -> None:
    with pytest.raises(ReplayInvalid) as caught:
        read_replay(write("events:\n  - {at: now, by: zoe, do: nothing, as: UP, expect: {outcome: proceed}, x: 1}\n"))
    assert [fault.key for fault in caught.value.faults] == [
        "events[1].at",
        "events[1].by",
        "events[1].do",
        "events[1].as",
        "events[1].expect.outcome",
        "events[1].x",
    ]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReplayInvalid, match=r"missing\.yaml, line 1"):
        read_replay(tmp_path / "missing.yaml")


def test_a_policy_beside_the_replay_is_found(write: Write, tmp_path: Path) -> None:
    from evenhand.policy.loader import load_pack

    (tmp_path / "ours.toml").write_text(load_pack("wldc").content, encoding="utf-8")
    script = read_replay(write(HEAD.replace("wldc", "ours.toml") + EVENTS))
    assert (script.pack.name, Path(script.policy)) == ("wldc", tmp_path / "ours.toml")


def test_what_an_event_is_like_is_laid_under_its_own(write: Write) -> None:
    script = read_replay(
        write(
            SECOND
            + f"as: once, do: warn, with: {WARNING}}}}}\n"
            + "  - {at: 2026-01-07T10:00, by: mia, do: warn, like: once, with: {reasons: Again.}}\n"
        )
    )
    once, again = script.events[1:]
    assert again.arguments == {**once.arguments, "reasons": "Again."}


def test_names_and_kinds_stand_for_ids(write: Write) -> None:
    script = read_replay(
        write(
            SECOND
            + "do: acknowledge_incident, with: {incident: first}}\n"
            + "  - {at: 2026-01-07T10:00, by: mia, do: lift_restriction,\n"
            + "     with: {restriction: phone_ban, reasons: Quiet.}}\n"
            + "  - {at: 2026-01-07T10:00, by: olu, do: report_incident, with: {channel: email, affected: [olu]}}\n"
        )
    )
    taken_on, lifted, reported = script.events[1:]
    assert taken_on.arguments == {"incident_id": Label(name="first")}
    assert lifted.arguments["restriction_id"] == RestrictionOf(kind=RestrictionKind.PHONE_BAN)
    assert reported.arguments["affected"] == (Label(name="olu"),)


def test_every_act_can_be_named(write: Write) -> None:
    lines = "".join(f"  - {{at: 2026-01-06T10:00, by: mia, do: {act.value}, with: {{nonsense: 1}}}}\n" for act in Act)
    with pytest.raises(ReplayInvalid) as caught:
        read_replay(write(EVENTS + lines))
    assert not [fault for fault in caught.value.faults if fault.key.endswith(".do")]
    assert sum(fault.key.endswith(".with.nonsense") for fault in caught.value.faults) > 1
