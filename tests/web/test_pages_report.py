"""Reporting an incident: quick, never refused by the policy, and nothing typed is ever lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from tests.actions.council import START, Line, People, found_council
from tests.web.on_cases import (
    beside,
    browser_of,
    closed,
    fill_in,
    hidden_in,
    main_of,
    not_restricted,
    one_of_each_role,
    words_of,
)

from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.record import models as rows
from evenhand.record.sensitive import sensitive_data
from evenhand.rules.authority import Role
from evenhand.rules.staff_care import PHYSICAL_THREAT, WARN_FIRST, rights
from evenhand.rules.vocabulary import Behaviour, Channel, Shown, StaffResponse
from evenhand.web.forms.incidents import ReportForm

pytestmark = pytest.mark.django_db

PATH = "/report-an-incident"
CALL = {
    "customer": "new",
    "new_name": "Mr Ben Autumn",
    "new_phone": "020 7946 0400",
    "happened_on_day": "5",
    "happened_on_month": "jan",
    "happened_on_year": "2026",
    "happened_at": "9:30am",
    "channel": "telephone",
    "abuse": ["insulting_language"],
    "what_happened": "He said:\n  ‘you lot’.",
    "opinion": "He seemed tired.",
    "response": ["warned", "ended_call"],
    "me_affected": "on",
}
"""A report by telephone of somebody new, as a browser sends it."""


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
def olu(line: Line) -> Client:
    """The officer's browser."""
    return browser_of(line.people.olu)


def report(browser: Client, **changed: Any) -> Any:
    """Open the page and send a report, changed where told; None leaves an answer out."""
    typed = {name: value for name, value in {**CALL, **changed}.items() if value is not None}
    return fill_in(browser, PATH, typed)


def done(browser: Client, **changed: Any) -> Any:
    """Send a report that is taken, and open the page that says so."""
    answer = report(browser, **changed)
    assert answer.status_code == 302, words_of(answer)
    return browser.get(answer["Location"])


def offered(answer: Any) -> list[str]:
    """The customers whom the page offers."""
    return re.findall(r'name="customer" type="radio" value="([0-9a-f-]{36})"', main_of(answer))


def ticked(answer: Any) -> list[str]:
    """The answers that stand ticked."""
    return re.findall(r'value="([\w-]+)"\s*checked', main_of(answer))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", Role)
def test_everybody_at_work_may_report_and_the_administrator_may_not(line: Line, role: Role, method: str) -> None:
    answer = getattr(browser_of(one_of_each_role(line.people)[role]), method)(PATH)
    expected = {"get": 200, "post": 422}[method]
    assert answer.status_code == (403 if role is Role.ADMINISTRATOR else expected)


def test_the_page_begins_with_what_staff_may_do_and_what_to_say_first(olu: Client) -> None:
    words = words_of(olu.get(PATH))
    head, form = words.split("Who was it?", 1)
    for said in (
        "call 999 first",
        "(Clause 8.1)",
        "(Clause 8.2)",
        WARN_FIRST,
        PHYSICAL_THREAT,
        *(said for right in rights(None) for said in (right.may, right.say_first)),
    ):
        assert said in head
    assert "Anger or distress alone is not unacceptable (Clause 3.1)" in form
    assert form.index("(clause 6)") < form.index("A threat of physical violence") < form.index("(clause 7)")


def test_the_page_keeps_to_what_staff_may_do_on_the_channel_that_is_chosen(olu: Client) -> None:
    answer = olu.post(PATH, {"channel": "telephone", "find": "yes"})
    head = words_of(answer).split("Who was it?", 1)[0]
    assert all(right.may in head and right.say_first in head for right in rights(Channel.TELEPHONE))
    others = {right.may for right in rights(None)} - {right.may for right in rights(Channel.TELEPHONE)}
    assert others
    assert not any(one in head for one in others)
    assert PHYSICAL_THREAT in head


