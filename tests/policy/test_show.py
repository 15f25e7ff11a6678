"""What a clause becomes, in words, and that the values shown are those that the rules read."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType

import pytest

from evenhand.policy.loader import load_text
from evenhand.policy.pack import Pack
from evenhand.policy.show import UnknownClause, clause_answer, rule_answer, value_answer
from evenhand.policy.values import VALUES
from evenhand.rules.authority import Role
from evenhand.rules.rulebook import RULES
from evenhand.rules.vocabulary import Act, Mode, RuleId, Source

READ_BY_ACTIONS = {("notice.sent", "deemed_receipt_working_days")}
"""When a letter counts as received is worked out as it is sent, and kept; the rule reads the result."""


def test_a_clause_shows_its_rules_their_values_and_where_they_refuse(wldc: Pack) -> None:
    answer = clause_answer(wldc, "10.1")
    assert answer.summary.startswith("Every restriction is reviewed")
    assert [rule.id for rule in answer.rules] == ["review.on_time", "review.reasoned"]
    on_time = answer.rules[0]
    assert on_time.refuses_at == (Act.DETERMINE, Act.REVIEW_RESTRICTION)
    assert on_time.has_clock
    assert on_time.provenance.reference == "3.1, 10.1"
    assert [(value.label, value.text) for value in on_time.values] == [("Time between reviews", "3 calendar months")]
    assert on_time.values[0].provenance.source is Source.POLICY


def test_a_clause_that_a_person_follows_says_where(wldc: Pack) -> None:
    answer = clause_answer(wldc, " 4.1 ")
    assert answer.number == "4.1"
    assert answer.rules == ()
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
    read = {(str(rule.id), name) for rule in RULES if rule.function is not None for name in _reads(rule.function)}
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
