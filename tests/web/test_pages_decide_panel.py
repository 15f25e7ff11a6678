"""The decide page: how comparable cases were decided, substitutes, and going on where delay would do harm."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.council import Line, add, found_council
from tests.web.on_cases import beside, browser_of, fill_in, hidden_in, main_of, one_of_each_role, page_of, words_of
from tests.web.test_pages_decide import RESTRICTION, dan, decide, drawn, panel, seat, sent

from evenhand.actions import complete_panel
from evenhand.actions.actor import Actor
from evenhand.drafting.decisions import SeatDraft
from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.record import models as rows
from evenhand.rules.authority import PERMISSION_FOR, Role, roles_with
from evenhand.rules.vocabulary import Act, Behaviour, RuleId, Shown, View

__all__ = ["dan"]

pytestmark = pytest.mark.django_db

QUORUM, EXHAUSTED = RuleId("determination.quorum"), RuleId("complaint.exhausted")
FEWER, WHY_FEWER = "door_determination_quorum", "reason_for_door_determination_quorum"
UNSHOWN, WHY_UNSHOWN = "door_complaint_exhausted", "reason_for_door_complaint_exhausted"
HEADING = "How comparable cases were decided"
SUGGESTION = "No comparable case was restricted in this way. Say in the reasons what makes this case different."


# Comparable cases


def others_decided(line: Line, *, restricted: int, of: int) -> None:
    """Decide on other customers who did the same."""
    for number in range(of):
        other = Line(line.people, start=line.at).to_referred()
        if number < restricted:
            other.determine(reasons="Plum jam on every form.")
        else:
            other.determine(restrictions=[], equality=None, reasons="Plum jam on every form.")


def counted(answer: Any) -> dict[str, str]:
    """The rows of the page's table."""
    cells = re.findall(r'<th scope="row"[^>]*>(.*?)</th>\s*<td[^>]*>(.*?)</td>', main_of(answer), re.DOTALL)
    return {words.strip(): count.strip() for words, count in cells}


def test_comparable_cases_stand_in_counts_and_what_was_never_done_is_suggested_beside_the_reasons(
    line: Line, dan: Client
) -> None:
    line.to_referred()
    others_decided(line, restricted=0, of=5)
    page = dan.get(decide(line))
    assert counted(page) == {"Decisions on the same kinds of behaviour": "5", "No restriction": "5"}
    said = words_of(page)
    assert f"Suggestion {SUGGESTION} (Clause 2.1)" in said
    assert said.index("The decision") < said.index(SUGGESTION) < said.index("Reasons for the decision")
    assert "Plum jam" not in said
    assert sent(line, dan, RESTRICTION).status_code == 302, "it never refuses"


def test_small_numbers_of_comparable_cases_are_hidden(line: Line, dan: Client) -> None:
    line.to_referred()
    others_decided(line, restricted=1, of=6)
    page = dan.get(decide(line))
    assert counted(page) == {
        "Decisions on the same kinds of behaviour": "6",
        "No restriction": "Hidden",
        "In writing only": "Hidden",
    }
    assert SUGGESTION not in words_of(page)


def test_too_few_comparable_cases_show_no_number(line: Line, dan: Client) -> None:
    line.to_referred()
    others_decided(line, restricted=0, of=1)
    page = dan.get(decide(line))
    assert f"{HEADING} So few comparable cases have been decided that numbers are not shown" in words_of(page)
    assert counted(page) == {}
    assert SUGGESTION not in words_of(page)


# Going on where delay would do harm


def test_too_few_members_are_refused_beside_who_sat_and_go_on_with_a_reason(line: Line, dan: Client) -> None:
    line.to_referred()
    alone = panel(line, eve="not_there", fay="not_there")
    refused = sent(line, dan, {**RESTRICTION, **alone})
    assert "At least 2 members" in beside(refused, f"seat_{line.people.dan.staff_id.hex}")
    no_reason = sent(line, dan, {**RESTRICTION, **alone, FEWER: "later"})
    assert beside(no_reason, WHY_FEWER) == "Error: Enter what harm delay would do"
    assert "The views of the others must then be added by 14 January 2026." in words_of(refused)
    answer = sent(line, dan, {**RESTRICTION, **alone, FEWER: "later", WHY_FEWER: "A visit is announced."})
    assert answer.status_code == 302
    assert rows.Determination.objects.get().doors == {QUORUM: "A visit is announced."}


def test_a_panel_that_is_large_enough_puts_nothing_off(line: Line, dan: Client) -> None:
    line.to_referred()
    answer = sent(line, dan, {**RESTRICTION, FEWER: "later", WHY_FEWER: "A visit is announced."})
    assert beside(answer, FEWER) == "Error: Enough members sat, so leave this empty"
    assert not rows.Determination.objects.exists()


