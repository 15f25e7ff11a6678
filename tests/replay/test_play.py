"""How a replay is played: in order of time, through the real actions, and without a trace."""

import json

import pytest
from tests.replay.conftest import HEAD, REPORT, Write

from evenhand.record import models as rows
from evenhand.replay import report
from evenhand.replay.play import play
from evenhand.replay.reading import read_replay
from evenhand.replay.result import Played, Result

pytestmark = pytest.mark.usefixtures("council")

LIMIT = (
    "  - {{at: {at}, by: mia, do: impose_interim_limit,\n"
    "     with: {{kind: {kind}, reasons: Insults., ends_on: 2026-01-16{more}}}}}\n"
)
INSULT = (
    "events:\n  - {at: 2026-01-05T10:00, by: olu, do: report_incident, as: first,\n"
    "     with: {channel: telephone, behaviours: [insulting_language]}}\n"
)
PHONE_BAN = LIMIT.format(at="2026-01-06T10:00", kind="phone_ban", more=", told: telephone")
NO_MEETINGS = LIMIT.format(at="2026-01-06T11:00", kind="no_face_to_face", more="")
LIFT = "  - {at: 2026-01-07T10:00, by: mia, do: lift_restriction, with: {reasons: Quiet.%s}}\n"


def played(write: Write, text: str) -> Played:
    return play(read_replay(write(text)))


def last(write: Write, text: str) -> Result:
    """What came of the last line."""
    return played(write, text).results[-1]


def test_nothing_stays_in_the_database(write: Write) -> None:
    assert played(write, INSULT).results[0].outcome == "accepted"
    assert not rows.Case.objects.exists()
    assert not rows.Staff.objects.exists()
    assert not rows.PolicyVersion.objects.exists()


def test_a_check_is_asked_at_its_moment_between_the_events(write: Write) -> None:
    """It sees what had happened by then, and nothing of what came later."""
    ask = "  - {at: %s, contact: {channel: telephone, from: '020 7946 0321'}, expect: {outcome: %s}}\n"
    checks = "checks:\n" + ask % ("2026-01-07T12:00", "proceed") + ask % ("2026-01-06T12:00", "redirect")
    checks += ask % ("2026-01-05T12:00", "proceed")
    found = played(write, INSULT + PHONE_BAN + LIFT % "" + checks)
    assert [(one.line.number, one.outcome) for one in found.results] == [
        (1, "accepted"),
        (3, "proceed"),
        (2, "accepted"),
        (2, "redirect"),
        (3, "accepted"),
        (1, "proceed"),
    ]
    assert (found.passed, found.failed) == (3, 0)


def test_what_is_left_out_is_the_one_that_there_is(write: Write) -> None:
    assert last(write, INSULT + PHONE_BAN + LIFT % "").outcome == "accepted"
    several = last(write, INSULT + PHONE_BAN + NO_MEETINGS + LIFT % "")
    assert several.outcome == "invalid"
    (reason,) = several.reasons
    assert reason.message == (
        "restriction: Several restrictions may be meant. Name one of them: phone_ban, no_face_to_face"
    )
    assert last(write, INSULT + PHONE_BAN + NO_MEETINGS + LIFT % ", restriction: phone_ban").outcome == "accepted"


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ("events:\n" + LIFT % "", "do: There is no case yet. Report an incident first"),
        (INSULT + LIFT % "", "restriction: No restriction is in force"),
        (
            INSULT + LIFT % ", restriction: no_contact",
            "restriction: The case has no restriction of the kind 'no_contact'",
        ),
        (INSULT + LIFT % ", restriction: first", "restriction: No restriction came of 'first'"),
        (
            INSULT + "  - {at: 2026-01-06T10:00, by: mia, do: issue_notice}\n",
            "about: There is no decision on the case yet",
        ),
        (
            INSULT
            + "  - {at: 2026-01-06T10:00, by: olu, do: warn, as: none,\n"
            + "     with: {form: verbal, reasons: Why., chance_to_change: true}}\n"
            + "  - {at: 2026-01-06T10:00, by: mia, do: tell_directly,\n"
            + "     with: {about: none, route: post, words: Hello.}}\n",
            "about: Nothing came of 'none', because it was not accepted",
        ),
        (
            INSULT + "  - {at: 2026-01-06T10:00, by: olu, do: record_departure}\n",
            "point: The customer has no address on record",
        ),
        (
            INSULT + "  - {at: 2026-01-06T10:00, by: mia, do: report_to_hse}\n",
            "injury: There is no injury on the case yet",
        ),
        (
            INSULT + "  - {at: 2026-01-06T10:00, by: olu, do: record_contact, with: {channel: email, handling: held,\n"
            "     received: 2026-01-07T10:00}}\n",
            "received: When the contact came must be now or in the past",
        ),
    ],
)
def test_what_is_not_possible_is_said_and_the_rest_is_played(write: Write, events: str, said: str) -> None:
    found = last(write, events)
    assert (found.outcome, [one.message for one in found.reasons]) == ("invalid", [said])


def test_a_refusal_for_want_of_a_role_names_the_permission(write: Write) -> None:
    found = last(
        write,
        INSULT
        + "  - {at: 2026-01-06T10:00, by: olu, do: warn, with: {form: verbal, reasons: Why., chance_to_change: true},\n"
        "     expect: {refused: [authority.warn]}}\n",
    )
    assert found.held is True


def test_somebody_who_may_not_see_the_case_is_told_so(write: Write) -> None:
    staff = HEAD.replace("olu: [officer]", "olu: [officer], oz: [officer]")
    event = "  - {at: 2026-01-06T10:00, by: oz, do: verify_identity, with: {how: By letter.}}\n"
    found = last(write, staff + INSULT + event)
    assert found.outcome == "refused"
    assert [one.rule for one in found.reasons] == ["authority.view_own_cases"]


