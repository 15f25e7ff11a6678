"""What cannot become a letter, and that the error says what to do without repeating what was typed."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.letters.compose import compose
from evenhand.letters.draft import LONGEST_TEXT, LetterFacts, edited
from evenhand.letters.errors import LetterError, LetterInputError
from evenhand.rules.facts import Restriction, Review
from evenhand.rules.vocabulary import FactId, LetterKind, NoticeItem, ReviewOutcome

SECRET = "Zyzzyva"


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"customer_name": " \u202e\x00 "}, "customer_name", "Enter the customer's name"),
        ({"customer_name": SECRET * 30}, "customer_name", "Shorten it to 120"),
        ({"reference": ""}, "reference", "from a saved case"),
        ({"reference": "7" * 121}, "reference", "Shorten it"),
        ({"address_lines": (SECRET,) * 9}, "address_lines", "has 9 lines"),
        ({"address_lines": (SECRET * 30,)}, "address_lines", "Shorten it"),
        ({"why": SECRET * 2000}, "why", "Shorten it to 10,000"),
        ({"appeal": "x" * (LONGEST_TEXT + 1)}, "appeal", "has 10,001 characters"),
        ({"ombudsman": "x" * (LONGEST_TEXT + 1)}, "ombudsman", "has 10,001 characters"),
        ({"restrictions": ()}, "restrictions", "no restriction to tell of"),
        ({"determination": None}, "determination", "Record the panel's decision first"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_with_what_to_do(
    facts: LetterFacts, changed: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(LetterInputError) as caught:
        compose(LetterKind.RESTRICTION_NOTICE, replace(facts, **changed))
    assert caught.value.field == field
    assert says in str(caught.value)
    assert SECRET not in str(caught.value)
    assert isinstance(caught.value, LetterError)


@pytest.mark.parametrize("part", ["name", "address_lines", "signatory"])
def test_a_council_without_name_address_or_signatory_writes_no_letter(facts: LetterFacts, part: str) -> None:
    changed: dict[str, Any] = {part: () if part == "address_lines" else " "}
    with pytest.raises(LetterInputError, match="Ask an administrator") as caught:
        compose(LetterKind.RESTRICTION_NOTICE, replace(facts, council=replace(facts.council, **changed)))
    assert caught.value.field == "council"


def test_the_longest_that_is_allowed_is_allowed(facts: LetterFacts) -> None:
    draft = compose(
        LetterKind.RESTRICTION_NOTICE,
        replace(
            facts,
            customer_name="N" * 120,
            address_lines=("A" * 120,) * 8,
            why="x" * LONGEST_TEXT,
            incidents=(),
        ),
    )
    assert len(draft.sections[NoticeItem.WHY]) == LONGEST_TEXT


def test_blank_address_lines_fall_away(facts: LetterFacts) -> None:
    draft = compose(
        LetterKind.RESTRICTION_NOTICE, replace(facts, address_lines=("", " 14  Mill Lane ", "\n", "NM2 3BB"))
    )
    assert draft.address_lines == ("14 Mill Lane", "NM2 3BB")


def test_own_words_that_are_far_too_long_are_refused(facts: LetterFacts) -> None:
    draft = compose(LetterKind.RESTRICTION_NOTICE, facts)
    with pytest.raises(LetterInputError, match="“What this means for you” has 10,001 characters") as caught:
        edited(draft, {NoticeItem.WHAT: "x" * (LONGEST_TEXT + 1)})
    assert caught.value.field == "what"


def test_another_decisions_restriction_is_refused(facts: LetterFacts, restriction: Restriction) -> None:
    other = replace(restriction, determination=FactId("determination-of-another-customer"))
    for kind in (LetterKind.RESTRICTION_NOTICE, LetterKind.LIFTED):
        with pytest.raises(LetterInputError, match="belongs to another decision"):
            compose(kind, replace(facts, restrictions=(other,)))


def test_another_restrictions_review_is_refused(reviewed: LetterFacts, review: Review) -> None:
    other = replace(review, restriction=FactId("restriction-of-another-customer"))
    with pytest.raises(LetterInputError, match="review is of another restriction"):
        compose(LetterKind.REVIEW_OUTCOME, replace(reviewed, review=other))


def test_a_letter_on_an_end_or_a_review_tells_of_one_restriction(
    reviewed: LetterFacts, lifted: LetterFacts, restriction: Restriction
) -> None:
    for kind, given in ((LetterKind.REVIEW_OUTCOME, reviewed), (LetterKind.LIFTED, lifted)):
        with pytest.raises(LetterInputError, match=r"2 were handed over\. Write one letter for each"):
            compose(kind, replace(given, restrictions=(restriction, restriction)))


def test_a_review_without_outcome_has_nothing_to_tell(reviewed: LetterFacts, review: Review) -> None:
    for nothing in (None, replace(review, outcome=None)):
        with pytest.raises(LetterInputError, match="Record what the review decided first"):
            compose(LetterKind.REVIEW_OUTCOME, replace(reviewed, review=nothing))


def test_a_review_that_ends_it_sooner_needs_the_new_end(
    reviewed: LetterFacts, review: Review, permanent: Restriction
) -> None:
    varied = replace(reviewed, review=replace(review, outcome=ReviewOutcome.VARIED), restrictions=(permanent,))
    with pytest.raises(LetterInputError, match="Give the new one"):
        compose(LetterKind.REVIEW_OUTCOME, varied)


def test_a_restriction_in_force_has_not_been_lifted(facts: LetterFacts, permanent: Restriction) -> None:
    for still in (facts, replace(facts, restrictions=(permanent,))):
        with pytest.raises(LetterInputError, match="still in force"):
            compose(LetterKind.LIFTED, still)
