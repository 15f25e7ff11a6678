"""The review: lifting comes first, keeping is asked for fresh reasons; and lifting at once, which nothing refuses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.council import Line
from tests.web.on_cases import beside, browser_of, fill_in, hidden_in, main_of, one_of_each_role, words_of

from evenhand.actions import lift_restriction, record_adjustment
from evenhand.queries.reviews import under_review
from evenhand.record import models as rows
from evenhand.record.sensitive import sensitive_data
from evenhand.rules.authority import PERMISSION_FOR, Permission, Role, roles_with
from evenhand.rules.vocabulary import Act, Behaviour, Channel, ReviewOutcome, Stage

pytestmark = pytest.mark.django_db

KEEP = {
    "outcome": "continued",
    "lift_considered": "Two emails with insults came since.",
    "keep_reasons": "The insults went on\nby email.",
    "barriers": "We asked again. None was named.",
    "bears_harder": "no",
    "human_rights": "Writing stays open.",
}


@pytest.fixture
def dan(line: Line) -> Client:
    """The browser of a member of the team."""
    return browser_of(line.people.dan)


@pytest.fixture
def restriction(line: Line) -> UUID:
    """A restriction that was told of, eighty days ago."""
    made = line.to_restricted()
    line.wait(days=80)
    return made


def review_of(line: Line, restriction: UUID) -> str:
    """The address of the review."""
    return reverse("review", args=[line.case.id, restriction])


def lift_of(line: Line, restriction: UUID) -> str:
    """The address where it is lifted at once."""
    return reverse("lift", args=[line.case.id, restriction])


def offered_date(answer: Any) -> dict[str, str]:
    """The day of the next review, as the page offers it."""
    return dict(re.findall(r'name="(next_review_on_\w+)"[^>]* value="(\w*)"', main_of(answer)))


def held(client: Client, path: str, typed: dict[str, str]) -> Any:
    """Open the review, fill it in over what it offers, and press its button."""
    page = client.get(path)
    return client.post(path, {**hidden_in(page), **offered_date(page), **typed})


def test_the_review_shows_what_it_weighs_and_offers_lifting_first(line: Line, dan: Client, restriction: UUID) -> None:
    line.incident(behaviours=[Behaviour.INNUENDO], channel=Channel.EMAIL, what_happened="An email with innuendo.")
    record_adjustment.record_adjustment(
        actor=line.people.mia, at=line.at, case_id=line.case.id, arrangement="Large print.", unusable_channels=[]
    )
    page = dan.get(review_of(line, restriction))
    said = words_of(page)
    assert "at least every 3 months (Clauses 3.1 and 10.1)" in said
    assert "This review is due by 7 April 2026." in said
    assert "To let the team answer questions without being insulted." in said
    since = said[said.index("What has happened since 7 January 2026") :]
    assert "An email with innuendo." in since
    assert "shouted insults" not in since, "what the decision rests on is not new"
    assert "Large print." in since
    assert "We asked. None was named." in since
    assert re.findall(r'name="outcome" type="radio" value="(\w+)"', main_of(page)) == ["lifted", "varied", "continued"]
    for heading in ("If you lift it", "If it ends sooner", "If you keep it", "Equality and human rights, asked again"):
        assert heading in since
    assert offered_date(page) == {
        "next_review_on_day": "28",
        "next_review_on_month": "6",
        "next_review_on_year": "2026",
    }


def test_nothing_since_then_is_said_plainly_and_an_overdue_review_too(
    line: Line, dan: Client, restriction: UUID
) -> None:
    assert "No incident has been reported since then." in words_of(dan.get(review_of(line, restriction)))
    line.wait(days=20)
    assert "This review was due on 7 April 2026. Hold it now, or lift the restriction." in words_of(
        dan.get(review_of(line, restriction))
    )


def test_equality_answers_are_for_those_who_may_read_them(line: Line, restriction: UUID) -> None:
    for actor in (line.people.dan, line.people.mia):
        found = under_review(actor, line.case.id, restriction, at=line.at)
        assert (found.answers is not None) is actor.may(Permission.READ_EQUALITY), actor.name


def test_a_restriction_is_lifted_at_its_review(line: Line, dan: Client, restriction: UUID) -> None:
    typed = {"outcome": "lifted", "lift_reasons": "Nothing happened since.", "lift_considered": "unsent"}
    answer = held(dan, review_of(line, restriction), typed)
    review = rows.Review.objects.get()
    assert answer["Location"] == reverse("letter", args=[line.case.id, review.id])
    page = words_of(dan.get(answer["Location"]))
    assert "The review is recorded, and the restriction is lifted. Now tell the customer." in page
    assert "Nothing happened since." in page
    assert (review.outcome, review.reasons, review.lift_considered) == ("lifted", "Nothing happened since.", "")
    assert line.case.stage == Stage.LIFTED


def test_a_restriction_ends_sooner(line: Line, dan: Client, restriction: UUID) -> None:
    day = {"new_end_on_day": "30", "new_end_on_month": "april", "new_end_on_year": "2026"}
    answer = held(dan, review_of(line, restriction), {"outcome": "varied", "vary_reasons": "It is quiet.", **day})
    assert "the restriction ends sooner" in words_of(dan.get(answer["Location"]))
    assert rows.Restriction.objects.get().period.upper == datetime(2026, 4, 30, 23, tzinfo=UTC)
    assert rows.Review.objects.get().reasons == "It is quiet."


def test_a_restriction_is_kept_with_fresh_reasons(line: Line, dan: Client, restriction: UUID) -> None:
    answer = held(dan, review_of(line, restriction), KEEP)
    assert "the restriction stays" in words_of(dan.get(answer["Location"]))
    review = rows.Review.objects.get()
    assert review.outcome == ReviewOutcome.CONTINUED
    assert review.reasons.splitlines() == KEEP["keep_reasons"].splitlines()
    assert (review.lift_considered, review.next_review) == (KEEP["lift_considered"], date(2026, 6, 28))
    with sensitive_data():
        assert rows.EqualityAnswers.objects.get(review=review).barriers == KEEP["barriers"]
    line.wait(days=5).incident(what_happened="Insults again.")
    said = words_of(dan.get(review_of(line, restriction)))
    assert "Earlier reviews 28 March 2026 Keep the restriction. The insults went on by email." in said
    assert "What has happened since 28 March 2026" in said
    assert "We asked again. None was named." in said
    assert "This review is due by 28 June 2026." in said


def test_all_that_is_missing_for_keeping_it_is_said_at_once_with_its_clause(
    line: Line, dan: Client, restriction: UUID
) -> None:
    answer = held(dan, review_of(line, restriction), {"outcome": "continued", "next_review_on_year": "2027"})
    assert answer.status_code == 422
    clauses = {
        "lift_considered": "(Clause 10.1)",
        "keep_reasons": "(Clause 10.1)",
        "barriers": "(Clauses 11.1, 11.2 and 11.3)",
        "bears_harder": "(Clauses 11.1, 11.2 and 11.3)",
        "human_rights": "(Clauses 11.1, 11.2 and 11.3)",
        "next_review_on": "(Clauses 3.1 and 10.1)",
    }
    for field, clause in clauses.items():
        assert beside(answer, field).endswith(clause), field
    assert not rows.Review.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "outcome", "Select how the review ends"),
        ({"outcome": "lifted", "keep_reasons": "Mine."}, "lift_reasons", "Enter why it is lifted"),
        ({"outcome": "varied", "vary_reasons": "Mine."}, "new_end_on", "Enter the new last day"),
        (
            {
                "outcome": "varied",
                "vary_reasons": "Mine.",
                "new_end_on_day": "1",
                "new_end_on_month": "1",
                "new_end_on_year": "2030",
            },
            "new_end_on",
            "The new last day must be sooner than the one it has",
        ),
        (
            {**KEEP, "keep_reasons": "The customer insulted staff on two calls, the second after a warning."},
            "keep_reasons",
            "These are the reasons of an earlier decision. Say what makes the restriction needed now (Clause 10.1)",
        ),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_nothing_is_lost(
    line: Line, dan: Client, restriction: UUID, typed: dict[str, str], field: str, words: str
) -> None:
    answer = held(dan, review_of(line, restriction), typed)
    assert answer.status_code == 422
    assert beside(answer, field) == f"Error: {words}"
    assert all(one in main_of(answer).replace("&#10;", "\n") for one in typed.values())
    assert not rows.Review.objects.exists()


def test_what_the_customer_was_never_told_of_cannot_be_kept_but_can_be_lifted(line: Line, dan: Client) -> None:
    decision = line.to_referred().determine()
    restriction = rows.Restriction.objects.get(determination=decision).id
    line.wait(days=30)
    assert "it cannot be kept at a review (Clause 9.1)" in words_of(dan.get(review_of(line, restriction)))
    answer = held(dan, review_of(line, restriction), KEEP)
    assert beside(answer, "outcome") == (
        "Error: The customer had not been told of the restriction: it cannot be continued. Tell them first (Clause 9.1)"
    )
    lifted = {"outcome": "lifted", "lift_reasons": "They never heard of it."}
    assert held(dan, review_of(line, restriction), lifted).status_code == 302


def test_somebody_who_was_overtaken_reads_what_changed_and_loses_nothing(
    line: Line, dan: Client, restriction: UUID
) -> None:
    page = dan.get(review_of(line, restriction))
    typed = {**hidden_in(page), **offered_date(page), **KEEP}
    line.wait(minutes=5).incident()
    answer = dan.post(review_of(line, restriction), typed)
    assert answer.status_code == 409
    assert "Olu Oakes, 28 March 2026 at 12:05pm: report an incident" in words_of(answer)
    assert all(one in main_of(answer).replace("&#10;", "\n") for one in KEEP.values())
    assert not rows.Review.objects.exists()
    assert dan.post(review_of(line, restriction), {**typed, **hidden_in(answer)}).status_code == 302


@pytest.mark.parametrize("route", ["review", "lift"])
def test_two_presses_of_one_button_end_it_once(line: Line, dan: Client, restriction: UUID, route: str) -> None:
    path = {"review": review_of, "lift": lift_of}[route](line, restriction)
    typed = {**hidden_in(dan.get(path)), "outcome": "lifted", "lift_reasons": "Quiet.", "reasons": "Quiet."}
    assert dan.post(path, typed)["Location"] == dan.post(path, typed)["Location"]
    assert line.case.stage == Stage.LIFTED


@pytest.mark.parametrize("route", ["review", "lift"])
def test_what_has_ended_is_not_offered_and_keeps_what_was_typed(
    line: Line, dan: Client, restriction: UUID, route: str
) -> None:
    lift_restriction.lift_restriction(actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="Quiet.")
    path = {"review": review_of, "lift": lift_of}[route](line, restriction)
    page = dan.get(path)
    assert "This restriction has ended" in words_of(page)
    assert "<form" not in main_of(page)
    typed = {"submission": str(uuid4()), "seen_version": str(line.case.version), "outcome": "lifted"}
    answer = dan.post(path, {**typed, "lift_reasons": "Typed too late.", "reasons": "Typed too late."})
    assert answer.status_code == 422
    assert "This restriction has already ended" in words_of(answer)
    assert "Typed too late." in main_of(answer)


# Lifting at once


@pytest.mark.parametrize("who", ["mia", "max", "eve"])
def test_any_manager_and_the_team_lift_it_at_once_with_a_reason(line: Line, restriction: UUID, who: str) -> None:
    actor = getattr(line.people, who)
    client = browser_of(actor)
    line.incident()  # somebody changed the case meanwhile: loosening asks for no version
    answer = fill_in(client, lift_of(line, restriction), {"reasons": "We had it wrong."})
    assert answer["Location"] == reverse("letter", args=[line.case.id, restriction])
    assert "The restriction is lifted. Now tell the customer." in words_of(client.get(answer["Location"]))
    lifted = rows.Restriction.objects.get()
    assert (lifted.lifted_by_id, lifted.lifting_reasons) == (actor.id, "We had it wrong.")


def test_lifting_asks_for_its_reason_and_nothing_else(line: Line, dan: Client, restriction: UUID) -> None:
    page = dan.get(lift_of(line, restriction))
    assert "The policy never refuses it." in words_of(page)
    assert set(re.findall(r'<(?:input|textarea)[^>]* name="(\w+)"', main_of(page))) == {
        "csrfmiddlewaretoken",
        "for_user",
        "submission",
        "reasons",
    }
    answer = fill_in(dan, lift_of(line, restriction), {"reasons": " "})
    assert beside(answer, "reasons") == "Error: Enter why you are lifting the restriction"


# Who may


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("route", "act"), [("review", Act.REVIEW_RESTRICTION), ("lift", Act.LIFT_RESTRICTION)])
def test_each_page_is_for_the_roles_that_hold_it(
    line: Line, restriction: UUID, route: str, act: Act, method: str
) -> None:
    everybody = one_of_each_role(line.people)
    line.incident(witnesses=[one.staff_id for one in everybody.values()])
    for role, actor in everybody.items():
        answer = getattr(browser_of(actor), method)(reverse(route, args=[line.case.id, restriction]))
        if role is Role.ADMINISTRATOR:  # who sees no case
            assert answer.status_code == 404
        elif actor.may(PERMISSION_FOR[act]):
            assert answer.status_code == (200 if method == "get" else 422), role
        else:
            assert answer.status_code == 403, role
            assert all(one.label in words_of(answer) for one in roles_with(PERMISSION_FOR[act]))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", ["review", "lift"])
def test_hidden_unknown_and_mixed_up_restrictions_look_the_same(
    line: Line, dan: Client, restriction: UUID, route: str, method: str
) -> None:
    other = Line(line.people)
    other.to_referred()
    oscar = browser_of(line.people.oscar)
    answers = [
        getattr(oscar, method)(reverse(route, args=[line.case.id, restriction])),
        getattr(dan, method)(reverse(route, args=[line.case.id, uuid4()])),
        getattr(dan, method)(reverse(route, args=[other.case.id, restriction])),
        getattr(dan, method)(reverse(route, args=[uuid4(), restriction])),
    ]
    assert [one.status_code for one in answers] == [404] * 4
    assert len({main_of(one) for one in answers}) == 1
