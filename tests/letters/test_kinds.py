"""Every kind of restriction in words: what is asked, with its terms, and what the customer may still do."""

from dataclasses import replace
from datetime import time

import pytest

from evenhand.letters.compose import compose
from evenhand.letters.draft import LetterDraft, LetterFacts, states
from evenhand.letters.kinds import WORDS
from evenhand.letters.ways import ways_open
from evenhand.rules.calendar import end_of_day
from evenhand.rules.facts import CallWindow, Restriction, RestrictionTerms, Review
from evenhand.rules.kinds import PUBLIC_CHANNELS, leaves_open, open_channels
from evenhand.rules.vocabulary import (
    Channel,
    FactId,
    LetterKind,
    NoticeItem,
    RestrictionKind,
    ReviewOutcome,
    Scope,
    ServiceId,
)

K = RestrictionKind
TERMS = {
    K.CALL_LENGTH: RestrictionTerms(minutes=10),
    K.PHONE_TIMES: RestrictionTerms(
        windows=(
            CallWindow(weekday=3, opens=time(9), closes=time(11)),
            CallWindow(weekday=0, opens=time(9), closes=time(11)),
            CallWindow(weekday=4, opens=time(14, 30), closes=time(16)),
        )
    ),
    K.SINGLE_CONTACT: RestrictionTerms(named_contact="Lee Lamb, customer relations", cover="the duty manager"),
    K.SINGLE_NUMBER: RestrictionTerms(contact_point="020 7946 0155"),
    K.EMAIL_ONLY: RestrictionTerms(contact_point="one@northmoor.example.org"),
    K.GENERIC_INBOX: RestrictionTerms(contact_point="shared@northmoor.example.org"),
    K.ISSUE_BAN: RestrictionTerms(issues=("the hedge at 14 Mill Lane", "parking in Mill Lane")),
    K.FILE_WITHOUT_REPLY: RestrictionTerms(
        issues=("the hedge at 14 Mill Lane",), considered_where="our letter of 3 March 2026"
    ),
    K.SOCIAL_MEDIA_BLOCK: RestrictionTerms(accounts=("@example_ada",)),
    K.EXCESS_BLOCK: RestrictionTerms(blocked_points=("ada@example.org",), counted="240 emails in 2 weeks"),
    K.PREMISES_BAN: RestrictionTerms(premises=("Moor House", "Example Library")),
    K.SERVICE_LIMIT: RestrictionTerms(services_limited="garden waste is collected once a month"),
    K.OTHER: RestrictionTerms(
        description="Please bring somebody with you.", channels=frozenset({Channel.FACE_TO_FACE})
    ),
    K.NO_CONTACT: RestrictionTerms(exceptional_way="write to the Monitoring Officer, who reads it the same day"),
}
"""What each kind asks for; a kind that asks for nothing has nothing here."""

ASKED = {
    K.CALL_LENGTH: "Please keep each telephone call to 10 minutes.",
    K.PHONE_TIMES: "• Mondays and Thursdays, 9am to 11am\n• Fridays, 2:30pm to 4pm\n\nWe do not take your calls",
    K.SINGLE_CONTACT: "one person only: Lee Lamb, customer relations. When they are away, "
    "this is who takes their place: the duty manager.",
    K.SINGLE_NUMBER: "Please contact us on this telephone number only: 020 7946 0155.",
    K.EMAIL_ONLY: "Please contact us at this email address only: one@northmoor.example.org.",
    K.GENERIC_INBOX: "Please send letters and emails to this address only: shared@northmoor.example.org.",
    K.WRITING_ONLY: "Please do not telephone us or come to see us, unless this letter says that you can.",
    K.ISSUE_BAN: "• the hedge at 14 Mill Lane\n• parking in Mill Lane\n\nYou can contact us about anything else.",
    K.FILE_WITHOUT_REPLY: "This is where we considered them: our letter of 3 March 2026.",
    K.SOCIAL_MEDIA_BLOCK: "We have removed or blocked these accounts:\n\n• @example_ada",
    K.EXCESS_BLOCK: "• ada@example.org\n\nWe do not answer what comes from them. "
    "This is what we counted: 240 emails in 2 weeks.",
    K.NO_FACE_TO_FACE: "Please do not come to see us, unless this letter says that you can.",
    K.PHONE_BAN: "Please do not telephone us, unless this letter says that you can.",
    K.PREMISES_BAN: "Please do not come to:\n\n• Moor House\n• Example Library",
    K.SERVICE_LIMIT: "This is the limit: garden waste is collected once a month.",
    K.OTHER: "This is what we ask of you:\n\nPlease bring somebody with you.",
    K.NO_CONTACT: "exceptional circumstances: write to the Monitoring Officer, who reads it the same day.",
}
"""What the letter on each kind asks, with its terms."""