def test_a_report_is_kept_as_it_was_made_and_reaches_the_manager(line: Line, olu: Client) -> None:
    people = line.people
    page = done(olu, others_affected=["", str(people.oscar.id)], witnesses=[str(people.dan.id), str(people.eve.id), ""])
    incident = rows.Incident.objects.get()
    assert (incident.what_happened, incident.opinion) == (CALL["what_happened"], CALL["opinion"])
    assert incident.occurred == datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    assert incident.channel == Channel.TELEPHONE
    assert incident.behaviours == [Behaviour.INSULTING_LANGUAGE]
    assert incident.responses == [StaffResponse.ENDED_CALL, StaffResponse.WARNED]
    parts = {(one.staff_id, one.part) for one in incident.people.all()}
    assert parts == {
        (people.olu.id, "affected"),
        (people.oscar.id, "affected"),
        (people.dan.id, "witness"),
        (people.eve.id, "witness"),
    }
    customer = incident.case.customer
    assert customer.name == "Mr Ben Autumn"
    assert [(one.kind, one.key) for one in customer.contact_points.all()] == [("phone", "+442079460400")]
    words = words_of(page)
    assert f"Incident reported Case reference {incident.case.reference}" in words
    assert re.search(r"The report is with Mia Marsh ?, who looks into it and decides what to do \(Clause 8\.2\)", words)
    assert "Still to be put right" not in words
    assert f'href="{reverse("case", args=[incident.case_id])}"' in main_of(page)
    assert "Ben Autumn" not in page.content.decode()


def test_the_reporter_is_taken_to_be_affected_unless_they_say_not(line: Line, olu: Client) -> None:
    assert ticked(olu.get(PATH)) == ["on"]
    done(olu, me_affected=None)
    assert not rows.IncidentStaff.objects.exists()
    assert line.people.olu.name not in re.findall(r'<option value="[0-9a-f-]+">([^<,]+),', main_of(olu.get(PATH)))


@pytest.mark.parametrize("kind", [Behaviour, StaffResponse, Channel])
def test_every_word_of_the_policy_can_be_chosen(olu: Client, kind: Any) -> None:
    page = main_of(olu.get(PATH))
    for one in kind:
        assert page.count(f'value="{one.value}"') == 1, one
        assert one.label in words_of(olu.get(PATH))


# Finding the customer


def test_finding_the_customer_keeps_all_that_was_typed_and_sends_nothing(line: Line, olu: Client) -> None:
    line.incident()
    answer = report(olu, customer=None, search="winter", happened_at="half past", find="yes")
    assert answer.status_code == 200
    assert "There is a problem" not in words_of(answer)
    assert "1 customer found. Choose below." in words_of(answer)
    assert offered(answer) == [str(line.customer)]
    assert 'value="half past"' in main_of(answer)
    assert "He said:&#10;  ‘you lot’." in main_of(answer)
    assert ticked(answer) == ["telephone", "insulting_language", "warned", "ended_call", "on"]
    assert rows.Incident.objects.count() == 1
    assert f'formaction="{PATH}#who"' in main_of(answer)


def test_who_is_found_is_told_apart_without_giving_away_a_number_or_an_address(line: Line, olu: Client) -> None:
    line.incident()
    page = report(olu, customer=None, search="winter", find="yes")
    words = words_of(page)
    reference = rows.Customer.objects.get().reference
    assert (
        f"Reference {reference}; address in EX1 1EX; email address a…@example.org; telephone number ending 321" in words
    )
    for hidden in ("7946 0321", "+442079460321", "ada@example.org", "1 Example Road"):
        assert hidden not in page.content.decode()


@pytest.mark.parametrize("typed", ["Ada Winter", "ada@example.org", "020 7946 0321", "the reference"])
def test_a_customer_on_the_record_is_chosen_and_their_open_case_takes_the_report(
    line: Line, olu: Client, typed: str
) -> None:
    line.incident()
    typed = line.case.customer.reference if typed == "the reference" else typed
    found = report(olu, customer=None, search=typed, find="yes")
    (customer,) = offered(found)
    page = done(olu, search=typed, customer=customer, new_name="ignored", new_email="not an address")
    assert line.case.reference in words_of(page)
    assert rows.Customer.objects.count() == 1
    assert rows.Incident.objects.filter(case=line.case).count() == 2


def test_sending_without_a_choice_finds_too(line: Line, olu: Client) -> None:
    line.incident()
    answer = report(olu, customer=None, search="winter")
    assert answer.status_code == 422
    assert beside(answer, "customer") == "Error: Select who it was"
    assert offered(answer) == [str(line.customer)]


