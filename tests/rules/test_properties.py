"""What holds of the rules on any facts at all: pure, never raising, neither facts nor loosening ever refused."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.rules import facts
from evenhand.rules.calendar import LONDON, local_day
from evenhand.rules.facts import CaseFacts
from evenhand.rules.reviews import LOOSENING, latest_review_day
from evenhand.rules.rulebook import NEVER_REFUSED, RULE_BY_ID, RULES, Rule, judge, refusals
from evenhand.rules.steps import next_steps
from evenhand.rules.vocabulary import Act, Mode, Severity

from . import build
from .build import TERMS, fact, london, refused
from .random_facts import CASES, LISTS, MOMENTS, REVIEWS, every_id, in_another_order, properties

MODES = st.builds(
    lambda modes, parts: replace(TERMS, modes=modes, part_modes=parts),
    st.dictionaries(st.sampled_from([rule.id for rule in RULES]), st.sampled_from(Mode)),
    st.dictionaries(
        st.sampled_from([(rule.id, part) for rule in RULES for part in sorted(rule.parts)]), st.sampled_from(Mode)
    ),
)
"""The policy of the tests with any of its rules, and of their parts, weighed in any way."""


@properties
@given(known=CASES, at=MOMENTS)
def test_a_rule_never_raises_and_speaks_in_its_own_name(known: CaseFacts, at: datetime) -> None:
    """Whatever is unknown, each rule is run to its last finding."""
    for rule in RULES:
        for finding in list(rule.function(known, TERMS, at=at)):
            assert finding.rule == rule.id
            assert finding.severity is not Severity.REFUSES
            assert rule.has_clock or finding.due is None, f"{rule.id} gives a last day: it has a clock"
            assert rule.door or not finding.by_door, f"{rule.id} was put off: it has a door"


@properties
@given(known=CASES, at=MOMENTS)
def test_the_same_facts_always_give_the_same_findings(known: CaseFacts, at: datetime) -> None:
    copy = replace(known)
    assert judge(known, TERMS, at=at) == judge(copy, TERMS, at=at)
    assert next_steps(known, TERMS, at=at) == next_steps(copy, TERMS, at=at)
    assert known == copy


@properties
@given(known=CASES, at=MOMENTS, zone=st.sampled_from([UTC, LONDON]))
def test_the_zone_in_which_now_is_written_changes_nothing(known: CaseFacts, at: datetime, zone: Any) -> None:
    assert judge(known, TERMS, at=at) == judge(known, TERMS, at=at.astimezone(zone))


@properties
@given(known=CASES, at=MOMENTS, data=st.data())
def test_the_order_in_which_facts_are_listed_changes_nothing(
    known: CaseFacts, at: datetime, data: st.DataObject
) -> None:
    """So neither does the order of facts of the same moment."""
    shuffled = data.draw(in_another_order(known))
    assert set(judge(shuffled, TERMS, at=at)) == set(judge(known, TERMS, at=at))
    assert set(next_steps(shuffled, TERMS, at=at)) == set(next_steps(known, TERMS, at=at))


# Principles 1 and 2.


@properties
@given(known=CASES, terms=MODES, at=MOMENTS)
def test_facts_and_loosening_are_never_refused(known: CaseFacts, terms: Any, at: datetime) -> None:
    """By no rule, whatever a pack makes of it, and whatever the action says that it drafted."""
    for act in NEVER_REFUSED:
        assert refusals(act, known, terms, at=at, subjects=every_id(known)) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_claims_to_refuse_what_is_never_refused(rule: Rule) -> None:
    assert not rule.refuses_at & NEVER_REFUSED


@properties
@given(known=CASES, drafted=REVIEWS, terms=MODES, at=MOMENTS, outcome=st.sampled_from(sorted(LOOSENING)))
def test_a_review_that_loosens_is_never_refused(
    known: CaseFacts, drafted: facts.Review, terms: Any, at: datetime, outcome: Any
) -> None:
    """Whatever else is wrong with the case."""
    review = replace(drafted, id=fact("drafted"), outcome=outcome)
    case = known.with_review(review)
    assert refusals(Act.REVIEW_RESTRICTION, case, terms, at=at, subjects=frozenset({review.id})) == ()


@properties
@given(known=CASES, terms=MODES, at=MOMENTS, act=st.sampled_from(Act))
def test_only_a_rule_that_is_set_to_refuse_refuses_and_what_refuses_also_shows(
    known: CaseFacts, terms: Any, at: datetime, act: Act
) -> None:
    refusing = refusals(act, known, terms, at=at, subjects=every_id(known))
    for one in refusing:
        assert act in RULE_BY_ID[one.rule].refuses_at
        assert terms.mode_of(one.rule, one.part) is Mode.REFUSE
        assert not one.by_door
        assert not one.follows
    shown = {(one.rule, one.about, one.message) for one in judge(known, terms, at=at)}
    assert {(one.rule, one.about, one.message) for one in refusing} <= shown


@properties
@given(known=CASES, at=MOMENTS)
def test_every_finding_is_about_a_fact_of_the_case(known: CaseFacts, at: datetime) -> None:
    dangling = {one.determination for one in known.restrictions}
    for finding in judge(known, TERMS, at=at):
        assert finding.about in every_id(known) | dangling
        assert finding.message.endswith(".")
        assert (finding.fault is None) is (finding.severity is Severity.ADVICE)


# Dates of reviews.


@properties
@given(at=MOMENTS, days=st.integers(-400, 400))
def test_a_restriction_is_imposed_with_its_review_within_the_interval_alone(at: datetime, days: int) -> None:
    latest = latest_review_day(TERMS, at)
    chosen = local_day(at) + timedelta(days=days)
    drafted = build.decided(
        determinations=(build.decision(when=None, decided_at=at),),
        restrictions=(build.restriction(starts_at=at, next_review_on=chosen),),
    )
    refusing = refusals(Act.DETERMINE, drafted, TERMS, at=at, subjects=frozenset({fact("r1")}))
    within = local_day(at) < chosen <= latest
    assert [one.rule for one in refusing] == ([] if within else ["review.on_time"])


# In a record that is not complete, what is forgotten is no fault.

ANSWERED = facts.AdjustmentRequest(
    id=fact("q1"),
    made_at=london("2026-01-26 09:00"),
    considered=True,
    answered_at=london("2026-01-27 09:00"),
    granted=False,
    needed=False,
)
CONSIDERED = facts.LegalConsideration(
    id=fact("g1"),
    decided_at=london("2026-03-02 10:00"),
    goes_ahead=True,
    effect_on_staff="Two officers would give evidence; both are willing.",
    effect_on_customer="Not relevant, because the order only keeps her out of the building.",
    engagement="She still writes to us, and we answer.",
    exhausted="Her complaint went to the Ombudsman, who has concluded.",
)
LAWFUL = replace(
    build.reviewed(
        restrictions=(
            build.restriction(permanent=None, next_review_on=date(2026, 7, 31)),
            build.interim_limit(taken_over_by=fact("d1")),
        ),
        incidents=(build.incident("i1", witnesses=frozenset({build.UMA})), build.incident("i2", "2026-01-12 11:00")),
        customer=replace(build.reviewed().customer, requests=(ANSWERED,)),
        legal=(CONSIDERED,),
    ),
    record_complete=False,
)


REQUESTS = "requests"


def listed(known: CaseFacts, name: str) -> tuple[Any, ...]:
    """One list of the case's facts, or what the customer asked for."""
    found: tuple[Any, ...] = known.customer.requests if name == REQUESTS else getattr(known, name)
    return found


