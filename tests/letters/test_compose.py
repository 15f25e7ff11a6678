"""What each letter says, and what it leaves out because the record does not say it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from evenhand.letters.compose import compose
from evenhand.letters.draft import LetterDraft, LetterFacts, edited, states
from evenhand.letters.wording import ALWAYS_OPEN, MOST_INCIDENTS_LISTED, service_lines
from evenhand.rules.calendar import LONDON, end_of_day
from evenhand.rules.facts import Incident, Restriction
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import (
    Behaviour,
    Channel,
    FactId,
    LetterKind,
    NoticeItem,
    Purpose,
    ServiceId,
)

ALL = frozenset(NoticeItem)


def notice(facts: LetterFacts) -> LetterDraft:
    return compose(LetterKind.RESTRICTION_NOTICE, facts)


# The restriction notice


def test_a_notice_from_a_complete_record_states_everything(facts: LetterFacts, permanent: Restriction) -> None:
    assert states(notice(facts)) == ALL
    assert states(notice(replace(facts, restrictions=(permanent,)))) == ALL
    assert states(notice(replace(facts, address_lines=()))) == ALL


def test_a_notice_states_nothing_that_the_record_does_not_say(facts: LetterFacts) -> None:
    restriction, decision = facts.restrictions[0], facts.determination
    assert decision is not None
    bare = replace(restriction, ends_at=None, next_review_on=None)
    for changed, missing in (
        ({"determination": replace(decision, reasons=None)}, NoticeItem.WHY),
        ({"determination": replace(decision, reasons=" \n ")}, NoticeItem.WHY),
        ({"restrictions": (replace(restriction, ends_at=None),)}, NoticeItem.DURATION),
        ({"restrictions": (replace(restriction, ends_at=None, permanent=False),)}, NoticeItem.DURATION),
        ({"restrictions": (replace(restriction, next_review_on=None),)}, NoticeItem.REVIEW_DATE),
        ({"appeal": " "}, NoticeItem.APPEAL_ROUTE),
        ({"ombudsman": ""}, NoticeItem.OMBUDSMAN),
    ):
        assert ALL - states(notice(replace(facts, **changed))) == {missing}
    nothing = replace(
        facts, restrictions=(bare,), determination=replace(decision, reasons=None), appeal="", ombudsman=""
    )
    assert states(notice(nothing)) == {NoticeItem.WHAT}


def test_a_notice_opens_with_what_was_decided(facts: LetterFacts) -> None:
    frame = notice(facts).frame
    assert frame.salutation == "Dear Ms Ada Example"
    assert frame.opening.startswith(
        "On 24 February 2027 we decided to change how you can contact us. Please contact us in writing only."
    )


def test_a_notice_says_why_with_dated_events_oldest_first(facts: LetterFacts) -> None:
    assert notice(facts).sections[NoticeItem.WHY] == (
        "We looked at what happened on these dates:\n\n"
        "• 25 January 2027, by telephone: insulting or degrading language\n"
        "• 20 February 2027, face to face: "
        "insulting or degrading language and a threat of physical violence\n\n"
        "These are our reasons:\n\n"
        "You swore at two call handlers after we asked you to stop."
    )


def test_the_officers_words_stand_for_the_reasons(facts: LetterFacts) -> None:
    why = notice(replace(facts, why="We had asked you three times.")).sections[NoticeItem.WHY]
    assert why.endswith("These are our reasons:\n\nWe had asked you three times.")
    assert "swore" not in why


def test_an_incident_says_only_what_is_known_of_it(facts: LetterFacts) -> None:
    bare = Incident(id=FactId("bare"), occurred_at=None)
    why = notice(replace(facts, incidents=(bare,))).sections[NoticeItem.WHY]
    assert "• a day we did not write down\n" in why


def test_very_many_incidents_are_counted(facts: LetterFacts) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=LONDON)
    many = tuple(
        Incident(id=FactId(str(day)), occurred_at=start + timedelta(days=day), channel=Channel.EMAIL)
        for day in range(MOST_INCIDENTS_LISTED + 3)
    )
    why = notice(replace(facts, incidents=many)).sections[NoticeItem.WHY]
    assert why.count("• ") == MOST_INCIDENTS_LISTED
    assert "• 3 January 2026" not in why
    assert "• 4 January 2026, by email" in why
    assert "We also looked at 3 earlier times." in why


def test_a_notice_says_what_to_do_and_what_stays_open(facts: LetterFacts) -> None:
    what = notice(facts).sections[NoticeItem.WHAT]
    assert "Please do not telephone us or come to see us, unless this letter says that you can." in what
    assert "• letter, to the address at the top of this letter" in what
    assert "• email, to contact@northmoor.example.org" in what
    assert "• the form on our website, at https://northmoor.example.org/contact-us" in what
    assert "• Homelessness and housing: Telephone us on 020 7946 0103 if you have nowhere to stay." in what
    assert "• Bins and missed collections: Report it with the form on our website." in what
    assert "If somebody is in danger now, call 999." in what
    assert "your MP" in what
    for purpose in Purpose:
        assert f"• {ALWAYS_OPEN[purpose]}" in what


def test_what_the_council_does_not_have_is_not_offered(facts: LetterFacts) -> None:
    bare = replace(facts.council, email="", web_form="", telephone="")
    draft = notice(replace(facts, council=bare))
    what = draft.sections[NoticeItem.WHAT]
    assert "You can write to us by:\n\n• letter, to the address at the top of this letter\n\nWe will read" in what
    assert "can telephone us, call" not in what
    assert "telephone" not in draft.frame.help_text


def test_service_lines_take_the_decisions_words_before_the_usual_ones(restriction: Restriction, terms: Terms) -> None:
    agreed = {ServiceId("housing"): "Ask for Lee on 020 7946 0104.", ServiceId("bins"): " "}
    assert service_lines((replace(restriction, services=agreed),), terms) == (
        "Homelessness and housing: Ask for Lee on 020 7946 0104.",
        "Bins and missed collections: Use the usual bin form.",
    )
    assert service_lines((replace(restriction, services=None),), terms) == (
        "Homelessness and housing: Use the usual housing form.",
        "Bins and missed collections: Use the usual bin form.",
    )


def test_a_notice_says_the_last_day(facts: LetterFacts) -> None:
    assert notice(facts).sections[NoticeItem.DURATION] == (
        "The restriction starts on 24 February 2027. It lasts until 24 May 2027. That is its last day.\n\n"
        "Then it stops by itself. You do not need to do anything."
    )


def test_an_end_within_a_day_is_given_with_its_time(facts: LetterFacts, restriction: Restriction) -> None:
    noon = replace(restriction, ends_at=datetime(2027, 5, 24, 12, tzinfo=LONDON))
    lasts = notice(replace(facts, restrictions=(noon,))).sections[NoticeItem.DURATION]
    assert "It lasts until 24 May 2027 at midday." in lasts


def test_a_restriction_without_end_says_so_and_why_and_that_it_is_reviewed(
    facts: LetterFacts, permanent: Restriction
) -> None:
    assert notice(replace(facts, restrictions=(permanent,))).sections[NoticeItem.DURATION] == (
        "The restriction starts on 24 February 2027. It has no end date. "
        "We will still review it every 3 months.\n\n"
        "This is why it has no end date:\n\nTwo time limits did not help."
    )
    unsaid = replace(permanent, starts_at=None, permanent_reason=None)
    assert notice(replace(facts, restrictions=(unsaid,))).sections[NoticeItem.DURATION] == (
        "This restriction has no end date. We will still review it every 3 months."
    )


def test_the_review_is_dated_and_views_are_welcome(facts: LetterFacts, permanent: Restriction) -> None:
    once = notice(facts).sections[NoticeItem.REVIEW_DATE]
    assert once.startswith("We will review this restriction by 20 May 2027. We first ask whether we can lift it.")
    assert "You can send us your views" in once
    again = notice(replace(facts, restrictions=(permanent,))).sections[NoticeItem.REVIEW_DATE]
    assert "After that we will review it at least every 3 months, for as long as it lasts." in again


def test_a_restriction_that_ends_before_its_review_says_so(facts: LetterFacts, restriction: Restriction) -> None:
    short = replace(restriction, ends_at=end_of_day(date(2027, 5, 19)))
    text = notice(replace(facts, restrictions=(short,))).sections[NoticeItem.REVIEW_DATE]
    assert text.startswith("We would review this restriction by 20 May 2027, but it ends before then.")
    same_day = replace(restriction, ends_at=end_of_day(date(2027, 5, 20)))
    text = notice(replace(facts, restrictions=(same_day,))).sections[NoticeItem.REVIEW_DATE]
    assert text.startswith("We will review this restriction by 20 May 2027.")


def test_a_notice_says_how_to_get_help(facts: LetterFacts) -> None:
    help_text = notice(facts).frame.help_text
    for words in ("large print", "disability", "020 7946 0100", "Somebody else can also ask for you."):
        assert words in help_text


# A person's own words


def test_a_person_can_put_their_own_words_for_some_items(facts: LetterFacts) -> None:
    before = notice(facts)
    after = edited(before, {NoticeItem.WHY: " Our own words.\r\n\r\nAnd more. ", NoticeItem.APPEAL_ROUTE: "\n "})
    assert after.sections[NoticeItem.WHY] == "Our own words.\n\nAnd more."
    assert states(after) == ALL - {NoticeItem.APPEAL_ROUTE}
    assert after.sections[NoticeItem.WHAT] == before.sections[NoticeItem.WHAT]
    assert states(before) == ALL
    assert "We looked at what happened" in before.sections[NoticeItem.WHY]


def test_an_item_can_be_added_to_a_letter_that_lacks_it(lifted: LetterFacts) -> None:
    after = edited(compose(LetterKind.LIFTED, lifted), {NoticeItem.APPEAL_ROUTE: "Write to us."})
    assert ("How to ask us to look again", "Write to us.") in after.printed()


# The wording as a whole


def test_our_own_sentences_are_short(facts: LetterFacts, reviewed: LetterFacts, lifted: LetterFacts) -> None:
    drafts = (notice(facts), compose(LetterKind.REVIEW_OUTCOME, reviewed), compose(LetterKind.LIFTED, lifted))
    texts = [
        text
        for draft in drafts
        for text in (*draft.sections.values(), draft.frame.opening, draft.frame.help_text, draft.frame.thanks)
    ]
    sentences = [one for text in texts for line in text.split("\n") for one in line.split(". ") if one]
    lengths = [len(one.split()) for one in sentences]
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 12


def test_every_behaviour_reads_within_a_sentence(facts: LetterFacts) -> None:
    for behaviour in Behaviour:
        incident = replace(facts.incidents[0], behaviours=frozenset({behaviour}))
        why = notice(replace(facts, incidents=(incident,))).sections[NoticeItem.WHY]
        assert f"face to face: {behaviour.label[0].lower()}{behaviour.label[1:]}\n" in why