def test_who_was_chosen_stays_chosen_when_something_else_is_wrong_or_looked_for(line: Line, olu: Client) -> None:
    line.incident()
    answer = report(olu, customer=str(line.customer), search="somebody else", happened_at="")
    assert answer.status_code == 422
    assert offered(answer) == [str(line.customer)]
    assert str(line.customer) in ticked(answer)


def test_finding_says_when_nobody_matches_and_when_nothing_was_typed(olu: Client) -> None:
    assert "Nobody on our record matches ‘Nobody’." in words_of(report(olu, search="Nobody", find="yes"))
    assert "Type what you know of the customer" in words_of(report(olu, search="", find="yes"))


def test_somebody_new_who_may_be_known_is_shown_once_and_then_believed(line: Line, olu: Client) -> None:
    line.incident()
    changed: dict[str, Any] = {"new_name": "A. Winter", "new_phone": "+44 20 7946 0321"}
    answer = report(olu, **changed)
    assert answer.status_code == 422
    assert "may be the same person" in beside(answer, "customer")
    assert offered(answer) == [str(line.customer)]
    sent = {**CALL, **changed, **hidden_in(answer)}
    assert olu.post(PATH, sent).status_code == 302
    assert rows.Customer.objects.filter(name="A. Winter").exists()


@pytest.mark.parametrize(
    ("used", "kept"),
    [
        ("", []),
        ("020 7946 0999", [("phone", "+442079460999")]),
        ("somebody@example.org", [("email", "somebody@example.org")]),
    ],
)
def test_an_unknown_person_can_be_reported_with_what_they_used(
    olu: Client, used: str, kept: list[tuple[str, str]]
) -> None:
    done(olu, customer="unknown", new_name="ignored", new_phone="ignored", unknown_contact=used)
    customer = rows.Customer.objects.get()
    assert customer.name == "Unknown person"
    assert [(one.kind, one.key) for one in customer.contact_points.all()] == kept


# What is wrong is said beside its field


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"customer": None}, "customer", "Select who it was"),
        ({"new_name": " "}, "new_name", "Enter their name"),
        ({"new_phone": "12"}, "new_phone", "Enter the digits of the telephone number, as far as you know them"),
        ({"new_email": "ben"}, "new_email", "Enter an email address in the correct format, like name@example.org"),
        (
            {"customer": "unknown", "unknown_contact": "12"},
            "unknown_contact",
            "Enter the digits of the telephone number",
        ),
        ({"customer": "unknown", "unknown_contact": "a@b@c"}, "unknown_contact", "Enter an email address"),
        ({"happened_on_day": "6"}, "happened_on", "The date it happened must be today or in the past"),
        ({"happened_on_month": ""}, "happened_on", "The date it happened must include a month"),
        ({"happened_at": ""}, "happened_at", "Enter the time it happened"),
        ({"happened_at": "9"}, "happened_at", "The time it happened must say am or pm"),
        ({"happened_at": "10:01am"}, "happened_at", "The time it happened must be now or in the past"),
        ({"channel": None}, "channel", "Select how they were in touch"),
        ({"abuse": ["nonsense"]}, "abuse", "Select what they did from the list"),
        ({"what_happened": "  "}, "what_happened", "Enter what happened"),
        ({"what_happened": "x" * 20_001}, "what_happened", "What happened must be 20,000 characters or fewer"),
        ({"witnesses": ["nonsense"]}, "witnesses", "Select somebody from the list"),
        ({"others_affected": [str(uuid4())]}, "others_affected", "Select somebody from the list"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    olu: Client, changed: Mapping[str, Any], field: str, said: str
) -> None:
    answer = report(olu, **changed)
    assert answer.status_code == 422
    assert said in beside(answer, field)
    assert f'href="#id_{field}{"_" if field == "happened_on" else ""}' in main_of(answer)
    assert "<title>Error: Report an incident" in answer.content.decode()
    for kept in ("opinion", "new_name"):
        assert str({**CALL, **changed}[kept]).strip() in main_of(answer)
    assert not rows.Incident.objects.exists()
    assert not rows.Customer.objects.exists()


def test_time_is_the_clock_on_the_wall(line: Line, olu: Client) -> None:
    line.at = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)  # half past nine in London
    july = {"happened_on_day": "1", "happened_on_month": "7"}
    assert report(olu, **july, happened_at="9:31am").status_code == 422
    done(olu, **july, happened_at="9:30am")
    assert rows.Incident.objects.get().occurred == line.at


