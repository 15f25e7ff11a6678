"""Checking a contact: what to do now, in words, with clauses; never what somebody did, never in an address."""

from __future__ import annotations

import re
from datetime import time, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.contrib.staticfiles.finders import find
from django.test import Client
from tests.actions.council import Line, People, found_council
from tests.web.on_cases import beside, browser_of, hidden_in, main_of, one_of_each_role, words_of

from evenhand.actions import record_adjustment, report_incident
from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.record import models as rows
from evenhand.rules import rulebook
from evenhand.rules.authority import Role
from evenhand.rules.facts import CallWindow, RestrictionTerms
from evenhand.rules.vocabulary import Channel, Outcome, Purpose, RestrictionKind, Route
from evenhand.web.views.contacts import WHY

pytestmark = pytest.mark.django_db

PATH = "/check-a-contact"
PHONE = "020 7946 0321"
"""The restricted customer's number."""


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


@pytest.fixture
def restricted(line: Line) -> Line:
    """Mrs Ada Winter, restricted to writing and told of it."""
    line.to_restricted()
    return line.wait(days=1)


@pytest.fixture
def oscar(line: Line) -> Client:
    """The browser of an officer who has no part in any case."""
    return browser_of(line.people.oscar)


def check(browser: Client, identifier: str = PHONE, channel: str = "telephone", **more: str) -> Any:
    """Type what the customer gives, and press the button."""
    typed = {"identifier": identifier, "channel": channel, **more}
    return browser.post(PATH, {**hidden_in(browser.get(PATH)), **typed})


def outcome(answer: Any) -> str:
    """What the page says to do, in its largest letters."""
    assert answer.status_code == 200, words_of(answer)
    found = re.search(r'<h1 class="evenhand-answer__outcome".*?</span>(.*?)</h1>', main_of(answer), re.DOTALL)
    assert found
    return found[1].strip()


def add_customer(line: Line, name: str, phone: str = "") -> None:
    """Put another customer on the record."""
    contacts = [(report_incident.PointKind.PHONE, phone)] if phone else []
    report_incident.report_incident(
        actor=line.people.olu,
        at=line.at,
        customer=report_incident.NewCustomer(name=name, contacts=contacts),
        occurred=line.at,
        channel=Channel.EMAIL,
        what_happened="The customer wrote insults.",
    )


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", Role)
def test_everybody_at_work_may_check_and_the_administrator_may_not(line: Line, role: Role, method: str) -> None:
    answer = getattr(browser_of(one_of_each_role(line.people)[role]), method)(PATH)
    expected = {"get": 200, "post": 422}[method]
    assert answer.status_code == (403 if role is Role.ADMINISTRATOR else expected)


@pytest.mark.usefixtures("restricted")
def test_a_call_is_sent_another_way_with_what_to_say_in_order(oscar: Client) -> None:
    answer = check(oscar)
    assert outcome(answer) == "Ask them to use another way"
    assert 'class="evenhand-answer evenhand-answer--redirect"' in main_of(answer)
    words = words_of(answer)
    assert (
        "Ask them to put it in writing, then end the call politely. If it is somebody else, treat it as normal."
        in words
    )
    said = [unescape(one) for one in re.findall(r"<li>‘(.*?)’</li>", main_of(answer))]
    assert said[:3] == [
        "May I take your full name, please?",
        "We have asked you to contact us in writing.",
        "You can reach us by email, letter or the form on our website.",
    ]
    ways = words.split("Ways that stay open to them")[1]
    assert ways.split("If you learn more")[0].split() == ["Email", "Letter", "Web", "form", "Social", "media"]
    assert "Mrs Ada Winter Reference" in words
    assert "(Clauses 9.3 and 9.4)" in words
    assert "(Clause 3.1)" in words
    for mark in ("Not told yet", "Review overdue", "Adjustments to keep"):
        assert mark not in words
    assert rows.ContactCheck.objects.get().outcome == Outcome.REDIRECT


def test_the_answer_never_says_what_the_customer_did(restricted: Line, oscar: Client) -> None:
    page = check(oscar).content.decode().lower()
    for word in ("insult", "shout", "threat", "abus", restricted.case.reference.lower()):
        assert word not in page


