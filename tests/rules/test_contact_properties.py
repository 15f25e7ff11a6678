"""What holds of the answer to a contact on any facts at all: it never depends on order, and a way stays open."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evenhand.rules import facts
from evenhand.rules.calendar import LONDON
from evenhand.rules.contact import Contact, Directive, decide
from evenhand.rules.facts import CaseFacts
from evenhand.rules.kinds import effect
from evenhand.rules.vocabulary import Channel, Match, Outcome, Purpose, RestrictionKind, Scope

from . import build
from .build import BANK_HOLIDAYS, BINS, COUNCIL_TAX, TERMS, london
from .random_facts import CASES, MOMENTS, RESTRICTIONS, in_another_order, properties

POINTS = ("", "Ms Dana Summer", "020 7946 0555", "020 7946 0556", "complaints@example.org", "post@example.org")
ISSUES = ("", "The parking permit", "The hedge")
CONTACTS = st.builds(
    Contact,
    channel=st.sampled_from(Channel),
    match=st.sampled_from(Match),
    purpose=st.one_of(st.none(), st.sampled_from(Purpose), st.just(BINS)),
    to=st.sampled_from(POINTS),
    presented=st.sampled_from(POINTS),
    issue=st.sampled_from(ISSUES),
)
WINDOWS = st.builds(
    facts.CallWindow,
    weekday=st.sampled_from([0, 3, 5, 6]),
    opens=st.sampled_from([time(0), time(0, 30), time(1, 15), time(1, 30), time(10)]),
    closes=st.sampled_from([time(0), time(1, 20), time(1, 45), time(2, 30), time(11, 30)]),
)
WRITTEN_TERMS = st.builds(
    facts.RestrictionTerms,
    named_contact=st.sampled_from(POINTS[:2]),
    cover=st.sampled_from(["", "Mr Ken Frost"]),
    contact_point=st.sampled_from(POINTS),
    windows=st.lists(WINDOWS, max_size=2).map(tuple),
    minutes=st.sampled_from([None, 10]),
    issues=st.lists(st.sampled_from(ISSUES[1:]), max_size=2).map(tuple),
    blocked_points=st.lists(st.sampled_from(POINTS[2:]), max_size=2).map(tuple),
    channels=st.frozensets(st.sampled_from(Channel)),
)
AGREED = st.builds(
    build.restriction,
    kind=st.sampled_from(RestrictionKind),
    terms=st.one_of(st.none(), WRITTEN_TERMS),
    determination=st.sampled_from(["d1", "d2"]),
    starts_at=st.none(),
    ends_at=st.none(),
)
"""Restrictions in force, with terms that meet the contacts; the customer was told of those of the first decision."""
GOES_ON = {Outcome.PROCEED, Outcome.PROCEED_WITH_CONDITIONS}
READ = {Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM}
NEAR = st.sampled_from([london("2026-03-29 00:59"), london("2026-10-25 01:59"), london("2026-05-04 09:00")]).flatmap(
    lambda moment: st.integers(-400, 400).map(lambda minutes: moment.astimezone(UTC) + timedelta(minutes=minutes))
)
"""Moments around both clock changes and a bank holiday."""


def numbered(restrictions: list[facts.Restriction]) -> tuple[facts.Restriction, ...]:
    return tuple(replace(one, id=build.fact(f"r{number}")) for number, one in enumerate(restrictions))


def restricted(restrictions: list[facts.Restriction], *adjustments: facts.Adjustment) -> CaseFacts:
    return build.told(restrictions=numbered(restrictions), customer=build.customer(*adjustments))


def heard(contact: Contact, found: Directive) -> bool:
    """Whether somebody listens to the customer, now or at a time that they are given, or answers what they wrote."""
    if found.outcome is Outcome.DEFER:
        return found.from_when is not None
    if found.outcome is Outcome.REDIRECT:
        passed_on = contact.channel in READ and "pass it on to" in found.do
        return passed_on or "Put them through to" in found.do
    if found.outcome is Outcome.DECLINE:
        return "if there is, note it and pass it on" in found.do
    return found.outcome in {*GOES_ON, Outcome.PLACE_ON_FILE}


@properties
@given(known=CASES, contact=CONTACTS, at=MOMENTS, data=st.data())
def test_the_order_in_which_facts_are_listed_changes_no_answer(
    known: CaseFacts, contact: Contact, at: datetime, data: st.DataObject
) -> None:
    shuffled = data.draw(in_another_order(known))
    first, second = decide(contact, known, TERMS, at=at), decide(contact, shuffled, TERMS, at=at)
    assert (first.outcome, set(first.rules), first.open_ways) == (second.outcome, set(second.rules), second.open_ways)


@properties
@given(known=CASES, at=MOMENTS, kinds=st.sets(st.sampled_from(RestrictionKind), min_size=1))
def test_some_way_always_stays_open(known: CaseFacts, at: datetime, kinds: set[RestrictionKind]) -> None:
    imposed = tuple(
        build.restriction(f"x-{kind}", kind=kind, starts_at=None, ends_at=None, determination=None) for kind in kinds
    )
    case = replace(known, restrictions=(*known.restrictions, *imposed))
    for channel in Channel:
        found = decide(Contact(channel=channel, match=Match.VERIFIED), case, TERMS, at=at)
        assert found.open_ways
        assert found.rules
        assert found.outcome in GOES_ON or found.say, channel
        for purpose in (*Purpose, BINS):
            asked = Contact(channel=channel, match=Match.VERIFIED, purpose=purpose)
            assert decide(asked, case, TERMS, at=at).outcome in GOES_ON


@properties
@given(one=RESTRICTIONS, at=MOMENTS, channel=st.sampled_from(Channel))
def test_a_restriction_holds_from_its_start_to_its_end_and_never_else(
    one: facts.Restriction, at: datetime, channel: Channel
) -> None:
    def reached(moment: datetime | None) -> bool:
        return moment is not None and moment.timestamp() <= at.timestamp()

    paused = any(reached(pause.since) and not reached(pause.until) for pause in one.suspensions)
    started = one.starts_at is None or reached(one.starts_at)
    holds = started and not (reached(one.ends_at) or reached(one.lifted_at) or paused)
    found = decide(Contact(channel=channel, match=Match.VERIFIED), build.case(restrictions=(one,)), TERMS, at=at)
    if holds:
        order = list(Outcome)
        assert order.index(found.outcome) <= order.index(effect(one, channel))
        assert found.rules
    else:
        assert (found.outcome, found.rules, found.say) == (Outcome.PROCEED, (), ())


# No set of restrictions closes every way, and none opens what another closes.


@properties
@given(
    restrictions=st.lists(AGREED, min_size=1, max_size=4),
    unusable=st.frozensets(st.sampled_from(Channel)),
    issue=st.sampled_from(ISSUES),
    at=MOMENTS,
)
def test_every_customer_is_heard_in_some_way_that_they_can_use(
    restrictions: list[facts.Restriction], unusable: frozenset[Channel], issue: str, at: datetime
) -> None:
    case = restricted(restrictions, build.adjustment(*unusable))
    usable = frozenset(Channel) - unusable - {Channel.SOCIAL_MEDIA} or frozenset(Channel)
    attempts = [
        Contact(channel=channel, match=Match.VERIFIED, to=to, issue=issue) for channel in usable for to in POINTS
    ]
    assert any(heard(one, decide(one, case, TERMS, at=at)) for one in attempts)


@properties
@given(restrictions=st.lists(AGREED, max_size=3), more=AGREED, contact=CONTACTS, at=MOMENTS)
def test_another_restriction_never_opens_what_is_closed(
    restrictions: list[facts.Restriction], more: facts.Restriction, contact: Contact, at: datetime
) -> None:
    order = list(Outcome)
    before = decide(contact, restricted(restrictions), TERMS, at=at)
    after = decide(contact, restricted([*restrictions, more]), TERMS, at=at)
    assert order.index(after.outcome) >= order.index(before.outcome)


@properties
@given(known=CASES, contact=CONTACTS, at=MOMENTS)
def test_with_all_restrictions_lifted_every_contact_is_normal(known: CaseFacts, contact: Contact, at: datetime) -> None:
    lifted = tuple(replace(one, lifted_at=at) for one in known.restrictions)
    assert decide(contact, replace(known, restrictions=lifted), TERMS, at=at).outcome is Outcome.PROCEED


@properties
@given(known=CASES, contact=CONTACTS, at=MOMENTS, match=st.sampled_from([Match.SHARED, Match.WITHHELD, Match.UNPROVEN]))
def test_nobody_is_turned_away_for_a_number_or_address_that_may_be_another_persons(
    known: CaseFacts, contact: Contact, at: datetime, match: Match
) -> None:
    found = decide(replace(contact, match=match), known, TERMS, at=at)
    assert found.outcome in {*GOES_ON, Outcome.CONFIRM_IDENTITY}


@properties
@given(contact=CONTACTS, at=MOMENTS)
def test_who_is_not_on_record_is_reached_by_no_restriction(contact: Contact, at: datetime) -> None:
    found = decide(contact, None, TERMS, at=at)
    assert (found.outcome, found.rules, found.say) == (Outcome.PROCEED, (), ())


@properties
@given(one=AGREED, contact=CONTACTS, at=MOMENTS)
def test_a_restriction_of_one_service_reaches_no_other(one: facts.Restriction, contact: Contact, at: datetime) -> None:
    limited = replace(one, scope=Scope.SERVICE, service="Council Tax")
    assert decide(replace(contact, purpose=BINS), restricted([limited]), TERMS, at=at).outcome is Outcome.PROCEED
    reached = decide(replace(contact, purpose=COUNCIL_TAX), restricted([limited]), TERMS, at=at)
    assert reached.outcome in GOES_ON


# Set times.


@properties
@given(each=st.lists(st.lists(WINDOWS, min_size=1, max_size=2), min_size=1, max_size=2), at=NEAR, data=st.data())
def test_calls_are_taken_within_the_set_times_by_the_clock_on_the_wall_alone(
    each: list[list[facts.CallWindow]], at: datetime, data: st.DataObject
) -> None:
    case = restricted(
        [
            build.restriction(
                kind=RestrictionKind.PHONE_TIMES,
                terms=facts.RestrictionTerms(windows=tuple(windows)),
                starts_at=None,
                ends_at=None,
            )
            for windows in each
        ]
    )
    call = Contact(channel=Channel.TELEPHONE, match=Match.VERIFIED)

    def taken(moment: datetime) -> bool:
        wall = moment.astimezone(LONDON)
        if wall.date() in BANK_HOLIDAYS:
            return False
        minute = wall.hour * 60 + wall.minute
        return all(
            any(
                one.weekday == wall.weekday()
                and one.opens.hour * 60 + one.opens.minute <= minute < one.closes.hour * 60 + one.closes.minute
                for one in windows
            )
            for windows in each
        )

    found = decide(call, case, TERMS, at=at)
    if taken(at):
        assert found.outcome is Outcome.PROCEED_WITH_CONDITIONS
        assert found.until is not None
        assert found.until > at
        assert taken(found.until.astimezone(UTC) - timedelta(minutes=1))
        return
    if found.from_when is None:
        assert not any(taken(at + timedelta(minutes=15 * step)) for step in range(4 * 24 * 21))
        return
    assert found.outcome is Outcome.DEFER
    assert found.from_when.astimezone(UTC) > at
    opens = found.from_when.astimezone(UTC)
    assert taken(opens)
    assert decide(call, case, TERMS, at=opens).outcome is Outcome.PROCEED_WITH_CONDITIONS
    minutes = int((opens - at).total_seconds()) // 60
    between = data.draw(st.integers(0, max(minutes - 1, 0)), label="minutes")
    assert not taken(at + timedelta(minutes=between))


# Words.


@properties
@given(
    restrictions=st.lists(AGREED, min_size=1, max_size=3),
    unusable=st.frozensets(st.sampled_from(Channel)),
    contact=CONTACTS,
    at=MOMENTS,
)
def test_the_words_are_whole_and_never_say_what_the_customer_did(
    restrictions: list[facts.Restriction], unusable: frozenset[Channel], contact: Contact, at: datetime
) -> None:
    did = "She swore."
    worded = [
        replace(
            one,
            terms=replace(one.terms or facts.RestrictionTerms(), counted=did),
            aim=did,
            effect=did,
            lighter_options=did,
            reasons=did,
            service=did,
        )
        for one in restrictions
    ]
    decision = build.decision(reasons=did, circumstances=did)
    case = replace(restricted(worded, build.adjustment(*unusable)), determinations=(decision,))
    found = decide(contact, case, TERMS, at=at)
    assert "swore" not in " ".join((found.do, *found.say, found.to_whom, found.cover))
    for sentence in (found.do, *found.say):
        assert sentence == " ".join(sentence.split())
        assert sentence[-1:] in {".", "?"}
        assert ".." not in sentence
    if contact.channel is Channel.SOCIAL_MEDIA:
        assert not any("asked you" in words or "ask you" in words for words in found.say)


@properties
@given(restrictions=st.lists(AGREED, min_size=1, max_size=3), contact=CONTACTS, at=MOMENTS)
def test_whoever_was_not_checked_is_first_asked_their_name(
    restrictions: list[facts.Restriction], contact: Contact, at: datetime
) -> None:
    spoken = contact.channel in {Channel.TELEPHONE, Channel.FACE_TO_FACE}
    found = decide(contact, restricted(restrictions), TERMS, at=at)
    if found.say and spoken:
        assert ("your full name" in found.say[0]) is (contact.match is not Match.VERIFIED)


# Alone with the calendar: a bank holiday opens no window, whatever day of the week it is.


def test_a_set_time_on_a_bank_holiday_does_not_open() -> None:
    monday = facts.RestrictionTerms(windows=(facts.CallWindow(weekday=0, opens=time(10), closes=time(11)),))
    case = restricted([build.restriction(kind=RestrictionKind.PHONE_TIMES, terms=monday)])
    call = Contact(channel=Channel.TELEPHONE, match=Match.VERIFIED)
    assert date(2026, 5, 4) in BANK_HOLIDAYS
    found = decide(call, case, TERMS, at=london("2026-05-04 10:30"))
    assert (found.outcome, found.from_when) == (Outcome.DEFER, london("2026-05-11 10:00"))
