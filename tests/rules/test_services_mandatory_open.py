"""Every mandatory service stays reachable, and so does one way that this customer can use (3.1)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.authority import Role
from evenhand.rules.facts import HandledContact, RestrictionTerms, Suspension
from evenhand.rules.vocabulary import Act, Channel, RestrictionKind, ServiceId

from . import build
from .build import BINS, COUNCIL_TAX, DECIDED, MIA, TERMS, Weighed, fact, judged, london, refused, weighed

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


# A service that is withdrawn in part (3.1).

OVERRIDE = replace(TERMS, service_override_roles=frozenset({Role.MONITORING_OFFICER}))
LIMITED: dict[str, Any] = {
    "services": {BINS: "The form."},
    "services_withdrawn": {COUNCIL_TAX: "No visits to the counter: she threw a chair there."},
    "withdrawn_by": MIA,
}


@pytest.mark.parametrize(
    ("changes", "allowed", "is_refused"),
    [
        pytest.param({}, True, False, id="by somebody of the pack's rank, with a reason"),
        pytest.param({}, False, True, id="where the policy lets nobody"),
        pytest.param({"withdrawn_by": None}, True, True, id="by nobody known"),
        pytest.param({"services_withdrawn": {COUNCIL_TAX: " "}}, True, True, id="without a reason"),
        pytest.param({"services_withdrawn": {BINS: "Why."}}, True, True, id="another service is left out"),
    ],
)
def test_a_service_withdrawn_in_part(changes: dict[str, Any], *, allowed: bool, is_refused: bool) -> None:
    drafted = build.decided(restrictions=(build.restriction(**(LIMITED | changes)),))
    terms = OVERRIDE if allowed else TERMS
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED, terms=terms) == ({RULE} if is_refused else set())


def test_a_withdrawal_that_a_history_states_is_judged_too() -> None:
    limited = build.history(restrictions=(build.restriction(**(LIMITED | {"services": None})),))
    assert weighed(RULE, limited, at=DECIDED) == [DENIED, ("gap", "service_denied")]


# No contact, save in exceptional circumstances (9.4).

NO_CONTACT = RestrictionKind.NO_CONTACT
WAY = RestrictionTerms(exceptional_way="Write to the monitoring officer, who reads each letter.")


def test_no_contact_keeps_a_way_to_raise_exceptional_circumstances() -> None:
    drafted = build.decided(restrictions=(build.restriction(kind=NO_CONTACT, terms=WAY),))
    assert RULE not in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)


@pytest.mark.parametrize("terms", [None, RestrictionTerms(), RestrictionTerms(exceptional_way=" ")])
def test_no_contact_without_such_a_way_is_refused(terms: RestrictionTerms | None) -> None:
    drafted = build.decided(restrictions=(build.restriction(kind=NO_CONTACT, terms=terms),))
    assert RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)
    history = replace(drafted, record_complete=False)
    assert weighed(RULE, history, at=DECIDED) == [("gap", "service_denied")]


def test_no_contact_is_refused_where_the_customer_cannot_write() -> None:
    ada = build.customer(build.adjustment(Channel.EMAIL, Channel.LETTER))
    drafted = build.decided(customer=ada, restrictions=(build.restriction(kind=NO_CONTACT, terms=WAY),))
    assert [(one.about, one.severity.value) for one in judged(RULE, drafted, at=DECIDED)] == [("d1", "fault")]


# What else counts.


def test_restrictions_that_close_every_way_together_are_refused_and_it_is_said_so() -> None:
    email = build.restriction(kind=RestrictionKind.EMAIL_ONLY)
    number = build.restriction("r2", kind=RestrictionKind.SINGLE_NUMBER)
    drafted = build.decided(restrictions=(email, number))
    assert RULE in refused(Act.DETERMINE, drafted, "d1", "r1", "r2", at=DECIDED)
    (found,) = judged(RULE, drafted, at=DECIDED)
    assert "every way of contact" in found.message
    assert weighed(RULE, replace(drafted, record_complete=False), at=DECIDED) == [("gap", "service_denied")]


def test_a_paused_restriction_still_stands() -> None:
    pause = Suspension(id=fact("s1"), since=london("2026-02-10 09:00"))
    ada = build.customer(build.adjustment(*WRITTEN))
    paused = build.told(customer=ada, restrictions=(build.restriction(suspensions=(pause,)),))
    assert weighed(RULE, paused, at="2026-03-01 09:00") == [DENIED]


def test_a_managers_limit_keeps_services_and_a_way_open_too() -> None:
    at = "2026-01-13 10:00"
    limit = build.interim_limit()
    assert refused(Act.IMPOSE_INTERIM_LIMIT, build.unheard(restrictions=(limit,)), "l1", at=at) == set()
    silent = build.unheard(restrictions=(replace(limit, services={}),))
    assert refused(Act.IMPOSE_INTERIM_LIMIT, silent, "l1", at=at) == {RULE}
    ada = build.customer(build.adjustment(*WRITTEN))
    closed = build.unheard(customer=ada, restrictions=(limit,))
    assert refused(Act.IMPOSE_INTERIM_LIMIT, closed, "l1", at=at) == {RULE}


def test_a_limit_that_the_team_took_over_closes_nothing_any_more() -> None:
    email = build.interim_limit(
        "l1", "2026-01-26 10:00", "2026-02-09 00:00", kind=RestrictionKind.EMAIL_ONLY, taken_over_by=fact("d1")
    )
    number = build.restriction(kind=RestrictionKind.SINGLE_NUMBER)
    assert weighed(RULE, build.decided(restrictions=(email, number)), at=DECIDED) == []
    still_open = replace(email, taken_over_by=None)
    found = judged(RULE, build.decided(restrictions=(still_open, number)), at=DECIDED)
    assert {one.about for one in found} == {"l1", "d1"}


@pytest.mark.parametrize(("service_refused", "expected"), [(True, [DENIED]), (False, []), (None, [])])
def test_a_service_kept_from_the_customer(expected: list[Weighed], *, service_refused: bool | None) -> None:
    contact = HandledContact(id=fact("h1"), received_at=None, service_refused=service_refused)
    for known in (build.case(contacts=(contact,)), build.history(contacts=(contact,))):
        assert weighed(RULE, known, at=DECIDED) == expected
        assert [one.about for one in judged(RULE, known, at=DECIDED)] == ["h1"] * len(expected)
