"""What each kind of restriction gives to a contact, once recipient, time, issue and number are known (9.3, 9.4)."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from evenhand.rules import facts
from evenhand.rules.contact import EXCEPTIONAL, KINDS, NEW_ISSUE, SERVICES, STAFF_RIGHTS, Contact, Directive, decide
from evenhand.rules.kinds import EFFECTS
from evenhand.rules.vocabulary import Channel, Match, Outcome, Purpose, RestrictionKind

from . import build
from .build import BINS, TERMS, fact, london

NOW = "2026-03-02 10:00"  # a Monday
SPOKEN = (Channel.TELEPHONE, Channel.FACE_TO_FACE)
WRITTEN = (Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM)
EVERY = [pytest.param(kind, channel, id=f"{kind}-{channel}") for kind in RestrictionKind for channel in Channel]
PROCEED, CONDITIONS, CONFIRM = Outcome.PROCEED, Outcome.PROCEED_WITH_CONDITIONS, Outcome.CONFIRM_IDENTITY
DEFER, REDIRECT, FILE, DECLINE = Outcome.DEFER, Outcome.REDIRECT, Outcome.PLACE_ON_FILE, Outcome.DECLINE


def limit(kind: RestrictionKind, name: str = "r1", **terms: Any) -> facts.Restriction:
    """A restriction of a kind with some terms; unknown ones where there are none."""
    return build.restriction(name, kind=kind, terms=facts.RestrictionTerms(**terms) if terms else None)


def asked(
    *restrictions: facts.Restriction, channel: Channel = Channel.TELEPHONE, at: str = NOW, **parts: Any
) -> Directive:
    case = {name: parts.pop(name) for name in ("exceptional", "customer", "incidents", "withholdings") if name in parts}
    known = build.told(restrictions=restrictions, **case)
    contact = Contact(**({"channel": channel, "match": Match.VERIFIED} | parts))
    return decide(contact, known, TERMS, at=london(at))


def outcomes(*restrictions: facts.Restriction, **parts: Any) -> dict[Channel, Outcome]:
    return {channel: asked(*restrictions, channel=channel, **parts).outcome for channel in Channel}


# What a kind gives before anything is known of recipient, time, issue or number.


@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_with_its_terms_unknown_a_kind_gives_what_the_table_says(kind: RestrictionKind, channel: Channel) -> None:
    found = asked(limit(kind), channel=channel)
    assert found.outcome is EFFECTS[kind][channel]
    assert KINDS in found.rules
    assert found.outcome in {PROCEED, CONDITIONS} or found.say, "who is turned away hears which way is open"


@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_it_holds_from_its_start_to_its_last_moment_and_never_else(kind: RestrictionKind, channel: Channel) -> None:
    for moment in ("2026-02-02 13:59", "2026-08-03 00:00", "2027-01-01 12:00"):
        assert asked(limit(kind), channel=channel, at=moment).outcome is PROCEED
    for moment in ("2026-02-03 14:00", "2026-08-02 23:59"):
        assert asked(limit(kind), channel=channel, at=moment).outcome is EFFECTS[kind][channel]


@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_while_it_is_paused_it_closes_nothing(kind: RestrictionKind, channel: Channel) -> None:
    pause = facts.Suspension(id=fact("p1"), since=london(NOW), until=london("2026-03-09 10:00"))
    paused = replace(limit(kind), suspensions=(pause,))
    assert asked(paused, channel=channel).outcome is PROCEED
    assert asked(paused, channel=channel, at="2026-03-09 10:00").outcome is EFFECTS[kind][channel]


@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_an_always_allowed_purpose_is_never_closed(kind: RestrictionKind, channel: Channel) -> None:
    for purpose in Purpose:
        for match in Match:
            found = asked(limit(kind), channel=channel, match=match, purpose=purpose)
            assert found.outcome is PROCEED
            assert SERVICES in found.rules
            assert (STAFF_RIGHTS in found.rules) is ("then you may end it" in found.do) is (channel in SPOKEN)


@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_a_mandatory_service_is_never_closed(kind: RestrictionKind, channel: Channel) -> None:
    for match in Match:
        found = asked(limit(kind), channel=channel, match=match, purpose=BINS)
        assert found.outcome is (PROCEED if EFFECTS[kind][channel] is PROCEED else CONDITIONS)
        assert SERVICES in found.rules


# Kind by kind.


@pytest.mark.parametrize(("minutes", "words"), [(10, "10 minutes"), (1, "1 minute")])
def test_a_call_is_kept_to_its_length(minutes: int, words: str) -> None:
    found = asked(limit(RestrictionKind.CALL_LENGTH, minutes=minutes))
    assert (found.outcome, found.do) == (CONDITIONS, f"Keep the call to {words}.")
    assert found.say == (f"We have {words} for this call.",)
    assert outcomes(limit(RestrictionKind.CALL_LENGTH, minutes=minutes))[Channel.EMAIL] is PROCEED


def window(weekday: int, opens: str, closes: str) -> facts.CallWindow:
    return facts.CallWindow(weekday=weekday, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


MORNINGS = (window(0, "10:00", "11:00"), window(2, "10:00", "11:00"))


@pytest.mark.parametrize(
    ("at", "outcome", "when"),
    [
        ("2026-03-02 09:59", DEFER, "2026-03-02 10:00"),
        ("2026-03-02 10:00", CONDITIONS, None),
        ("2026-03-02 10:59", CONDITIONS, None),
        ("2026-03-02 11:00", DEFER, "2026-03-04 10:00"),
        ("2026-03-28 12:00", DEFER, "2026-03-30 10:00"),  # over the clock change in spring
        ("2026-05-02 12:00", DEFER, "2026-05-06 10:00"),  # the Monday is a bank holiday
        ("2026-05-04 10:30", DEFER, "2026-05-06 10:00"),
    ],
)
def test_calls_are_taken_at_the_set_times(at: str, outcome: Outcome, when: str | None) -> None:
    found = asked(limit(RestrictionKind.PHONE_TIMES, windows=MORNINGS), at=at)
    assert found.outcome is outcome
    assert found.from_when == (london(when) if when else None)
    assert (found.until is not None) is (outcome is CONDITIONS)


def test_who_calls_at_another_time_is_told_when_to_call_and_what_is_open_now() -> None:
    found = asked(limit(RestrictionKind.PHONE_TIMES, windows=MORNINGS), at="2026-03-02 12:00")
    assert found.do == "Ask them to call again from 10am on Wednesday 4 March 2026, then end the call politely."
    assert found.say[:3] == (
        "We have asked you to call us at set times.",
        "You can call again from 10am on Wednesday 4 March 2026.",
        "You can also reach us by email, letter, visiting us or the form on our website.",
    )
    assert "emergency" in found.say[3]


def test_within_the_set_times_the_end_is_said() -> None:
    found = asked(limit(RestrictionKind.PHONE_TIMES, windows=(*MORNINGS, window(0, "11:00", "12:00"))))
    assert (found.do, found.say) == ("Calls are taken until midday.", ("I can talk until midday.",))
    assert found.until == london("2026-03-02 12:00")


def test_set_times_that_are_not_on_record_are_looked_up() -> None:
    found = asked(limit(RestrictionKind.PHONE_TIMES))
    assert (found.outcome, found.from_when) == (DEFER, None)
    assert "Ask the manager which" in found.do
    assert Channel.TELEPHONE not in found.open_ways


def test_of_two_sets_of_times_both_must_be_open() -> None:
    both = (
        limit(RestrictionKind.PHONE_TIMES, windows=MORNINGS),
        limit(RestrictionKind.PHONE_TIMES, "r2", windows=(window(2, "10:30", "12:00"),)),
    )
    assert asked(*both).from_when == london("2026-03-04 10:30")
    assert asked(*both, at="2026-03-04 10:30").outcome is CONDITIONS
    assert asked(*both, at="2026-03-04 11:00").from_when == london("2026-03-11 10:30")


DANA_OR_KEN = "Ms Dana Summer (or Mr Ken Frost when they are away)"
ONE_PERSON = limit(RestrictionKind.SINGLE_CONTACT, named_contact="Ms Dana Summer", cover="Mr Ken Frost")


@pytest.mark.parametrize("to", ["Ms Dana Summer", "dana  summer", "Dana Summer, Customer Services", "Mr Ken Frost"])
@pytest.mark.parametrize("channel", Channel)
def test_the_named_person_and_their_cover_are_free_to_answer(channel: Channel, to: str) -> None:
    assert asked(ONE_PERSON, channel=channel, to=to).outcome is PROCEED


@pytest.mark.parametrize("to", ["", "Mr Olu Spring", "Dana", "Frost"])
def test_anybody_else_sends_them_to_the_named_person(to: str) -> None:
    found = asked(ONE_PERSON, to=to)
    assert (found.outcome, found.to_whom, found.cover) == (REDIRECT, "Ms Dana Summer", "Mr Ken Frost")
    assert found.do == f"Put them through to {DANA_OR_KEN}, or take a message for them."
    assert found.say[:3] == (
        "We have asked you to contact one person: Ms Dana Summer.",
        "I will put you through to Ms Dana Summer.",
        "You can reach Ms Dana Summer by telephone, email or letter, and Mr Ken Frost when they are away.",
    )
    written = asked(ONE_PERSON, channel=Channel.LETTER, to=to)
    assert (
        "pass it on to Ms Dana Summer (or Mr Ken Frost when they are away), and do not answer it yourself" in written.do
    )
    assert NEW_ISSUE in written.rules


def test_a_named_person_who_is_not_on_record_is_named_by_the_letter() -> None:
    found = asked(limit(RestrictionKind.SINGLE_CONTACT))
    assert "the person named in our letter" in found.do
    assert found.to_whom == ""


@pytest.mark.parametrize("number", ["020 7946 0555", "+44 20 7946 0555", "(020) 79460555", "0044 (0)20 7946 0555"])
def test_the_one_number_is_answered(number: str) -> None:
    assert asked(limit(RestrictionKind.SINGLE_NUMBER, contact_point="020 7946 0555"), to=number).outcome is PROCEED


def test_another_number_and_another_way_lead_to_the_one_number() -> None:
    one = limit(RestrictionKind.SINGLE_NUMBER, contact_point="020 7946 0555")
    elsewhere = asked(one, to="020 7946 0556")
    assert (elsewhere.outcome, elsewhere.to_whom) == (REDIRECT, "020 7946 0555")
    assert elsewhere.do == "Ask them to reach us by telephone on 020 7946 0555, then end the call politely."
    assert asked(one).outcome is CONDITIONS
    assert {outcomes(one, to="020 7946 0555")[channel] for channel in Channel if channel not in SPOKEN} == {REDIRECT}


def test_the_one_email_address_is_answered_and_all_else_led_there() -> None:
    one = limit(RestrictionKind.EMAIL_ONLY, contact_point="Complaints@example.org")
    assert asked(one, channel=Channel.EMAIL, to="complaints@example.org").outcome is PROCEED
    assert asked(one, channel=Channel.EMAIL).outcome is CONDITIONS
    other = asked(one, channel=Channel.EMAIL, to="olu@example.org")
    assert (other.outcome, other.to_whom) == (REDIRECT, "Complaints@example.org")
    call = asked(one)
    assert call.do == "Ask them to put it in writing, to Complaints@example.org, then end the call politely."
    assert "You can reach us by email to Complaints@example.org." in call.say
    assert asked(one, channel=Channel.LETTER, to="complaints@example.org").outcome is REDIRECT


def test_what_is_written_goes_to_the_shared_inbox_and_talking_stays_open() -> None:
    one = limit(RestrictionKind.GENERIC_INBOX, contact_point="post@example.org")
    for channel in WRITTEN:
        assert asked(one, channel=channel, to="POST@example.org").outcome is PROCEED
        other = asked(one, channel=channel, to="olu@example.org")
        assert (other.outcome, other.to_whom) == (REDIRECT, "post@example.org")
    assert {outcomes(one)[channel] for channel in SPOKEN} == {PROCEED}


ISSUES: dict[str, Any] = {
    "issues": ("The parking permit", "The hedge"),
    "considered_where": "Our letter of 5 January 2026",
}


@pytest.mark.parametrize("kind", [RestrictionKind.ISSUE_BAN, RestrictionKind.FILE_WITHOUT_REPLY])
def test_an_issue_that_was_considered_is_read_and_not_answered(kind: RestrictionKind) -> None:
    found = outcomes(limit(kind, **ISSUES), issue=" THE parking  permit.")
    assert {found[channel] for channel in SPOKEN} == {DECLINE}
    assert {found[channel] for channel in (*WRITTEN, Channel.SOCIAL_MEDIA)} == {FILE}


@pytest.mark.parametrize("kind", [RestrictionKind.ISSUE_BAN, RestrictionKind.FILE_WITHOUT_REPLY])
def test_a_new_issue_is_dealt_with_like_anybodys(kind: RestrictionKind) -> None:
    assert set(outcomes(limit(kind, **ISSUES), issue="A missed bin").values()) == {PROCEED}


def test_where_the_issue_is_not_known_anything_else_is_dealt_with() -> None:
    assert set(outcomes(limit(RestrictionKind.ISSUE_BAN, **ISSUES)).values()) == {CONDITIONS}
    found = asked(limit(RestrictionKind.ISSUE_BAN, **ISSUES))
    assert found.do == "Deal with anything but this: The parking permit; The hedge."
    filed = outcomes(limit(RestrictionKind.FILE_WITHOUT_REPLY, **ISSUES))
    assert {filed[channel] for channel in SPOKEN} == {CONDITIONS}
    assert {filed[channel] for channel in WRITTEN} == {FILE}


def test_a_declined_issue_leaves_all_others_open() -> None:
    found = asked(limit(RestrictionKind.ISSUE_BAN, **ISSUES), issue="The hedge")
    assert "if there is, note it and pass it on" in found.do
    assert found.do.endswith("say that we do not deal with this again. Help with anything else.")
    assert found.say[:3] == (
        "We have asked you not to contact us about some issues: The parking permit; The hedge.",
        "Is there anything new about it that we have not considered?",
        "I can help you with anything else.",
    )
    assert NEW_ISSUE in found.rules


def test_what_is_filed_is_read_that_day_and_says_where_it_was_considered() -> None:
    found = asked(limit(RestrictionKind.FILE_WITHOUT_REPLY, **ISSUES), channel=Channel.LETTER)
    assert found.do.startswith("Read it today for a risk to anybody, and for a new issue, which is answered.")
    assert "Where it was considered: Our letter of 5 January 2026." in found.do
    assert found.say[:2] == (
        "What you write is read. We answer only what is new.",
        "We can help you with anything else.",
    )
    assert NEW_ISSUE in found.rules


def test_on_social_media_nothing_of_a_block_is_said_in_public() -> None:
    found = asked(limit(RestrictionKind.SOCIAL_MEDIA_BLOCK, accounts=("@example",)), channel=Channel.SOCIAL_MEDIA)
    assert found.outcome is DECLINE
    assert "Say nothing of it in public." in found.do
    way = "telephone, email, letter, visiting us or the form on our website"
    assert found.say == (f"You can reach us by {way}.",)


@pytest.mark.parametrize("kind", RestrictionKind)
def test_nothing_of_any_restriction_is_said_where_everybody_reads_along(kind: RestrictionKind) -> None:
    found = asked(limit(kind, description="One letter a week.", **ISSUES), channel=Channel.SOCIAL_MEDIA)
    assert all(words.startswith("You can reach us by ") for words in found.say)
    assert found.outcome is PROCEED or "Say nothing of it in public." in found.do or found.outcome is FILE


@pytest.mark.parametrize(
    ("presented", "outcome"),
    [("020 7946 0321", REDIRECT), ("+442079460321", REDIRECT), ("", REDIRECT), ("020 7946 0322", PROCEED)],
)
def test_a_block_for_excess_holds_for_the_blocked_number_alone(presented: str, outcome: Outcome) -> None:
    one = limit(RestrictionKind.EXCESS_BLOCK, blocked_points=("020 7946 0321", "ada@example.org"), counted="40 a day")
    found = asked(one, presented=presented)
    assert found.outcome is outcome
    assert "40" not in " ".join((found.do, *found.say))


@pytest.mark.parametrize(("presented", "outcome"), [("Ada@example.org", FILE), ("a.winter@example.org", PROCEED)])
def test_emails_of_a_blocked_address_are_read(presented: str, outcome: Outcome) -> None:
    one = limit(RestrictionKind.EXCESS_BLOCK, blocked_points=("020 7946 0321", "ada@example.org"))
    found = asked(one, channel=Channel.EMAIL, presented=presented)
    assert found.outcome is outcome
    elsewhere = "You can also reach us by letter, visiting us or the form on our website."
    assert (elsewhere in found.say) is (outcome is FILE)


def test_a_ban_from_a_building_says_which() -> None:
    one = limit(RestrictionKind.PREMISES_BAN, premises=("The civic offices", "The library"))
    found = asked(one, channel=Channel.FACE_TO_FACE)
    assert found.outcome is REDIRECT
    assert found.say[0] == "We have asked you not to come to some of our buildings: The civic offices; The library."
    assert "Anywhere else, treat the visit as normal" in found.do
    assert asked(one).outcome is PROCEED


def test_a_limit_on_services_goes_with_every_contact() -> None:
    one = limit(RestrictionKind.SERVICE_LIMIT, services_limited="Tree surveys: one a year")
    assert set(outcomes(one).values()) == {CONDITIONS}
    assert asked(one).do == "Keep to the limit on services: Tree surveys: one a year."


def test_another_restriction_closes_the_ways_that_its_terms_name() -> None:
    one = limit(RestrictionKind.OTHER, description="One letter a week.", channels=frozenset({Channel.WEB_FORM}))
    found = outcomes(one)
    assert found.pop(Channel.WEB_FORM) is REDIRECT
    assert set(found.values()) == {CONDITIONS}
    assert asked(one).do == "Keep to this: One letter a week."


NO_CONTACT = limit(RestrictionKind.NO_CONTACT, exceptional_way="Write to the monitoring officer at the town hall")


def test_under_no_contact_a_caller_hears_how_to_raise_exceptional_circumstances() -> None:
    found = asked(NO_CONTACT)
    assert found.outcome is DECLINE
    assert found.say[:2] == (
        "We have asked you not to contact us, save in exceptional circumstances.",
        "In exceptional circumstances this is how to reach us: Write to the monitoring officer at the town hall.",
    )
    assert EXCEPTIONAL in found.rules
    assert found.open_ways == (Channel.EMAIL, Channel.LETTER)


def test_under_no_contact_what_is_written_is_read() -> None:
    for channel in WRITTEN:
        found = asked(NO_CONTACT, channel=channel)
        assert found.outcome is FILE
        assert "a manager decides whether to let it in" in found.do
        assert EXCEPTIONAL in found.rules
    unknown = asked(limit(RestrictionKind.NO_CONTACT))
    assert "by email or letter. What you send is read." in unknown.say[1]


def let_in(when: str | None, **changes: Any) -> facts.ExceptionalContact:
    base = facts.ExceptionalContact(id=fact("x1"), raised_at=london(when) if when else None, let_in=True)
    return replace(base, **changes)


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize(
    "recorded",
    [let_in(NOW), let_in("2026-03-02 00:00"), let_in(None), let_in(NOW, restriction=fact("r1"))],
)
def test_a_contact_in_exceptional_circumstances_is_let_in(recorded: facts.ExceptionalContact, channel: Channel) -> None:
    found = asked(NO_CONTACT, channel=channel, exceptional=(recorded,))
    assert found.outcome is PROCEED
    assert "let this contact in, and treat it as normal" in found.do
    assert EXCEPTIONAL in found.rules


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize(
    "recorded",
    [
        let_in(NOW, restriction=fact("r2")),
        let_in(NOW, let_in=False),
        let_in(NOW, let_in=None),
        let_in("2026-03-01 23:59"),
        let_in("2026-03-02 10:01"),
    ],
)
def test_another_day_another_restriction_or_no_decision_lets_nothing_in(
    recorded: facts.ExceptionalContact, channel: Channel
) -> None:
    found = asked(NO_CONTACT, channel=channel, exceptional=(recorded,))
    assert found.outcome is EFFECTS[RestrictionKind.NO_CONTACT][channel]
