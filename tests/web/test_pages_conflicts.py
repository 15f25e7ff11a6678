"""Ties: the team declares them, the monitoring officer decides, and nobody decides on their own."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.actions.council import Line, add
from tests.web.on_cases import (
    AT_STAGE,
    beside,
    browser_of,
    declare,
    fill_in,
    hidden_in,
    main_of,
    one_of_each_role,
    words_of,
)

from evenhand.record import models as rows
from evenhand.rules import lifecycle
from evenhand.rules.authority import PERMISSION_FOR, Role, roles_with
from evenhand.rules.vocabulary import Act, ConflictKind, Stage

pytestmark = pytest.mark.django_db

MINE = {"whose": "mine", "kind": "named_in_complaint", "explanation": "The complaint names me\nas rude."}
DECISION = {"may_sit": "may_not_sit", "reasons": "They managed Olu in the year of the incident."}


@pytest.fixture
def line(line: Line) -> Line:
    """A case with the team."""
    return line.to_referred()


def declaring(line: Line) -> str:
    return reverse("declare_conflict", args=[line.case.id])


def deciding(line: Line) -> str:
    return reverse("decide_conflict", args=[line.case.id, rows.Conflict.objects.get(case=line.case).id])


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("act", [Act.DECLARE_CONFLICT, Act.DECIDE_CONFLICT])
def test_ties_are_for_the_roles_that_hold_them(line: Line, act: Act, method: str) -> None:
    declare(line)
    path = declaring(line) if act is Act.DECLARE_CONFLICT else deciding(line)
    everybody = one_of_each_role(line.people)
    line.incident(witnesses=[one.staff_id for one in everybody.values()])
    for role, actor in everybody.items():
        answer = getattr(browser_of(actor), method)(path)
        if role is Role.ADMINISTRATOR:  # who sees no case
            assert answer.status_code == 404
        elif actor.may(PERMISSION_FOR[act]):
            assert answer.status_code == (200 if method == "get" else 422), role
        else:
            assert answer.status_code == 403, role
            assert all(one.label in words_of(answer) for one in roles_with(PERMISSION_FOR[act]))


def test_a_hidden_case_and_a_tie_of_another_case_are_not_found(line: Line) -> None:
    declare(line)
    other = Line(line.people).to_referred()
    oscar, mona = browser_of(line.people.oscar), browser_of(line.people.mona)
    hidden = [oscar.get(one) for one in (declaring(line), deciding(line))]
    unknown = oscar.get(reverse("declare_conflict", args=[uuid4()]))
    assert {(one.status_code, main_of(one)) for one in (*hidden, unknown)} == {(404, main_of(unknown))}
    tie = rows.Conflict.objects.get()
    for path in (
        reverse("decide_conflict", args=[other.case.id, tie.id]),
        reverse("decide_conflict", args=[line.case.id, uuid4()]),
    ):
        assert mona.get(path).status_code == 404
        assert mona.post(path, DECISION).status_code == 404
    tie.refresh_from_db()
    assert tie.decided_at is None


@pytest.mark.parametrize("stage", list(Stage))
def test_a_tie_is_declared_and_decided_where_the_lifecycle_allows_it(line: Line, stage: Stage) -> None:
    fresh = Line(line.people, start=line.at)
    AT_STAGE[stage](fresh)
    line.at = fresh.at
    team = browser_of(line.people.dan)
    answer = team.get(declaring(fresh))
    if answer.status_code == 404:  # the team sees a case once it is referred
        assert not rows.Referral.objects.filter(case=fresh.case).exists()
        return
    assert ("This cannot be done now" in words_of(answer)) is not lifecycle.allows(Act.DECLARE_CONFLICT, stage)
    sent = {"submission": str(uuid4()), **MINE}
    expected = 302 if lifecycle.allows(Act.DECLARE_CONFLICT, stage) else 422
    assert team.post(declaring(fresh), sent).status_code == expected


def test_a_member_declares_a_tie_of_their_own(line: Line) -> None:
    dan = browser_of(line.people.dan)
    answer = fill_in(dan, declaring(line), MINE)
    said = words_of(dan.get(answer["Location"]))
    assert "The tie is declared. The monitoring officer decides whether the member may sit." in said
    tie = rows.Conflict.objects.get()
    assert (tie.member_id, tie.declared_by_id, tie.kind) == (
        line.people.dan.id,
        line.people.dan.id,
        ConflictKind.NAMED_IN_COMPLAINT,
    )
    assert tie.explanation.splitlines() == ["The complaint names me", "as rude."]


def test_a_member_declares_a_tie_of_another_member(line: Line) -> None:
    dan = browser_of(line.people.dan)
    page = dan.get(declaring(line))
    offered = main_of(page)
    assert f'value="{line.people.eve.id}"' in offered
    assert f'value="{line.people.dan.id}"' not in offered, "one's own tie has its own answer"
    assert f'value="{line.people.mia.id}"' not in offered, "a manager is no member of the team"
    fill_in(dan, declaring(line), {**MINE, "whose": "anothers", "member": str(line.people.eve.id)})
    assert rows.Conflict.objects.get().member_id == line.people.eve.id


def test_what_is_missing_is_asked_beside_its_field_and_nothing_typed_is_lost(line: Line) -> None:
    dan = browser_of(line.people.dan)
    empty = fill_in(dan, declaring(line), {})
    assert empty.status_code == 422
    assert beside(empty, "whose") == "Error: Select who has the tie"
    assert beside(empty, "kind") == "Error: Select what the tie is"
    assert beside(empty, "explanation") == "Error: Enter what the tie is"
    nobody = fill_in(dan, declaring(line), {**MINE, "whose": "anothers"})
    assert beside(nobody, "member") == "Error: Select a member of the team"
    stranger = fill_in(dan, declaring(line), {**MINE, "whose": "anothers", "member": str(line.people.mia.id)})
    assert beside(stranger, "member") == "Error: Select a member of the team from the list"
    assert "The complaint names me" in main_of(stranger)
    assert not rows.Conflict.objects.exists()


def test_a_tie_is_declared_once(line: Line) -> None:
    dan = browser_of(line.people.dan)
    sent = {**hidden_in(dan.get(declaring(line))), **MINE}
    assert [dan.post(declaring(line), sent).status_code for _ in range(2)] == [302, 302]
    assert rows.Conflict.objects.count() == 1
    again = fill_in(dan, declaring(line), MINE)
    assert again.status_code == 422
    assert beside(again, "kind") == "Error: This tie has been declared already"
    assert rows.Conflict.objects.count() == 1


@pytest.mark.parametrize(("answer", "may_sit"), [("may_sit", True), ("may_not_sit", False)])
def test_the_monitoring_officer_reads_the_tie_and_decides(line: Line, answer: str, *, may_sit: bool) -> None:
    declare(line)
    mona = browser_of(line.people.mona)
    said = words_of(mona.get(deciding(line)))
    assert "Member Eve Elm Tie Manages somebody who was involved" in said
    assert "Explanation She managed Olu until last year. Declared by Dan Dale, 7 January 2026 at midday" in said
    assert "(Clause 9.1)" in said
    after = fill_in(mona, deciding(line), {**DECISION, "may_sit": answer})
    assert "Your decision is recorded." in words_of(mona.get(after["Location"]))
    tie = rows.Conflict.objects.get()
    assert (tie.may_sit, tie.decision_reasons, tie.decided_by_id) == (
        may_sit,
        DECISION["reasons"],
        line.people.mona.id,
    )


def test_a_decision_wants_an_answer_and_reasons(line: Line) -> None:
    declare(line)
    mona = browser_of(line.people.mona)
    empty = fill_in(mona, deciding(line), {"reasons": " "})
    assert beside(empty, "may_sit") == "Error: Select whether they may sit"
    assert beside(empty, "reasons") == "Error: Enter the reasons for your decision"
    half = fill_in(mona, deciding(line), {"may_sit": "may_sit"})
    assert 'value="may_sit" checked' in main_of(half)
    assert rows.Conflict.objects.get().decided_at is None


def test_a_tie_that_was_decided_shows_the_decision_and_takes_no_second_one(line: Line) -> None:
    declare(line)
    mona = browser_of(line.people.mona)
    first, second = (hidden_in(mona.get(deciding(line))) for _ in range(2))
    mona.post(deciding(line), {**first, **DECISION})
    late = mona.post(deciding(line), {**second, **DECISION, "may_sit": "may_sit"})
    assert late.status_code == 422
    assert beside(late, "may_sit") == "Error: This tie has been decided on already"
    assert DECISION["reasons"] in main_of(late)
    shown = mona.get(deciding(line))
    assert f"Decision They may not sit Reasons {DECISION['reasons']} Decided by Mona Moss" in words_of(shown)
    assert hidden_in(shown) == {}
    assert rows.Conflict.objects.get().may_sit is False


def test_nobody_decides_on_their_own_tie(line: Line) -> None:
    both = add("Bo Bell", Role.DETERMINATION_TEAM, Role.MONITORING_OFFICER)
    declare(line, member=both.id)
    bo = browser_of(both)
    shown = bo.get(deciding(line))
    assert "This is your own tie. Somebody else must decide on it." in words_of(shown)
    assert hidden_in(shown) == {}
    assert "Decide whether they may sit" not in words_of(bo.get(reverse("case", args=[line.case.id])))
    answer = bo.post(deciding(line), {"submission": str(uuid4()), **DECISION})
    assert answer.status_code == 422
    assert beside(answer, "may_sit") == "Error: Somebody else must decide on your own tie"
    assert rows.Conflict.objects.get().decided_at is None