def test_a_colleague_can_be_added_without_scripts(line: Line, olu: Client) -> None:
    chosen = [str(line.people.dan.id), str(line.people.eve.id)]
    answer = report(olu, witnesses=chosen, another_witness="yes")
    assert answer.status_code == 200
    assert "There is a problem" not in words_of(answer)
    boxes = re.findall(r'<select[^>]*name="witnesses".*?</select>', main_of(answer), re.DOTALL)
    assert [re.findall(r'value="([0-9a-f-]+)" selected', box) for box in boxes] == [[chosen[0]], [chosen[1]], []]
    assert re.findall(r'<select[^>]*id="(id_witnesses[^"]*)"', main_of(answer)) == [
        "id_witnesses",
        "id_witnesses-2",
        "id_witnesses-3",
    ]
    assert not rows.Incident.objects.exists()


# The policy refuses no report


@pytest.mark.parametrize(
    "changed",
    [
        {"abuse": [], "response": []},
        {"response": ["ended_call", "asked_to_leave", "did_not_reply", "held_call"]},
        {"abuse": [one.value for one in Behaviour if one.value in dict(ReportForm.base_fields["abuse"].choices)]},  # type: ignore[attr-defined]
        {"abuse": [], "demands": ["excessive_contact", "other_demand"]},
        {"abuse": ["violence"], "response": ["ended_call"]},
        {"opinion": ""},
    ],
)
def test_the_policy_refuses_no_report(olu: Client, changed: Mapping[str, Any]) -> None:
    done(olu, **changed)
    assert rows.Incident.objects.count() == 1


@pytest.mark.parametrize("build", [closed, not_restricted, lambda line: line.to_restricted()])
def test_a_customer_whose_case_is_over_or_restricted_can_be_reported_again(line: Line, build: Any) -> None:
    build(line)
    before = rows.Incident.objects.count()
    day = {"happened_on_day": str(line.at.day), "happened_at": "0:05am", "customer": str(line.customer)}
    done(browser_of(line.people.oscar), **{**day, "happened_at": "12:05am"})
    assert rows.Incident.objects.count() == before + 1


def test_a_report_without_a_behaviour_says_what_that_means(olu: Client) -> None:
    assert "Anger or distress alone is not unacceptable" in words_of(done(olu, abuse=[]))


def test_acting_without_a_warning_is_told_in_kind_words(olu: Client) -> None:
    words = words_of(done(olu, response=["ended_call"]))
    assert "You were right to report it as it was" in words
    assert "The customer still has to be warned, and your manager sees to that. (Clause 8.2)" in words
    assert "Staff acted without warning" not in words


@pytest.mark.parametrize("behaviour", ["threat_of_violence", "violence"])
def test_after_a_threat_the_page_says_first_what_to_do_now(olu: Client, behaviour: str) -> None:
    words = words_of(done(olu, abuse=[behaviour], response=["ended_call"]))
    first, rest = words.split("Incident reported", 1)
    for said in ("If anybody is in danger, call 999.", "Tell your manager", "the police are told (Clause 8.2)"):
        assert said in first
    assert "Still to be put right" not in rest, "no warning is asked for where a physical threat was made"


def test_without_a_threat_there_is_no_alarm(olu: Client) -> None:
    assert "999" not in words_of(done(olu))


def test_where_no_manager_is_recorded_the_page_says_what_to_do(line: Line) -> None:
    words = words_of(done(browser_of(line.people.mia)))
    assert "Tell a manager about it, so that one takes it on today." in words
    assert "Any manager can take it on." not in words


# Sent twice, read by others, signed out


def test_a_second_press_reports_nothing_twice(olu: Client) -> None:
    sent = {**CALL, **hidden_in(olu.get(PATH))}
    first, second = olu.post(PATH, sent), olu.post(PATH, sent)
    assert first["Location"] == second["Location"]
    assert rows.Incident.objects.count() == 1
    assert rows.Customer.objects.count() == 1


def test_a_form_is_not_answered_with_what_somebody_else_reported(line: Line, olu: Client) -> None:
    sent = {**CALL, **hidden_in(olu.get(PATH))}
    olu.post(PATH, sent)
    answer = browser_of(line.people.oscar).post(PATH, sent)
    assert answer.status_code == 422, "the customer who is now known is shown; nothing of the first report is"


