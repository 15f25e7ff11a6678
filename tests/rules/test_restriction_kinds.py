"""Each kind of restriction closes the channels that it names, and no others (9.3, 9.4)."""

import itertools
from typing import Any

import pytest

from evenhand.rules.contact import KINDS, SERVICES, Contact, Directive, decide
from evenhand.rules.restrictions import EFFECTS
from evenhand.rules.vocabulary import Channel, Match, Outcome, Purpose, RestrictionKind

from . import build
from .build import BINS, TERMS, london

NOW = "2026-03-02 10:00"
TALKING = {Channel.TELEPHONE, Channel.FACE_TO_FACE}
EVERY = [pytest.param(kind, channel, id=f"{kind}-{channel}") for kind in RestrictionKind for channel in Channel]


def directive(kind: RestrictionKind, channel: Channel, at: str = NOW, **parts: Any) -> Directive:
    known = build.told(restrictions=(build.restriction(kind=kind),))
    asked = Contact(channel=channel, **({"match": Match.VERIFIED} | parts))
    return decide(asked, known, TERMS, at=london(at))


def test_the_table_answers_for_every_kind_and_channel() -> None:
    assert {(kind, channel) for kind in EFFECTS for channel in EFFECTS[kind]} == set(
        itertools.product(RestrictionKind, Channel)
    )


@pytest.mark.parametrize("channel", Channel)
def test_in_writing_only_closes_talking_and_nothing_else(channel: Channel) -> None:
    expected = Outcome.REDIRECT if channel in TALKING else Outcome.PROCEED
    assert EFFECTS[RestrictionKind.WRITING_ONLY][channel] is expected


@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_a_known_customer_gets_what_the_table_says(kind: RestrictionKind, channel: Channel) -> None:
    found = directive(kind, channel)
    assert found.outcome is EFFECTS[kind][channel]
    assert KINDS in found.rules
    assert bool(found.say) is (found.outcome is Outcome.REDIRECT), "a refusal comes with what to say"


@pytest.mark.parametrize("moment", ["2026-02-02 13:59", "2026-08-03 00:00", "2027-01-01 12:00"])
@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_before_its_start_and_from_its_end_it_closes_nothing(
    kind: RestrictionKind, channel: Channel, moment: str
) -> None:
    assert directive(kind, channel, moment).outcome is Outcome.PROCEED


@pytest.mark.parametrize("moment", ["2026-02-02 14:00", "2026-08-02 23:59"])
@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_it_holds_from_its_first_moment_to_its_last(kind: RestrictionKind, channel: Channel, moment: str) -> None:
    assert directive(kind, channel, moment).outcome is EFFECTS[kind][channel]


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("match", Match)
@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_an_always_allowed_purpose_is_never_closed(
    kind: RestrictionKind, channel: Channel, match: Match, purpose: Purpose
) -> None:
    found = directive(kind, channel, match=match, purpose=purpose)
    assert found.outcome is Outcome.PROCEED
    assert SERVICES in found.rules


@pytest.mark.parametrize("match", Match)
@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_a_mandatory_service_is_never_closed(kind: RestrictionKind, channel: Channel, match: Match) -> None:
    found = directive(kind, channel, match=match, purpose=BINS)
    open_here = EFFECTS[kind][channel] is Outcome.PROCEED
    assert found.outcome is (Outcome.PROCEED if open_here else Outcome.PROCEED_WITH_CONDITIONS)
    assert SERVICES in found.rules
