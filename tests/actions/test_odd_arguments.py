"""Arguments of the right type that nobody means: each is answered, and none breaks the action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from tests.actions.council import CONSIDERED, Line

from evenhand.actions import (
    consider_equality,
    narrow_restriction,
    record_telling,
    refer_to_police,
    review_restriction,
    suspend_restriction,
)
from evenhand.actions.errors import InvalidInputError
from evenhand.record import models as rows
from evenhand.rules.vocabulary import RestrictionKind, ReviewOutcome, Route

NO_ZONE = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - what is tried here
LONE_HALF = "One half of a letter: \ud800"
"""Half of a character, which no encoding can store; YAML and JSON can spell it."""


@pytest.mark.parametrize(
    ("act", "field"),
    [
        pytest.param(lambda line: line.incident(occurred=NO_ZONE), "occurred", id="an incident"),
        pytest.param(lambda line: line.warn(given_at=NO_ZONE), "given_at", id="a warning"),
        pytest.param(lambda line: line.incident(opinion=LONE_HALF), "opinion", id="half a letter in an opinion"),
        pytest.param(lambda line: line.warn(reasons=LONE_HALF), "reasons", id="half a letter in reasons"),
        pytest.param(
            lambda line: refer_to_police.refer_to_police(
                actor=line.people.mia, at=line.at, case_id=line.case.pk, reasons="A threat.", reference=LONE_HALF
            ),
            "reference",
            id="half a letter in a reference",
        ),
        pytest.param(
            lambda line: consider_equality.consider_equality(actor=line.people.dan, at=line.at, equality=CONSIDERED),
            "determination_id",
            id="the equality questions of nothing",
        ),
    ],
)
def test_what_is_recorded(line: Line, act: Callable[[Line], Any], field: str) -> None:
    line.incident()

    with pytest.raises(InvalidInputError) as caught:
        act(line)

    assert caught.value.field == field


def test_a_letter_sent_at_a_time_without_its_zone(line: Line) -> None:
    line.to_restricted()
    letter = rows.Letter.objects.get()

    with pytest.raises(InvalidInputError) as caught:
        record_telling.record_telling(
            actor=line.people.dan, at=line.at, letter_id=letter.pk, route=Route.POST, sent_at=NO_ZONE
        )

    assert caught.value.field == "sent_at"


def test_the_last_day_there_is(line: Line) -> None:
    restriction = line.to_referred().determine(
        restrictions=[line.writing_only(ends_on=None, permanent=True, permanent_reason="There is no end in sight.")]
    )
    found = rows.Restriction.objects.get(determination=restriction).pk
    given: dict[str, Any] = {"at": line.at, "restriction_id": found, "reasons": "It is lighter so."}

    with pytest.raises(InvalidInputError) as paused:
        suspend_restriction.suspend_restriction(actor=line.people.mia, ends_on=date.max, **given)
    with pytest.raises(InvalidInputError) as narrowed:
        narrow_restriction.narrow_restriction(actor=line.people.mia, new_end_on=date.max, **given)
    with pytest.raises(InvalidInputError) as narrowed_too:
        narrow_restriction.narrow_restriction(
            actor=line.people.mia, kind=RestrictionKind.PHONE_BAN, new_end_on=date.max, **given
        )

    assert (paused.value.field, narrowed.value.field, narrowed_too.value.field) == (
        "ends_on",
        "new_end_on",
        "new_end_on",
    )


@pytest.mark.parametrize("outcome", ReviewOutcome)
def test_a_restriction_is_reviewed_after_a_further_warning(line: Line, outcome: ReviewOutcome) -> None:
    restriction = line.to_restricted()
    line.wait(days=1).investigate()
    line.warn()

    review_restriction.review_restriction(
        actor=line.people.dan,
        at=line.at,
        restriction_id=restriction,
        seen_version=line.case.version,
        outcome=outcome,
        reasons="What is so today, and was not said before.",
        lift_considered="The calls went on last week.",
        equality=CONSIDERED if outcome is ReviewOutcome.CONTINUED else None,
        new_end_on=date(2026, 3, 2) if outcome is ReviewOutcome.VARIED else None,
    )

    assert rows.Review.objects.get().outcome == outcome