def forgettable() -> list[tuple[str, int, str | None]]:
    """Every fact of the lawful story, and every field of each that may be unknown."""
    found: list[tuple[str, int, str | None]] = []
    for name in (*LISTS, REQUESTS):
        for index, known in enumerate(listed(LAWFUL, name)):
            found.append((name, index, None))
            found += [
                (name, index, field.name)
                for field in fields(known)
                if getattr(known, field.name) is not None and "None" in str(field.type)
            ]
    return found


def forget(known: CaseFacts, gone: set[tuple[str, int, str | None]]) -> CaseFacts:
    left: dict[str, Any] = {}
    for name in (*LISTS, REQUESTS):
        kept = []
        for index, one in enumerate(listed(known, name)):
            if (name, index, None) not in gone:
                unknown = {field: None for listed, place, field in gone if field and (listed, place) == (name, index)}
                kept.append(replace(one, **unknown))
        left[name] = tuple(kept)
    customer = replace(known.customer, requests=left.pop(REQUESTS))
    return replace(known, customer=customer, **left)


LATE = london("2028-01-01 12:00")


def test_the_lawful_story_as_a_history_has_neither_fault_nor_many_things_to_forget() -> None:
    assert not [one for one in judge(LAWFUL, TERMS, at=LATE) if one.severity is Severity.FAULT]
    assert len(forgettable()) > 80, "the fields that may be unknown are found"


@pytest.mark.parametrize("gone", forgettable(), ids=lambda gone: "-".join(map(str, gone)))
def test_one_thing_forgotten_is_no_fault(gone: tuple[str, int, str | None]) -> None:
    known = forget(LAWFUL, {gone})
    assert known != LAWFUL
    assert not [one for one in judge(known, TERMS, at=LATE) if one.severity is Severity.FAULT]


@properties
@given(gone=st.sets(st.sampled_from(forgettable())))
def test_nothing_forgotten_is_a_fault(gone: set[tuple[str, int, str | None]]) -> None:
    found = judge(forget(LAWFUL, gone), TERMS, at=LATE)
    assert not [one for one in found if one.severity is Severity.FAULT]


def test_the_same_things_missing_from_a_complete_record_are_faults() -> None:
    """So that the test above can fail."""
    bare = replace(forget(LAWFUL, {("warnings", 0, None), ("letters", 0, None)}), record_complete=True)
    assert {"warning.before_action", "notice.sent"} <= {
        one.rule for one in judge(bare, TERMS, at=LATE) if one.severity is Severity.FAULT
    }
    assert refused(Act.DETERMINE, bare, "d1", at="2026-02-02 14:00") != set()
