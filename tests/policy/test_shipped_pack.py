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
from evenhand.rules.vocabulary import Mode, Purpose, RestrictionKind, RetentionClass, Route, RuleId, Source

CLAUSES_OF_THE_POLICY = [
    *("1.1", "1.2", "1.3", "1.4", "2.1", "3.1", "3.2", "4.1", "5.1", "6.1"),
    *("7.1", "7.2", "7.3", "7.4", "8.1", "8.2", "9.1", "9.2", "9.3", "9.4", "9.5", "9.6"),
    *("10.1", "11.1", "11.2", "11.3", "12.1"),
]

# As the project's table from the policy to the rules has it; rules without a clause rest on guidance.
SOURCE_AND_CLAUSES = {
    "staff.support": ("I", "1.4"),
    "decision.consistent": ("I", "2.1"),
    "services.mandatory_open": ("P", "3.1"),
    "issues.new_valid_issue": ("P", "3.1"),
    "determination.proportionate": ("P", "3.1"),
    "behaviour.anger_alone": ("P", "3.1"),
    "review.on_time": ("P", "3.1, 10.1"),
    "safeguarding.referral": ("P", "4.1"),
    "police.threat_of_harm": ("P", "4.1"),
    "behaviour.aggressive_or_abusive": ("P", "5.1, 6.1"),
    "behaviour.unreasonable_demand": ("P", "7.1, 7.4"),
    "persistence.not_alone": ("P", "7.2, 7.3"),
    "complaint.exhausted": ("P", "7.4"),
    "contact.time_to_respond": ("P", "7.4"),
    "recording.adjustment": ("G", "7.4"),
    "staff.rights": ("P", "8.1"),
    "file.reviewed_for_new_issue": ("P", "8.1"),
    "warning.before_action": ("P", "8.2"),
    "warning.actions_continued": ("P", "8.2, 9.1"),
    "manager.informed": ("P", "8.2"),
    "restriction.interim": ("P", "8.2"),
    "police.offence": ("P", "8.2"),
    "determination.independent": ("P", "9.1"),
    "determination.quorum": ("I", "9.1"),
    "determination.reasons": ("P", "9.1"),
    "notice.sent": ("P", "9.1"),
    "notice.why": ("P", "9.1"),
    "notice.what": ("P", "9.1"),
    "notice.time_limit": ("P", "9.1"),
    "restriction.open_ended": ("I", "9.1"),
    "record.noted": ("P", "9.2"),
    "restriction.outside_policy": ("I", "9.2"),
    "restriction.kinds": ("P", "9.3, 9.4"),
    "contact.exceptional": ("P", "9.4"),
    "restriction.enforced": ("P", "9.3"),
    "restriction.misapplied": ("P", "9.3"),
    "legal.considered": ("P", "9.5, 9.6"),
    "review.reasoned": ("P", "10.1"),
    "review.lapse": ("G", "10.1"),
    "equality.considered": ("P", "11.1, 11.2, 11.3"),
    "determination.individual": ("P", "11.2"),
    "notice.ombudsman": ("I", "12.1"),
    **dict.fromkeys(
        (
            *("notice.review_date", "notice.appeal", "appeal.independent", "evidence.specific", "evidence.accurate"),
            *("record.shared_lawfully", "restriction.evasion", "response.timely", "record.retained", "marker.ends"),
            "riddor.report",
        ),
        ("G", ""),
    ),
}

# Readings and guidance; every rule in the policy's own words refuses.
SET_BELOW_REFUSE = {
    "off": {"review.lapse"},
    "advice": {"decision.consistent", "recording.adjustment", "notice.appeal", "appeal.independent"},
    "fault": {
        *("staff.support", "riddor.report", "restriction.outside_policy", "evidence.specific", "evidence.accurate"),
        *("notice.review_date", "restriction.evasion", "response.timely", "record.shared_lawfully"),
        *("record.retained", "marker.ends"),
    },
}


def test_it_is_among_the_packs_that_come_with_evenhand() -> None:
    assert "wldc" in available_packs()


@pytest.mark.parametrize("name", available_packs())
def test_each_shipped_pack_loads_under_its_folder_s_name(name: str) -> None:
    assert load_pack(name).name == name


def test_it_says_whose_policy_it_is(wldc: Pack) -> None:
    assert wldc.schema_version == 2
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
        str(rule): (entry.provenance.source.value, ", ".join(entry.provenance.clauses))
        for rule, entry in wldc.rules.items()
    }
    assert found == SOURCE_AND_CLAUSES


def test_every_rule_of_guidance_names_it(wldc: Pack) -> None:
    for rule, entry in wldc.rules.items():
        assert bool(entry.provenance.guidance) == (entry.provenance.source is Source.GUIDANCE), rule
    riddor = wldc.rules[RuleId("riddor.report")].provenance.guidance
    assert riddor == "Reporting of Injuries, Diseases and Dangerous Occurrences Regulations 2013"


