"""The page of a case: it offers what the lifecycle and the roles allow, and says all that there is to know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import resolve, reverse
from tests.actions.council import CONSIDERED, Line, People, found_council
from tests.web.on_cases import (
    AT_STAGE,
    browser_of,
    declare,
    lifted,
    main_of,
    one_of_each_role,
    referred,
    restricted,
    words_of,
)

from evenhand.actions import decide_conflict, record_adjustment
from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.visibility import visible_to
from evenhand.rules import lifecycle
from evenhand.rules.authority import PERMISSION_FOR, Role
from evenhand.rules.facts import EqualityConsideration
from evenhand.rules.vocabulary import Act, Channel, Route, Stage
from evenhand.web.links import ROUTES, step_href

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> People:  # noqa: ARG001 - asked for so that there is a database
    wired.wire(documents=MemoryStore())
    return found_council()


@pytest.fixture
def line(people: People, monkeypatch: pytest.MonkeyPatch) -> Line:
    """A line whose clock is the pages' clock, too."""
    made = Line(people)
    monkeypatch.setattr("django.utils.timezone.now", lambda: made.at)
    return made


def page_of(line: Line, actor: Actor | None = None) -> Any:
    return browser_of(actor or line.people.mia).get(reverse("case", args=[line.case.id]))


def targets(html: str) -> Iterator[str]:
    yield from (unescape(one) for one in re.findall(r'<(?:a|form)[^>]* (?:href|action)="(/[^"]*)"', html))


def offered(answer: Any) -> set[str]:
    """The names of the routes to which the page leads, those of acts alone."""
    return {str(resolve(path).url_name) for path in targets(main_of(answer))} & set(ROUTES.values())


def subjects(act: Act, line: Line, actor: Actor) -> bool:
    """Whether the case holds what an act is done on, by its rows."""
    case = line.case
    found = {
        Act.ACKNOWLEDGE_INCIDENT: case.incidents.filter(acknowledged_at=None),
        Act.DECIDE_CONFLICT: case.conflicts.filter(decided_at=None).exclude(member=actor.id),
        Act.CONSIDER_EQUALITY: case.determinations.filter(restricts=True, doors__has_key="equality.considered"),
        Act.RECORD_TELLING: case.letters.all(),
        Act.REVIEW_RESTRICTION: case.restrictions.filter(lifted_at=None),
        Act.LIFT_RESTRICTION: case.restrictions.filter(lifted_at=None),
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
            for act in Act
            if lifecycle.allows(act, stage) and actor.may(PERMISSION_FOR[act]) and subjects(act, line, actor)
        }
        assert (answer.status_code, offered(answer)) == (200, allowed), role


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


def test_the_customer_stands_there_with_contact_points_and_adjustments(line: Line) -> None:
    line.incident()
    assert "Adjustments to keep None recorded." in words_of(page_of(line))
    record_adjustment.record_adjustment(
        actor=line.people.olu,
        at=line.at,
        case_id=line.case.id,
        arrangement="We write in large print.",
        unusable_channels=[Channel.TELEPHONE, Channel.WEB_FORM],
    )
    said = words_of(page_of(line))
    assert "020 7946 0321" in said
    assert "ada@example.org" in said
    assert "1 Example Road" in said
    assert "Adjustments to keep We write in large print. Cannot use: telephone, web form" in said


def test_each_step_says_how_far_it_is_why_by_when_and_under_which_clause(line: Line) -> None:
    line.incident()
    said = words_of(page_of(line))
    assert "A manager takes each incident on (Clause 8.2) Last day: 6 January 2026, tomorrow." in said
    assert "Refer to the independent determination team (Clause 8.2) The manager has not finished" in said
    assert "Cannot yet" in said
    line.wait(days=2)
    late = words_of(page_of(line))
    assert "A manager takes each incident on (Clause 8.2) The last day was 6 January 2026, yesterday." in late
    assert "Overdue" in late


