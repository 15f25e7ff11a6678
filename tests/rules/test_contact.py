"""The answer to a contact: what to do now, what to say, and what outranks what (3.1, 8.1, 9.1)."""

from typing import Any

import pytest

from evenhand.rules.contact import ADJUSTMENTS, KINDS, SERVICES, STAFF_RIGHTS, Contact, Directive, decide
from evenhand.rules.facts import CaseFacts
from evenhand.rules.reviews import ON_TIME
from evenhand.rules.telling import NOTICE_SENT
from evenhand.rules.vocabulary import Channel, Match, Outcome, Purpose, ReviewOutcome, ServiceId

from . import build
from .build import BINS, COUNCIL_TAX, TERMS, london

NOW = "2026-03-02 10:00"
WRITTEN = (Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM)
CANNOT_WRITE = (*WRITTEN, Channel.SOCIAL_MEDIA)
TALKING = (Channel.TELEPHONE, Channel.FACE_TO_FACE)
UNSURE = (Match.CLAIMED, Match.SHARED, Match.WITHHELD, Match.UNPROVEN)


def asked(
    known: CaseFacts | None,
    channel: Channel = Channel.TELEPHONE,
    match: Match = Match.VERIFIED,
    purpose: Purpose | ServiceId | None = None,
    at: str = NOW,
) -> Directive:
    return decide(Contact(channel=channel, match=match, purpose=purpose), known, TERMS, at=london(at))


def adjusted(*channels: Channel, **parts: Any) -> CaseFacts:
    return build.told(customer=build.customer(build.adjustment(*channels)), **parts)


def threatening(*channels: Channel) -> CaseFacts:
    return adjusted(*channels, incidents=(build.incident(physical_threat=True), build.incident("i2")))


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("match", Match)
@pytest.mark.parametrize(
    "known",
    [
        pytest.param(None, id="nobody we know"),
        pytest.param(build.referred(), id="no restriction"),
        pytest.param(build.told(restrictions=()), id="none on record"),
        pytest.param(build.told(restrictions=(build.restriction(lifted_at=london("2026-03-01 10:00")),)), id="lifted"),
    ],
)
def test_somebody_without_a_restriction_is_treated_as_anybody(
    known: CaseFacts | None, match: Match, channel: Channel
) -> None:
    found = asked(known, channel, match)
    assert (found.outcome, found.say, found.rules) == (Outcome.PROCEED, (), ())
    assert found.open_ways == tuple(Channel)
    assert (found.not_told, found.review_overdue) == (False, False)


def test_adjustments_outlive_the_restriction() -> None:
    found = asked(build.referred(customer=build.customer(build.adjustment())))
    assert (found.outcome, found.rules) == (Outcome.PROCEED, (ADJUSTMENTS,))
    assert found.adjustments == ("We ring her on Tuesdays.",)
    assert "keep to the adjustments" in found.do


def test_a_caller_is_asked_to_write_and_told_how() -> None:
    found = asked(build.told())
    assert found.outcome is Outcome.REDIRECT
    assert found.do == "Ask them to put it in writing, then end the call politely."
    assert found.say[0] == "We have asked you to contact us in writing."
    assert found.say[1] == "You can reach us by email, letter or the form on our website."
    assert "emergency" in found.say[2]
    assert "look at our decision again" in found.say[3]
    assert found.open_ways == (Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM, Channel.SOCIAL_MEDIA)
    assert found.rules == (KINDS, SERVICES)


def test_a_visitor_is_not_told_that_the_call_ends() -> None:
    assert "call" not in asked(build.told(), Channel.FACE_TO_FACE).do


@pytest.mark.parametrize("channel", TALKING)
@pytest.mark.parametrize(
    ("match", "outcome"),
    [
        (Match.VERIFIED, Outcome.REDIRECT),
        (Match.CLAIMED, Outcome.REDIRECT),
        (Match.SHARED, Outcome.CONFIRM_IDENTITY),
        (Match.WITHHELD, Outcome.CONFIRM_IDENTITY),
    ],
)
def test_nobody_is_turned_away_for_a_number_they_share(match: Match, outcome: Outcome, channel: Channel) -> None:
    found = asked(build.told(), channel, match)
    assert (found.outcome, found.match) == (outcome, match)
    asks_who = any("full name" in line for line in found.say[:1])
    assert asks_who is (match is not Match.VERIFIED)
    assert ("If it is somebody else, treat it as normal." in found.do) is asks_who


