"""Every decision letter says how to complain to the Ombudsman (12.1)."""

import pytest

from evenhand.rules.vocabulary import Act, LetterKind, NoticeItem

from . import build
from .build import letters_in_a_history, refused, silent_letter, weighed

RULE = "notice.ombudsman"
ITEM = NoticeItem.OMBUDSMAN
ISSUED = "2026-05-01 11:00"
LETTERS = [
    pytest.param(LetterKind.RESTRICTION_NOTICE, "d1", id="notice"),
    pytest.param(LetterKind.REVIEW_OUTCOME, "e1", id="review"),
    pytest.param(LetterKind.LIFTED, "r1", id="lifting"),
]


@pytest.mark.parametrize(("kind", "about"), LETTERS)
def test_a_letter_that_says_it_is_issued(kind: LetterKind, about: str) -> None:
    drafted = build.reviewed().with_letter(build.letter("n2", about=about, kind=kind, told=()))
    assert refused(Act.ISSUE_NOTICE, drafted, "n2", at=ISSUED) == set()


@pytest.mark.parametrize(("kind", "about"), LETTERS)
def test_a_letter_that_does_not_is_refused(kind: LetterKind, about: str) -> None:
    drafted = build.reviewed().with_letter(silent_letter(ITEM, name="n2", about=about, kind=kind))
    assert refused(Act.ISSUE_NOTICE, drafted, "n2", at=ISSUED) == {RULE}
    assert weighed(RULE, drafted, at=ISSUED) == [("fault", "ombudsman_not_signposted")]


def test_an_earlier_letters_fault_does_not_refuse_the_next() -> None:
    known = build.decided(letters=(silent_letter(ITEM),))
    drafted = known.with_letter(build.letter("n2", told=()))
    assert refused(Act.ISSUE_NOTICE, drafted, "n2", at=ISSUED) == set()
    assert weighed(RULE, drafted, at=ISSUED) == [("fault", "ombudsman_not_signposted")]


def test_in_a_history() -> None:
    """Unknown is a gap; what the letter is known to have left out is a fault."""
    assert [weighed(RULE, known, at=ISSUED) for known in letters_in_a_history(ITEM)] == [
        [],
        [("gap", "ombudsman_not_signposted")],
        [("fault", "ombudsman_not_signposted")],
    ]
