"""Contact that came again too soon is shown by the earlier contacts and the reply that was promised (7.4)."""

from typing import Any

import pytest

from evenhand.rules.facts import Incident
from evenhand.rules.vocabulary import Act, Behaviour, Shown

from . import build
from .build import DECIDED, judged, refused, weighed

RULE = "contact.time_to_respond"
EARLIER = {Shown.EARLIER_CONTACTS: "Emails of 2 and 3 January."}
BOTH = EARLIER | {Shown.REPLY_PROMISED: "On 2 January: a reply by the 16th."}


def again(name: str = "i1", **changes: Any) -> Incident:
    return build.incident(name, **({"behaviours": frozenset({Behaviour.EXCESSIVE_CONTACT})} | changes))


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        ({}, ["earlier_contacts", "reply_promised"]),
        (EARLIER, ["reply_promised"]),
        (BOTH, []),
    ],
)
def test_an_incident_asks_for_both(shown: dict[Shown, str], missing: list[str]) -> None:
    found = judged(RULE, build.case(incidents=(again(shown=shown),)), at=DECIDED)
    assert [(one.severity.value, one.about, one.part) for one in found] == [("gap", "i1", one) for one in missing]


@pytest.mark.parametrize(
    ("incidents", "is_refused"),
    [
        pytest.param((again(),), True, id="nothing shows it"),
        pytest.param((again(shown=EARLIER),), True, id="nobody knows what was promised"),
        pytest.param((again(shown=BOTH),), False, id="shown"),
        pytest.param((again(), again("i2", shown=BOTH)), False, id="shown once"),
        pytest.param((again(), build.incident("i2")), False, id="and an insult"),
        pytest.param((again(physical_threat=True),), False, id="with a threat"),
        pytest.param((build.incident(),), False, id="something else"),
    ],
)
def test_a_restriction_on_it_alone(incidents: tuple[Incident, ...], *, is_refused: bool) -> None:
    drafted = build.decided(incidents=incidents)
    assert (RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)) is is_refused
    assert ("d1" in {one.about for one in judged(RULE, drafted, at=DECIDED)}) is is_refused


def test_in_a_history_what_shows_it_is_unknown() -> None:
    known = build.history(incidents=(again(),), determinations=(build.decision(),))
    assert weighed(RULE, known, at=DECIDED) == [("gap", "evidence_insufficient")] * 3
