"""Random facts for the property tests: few ids and few moments, so that facts meet, and unknowns among them."""

from datetime import UTC, date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from evenhand.rules import facts
from evenhand.rules.calendar import LONDON
from evenhand.rules.vocabulary import (
    Behaviour,
    Channel,
    ConflictKind,
    LetterKind,
    NoticeItem,
    Recommendation,
    ReferralTarget,
    RestrictionKind,
    ReviewOutcome,
    Route,
    StaffResponse,
    Stage,
    View,
    WarningForm,
)

from .build import BINS, COUNCIL_TAX, STAFF, fact, london

properties = settings(max_examples=200, deadline=None)
"""How hard each property is tried; no deadline, because a busy machine is no fault of the rules."""

SPAN = (london("2025-11-01 00:00"), london("2026-12-01 00:00"))
MOMENTS = st.one_of(
    # A handful that meet often, with the hour that comes twice among them.
    st.sampled_from(
        [
            london("2026-01-05 10:00"),
            london("2026-02-02 14:00"),
            london("2026-03-29 00:30"),
            london("2026-05-01 10:00"),
            london("2026-10-25 01:30"),
            london("2026-10-25 01:30").replace(fold=1),
        ]
    ),
    st.integers(0, int((SPAN[1] - SPAN[0]).total_seconds())).map(lambda n: SPAN[0] + timedelta(seconds=n)),
).flatmap(lambda moment: st.sampled_from([moment, moment.astimezone(UTC), moment.astimezone(LONDON)]))
DAYS = st.dates(date(2025, 11, 1), date(2026, 12, 1))


def perhaps(known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | known


def some(kind: Any) -> st.SearchStrategy[Any]:
    """A few members of an enum."""
    return st.frozensets(st.sampled_from(list(kind)), max_size=4)


def ids(letter: str) -> st.SearchStrategy[Any]:
    return st.integers(1, 3).map(lambda number: fact(f"{letter}{number}"))


MAYBE = st.sampled_from([None, True, False])
WORDS = st.sampled_from([None, "", "  ", "She swore at us.", "Another reason."])
PEOPLE = st.sampled_from(list(STAFF))
GROUPS = st.frozensets(PEOPLE, max_size=3)
EQUALITY = st.builds(
    facts.EqualityConsideration, barriers=WORDS, bears_harder=MAYBE, arrangements=WORDS, human_rights=WORDS
)
INCIDENTS = st.builds(
    facts.Incident,
    id=ids("i"),
    occurred_at=perhaps(MOMENTS),
    reported_at=perhaps(MOMENTS),
    reporter=perhaps(PEOPLE),
    channel=perhaps(st.sampled_from(Channel)),
    behaviours=perhaps(some(Behaviour)),
    physical_threat=st.sampled_from([None, False, False, True]),
    affected=GROUPS,
    witnesses=GROUPS,
    responses=some(StaffResponse),
    manager=perhaps(PEOPLE),
    acknowledged_at=perhaps(MOMENTS),
)
WARNINGS = st.builds(
    facts.Warning,
    id=ids("w"),
    given_at=perhaps(MOMENTS),
    given=st.booleans(),
    by=perhaps(PEOPLE),
    form=perhaps(st.sampled_from(WarningForm)),
    reasons_given=MAYBE,
    chance_to_change=MAYBE,
)
INVESTIGATIONS = st.builds(
    facts.Investigation,
    id=ids("v"),
    by=perhaps(PEOPLE),
    begun_at=perhaps(MOMENTS),
    concluded_at=perhaps(MOMENTS),
    recommendation=perhaps(st.sampled_from(Recommendation)),
)
REFERRALS = st.builds(
    facts.Referral,
    id=ids("f"),
    target=st.sampled_from(ReferralTarget),
    by=perhaps(PEOPLE),
    made_at=perhaps(MOMENTS),
)
CONFLICTS = st.builds(
    facts.Conflict,
    id=ids("c"),
    member=PEOPLE,
    kind=st.sampled_from(ConflictKind),
    declared_at=perhaps(MOMENTS),
    may_sit=MAYBE,
)
SEATS = st.builds(facts.PanelMember, person=PEOPLE, view=st.sampled_from(View))
DETERMINATIONS = st.builds(
    facts.Determination,
    id=ids("d"),
    decided_at=perhaps(MOMENTS),
    members=st.lists(SEATS, max_size=3).map(tuple),
    independent=MAYBE,
    reasons=WORDS,
    restricts=st.booleans(),
    equality=perhaps(EQUALITY),
    doors=st.sampled_from([{}, {"equality.considered": "It could not wait."}, {"equality.considered": ""}]),
)
RESTRICTIONS = st.builds(
    facts.Restriction,
    id=ids("r"),
    determination=perhaps(ids("d")),
    kind=st.sampled_from(RestrictionKind),
    aim=WORDS,
    effect=WORDS,
    lighter_options=WORDS,
    services=perhaps(st.dictionaries(st.sampled_from([BINS, COUNCIL_TAX]), st.sampled_from(["", "By post."]))),
    starts_at=perhaps(MOMENTS),
    ends_at=perhaps(MOMENTS),
    permanent=MAYBE,
    permanent_reason=WORDS,
    next_review_on=perhaps(DAYS),
    lifted_at=perhaps(MOMENTS),
    noted=MAYBE,
)
TELLINGS = st.builds(facts.Telling, route=st.sampled_from(Route), sent_at=MOMENTS, received_at=MOMENTS)
LETTERS = st.builds(
    facts.Letter,
    id=ids("n"),
    kind=st.sampled_from(LetterKind),
    about=perhaps(st.one_of(ids("d"), ids("e"), ids("r"))),
    issued_at=perhaps(MOMENTS),
    states=some(NoticeItem),
    omits=some(NoticeItem),
    tellings=st.lists(TELLINGS, max_size=2).map(tuple),
)
REVIEWS = st.builds(
    facts.Review,
    id=ids("e"),
    restriction=perhaps(ids("r")),
    held_at=perhaps(MOMENTS),
    outcome=perhaps(st.sampled_from(ReviewOutcome)),
    lift_considered=WORDS,
    reasons=WORDS,
    next_review_on=perhaps(DAYS),
    equality=perhaps(EQUALITY),
)
CUSTOMERS = st.builds(
    facts.Customer,
    id=st.just(fact("customer")),
    adjustments=st.lists(
        st.builds(
            facts.Adjustment,
            id=ids("a"),
            arrangement=st.just("We ring her."),
            unusable_channels=st.frozensets(st.sampled_from(Channel)),
        ),
        max_size=2,
    ).map(tuple),
)


def several(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Up to three facts of a kind, each with an id of its own."""
    return st.lists(one, max_size=3, unique_by=lambda known: known.id).map(tuple)


def cases(*, complete: st.SearchStrategy[bool] | None = None) -> st.SearchStrategy[facts.CaseFacts]:
    """Cases of any facts at any stage, lawful or not, of complete records and others."""
    return st.builds(
        facts.CaseFacts,
        id=st.just(fact("case")),
        customer=CUSTOMERS,
        stage=st.sampled_from(Stage),
        record_complete=st.booleans() if complete is None else complete,
        incidents=several(INCIDENTS),
        warnings=several(WARNINGS),
        investigations=several(INVESTIGATIONS),
        referrals=several(REFERRALS),
        conflicts=several(CONFLICTS),
        determinations=several(DETERMINATIONS),
        restrictions=several(RESTRICTIONS),
        letters=several(LETTERS),
        reviews=several(REVIEWS),
        staff=st.sampled_from([STAFF, {}]),
    )