def test_who_may_not_see_the_case_finds_nothing_where_the_report_stands(line: Line, olu: Client) -> None:
    location = report(olu)["Location"]
    other = browser_of(line.people.oscar)
    hidden, unknown = other.get(location), other.get(reverse("incident_reported", args=[uuid4()]))
    assert hidden.status_code == unknown.status_code == 404
    assert words_of(hidden) == words_of(unknown)
    assert browser_of(line.people.mia).get(location).status_code == 200
    assert browser_of(line.people.adam).get(location).status_code == 403


def test_a_session_that_ends_in_the_middle_loses_nothing(line: Line, olu: Client) -> None:
    line.incident()
    sent = {
        **CALL,
        **hidden_in(olu.get(PATH)),
        "search": "winter",
        "customer": str(line.customer),
        "witnesses": [str(line.people.dan.id)],
    }
    Session.objects.all().delete()
    assert olu.post(PATH, sent)["Location"] == "/sign-in"
    olu.post("/sign-in", {"email": "olu@example.org", "password": "plainly fictional 1", "next": ""})
    page = olu.get(PATH)
    assert "This has not been sent yet" in words_of(page)
    assert offered(page) == [str(line.customer)]
    assert str(line.customer) in ticked(page)
    assert f'value="{line.people.dan.id}" selected' in main_of(page)
    assert rows.Incident.objects.count() == 1
    assert olu.post(PATH, {**sent, **hidden_in(page)}).status_code == 302
    assert rows.Incident.objects.count() == 2


def test_a_customer_who_does_not_exist_is_not_invented(olu: Client) -> None:
    answer = report(olu, customer=str(UUID(int=7)))
    assert answer.status_code == 422
    assert "Select who it was from the list" in beside(answer, "customer")


def test_the_form_opens_on_the_day_in_london(line: Line, olu: Client) -> None:
    line.at = START + timedelta(days=176, hours=13, minutes=30)  # half past eleven at night, summer time begun
    assert line.at == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    page = main_of(olu.get(PATH))
    assert 'name="happened_on_day" type="text" value="1"' in page
    assert 'name="happened_on_month" type="text" value="7"' in page


# What shows it, threats of harm, and offences


def shows(behaviour: Behaviour, shown: Shown) -> str:
    """The name of a box for what shows a behaviour."""
    return f"shows_{behaviour.value}_{shown.value}"


def test_each_behaviour_that_asks_for_what_shows_it_has_its_boxes_beneath_it(olu: Client) -> None:
    page = main_of(olu.get(PATH))
    for behaviour in Behaviour:
        for one in behaviour.shown_by:
            box = page.index(f'name="{shows(behaviour, one)}"')
            after = page.index(f'value="{behaviour.value}"')
            following = [page.index(f'value="{other.value}"') for other in Behaviour if other is not behaviour]
            assert after < box < min((place for place in following if place > after), default=len(page)), behaviour
    adjustment = shows(Behaviour.UNDISCLOSED_RECORDING, Shown.RECORDING_ADJUSTMENT)
    assert f'name="{adjustment}"' in page


def test_what_shows_it_is_kept_with_the_report(olu: Client) -> None:
    done(
        olu,
        abuse=[],
        demands=["excessive_contact", "undisclosed_recording"],
        shows_excessive_contact_earlier_contacts="3, 4 and 5 January",
        shows_excessive_contact_reply_promised="A reply by 12 January",
        shows_undisclosed_recording_recording_found="He played it to us.",
        shows_undisclosed_recording_recording_adjustment="He said that it is not.",
        at_public_meeting="no",
        shows_no_appointment_appointment_possible="typed, and then not chosen",
    )
    incident = rows.Incident.objects.get()
    assert incident.shown == {
        "earlier_contacts": "3, 4 and 5 January",
        "reply_promised": "A reply by 12 January",
        "recording_found": "He played it to us.",
        "recording_adjustment": "He said that it is not.",
    }
    assert incident.at_public_meeting is False


