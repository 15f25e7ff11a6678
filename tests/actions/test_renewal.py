"""Keeping a restriction past its end: a renewal at its review, said by a person and never by the clock (10.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.actions.council import CONSIDERED, Line, found_council

from evenhand.actions import review_restriction
from evenhand.actions.errors import InvalidInputError, RefusedError
from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.record.facts import case_facts
from evenhand.rules.calendar import end_of_day
from evenhand.rules.vocabulary import ReviewOutcome


def keep(line: Line, restriction: UUID, **given: Any) -> UUID:
    values: dict[str, Any] = {
        "outcome": ReviewOutcome.CONTINUED,
        "reasons": "The insults began again last week.",
        "lift_considered": "Lifting was considered; last week speaks against it.",
        "equality": CONSIDERED,
    }
    return review_restriction.review_restriction(
        actor=line.people.eve,
        at=line.at,
        restriction_id=restriction,
        seen_version=line.case.version,
        **values | given,
    )


def last_day(line: Line) -> date:
    (restriction,) = case_facts(line.case, at=line.at).restrictions
    assert restriction.ends_at is not None
    return (restriction.ends_at - timedelta(microseconds=1)).date()


def test_keeping_it_leaves_its_end_where_it_was(line: Line) -> None:
    restriction = line.to_restricted()
    before = last_day(line)
    line.wait(days=80)

    keep(line, restriction)

    assert last_day(line) == before


def test_a_review_renews_it_to_a_later_day_that_somebody_chose(line: Line) -> None:
    restriction = line.to_restricted()
    later = last_day(line) + timedelta(days=60)
    line.wait(days=80)

    keep(line, restriction, new_end_on=later)

    known = case_facts(line.case, at=line.at)
    assert last_day(line) == later
    assert known.reviews[0].new_end == end_of_day(later)


def test_a_renewal_is_later_and_no_way_to_end_it_sooner(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=80)

    with pytest.raises(InvalidInputError, match="must be later"):
        keep(line, restriction, new_end_on=last_day(line) - timedelta(days=1))


def test_where_restrictions_lapse_keeping_one_renews_it_until_its_next_review(db: None) -> None:  # noqa: ARG001
    wired.wire(documents=MemoryStore())
    line = Line(found_council(policy="lgsco-guide"))
    line.to_referred()
    line.know()
    ends = line.at.date() + timedelta(days=170)
    line.tell(line.issue(line.determine(restrictions=[line.writing_only(ends_on=ends)])))
    (restriction,) = case_facts(line.case, at=line.at).restrictions
    line.wait(days=160)

    with pytest.raises(RefusedError) as caught:
        keep(line, UUID(restriction.id), new_end_on=line.at.date() + timedelta(days=360))
    assert {str(one.rule) for one in caught.value.refusals} == {"review.lapse"}
    keep(line, UUID(restriction.id))

    known = case_facts(line.case, at=line.at)
    assert known.reviews[0].next_review_on == last_day(line)
