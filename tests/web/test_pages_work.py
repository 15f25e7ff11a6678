"""My work and the list of cases: what waits comes first, and nobody sees what is not theirs."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.council import Line, People, found_council
from tests.web.on_cases import AT_STAGE, browser_of, hidden_in, main_of, one_of_each_role, words_of

from evenhand.actions.determine import SeatDraft
from evenhand.actions.report_incident import NewCustomer, report_incident
from evenhand.config.cli.parser import build_parser
from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.queries.cases import PAGE_LENGTH
from evenhand.record import models as rows
from evenhand.rules.authority import Role
from evenhand.rules.vocabulary import Channel, RuleId, Stage
from evenhand.web.views.work import COMMANDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> People:  # noqa: ARG001 - asked for so that there is a database
    wired.wire(documents=MemoryStore())
    return found_council()


@pytest.fixture
def line(people: People, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Line:
    """A line whose clock is the pages' clock, too; sign-ins outlast it."""
    made = Line(people)
    settings.SESSION_COOKIE_AGE = 10 * 365 * 24 * 60 * 60
    monkeypatch.setattr("django.utils.timezone.now", lambda: made.at)
    return made


def another(line: Line, name: str) -> Line:
    """A case of another customer, reported now."""
    new = Line(line.people, start=line.at)
    incident = report_incident(
        actor=line.people.olu,
        at=line.at,
        customer=NewCustomer(name=name),
        occurred=line.at,
        channel=Channel.EMAIL,
        what_happened="The customer wrote insults.",
    )
    new.case_id = rows.Incident.objects.get(pk=incident).case_id
    return new


def links_in(answer: Any) -> list[str]:
    """The addresses of the things to do, in the order of the page."""
    return [unescape(one) for one in re.findall(r'govuk-task-list__link" href="([^"]+)"', main_of(answer))]


def test_what_is_overdue_comes_first_and_says_so_in_words(line: Line) -> None:
    line.look_after(line.incident())
    line.wait(days=4)
    later = another(line, "Mr Ben Autumn")
    answer = browser_of(line.people.mia).get("/")
    words = words_of(answer)
    assert "1 thing is overdue. Do it first." in words
    first, second = words.split(" Next ")
    assert f"Case {line.case.reference}, Mrs Ada Winter" in first
    assert "Overdue Was due 6 January 2026, 3 days ago" in first
    assert "Take the incident on" in first
    assert "An incident was reported, and a manager has to look into it. (Clause 8.2)" in first
    assert f"Case {later.case.reference}, Mr Ben Autumn" in second
    assert "By 12 January 2026, in 3 days" in second
    assert "Mrs Ada Winter" not in second
    assert "<title>My work" in answer.content.decode()


def test_a_task_beside_the_way_has_its_own_clock_and_hides_no_step(line: Line) -> None:
    incident = line.incident()
    mia = browser_of(line.people.mia)
    words = words_of(mia.get("/"))
    assert "Ask the staff affected how they are" in words
    assert "record that you did. (Clause 1.4)" in words
    line.take_on(incident)
    both = words_of(mia.get("/"))
    assert "Warn the customer" in both
    assert "Ask the staff affected how they are" in both
    line.wait(days=9)
    late = words_of(mia.get("/")).split(" Next ")[0]
    assert "1 thing is overdue. Do it first. Ask the staff affected how they are" in late
    line.look_after(incident)
    assert "Ask the staff affected" not in words_of(mia.get("/"))


def test_a_task_waits_for_those_alone_who_can_do_it(line: Line) -> None:
    line.incident()
    assert "Ask the staff affected" not in words_of(browser_of(line.people.olu).get("/"))
    assert "Nothing is waiting for you." in words_of(browser_of(line.people.olu).get("/"))


def test_what_is_due_soon_is_marked_and_what_has_no_last_day_comes_last(line: Line) -> None:
    line.take_on(line.incident())
    soon = another(line, "Mr Ben Autumn")
    words = words_of(browser_of(line.people.mia).get("/"))
    assert "overdue" not in words
    assert words.index("Due tomorrow") < words.index("When you can")
    assert words.index(soon.case.reference) < words.index(line.case.reference)


