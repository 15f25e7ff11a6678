"""The page of a case: it offers what the lifecycle and the roles allow, and says all that there is to know."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import resolve, reverse
from tests.actions.council import CONSIDERED, Line
from tests.web.on_cases import (
    AT_STAGE,
    browser_of,
    declare,
    lifted,
    main_of,
    offered,
    one_of_each_role,
    page_of,
    restricted,
    targets,
    words_of,
)

from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.visibility import visible_to
from evenhand.rules import lifecycle
from evenhand.rules.authority import PERMISSION_FOR, Role
from evenhand.rules.facts import EqualityConsideration
from evenhand.rules.vocabulary import Act, ReferralTarget, Stage
from evenhand.web.links import ROUTES, step_href

pytestmark = pytest.mark.django_db


def subjects(act: Act, line: Line, actor: Actor) -> bool:
    """Whether the case holds what an act is done on, by its rows."""
    case = line.case
    found = {
        Act.ACKNOWLEDGE_INCIDENT: case.incidents.filter(acknowledged_at=None),
        Act.DECIDE_CONFLICT: case.conflicts.filter(decided_at=None).exclude(member=actor.id),
        Act.CONSIDER_EQUALITY: case.determinations.filter(restricts=True, doors__has_key="equality.considered"),
        Act.COMPLETE_PANEL: case.determinations.filter(doors__has_key="determination.quorum"),
        Act.RECORD_TELLING: case.letters.all(),
        Act.REVIEW_RESTRICTION: case.restrictions.filter(lifted_at=None, interim=False),
        Act.LIFT_RESTRICTION: case.restrictions.filter(lifted_at=None),
        Act.RECORD_SUPPORT: case.incidents.filter(supported_at=None, people__part=rows.IncidentPart.AFFECTED),
        # Nobody threatened anything in these: what follows a threat is in test_pages_tasks.py.
        Act.REFER_TO_POLICE: case.incidents.none(),
        Act.REFER_TO_SAFEGUARDING: case.incidents.none(),
        Act.RECORD_REFERRAL_OUTCOME: case.referrals.exclude(target=ReferralTarget.TEAM),
    }
    if act is Act.ISSUE_NOTICE:
        restricting = case.determinations.filter(restricts=True, letters=None).exists()
        return restricting or case.restrictions.exclude(lifted_at=None).filter(letters=None).exists()
    return act not in found or found[act].exists()


@pytest.mark.parametrize("stage", list(Stage))
def test_the_page_offers_what_the_lifecycle_and_the_roles_allow(line: Line, stage: Stage) -> None:
    AT_STAGE[stage](line)
    assert line.case.stage == stage
    for role, actor in one_of_each_role(line.people).items():
        answer = page_of(line, actor)
        if not visible_to(actor).filter(pk=line.case.id).exists():
            assert answer.status_code == 404, role
            continue
        allowed = {
            ROUTES[act]
            for act in ROUTES
            if lifecycle.allows(act, stage) and actor.may(PERMISSION_FOR[act]) and subjects(act, line, actor)
        }
        assert (answer.status_code, offered(answer)) == (200, allowed), role
        for path in sorted(set(targets(main_of(answer)))):
            opened = browser_of(actor).get(path)
            assert opened.status_code == 200, path
            assert b"This cannot be done now" not in opened.content, path


def test_every_role_but_the_administrator_sees_the_page_of_a_case_it_has_part_in(line: Line) -> None:
    everybody = one_of_each_role(line.people)
    line.incident(witnesses=[one.staff_id for one in everybody.values()])
    seen = {role: page_of(line, actor).status_code for role, actor in everybody.items()}
    assert seen == {role: 404 if role is Role.ADMINISTRATOR else 200 for role in Role}


def test_a_hidden_case_and_one_that_does_not_exist_look_the_same(line: Line) -> None:
    line.incident()
    oscar = browser_of(line.people.oscar)
    hidden = oscar.get(reverse("case", args=[line.case.id]))
    unknown = oscar.get(reverse("case", args=[uuid4()]))
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert main_of(hidden) == main_of(unknown)


def test_nobody_reads_a_case_without_signing_in(line: Line) -> None:
    line.incident()
    path = reverse("case", args=[line.case.id])
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in")


def test_the_page_names_the_customer_in_its_heading_and_never_in_its_title(line: Line) -> None:
    line.incident()
    html = page_of(line).content.decode()
    assert f"<title>Case {line.case.reference} – Case work – Example District Council</title>" in html
    assert re.search(r"<h1[^>]*>Mrs Ada Winter</h1>", html)
    assert html.count("<h1") == 1


def test_an_incident_is_taken_on_by_the_button_of_the_page(line: Line) -> None:
    incident = line.incident()
    mia = browser_of(line.people.mia)
    page = mia.get(reverse("case", args=[line.case.id]))
    path = reverse("acknowledge", args=[line.case.id, incident])
    form = re.search(rf'<form method="post" action="{path}".*?</form>', main_of(page), re.DOTALL)
    assert form is not None
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    answer = mia.post(path, sent, follow=True)
    assert "You have taken the incident on." in words_of(answer)
    assert "Incidents not yet taken on" not in words_of(answer)
    taken = rows.Incident.objects.get(pk=incident)
    assert (taken.acknowledged_by_id, taken.acknowledged_at) == (line.people.mia.id, line.at)


def test_the_step_of_each_letter_leads_to_that_letter(line: Line) -> None:
    """With two things to tell, the links of the way do not both lead to the first."""
    lifted(line)
    restriction = rows.Restriction.objects.get()
    way = re.search(r'<ol class="govuk-task-list.*?</ol>', main_of(page_of(line)), re.DOTALL)
    assert way is not None
    letters = [one for one in targets(way[0]) if "/letters/" in one]
    assert letters[0] == reverse("letter", args=[line.case.id, restriction.id])


def test_equality_answers_are_not_on_the_page(line: Line) -> None:
    said = EqualityConsideration(
        barriers="Barriers that nobody else reads.",
        bears_harder=True,
        arrangements="Arrangements that nobody else reads.",
        human_rights="Rights that nobody else reads.",
    )
    line.to_referred().determine(equality=said)
    assert CONSIDERED.barriers is not None
    for actor in one_of_each_role(line.people).values():
        assert "nobody else reads" not in page_of(line, actor).content.decode()


@pytest.mark.parametrize("stage", list(Stage))
def test_the_page_is_whole_without_anything_inline(line: Line, stage: Stage) -> None:
    AT_STAGE[stage](line)
    html = page_of(line, line.people.mona).content.decode()
    assert not re.search(r"\sstyle=|\son\w+=|javascript:|<style|<script(?![^>]* src=)", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), "an id stands twice"


def test_one_of_several_restrictions_is_the_one_that_a_link_leads_to(line: Line) -> None:
    """After a second round, review and lifting lead to the restriction in force, not to the first one."""
    lifted(line)
    letter = line.issue(rows.Restriction.objects.get().id)
    line.tell(letter)
    line.wait(days=20)
    line.take_on(line.incident())
    line.warn()
    line.wait(days=1)
    line.take_on(line.incident())
    line.investigate()
    line.refer()
    line.wait(days=1)
    second = line.determine()
    new = rows.Restriction.objects.get(determination=second)
    answer = page_of(line, line.people.eve)
    reviews = {path for path in targets(main_of(answer)) if resolve(path).url_name in {"review", "lift"}}
    assert reviews == {reverse(name, args=[line.case.id, new.id]) for name in ("review", "lift")}


def test_a_step_has_no_address_where_the_case_holds_nothing_to_take_it_on(line: Line) -> None:
    from evenhand.queries.cases import case_page

    line.incident()
    page = case_page(line.people.mona, line.case.id, at=line.at)
    assert step_href(Act.REVIEW_RESTRICTION, page) is None
    assert step_href(Act.RECORD_TELLING, page) is None
    assert step_href(Act.WARN, page) == reverse("warn", args=[line.case.id])
    assert step_href(Act.REPORT_INCIDENT, page) == reverse("report_incident")


def test_every_thing_to_do_leads_to_the_page_on_which_it_is_done(line: Line) -> None:
    from evenhand.queries.work import my_work

    restricted(line)
    declare(line)
    line.issue(rows.Determination.objects.get().id)
    letter, restriction = rows.Letter.objects.get(), rows.Restriction.objects.get()
    waiting = rows.Incident.objects.get(acknowledged_at=None)
    expected: dict[Act, tuple[str, list[UUID]]] = {
        Act.ACKNOWLEDGE_INCIDENT: ("acknowledge", [line.case.id, waiting.id]),
        Act.RECORD_TELLING: ("telling", [letter.id]),
        Act.REVIEW_RESTRICTION: ("review", [line.case.id, restriction.id]),
        Act.DECIDE_CONFLICT: ("decide_conflict", [line.case.id, rows.Conflict.objects.get().id]),
    }
    line.wait(days=75)
    people = line.people
    items = [one for actor in (people.mia, people.dan, people.mona) for one in my_work(actor, at=line.at)]
    found = {one.act: step_href(one.act, one) for one in items}
    assert {act: found[act] for act in expected} == {
        act: reverse(name, args=args) for act, (name, args) in expected.items()
    }


def test_the_page_is_read_in_a_fixed_number_of_queries(line: Line, django_assert_max_num_queries: Any) -> None:
    line.to_restricted()
    client = browser_of(line.people.mia)
    path = reverse("case", args=[line.case.id])
    with django_assert_max_num_queries(110) as before:
        client.get(path)
    for _ in range(5):
        line.wait(hours=1)
        line.incident(occurred=line.at - timedelta(minutes=5))
    with django_assert_max_num_queries(110) as after:
        client.get(path)
    assert len(after) == len(before)
