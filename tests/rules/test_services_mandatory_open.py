"""Every mandatory service stays reachable, and so does one way that this customer can use (3.1)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from evenhand.rules.restrictions import EFFECTS, open_channels, ways_left
from evenhand.rules.vocabulary import Act, Channel, Outcome, RestrictionKind, ServiceId

from . import build
from .build import BINS, COUNCIL_TAX, DECIDED, TERMS, Weighed, judged, london, refused, weighed

RULE = "services.mandatory_open"
DENIED = ("fault", "service_denied")
WRITTEN = (Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM)


def test_a_restriction_that_names_every_service_is_imposed() -> None:
    assert refused(Act.DETERMINE, build.decided(), "d1", "r1", at=DECIDED) == set()


@pytest.mark.parametrize(
    ("services", "missing"),
    [
        pytest.param(None, 2, id="none"),
        pytest.param({}, 2, id="an empty list"),
        pytest.param({BINS: "The form."}, 1, id="one left out"),
        pytest.param({BINS: "The form.", COUNCIL_TAX: " "}, 1, id="one left blank"),
    ],
)
def test_each_service_left_out_refuses(services: Mapping[ServiceId, str] | None, missing: int) -> None:
    drafted = build.decided(restrictions=(build.restriction(services=services),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}
    assert weighed(RULE, drafted, at=DECIDED) == [DENIED] * missing


def test_the_finding_names_the_service() -> None:
    drafted = build.decided(restrictions=(build.restriction(services={BINS: "The form."}),))
    found = judged(RULE, drafted, at=DECIDED)[0]
    assert (found.about, "Council Tax" in found.message) == ("r1", True)


def test_a_council_without_such_services_asks_for_none() -> None:
    drafted = build.decided(restrictions=(build.restriction(services=None),))
    assert refused(Act.DETERMINE, drafted, "r1", at=DECIDED, terms=replace(TERMS, mandatory_services=())) == set()


@pytest.mark.parametrize(
    ("unusable", "is_refused"),
    [
        pytest.param((), False, id="she can use all"),
        pytest.param((Channel.EMAIL, Channel.WEB_FORM), False, id="a letter is left"),
        pytest.param((Channel.TELEPHONE, Channel.FACE_TO_FACE), False, id="she cannot talk"),
        pytest.param((*WRITTEN, Channel.SOCIAL_MEDIA), True, id="she cannot write"),
        pytest.param(WRITTEN, True, id="nothing but a public channel is left"),
        pytest.param(tuple(Channel), True, id="she can use none"),
    ],
)
def test_one_usable_way_stays_open(unusable: tuple[Channel, ...], *, is_refused: bool) -> None:
    drafted = build.decided(customer=build.customer(build.adjustment(*unusable)))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == ({RULE} if is_refused else set())
    assert [one.about for one in judged(RULE, drafted, at=DECIDED)] == (["d1"] if is_refused else [])


def test_what_several_adjustments_close_counts_together() -> None:
    ada = build.customer(build.adjustment(Channel.LETTER), build.adjustment(Channel.EMAIL, Channel.WEB_FORM))
    assert weighed(RULE, build.decided(customer=ada), at=DECIDED) == [DENIED]


def test_a_barrier_told_of_later_shows_while_the_restriction_stands() -> None:
    ada = build.customer(build.adjustment(*WRITTEN))
    assert weighed(RULE, build.told(customer=ada), at="2026-03-01 09:00") == [DENIED]
    assert weighed(RULE, build.told(customer=ada), at="2026-08-03 00:00") == [], "it is over"


def test_a_restriction_of_no_known_decision_stands_for_itself() -> None:
    known = build.history(
        customer=build.customer(build.adjustment(*WRITTEN)), restrictions=(build.restriction(determination=None),)
    )
    assert [one.about for one in judged(RULE, known, at=DECIDED)] == ["r1"]


def test_restrictions_to_come_count_with_those_in_force() -> None:
    ada = build.customer(build.adjustment(*WRITTEN))
    later = build.restriction(starts_at=london("2026-06-01 00:00"))
    assert weighed(RULE, build.decided(customer=ada, restrictions=(later,)), at=DECIDED) == [DENIED]


def test_no_door_opens_it() -> None:
    urgent = build.decision(doors={RULE: "It could not wait."})
    drafted = build.decided(determinations=(urgent,), restrictions=(build.restriction(services={}),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}


@pytest.mark.parametrize(
    ("services", "expected"),
    [
        pytest.param(None, [("gap", "service_denied")], id="silent"),
        pytest.param({BINS: "The form."}, [("gap", "service_denied")], id="silent on one"),
        pytest.param({BINS: "The form.", COUNCIL_TAX: ""}, [DENIED], id="it says that there was no way"),
    ],
)
def test_in_a_history(services: Mapping[ServiceId, str] | None, expected: list[Weighed]) -> None:
    known = build.history(restrictions=(build.restriction(services=services),))
    assert weighed(RULE, known, at=DECIDED) == expected


def test_kinds_may_come_from_anything_that_is_read_once() -> None:
    kinds = [RestrictionKind.WRITING_ONLY]
    assert open_channels(iter(kinds)) == open_channels(kinds)


def test_no_set_of_restrictions_closes_every_way() -> None:
    """With every kind at once, a customer with no barrier still has a private way of contact."""
    assert ways_left(RestrictionKind, build.customer())
    assert open_channels(()) == frozenset(Channel)


@pytest.mark.parametrize("kind", RestrictionKind)
def test_what_is_open_follows_from_the_table_of_effects(kind: RestrictionKind) -> None:
    assert set(EFFECTS[kind]) == set(Channel), "a kind answers for every channel"
    goes_on = {Outcome.PROCEED, Outcome.PROCEED_WITH_CONDITIONS}
    assert open_channels([kind]) == {one for one in Channel if EFFECTS[kind][one] in goes_on}