@pytest.mark.parametrize("stage", Stage)
def test_everything_on_the_list_leads_to_a_page_that_this_person_can_use(line: Line, stage: Stage) -> None:
    AT_STAGE[stage](line)
    for actor in one_of_each_role(line.people).values():
        browser = browser_of(actor)
        for href in links_in(browser.get("/")):
            assert browser.get(href).status_code == 200, f"{actor.name}: {href}"


def test_each_step_that_waits_leads_to_its_own_page(line: Line) -> None:
    AT_STAGE[Stage.RESTRICTED](line)
    decision = rows.Determination.objects.get()
    links = links_in(browser_of(line.people.dan).get("/"))
    assert reverse("letter", args=[line.case.id, decision.id]) in links
    # Taking on is a button on the case's page.
    assert reverse("case", args=[line.case.id]) in links_in(browser_of(line.people.mia).get("/"))


def test_questions_that_were_put_off_wait_with_their_last_day(line: Line) -> None:
    people = line.people
    line.to_referred().determine(
        equality=None,
        doors={RuleId("equality.considered"): "Staff would be insulted again tomorrow."},
        members=[SeatDraft(member=one.staff_id) for one in (people.dan, people.eve, people.fay)],
    )
    words = words_of(browser_of(people.equa).get("/"))
    assert "Answer the equality questions" in words
    assert "By 14 January 2026" in words
    line.wait(days=10)
    assert "Overdue Was due 14 January 2026" in words_of(browser_of(people.equa).get("/"))


def test_where_nothing_waits_the_page_says_so_and_what_one_can_do(line: Line) -> None:
    line.incident()
    answer = browser_of(line.people.olu).get("/")
    assert "Nothing is waiting for you." in words_of(answer)
    for route in ("report_incident", "check_contact", "cases"):
        assert f'href="{reverse(route)}"' in main_of(answer)


def test_governance_watches_what_is_overdue_on_any_case(line: Line) -> None:
    line.look_after(line.incident())
    governance = browser_of(line.people.gove)
    assert "No step is overdue on any case." in words_of(governance.get("/"))
    line.wait(days=4)
    answer = governance.get("/")
    assert "1 step is overdue. Ask whoever has to take it." in words_of(answer)
    assert "A manager takes each incident on" in words_of(answer)
    assert links_in(answer) == [reverse("case", args=[line.case.id])]


def test_the_administrator_is_told_what_their_role_does_and_with_which_commands(line: Line) -> None:
    line.incident()
    answer = browser_of(line.people.adam).get("/")
    words = words_of(answer)
    assert "Nothing is waiting for you." in words
    assert "you see no cases here" in words
    assert "evenhand createadmin" in words
    assert "Mrs Ada Winter" not in words
    assert reverse("report_incident") not in answer.content.decode()


@pytest.mark.parametrize("command", [command for command, _ in COMMANDS])
def test_every_command_that_the_page_names_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        build_parser().parse_args([*command.split()[1:], "--help"])
    assert stopped.value.code == 0
    assert command in capsys.readouterr().out


# The list of cases


def search(browser: Client, typed: str, stage: str = "") -> Any:
    """Look for cases by the form above the list, and go where it leads."""
    sent = {**hidden_in(browser.get("/cases/")), "search": typed, "stage": stage}
    return browser.post("/cases/", sent)


@pytest.mark.parametrize("role", Role)
def test_the_list_is_for_everybody_but_the_administrator(line: Line, role: Role) -> None:
    answer = browser_of(one_of_each_role(line.people)[role]).get("/cases/")
    assert answer.status_code == (403 if role is Role.ADMINISTRATOR else 200)


def test_people_see_the_cases_that_are_theirs(line: Line) -> None:
    line.incident()
    assert "Mrs Ada Winter" in words_of(browser_of(line.people.olu).get("/cases/"))
    assert "You see the cases that you have a part in. There are none yet." in words_of(
        browser_of(line.people.oscar).get("/cases/")
    )