LETTER, EMAIL = "letter, to the address at the top of this letter", "email, to contact@northmoor.example.org"
FORM = "the form on our website, at https://northmoor.example.org/contact-us"
PHONE, VISIT = "telephone, on 020 7946 0100", "coming to see us"
EVERYTHING = (LETTER, EMAIL, FORM, PHONE, VISIT)
LEFT = {
    K.CALL_LENGTH: (LETTER, EMAIL, FORM, f"{PHONE}, for at most 10 minutes", VISIT),
    K.PHONE_TIMES: (LETTER, EMAIL, FORM, f"{PHONE}, at the set times", VISIT),
    K.SINGLE_CONTACT: tuple(f"{way}, for Lee Lamb, customer relations" for way in (LETTER, EMAIL, PHONE)),
    K.SINGLE_NUMBER: ("telephone, on 020 7946 0155",),
    K.EMAIL_ONLY: ("email, to one@northmoor.example.org",),
    K.GENERIC_INBOX: (LETTER, "email, to shared@northmoor.example.org", PHONE, VISIT),
    K.WRITING_ONLY: (LETTER, EMAIL, FORM),
    K.NO_FACE_TO_FACE: (LETTER, EMAIL, FORM, PHONE),
    K.PHONE_BAN: (LETTER, EMAIL, FORM, VISIT),
    K.PREMISES_BAN: (LETTER, EMAIL, FORM, PHONE, "coming to see us anywhere else"),
    K.OTHER: (LETTER, EMAIL, FORM, PHONE),
    K.NO_CONTACT: (LETTER, EMAIL),
    K.EXCESS_BLOCK: (LETTER, FORM, VISIT),
    **dict.fromkeys((K.ISSUE_BAN, K.FILE_WITHOUT_REPLY, K.SOCIAL_MEDIA_BLOCK, K.SERVICE_LIMIT), EVERYTHING),
}
"""The ways that the letter on each kind leaves open."""


def of_kind(restriction: Restriction, kind: RestrictionKind) -> Restriction:
    return replace(restriction, kind=kind, terms=TERMS.get(kind, RestrictionTerms()))


def notice(facts: LetterFacts, *restrictions: Restriction) -> LetterDraft:
    return compose(LetterKind.RESTRICTION_NOTICE, replace(facts, restrictions=restrictions))


def what(draft: LetterDraft) -> str:
    return draft.sections[NoticeItem.WHAT]


def test_every_kind_is_tried_here_and_has_its_words() -> None:
    assert set(WORDS) == set(ASKED) == set(LEFT) == set(RestrictionKind)


@pytest.mark.parametrize("kind", RestrictionKind)
def test_a_notice_asks_with_the_terms_and_says_what_stays_open(
    facts: LetterFacts, restriction: Restriction, kind: RestrictionKind
) -> None:
    draft = notice(facts, of_kind(restriction, kind))
    assert states(draft) == frozenset(NoticeItem)
    assert ASKED[kind] in what(draft)
    ways = "\n".join(f"• {way}" for way in LEFT[kind])
    assert f"us by:\n\n{ways}\n\n" in what(draft)
    assert "• Bins and missed collections: Report it with the form on our website." in what(draft)
    assert "If somebody is in danger now, call 999." in what(draft)


@pytest.mark.parametrize("kind", RestrictionKind)
def test_a_letter_offers_no_way_that_the_kind_closes(
    facts: LetterFacts, restriction: Restriction, kind: RestrictionKind
) -> None:
    words = {
        Channel.LETTER: "letter, ",
        Channel.EMAIL: "email, ",
        Channel.WEB_FORM: "the form ",
        Channel.TELEPHONE: "telephone",
        Channel.FACE_TO_FACE: "coming to see us",
    }
    one = of_kind(restriction, kind)
    offered = ways_open((one,), facts.council)
    left = leaves_open(one) - PUBLIC_CHANNELS
    if kind is K.PREMISES_BAN:
        left |= {Channel.FACE_TO_FACE}  # anywhere but in these buildings
    assert {channel for channel, word in words.items() if any(way.startswith(word) for way in offered)} == left


@pytest.mark.parametrize("kind", RestrictionKind)
def test_a_kind_whose_terms_nobody_recorded_still_makes_sense(
    facts: LetterFacts, restriction: Restriction, kind: RestrictionKind
) -> None:
    for terms in (None, RestrictionTerms()):
        draft = notice(facts, replace(restriction, kind=kind, terms=terms))
        text = what(draft)
        assert "None" not in text
        assert ": ." not in text
        assert ":\n\n:" not in text
        assert "•\n" not in text