def test_what_must_be_fixed_stands_first_with_its_clause_and_whom_it_concerns(line: Line) -> None:
    line.incident(response=["ended_call"])
    line.wait(days=2)
    said = words_of(page_of(line))
    assert said.index("Must fix") < said.index("What the policy asks for next") < said.index("What happened")
    assert "The manager has not taken this incident on in time. (Clause 8.2) This concerns Mia Marsh." in said
    assert "Staff acted without warning the customer first. Warn the customer now. (Clause 8.2)" in said


def test_suggestions_stand_apart_from_what_must_be_fixed(line: Line) -> None:
    line.incident()
    said = words_of(page_of(line))
    assert "Must fix" not in said
    assert "Suggestion The manager has been told and should take this incident on. (Clause 8.2)" in said


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


def test_an_incident_that_reached_no_manager_says_so(line: Line) -> None:
    lonely = line.people.oscar
    line.incident(by=line.people.dan, affected=[lonely.staff_id])
    assert "No manager was told of it. Any manager can take it on." in words_of(page_of(line, line.people.max))


def card(answer: Any) -> str:
    """What the card of the restriction says."""
    found = re.search(r'<div class="govuk-summary-card.*?</dl>', main_of(answer), re.DOTALL)
    assert found is not None
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def test_a_restriction_says_whether_the_customer_was_told(line: Line) -> None:
    decision = line.to_referred().determine()
    assert "In force Since 7 January 2026 at midday Until The end of 6 July 2026" in card(page_of(line))
    assert "Customer told Not told yet Tell them now." in card(page_of(line))
    letter = line.issue(decision)
    assert "Customer told Not told yet Tell them now." in card(page_of(line))
    line.tell(letter, Route.POST)
    assert "The letter is on its way. It counts as received on 9 January 2026." in card(page_of(line))
    line.wait(days=2)
    assert "Customer told Yes, since 9 January 2026" in card(page_of(line))


def test_a_review_that_is_overdue_shows_wherever_the_restriction_does(line: Line) -> None:
    line.to_restricted()
    assert "Next review 7 April 2026, in 90 days" in card(page_of(line))
    line.wait(days=91)
    answer = page_of(line, line.people.eve)
    assert "Review overdue It was due on 7 April 2026, yesterday." in card(answer)
    said = words_of(answer)
    assert "Must fix The review is overdue. Hold it now, or lift the restriction. (Clauses 3.1 and 10.1)" in said
    assert "Review the restriction (Clauses 3.1 and 10.1) Lifting it is considered first. The last day was" in said


def test_a_restriction_without_an_end_says_so(line: Line) -> None:
    line.to_referred().determine(
        restrictions=[line.writing_only(ends_on=None, permanent=True, permanent_reason="Nothing else has helped.")]
    )
    assert "Until No end date: it goes on until it is lifted" in card(page_of(line))


def test_restrictions_that_are_over_offer_neither_review_nor_lifting(line: Line) -> None:
    lifted(line)
    answer = page_of(line)
    assert "State Lifted" in card(answer)
    assert "Until Lifted on 17 January 2026" in card(answer)
    assert not offered(answer) & {"review", "lift"}


def test_a_restriction_that_ran_out_has_ended(line: Line) -> None:
    line.to_restricted()
    line.wait(days=181)
    answer = page_of(line)
    assert "State Ended" in card(answer)
    assert "Next review" not in card(answer)
    assert "Restriction ended" in words_of(answer)
    assert not offered(answer) & {"review", "lift"}


def test_letters_lead_to_the_document_kept_and_to_how_the_customer_was_told(line: Line) -> None:
    decision = line.to_referred().determine()
    due = page_of(line, line.people.dan)
    assert "Restriction notice Still to be written" in words_of(due)
    assert reverse("letter", args=[line.case.id, decision]) in set(targets(main_of(due)))
    letter = line.issue(decision)
    issued = page_of(line, line.people.dan)
    assert "Still to be written" not in words_of(issued)
    assert "Not sent yet Record how the customer was told" in words_of(issued)
    assert {reverse("letter_document", args=[letter]), reverse("telling", args=[letter])} <= set(
        targets(main_of(issued))
    )
    line.tell(letter, Route.POST)
    assert "By post, 7 January 2026 at midday. It counts as received on 9 January 2026." in words_of(
        page_of(line, line.people.dan)
    )