def test_the_door_carries_no_decision_that_the_panel_is_against(line: Line, dan: Client) -> None:
    line.to_referred()
    against = panel(line, dan="dissents", eve="not_there", fay="not_there")
    answer = sent(line, dan, {**RESTRICTION, **against, FEWER: "later", WHY_FEWER: "A visit is announced."})
    assert answer.status_code == 422
    assert "more members of the panel agree than disagree" in beside(answer, f"seat_{line.people.dan.staff_id.hex}")


def test_only_the_doors_that_a_restriction_could_need_are_offered(line: Line, dan: Client) -> None:
    line.to_referred()
    html = main_of(dan.get(decide(line)))
    assert FEWER in html
    assert "door_equality_considered" in html
    assert UNSHOWN not in html
    assert "door_warning" not in html, "no role has that door"


def test_a_policy_under_which_one_person_decides_has_no_door_for_a_panel(
    db: None,  # noqa: ARG001 - asked for so that there is a database
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wired.wire(documents=MemoryStore())
    line = Line(found_council("lgsco-guide"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: line.at)
    line.to_referred()
    html = main_of(browser_of(line.people.dan).get(decide(line)))
    assert FEWER not in html
    assert "door_equality_considered" in html


def test_a_complaint_that_is_not_shown_to_be_exhausted_is_refused_beside_its_door(line: Line, dan: Client) -> None:
    pursued: dict[str, Any] = {
        "behaviours": [Behaviour.EXHAUSTED_COMPLAINT],
        "shown": {Shown.RESPONSES_GIVEN: "We answered at each stage."},
    }
    line.take_on(line.incident(**pursued))
    line.warn()
    line.take_on(line.wait(days=1).incident(**pursued))
    line.investigate()
    line.refer()
    assert "Record how far the complaint has gone" in words_of(dan.get(decide(line)))
    refused = sent(line, dan, RESTRICTION)
    assert "Record how far the complaint has gone" in beside(refused, UNSHOWN)
    answer = sent(line, dan, {**RESTRICTION, UNSHOWN: "later", WHY_UNSHOWN: "A visit is announced."})
    assert answer.status_code == 302, words_of(answer)
    assert rows.Determination.objects.get().doors == {EXHAUSTED: "A visit is announced."}


def test_a_decision_not_to_restrict_puts_nothing_off(line: Line, dan: Client) -> None:
    line.to_referred()
    typed = {"decision": "no_restriction", "reasons": "One call alone.", FEWER: "later"}
    assert sent(line, dan, typed).status_code == 302
    assert rows.Determination.objects.get().doors == {}


# Substitutes from outside the team


def substitute(actor: Actor, number: int = 1, view: str = "agrees", comment: str = "") -> dict[str, str]:
    """What is chosen of one substitute."""
    who = f"substitute_{number}"
    return {who: str(actor.id), f"view_of_{who}": view, f"comment_of_{who}": comment}


def test_a_substitute_sits_in_the_place_of_a_member(line: Line, dan: Client) -> None:
    line.to_referred()
    sue = add("Sue Sand", Role.MANAGER)
    seats = {**panel(line, fay="not_there"), **substitute(sue, view="dissents", comment="One more warning.")}
    assert sent(line, dan, {**RESTRICTION, **seats}).status_code == 302
    found = {one.member_id: (one.view, one.comment, one.from_outside) for one in rows.PanelSeat.objects.all()}
    assert found == {
        line.people.dan.id: (View.AGREES, "", False),
        line.people.eve.id: (View.AGREES, "", False),
        sue.id: (View.DISSENTS, "One more warning.", True),
    }


def test_who_may_not_sit_and_who_is_of_the_team_are_no_substitutes(line: Line, dan: Client) -> None:
    line.to_referred()
    options = re.search(r'<select[^>]*name="substitute_1".*?</select>', main_of(dan.get(decide(line))), re.DOTALL)
    assert options is not None
    people = line.people
    assert str(people.oscar.id) in options[0]
    for barred in (people.olu, people.mia, people.dan, people.eve, people.fay):
        assert str(barred.id) not in options[0]


def test_a_substitute_who_was_involved_is_refused_beside_their_name(line: Line, dan: Client) -> None:
    """They may have become involved while somebody was typing."""
    line.to_referred()
    answer = sent(line, dan, {**RESTRICTION, **panel(line, fay="not_there"), **substitute(line.people.mia, 2)})
    assert answer.status_code == 422
    assert "This concerns Mia Marsh (Clause 9.1)" in beside(answer, "substitute_2")
    assert "<details" in main_of(answer)
    assert re.search(r"<details[^>]* open", main_of(answer)), "what was said of substitutes is in sight"


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"view_of_substitute_1": ""}, "view_of_substitute_1", "Select what the substitute thinks"),
        ({"substitute_1": ""}, "substitute_1", "Select who the substitute is"),
        ({"substitute_1": "nobody"}, "substitute_1", "Select a substitute from the list"),
        ("twice", "substitute_2", "You have chosen this person already"),
    ],
)
def test_what_is_missing_of_a_substitute_is_said_beside_it(
    line: Line, dan: Client, changed: Any, field: str, words: str
) -> None:
    line.to_referred()
    oscar = line.people.oscar
    chosen = {**substitute(oscar), **(substitute(oscar, 2) if changed == "twice" else changed)}
    answer = sent(line, dan, {**RESTRICTION, **chosen})
    assert answer.status_code == 422
    assert beside(answer, field) == f"Error: {words}"
    assert not rows.Determination.objects.exists()