@pytest.mark.parametrize(
    "typed", ["winter", "Mrs Ada Winter", "020 7946 0321", "+44 20 7946 0321", "ADA@example.org", "the reference"]
)
def test_a_case_is_found_by_whatever_is_known_and_nothing_of_it_stands_in_the_address(line: Line, typed: str) -> None:
    line.incident()
    other = another(line, "Mr Ben Autumn")
    typed = line.case.reference if typed == "the reference" else typed
    browser = browser_of(line.people.mia)
    answer = search(browser, typed)
    assert answer.status_code == 302
    assert re.fullmatch(r"/cases/\?search=[\w-]+", answer["Location"])
    assert typed not in answer["Location"]
    page = browser.get(answer["Location"])
    assert "1 case found" in words_of(page)
    assert line.case.reference in words_of(page)
    assert other.case.reference not in words_of(page)
    assert f'value="{typed}"' in main_of(page)
    assert "<title>Cases –" in page.content.decode()
    assert f'href="{reverse("case", args=[line.case.id])}"' in main_of(page)


def test_a_search_that_finds_nothing_says_what_to_do(line: Line) -> None:
    line.incident()
    browser = browser_of(line.people.mia)
    words = words_of(browser.get(search(browser, "Nobody at all")["Location"]))
    assert "No cases found" in words
    assert "Check the spelling" in words


def test_a_search_is_known_to_nobody_else_and_only_while_it_is_kept(line: Line) -> None:
    line.incident()
    browser = browser_of(line.people.mia)
    address = search(browser, "winter")["Location"]
    assert search(browser, "winter")["Location"] == address, "the same search has the same address"
    words = words_of(browser_of(line.people.max).get(address))
    assert "That search is not kept any more" in words
    for number in range(20):
        search(browser, f"somebody {number}")
    assert "That search is not kept any more" in words_of(browser.get(address))


def test_the_stage_stands_in_the_address(line: Line) -> None:
    line.incident()
    browser = browser_of(line.people.mia)
    answer = search(browser, "", "reported")
    assert answer["Location"] == "/cases/?stage=reported"
    assert "1 case found" in words_of(browser.get("/cases/?stage=reported"))
    assert '<option value="reported" selected>' in main_of(browser.get("/cases/?stage=reported"))
    assert "No cases found" in words_of(browser.get("/cases/?stage=closed"))
    assert search(browser, "")["Location"] == "/cases/"


@pytest.mark.parametrize("address", ["?stage=nonsense", "?page=nonsense", "?page=0", "?page=99999999999", "?page=7"])
def test_an_address_that_makes_no_sense_gives_the_nearest_page(line: Line, address: str) -> None:
    line.incident()
    answer = browser_of(line.people.mia).get(f"/cases/{address}")
    assert answer.status_code == 200
    assert "1 case" in words_of(answer)
    assert line.case.reference in words_of(answer)


def test_a_stage_that_does_not_exist_is_refused_beside_its_field(line: Line) -> None:
    answer = search(browser_of(line.people.mia), "winter", "nonsense")
    assert answer.status_code == 422
    assert "Select a stage from the list" in words_of(answer)
    assert 'value="winter"' in main_of(answer)


def test_many_cases_stand_on_several_pages_with_the_search_kept(line: Line) -> None:
    line.incident()
    for number in range(PAGE_LENGTH + 2):
        another(line, f"Mr Example Autumn {number}")
    browser = browser_of(line.people.mia)
    first = browser.get("/cases/?stage=reported")
    assert f"{PAGE_LENGTH + 3} cases found" in words_of(first)
    assert f"Showing 1 to {PAGE_LENGTH} of {PAGE_LENGTH + 3}, latest first." in words_of(first)
    assert 'href="/cases/?stage=reported&amp;page=2" rel="next"' in main_of(first)
    second = browser.get("/cases/?stage=reported&page=2")
    assert len(re.findall(r'<th scope="row"', main_of(second))) == 3
    assert 'href="/cases/?stage=reported" rel="prev"' in main_of(second)
    searched = search(browser, "Autumn")["Location"]
    assert f"{PAGE_LENGTH + 2} cases found" in words_of(browser.get(searched))
    assert f'href="{searched}&amp;page=2" rel="next"' in main_of(browser.get(searched))
