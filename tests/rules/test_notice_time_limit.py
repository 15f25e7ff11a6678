"""The notice gives the time limit, or says that there is none (9.1)."""

import pytest

from evenhand.rules.vocabulary import Act, LetterKind, NoticeItem

from . import build
from .build import letters_in_a_history, refused, silent_letter, weighed

RULE = "notice.time_limit"
ITEM = NoticeItem.DURATION
ISSUED = "2026-02-03 08:00"


def test_a_notice_that_says_it_is_issued() -> None:
    drafted = build.decided().with_letter(build.letter(told=()))
    assert refused(Act.ISSUE_NOTICE, drafted, "n1", at=ISSUED) == set()


def test_a_notice_that_does_not_is_refused() -> None:
    drafted = build.decided().with_letter(silent_letter(ITEM))
    assert refused(Act.ISSUE_NOTICE, drafted, "n1", at=ISSUED) == {RULE}
    assert weighed(RULE, drafted, at=ISSUED) == [("fault", "no_time_limit")]


@pytest.mark.parametrize("kind", [LetterKind.REVIEW_OUTCOME, LetterKind.LIFTED])
def test_other_letters_need_not_say_it(kind: LetterKind) -> None:
    drafted = build.reviewed().with_letter(silent_letter(ITEM, name="n2", about="e1", kind=kind))
    assert refused(Act.ISSUE_NOTICE, drafted, "n2", at="2026-05-01 11:00") == set()


def test_in_a_history() -> None:
    """Unknown is a gap; what the letter is known to have left out is a fault."""
    assert [weighed(RULE, known, at=ISSUED) for known in letters_in_a_history(ITEM)] == [
        [],
        [("gap", "no_time_limit")],
        [("fault", "no_time_limit")],
    ]