@pytest.mark.usefixtures("restricted")
def test_nothing_of_a_check_stands_in_an_address_or_a_title(oscar: Client) -> None:
    answer = check(oscar, "Ada Winter", verified="on")
    assert "Location" not in answer
    assert "<title>What to do now: ask them to use another way – Case work –" in answer.content.decode()
    assert not re.search(r'href="[^"]*(?:7946|winter)', answer.content.decode(), re.IGNORECASE)


@pytest.mark.usefixtures("restricted")
@pytest.mark.parametrize("channel", ["email", "letter", "web_form", "social_media"])
def test_a_way_that_stays_open_is_treated_as_normal(oscar: Client, channel: str) -> None:
    answer = check(oscar, "ada@example.org", channel)
    assert outcome(answer) == "Treat as normal"
    assert "This way of contact stays open to them." in words_of(answer)
    assert "evenhand-answer--proceed" in main_of(answer)


@pytest.mark.usefixtures("restricted")
@pytest.mark.parametrize("purpose", Purpose)
def test_what_is_always_allowed_is_never_closed(oscar: Client, purpose: Purpose) -> None:
    answer = check(oscar, purpose=f"purpose:{purpose.value}")
    assert outcome(answer) == "Treat as normal"
    assert "this is always allowed" in words_of(answer)


@pytest.mark.usefixtures("restricted")
def test_every_mandatory_service_goes_on(oscar: Client) -> None:
    """Council Tax is what the restriction covers; it reaches no other service."""
    services = re.findall(r'<option value="(service:\w+)">([^<]+)</option>', main_of(oscar.get(PATH)))
    assert len(services) == 8
    for code, name in services:
        answer = check(oscar, purpose=code)
        if unescape(name) == "Council tax and benefits":
            assert outcome(answer) == "Go ahead, but"
            assert f"{name} stays open to them. Deal with that now, and with nothing else." in words_of(answer)
        else:
            assert outcome(answer) == "Treat as normal"
            assert "This way of contact stays open to them." in words_of(answer)


@pytest.mark.usefixtures("restricted")
def test_nobody_on_the_record_is_treated_as_normal_and_the_page_says_so(oscar: Client) -> None:
    answer = check(oscar, "020 7946 0999")
    assert outcome(answer) == "Treat as normal"
    assert "Nobody on our record matches, so treat this contact as normal." in words_of(answer)
    assert "Ada Winter" not in words_of(answer)
    assert "Ways that stay open" not in words_of(answer)


def test_a_customer_without_a_restriction_is_treated_as_normal(line: Line, oscar: Client) -> None:
    line.incident()
    answer = check(oscar)
    assert outcome(answer) == "Treat as normal"
    assert "Nobody on our record" not in words_of(answer)


@pytest.mark.usefixtures("restricted")
def test_a_withheld_number_is_treated_as_normal(oscar: Client) -> None:
    answer = check(oscar, "", withheld="on")
    assert outcome(answer) == "Treat as normal"
    assert "Number withheld." in words_of(answer)


def test_a_number_that_several_use_asks_who_is_calling(restricted: Line, oscar: Client) -> None:
    add_customer(restricted, "Mr Ben Autumn", PHONE)
    answer = check(oscar)
    assert outcome(answer) == "Ask who is calling first"
    assert "More than one customer uses this number or address." in words_of(answer)
    assert "Ada Winter" not in words_of(answer)
    assert "Nobody on our record" not in words_of(answer)


def test_who_has_not_been_told_is_told_now(line: Line, oscar: Client) -> None:
    line.to_referred().determine()
    sure, unsure = words_of(check(oscar, verified="on")), words_of(check(oscar))
    assert "They have not been told yet: tell them now, and that we will write." in sure
    assert "once you are sure who it is, tell them" in unsure
    for words in (sure, unsure):
        assert "Not told yet What they do before we have told them is not held against them." in words
        assert "A customer is told of a restriction at once. (Clause 9.1)" in words


def test_an_overdue_review_is_shown_with_the_restriction(restricted: Line, oscar: Client) -> None:
    restricted.wait(days=100)
    words = words_of(check(oscar))
    assert "Review overdue" in words
    assert "Every restriction is reviewed on time. (Clauses 3.1 and 10.1)" in words


def test_adjustments_come_first(restricted: Line, oscar: Client) -> None:
    record_adjustment.record_adjustment(
        actor=restricted.people.olu, at=restricted.at, case_id=restricted.case.id, arrangement="Write in large print."
    )
    words = words_of(check(oscar))
    assert "Adjustments to keep Write in large print." in words
    assert "(Clauses 11.1, 11.2 and 11.3)" in words


