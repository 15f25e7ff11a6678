"""What must be there before a letter can be written, and that it all belongs to one decision."""

from dataclasses import replace

from evenhand.letters.draft import CouncilDetails, LetterFacts, checked_text
from evenhand.letters.errors import LetterInputError
from evenhand.letters.words import one_line
from evenhand.rules.facts import Restriction
from evenhand.rules.vocabulary import LetterKind

LONGEST_LINE = 120
"""Characters in a name, a reference or a line of an address."""
MOST_ADDRESS_LINES = 8
"""Lines that the window of an envelope has room for, below the name."""


def checked(kind: LetterKind, facts: LetterFacts) -> LetterFacts:
    """The facts with every typed text tidied.

    Raises:
        LetterInputError: something is missing, too long, or belongs to another decision.
    """
    _belongs_together(kind, facts)
    name = _line(facts.customer_name, "customer_name", "customer's name")
    reference = _line(facts.reference, "reference", "case reference")
    if not name:
        raise LetterInputError("customer_name", "The letter has nobody to go to. Enter the customer's name.")
    if not reference:
        raise LetterInputError("reference", "The letter has no case reference. Write it from a saved case.")
    return replace(
        facts,
        customer_name=name,
        reference=reference,
        address_lines=_address(facts.address_lines, "address_lines", "customer's address"),
        council=_council(facts.council),
        why=checked_text(facts.why, field="why", name="Reasons"),
        appeal=checked_text(facts.appeal, field="appeal", name="How to ask us to look again"),
        ombudsman=checked_text(facts.ombudsman, field="ombudsman", name="How to complain to the Ombudsman"),
    )


def only_restriction(facts: LetterFacts) -> Restriction:
    """The one restriction that the letter tells of.

    Raises:
        LetterInputError: there is none, or more than one.
    """
    if len(facts.restrictions) != 1:
        raise LetterInputError(
            "restrictions",
            f"A letter tells of one restriction, and {len(facts.restrictions)} were handed over. "
            "Write one letter for each.",
        )
    return facts.restrictions[0]


def _belongs_together(kind: LetterKind, facts: LetterFacts) -> None:
    if kind is LetterKind.RESTRICTION_NOTICE:
        if facts.determination is None:
            raise LetterInputError(
                "determination", "There is no decision to tell of. Record the panel's decision first."
            )
        if not facts.restrictions:
            raise LetterInputError("restrictions", "The decision imposed nothing. There is no restriction to tell of.")
    else:
        only_restriction(facts)
    if kind is LetterKind.REVIEW_OUTCOME and (facts.review is None or facts.review.outcome is None):
        raise LetterInputError("review", "There is no outcome to tell of. Record what the review decided first.")
    # A letter that mixed two decisions would tell one customer of another's: better no letter at all.
    decision = facts.determination
    if decision is not None and any(one.determination not in {None, decision.id} for one in facts.restrictions):
        raise LetterInputError("restrictions", "The restriction belongs to another decision. Choose its own.")
    review = facts.review
    if review is not None and any(review.restriction not in {None, one.id, one.narrows} for one in facts.restrictions):
        raise LetterInputError("review", "The review is of another restriction. Choose the review of this one.")


def _council(council: CouncilDetails) -> CouncilDetails:
    tidy = CouncilDetails(
        name=_line(council.name, "council", "council's name"),
        address_lines=_address(council.address_lines, "council", "council's address"),
        email=_line(council.email, "council", "council's email address"),
        telephone=_line(council.telephone, "council", "council's telephone number"),
        web_form=_line(council.web_form, "council", "address of the council's form", longest=500),
        signatory=_line(council.signatory, "council", "post that signs"),
    )
    if not (tidy.name and tidy.address_lines and tidy.signatory):
        raise LetterInputError(
            "council",
            "The council's name, its address or the post that signs letters is missing. "
            "Ask an administrator to complete the council's details.",
        )
    return tidy


def _address(lines: tuple[str, ...], field: str, name: str) -> tuple[str, ...]:
    tidy = tuple(line for one in lines if (line := _line(one, field, f"line of the {name}")))
    if len(tidy) > MOST_ADDRESS_LINES:
        raise LetterInputError(field, f"The {name} has {len(tidy)} lines. Shorten it to {MOST_ADDRESS_LINES} or fewer.")
    return tidy


def _line(text: str, field: str, name: str, *, longest: int = LONGEST_LINE) -> str:
    tidy = one_line(text)
    if len(tidy) > longest:
        raise LetterInputError(field, f"The {name} has {len(tidy):,} characters. Shorten it to {longest} or fewer.")
    return tidy
