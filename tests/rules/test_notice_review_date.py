"""The notice says when the restriction will be reviewed (guidance)."""

import pytest

from evenhand.rules.vocabulary import Act, LetterKind, Mode, NoticeItem

from . import build
from .build import letters_in_a_history, refused, silent_letter, weighed, with_mode

RULE = "notice.review_date"
ITEM = NoticeItem.REVIEW_DATE
ISSUED = "2026-02-03 08:00"


def test_a_notice_that_says_it_is_issued() -> None:
    drafted = build.decided().with_letter(build.letter(told=()))
    assert refused(Act.ISSUE_NOTICE, drafted, "n1", at=ISSUED) == set()


def test_a_notice_that_does_not_is_refused() -> None:
    drafted = build.decided().with_letter(silent_letter(ITEM))
    assert refused(Act.ISSUE_NOTICE, drafted, "n1", at=ISSUED) == {RULE}
    assert weighed(RULE, drafted, at=ISSUED) == [("fault", "no_review_date_told")]


def test_a_policy_may_only_suggest_it() -> None:
    drafted = build.decided().with_letter(silent_letter(ITEM))
    terms = with_mode(RULE, Mode.ADVICE)
    assert refused(Act.ISSUE_NOTICE, drafted, "n1", at=ISSUED, terms=terms) == set()
    assert [severity for severity, _ in weighed(RULE, drafted, at=ISSUED, terms=terms)] == ["advice"]


@pytest.mark.parametrize("kind", [LetterKind.REVIEW_OUTCOME, LetterKind.LIFTED])
def test_other_letters_need_not_say_it(kind: LetterKind) -> None:
    drafted = build.reviewed().with_letter(silent_letter(ITEM, name="n2", about="e1", kind=kind))
    assert refused(Act.ISSUE_NOTICE, drafted, "n2", at="2026-05-01 11:00") == set()


def test_in_a_history() -> None:
    """Unknown is a gap; what the letter is known to have left out is a fault."""
    assert [weighed(RULE, known, at=ISSUED) for known in letters_in_a_history(ITEM)] == [
        [],
        [("gap", "no_review_date_told")],
        [("fault", "no_review_date_told")],
    ]