# Each kind of restriction, and each outcome


def impose(line: Line, kind: RestrictionKind, **terms: Any) -> None:
    """A restriction of a kind with some terms, in force for a day, and the customer told."""
    drafted = line.to_referred().writing_only(kind=kind, terms=RestrictionTerms(**terms))
    line.tell(line.issue(line.determine(restrictions=[drafted])), Route.BY_HAND)
    line.wait(days=1)


def test_every_outcome_has_its_look() -> None:
    built = find("build/evenhand.css")
    assert built is not None
    stylesheet = Path(built).read_text(encoding="utf-8")
    for one in Outcome:
        assert re.search(rf"evenhand-answer--{one.value}[,{{]", stylesheet), one


def test_outside_the_set_times_the_page_says_from_when_to_call(line: Line, oscar: Client) -> None:
    tomorrow = (line.at + timedelta(days=8)).weekday()
    impose(line, RestrictionKind.PHONE_TIMES, windows=(CallWindow(weekday=tomorrow, opens=time(10), closes=time(11)),))
    answer = check(oscar, verified="on")
    assert re.fullmatch(r"Call back from \d+ \w+ 20\d\d at 10am", outcome(answer))
    assert "evenhand-answer--defer" in main_of(answer)
    assert "You can call again from 10am on " in words_of(answer)


def test_the_named_person_is_shown_and_is_free_to_answer(line: Line, oscar: Client) -> None:
    impose(line, RestrictionKind.SINGLE_CONTACT, named_contact="Ms Dana Summer", cover="Mr Ken Frost")
    answer = check(oscar, verified="on")
    assert outcome(answer) == "Ask them to use another way"
    assert "Where it goes Ms Dana Summer When they are away: Mr Ken Frost" in words_of(answer)
    assert outcome(check(oscar, verified="on", to="dana summer")) == "Treat as normal"
    assert outcome(check(oscar, verified="on", to="Mr Olu Spring")) == "Ask them to use another way"


def test_an_issue_that_was_considered_is_declined_and_a_new_one_is_not(line: Line, oscar: Client) -> None:
    impose(line, RestrictionKind.ISSUE_BAN, issues=("The hedge",))
    assert outcome(check(oscar, verified="on")) == "Go ahead, but"
    declined = check(oscar, verified="on", issue="the hedge")
    assert outcome(declined) == "Decline this contact"
    assert "A new issue is never left unanswered." in words_of(declined)
    assert outcome(check(oscar, verified="on", issue="A missed bin")) == "Treat as normal"
    assert outcome(check(oscar, "ada@example.org", "email", issue="The hedge")) == "Read, not answered"


def test_a_block_for_excess_holds_for_the_number_that_is_presented(line: Line, oscar: Client) -> None:
    impose(line, RestrictionKind.EXCESS_BLOCK, blocked_points=("020 7946 0999",), counted="40 calls in a week")
    assert outcome(check(oscar, PHONE)) == "Treat as normal"
    named = check(oscar, "Ada Winter", verified="on")
    assert outcome(named) == "Ask them to use another way"
    assert "40 calls" not in words_of(named)


def test_under_no_contact_nobody_is_left_without_a_way(line: Line, oscar: Client) -> None:
    impose(line, RestrictionKind.NO_CONTACT, exceptional_way="Write to the monitoring officer")
    call = check(oscar)
    assert outcome(call) == "Decline this contact"
    assert "In exceptional circumstances this is how to reach us: Write to the monitoring officer." in words_of(call)
    assert "Exceptional circumstances can always be raised, and are looked at." in words_of(call)
    assert outcome(check(oscar, "ada@example.org", "email")) == "Read, not answered"


def test_every_rule_of_an_answer_has_its_words() -> None:
    assert set(WHY) == {str(rule.id) for rule in rulebook.RULES if rule.in_directive}


# Several whom a name may mean