def test_rules_and_clauses_name_each_other(wldc: Pack) -> None:
    by_rule = {(str(rule), number) for rule, entry in wldc.rules.items() for number in entry.provenance.clauses}
    by_clause = {(str(rule), clause.number) for clause in wldc.clauses for rule in clause.rules}
    assert by_rule == by_clause


def test_the_policy_s_own_words_refuse_and_the_rest_is_set_with_care(wldc: Pack) -> None:
    found: dict[str, set[str]] = {mode.value: set() for mode in Mode}
    for rule, mode in wldc.terms.modes.items():
        found[mode.value].add(str(rule))
    assert found.pop("refuse") == set(wldc.terms.modes) - set().union(*SET_BELOW_REFUSE.values())
    assert found == SET_BELOW_REFUSE


def test_the_parts_that_are_weighed_by_themselves(wldc: Pack) -> None:
    assert wldc.terms.part_modes == {
        (RuleId("determination.proportionate"), "lighter_options"): Mode.REFUSE,
        **{
            (RuleId("legal.considered"), part): Mode.REFUSE
            for part in ("effect_on_staff", "effect_on_customer", "engagement", "exhausted")
        },
        (RuleId("notice.sent"), "withheld"): Mode.FAULT,
    }
    named = {(rule.id, part) for rule in RULES for part in rule.parts}
    assert set(wldc.terms.part_modes) == named


def test_every_door_has_its_ranks_and_nobody_overrides_a_service(wldc: Pack) -> None:
    team, manager = Role.DETERMINATION_TEAM, Role.MANAGER
    assert wldc.terms.door_roles == {
        RuleId("complaint.exhausted"): {team},
        RuleId("determination.quorum"): {team},
        RuleId("equality.considered"): {team},
        RuleId("legal.considered"): {team, Role.MONITORING_OFFICER},
        RuleId("notice.sent"): {team, manager},
    }
    opened_by_a_threat = {"warning.before_action", "warning.actions_continued"}
    assert {rule.id for rule in RULES if rule.door} == {*wldc.terms.door_roles, *opened_by_a_threat}
    assert wldc.terms.service_override_roles == frozenset()


def test_the_kinds_are_all_that_there_are(wldc: Pack) -> None:
    assert wldc.terms.kinds == set(RestrictionKind)
    assert wldc.provenance["kinds"].clauses == ("9.3", "9.4")
    assert wldc.provenance["kinds"].guidance


def test_the_values_are_those_agreed(wldc: Pack) -> None:
    terms = wldc.terms
    assert terms.decided_by == "the determination team"
    numbers = {name: getattr(terms, name) for name in VALUES if isinstance(getattr(terms, name), int)}
    assert numbers == {
        "quorum_members": 2,
        "longest_restriction_months": 60,
        "review_interval_months": 3,
        "interim_limit_working_days": 10,
        "door_working_days": 5,
        "warning_life_months": 12,
        "manager_acknowledges_working_days": 1,
        "support_working_days": 2,
        "harm_referral_working_days": 0,
        "offence_referral_working_days": 1,
        "tell_customer_working_days": 1,
        "enforcement_working_days": 1,
        "risk_look_working_days": 0,
        "message_read_working_days": 5,
        "appeal_window_working_days": 0,
        "appeal_decided_working_days": 20,
        "comparables_hidden_below": 5,
    }
    assert terms.deemed_receipt_working_days == {route: 2 if route is Route.POST else 0 for route in Route}
    assert [terms.retention_months[one] for one in RetentionClass] == [12, 24, 36, 72]
    assert terms.clause_of(RuleId("review.on_time")) == "3.1, 10.1"


def test_every_field_of_the_terms_has_its_source(wldc: Pack) -> None:
    from_rules = {"door_roles", "service_override_roles", "modes", "part_modes", "clauses"}
    named = {one.name for one in fields(Terms)} - from_rules
    assert set(VALUES) == named
    assert set(wldc.provenance) == named | {"letters.appeal", "letters.ombudsman"}
    for name, provenance in wldc.provenance.items():
        assert provenance.reference
        assert provenance.unit == (VALUES[name].unit if name in VALUES else "")
        assert set(provenance.clauses) <= set(CLAUSES_OF_THE_POLICY)


def test_few_values_are_in_the_policy_s_own_words(wldc: Pack) -> None:
    own_words = {name: one.clauses for name, one in wldc.provenance.items() if one.source is Source.POLICY}
    assert own_words == {
        "decided_by": ("9.1",),
        "kinds": ("9.3", "9.4"),
        "review_interval_months": ("10.1",),
    }


def test_no_clause_speaks_of_another_version_of_the_software(wldc: Pack) -> None:
    for clause in wldc.clauses:
        assert "this version" not in clause.guidance.lower()
        assert "outside Evenhand" not in clause.guidance


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
