"""The pack in the manner of the Ombudsman's guidance: other values, another decider, and every rule awake."""

import re

import pytest

from evenhand.policy.loader import load_pack
from evenhand.policy.pack import Pack
from evenhand.rules.rulebook import RULES
from evenhand.rules.vocabulary import Mode, RestrictionKind, RuleId, Source


@pytest.fixture(scope="module")
def guide() -> Pack:
    return load_pack("lgsco-guide")


def test_it_differs_where_the_guidance_does(guide: Pack, wldc: Pack) -> None:
    terms = guide.terms
    assert (terms.review_interval_months, wldc.terms.review_interval_months) == (6, 3)
    assert (terms.quorum_members, wldc.terms.quorum_members) == (1, 2)
    assert terms.decided_by == "a head of service"
    assert (terms.appeal_window_working_days, terms.appeal_decided_working_days) == (20, 20)
    assert terms.longest_restriction_months == 12
    assert terms.kinds == set(RestrictionKind)
    assert "20 working days" in guide.letters.appeal


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_weighs_as_much_as_it_can(guide: Pack, rule: object) -> None:
    """Histories are judged by it: what must be put right has to come out as a fault."""
    found = next(one for one in RULES if one is rule)
    assert guide.terms.modes[found.id] is (Mode.REFUSE if found.refuses_at else Mode.FAULT)
    for part in found.parts:
        assert guide.terms.mode_of(found.id, part) in {Mode.FAULT, Mode.REFUSE}


def test_a_restriction_ends_unless_it_is_renewed_and_an_appeal_is_decided_by_somebody_else(guide: Pack) -> None:
    for rule in ("review.lapse", "appeal.independent", "notice.review_date", "notice.appeal", "evidence.specific"):
        assert guide.terms.modes[RuleId(rule)] is Mode.REFUSE


def test_no_rule_is_in_the_policy_s_own_words_and_each_has_a_step(guide: Pack) -> None:
    for rule, entry in guide.rules.items():
        assert entry.provenance.source is not Source.POLICY, rule
        assert entry.provenance.clauses, rule
    assert not [name for name, one in guide.provenance.items() if one.source is Source.POLICY]


def test_every_step_has_an_answer_in_our_own_numbers(guide: Pack) -> None:
    numbers = [clause.number for clause in guide.clauses]
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])
    for clause in guide.clauses:
        assert bool(clause.no_effect) != bool(clause.rules or clause.guidance), clause.number


def test_it_says_that_it_is_not_the_guidance_itself(guide: Pack) -> None:
    header = re.sub(r"\s*\n# ", " ", guide.content.split("schema_version")[0])
    assert "a pack in the manner of the guidance. It is not the guidance" in header
