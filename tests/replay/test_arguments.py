"""Whatever an action takes, a replay can write: every type of every argument is one that the reader knows."""

import dataclasses
import inspect
import types
import typing
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pytest

from evenhand.reading.faults import FaultLog, FileInvalid
from evenhand.replay.arguments import GIVEN_BY_THE_REPLAY, PEOPLE, ArgumentReader, action, parameters, required
from evenhand.replay.script import Label, UsualWays
from evenhand.rules.facts import CallWindow, EqualityConsideration
from evenhand.rules.vocabulary import Act, Labelled, RestrictionKind, RuleId, ServiceId, View

PLAIN = {bool, int, str, date, datetime, time, UUID, type(None), RuleId, ServiceId}
HOLDING = {list, tuple, set, frozenset, Sequence, Collection, dict, Mapping}


def cannot_be_read(hint: Any) -> list[Any]:
    """The types within a hint that no file can write."""
    origin = typing.get_origin(hint)
    if origin in {typing.Union, types.UnionType} or origin in HOLDING:
        return [bad for part in typing.get_args(hint) if part is not Ellipsis for bad in cannot_be_read(part)]
    if hint in PLAIN or (isinstance(hint, type) and issubclass(hint, Labelled)):
        return []
    if isinstance(hint, type) and hasattr(hint, "__members__"):
        return [] if issubclass(hint, str) else [hint]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return [bad for one in typing.get_type_hints(hint).values() for bad in cannot_be_read(one)]
    return [hint]


@pytest.mark.parametrize("act", Act, ids=lambda act: act.value)
def test_every_argument_of_an_action_can_be_written(act: Act) -> None:
    unreadable = {name: bad for name, (hint, _) in parameters(act).items() if (bad := cannot_be_read(hint))}
    assert unreadable == {}


@pytest.mark.parametrize("act", Act, ids=lambda act: act.value)
def test_every_argument_that_an_action_needs_is_written_or_filled_in(act: Act) -> None:
    for name, hint in required(act).items():
        needed_in_the_file = parameters(act).get(name, (None, False))[1]
        assert (
            needed_in_the_file or name in GIVEN_BY_THE_REPLAY or hint is UUID or name in {"occurred", "what_happened"}
        )
    assert set(parameters(act)) | GIVEN_BY_THE_REPLAY >= set(inspect.signature(action(act)).parameters)
    assert not any(name in PEOPLE and not needed for name, (hint, needed) in parameters(act).items() if hint is UUID)


def read(act: Act, values: dict[str, object]) -> dict[str, Any]:
    """The arguments that a file writes; raises ``FileInvalid`` where something is wrong."""
    faults = FaultLog("replay.yaml")
    reader = ArgumentReader(faults, staff={"olu", "mia"}, results={"first"}, services={"licensing"})
    found = reader.read(act, values, ("with",))
    faults.raise_if_any()
    return found


def test_a_panel_is_written_as_a_list_of_names() -> None:
    seats = read(Act.DETERMINE, {"reasons": "", "members": ["olu", {"member": "mia", "view": "dissents"}]})["members"]
    assert [one.member for one in seats] == [Label(name="olu"), Label(name="mia")]
    assert [one.view for one in seats] == [View.AGREES, View.DISSENTS]


def test_a_restriction_is_written_with_its_terms() -> None:
    window = {"weekday": "tuesday", "opens": "10:00", "closes": "11:30"}
    written = {
        "kind": "phone_times",
        "terms": {"windows": [window]},
        "services": "usual_ways",
        "ends_on": date(2026, 4, 9),
    }
    (draft,) = read(Act.DETERMINE, {"reasons": "Why.", "restrictions": [written]})["restrictions"]
    assert draft.kind is RestrictionKind.PHONE_TIMES
    assert draft.terms.windows == (CallWindow(weekday=1, opens=time(10), closes=time(11, 30)),)
    assert draft.services == UsualWays()
    assert draft.ends_on == date(2026, 4, 9)


def test_doors_services_and_answers_are_tables() -> None:
    found = read(
        Act.DETERMINE,
        {
            "reasons": "Why.",
            "doors": {"equality.considered": "Now."},
            "equality": {"bears_harder": False},
            "restrictions": [{"kind": "phone_ban", "services": {"licensing": "By letter."}}],
        },
    )
    assert found["doors"] == {"equality.considered": "Now."}
    assert found["equality"] == EqualityConsideration(bears_harder=False)
    assert found["restrictions"][0].services == {"licensing": "By letter."}


@pytest.mark.parametrize(
    ("act", "values"),
    [
        (Act.DETERMINE, {"reasons": "", "members": "olu"}),
        (Act.DETERMINE, {"reasons": "", "members": [["olu"]]}),
        (Act.DETERMINE, {"reasons": "", "restrictions": [{"terms": {}}]}),
        (Act.DETERMINE, {"reasons": "", "restrictions": [{"kind": "phone_ban", "ends_on": "tomorrow"}]}),
        (Act.DETERMINE, {"reasons": "", "restrictions": [{"kind": "phone_ban", "permanent": "yes"}]}),
        (Act.DETERMINE, {"reasons": "", "restrictions": [{"kind": "call_length", "terms": {"minutes": True}}]}),
        (Act.DETERMINE, {"reasons": "", "equality": "yes"}),
        (Act.DETERMINE, {"reasons": "", "equality": ["yes"]}),
        (Act.DETERMINE, {"reasons": None}),
        (Act.DETERMINE, {"reasons": "x" * 2000}),
        (Act.DETERMINE, {"reasons": "", "doors": {"equality.considered": 1}}),
        (Act.REPORT_INCIDENT, {"channel": ["telephone"]}),
        (Act.REPORT_INCIDENT, {"channel": "telephone", "affected": [["olu"]]}),
        (Act.REPORT_INCIDENT, {"channel": "telephone", "affected": ["first"]}),
        (Act.REPORT_INCIDENT, {"channel": "telephone", "shown": {"nothing": "x"}}),
        (Act.REPORT_INCIDENT, {"channel": "telephone", "occurred": date(2026, 1, 5)}),
        (Act.RECORD_CONTACT, {"channel": "email", "handling": "answered", "purpose": "bins"}),
        (Act.REPORT_INCIDENT, {"channel": "telephone", "customer": "first"}),
    ],
)
def test_what_cannot_be_used_is_named_and_never_raises(act: Act, values: dict[str, object]) -> None:
    with pytest.raises(FileInvalid):
        read(act, values)
