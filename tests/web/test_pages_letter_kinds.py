"""The letters on restrictions of every kind, from the record: several at once, made lighter, and what still stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.actions.council import Line
from tests.web.on_cases import browser_of, words_of

from evenhand.actions import lift_restriction, narrow_restriction, review_restriction
from evenhand.queries.cases import case_page
from evenhand.record import models as rows
from evenhand.rules.facts import RestrictionTerms
from evenhand.rules.vocabulary import LetterKind, RestrictionKind, ReviewOutcome

pytestmark = pytest.mark.django_db

SHORT_CALLS: dict[str, Any] = {"kind": RestrictionKind.CALL_LENGTH, "terms": RestrictionTerms(minutes=10)}


def letter(line: Line, about: Any) -> Any:
    """The page on which Dan reads and issues a letter."""
    return browser_of(line.people.dan).get(reverse("letter", args=[line.case.id, about]))


def of_kind(kind: RestrictionKind) -> rows.Restriction:
    return rows.Restriction.objects.get(kind=kind)


def lighten(line: Line, restriction: Any) -> Any:
    """Mia lets calls of ten minutes take the place of a restriction."""
    return narrow_restriction.narrow_restriction(
        actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="Short calls went well.", **SHORT_CALLS
    )


def test_one_notice_tells_of_all_that_a_decision_imposed_and_is_issued(line: Line) -> None:
    decision = line.to_referred().determine(
        restrictions=[
            line.writing_only(kind=RestrictionKind.PHONE_BAN),
            line.writing_only(kind=RestrictionKind.ISSUE_BAN, terms=RestrictionTerms(issues=("the hedge",))),
        ]
    )
    words = words_of(letter(line, decision))
    assert "not to contact us about some issues and not to telephone us." in words
    assert "the hedge" in words
    assert "telephone, on 020 7946 0100" not in words
    line.issue(decision)
    assert rows.Letter.objects.get().kind == LetterKind.RESTRICTION_NOTICE


def test_a_notice_that_goes_out_after_a_lightening_tells_of_what_stands(line: Line) -> None:
    decision = line.to_referred().determine()
    lighten(line, of_kind(RestrictionKind.WRITING_ONLY).id)
    words = words_of(letter(line, decision))
    assert "Please keep your calls to a set length." in words
    assert "in writing only" not in words


def test_what_was_made_lighter_has_no_letter_of_an_end(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=1)
    lighten(line, restriction)
    assert letter(line, restriction).status_code == 404
    assert case_page(line.people.dan, line.case.id, at=line.at).letters_due == ()


def test_a_review_that_makes_it_lighter_has_its_letter(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=80)
    review = review_restriction.review_restriction(
        actor=line.people.eve,
        at=line.at,
        restriction_id=restriction,
        seen_version=line.case.version,
        outcome=ReviewOutcome.VARIED,
        reasons="Short calls would do.",
        **SHORT_CALLS,
    )
    words = words_of(letter(line, review))
    assert "We decided to make the restriction lighter." in words
    assert "Please keep each telephone call to 10 minutes." in words
    assert "telephone, on 020 7946 0100, for at most 10 minutes" in words
    line.issue(review)


def test_a_letter_of_an_end_says_what_still_stands(line: Line) -> None:
    decision = line.to_referred().determine(
        restrictions=[
            line.writing_only(kind=RestrictionKind.PHONE_BAN),
            line.writing_only(kind=RestrictionKind.NO_FACE_TO_FACE),
        ]
    )
    line.tell(line.issue(decision))
    line.wait(days=20)
    over = of_kind(RestrictionKind.PHONE_BAN).id
    lift_restriction.lift_restriction(
        actor=line.people.mia, at=line.at, restriction_id=over, reasons="Calls went well elsewhere."
    )
    words = words_of(letter(line, over))
    assert "You can telephone us again." in words
    assert "we ask you not to come to see us." in words
    assert "or come to see us." not in words
    line.issue(over)


def test_the_end_that_a_letter_gives_is_the_lighter_ones(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=80)
    sooner = line.at.date() + timedelta(days=10)
    review = review_restriction.review_restriction(
        actor=line.people.eve,
        at=line.at,
        restriction_id=restriction,
        seen_version=line.case.version,
        outcome=ReviewOutcome.VARIED,
        reasons="Short calls would do.",
        new_end_on=sooner,
        **SHORT_CALLS,
    )
    words = words_of(letter(line, review))
    assert "The restriction ends sooner than we told you before." in words
    assert f"It lasts until {sooner.day} {sooner:%B %Y}." in words
