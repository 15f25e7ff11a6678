"""Lifting is considered first; continuing needs fresh reasons; the customer is told (10.1)."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts
from evenhand.rules.vocabulary import Act, LetterKind, ReviewOutcome

from . import build
from .build import REVIEWED, Weighed, fact, refused, weighed

RULE = "review.reasoned"
TO_TELL: Weighed = ("advice", None)


def reviewing(outcome: ReviewOutcome = ReviewOutcome.CONTINUED, **changes: Any) -> CaseFacts:
    return build.told().with_review(build.review(outcome=outcome, **changes))


def test_continuing_with_reasons_goes_on() -> None:
    assert refused(Act.REVIEW_RESTRICTION, reviewing(), "e1", at=REVIEWED) == set()
    assert weighed(RULE, reviewing(), at=REVIEWED) == [TO_TELL]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"lift_considered": None}, id="lifting not considered"),
        pytest.param({"lift_considered": " "}, id="lifting passed over"),
        pytest.param({"reasons": None}, id="no reasons"),
        pytest.param({"reasons": ""}, id="blank reasons"),
        pytest.param({"reasons": "She swore at two officers after a written warning."}, id="the decision's own"),
        pytest.param({"reasons": " SHE swore  at two officers\nafter a written warning. "}, id="in other dress"),
    ],
)
def test_continuing_without_fresh_reasons_is_refused(changes: dict[str, Any]) -> None:
    drafted = reviewing(**changes)
    assert refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED) == {RULE}
    assert weighed(RULE, drafted, at=REVIEWED) == [("fault", "no_reasons"), TO_TELL]


@pytest.mark.parametrize(
    ("held", "is_refused"),
    [
        pytest.param("2026-04-01 09:00", True, id="an earlier review"),
        pytest.param(REVIEWED, False, id="held together with this one"),
        pytest.param("2026-05-02 09:00", False, id="a later one"),
        pytest.param(None, False, id="nobody knows when"),
    ],
)
def test_an_earlier_reviews_words_are_not_fresh(held: str | None, *, is_refused: bool) -> None:
    other = build.review("e0", held, restriction=fact("r2"))
    drafted = build.told(reviews=(other,)).with_review(build.review())
    assert refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED) == ({RULE} if is_refused else set())


@pytest.mark.parametrize("outcome", [ReviewOutcome.LIFTED, ReviewOutcome.VARIED])
def test_loosening_asks_for_neither(outcome: ReviewOutcome) -> None:
    drafted = reviewing(outcome, lift_considered=None, reasons=None)
    assert refused(Act.REVIEW_RESTRICTION, drafted, "e1", at=REVIEWED) == set()


@pytest.mark.parametrize("outcome", ReviewOutcome)
@pytest.mark.parametrize(
    ("sent", "at", "expected"),
    [
        # Held on Friday 1 May; the Monday is a bank holiday, so the last day is Tuesday 5 May.
        pytest.param((), "2026-05-05 23:59", [TO_TELL], id="to do"),
        pytest.param((), "2026-05-06 00:00", [("fault", "no_notice")], id="late"),
        pytest.param(("2026-05-05 17:00",), "2026-05-06 00:00", [], id="told"),
        pytest.param(("2026-05-06 17:00",), "2026-05-07 00:00", [("fault", "delay")], id="told late"),
    ],
)
def test_the_customer_is_told_of_each_outcome(
    outcome: ReviewOutcome, sent: tuple[str, ...], at: str, expected: list[Weighed]
) -> None:
    letter = build.letter("n2", about="e1", kind=LetterKind.REVIEW_OUTCOME, told=sent)
    known = build.reviewed(outcome, letters=(build.letter(), letter))
    assert weighed(RULE, known, at=at) == expected


def test_recording_a_review_days_after_it_was_held_is_not_refused_for_telling_late() -> None:
    """The telling follows the review; it cannot stand in its way."""
    assert refused(Act.REVIEW_RESTRICTION, reviewing(), "e1", at="2026-05-20 09:00") == set()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"lift_considered": None}, [("gap", "no_reasons")], id="lifting unknown"),
        pytest.param({"lift_considered": ""}, [("fault", "no_reasons")], id="lifting stated not considered"),
        pytest.param({"reasons": None}, [("gap", "no_reasons")], id="reasons unknown"),
        pytest.param({"reasons": ""}, [("fault", "no_reasons")], id="stated to have none"),
        pytest.param({"outcome": None, "reasons": None}, [], id="outcome unknown"),
    ],
)
def test_in_a_history(changes: dict[str, Any], expected: list[Weighed]) -> None:
    known = build.history(reviews=(build.review(**changes),))
    assert weighed(RULE, known, at="2026-06-01 09:00") == expected


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize(
    ("changes", "is_fault"),
    [
        pytest.param({"reasons_given": False}, True, id="none given"),
        pytest.param({"reasons_given": True}, False, id="some given"),
        pytest.param({"reasons_given": False, "outcome": None}, True, id="outcome unknown"),
        pytest.param({"reasons_given": False, "extends": True}, True, id="an extension without any"),
        pytest.param({"reasons_given": None, "extends": True}, False, id="an extension, reasons unknown"),
        pytest.param({"reasons_given": False, "outcome": ReviewOutcome.LIFTED}, True, id="lifted, and nobody said why"),
        pytest.param({"reasons_given": False, "outcome": ReviewOutcome.VARIED}, True, id="made lighter, the same"),
        pytest.param({"reasons_given": None, "outcome": ReviewOutcome.VARIED}, False, id="made lighter, unknown"),
        pytest.param({"reasons_given": False, "held": False}, False, id="not held at all"),
    ],
)
def test_what_a_record_states_of_the_reasons(changes: dict[str, Any], *, is_fault: bool, complete: bool) -> None:
    review = build.review(reasons=None, lift_considered=None, **changes)
    known = replace(build.told(reviews=(review,)), record_complete=complete)
    found = weighed(RULE, known, at=REVIEWED)
    assert found.count(("fault", "no_reasons")) == (1 if is_fault else 0)