@pytest.mark.parametrize("match", UNSURE)
def test_help_with_a_service_does_not_bind_somebody_else(match: Match) -> None:
    assert "If it is somebody else" in asked(build.told(), match=match, purpose=BINS).do
    assert "If it is somebody else" not in asked(build.told(), purpose=BINS).do


def test_a_service_is_named_and_dealt_with_at_once() -> None:
    """What was agreed stands in the letter; read to somebody on the telephone, 'write to us' would turn them away."""
    found = asked(build.told(), purpose=COUNCIL_TAX)
    assert found.say == ("I can help you with this: Council Tax.",)
    assert found.do.startswith("Council Tax stays open to them. Deal with that now")
    assert found.rules == (SERVICES, STAFF_RIGHTS)


def test_a_service_with_no_agreed_way_is_still_given() -> None:
    found = asked(build.told(restrictions=(build.restriction(services=None),)), purpose=COUNCIL_TAX)
    assert found.say == ("I can help you with this: Council Tax.",)


def test_a_service_under_two_restrictions_is_named_once() -> None:
    other = build.restriction("r2", services={BINS: "Use the form on our website."})
    found = asked(build.told(restrictions=(build.restriction(), other)), purpose=BINS)
    assert found.say == ("I can help you with this: Bin collections.",)


def test_a_purpose_that_is_on_no_list_changes_nothing() -> None:
    assert asked(build.told(), purpose=ServiceId("parking")).outcome is Outcome.REDIRECT


# An adjustment outranks the restriction, save where safety clashes.


def test_adjustments_are_said_beside_the_restriction() -> None:
    found = asked(adjusted())
    assert found.outcome is Outcome.REDIRECT
    assert "Keep to the adjustments: they come before the restriction." in found.do
    assert ADJUSTMENTS in found.rules
    assert found.adjustments == ("We ring her on Tuesdays.",)


def test_a_way_that_the_customer_cannot_use_is_not_offered() -> None:
    found = asked(adjusted(Channel.EMAIL, Channel.WEB_FORM))
    assert found.outcome is Outcome.REDIRECT
    assert found.say[1] == "You can reach us by letter."
    assert found.open_ways == (Channel.LETTER, Channel.SOCIAL_MEDIA)


@pytest.mark.parametrize("unusable", [CANNOT_WRITE, WRITTEN], ids=["all writing", "all private writing"])
@pytest.mark.parametrize("channel", TALKING)
def test_a_customer_who_cannot_write_is_helped_where_they_are(channel: Channel, unusable: tuple[Channel, ...]) -> None:
    found = asked(adjusted(*unusable), channel)
    assert found.outcome is Outcome.PROCEED_WITH_CONDITIONS
    assert "Help them here" in found.do
    assert found.open_ways == TALKING
    assert ADJUSTMENTS in found.rules


def test_a_customer_who_cannot_use_any_way_is_helped_where_they_are() -> None:
    found = asked(adjusted(*Channel))
    assert (found.outcome, found.open_ways) == (Outcome.PROCEED_WITH_CONDITIONS, (Channel.TELEPHONE,))


def test_after_a_threat_the_protection_holds_and_a_safe_way_is_offered() -> None:
    found = asked(threatening(*CANNOT_WRITE), Channel.FACE_TO_FACE)
    assert found.outcome is Outcome.REDIRECT
    assert found.open_ways == (Channel.TELEPHONE,)
    assert found.say == ("You can reach us by telephone.",)
    assert "Keep yourself safe" in found.do
    on_the_phone = asked(threatening(*CANNOT_WRITE))
    assert on_the_phone.outcome is Outcome.PROCEED_WITH_CONDITIONS
    assert "Help them here" in on_the_phone.do


def test_where_no_way_is_safe_a_manager_decides() -> None:
    found = asked(threatening(*CANNOT_WRITE, Channel.TELEPHONE), Channel.FACE_TO_FACE)
    assert found.outcome is Outcome.PROCEED_WITH_CONDITIONS
    assert "ask a manager" in found.do
    assert asked(threatening(*CANNOT_WRITE, Channel.TELEPHONE)).open_ways == (Channel.FACE_TO_FACE,)


