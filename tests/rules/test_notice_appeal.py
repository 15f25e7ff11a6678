"""The notice says how to appeal (guidance)."""

import pytest

from evenhand.rules.vocabulary import Act, LetterKind, Mode, NoticeItem

from . import build
from .build import letters_in_a_history, refused, silent_letter, weighed, with_mode

RULE = "notice.appeal"
ITEM = NoticeItem.APPEAL_ROUTE
ISSUED = "2026-02-03 08:00"


def test_a_notice_that_says_it_is_issued() -> None:
    drafted = build.decided().with_letter(build.letter(told=()))
    assert refused(Act.ISSUE_NOTICE, drafted, "n1", at=ISSUED) == set()


def test_a_notice_that_does_not_is_refused() -> None:
    drafted = build.decided().with_letter(silent_letter(ITEM))
    assert refused(Act.ISSUE_NOTICE, drafted, "n1", at=ISSUED) == {RULE}
    assert weighed(RULE, drafted, at=ISSUED) == [("fault", "no_appeal_route")]


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
        [("gap", "no_appeal_route")],
        [("fault", "no_appeal_route")],
    ]


@pytest.mark.parametrize(("offered", "expected"), [(False, [("fault", "no_appeal_route")]), (True, []), (None, [])])
def test_a_record_may_state_that_no_appeal_was_offered(expected: list[build.Weighed], *, offered: bool | None) -> None:
    """On the decision and on an extension alike; unknown is not 'no'."""
    decided = build.history(determinations=(build.decision(appeal_offered=offered),))
    extended = build.history(reviews=(build.review(extends=True, appeal_offered=offered),))
    for known, about in ((decided, "d1"), (extended, "e1")):
        assert weighed(RULE, known, at=ISSUED) == expected
        assert {one.about for one in build.judged(RULE, known, at=ISSUED)} == ({about} if expected else set())
