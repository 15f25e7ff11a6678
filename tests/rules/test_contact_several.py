"""Several restrictions together, their scope, and what comes before all of them: telling, identity, safety."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules import facts
from evenhand.rules.contact import Contact, decide
from evenhand.rules.kinds import EFFECTS
from evenhand.rules.vocabulary import Channel, Match, Outcome, RestrictionKind, Route, Scope

from . import build
from .build import BINS, COUNCIL_TAX, TERMS, fact, london
from .test_contact_kinds import (
    CONDITIONS,
    CONFIRM,
    DECLINE,
    EVERY,
    FILE,
    ISSUES,
    MORNINGS,
    NO_CONTACT,
    NOW,
    ONE_PERSON,
    PROCEED,
    REDIRECT,
    SPOKEN,
    WRITTEN,
    asked,
    limit,
    outcomes,
)

# Several restrictions.


def test_the_most_closed_decides_and_the_conditions_of_the_others_stay() -> None:
    found = asked(
        limit(RestrictionKind.ISSUE_BAN, **ISSUES),
        limit(RestrictionKind.CALL_LENGTH, "r2", minutes=10),
        limit(RestrictionKind.SINGLE_CONTACT, "r3", named_contact="Ms Dana Summer"),
    )
    assert found.outcome is REDIRECT
    assert found.do == (
        "Put them through to Ms Dana Summer, or take a message for them. Keep the call to 10 minutes. "
        "Deal with anything but this: The parking permit; The hedge."
    )


def test_nobody_is_put_through_where_calls_are_closed() -> None:
    phone_ban = limit(RestrictionKind.PHONE_BAN, "r2")
    found = asked(ONE_PERSON, phone_ban)
    assert found.do.startswith("Ask them to put it in writing, to Ms Dana Summer (or Mr Ken Frost when they are away)")
    assert "put you through" not in " ".join(found.say)


def test_outside_the_set_times_the_named_person_is_called_later() -> None:
    found = asked(ONE_PERSON, limit(RestrictionKind.PHONE_TIMES, "r2", windows=MORNINGS), at="2026-03-02 12:00")
    assert (found.outcome, found.from_when) == (REDIRECT, london("2026-03-04 10:00"))
    assert "telephone from 10am on Wednesday 4 March 2026" in found.do


def test_where_restrictions_contradict_each_other_what_is_written_is_read() -> None:
    both = (
        limit(RestrictionKind.SINGLE_NUMBER, contact_point="020 7946 0555"),
        limit(RestrictionKind.WRITING_ONLY, "r2"),
    )
    found = outcomes(*both)
    assert {found[channel] for channel in WRITTEN} == {FILE}
    assert {found[channel] for channel in SPOKEN} == {REDIRECT}
    call = asked(*both)
    assert "The restrictions leave no way open: tell the manager" in call.do
    assert call.open_ways == (Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM)


def test_two_numbers_that_are_not_the_same_leave_no_call_open() -> None:
    numbers = ("020 7946 0555", "020 7946 0556")
    both = [limit(RestrictionKind.SINGLE_NUMBER, f"r{n}", contact_point=one) for n, one in enumerate(numbers)]
    assert asked(*both, channel=Channel.LETTER).outcome is FILE
    same = [limit(RestrictionKind.SINGLE_NUMBER, f"r{n}", contact_point="020 7946 0555") for n in range(2)]
    assert asked(*same, channel=Channel.LETTER).outcome is REDIRECT


# Scope.


@pytest.mark.parametrize(
    ("scope", "service", "purpose", "outcome"),
    [
        (Scope.SERVICE, "Council Tax", BINS, PROCEED),
        (Scope.SERVICE, "council tax team", COUNCIL_TAX, CONDITIONS),
        (Scope.SERVICE, "council_tax", BINS, PROCEED),
        (Scope.SERVICE, "Revenues", BINS, CONDITIONS),
        (Scope.SERVICE, None, BINS, CONDITIONS),
        (Scope.COUNCIL_WIDE, "Council Tax", BINS, CONDITIONS),
        (None, "Council Tax", BINS, CONDITIONS),
        (Scope.SERVICE, "Council Tax", None, REDIRECT),
        (Scope.SERVICE, "Council Tax", "parking", REDIRECT),
    ],
)
def test_a_restriction_of_one_service_does_not_reach_another(
    scope: Scope | None, service: str | None, purpose: Any, outcome: Outcome
) -> None:
    limited = replace(limit(RestrictionKind.PHONE_BAN), scope=scope, service=service)
    assert asked(limited, purpose=purpose).outcome is outcome


def test_a_part_that_was_withdrawn_is_for_the_manager_to_say() -> None:
    part = replace(limit(RestrictionKind.PHONE_BAN), services_withdrawn={BINS: "He threw one."})
    found = asked(part, purpose=BINS)
    assert (found.outcome, "ask the manager which" in found.do) == (CONDITIONS, True)
    assert "threw" not in found.do


def test_a_service_keeps_to_how_long_a_call_lasts() -> None:
    found = asked(limit(RestrictionKind.CALL_LENGTH, minutes=10), purpose=BINS)
    assert found.outcome is CONDITIONS
    assert found.do.startswith("Bin collections stays open to them. Keep the call to 10 minutes.")
    assert "nothing else" not in found.do


# Not told yet, and who it is.


@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_what_is_written_before_they_were_told_goes_through(kind: RestrictionKind, channel: Channel) -> None:
    known = build.decided(restrictions=(limit(kind),))
    found = decide(Contact(channel=channel, match=Match.VERIFIED), known, TERMS, at=london(NOW))
    assert found.not_told
    assert found.outcome is (EFFECTS[kind][channel] if channel in SPOKEN else PROCEED)
    assert "tell them now" in found.do
    assert "We have asked you" not in " ".join(found.say)


def test_of_two_restrictions_the_one_that_was_told_holds_for_what_is_written() -> None:
    known = build.told(
        restrictions=(
            limit(RestrictionKind.EMAIL_ONLY, contact_point="complaints@example.org"),
            replace(limit(RestrictionKind.NO_CONTACT, "r2"), determination=fact("d2")),
        )
    )
    found = decide(Contact(channel=Channel.LETTER, match=Match.VERIFIED), known, TERMS, at=london(NOW))
    assert (found.outcome, found.not_told) == (REDIRECT, True)


def test_an_interim_limit_holds_and_is_told_by_itself() -> None:
    limited = build.interim_limit(kind=RestrictionKind.PHONE_BAN, when="2026-03-02 09:00", until="2026-03-09 00:00")
    known = build.told(restrictions=(limited,))
    call = Contact(channel=Channel.TELEPHONE, match=Match.VERIFIED)
    found = decide(call, known, TERMS, at=london(NOW))
    assert (found.outcome, found.not_told) == (REDIRECT, True)
    said = facts.Telling(route=Route.TELEPHONE, sent_at=london(NOW), received_at=london(NOW))
    told = replace(known, direct_tellings=(facts.DirectTelling(id=fact("t1"), about=limited.id, telling=said),))
    assert not decide(call, told, TERMS, at=london(NOW)).not_told


def test_where_telling_is_held_back_nobody_tells_them() -> None:
    known = build.decided(
        restrictions=(limit(RestrictionKind.PHONE_BAN),),
        withholdings=(facts.Withholding(id=fact("h1"), about=fact("d1"), reason="A risk.", since=london(NOW)),),
    )
    found = decide(Contact(channel=Channel.TELEPHONE, match=Match.VERIFIED), known, TERMS, at=london(NOW))
    assert "do not tell them" in found.do
    assert "tell them now" not in found.do
    assert found.say[0] == "We ask you not to call us."


@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_whoever_it_may_be_is_asked_first_where_it_matters(kind: RestrictionKind, channel: Channel) -> None:
    for match in (Match.SHARED, Match.WITHHELD, Match.UNPROVEN):
        found = asked(limit(kind), channel=channel, match=match)
        assert found.outcome is (PROCEED if EFFECTS[kind][channel] is PROCEED else CONFIRM)
        assert (found.to_whom, found.from_when) == ("", None)


def test_a_decline_on_a_claimed_number_is_said_by_a_person_who_asked_who_it_is() -> None:
    found = asked(NO_CONTACT, match=Match.CLAIMED)
    assert found.outcome is DECLINE
    assert found.say[0] == "May I take your full name, please?"
    assert "If it is somebody else, treat it as normal." in found.do


# A safe equivalent.


def test_what_was_agreed_as_a_safe_equivalent_is_offered() -> None:
    cannot_write = replace(
        build.adjustment(*WRITTEN, Channel.TELEPHONE, Channel.SOCIAL_MEDIA),
        safe_equivalent="A video call with an interpreter",
    )
    found = asked(
        limit(RestrictionKind.NO_FACE_TO_FACE),
        channel=Channel.FACE_TO_FACE,
        customer=build.customer(cannot_write),
        incidents=(build.incident(physical_threat=True),),
    )
    assert found.clash
    assert "This has been agreed instead: A video call with an interpreter." in found.do
    harmless = asked(
        limit(RestrictionKind.NO_FACE_TO_FACE), channel=Channel.FACE_TO_FACE, customer=build.customer(cannot_write)
    )
    assert not harmless.clash
    assert harmless.outcome is CONDITIONS