def test_a_manager_a_deputy_and_days_away_are_as_the_file_says(write: Write) -> None:
    """Ned stands in for Max and Max for Mia: what Olu reports reaches Max, and so Ned, only while Mia is away."""
    begin = INSULT + "  - {at: 2026-01-05T12:00, by: ned, do: begin_investigation}\n"
    line = "mia: {roles: [manager], deputy: max}, max: {roles: [manager], deputy: ned}, ned: [manager]"
    here = HEAD.replace("mia: [manager]", line)
    away = here.replace("deputy: max", "deputy: max, away: [2026-01-05]")
    back = here.replace("deputy: max", "deputy: max, away: [2026-01-01, 2026-01-04]")
    other = here.replace("olu: [officer]", "olu: {roles: [officer], manager: max}")
    outcomes = [last(write, staff + begin).outcome for staff in (here, away, back, other)]
    assert outcomes == ["refused", "accepted", "refused", "accepted"]


@pytest.mark.parametrize(
    ("expect", "wrong"),
    [
        ("{refused: [notice.why]}", ["It was expected to be refused, and it is accepted."]),
        ("{not_possible: true}", ["It was expected not to be possible, and it is accepted."]),
        ("{findings: [review.on_time]}", ["A finding of review.on_time was expected."]),
        (
            "{findings: [{rule: manager.informed, severity: fault, fault: delay}]}",
            ["A finding of manager.informed (fault, delay) was expected."],
        ),
        ("{no_findings: [manager.informed]}", ["No finding of manager.informed was expected."]),
        ("{accepted: true, findings: [{rule: manager.informed, severity: advice}]}", []),
    ],
)
def test_an_expectation_that_does_not_hold_is_said(write: Write, expect: str, wrong: list[str]) -> None:
    found = played(write, "events:\n" + REPORT.replace("}}\n", f"}}, expect: {expect}}}\n"))
    assert list(found.results[0].wrong) == wrong
    assert (found.passed, found.failed) == (int(not wrong), int(bool(wrong)))


@pytest.mark.parametrize(
    ("expect", "wrong"),
    [
        ("{outcome: decline}", ["decline was expected, and it is redirect."]),
        ("{rules: [contact.exceptional]}", ["contact.exceptional was expected behind the answer."]),
        ("{not_told: true}", ["The customer has been told."]),
        ("{outcome: redirect, rules: [restriction.kinds], not_told: false}", []),
    ],
)
def test_an_answer_that_was_not_expected_is_said(write: Write, expect: str, wrong: list[str]) -> None:
    check = "checks:\n  - {at: 2026-01-07T10:00, contact: {channel: telephone, from: '020 7946 0321'}, expect: %s}\n"
    assert list(last(write, INSULT + PHONE_BAN + check % expect).wrong) == wrong


def test_a_refusal_that_lacks_a_rule_is_wrong(write: Write) -> None:
    event = "  - {at: 2026-01-06T10:00, by: mia, do: refer_to_team, with: {reasons: Why.}, expect: {refused: [%s]}}\n"
    assert last(write, INSULT + event % "manager.informed").held is True
    assert last(write, INSULT + event % "notice.why").wrong == ("notice.why was expected among the reasons.",)
    accepted = event.replace("refused: [%s]", "accepted: true")
    assert last(write, INSULT + accepted).wrong == ("It was expected to be accepted, and it is refused.",)


def test_an_event_of_which_nothing_is_expected_counts_as_nothing(write: Write) -> None:
    found = played(write, INSULT + "  - {at: 2026-01-06T10:00, by: mia, do: refer_to_team, with: {reasons: Why.}}\n")
    assert (found.passed, found.failed) == (0, 0)
    said = "\n".join(report.lines(found.results[-1]))
    assert ": refused (nothing was expected)" in said
    assert "manager.informed (clause 8.2): A manager has not finished investigating." in said


def test_the_json_of_a_replay_says_all_of_it(write: Write) -> None:
    event = (
        "  - {at: 2026-07-06T10:00, by: mia, do: refer_to_team, with: {reasons: Why.},\n"
        "     expect: {refused: [manager.informed], findings: [manager.informed]}}\n"
    )
    plain = json.loads(json.dumps(report.as_json(played(write, INSULT + event))))
    assert (plain["title"], plain["policy"]["name"], plain["passed"], plain["failed"]) == (
        "Written in a test",
        "wldc",
        1,
        0,
    )
    first, second = plain["results"]
    assert (first["at"], first["outcome"], first["held"]) == ("2026-01-05T10:00:00+00:00", "accepted", None)
    assert (second["at"], second["by"], second["do"]) == ("2026-07-06T10:00:00+01:00", "mia", "refer_to_team")
    assert {"rule": "manager.informed", "clause": "8.2", "message": "A manager has not finished investigating."} in (
        second["reasons"]
    )
    assert {(one["rule"], one["severity"]) for one in second["findings"]} >= {("manager.informed", "fault")}


def test_where_a_refusing_rule_can_be_looked_up_is_said_once(write: Write) -> None:
    event = "  - {at: 2026-01-06T10:00, by: mia, do: refer_to_team, with: {reasons: Why.}}\n"
    refused = played(write, INSULT + event)
    said = " ".join(report.look_up([played(write, INSULT), refused, refused]))
    assert said.endswith("evenhand policy show wldc --rule manager.informed")
    assert said.count("evenhand policy show") == 1
    assert list(report.look_up([played(write, INSULT)])) == []
