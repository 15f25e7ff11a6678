"""The pack of West Lindsey: every clause answered, every rule mapped, every value with its source."""

from dataclasses import fields
from datetime import date
from hashlib import sha256
from importlib import resources

import pytest

from evenhand.policy.loader import available_packs, load_pack, load_text
from evenhand.policy.pack import Pack
from evenhand.policy.values import VALUES
from evenhand.rules.authority import Role
from evenhand.rules.rulebook import RULES
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Mode, Purpose, Route, RuleId, Source

CLAUSES_OF_THE_POLICY = [
    *("1.1", "1.2", "1.3", "1.4", "2.1", "3.1", "3.2", "4.1", "5.1", "6.1"),
    *("7.1", "7.2", "7.3", "7.4", "8.1", "8.2", "9.1", "9.2", "9.3", "9.4", "9.5", "9.6"),
    *("10.1", "11.1", "11.2", "11.3", "12.1"),
]

# As the project's table from the policy to the rules has it.
SOURCE_AND_CLAUSES = {
    "services.mandatory_open": ("P", "3.1"),
    "determination.proportionate": ("P", "3.1"),
    "review.on_time": ("P", "3.1, 10.1"),
    "manager.informed": ("P", "8.2"),
    "warning.before_action": ("P", "8.2"),
    "warning.actions_continued": ("P", "8.2, 9.1"),
    "determination.independent": ("P", "9.1"),
    "determination.quorum": ("I", "9.1"),
    "determination.reasons": ("P", "9.1"),
    "notice.sent": ("P", "9.1"),
    "notice.why": ("P", "9.1"),
    "notice.what": ("P", "9.1"),
    "notice.time_limit": ("P", "9.1"),
    "restriction.open_ended": ("I", "9.1"),
    "record.noted": ("P", "9.2"),
    "restriction.kinds": ("P", "9.3, 9.4"),
    "review.reasoned": ("P", "10.1"),
    "equality.considered": ("P", "11.1, 11.2, 11.3"),
    "notice.ombudsman": ("I", "12.1"),
}


def test_it_is_among_the_packs_that_come_with_evenhand() -> None:
    assert "wldc" in available_packs()


@pytest.mark.parametrize("name", available_packs())
def test_each_shipped_pack_loads_under_its_folder_s_name(name: str) -> None:
    assert load_pack(name).name == name


def test_it_says_whose_policy_it_is(wldc: Pack) -> None:
    assert wldc.schema_version == 1
    assert wldc.title == "Unacceptable Customer Actions Policy"
    assert wldc.council == "West Lindsey District Council"
    assert wldc.effective_from == date(2024, 7, 18)


def test_every_clause_of_the_policy_is_there_in_order(wldc: Pack) -> None:
    assert [clause.number for clause in wldc.clauses] == CLAUSES_OF_THE_POLICY


def test_every_clause_has_a_summary_and_an_answer(wldc: Pack) -> None:
    for clause in wldc.clauses:
        assert clause.summary
        assert bool(clause.no_effect) != bool(clause.rules or clause.guidance), clause.number


def test_every_rule_of_the_rulebook_is_mapped_in_its_order(wldc: Pack) -> None:
    assert list(wldc.rules) == [rule.id for rule in RULES]
    assert set(wldc.terms.modes) == set(wldc.terms.clauses) == set(wldc.rules)


def test_every_rule_has_the_source_and_the_clauses_of_the_table(wldc: Pack) -> None:
    found = {
        str(rule): (entry.provenance.source.value, entry.provenance.reference) for rule, entry in wldc.rules.items()
    }
    assert found == SOURCE_AND_CLAUSES


def test_rules_and_clauses_name_each_other(wldc: Pack) -> None:
    by_rule = {(str(rule), number) for rule, entry in wldc.rules.items() for number in entry.provenance.clauses}
    by_clause = {(str(rule), clause.number) for clause in wldc.clauses for rule in clause.rules}
    assert by_rule == by_clause


def test_no_rule_is_set_below_refuse(wldc: Pack) -> None:
    assert set(wldc.terms.modes.values()) == {Mode.REFUSE}


def test_the_door_of_the_equality_questions_is_the_team_s(wldc: Pack) -> None:
    assert wldc.terms.door_roles == {RuleId("equality.considered"): {Role.DETERMINATION_TEAM}}


def test_the_values_are_those_agreed(wldc: Pack) -> None:
    terms = wldc.terms
    assert terms.review_interval_months == 3
    assert terms.warning_life_months == 12
    assert terms.manager_acknowledges_working_days == 1
    assert terms.tell_customer_working_days == 1
    assert terms.door_working_days == 5
    assert terms.deemed_receipt_working_days == {
        Route.POST: 2,
        Route.EMAIL: 0,
        Route.BY_HAND: 0,
        Route.TELEPHONE: 0,
    }
    assert terms.clause_of(RuleId("review.on_time")) == "3.1, 10.1"


def test_every_field_of_the_terms_has_its_source(wldc: Pack) -> None:
    from_rules = {"door_roles", "modes", "clauses"}
    named = {one.name for one in fields(Terms)} - from_rules
    assert set(VALUES) == named
    assert set(wldc.provenance) == named | {"letters.appeal", "letters.ombudsman"}
    for name, provenance in wldc.provenance.items():
        assert provenance.reference
        assert provenance.unit == (VALUES[name].unit if name in VALUES else "")
        assert set(provenance.clauses) <= set(CLAUSES_OF_THE_POLICY)


def test_only_the_review_interval_is_a_value_in_the_policy_s_own_words(wldc: Pack) -> None:
    own_words = {name for name, one in wldc.provenance.items() if one.source is Source.POLICY}
    assert own_words == {"review_interval_months"}
    assert wldc.provenance["review_interval_months"].clauses == ("10.1",)


def test_the_mandatory_services_can_be_told_from_the_ways_that_are_always_allowed(wldc: Pack) -> None:
    ids = [service.id for service in wldc.terms.mandatory_services]
    assert len(set(ids)) == len(ids) == 8
    assert not set(ids) & {purpose.value for purpose in Purpose}
    for service in wldc.terms.mandatory_services:
        assert service.name
        assert service.usual_way.endswith(".")


def test_the_letters_say_how_to_reach_the_ombudsman(wldc: Pack) -> None:
    letters = wldc.letters
    assert letters.ombudsman_name == "Local Government and Social Care Ombudsman"
    assert letters.ombudsman_website == "www.lgo.org.uk"
    assert letters.ombudsman_telephone == "0300 061 0614"
    assert letters.ombudsman_name in letters.ombudsman
    assert letters.ombudsman_website not in letters.ombudsman
    assert "look at it again" in letters.appeal


def test_it_keeps_its_exact_text_and_its_digest(wldc: Pack) -> None:
    shipped = (resources.files("evenhand.policy") / "packs" / "wldc" / "pack.toml").read_bytes()
    assert wldc.content.encode() == shipped
    assert wldc.sha256 == sha256(shipped).hexdigest()


def test_the_kept_text_gives_the_same_pack_again(wldc: Pack) -> None:
    assert load_text(wldc.content, name_for_errors="the adopted policy") == wldc


def test_nobody_can_change_a_loaded_pack(wldc: Pack) -> None:
    with pytest.raises(TypeError):
        wldc.terms.modes[RuleId("notice.why")] = Mode.OFF  # type: ignore[index]
    with pytest.raises(AttributeError):
        wldc.version = "2.0"  # type: ignore[misc]
