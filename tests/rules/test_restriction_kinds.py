"""A restriction is of a kind that the policy has, with the terms that the kind asks for (9.3, 9.4)."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from evenhand.rules.contact import Contact, decide
from evenhand.rules.facts import CallWindow, RestrictionTerms
from evenhand.rules.kinds import TERMS_NEEDED
from evenhand.rules.vocabulary import Act, Channel, Match, Outcome, RestrictionKind

from . import build
from .build import DECIDED, TERMS, judged, london, refused, weighed
from .test_kinds import whole

RULE = "restriction.kinds"
WITH_TERMS = [kind for kind in RestrictionKind if TERMS_NEEDED[kind]]
UNRECORDED = ("fault", "no_record")


@pytest.mark.parametrize("kind", RestrictionKind)
def test_a_kind_of_the_policy_with_its_terms_is_imposed(kind: RestrictionKind) -> None:
    drafted = build.decided(restrictions=(whole(kind),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == set()
    assert weighed(RULE, drafted, at=DECIDED) == []


@pytest.mark.parametrize("kind", WITH_TERMS)
@pytest.mark.parametrize("terms", [None, RestrictionTerms()], ids=["no terms", "empty terms"])
def test_each_term_left_out_refuses(kind: RestrictionKind, terms: RestrictionTerms | None) -> None:
    drafted = build.decided(restrictions=(build.restriction(kind=kind, terms=terms),))
    assert RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)
    found = judged(RULE, drafted, at=DECIDED)
    assert weighed(RULE, drafted, at=DECIDED) == [UNRECORDED] * len(TERMS_NEEDED[kind])
    assert {one.part for one in found} == TERMS_NEEDED[kind]
    assert {one.about for one in found} == {"r1"}


def test_one_that_the_policy_has_not_is_refused() -> None:
    drafted = build.decided()
    terms = replace(TERMS, kinds=frozenset(RestrictionKind) - {RestrictionKind.WRITING_ONLY})
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED, terms=terms) == {RULE}
    assert weighed(RULE, drafted, at=DECIDED, terms=terms) == [("fault", "outside_policy")]
    assert weighed(RULE, replace(drafted, record_complete=False), at=DECIDED, terms=terms) == []


def test_a_managers_limit_is_of_such_a_kind_too() -> None:
    at = "2026-01-13 10:00"
    limit = build.interim_limit()
    assert refused(Act.IMPOSE_INTERIM_LIMIT, build.unheard(restrictions=(limit,)), "l1", at=at) == set()
    vague = replace(limit, kind=RestrictionKind.PREMISES_BAN)
    assert refused(Act.IMPOSE_INTERIM_LIMIT, build.unheard(restrictions=(vague,)), "l1", at=at) == {RULE}


@pytest.mark.parametrize(
    "window",
    [
        CallWindow(weekday=1, opens=time(12), closes=time(10)),
        CallWindow(weekday=1, opens=time(12), closes=time(12)),
        CallWindow(weekday=7, opens=time(10), closes=time(12)),
    ],
    ids=["it ends before it begins", "it never opens", "no day of the week"],
)
def test_times_at_which_nobody_can_ring_are_refused(window: CallWindow) -> None:
    terms = RestrictionTerms(windows=(window,))
    drafted = build.decided(restrictions=(build.restriction(kind=RestrictionKind.PHONE_TIMES, terms=terms),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == {RULE}
    assert weighed(RULE, drafted, at=DECIDED) == [UNRECORDED]


@pytest.mark.parametrize(
    ("terms", "recorded", "expected"),
    [
        pytest.param(None, None, [("gap", "no_record")] * 2, id="silent"),
        pytest.param(RestrictionTerms(named_contact="One officer"), None, [("gap", "no_record")], id="in part"),
        pytest.param(RestrictionTerms(named_contact="One officer", cover="Another"), None, [], id="whole"),
        pytest.param(None, True, [], id="recorded, nobody knows how"),
        pytest.param(None, False, [], id="not recorded: a fault of the record"),
    ],
)
def test_in_a_history(terms: RestrictionTerms | None, expected: list[build.Weighed], *, recorded: bool | None) -> None:
    single = build.restriction(kind=RestrictionKind.SINGLE_CONTACT, terms=terms)
    known = build.history(determinations=(build.decision(terms_recorded=recorded),), restrictions=(single,))
    assert weighed(RULE, known, at=DECIDED) == expected


# At the moment of contact.


def answered(kind: RestrictionKind, channel: Channel, at: str) -> Any:
    known = build.told(restrictions=(whole(kind),))
    return decide(Contact(channel=channel, match=Match.VERIFIED), known, TERMS, at=london(at))


EVERY = [pytest.param(kind, channel, id=f"{kind}-{channel}") for kind in RestrictionKind for channel in Channel]


@pytest.mark.parametrize("moment", ["2026-02-02 13:59", "2026-08-03 00:00", "2027-01-01 12:00"])
@pytest.mark.parametrize(("kind", "channel"), EVERY)
def test_before_its_start_and_from_its_end_it_closes_nothing(
    kind: RestrictionKind, channel: Channel, moment: str
) -> None:
    assert answered(kind, channel, moment).outcome is Outcome.PROCEED


@pytest.mark.parametrize(
    ("kind", "channel"),
    [
        (RestrictionKind.WRITING_ONLY, Channel.TELEPHONE),
        (RestrictionKind.PHONE_BAN, Channel.TELEPHONE),
        (RestrictionKind.NO_FACE_TO_FACE, Channel.FACE_TO_FACE),
        (RestrictionKind.NO_CONTACT, Channel.TELEPHONE),
    ],
)
@pytest.mark.parametrize("moment", ["2026-02-02 14:00", "2026-08-02 23:59"])
def test_it_holds_from_its_first_moment_to_its_last(kind: RestrictionKind, channel: Channel, moment: str) -> None:
    found = answered(kind, channel, moment)
    assert found.outcome not in {Outcome.PROCEED, Outcome.PROCEED_WITH_CONDITIONS}
    assert RULE in found.rules