@pytest.mark.parametrize("kind", RestrictionKind)
def test_what_is_asked_reads_in_every_letter(
    facts: LetterFacts, reviewed: LetterFacts, review: Review, restriction: Restriction, kind: RestrictionKind
) -> None:
    one = of_kind(restriction, kind)
    ask, wanted = WORDS[kind].ask, WORDS[kind].please
    assert ask.startswith(("to ", "not to "))
    assert f"Please {wanted}. You can still use our services." in notice(facts, one).frame.opening
    assert wanted.startswith("do not ") is ask.startswith("not to ")
    kept = compose(LetterKind.REVIEW_OUTCOME, replace(reviewed, restrictions=(one,)))
    assert f"We still ask you {ask}." in kept.frame.opening
    sooner = replace(reviewed, restrictions=(one,), review=replace(review, outcome=ReviewOutcome.VARIED))
    assert f"Until then, we ask you {ask}." in compose(LetterKind.REVIEW_OUTCOME, sooner).frame.opening


@pytest.mark.parametrize("kind", RestrictionKind)
def test_a_letter_of_lifting_says_what_holds_again(
    lifted: LetterFacts, restriction: Restriction, kind: RestrictionKind
) -> None:
    ended = replace(of_kind(restriction, kind), lifted_at=lifted.restrictions[0].lifted_at)
    draft = compose(LetterKind.LIFTED, replace(lifted, restrictions=(ended,)))
    assert what(draft).startswith(f"{WORDS[kind].over} Like anybody else, you can telephone us")
    assert WORDS[kind].over.endswith(".")


@pytest.mark.parametrize("kind", RestrictionKind)
def test_our_own_sentences_on_each_kind_are_short(
    facts: LetterFacts, restriction: Restriction, kind: RestrictionKind
) -> None:
    said = WORDS[kind].means(RestrictionTerms())
    sentences = [one for line in said.split("\n") for one in line.split(". ") if one]
    assert all(len(one.split()) <= 25 for one in sentences)
    assert len(notice(facts, of_kind(restriction, kind)).frame.opening.split(". ")[1].split()) <= 15


# What a letter covers, and the services


def test_one_service_is_named_and_the_others_stay_as_they_are(facts: LetterFacts, restriction: Restriction) -> None:
    text = what(notice(facts, replace(restriction, scope=Scope.SERVICE, service="Council tax.\n")))
    assert (
        "This covers one service only: Council tax. You can contact our other services in the usual ways.\n\n" in text
    )


def test_the_whole_council_is_named_with_why(facts: LetterFacts, restriction: Restriction) -> None:
    wide = replace(restriction, scope=Scope.COUNCIL_WIDE, service="Four services were called.\n\nEach was insulted.")
    said = "This covers the whole council. This is why:\n\nFour services were called.\n\nEach was insulted.\n\n"
    assert said in what(notice(facts, wide))
    assert "This covers the whole council.\n\nYou can write" in what(notice(facts, replace(wide, service=" ")))


def test_a_scope_that_nobody_recorded_is_not_made_up(facts: LetterFacts, restriction: Restriction) -> None:
    assert "This covers" not in what(notice(facts, restriction))


def test_a_service_that_is_limited_in_part_says_so_and_why(facts: LetterFacts, restriction: Restriction) -> None:
    limited = replace(restriction, services_withdrawn={ServiceId("bins"): "Bins are collected from the gate."})
    assert (
        "• Bins and missed collections: Report it with the form on our website. "
        "We have limited this service in part. This is why: Bins are collected from the gate."
        in what(notice(facts, limited))
    )


# Several restrictions at once


def test_a_notice_tells_of_all_that_a_decision_imposed(facts: LetterFacts, restriction: Restriction) -> None:
    two = (of_kind(restriction, K.PHONE_TIMES), of_kind(replace(restriction, id=FactId("two")), K.ISSUE_BAN))
    draft = notice(facts, *two)
    assert states(draft) == frozenset(NoticeItem)
    assert "We ask you to telephone us only at set times and not to contact us about some issues." in (
        draft.frame.opening
    )
    assert ASKED[K.PHONE_TIMES] in what(draft)
    assert ASKED[K.ISSUE_BAN] in what(draft)
    assert f"• {PHONE}, at the set times" in what(draft)
    assert draft.sections[NoticeItem.DURATION].startswith(
        "This holds for everything that we ask of you in this letter.\n\nThe restriction starts on 24 February 2027."
    )


