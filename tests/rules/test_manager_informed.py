"""Every incident reaches a manager, who takes it on in time; nobody refers before an inquiry is finished (8.2)."""

from dataclasses import replace
from datetime import date

import pytest

from evenhand.rules.facts import CaseFacts, Incident
from evenhand.rules.incidents import manager_to_inform
from evenhand.rules.vocabulary import Act, PersonId

from .build import HUGO, MIA, OLU, STAFF, UMA, case, history, incident, investigation, judged, referral
from .build import refused, unheard, weighed

RULE = "manager.informed"
REFERRED = "2026-01-21 09:00"


def referring(**parts: object) -> CaseFacts:
    return unheard(**parts).with_referral(referral())


@pytest.mark.parametrize(
    ("inquiries", "is_refused"),
    [
        pytest.param((investigation(),), False, id="finished"),
        pytest.param((), True, id="none"),
        pytest.param((investigation(when=None),), True, id="not finished"),
        pytest.param((investigation(when="2026-01-21 09:01"),), True, id="finished after the referral"),
        pytest.param((investigation(by=OLU),), True, id="by the member of staff who suffered it"),
        pytest.param(
            (investigation(by=OLU), investigation("v2", "2026-01-20 17:00")), False, id="then by another"
        ),
        pytest.param(
            (investigation(), investigation("v2", "2026-01-20 17:00", by=OLU)), True, id="the last counts"
        ),
        pytest.param((investigation(), investigation("v2", by=OLU)), False, id="two that ended together"),
    ],
)
def test_referral_needs_a_finished_inquiry(inquiries: tuple[object, ...], *, is_refused: bool) -> None:
    drafted = referring(investigations=inquiries)
    assert refused(Act.REFER_TO_TEAM, drafted, "f1", at=REFERRED) == ({RULE} if is_refused else set())


@pytest.mark.parametrize("part", ["reporter", "affected", "witnesses"])
def test_whoever_had_a_part_does_not_investigate(part: str) -> None:
    people = MIA if part == "reporter" else frozenset({MIA})
    drafted = referring(incidents=(incident(**{part: people}),))
    found = [one for one in judged(RULE, drafted, at=REFERRED) if one.about == "f1"]
    assert [one.people for one in found] == [frozenset({MIA})]
    assert refused(Act.REFER_TO_TEAM, drafted, "f1", at=REFERRED) == {RULE}


def test_abuse_of_the_manager_after_the_inquiry_does_not_undo_it() -> None:
    later = incident("i3", "2026-01-20 17:00", affected=frozenset({MIA}))
    drafted = referring(incidents=(incident(), later))
    assert refused(Act.REFER_TO_TEAM, drafted, "f1", at=REFERRED) == set()


def test_without_an_inquiry_on_record_a_history_has_a_gap() -> None:
    assert weighed(RULE, history(referrals=(referral(),)), at=REFERRED) == [("gap", "no_record")]


@pytest.mark.parametrize(
    ("changes", "at", "expected"),
    [
        # Reported on Monday 5 January: two working days are up at the end of Wednesday 7 January.
        pytest.param({}, "2026-01-07 23:59", ("advice", None), id="in time"),
        pytest.param({}, "2026-01-08 00:00", ("fault", "delay"), id="late"),
        pytest.param({"manager": None}, "2026-01-05 11:00", ("fault", "no_record"), id="no manager was fit"),
    ],
)
def test_taking_on_has_a_clock(changes: dict[str, object], at: str, expected: tuple[str, str | None]) -> None:
    waiting = case(incidents=(incident(acknowledged_at=None, **changes),))
    assert weighed(RULE, waiting, at=at) == [expected]


def test_the_clock_names_its_last_day_and_whose_turn_it_is() -> None:
    waiting = case(incidents=(incident(acknowledged_at=None),))
    late = judged(RULE, waiting, at="2026-02-01 09:00")[0]
    assert (late.due, late.people) == (date(2026, 1, 7), frozenset({MIA}))


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(case(incidents=(incident(),)), id="taken on"),
        pytest.param(history(incidents=(incident(acknowledged_at=None),)), id="a history does not tell"),
    ],
)
def test_nothing_to_say(known: CaseFacts) -> None:
    assert weighed(RULE, known, at="2026-02-01 09:00") == []


def absent(*people: PersonId) -> dict[PersonId, object]:
    return {person: replace(one, absent=person in people) for person, one in STAFF.items()}


@pytest.mark.parametrize(
    ("away", "involved", "told"),
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
    away: tuple[PersonId, ...], involved: tuple[PersonId, ...], told: PersonId | None
) -> None:
    assert manager_to_inform(OLU, frozenset(involved), absent(*away)) == told  # type: ignore[arg-type]


def test_a_deputy_is_not_told_of_their_own_report() -> None:
    assert manager_to_inform(UMA, frozenset(), absent(MIA)) == HUGO  # type: ignore[arg-type]


def test_managers_who_manage_each_other_end_the_search() -> None:
    ring = {
        MIA: replace(STAFF[MIA], manager=HUGO, absent=True),
        HUGO: replace(STAFF[HUGO], manager=MIA, absent=True),
    }
    assert manager_to_inform(OLU, frozenset(), {OLU: STAFF[OLU], **ring}) is None


@pytest.mark.parametrize(
    "staff",
    [pytest.param({}, id="an unknown reporter"), pytest.param({OLU: STAFF[OLU]}, id="an unknown manager")],
)
def test_people_who_are_not_on_record_end_the_search(staff: dict[PersonId, object]) -> None:
    assert manager_to_inform(OLU, frozenset(), staff) is None  # type: ignore[arg-type]


def test_people_of_an_incident_are_all_who_had_a_part() -> None:
    one: Incident = incident(affected=frozenset({UMA}), witnesses=frozenset({HUGO}))
    assert one.people == {OLU, UMA, HUGO}
    assert incident(reporter=None, affected=frozenset()).people == frozenset()
