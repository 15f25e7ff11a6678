"""What a letter is made from, and what it is before it is laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from evenhand.letters.errors import LetterInputError
from evenhand.letters.words import tidied
from evenhand.rules.facts import Determination, Incident, Restriction, Review
from evenhand.rules.findings import is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import LetterKind, NoticeItem

LONGEST_TEXT = 10_000
"""Characters in one text: about four pages. More is a pasted file, not a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilDetails:
    """Who writes, and how the council is written to. What is empty is left out of letters."""

    name: str
    address_lines: tuple[str, ...]
    email: str
    telephone: str
    web_form: str
    signatory: str
    """The post in whose name the letter goes out, never a person's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """Everything that a letter may say, of one customer and one case."""

    reference: str
    """The case's reference, as people say it aloud."""
    customer_name: str
    address_lines: tuple[str, ...]
    """Empty for a customer without an address."""
    on: date
    """The day that the letter bears."""
    council: CouncilDetails
    terms: Terms
    ombudsman: str
    """How to complain to the Ombudsman, in the pack's words."""
    appeal: str
    """How to ask the council to look again, in the pack's words; empty where its policy has no such way."""
    incidents: tuple[Incident, ...] = ()
    """The occasions that the decision rests on."""
    determination: Determination | None = None
    restrictions: tuple[Restriction, ...] = ()
    """What the letter tells of: all that a decision imposed, or the one restriction that ended or was reviewed."""
    still: tuple[Restriction, ...] = ()
    """Other restrictions that stand on the day of the letter, so that nothing is said to be open that is not."""
    review: Review | None = None
    why: str = ""
    """The reasons in words for the customer; when blank, those of the decision that the letter tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the items."""

    salutation: str
    opening: str
    """What the letter is about, in its first words."""
    help_text: str
    """How to ask for another format or for help."""
    thanks: str = ""
    closing: str = "Yours sincerely"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A whole letter in words."""

    kind: LetterKind
    title: str
    """Says what the letter is about, and nothing of what the customer did."""
    sections: Mapping[NoticeItem, str]
    """The text of each item; paragraphs are separated by a blank line. A blank text is not printed."""
    headings: Mapping[NoticeItem, str] = field(default_factory=dict)
    """What stands above each item."""
    frame: Frame
    reference: str
    customer_name: str
    address_lines: tuple[str, ...]
    on: date
    council: CouncilDetails

    def printed(self) -> tuple[tuple[str, str], ...]:
        """The heading and text of each item that says something, in the order of the letter."""
        return tuple((self.headings[item], self.sections[item]) for item in NoticeItem if item in states(self))


def states(draft: LetterDraft) -> frozenset[NoticeItem]:
    """The items of which the letter says something."""
    return frozenset(item for item, text in draft.sections.items() if not is_blank(text))


def edited(draft: LetterDraft, texts: Mapping[NoticeItem, str]) -> LetterDraft:
    """The same letter with a person's own words for some items.

    A blank text takes an item out of the letter, which `states` then shows. Whether it may be missing is for
    the rules to say.

    Raises:
        LetterInputError: a text is longer than `LONGEST_TEXT` characters.
    """
    own = {item: checked_text(text, field=item.value, name=draft.headings[item]) for item, text in texts.items()}
    return replace(draft, sections={**draft.sections, **own})


def checked_text(text: str, *, field: str, name: str) -> str:
    """A typed text, tidied.

    Args:
        text: what was typed.
        field: names it in the error, for the page to show beside the right box.
        name: what a page calls it.

    Raises:
        LetterInputError: it is longer than `LONGEST_TEXT` characters.
    """
    tidy = tidied(text)
    if len(tidy) > LONGEST_TEXT:
        raise LetterInputError(
            field, f"“{name}” has {len(tidy):,} characters. Shorten it to {LONGEST_TEXT:,} or fewer."
        )
    return tidy
