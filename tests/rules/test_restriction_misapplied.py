"""Nothing is refused that a restriction allows (9.3)."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.facts import Suspension
from evenhand.rules.vocabulary import Channel, Handling, Purpose, RestrictionKind

from . import build
from .build import BINS, Weighed, fact, judged, london, weighed
from .messages import message, with_message

RULE = "restriction.misapplied"
AT = "2026-03-01 09:00"
MISAPPLIED = [("fault", "restriction_misapplied")]
TURNED_AWAY = [Handling.REFUSED, Handling.FILED_UNREAD, Handling.FILED_AFTER_READING]


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize(("consistently", "expected"), [(False, MISAPPLIED), (True, []), (None, [])])
def test_what_a_record_states(expected: list[Weighed], *, consistently: bool | None, complete: bool) -> None:
    known = with_message(message(Handling.ANSWERED, applied_consistently=consistently), complete=complete)
    assert weighed(RULE, known, at=AT) == expected


@pytest.mark.parametrize("handling", TURNED_AWAY)
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # The restriction is 'in writing only'.
        pytest.param({"channel": Channel.TELEPHONE}, [], id="what it closes"),
        pytest.param({"channel": Channel.EMAIL}, MISAPPLIED, id="what it leaves open"),
        pytest.param({"channel": None}, [], id="nobody knows how it came"),
        pytest.param(
            {"channel": Channel.TELEPHONE, "received_at": london("2026-02-02 13:59")}, MISAPPLIED, id="before"
        ),
        pytest.param({"channel": Channel.TELEPHONE, "received_at": london("2026-08-03 00:00")}, MISAPPLIED, id="after"),
        pytest.param({"channel": Channel.TELEPHONE, "received_at": None}, [], id="nobody knows when"),
        pytest.param({"channel": Channel.EMAIL, "purpose": BINS}, [], id="a mandatory service: another rule's"),
        pytest.param({"channel": Channel.EMAIL, "answered_at": london(AT)}, [], id="dealt with after all"),
    ],
)
def test_only_what_a_restriction_closes_is_turned_away(
    handling: Handling, changes: dict[str, Any], expected: list[Weighed]
) -> None:
    known = with_message(message(handling, **changes))
    assert weighed(RULE, known, at="2026-09-01 09:00") == expected
    assert weighed(RULE, replace(known, record_complete=False), at="2026-09-01 09:00") == []


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("complete", [True, False])
def test_what_is_always_allowed_is_never_turned_away(purpose: Purpose, *, complete: bool) -> None:
    banned = build.restriction(kind=RestrictionKind.NO_CONTACT)
    for handling, expected in ((Handling.REFUSED, MISAPPLIED), (Handling.ANSWERED, []), (Handling.HELD, [])):
        contact = message(handling, purpose=purpose)
        known = replace(with_message(contact, complete=complete), restrictions=(banned,))
        assert weighed(RULE, known, at=AT) == expected


def test_a_paused_restriction_closes_nothing() -> None:
    call = message(Handling.REFUSED, channel=Channel.TELEPHONE)
    pause = Suspension(id=fact("s1"), since=london("2026-02-09 09:00"))
    paused = replace(with_message(call), restrictions=(build.restriction(suspensions=(pause,)),))
    assert weighed(RULE, paused, at=AT) == MISAPPLIED
    assert [one.about for one in judged(RULE, paused, at=AT)] == ["c1"]
