"""Nobody decides who reported, suffered, witnessed or investigated it (9.1)."""

from dataclasses import replace
from typing import Any

import pytest

from evenhand.rules.facts import Conflict, Determination, PanelMember
from evenhand.rules.panel import why_barred
from evenhand.rules.vocabulary import Act, ConflictKind, PersonId, View

from . import build
from .build import DAN, DECIDED, EVE, FAY, HUGO, MIA, STAFF, Weighed, fact, judged, london, refused, weighed

RULE = "determination.independent"
NOT_INDEPENDENT = ("fault", "not_independent")
LINE_MANAGER, NAMED = ConflictKind.LINE_MANAGER, ConflictKind.NAMED_IN_COMPLAINT


def tie(
    member: PersonId = DAN,
    kind: ConflictKind = NAMED,
    *,
    may_sit: bool | None = None,
    declared: str | None = "2026-01-30 09:00",
) -> Conflict:
    moment = london(declared) if declared else None
    return Conflict(id=fact(f"{member}-{kind}"), member=member, kind=kind, declared_at=moment, may_sit=may_sit)


PARTS: dict[str, dict[str, Any]] = {
    "reported an incident": {"incidents": (build.incident(reporter=DAN, affected=frozenset()),)},
    "was affected by an incident": {"incidents": (build.incident(affected=frozenset({DAN})),)},
    "witnessed an incident": {"incidents": (build.incident(witnesses=frozenset({DAN})),)},
    "investigated the case": {"investigations": (build.investigation(by=DAN),)},
}


@pytest.mark.parametrize(("part", "changes"), PARTS.items(), ids=list(PARTS))
def test_whoever_had_a_part_is_refused(part: str, changes: dict[str, Any]) -> None:
    drafted = build.decided(**changes)
    assert RULE in refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED)
    found = judged(RULE, drafted, at=DECIDED)
    assert [(one.people, one.about) for one in found] == [(frozenset({DAN}), "d1")]
    assert part in found[0].message
    assert why_barred(drafted, frozenset({DAN, EVE})).keys() == {DAN}


def test_strangers_to_the_case_decide() -> None:
    drafted = build.decided()
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == set()
    assert why_barred(drafted, frozenset({DAN, EVE, FAY})).keys() == frozenset()


@pytest.mark.parametrize("changes", PARTS.values(), ids=list(PARTS))
def test_a_substitute_from_outside_sits_unless_they_had_a_part(changes: dict[str, Any]) -> None:
    seats = (*build.panel(EVE, FAY), replace(build.panel(DAN)[0], from_outside=True))
    sat = (build.decision(members=seats),)
    assert RULE not in refused(Act.DETERMINE, build.decided(determinations=sat), "d1", "r1", at=DECIDED)
    assert RULE in refused(Act.DETERMINE, build.decided(determinations=sat, **changes), "d1", "r1", at=DECIDED)


def test_no_door_opens_it() -> None:
    urgent = build.decision(members=build.panel(MIA), doors={RULE: "It could not wait."})
    assert RULE in refused(Act.DETERMINE, build.decided(determinations=(urgent,)), "d1", at=DECIDED)


def test_a_dissenter_who_had_a_part_still_sat() -> None:
    seat = replace(build.panel(MIA)[0], view=View.DISSENTS)
    sat = build.decision(members=(*build.panel(DAN, EVE), seat))
    assert RULE in refused(Act.DETERMINE, build.decided(determinations=(sat,)), "d1", at=DECIDED)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"incidents": (build.incident("i3", "2026-02-03 09:00", affected=frozenset({DAN})),)}, id="abused"
        ),
        pytest.param(
            {"investigations": (build.investigation(by=DAN, begun_at=london("2026-02-03 09:00")),)},
            id="investigated",
        ),
        pytest.param({"conflicts": (tie(declared="2026-02-03 09:00"),)}, id="named in a complaint"),
        pytest.param(
            {
                "incidents": (build.incident("i3", "2026-02-03 09:00", reporter=None, affected=frozenset({HUGO})),),
                "staff": STAFF | {HUGO: replace(STAFF[HUGO], manager=DAN)},
            },
            id="somebody whom they manage was abused",
        ),
    ],
)
def test_what_comes_after_a_decision_does_not_undo_it(changes: dict[str, Any]) -> None:
    known = build.decided(**changes)
    assert weighed(RULE, known, at="2026-03-01 09:00") == []
    assert why_barred(known, frozenset({DAN, EVE})).keys() == {DAN}, "but it bars them from the next one"


