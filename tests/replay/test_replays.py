"""Every file of tests/replays is played, and together they show every rule that can refuse, both ways."""

import re
from functools import cache
from pathlib import Path

import pytest

from evenhand.replay.play import play
from evenhand.replay.reading import read_replay
from evenhand.replay.report import lines
from evenhand.replay.script import Script
from evenhand.rules.rulebook import RULES, Rule
from evenhand.rules.vocabulary import Act, Mode, Outcome, Purpose

FOLDER = Path(__file__).parents[1] / "replays"
FILES = sorted(FOLDER.glob("*.yaml"))
AT_LEAST = 36
REFUSING = [rule for rule in RULES if rule.refuses_at]
UNSEEN = {
    "decision.consistent": "It compares with other customers' cases, and a replay has one customer.",
    "record.noted": "The record is made by the actions, so that nothing decided is missing from it.",
}
"""Rules that no replay can show finding anything, and why."""
ACCEPTED = frozenset({"accepted", "findings", *Outcome})


@cache
def script_of(file: Path) -> Script:
    return read_replay(file)


@pytest.mark.usefixtures("council")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_all_that_a_replay_expects_comes_true(file: Path) -> None:
    played = play(script_of(file))
    wrong = [line for result in played.results if result.wrong for line in lines(result)]
    assert not wrong, "\n".join(wrong)
    assert played.passed
    # What leads up to it works too, so that nothing comes true for another reason than the one that is shown.
    led_up = [result for result in played.results if result.held is None]
    assert [line for result in led_up if result.outcome not in ACCEPTED for line in lines(result)] == []


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= AT_LEAST


@pytest.mark.parametrize("rule", REFUSING, ids=lambda rule: rule.id)
def test_a_rule_that_can_refuse_is_shown_both_ways_in_one_story(rule: Rule) -> None:
    """Refused by it, and later the same act accepted, under a policy in which it refuses."""
    assert any(_shows_both_ways(script_of(file), rule) for file in FILES)


def _shows_both_ways(script: Script, rule: Rule) -> bool:
    if script.pack.terms.mode_of(rule.id) is not Mode.REFUSE:
        return False
    refused: set[Act] = set()
    for event in script.events:
        if event.expect is None:
            continue
        if event.expect.accepted and event.do in refused & rule.refuses_at:
            return True
        if rule.id in event.expect.refused:
            refused.add(event.do)
    return False


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id not in UNSEEN], ids=lambda rule: rule.id)
def test_a_rule_is_shown_at_work(rule: Rule) -> None:
    """Refusing, finding something, or behind the answer to a contact."""
    scripts = [script_of(file) for file in FILES]
    expected = [event.expect for script in scripts for event in script.events if event.expect]
    expected += [check.expect for script in scripts for check in script.checks if check.expect]
    assert any(
        rule.id in {*one.refused, *one.rules} or any(found.rule == rule.id for found in one.findings)
        for one in expected
    )


@pytest.mark.parametrize("way", Purpose, ids=lambda way: way.value)
def test_each_way_that_is_always_allowed_is_asked_under_no_contact(way: Purpose) -> None:
    asked = script_of(FOLDER / "no-contact-and-what-is-always-allowed.yaml").checks
    found = [one.expect.outcome for one in asked if one.expect and one.contact and one.contact.purpose is way]
    assert found == [Outcome.PROCEED]


def test_each_mandatory_service_is_asked_under_no_contact() -> None:
    script = script_of(FOLDER / "no-contact-and-mandatory-services.yaml")
    asked = {one.contact.purpose for one in script.checks if one.contact}
    assert asked >= {service.id for service in script.pack.terms.mandatory_services}


def test_the_same_events_stand_in_both_files() -> None:
    one, other = (script_of(FOLDER / f"the-same-events-under-{name}.yaml") for name in ("wldc", "the-guide"))
    assert one.pack.name != other.pack.name
    assert _without_expectation(one) == _without_expectation(other)
    assert [event.expect for event in one.events] != [event.expect for event in other.events]


def _without_expectation(script: Script) -> list[object]:
    events = [(one.at, one.by, one.do, one.label, dict(one.arguments)) for one in script.events]
    return [script.staff, script.customer, events, [(one.at, one.contact) for one in script.checks]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_replay_is_plainly_fictional_and_says_what_it_shows(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert all(number.startswith("020 7946 0") for number in re.findall(r'(?:phone|point|from): "([^"]+)"', text))
    assert all(address.endswith("@example.org") for address in re.findall(r"[\w.]+@[\w.]+\w", text))
    assert max(map(len, text.splitlines())) <= 120
