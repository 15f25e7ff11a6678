"""What a clause becomes, in words, and that the values shown are those that the rules read."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from evenhand.policy.loader import load_text
from evenhand.policy.pack import Pack
from evenhand.policy.show import UnknownClause, UnknownRule, clause_answer, rule_answer, value_answer
from evenhand.policy.values import VALUES
from evenhand.rules.authority import Role
from evenhand.rules.rulebook import RULES
from evenhand.rules.vocabulary import Act, Mode, RestrictionKind, RuleId, Source

ROOT = Path(__file__).parents[2]
READ_BY_ACTIONS = {("notice.sent", "deemed_receipt_working_days")}
"""When a letter counts as received is worked out as it is sent, and kept; the rule reads the result."""


def test_a_clause_shows_its_rules_their_values_and_where_they_refuse(wldc: Pack) -> None:
    answer = clause_answer(wldc, "10.1")
    assert answer.summary.startswith("Every restriction is reviewed")
    assert [rule.id for rule in answer.rules] == ["review.on_time", "review.reasoned", "review.lapse"]
    on_time = answer.rules[0]
    assert on_time.refuses_at == (Act.DETERMINE, Act.REVIEW_RESTRICTION)
    assert on_time.has_clock
    assert on_time.provenance.reference == "3.1, 10.1"
    assert [(value.label, value.text) for value in on_time.values] == [("Time between reviews", "3 calendar months")]
    assert on_time.values[0].provenance.source is Source.POLICY


def test_a_clause_that_is_shown_as_guidance_says_where(wldc: Pack) -> None:
    answer = clause_answer(wldc, " 4.1 ")
    assert answer.number == "4.1"
    assert [rule.id for rule in answer.rules] == ["safeguarding.referral", "police.threat_of_harm"]
    assert "999" in answer.guidance


def test_a_clause_without_effect_says_why(wldc: Pack) -> None:
    assert clause_answer(wldc, "1.1").no_effect == "It is a heading."


def test_every_clause_and_every_rule_can_be_shown(wldc: Pack) -> None:
    for clause in wldc.clauses:
        assert clause_answer(wldc, clause.number).summary == clause.summary
    for rule in RULES:
        assert rule_answer(wldc, rule.id).asks.endswith(".")


def test_what_a_rule_asks_holds_no_clause_of_another_council(wldc: Pack) -> None:
    assert "(" not in rule_answer(wldc, RuleId("warning.before_action")).asks
    for rule in RULES:
        assert not any(clause.number in rule_answer(wldc, rule.id).asks for clause in wldc.clauses)


def test_a_rule_shows_where_to_find_it_in_the_pack_in_the_code_and_in_the_tests(wldc: Pack) -> None:
    """The officer's minute: clause, rule, test and value."""
    lines = wldc.content.splitlines()
    for rule in RULES:
        answer = rule_answer(wldc, rule.id)
        assert lines[answer.line - 1] == f'[rules."{rule.id}"]'
        assert f"def {answer.function}(" in (ROOT / answer.source_file).read_text(encoding="utf-8")
        assert (ROOT / answer.test_file).is_file()
        for value in answer.values:
            assert lines[value.line - 1] == f"[terms.{value.name}]"
    for clause in wldc.clauses:
        answer_line = clause_answer(wldc, clause.number).line
        assert lines[answer_line - 1 : answer_line + 1] == ["[[clauses]]", f'number = "{clause.number}"']


def test_a_rule_that_can_refuse_nothing_is_not_said_to_refuse(wldc: Pack) -> None:
    noted = rule_answer(wldc, "record.noted")
    assert (noted.mode, noted.refuses_at, noted.weight) == (Mode.REFUSE, (), "Must fix")
    assert rule_answer(wldc, "review.on_time").weight == "Refuses"
    assert rule_answer(wldc, "review.lapse").weight == "Off"


def test_the_parts_of_a_rule_are_shown_with_their_modes(wldc: Pack) -> None:
    (part,) = rule_answer(wldc, "notice.sent").parts
    assert (part.name, part.source, part.mode) == ("withheld", Source.GUIDANCE, Mode.FAULT)
    assert "Ombudsman" in part.guidance
    assert [one.name for one in rule_answer(wldc, "legal.considered").parts] == [
        *("effect_on_customer", "effect_on_staff", "engagement", "exhausted"),
    ]