@pytest.mark.parametrize(
    ("may_sit", "is_refused"),
    [
        pytest.param(None, True, id="the monitoring officer has not decided"),
        pytest.param(False, True, id="they may not sit"),
        pytest.param(True, False, id="they may sit"),
    ],
)
@pytest.mark.parametrize("kind", ConflictKind)
def test_a_declared_tie(kind: ConflictKind, *, may_sit: bool | None, is_refused: bool) -> None:
    drafted = build.decided(conflicts=(tie(kind=kind, may_sit=may_sit),))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == ({RULE} if is_refused else set())
    barred = frozenset({DAN}) if is_refused else frozenset()
    assert [one.people for one in judged(RULE, drafted, at=DECIDED)] == ([barred] if barred else [])
    assert why_barred(drafted, frozenset({DAN, EVE})).keys() == barred


def test_a_tie_of_somebody_who_does_not_sit_bars_nobody() -> None:
    drafted = build.decided(conflicts=(tie(HUGO),))
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == set()


OWN_MANAGER = {"staff": STAFF | {build.OLU: replace(STAFF[build.OLU], manager=DAN)}}


def test_a_line_manager_who_declared_nothing_is_refused() -> None:
    drafted = build.decided(**OWN_MANAGER)
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == {RULE}
    assert why_barred(drafted, frozenset({DAN, EVE})).keys() == {DAN}


def test_a_line_manager_sits_once_that_tie_is_cleared() -> None:
    cleared = build.decided(conflicts=(tie(kind=LINE_MANAGER, may_sit=True),), **OWN_MANAGER)
    assert refused(Act.DETERMINE, cleared, "d1", at=DECIDED) == set()
    other_tie = build.decided(conflicts=(tie(kind=NAMED, may_sit=True),), **OWN_MANAGER)
    assert refused(Act.DETERMINE, other_tie, "d1", at=DECIDED) == {RULE}


def test_the_investigators_own_manager_may_sit() -> None:
    sat = build.decision(members=build.panel(HUGO, DAN, EVE))
    assert refused(Act.DETERMINE, build.decided(determinations=(sat,)), "d1", at=DECIDED) == set()


@pytest.mark.parametrize(
    ("changes", "complete", "expected"),
    [
        pytest.param({"members": ()}, True, [NOT_INDEPENDENT], id="nobody recorded, so nobody fit"),
        pytest.param({"members": ()}, False, [("gap", "not_independent")], id="nobody knows who"),
        pytest.param({"members": (), "independent": True}, False, [], id="stated to be independent"),
        pytest.param({"members": (), "independent": False}, False, [NOT_INDEPENDENT], id="stated not to be"),
        pytest.param({"independent": True}, True, [], id="stated, and true"),
        pytest.param(
            {"independent": True, "members": build.panel(MIA)}, True, [NOT_INDEPENDENT], id="stated, not true"
        ),
    ],
)
def test_what_is_known_of_the_panel(changes: dict[str, Any], expected: list[Weighed], *, complete: bool) -> None:
    known = build.decided(record_complete=complete, determinations=(build.decision(**changes),))
    assert weighed(RULE, known, at=DECIDED) == expected


@pytest.mark.parametrize(
    ("may_sit", "expected"), [(None, [("gap", "not_independent")]), (False, [NOT_INDEPENDENT]), (True, [])]
)
def test_a_tie_in_a_history(expected: list[Weighed], *, may_sit: bool | None) -> None:
    known = build.history(determinations=(build.decision(),), conflicts=(tie(may_sit=may_sit, declared=None),))
    assert weighed(RULE, known, at=DECIDED) == expected


def test_a_page_is_told_the_gravest_reason_why_a_member_may_not_sit() -> None:
    known = build.referred(
        incidents=(build.incident(affected=frozenset({DAN}), witnesses=frozenset({DAN})),),
        conflicts=(tie(DAN, may_sit=False), tie(EVE, may_sit=False), tie(FAY)),
    )
    assert why_barred(known, frozenset({DAN, EVE, FAY, build.UMA})) == {
        DAN: "was affected by an incident",
        EVE: "has a tie to the case, and the monitoring officer decided that they may not sit",
        FAY: "has a tie to the case, and the monitoring officer has not decided that they may sit",
    }


def test_substitutes_do_not_outnumber_the_team() -> None:
    """A substitute takes the place of a member who may not sit; the team itself still decides [I]."""

    def seats(*outside: PersonId) -> Determination:
        people = (build.DAN, build.EVE, build.FAY)
        return build.decision(members=tuple(PanelMember(person=one, from_outside=one in outside) for one in people))

    def refusals_of(decision: Determination) -> set[str]:
        return refused(Act.DETERMINE, build.decided(determinations=(decision,)), "d1", "r1", at=build.DECIDED)

    assert refusals_of(seats(build.FAY)) == set()
    assert refusals_of(seats(build.EVE, build.FAY)) == {"determination.independent"}