def test_two_behaviours_that_ask_for_the_same_keep_both_answers(olu: Client) -> None:
    done(
        olu,
        demands=["excessive_information", "impossible_outcome"],
        shows_excessive_information_what_was_asked="Every email since 2001.",
        shows_impossible_outcome_what_was_asked="That a neighbour be moved.",
    )
    kept = rows.Incident.objects.get().shown["what_was_asked"]
    assert kept == (
        f"{Behaviour.EXCESSIVE_INFORMATION.label}: Every email since 2001.\n\n"
        f"{Behaviour.IMPOSSIBLE_OUTCOME.label}: That a neighbour be moved."
    )


def test_what_shows_it_may_be_left_empty_and_the_page_says_what_is_open(olu: Client) -> None:
    answer = done(olu, abuse=[], demands=["insisting_on_one_person"], at_public_meeting="yes")
    incident = rows.Incident.objects.get()
    assert (incident.shown, incident.at_public_meeting) == ({}, None), "nobody chose a recording"
    said = "Not recorded yet The report stands as it is. Your manager may ask you for this: Record what shows it: the "
    assert f"{said}other member of staff who was offered. (Clause" in words_of(answer)


def test_a_text_that_is_too_long_is_refused_beside_its_box(olu: Client) -> None:
    name = shows(Behaviour.OTHER_DEMAND, Shown.DEMAND_DESCRIBED)
    answer = report(olu, demands=["other_demand"], **{name: "x" * 20_001})
    assert answer.status_code == 422
    assert "must be 20,000 characters or fewer" in beside(answer, name)
    assert "x" * 20_001 in main_of(answer)
    done(olu, demands=[], **{name: "x" * 20_001})
    assert rows.Incident.objects.get().shown == {}


def test_two_long_texts_that_together_are_too_long_say_so_where_they_stand(olu: Client) -> None:
    names = [shows(one, Shown.WHAT_WAS_ASKED) for one in (Behaviour.EXCESSIVE_SERVICE, Behaviour.IMPOSSIBLE_OUTCOME)]
    answer = report(olu, demands=["excessive_service", "impossible_outcome"], **dict.fromkeys(names, "y" * 19_999))
    assert answer.status_code == 422
    assert "characters or fewer" in beside(answer, names[0])
    assert main_of(answer).count("y" * 19_999) == 2


def risk_of(incident: rows.Incident) -> tuple[list[str], str] | None:
    """What is kept apart of an incident's threats and offences."""
    with sensitive_data():
        found = rows.IncidentRisk.objects.filter(incident_id=incident.id).first()
    return (found.harm, found.offence) if found else None


def test_a_threat_of_harm_and_an_offence_are_kept_apart_and_say_first_what_to_do(olu: Client) -> None:
    words = words_of(done(olu, harm=["self"], offence="threatened"))
    first, rest = words.split("Incident reported", 1)
    for said in (
        "Do this now",
        "If anybody is in danger, call 999.",
        "stay on the line",
        "Tell your manager, by voice",
        "the police are told (Clauses 4.1 and 8.2)",
        "referred to safeguarding today (Clause 4.1)",
    ):
        assert said in first
    assert "999" not in rest
    assert risk_of(rows.Incident.objects.get()) == (["self"], "threatened")


def test_no_threat_and_no_offence_are_the_plain_case(olu: Client) -> None:
    assert "Do this now" not in words_of(done(olu, offence="no"))
    assert risk_of(rows.Incident.objects.get()) is None


def test_an_offence_alone_says_to_tell_the_police(olu: Client) -> None:
    words = words_of(done(olu, offence="committed"))
    assert "Tell the police" in words.split("Incident reported", 1)[0]
    assert "safeguarding" not in words


def test_only_who_reported_a_threat_reads_of_it_on_the_page_of_the_report(line: Line, olu: Client) -> None:
    location = report(olu, harm=["self"], offence="threatened", witnesses=[str(line.people.oscar.id)])["Location"]
    assert "Do this now" in words_of(olu.get(location))
    for other in (line.people.mia, line.people.oscar):
        assert "Do this now" not in words_of(browser_of(other).get(location))


def test_the_form_says_what_to_do_where_a_threat_is_ticked(olu: Client) -> None:
    page = main_of(olu.get(PATH))
    for code in ("self", "others"):
        revealed = page[page.index(f'value="{code}"') :]
        assert "Do this now" in revealed[: revealed.index("tell your manager, by voice")]