def test_a_name_that_several_have_is_chosen_from_first(restricted: Line, oscar: Client) -> None:
    add_customer(restricted, "Mr Abe Winter")
    answer = check(oscar, "Winter", verified="on", purpose="service:council_tax_and_benefits")
    assert answer.status_code == 200
    words = words_of(answer)
    assert "Who is it?" in words
    assert "There is a problem" not in words
    assert words.count("Reference ") == 2
    assert not rows.ContactCheck.objects.exists()

    again = oscar.post(PATH, hidden_in(answer))
    assert again.status_code == 422
    assert beside(again, "customer") == "Error: Select who it is, or ‘None of these’"
    chosen = oscar.post(PATH, {**hidden_in(again), "customer": str(restricted.customer)})
    assert outcome(chosen) == "Go ahead, but"
    assert "Identity checked." in words_of(chosen)
    assert rows.ContactCheck.objects.get().purpose == "council_tax_and_benefits"


def test_none_of_those_found_is_treated_as_normal(restricted: Line, oscar: Client) -> None:
    add_customer(restricted, "Mr Abe Winter")
    answer = oscar.post(PATH, {**hidden_in(check(oscar, "Winter")), "customer": "nobody"})
    assert outcome(answer) == "Treat as normal"
    assert "Nobody on our record matches" in words_of(answer)
    assert rows.ContactCheck.objects.get().case is None


def test_somebody_who_is_not_there_is_not_found(oscar: Client) -> None:
    answer = oscar.post(PATH, {"identifier": "Winter", "channel": "telephone", "customer": str(uuid4())})
    assert answer.status_code == 404


# The next look


@pytest.mark.usefixtures("restricted")
def test_more_that_is_learnt_is_checked_of_the_same_contact(oscar: Client) -> None:
    form = re.search(r"If you learn more.*?</form>", main_of(check(oscar)), re.DOTALL)
    assert form
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[0]))
    assert (carried["identifier"], carried["channel"]) == (PHONE, "telephone")
    answer = oscar.post(PATH, {**carried, "purpose": "purpose:emergency", "verified": "on"})
    assert outcome(answer) == "Treat as normal"
    assert "Identity checked." in words_of(answer)
    assert [one.purpose for one in rows.ContactCheck.objects.order_by("id")] == ["", "emergency"]


@pytest.mark.usefixtures("restricted")
def test_the_box_is_ready_for_the_next_contact(oscar: Client) -> None:
    page = main_of(check(oscar, "Ada Winter", "face_to_face", verified="on", withheld=""))
    form = page[page.index("<h2", page.index("section-break")) :]
    box = re.search(r'<input[^>]*id="id_identifier"[^>]*>', form)
    assert box
    assert "Ada Winter" not in form
    assert 'value="' not in box[0].replace('value=""', "")
    assert re.findall(r'value="(\w+)"\s*checked', form) == ["face_to_face"]
    assert dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))["customer"] == ""
    assert 'href="#id_identifier"' in page


def test_without_anything_to_look_for_the_page_says_what_to_enter(oscar: Client) -> None:
    answer = check(oscar, " ")
    assert answer.status_code == 422
    said = "Enter a telephone number, email address, name or reference"
    assert beside(answer, "identifier") == f"Error: {said}"
    assert not rows.ContactCheck.objects.exists()


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"channel": "pigeon"}, "channel", "Select how they are in touch from the list"),
        ({"purpose": "purpose:nonsense"}, "purpose", "Select what it is about from the list"),
        ({"identifier": "x" * 321}, "identifier", "must be 320 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(oscar: Client, more: dict[str, str], field: str, said: str) -> None:
    answer = check(oscar, **{"identifier": "Ada Winter", **more})
    assert answer.status_code == 422
    assert said in beside(answer, field) or said in words_of(answer)
    assert f'href="#id_{field}"' in main_of(answer)
    if field != "identifier":
        assert 'value="Ada Winter"' in main_of(answer)


@pytest.mark.usefixtures("restricted")
def test_a_session_that_ends_in_the_middle_loses_nothing(oscar: Client) -> None:
    sent = {**hidden_in(oscar.get(PATH)), "identifier": PHONE, "channel": "email", "purpose": "service:licensing"}
    Session.objects.all().delete()
    assert oscar.post(PATH, sent)["Location"] == "/sign-in"
    oscar.post("/sign-in", {"email": "oscar@example.org", "password": "plainly fictional 1", "next": ""})
    page = oscar.get(PATH)
    assert "This has not been sent yet" in words_of(page)
    assert f'value="{PHONE}"' in main_of(page)
    assert '<option value="service:licensing" selected>' in main_of(page)
    assert not rows.ContactCheck.objects.exists()
