"""A pack that was adopted under schema 1 stays readable, and its cases stay under what it said."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from tests.rules import build

from evenhand.policy.faults import PackInvalid
from evenhand.policy.loader import load_kept, load_pack, load_text
from evenhand.policy.pack import Pack
from evenhand.policy.show import clause_answer, rule_answer
from evenhand.rules.rulebook import RULES, judge
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Mode, RuleId, Severity, Source

FILE = Path(__file__).parent / "earlier" / "wldc-1.0.toml"
"""The pack of West Lindsey as the first release shipped it, word for word."""
NAMED_THEN = frozenset(
    {
        *("manager.informed", "warning.before_action", "warning.actions_continued", "determination.independent"),
        *("determination.quorum", "determination.reasons", "determination.proportionate", "services.mandatory_open"),
        *("restriction.open_ended", "equality.considered", "record.noted", "notice.why", "notice.what"),
        *("notice.time_limit", "notice.ombudsman", "notice.sent", "review.on_time", "review.reasoned"),
        "restriction.kinds",
    }
)


@pytest.fixture(scope="module")
def earlier() -> Pack:
    return load_kept(FILE.read_text(encoding="utf-8"), name_for_errors="adopted policy")


def test_it_is_kept_as_it_was_written(earlier: Pack) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert (earlier.schema_version, earlier.name, earlier.version) == (1, "wldc", "1.0")
    assert earlier.content == text
    assert earlier.sha256 == sha256(text.encode()).hexdigest()


def test_a_rule_that_it_did_not_name_is_off_and_the_others_are_as_they_were(earlier: Pack) -> None:
    assert {rule for rule, mode in earlier.terms.modes.items() if mode is Mode.REFUSE} == NAMED_THEN
    assert {mode for rule, mode in earlier.terms.modes.items() if rule not in NAMED_THEN} == {Mode.OFF}
    assert list(earlier.rules) == [rule.id for rule in RULES]


def test_every_value_is_there_and_those_that_it_named_are_its_own(earlier: Pack) -> None:
    terms = earlier.terms
    assert all(getattr(terms, one.name) is not None for one in fields(Terms))
    assert (terms.review_interval_months, terms.warning_life_months, terms.door_working_days) == (3, 12, 5)
    assert {route.value: days for route, days in terms.deemed_receipt_working_days.items()} == {
        "post": 2,
        "email": 0,
        "by_hand": 0,
        "telephone": 0,
        "in_person": 0,
    }
    assert earlier.provenance["review_interval_months"].clauses == ("10.1",)
    assert earlier.provenance["quorum_members"].source is Source.INTERPRETATION
    assert "did not say" in earlier.provenance["quorum_members"].guidance


def test_no_door_opens_that_was_shut(earlier: Pack) -> None:
    assert set(earlier.terms.door_roles) == {RuleId("equality.considered")}
    assert earlier.terms.service_override_roles == frozenset()


def test_a_case_under_it_has_no_fault_under_a_rule_of_later(earlier: Pack) -> None:
    """The lawful story, with a panel of one: a least number of members was not asked for then."""
    services = {one.id: "Write to us." for one in earlier.terms.mandatory_services}
    known = build.told(
        determinations=(build.decision(members=build.panel(build.DAN)),),
        restrictions=(build.restriction(services=services),),
    )
    found = judge(known, earlier.terms, at=datetime(2026, 2, 10, 9, tzinfo=UTC))
    assert [one.rule for one in found if one.severity is Severity.FAULT] == []
    alone = replace(known, determinations=(build.decision(members=build.panel(build.DAN), reasons=""),))
    found = judge(alone, earlier.terms, at=datetime(2026, 2, 10, 9, tzinfo=UTC))
    assert [one.rule for one in found if one.severity is Severity.FAULT] == ["determination.reasons"]


def test_it_can_be_shown(earlier: Pack) -> None:
    assert "not part of this version" in clause_answer(earlier, "8.2").guidance
    assert rule_answer(earlier, "review.lapse").mode is Mode.OFF
    assert rule_answer(earlier, "review.lapse").line >= 1


def test_nobody_can_write_such_a_pack_now() -> None:
    with pytest.raises(PackInvalid) as from_a_file:
        load_pack(FILE)
    with pytest.raises(PackInvalid) as from_a_text:
        load_text(FILE.read_text(encoding="utf-8"), name_for_errors="pack.toml")
    for caught in (from_a_file, from_a_text):
        (fault,) = caught.value.faults
        assert (fault.key, fault.line) == ("schema_version", 10)
        assert "schema_version = 2" in fault.instead


def test_a_pack_of_today_is_kept_as_it_is_read(wldc: Pack) -> None:
    assert load_kept(wldc.content, name_for_errors="adopted policy") == wldc


@pytest.mark.parametrize(
    "break_it",
    [
        lambda text: text.replace("[rules.", "[rulez."),
        lambda text: text.replace("[terms.", "[termz."),
        lambda text: text.replace("value = { post = 2, email = 0, by_hand = 0, telephone = 0 }", "value = 2"),
        lambda text: text.replace('[rules."record.noted"]', "[rules.x]"),
        lambda text: text[: text.index("[rules.")] + "rules = 1\nterms = []",
    ],
)
def test_what_is_wrong_with_one_is_still_found(break_it: Callable[[str], str]) -> None:
    with pytest.raises(PackInvalid) as caught:
        load_kept(break_it(FILE.read_text(encoding="utf-8")), name_for_errors="adopted policy")
    assert all(fault.problem and fault.instead and fault.line >= 1 for fault in caught.value.faults)