@pytest.mark.parametrize("match", [Match.SHARED, Match.WITHHELD])
def test_who_it_is_comes_before_a_clash(match: Match) -> None:
    found = asked(adjusted(*CANNOT_WRITE), match=match)
    assert found.outcome is Outcome.CONFIRM_IDENTITY
    assert "adjustments" not in found.do


# The customer has not been told yet.


@pytest.mark.parametrize("channel", Channel)
def test_the_restriction_holds_before_the_customer_is_told(channel: Channel) -> None:
    before, after = asked(build.decided(), channel), asked(build.told(), channel)
    assert before.outcome is after.outcome
    assert (before.not_told, after.not_told) == (True, False)
    assert NOTICE_SENT in before.rules
    assert "tell them now" in before.do


def test_nobody_is_said_to_have_been_asked_before_they_were() -> None:
    say = asked(build.decided()).say
    assert "We have asked you to contact us in writing." not in say
    assert say[0] == "We have decided to ask you to contact us in writing. We will write to you to say why."


def test_a_letter_on_its_way_has_not_told_yet() -> None:
    known = build.decided(letters=(build.letter(told=("2026-03-02 10:01",)),))
    assert asked(known).not_told
    assert not asked(known, at="2026-03-02 10:01").not_told


@pytest.mark.parametrize(
    "known", [build.told(restrictions=(build.restriction(), build.restriction("r2", determination="d2")))]
)
def test_each_restriction_must_have_been_told(known: CaseFacts) -> None:
    assert asked(known).not_told


@pytest.mark.parametrize("purpose", [Purpose.EMERGENCY, Purpose.SAFEGUARDING, Purpose.REPRESENTATIVE])
def test_some_contacts_are_no_time_to_tell(purpose: Purpose) -> None:
    found = asked(build.decided(), purpose=purpose)
    assert found.not_told
    assert "told" not in found.do


@pytest.mark.parametrize("match", UNSURE)
@pytest.mark.parametrize("channel", Channel)
def test_a_restriction_is_told_to_nobody_else(channel: Channel, match: Match) -> None:
    found = asked(build.decided(), channel, match)
    assert "tell them now" not in found.do
    assert ("once you are sure who it is" in found.do) is (found.outcome is not Outcome.CONFIRM_IDENTITY)


# An overdue review shows wherever the restriction shows, and changes nothing of it.


@pytest.mark.parametrize("channel", Channel)
def test_an_overdue_review_shows(channel: Channel) -> None:
    on_its_day = asked(build.told(), channel, at="2026-05-01 23:59")
    overdue = asked(build.told(), channel, at="2026-05-02 00:00")
    assert (on_its_day.review_overdue, overdue.review_overdue) == (False, True)
    assert ON_TIME in overdue.rules
    assert overdue.outcome is on_its_day.outcome


def test_one_overdue_review_of_two_shows() -> None:
    other = build.restriction("r2", next_review_on=None, determination=None)
    assert asked(build.told(restrictions=(build.restriction(), other)), at="2026-05-02 00:00").review_overdue


@pytest.mark.parametrize("match", Match)
def test_an_open_way_asks_nobody_who_they_are(match: Match) -> None:
    found = asked(build.told(), Channel.EMAIL, match)
    assert found.do == "This way of contact stays open to them. Treat it as normal."


def test_a_review_in_time_is_not_overdue() -> None:
    known = build.reviewed(ReviewOutcome.CONTINUED)
    assert not asked(known, at="2026-07-31 12:00").review_overdue


def test_an_end_in_the_hour_that_comes_twice() -> None:
    """It ends at the second half past one of 25 October 2026; at the first it still holds."""
    end = london("2026-10-25 01:30").replace(fold=1)
    known = build.told(restrictions=(build.restriction(ends_at=end),))
    contact = Contact(channel=Channel.TELEPHONE, match=Match.VERIFIED)
    first = london("2026-10-25 01:45")
    assert decide(contact, known, TERMS, at=first).outcome is Outcome.REDIRECT
    assert decide(contact, known, TERMS, at=end).outcome is Outcome.PROCEED