def test_each_of_several_says_its_own_length_or_none_is_said(facts: LetterFacts, restriction: Restriction) -> None:
    first, second = of_kind(restriction, K.PHONE_BAN), of_kind(replace(restriction, id=FactId("two")), K.ISSUE_BAN)
    other = replace(second, ends_at=end_of_day(restriction.next_review_on), scope=Scope.SERVICE, service="Planning")  # type: ignore[arg-type]
    draft = notice(facts, first, other)
    lasts = draft.sections[NoticeItem.DURATION]
    assert "We ask you not to telephone us:\n\nThe restriction starts" in lasts
    assert "We ask you not to contact us about some issues:\n\nThe restriction starts" in lasts
    assert "It lasts until 20 May 2027." in lasts
    assert what(draft).index(ASKED[K.ISSUE_BAN]) < what(draft).index("one service only: Planning")
    unknown = notice(facts, first, replace(second, ends_at=None))
    assert NoticeItem.DURATION not in states(unknown), "half an answer would pass for a whole one"


def test_a_service_that_several_cover_is_named_once(facts: LetterFacts, restriction: Restriction) -> None:
    tax = replace(restriction, scope=Scope.SERVICE, service="Council tax")
    wide = replace(restriction, scope=Scope.COUNCIL_WIDE, service="All were called.")
    text = what(notice(facts, of_kind(tax, K.CALL_LENGTH), of_kind(wide, K.ISSUE_BAN), of_kind(tax, K.PHONE_BAN)))
    assert text.count("This covers one service only: Council tax.") == 1
    for kind in (K.CALL_LENGTH, K.PHONE_BAN):
        assert text.index(ASKED[kind]) < text.index("This covers one service only") < text.index(ASKED[K.ISSUE_BAN])
    assert text.index(ASKED[K.ISSUE_BAN]) < text.index("This covers the whole council.")


def test_contradicting_restrictions_leave_writing(facts: LetterFacts, restriction: Restriction) -> None:
    two = (of_kind(restriction, K.SINGLE_NUMBER), of_kind(restriction, K.PHONE_BAN))
    assert not open_channels(two) - PUBLIC_CHANNELS
    assert ways_open(two, facts.council) == (LETTER, EMAIL, FORM)


def test_what_still_stands_beside_a_letter_is_said_and_kept_closed(
    lifted: LetterFacts, reviewed: LetterFacts, review: Review, restriction: Restriction
) -> None:
    ban = of_kind(replace(restriction, id=FactId("two")), K.PHONE_BAN)
    over = compose(LetterKind.LIFTED, replace(lifted, still=(ban,)))
    assert "we ask you not to telephone us." in what(over)
    assert "you can telephone us" not in what(over)
    assert over.title == "A restriction on how you can contact us has ended"
    assert PHONE not in what(over)
    lifting = replace(review, outcome=ReviewOutcome.LIFTED)
    ended = compose(LetterKind.REVIEW_OUTCOME, replace(reviewed, review=lifting, still=(ban,)))
    assert "in the usual ways again" not in ended.frame.opening
    kept = compose(
        LetterKind.REVIEW_OUTCOME,
        replace(reviewed, restrictions=(of_kind(restriction, K.ISSUE_BAN),), still=(ban,)),
    )
    assert "Something else that we decided before still holds: we ask you not to telephone us." in what(kept)
    assert PHONE not in what(kept)


# A review that makes it lighter


def test_a_review_that_makes_it_lighter_tells_of_what_takes_its_place(
    reviewed: LetterFacts, review: Review, restriction: Restriction
) -> None:
    lighter = replace(of_kind(restriction, K.CALL_LENGTH), id=FactId("lighter"), narrows=restriction.id)
    varied = replace(review, outcome=ReviewOutcome.VARIED)
    draft = compose(LetterKind.REVIEW_OUTCOME, replace(reviewed, review=varied, restrictions=(lighter,)))
    assert states(draft) == frozenset(NoticeItem)
    assert (
        "We decided to make the restriction lighter. From now on, we ask you to keep your calls to a set length."
        in draft.frame.opening
    )
    assert what(draft).startswith("This takes the place of what we asked of you before.")
    assert draft.sections[NoticeItem.DURATION].startswith("It lasts until 24 May 2027.")
    sooner = replace(varied, new_end=restriction.ends_at)
    both = compose(LetterKind.REVIEW_OUTCOME, replace(reviewed, review=sooner, restrictions=(lighter,)))
    assert both.sections[NoticeItem.DURATION].startswith("The restriction ends sooner than we told you before.")
