"""Staff may hold or end a call, withdraw or ask to leave; which was used is kept (8.1)."""

from typing import Any

import pytest

from evenhand.rules.staff_care import PHYSICAL_THREAT, WARN_FIRST, rights
from evenhand.rules.vocabulary import Channel, StaffResponse
from evenhand.rules.warnings import NEEDS_WARNING_FIRST

from . import build
from .build import DECIDED, Weighed, judged, weighed

RULE = "staff.rights"
HOLD, END = StaffResponse.HELD_CALL, StaffResponse.ENDED_CALL
LEAVE, ASK = StaffResponse.WITHDREW, StaffResponse.ASKED_TO_LEAVE
SILENT = StaffResponse.DID_NOT_REPLY


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (Channel.TELEPHONE, [HOLD, END]),
        (Channel.FACE_TO_FACE, [LEAVE, ASK]),
        (Channel.EMAIL, [SILENT]),
        (Channel.LETTER, [SILENT]),
        (Channel.WEB_FORM, [SILENT]),
        (Channel.SOCIAL_MEDIA, [SILENT]),
        (None, [HOLD, END, LEAVE, ASK, SILENT]),
    ],
)
def test_what_staff_may_do_on_a_channel(channel: Channel | None, expected: list[StaffResponse]) -> None:
    assert [one.response for one in rights(channel)] == expected


def test_all_that_needs_a_warning_first_has_words_for_it() -> None:
    """And leaving for one's own safety waits for none (8.2)."""
    assert {one.response for one in rights(None) if one.say_first} == NEEDS_WARNING_FIRST
    assert {one.response for one in rights(None)} == set(StaffResponse) - {StaffResponse.WARNED}


def test_the_words_say_what_the_policy_says() -> None:
    words = {one.response: one.may for one in rights(None)}
    assert "escorted out" in words[ASK]
    assert "read it for anything new" in words[SILENT]
    assert all(part in WARN_FIRST for part in ("not acceptable", "say why", "chance to change"))
    assert "no warning is needed" in PHYSICAL_THREAT


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, [], id="recorded"),
        pytest.param({"responses": frozenset()}, [("advice", None)], id="not recorded"),
        pytest.param({"responses": frozenset(), "behaviours": frozenset()}, [], id="nothing to respond to"),
        pytest.param({"responses": frozenset(), "behaviours": None}, [], id="not known what was done"),
    ],
)
def test_which_was_used_is_kept(changes: dict[str, Any], expected: list[Weighed]) -> None:
    known = build.case(incidents=(build.incident(**changes),))
    assert weighed(RULE, known, at=DECIDED) == expected
    assert [one.about for one in judged(RULE, known, at=DECIDED)] == ["i1"] * len(expected)