def test_who_may_limit_a_service_is_shown(edited: Callable[[str, str], str]) -> None:
    old = '[rules."services.mandatory_open"]\n'
    text = edited(old, old + 'override_roles = ["monitoring_officer"]\n')
    answer = rule_answer(load_text(text, name_for_errors="pack.toml"), "services.mandatory_open")
    assert answer.override_roles == (Role.MONITORING_OFFICER,)


@pytest.mark.parametrize(
    ("rule", "instead"), [("review.ontime", "'review.on_time'"), ("zzz", "list of clauses"), ("x" * 900, "clauses")]
)
def test_an_unknown_rule_names_the_one_that_is_like_it(wldc: Pack, rule: str, instead: str) -> None:
    with pytest.raises(UnknownRule, match="There is no rule") as caught:
        rule_answer(wldc, rule)
    assert instead in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_rule_with_a_door_shows_who_opens_it(wldc: Pack) -> None:
    assert rule_answer(wldc, RuleId("equality.considered")).door_roles == (Role.DETERMINATION_TEAM,)


def test_a_rule_set_below_refuse_refuses_nothing(edited: Callable[[str, str], str]) -> None:
    old = 'source = "I"\nclauses = ["12.1"]\nmode = "refuse"'
    pack = load_text(edited(old, old.replace("refuse", "advice")), name_for_errors="pack.toml")
    answer = rule_answer(pack, RuleId("notice.ombudsman"))
    assert answer.mode is Mode.ADVICE
    assert answer.refuses_at == ()


def test_values_are_spoken_with_their_units(wldc: Pack) -> None:
    spoken = {name: value_answer(wldc, name).text for name in VALUES}
    assert spoken["tell_customer_working_days"] == "1 working day"
    assert spoken["door_working_days"] == "5 working days"
    assert spoken["warning_life_months"] == "12 calendar months"
    assert spoken["deemed_receipt_working_days"].startswith("by post: 2 working days; by email: 0 working days")
    assert spoken["mandatory_services"].startswith("Council tax and benefits; Homelessness and housing; ")
    assert spoken["decided_by"] == "the determination team"
    assert spoken["quorum_members"] == "2 members"
    assert spoken["comparables_hidden_below"] == "5 decisions"
    assert spoken["appeal_window_working_days"] == "no limit"
    assert spoken["kinds"].startswith("A limit on the length of calls; Telephone calls at set times on set days; ")
    assert spoken["kinds"].count("; ") == len(RestrictionKind) - 1
    assert spoken["retention_months"].startswith("no warning and no restriction: 12 calendar months; a warning: 24")
    assert spoken["calendar"] == "the bank holidays of England"


def test_days_that_a_pack_adds_and_removes_are_spoken(edited: Callable[[str, str], str]) -> None:
    changed = 'value = "England"\nclosed_on = [2026-12-24]\nopen_on = [2026-12-28]'
    pack = load_text(edited('value = "England"', changed), name_for_errors="pack.toml")
    expected = "the bank holidays of England, and also 24 December 2026, but not 28 December 2026"
    assert value_answer(pack, "calendar").text == expected


@pytest.mark.parametrize("number", ["", "13.1", "8.2.1", "x" * 1000])
def test_an_unknown_clause_names_those_there_are(wldc: Pack, number: str) -> None:
    with pytest.raises(UnknownClause) as caught:
        clause_answer(wldc, number)
    assert "8.2, 9.1" in str(caught.value)
    assert len(str(caught.value)) < 300


def test_the_values_of_a_rule_are_those_that_its_function_reads() -> None:
    read = {(str(rule.id), name) for rule in RULES for name in _reads(rule.function)}
    shown = {(str(rule), name) for name, kind in VALUES.items() for rule in kind.read_by}
    assert shown - READ_BY_ACTIONS == read


def _reads(function: Callable[..., object]) -> frozenset[str]:
    """The values of ``terms`` that a function reads, itself or through functions that it calls."""
    waiting, seen, found = [function], set(), set()
    while waiting:
        current = waiting.pop()
        if current in seen or not isinstance(current, FunctionType):
            continue
        seen.add(current)
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(current)))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "terms":
                found.add(node.attr)
            elif isinstance(node, ast.Call):
                waiting += _called(node.func, current)
    return frozenset(found & set(VALUES))


def _called(node: ast.expr, caller: FunctionType) -> Iterator[Callable[..., object]]:
    names = caller.__globals__
    match node:
        case ast.Name(id=name) if callable(names.get(name)):
            yield names[name]
        case ast.Attribute(value=ast.Name(id=module), attr=name) if isinstance(names.get(module), ModuleType):
            yield getattr(names[module], name)