# Views that are added afterwards


def too_few(line: Line) -> str:
    """Dan decides alone through the door; returns the address where the others' views are added."""
    decision = line.to_referred().determine(
        members=[SeatDraft(member=line.people.dan.staff_id)], doors={QUORUM: "A visit is announced."}
    )
    return reverse("complete_panel", args=[line.case.id, decision])


def test_the_case_leads_to_the_page_where_the_missing_views_are_added(line: Line, dan: Client) -> None:
    path = too_few(line)
    assert path in main_of(page_of(line, line.people.dan))
    said = words_of(dan.get(path))
    assert "Add the views of the others by 14 January 2026." in said
    assert "A visit is announced." in said
    assert "Dan Dale Agrees" in said
    typed = {"who": str(line.people.eve.id), "view": "dissents", "comment": "A warning would do."}
    answer = fill_in(dan, path, typed)
    assert "The view is recorded." in words_of(dan.get(answer["Location"]))
    added = rows.PanelSeat.objects.get(member=line.people.eve.id)
    assert (added.view, added.comment, added.from_outside) == (View.DISSENTS, "A warning would do.", False)
    after = dan.get(path)
    assert str(line.people.eve.id) not in main_of(after), "one view each"
    assert "Eve Elm Disagrees: A warning would do." in words_of(after)
    assert path not in main_of(page_of(line, line.people.dan)), "the panel is complete"


def test_somebody_from_outside_the_team_is_recorded_as_such(line: Line, dan: Client) -> None:
    path = too_few(line)
    assert fill_in(dan, path, {"who": str(line.people.oscar.id), "view": "agrees"}).status_code == 302
    assert rows.PanelSeat.objects.get(member=line.people.oscar.id).from_outside is True


def test_a_view_that_somebody_else_recorded_meanwhile_is_not_added_twice(line: Line, dan: Client) -> None:
    path = too_few(line)
    typed = {**hidden_in(dan.get(path)), "who": str(line.people.eve.id), "view": "agrees"}
    complete_panel.complete_panel(
        actor=line.people.fay,
        at=line.at,
        determination_id=rows.Determination.objects.get().id,
        seat=SeatDraft(member=line.people.eve.staff_id),
    )
    answer = dan.post(path, typed)
    assert answer.status_code == 422
    assert beside(answer, "who") == "Error: Select whose view it is from the list"
    assert rows.PanelSeat.objects.filter(member=line.people.eve.id).count() == 1


def test_a_view_without_a_person_is_asked_for(line: Line, dan: Client) -> None:
    answer = fill_in(dan, too_few(line), {"comment": "kept"})
    assert answer.status_code == 422
    assert beside(answer, "who") == "Error: Select whose view it is"
    assert beside(answer, "view") == "Error: Select what they think of it"
    assert "kept" in main_of(answer)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_is_for_the_team_alone(line: Line, method: str) -> None:
    path = too_few(line)
    for role, actor in one_of_each_role(line.people).items():
        status = getattr(browser_of(actor), method)(path).status_code
        sees = role in {
            Role.MANAGER,
            Role.OFFICER,
            Role.EQUALITY_ADVISER,
            Role.MONITORING_OFFICER,
            Role.APPEAL_DECIDER,
            Role.CORRESPONDENCE_READER,
            Role.GOVERNANCE,
        }
        if role in roles_with(PERMISSION_FOR[Act.COMPLETE_PANEL]):
            assert status == (200 if method == "get" else 422), role
        else:
            assert status == (403 if sees else 404), role


def test_a_decision_that_is_not_there_is_not_found(line: Line, dan: Client) -> None:
    path = too_few(line)
    assert dan.get(path.rsplit("/", 1)[0] + f"/{uuid4()}").status_code == 404


def test_the_panel_decides_with_a_substitute_and_without_most_of_the_team(line: Line, dan: Client) -> None:
    line.to_referred()
    page = dan.get(decide(line))
    typed = {**hidden_in(page), **drawn(page), **RESTRICTION}
    for one in (line.people.eve, line.people.fay):
        typed |= seat(one, "not_there")
    typed |= {**seat(line.people.dan, "agrees"), **substitute(line.people.oscar)}
    assert dan.post(decide(line), typed).status_code == 302
    assert rows.PanelSeat.objects.filter(from_outside=True).count() == 1
