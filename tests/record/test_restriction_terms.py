"""The terms of a restriction go into the record and come back the same."""

from dataclasses import fields
from datetime import time

import pytest

from evenhand.record.restriction_terms import terms_from_json, terms_to_json
from evenhand.rules.facts import CallWindow, RestrictionTerms
from evenhand.rules.vocabulary import Channel

FULL = RestrictionTerms(
    named_contact="The head of customer services",
    cover="Her deputy",
    contact_point="020 7946 0123",
    windows=(
        CallWindow(weekday=0, opens=time(9), closes=time(10, 30)),
        CallWindow(weekday=4, opens=time(14, 15), closes=time(15)),
    ),
    minutes=20,
    issues=("The bill of 2024", "The fence"),
    considered_where="Letter of 3 March",
    accounts=("@example_one",),
    blocked_points=("one@example.org", "020 7946 0456"),
    counted="120 emails in 4 weeks",
    premises=("Example House",),
    services_limited="The library's reading group",
    exceptional_way="By letter, read by the monitoring officer",
    description="Calls through an interpreter only",
    channels=frozenset({Channel.WEB_FORM, Channel.EMAIL}),
)


def test_every_term_comes_back() -> None:
    assert all(getattr(FULL, one.name) for one in fields(FULL)), "the example fills each term"
    assert terms_from_json(terms_to_json(FULL)) == FULL


@pytest.mark.parametrize("name", [one.name for one in fields(RestrictionTerms)])
def test_each_term_by_itself_comes_back(name: str) -> None:
    alone = RestrictionTerms(**{name: getattr(FULL, name)})

    assert list(terms_to_json(alone)) == [name]
    assert terms_from_json(terms_to_json(alone)) == alone


def test_what_is_not_said_is_not_kept() -> None:
    assert terms_to_json(RestrictionTerms()) == {}
    assert terms_from_json({}) == RestrictionTerms()
