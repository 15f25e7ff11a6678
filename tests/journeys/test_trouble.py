"""What goes wrong in the middle of work, in a browser: it is said plainly, and nothing typed is lost."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Route
from tests.actions.council import Line
from tests.browsing import NEEDS_A_BROWSER
from tests.journeys.conftest import Clock, Visit
from tests.journeys.visitor import Visitor

from evenhand.record import models as rows
from evenhand.rules.vocabulary import Stage

pytestmark = [*NEEDS_A_BROWSER]

REASONS = "She insulted staff on two calls.\n\n  The second came after a written warning."


@pytest.fixture
def referred(line: Line, clock: Clock) -> Line:
    """A case on the team's desk, the site's clock a minute after its last step."""
    line.to_referred()
    clock.set_after(line.at)
    return line


def case_of(line: Line, page: str = "") -> str:
    return f"/cases/{line.case_id}{page}"


def fill_in_the_decision(at: Visitor, last_day: date) -> None:
    """Everything that the policy asks for, by all three."""
    at.choose("Dan Dale, Example post", "Agrees")
    at.choose("Eve Elm, Example post", "Agrees")
    at.choose("Fay Fell, Example post", "Agrees")
    at.choose("What did the panel decide?", "Restrict contact: in writing only")
    at.write("Reasons for the decision", REASONS)
    at.write("What is particular to this customer’s case?", "She rang about one bill, and calmed down on neither call.")
    at.choose("What does the restriction cover?", "The service that is affected")
    at.write("Which service is it?", "Council tax")
    at.write("What is the restriction for?", "So that staff can answer questions without being insulted.")
    at.write("What do the actions do to staff and to the service?", "Two call handlers were distressed.")
    at.write(
        "Which lighter options did you consider, and why would they not do?",
        "A named contact would be insulted as well.",
    )
    at.choose("How long does it last?", "Until a last day")
    at.write_date("Last day", last_day)
    at.write("What makes it hard for the customer to deal with us?", "We asked by letter. She named nothing.")
    at.choose("Would this restriction be harder on them than on other people?", "No")
    at.write("How did you weigh their human rights?", "She can say all she wishes to say in writing.")


def open_the_decision(at: Visitor, line: Line, first_name: str) -> None:
    """Sign in, and fill in the decision without sending it."""
    at.open(case_of(line, "/decide"))
    at.sign_in(first_name)
    fill_in_the_decision(at, line.at.date() + timedelta(days=150))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_session_that_ends_in_the_middle_of_a_decision(visit: Visit, referred: Line, *, scripts: bool) -> None:
    at = visit(scripts=scripts)
    open_the_decision(at, referred, "dan")
    before = at.typed()
    assert before["reasons"] == REASONS
    Session.objects.all().delete()

    at.press("Record the decision")
    at.reads_heading("Sign in")
    at.reads("What you typed is kept for an hour.")
    assert rows.Determination.objects.count() == 0

    at.sign_in("dan")
    at.reads_heading("Record the panel’s decision")
    at.reads("This has not been sent yet")
    assert at.typed() == before

    at.press("Record the decision")
    at.reads_heading("Letter to the customer")
    assert [one.reasons for one in rows.Determination.objects.all()] == [REASONS]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_button_that_is_pressed_again_when_no_answer_came(visit: Visit, referred: Line, *, scripts: bool) -> None:
    at = visit(scripts=scripts)
    open_the_decision(at, referred, "dan")
    answered: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method == "POST" and not answered:
            answered.append(route.fetch(max_redirects=0).status)
            route.fulfill(status=204)  # the page stays as it is
        else:
            route.continue_()

    at.page.route("**/decide", lose_the_first_answer)
    button = at.page.get_by_role("button", name="Record the decision")
    button.click()
    at.page.wait_for_timeout(1_500)  # longer than scripts hold a second press back
    assert (answered, rows.Determination.objects.count()) == ([302], 1)
    button.click()

    at.reads_heading("Letter to the customer")
    at.look()
    assert rows.Determination.objects.count() == 1
    assert rows.Restriction.objects.count() == 1


def test_the_second_of_two_members_is_told_what_changed_and_loses_nothing(visit: Visit, referred: Line) -> None:
    dan, eve = visit(), visit()
    open_the_decision(dan, referred, "dan")
    open_the_decision(eve, referred, "eve")
    eve.write("Reasons for the decision", "Eve’s own words on it.")
    before = eve.typed()

    dan.press("Record the decision")
    dan.reads_heading("Letter to the customer")
    eve.press("Record the decision")

    eve.reads_heading("Record the panel’s decision")
    eve.reads("What has changed", re.compile("Dan Dale, .*: record the panel.s decision"), "Your own text is below.")
    assert eve.typed() == before
    assert [one.reasons for one in rows.Determination.objects.all()] == [REASONS]


def test_a_page_of_another_role_says_whose_it_is(visit: Visit, referred: Line) -> None:
    at = visit()
    at.open("/")
    at.sign_in("olu")

    assert at.open(case_of(referred)) == 200
    assert at.open(case_of(referred, "/decide")) == 403

    at.reads_heading("This page is not for your role")
    at.reads("for people with the role ‘Determination team’", "Nothing was changed.")
    at.follow("Go to the start page")
    at.reads_heading("My work")
    assert referred.case.stage == Stage.REFERRED


def test_what_is_hidden_and_what_is_unknown_are_one_and_the_same(visit: Visit, referred: Line) -> None:
    at = visit()
    at.open("/")
    at.sign_in("oscar")
    said = []

    for path in (case_of(referred), f"/cases/{uuid.uuid4()}", "/cases/7"):
        assert at.open(path) == 404
        at.reads_heading("Page not found")
        said.append((at.page.title(), at.page.locator("main").inner_text()))

    assert said[0] == said[1] == said[2]
