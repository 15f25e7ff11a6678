"""What the customer is told after a review, and after a restriction ended."""

from dataclasses import replace
from datetime import date

from evenhand.letters.compose import compose
from evenhand.letters.draft import LetterDraft, LetterFacts, states
from evenhand.rules.calendar import end_of_day
from evenhand.rules.facts import Restriction, Review
from evenhand.rules.vocabulary import LetterKind, NoticeItem, ReviewOutcome

ALL = frozenset(NoticeItem)


def outcome(facts: LetterFacts) -> LetterDraft:
    return compose(LetterKind.REVIEW_OUTCOME, facts)


# The outcome of a review


def test_a_review_that_keeps_the_restriction_states_everything_with_fresh_reasons(
    reviewed: LetterFacts,
) -> None:
    draft = outcome(reviewed)
    assert states(draft) == ALL
    assert draft.frame.opening.startswith(
        "On 15 May 2027 we reviewed how you can contact us. "
        "We first asked whether we could lift the restriction. "
        "We decided to keep the restriction for now. We still ask you to contact us in writing only."
    )
    assert draft.sections[NoticeItem.WHY] == "You telephoned us twice in April and shouted."
    assert draft.sections[NoticeItem.DURATION].startswith("It lasts until 24 May 2027.")


def test_a_review_never_gives_the_first_decisions_reasons(reviewed: LetterFacts, review: Review) -> None:
    draft = outcome(replace(reviewed, review=replace(review, reasons=None)))
    assert ALL - states(draft) == {NoticeItem.WHY}


def test_lifting_is_said_to_be_considered_only_if_it_was(reviewed: LetterFacts, review: Review) -> None:
    draft = outcome(replace(reviewed, review=replace(review, lift_considered=" ")))
    assert "whether we could lift" not in draft.frame.opening


def test_a_review_gives_the_date_that_it_set(reviewed: LetterFacts, review: Review, permanent: Restriction) -> None:
    lasting = replace(reviewed, restrictions=(permanent,))
    assert "by 15 August 2027" in outcome(lasting).sections[NoticeItem.REVIEW_DATE]
    # The restriction's own date is used only while it is still to come.
    unset = replace(lasting, review=replace(review, next_review_on=None))
    assert "by 20 May 2027" in outcome(unset).sections[NoticeItem.REVIEW_DATE]
    passed = replace(unset, restrictions=(replace(permanent, next_review_on=date(2027, 5, 15)),))
    assert NoticeItem.REVIEW_DATE not in states(outcome(passed))


def test_a_review_that_ends_it_sooner_says_the_new_end(reviewed: LetterFacts, review: Review) -> None:
    sooner = replace(
        reviewed,
        review=replace(review, outcome=ReviewOutcome.VARIED),
        restrictions=(replace(reviewed.restrictions[0], ends_at=end_of_day(date(2027, 5, 21))),),
    )
    draft = outcome(sooner)
    assert states(draft) == ALL
    assert "We decided that the restriction will end sooner." in draft.frame.opening
    assert draft.sections[NoticeItem.DURATION].startswith(
        "The restriction ends sooner than we told you before.\n\nIt lasts until 21 May 2027."
    )


def test_a_review_that_lifts_says_when_and_what_is_open_again(reviewed: LetterFacts, review: Review) -> None:
    lifting = replace(review, outcome=ReviewOutcome.LIFTED, reasons="It went well.")
    draft = outcome(replace(reviewed, review=lifting))
    assert states(draft) == {NoticeItem.WHY, NoticeItem.WHAT, NoticeItem.DURATION, NoticeItem.OMBUDSMAN}
    assert "We decided to lift the restriction." in draft.frame.opening
    assert draft.sections[NoticeItem.DURATION] == "The restriction ended on 15 May 2027."
    assert draft.frame.thanks


# The letter of lifting


def test_a_letter_of_lifting_says_what_ended_and_when(lifted: LetterFacts) -> None:
    draft = compose(LetterKind.LIFTED, lifted)
    assert states(draft) == {NoticeItem.WHAT, NoticeItem.DURATION, NoticeItem.OMBUDSMAN}
    assert draft.sections[NoticeItem.WHAT] == (
        "You no longer have to contact us in writing only. "
        "Like anybody else, you can telephone us on 020 7946 0100, write to us or come to see us."
    )
    assert draft.sections[NoticeItem.DURATION] == "The restriction ended on 26 March 2027."
    assert draft.frame.thanks.startswith("Thank you")


def test_a_letter_of_lifting_gives_a_reason_of_its_own_or_none(lifted: LetterFacts) -> None:
    draft = compose(LetterKind.LIFTED, replace(lifted, why="Things have gone well."))
    assert draft.sections[NoticeItem.WHY] == "Things have gone well."
    assert "swore" not in "".join(compose(LetterKind.LIFTED, lifted).sections.values())


def test_a_restriction_that_came_to_its_own_end_says_its_last_day(facts: LetterFacts) -> None:
    draft = compose(LetterKind.LIFTED, replace(facts, on=date(2027, 5, 25)))
    assert draft.sections[NoticeItem.DURATION] == "The restriction came to its end. Its last day was 24 May 2027."


def test_a_lifting_that_is_still_to_come_is_said_so(lifted: LetterFacts) -> None:
    draft = compose(LetterKind.LIFTED, replace(lifted, on=date(2027, 3, 25)))
    assert draft.sections[NoticeItem.DURATION] == "The restriction ends on 26 March 2027."