def test_somebody_who_issues_no_letters_still_reads_them(line: Line) -> None:
    line.to_restricted()
    letter = rows.Letter.objects.get()
    answer = page_of(line, line.people.olu)
    assert reverse("letter_document", args=[letter.id]) in set(targets(main_of(answer)))
    assert "telling" not in offered(answer)


def test_the_step_of_each_letter_leads_to_that_letter(line: Line) -> None:
    """With two things to tell, the links of the way do not both lead to the first."""
    lifted(line)
    restriction = rows.Restriction.objects.get()
    way = re.search(r'<ol class="govuk-task-list.*?</ol>', main_of(page_of(line)), re.DOTALL)
    assert way is not None
    assert next(iter(targets(way[0]))) == reverse("letter", args=[line.case.id, restriction.id])


def test_a_declared_conflict_waits_for_the_monitoring_officer_and_then_says_what_was_decided(line: Line) -> None:
    referred(line)
    mona, tie = line.people.mona, rows.Conflict.objects.get()
    waiting = page_of(line, mona)
    assert "Declared conflicts Eve Elm : manages somebody who was involved Not decided yet" in words_of(waiting)
    assert reverse("decide_conflict", args=[line.case.id, tie.id]) in set(targets(main_of(waiting)))
    assert "decide_conflict" not in offered(page_of(line, line.people.dan))
    decide_conflict.decide_conflict(
        actor=mona, at=line.at, conflict_id=tie.id, may_sit=False, reasons="The tie is too close."
    )
    decided = page_of(line, mona)
    assert "Eve Elm : manages somebody who was involved They may not sit." in words_of(decided)
    assert "decide_conflict" not in offered(decided)


def test_the_timeline_tells_all_newest_first_and_folds_what_is_long(line: Line) -> None:
    line.to_restricted()
    html = main_of(page_of(line))
    timeline = html[html.index('<ol class="evenhand-timeline">') :]
    titles = [unescape(one) for one in re.findall(r"<h3[^>]*>(.*?)</h3>", timeline)]
    assert titles == [
        "Customer told: by hand",
        "Letter issued: restriction notice",
        "Panel's decision: restrict contact",
        "Referred to the determination team",
        "Investigation finished",
        "Investigation started",
        "Incident taken on by a manager",
        "Incident reported",
        "Customer warned: in writing",
        "Incident taken on by a manager",
        "Incident reported",
    ]
    finished, warning = (
        re.search(rf"<h3[^>]*>{title}</h3>(.*?)</li>", timeline, re.DOTALL)
        for title in ("Investigation finished", "Customer warned: in writing")
    )
    assert finished is not None
    assert warning is not None
    assert "<details" in finished[1]
    assert "<details" not in warning[1]
    assert "Insults make it impossible for staff to help." in warning[1]
    assert "Happened <time" in timeline
    assert "5 January 2026 at 9:40am" in timeline


def test_a_short_text_of_many_lines_and_markup_is_shown_as_it_was_typed(line: Line) -> None:
    line.incident(what_happened="He wrote:\n<b>nobody</b> & <script>alert(1)</script>")
    html = main_of(page_of(line))
    assert "He wrote:\n&lt;b&gt;nobody&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>" not in html


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


def test_what_the_policy_is_stands_at_the_foot(line: Line) -> None:
    line.incident()
    assert "This case is decided under: Unacceptable Customer Actions Policy, version 1.0." in words_of(page_of(line))


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
    with django_assert_max_num_queries(90):
        client.get(path)
    for _ in range(5):
        line.wait(hours=1)
        line.incident(occurred=line.at - timedelta(minutes=5))
    with django_assert_max_num_queries(90):
        client.get(path)
