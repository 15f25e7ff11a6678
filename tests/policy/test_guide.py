"""The guide for writing a pack, followed once by a made-up council: it holds, and the pack decides otherwise."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.rules import build

from evenhand.policy.faults import PackInvalid
from evenhand.policy.loader import load_pack, load_text
from evenhand.policy.pack import Pack
from evenhand.policy.values import VALUES
from evenhand.rules.authority import Role
from evenhand.rules.facts import RestrictionTerms
from evenhand.rules.rulebook import RULES
from evenhand.rules.vocabulary import Act, Mode, RestrictionKind, Source

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "administrators" / "policy-packs.md").read_text(encoding="utf-8")
FENSBY = Path(__file__).parent / "guide" / "fensby.toml"
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def fensby() -> Pack:
    return load_pack(FENSBY)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.split("\n")[0])
def test_every_example_is_a_passage_of_the_pack_that_was_written_by_it(example: str) -> None:
    assert f"\n{example}" in FENSBY.read_text(encoding="utf-8")


def test_an_example_that_is_left_out_is_missed() -> None:
    """Each is needed: without it the pack cannot be adopted, or means something else."""
    assert len(EXAMPLES) >= 15
    whole = load_pack(FENSBY)
    for example in EXAMPLES:
        try:
            changed = load_text(whole.content.replace(example, "", 1), name_for_errors="pack.toml")
        except PackInvalid:
            continue
        assert (changed.rules, changed.clauses, changed.terms) != (whole.rules, whole.clauses, whole.terms), example


def test_the_guide_names_every_key_every_value_and_every_code() -> None:
    for key in ("schema_version", "name", "version", "title", "council", "effective_from"):
        assert f"| `{key}` |" in GUIDE
    for name, kind in VALUES.items():
        assert f"| `{name}` | {f'`{kind.unit}`' if kind.unit else 'none'} |" in GUIDE
    for code in (*RestrictionKind, *Role):
        assert f"`{code.value}`" in GUIDE
    for mode in (*Mode, *Source):
        assert f'| `"{mode.value}"` |' in GUIDE
    for rule in RULES:
        for part in rule.parts:
            assert f"`{part}`" in GUIDE
        if rule.door and not rule.id.startswith("warning."):
            assert f"`{rule.id}`" in GUIDE
    for name in re.findall(r"\]\(\.\./([\w./-]+)", GUIDE):
        assert (ROOT / "docs" / name).exists(), name


def test_the_five_kinds_of_conduct_are_clauses(fensby: Pack) -> None:
    kinds = {clause.number: clause.summary.split(":")[0] for clause in fensby.clauses if clause.number.startswith("2.")}
    assert kinds == {
        "2.1": "Unreasonable persistence",
        "2.2": "Unreasonable demands",
        "2.3": "Unreasonable lack of cooperation",
        "2.4": "Unreasonable arguments",
        "2.5": "Unreasonable behaviours",
    }
    for clause in fensby.clauses:
        assert bool(clause.no_effect) != bool(clause.rules or clause.guidance)


def decided(pack: Pack, **restriction: Any) -> set[str]:
    """The rules by which a policy refuses one and the same decision, which sets a review for November."""
    services = {one.id: "Write to us." for one in pack.terms.mandatory_services}
    given: dict[str, Any] = {
        "next_review_on": date(2026, 11, 2),
        "ends_at": build.london("2027-02-01 00:00"),
        "services": services,
    }
    drafted = build.decided(restrictions=(build.restriction(**(given | restriction)),))
    return build.refused(Act.DETERMINE, drafted, "d1", "r1", at=build.DECIDED, terms=pack.terms)


def test_it_decides_otherwise_than_the_shipped_packs(fensby: Pack, wldc: Pack) -> None:
    """Nine months to the review, by a panel of three: within Fensby's twelve months, beyond three and six."""
    assert "review.on_time" not in decided(fensby)
    assert "review.on_time" in decided(wldc)
    assert "review.on_time" in decided(load_pack("lgsco-guide"))


def test_a_kind_of_restriction_that_it_does_not_have_is_refused(fensby: Pack, wldc: Pack) -> None:
    terms = RestrictionTerms(accounts=("@example",))
    blocked: dict[str, Any] = {
        "kind": RestrictionKind.SOCIAL_MEDIA_BLOCK,
        "terms": terms,
        "next_review_on": date(2026, 4, 1),
    }
    assert "restriction.kinds" in decided(fensby, **blocked)
    assert "restriction.kinds" not in decided(wldc, **blocked)


def test_it_needs_a_panel_of_three(fensby: Pack, wldc: Pack) -> None:
    def refused(pack: Pack) -> set[str]:
        two = replace(build.decision(), members=build.panel(build.DAN, build.EVE))
        return build.refused(
            Act.DETERMINE, build.decided(determinations=(two,)), "d1", at=build.DECIDED, terms=pack.terms
        )

    assert "determination.quorum" in refused(fensby)
    assert "determination.quorum" not in refused(wldc)


def test_lighter_options_are_a_suggestion_there(fensby: Pack, wldc: Pack) -> None:
    assert "determination.proportionate" in decided(wldc, lighter_options="", next_review_on=date(2026, 4, 1))
    assert "determination.proportionate" not in decided(fensby, lighter_options="")
    assert "determination.proportionate" in decided(fensby, aim="")
