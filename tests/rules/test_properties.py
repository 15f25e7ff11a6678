"""What holds of the rules on any facts at all: pure, never raising, loosening never refused, a way always open."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.rules import facts
from evenhand.rules.calendar import LONDON, local_day
from evenhand.rules.contact import Contact, decide
from evenhand.rules.facts import CaseFacts
from evenhand.rules.restrictions import EFFECTS
from evenhand.rules.reviews import LOOSENING, latest_review_day
from evenhand.rules.rulebook import judge, refusals
from evenhand.rules.steps import next_steps
from evenhand.rules.vocabulary import Act, Channel, Match, Outcome, Purpose, RestrictionKind, Severity

from . import build
from .build import BINS, TERMS, fact, london, refused
from .random_facts import MOMENTS, RESTRICTIONS, REVIEWS, cases, properties

LISTS = (
    *("incidents", "warnings", "investigations", "referrals", "conflicts"),
    *("determinations", "restrictions", "letters", "reviews"),
)
CONTACTS = st.builds(
    Contact,
    channel=st.sampled_from(Channel),
    match=st.sampled_from(Match),
    purpose=st.one_of(st.none(), st.sampled_from(Purpose), st.just(BINS)),
)
GOES_ON = {Outcome.PROCEED, Outcome.PROCEED_WITH_CONDITIONS}


def every_id(known: CaseFacts) -> frozenset[Any]:
    return frozenset(one.id for name in LISTS for one in getattr(known, name))


@properties
@given(known=cases(), contact=CONTACTS, at=MOMENTS)
def test_the_same_facts_always_give_the_same_answer(known: CaseFacts, contact: Contact, at: datetime) -> None:
    """And none of them raises, whatever is unknown."""
    copy = replace(known)
    assert judge(known, TERMS, at=at) == judge(copy, TERMS, at=at)
    assert next_steps(known, TERMS, at=at) == next_steps(copy, TERMS, at=at)
    assert decide(contact, known, TERMS, at=at) == decide(contact, copy, TERMS, at=at)
    assert known == copy


@properties
@given(known=cases(), at=MOMENTS, zone=st.sampled_from([UTC, LONDON]))
def test_the_zone_in_which_now_is_written_changes_nothing(known: CaseFacts, at: datetime, zone: Any) -> None:
    assert judge(known, TERMS, at=at) == judge(known, TERMS, at=at.astimezone(zone))


@properties
@given(known=cases(), at=MOMENTS, data=st.data())
def test_the_order_in_which_facts_are_listed_changes_nothing(
    known: CaseFacts, at: datetime, data: st.DataObject
) -> None:
    order: dict[str, Any] = {name: tuple(data.draw(st.permutations(getattr(known, name)))) for name in LISTS}
    shuffled = replace(known, **order)
    assert set(judge(shuffled, TERMS, at=at)) == set(judge(known, TERMS, at=at))
    assert set(next_steps(shuffled, TERMS, at=at)) == set(next_steps(known, TERMS, at=at))
    contact = data.draw(CONTACTS)
    first, second = decide(contact, known, TERMS, at=at), decide(contact, shuffled, TERMS, at=at)
    assert replace(first, say=()) == replace(second, say=())


@properties
@given(known=cases(), drafted=REVIEWS, at=MOMENTS, outcome=st.sampled_from(sorted(LOOSENING)))
def test_a_review_that_loosens_is_never_refused(
    known: CaseFacts, drafted: facts.Review, at: datetime, outcome: Any
) -> None:
    """Principle 2, whatever else is wrong with the case, and whatever the action says the draft is."""
    review = replace(drafted, id=fact("drafted"), outcome=outcome)
    case = known.with_review(review)
    subjects = frozenset({review.id, review.restriction or review.id})
    assert refusals(Act.REVIEW_RESTRICTION, case, TERMS, at=at, subjects=subjects) == ()


@properties
@given(
    known=cases(),
    at=MOMENTS,
    act=st.sampled_from(
        [
            Act.REPORT_INCIDENT,
            Act.ACKNOWLEDGE_INCIDENT,
            Act.RECORD_TELLING,
            Act.RECORD_ADJUSTMENT,
            Act.LIFT_RESTRICTION,
        ]
    ),
)
def test_facts_and_liftings_are_never_refused(known: CaseFacts, at: datetime, act: Act) -> None:
    """Principles 1 and 2."""
    assert refusals(act, known, TERMS, at=at, subjects=every_id(known)) == ()


@properties
@given(known=cases(), at=MOMENTS, act=st.sampled_from(Act))
def test_whatever_refuses_also_shows(known: CaseFacts, at: datetime, act: Act) -> None:
    shown = {(one.rule, one.about, one.message) for one in judge(known, TERMS, at=at)}
    refusing = refusals(act, known, TERMS, at=at, subjects=every_id(known))
    assert {(one.rule, one.about, one.message) for one in refusing} <= shown


@properties
@given(known=cases(), at=MOMENTS)
def test_every_finding_is_about_a_fact_of_the_case(known: CaseFacts, at: datetime) -> None:
    dangling = {one.determination for one in known.restrictions}
    for finding in judge(known, TERMS, at=at):
        assert finding.about in every_id(known) | dangling
        assert finding.message.endswith(".")
        assert (finding.fault is None) is (finding.severity is Severity.ADVICE)


# No set of restrictions closes every way.


@properties
@given(known=cases(), at=MOMENTS, kinds=st.sets(st.sampled_from(RestrictionKind), min_size=1))
def test_some_way_always_stays_open(known: CaseFacts, at: datetime, kinds: set[RestrictionKind]) -> None:
    imposed = tuple(
        build.restriction(f"x-{kind}", kind=kind, starts_at=None, ends_at=None, determination=None) for kind in kinds
    )
    case = replace(known, restrictions=(*known.restrictions, *imposed))
    answers = {
        channel: decide(Contact(channel=channel, match=Match.VERIFIED), case, TERMS, at=at) for channel in Channel
    }
    for channel, found in answers.items():
        assert found.open_ways
        assert found.rules
        assert found.outcome in GOES_ON or found.say, channel
        assert found.outcome in GOES_ON or any(answers[way].outcome in GOES_ON for way in found.open_ways)
        for purpose in (*Purpose, BINS):
            asked = Contact(channel=channel, match=Match.VERIFIED, purpose=purpose)
            assert decide(asked, case, TERMS, at=at).outcome in GOES_ON


@properties
@given(
    one=RESTRICTIONS,
    at=MOMENTS,
    channel=st.sampled_from(Channel),
    match=st.sampled_from([Match.VERIFIED, Match.CLAIMED]),
)
def test_a_restriction_holds_from_its_start_to_its_end_and_never_else(
    one: facts.Restriction, at: datetime, channel: Channel, match: Match
) -> None:
    def reached(moment: datetime | None) -> bool:
        return moment is not None and moment.timestamp() <= at.timestamp()

    holds = (
        (one.starts_at is None or reached(one.starts_at)) and not reached(one.ends_at) and not reached(one.lifted_at)
    )
    found = decide(Contact(channel=channel, match=match), build.case(restrictions=(one,)), TERMS, at=at)
    assert found.outcome is (EFFECTS[one.kind][channel] if holds else Outcome.PROCEED)
    assert holds or (found.rules, found.say) == ((), ())


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

LAWFUL = replace(
    build.reviewed(
        restrictions=(build.restriction(permanent=None, next_review_on=date(2026, 7, 31)),),
        incidents=(build.incident("i1", witnesses=frozenset({build.UMA})), build.incident("i2", "2026-01-12 11:00")),
    ),
    record_complete=False,
)


def forgettable() -> list[tuple[str, int, str | None]]:
    """Every fact of the lawful story, and every field of each that may be unknown."""
    found: list[tuple[str, int, str | None]] = []
    for name in LISTS:
        for index, known in enumerate(getattr(LAWFUL, name)):
            found.append((name, index, None))
            found += [
                (name, index, field.name)
                for field in fields(known)
                if getattr(known, field.name) is not None and "None" in str(field.type)
            ]
    return found


def forget(known: CaseFacts, gone: set[tuple[str, int, str | None]]) -> CaseFacts:
    left: dict[str, Any] = {}
    for name in LISTS:
        kept = []
        for index, one in enumerate(getattr(known, name)):
            if (name, index, None) not in gone:
                unknown = {field: None for listed, place, field in gone if field and (listed, place) == (name, index)}
                kept.append(replace(one, **unknown))
        left[name] = tuple(kept)
    return replace(known, **left)


LATE = london("2028-01-01 12:00")


def test_the_lawful_story_as_a_history_has_neither_fault_nor_many_things_to_forget() -> None:
    assert not [one for one in judge(LAWFUL, TERMS, at=LATE) if one.severity is Severity.FAULT]
    assert len(forgettable()) > 40, "the fields that may be unknown are found"


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
