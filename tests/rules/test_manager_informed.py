"""Every incident reaches a manager, who takes it on in time and inquires before referring it (8.2)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.rules.facts import CaseFacts, Investigation, StaffMember
from evenhand.rules.incidents import manager_to_inform
from evenhand.rules.vocabulary import Act, PersonId

from . import build
from .build import HUGO, MIA, OLU, STAFF, UMA, Weighed, judged, refused, weighed

RULE = "manager.informed"
REFERRED = "2026-01-21 09:00"


def referring(**parts: Any) -> CaseFacts:
    return build.unheard(**parts).with_referral(build.referral())


FINISHED = build.investigation()
BY_A_VICTIM = build.investigation("v2", by=OLU)


@pytest.mark.parametrize(
    ("inquiries", "is_refused"),
    [
        pytest.param((FINISHED,), False, id="finished"),
        pytest.param((), True, id="none"),
        pytest.param((replace(FINISHED, concluded_at=None),), True, id="not finished"),
        pytest.param((build.investigation(when="2026-01-21 09:01"),), True, id="finished after the referral"),
        pytest.param((BY_A_VICTIM,), True, id="by the member of staff who suffered it"),
        pytest.param((BY_A_VICTIM, build.investigation("v3", "2026-01-20 17:00")), False, id="then by another"),
        pytest.param((build.investigation("v3", "2026-01-19 17:00"), BY_A_VICTIM), True, id="the last counts"),
        pytest.param((FINISHED, BY_A_VICTIM), False, id="two that ended together"),
    ],
)
def test_referral_needs_a_finished_inquiry(inquiries: tuple[Investigation, ...], *, is_refused: bool) -> None:
    drafted = referring(investigations=inquiries)
    assert refused(Act.REFER_TO_TEAM, drafted, "f1", at=REFERRED) == ({RULE} if is_refused else set())


@pytest.mark.parametrize("part", [{"reporter": MIA}, {"affected": frozenset({MIA})}, {"witnesses": frozenset({MIA})}])
def test_whoever_had_a_part_does_not_investigate(part: dict[str, Any]) -> None:
    drafted = referring(incidents=(build.incident(**part),))
    found = [one for one in judged(RULE, drafted, at=REFERRED) if one.about == "f1"]
    assert [one.people for one in found] == [frozenset({MIA})]
    assert refused(Act.REFER_TO_TEAM, drafted, "f1", at=REFERRED) == {RULE}


def test_abuse_of_the_manager_after_the_inquiry_does_not_undo_it() -> None:
    later = build.incident("i3", "2026-01-20 17:00", affected=frozenset({MIA}))
    drafted = referring(incidents=(build.incident(), later))
    assert refused(Act.REFER_TO_TEAM, drafted, "f1", at=REFERRED) == set()


def test_without_an_inquiry_on_record_a_history_has_a_gap() -> None:
    assert weighed(RULE, build.history(referrals=(build.referral(),)), at=REFERRED) == [("gap", "no_record")]


@pytest.mark.parametrize(
    ("changes", "at", "expected"),
    [
        # Reported on Monday 5 January: two working days are up at the end of Wednesday 7 January.
        pytest.param({}, "2026-01-07 23:59", ("advice", None), id="in time"),
        pytest.param({}, "2026-01-08 00:00", ("fault", "delay"), id="late"),
        pytest.param({"manager": None}, "2026-01-05 11:00", ("fault", "no_record"), id="no manager was fit"),
    ],
)
def test_taking_on_has_a_clock(changes: dict[str, Any], at: str, expected: Weighed) -> None:
    waiting = build.case(incidents=(build.incident(acknowledged_at=None, **changes),))
    assert weighed(RULE, waiting, at=at) == [expected]


def test_the_clock_names_its_last_day_and_whose_turn_it_is() -> None:
    waiting = build.case(incidents=(build.incident(acknowledged_at=None),))
    late = judged(RULE, waiting, at="2026-02-01 09:00")[0]
    assert (late.due, late.people) == (date(2026, 1, 7), frozenset({MIA}))


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(build.case(incidents=(build.incident(),)), id="taken on"),
        pytest.param(build.history(incidents=(build.incident(acknowledged_at=None),)), id="a history is silent"),
    ],
)
def test_nothing_to_say(known: CaseFacts) -> None:
    assert weighed(RULE, known, at="2026-02-01 09:00") == []


def away(*people: PersonId) -> Mapping[PersonId, StaffMember]:
    return {person: replace(one, absent=person in people) for person, one in STAFF.items()}


@pytest.mark.parametrize(
    ("absent", "involved", "informed"),
    [
        pytest.param((), (), MIA, id="the reporter's own manager"),
        pytest.param((MIA,), (), UMA, id="the deputy of a manager who is away"),
        pytest.param((), (MIA,), UMA, id="the deputy of a manager who was part of it"),
        pytest.param((MIA, UMA), (), HUGO, id="the next manager up"),
        pytest.param((MIA,), (UMA,), HUGO, id="not a deputy who was part of it"),
        pytest.param((MIA, UMA, HUGO), (), None, id="nobody is fit"),
    ],
)
def test_whom_a_report_reaches(
    absent: tuple[PersonId, ...], involved: tuple[PersonId, ...], informed: PersonId | None
) -> None:
    assert manager_to_inform(OLU, frozenset(involved), away(*absent)) == informed


def test_a_deputy_is_not_told_of_their_own_report() -> None:
    assert manager_to_inform(UMA, frozenset(), away(MIA)) == HUGO


def test_managers_who_manage_each_other_end_the_search() -> None:
    ring = {
        MIA: StaffMember(id=MIA, manager=HUGO, absent=True),
        HUGO: StaffMember(id=HUGO, manager=MIA, absent=True),
    }
    assert manager_to_inform(OLU, frozenset(), {OLU: STAFF[OLU], **ring}) is None


@pytest.mark.parametrize("staff", [{}, {OLU: STAFF[OLU]}], ids=["unknown reporter", "unknown manager"])
def test_people_who_are_not_on_record_end_the_search(staff: Mapping[PersonId, StaffMember]) -> None:
    assert manager_to_inform(OLU, frozenset(), staff) is None


def test_people_of_an_incident_are_all_who_had_a_part() -> None:
    assert build.incident(affected=frozenset({UMA}), witnesses=frozenset({HUGO})).people == {OLU, UMA, HUGO}
    assert build.incident(reporter=None, affected=frozenset()).people == frozenset()
