"""The whole line in a browser, as newcomers would walk it: by the words on the pages, and without a manual."""

import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from pypdf import PdfReader
from tests.actions.council import Line
from tests.browsing import NEEDS_A_BROWSER
from tests.journeys.conftest import Clock, Visit
from tests.journeys.visitor import Visitor

from evenhand.record import models as rows
from evenhand.record.audit.verify import verify_chain
from evenhand.rules.vocabulary import Stage

pytestmark = [*NEEDS_A_BROWSER, pytest.mark.timeout(600)]

CUSTOMER, TELEPHONE, EMAIL = "Mrs Ada Winter", "020 7946 0321", "ada.winter@example.org"
PAGES = {
    *("Sign in", "My work", "Cases", CUSTOMER, "Report an incident", "Incident reported"),
    *("Warn the customer", "Start the investigation", "Finish the investigation", "Refer to the determination team"),
    *("Record the panel’s decision", "Letter to the customer", "Record how the customer was told", "Check a contact"),
    *("What to do now Ask them to use another way", "What to do now Treat as normal"),
    *("Review the restriction", "Record support for staff", "Close the case"),
}
"""The headings of the pages on the line, each of which was looked at."""

CLAUSE = re.compile(r"\(Clauses? [0-9]+\.[0-9]")
TEAM = "Refer to the independent determination team"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_customer_goes_the_whole_line_through_the_pages(
    visit: Visit,
    line: Line,  # noqa: ARG001 - its council, in which nothing has happened yet
    clock: Clock,
    *,
    scripts: bool,
) -> None:
    at = visit(scripts=scripts)
    at.open("/")

    reference = report_the_first_incident(at)
    warn_of_it(at)
    clock.put_forward(days=1)
    report_it_again(at, reference)
    investigate_and_refer(at)
    clock.put_forward(days=1)
    decide(at, clock)
    issue_the_notice(at)
    check_two_contacts(at)
    clock.put_forward(days=89)
    review_and_lift(at)
    check_after_the_lifting(at)
    look_after_staff(at)
    close(at, reference)

    assert_the_record(reference)
    assert set(at.seen) >= PAGES


def report_the_first_incident(at: Visitor) -> str:
    """Olu, an officer, reports what somebody new did; returns the case's reference."""
    at.reads_heading("Sign in")
    at.sign_in("olu")
    at.reads_heading("My work")
    at.follow("Report an incident")

    at.press("Send the report")
    at.is_told("Choose who it was", "Select who it was", of="group")
    at.write("Find the customer", CUSTOMER)
    at.press("Find")
    at.reads(f"Nobody on our record matches ‘{CUSTOMER}’")
    at.choose("Choose who it was", "Somebody who is not on our record")
    at.write("Their name", CUSTOMER)
    at.write("Telephone number", TELEPHONE)
    at.write("Email address", EMAIL)
    at.write("Address", "1 Example Road\nExampleton\nEX1 1EX")
    tell_of_an_insult(at, "She called the call handler a useless parasite, twice.")
    at.press("Send the report")

    at.reads_heading("Incident reported")
    at.reads("The report is with Mia Marsh")
    found = re.search(r"Case reference\s+(\S+)", at.page.locator("main").inner_text())
    assert found
    at.follow("See the case")
    at.reads_heading(CUSTOMER)
    at.press("Sign out")
    return found[1]


def tell_of_an_insult(at: Visitor, what_happened: str) -> None:
    """What every report of this line says besides who it was."""
    at.write("Time", "8:30am")
    at.choose("How were they in touch?", "Telephone")
    at.tick("Insulting or degrading language")
    at.write("What happened?", what_happened)
    at.tick("Warned the customer, said why and gave them a chance to change")
    at.tick("Ended the call")


def warn_of_it(at: Visitor) -> None:
    """Mia, the manager, takes the incident on and warns the customer."""
    at.sign_in("mia")
    at.follow("Take the incident on")
    at.press("Take it on")
    at.reads("You have taken the incident on.")
    at.follow("Warn the customer")
    at.choose("How did you warn the customer?", "In writing")
    at.choose("Did you tell them why their actions are unacceptable?", "Yes")
    at.write("What did you tell them?", "Insults make it impossible for staff to help you.")
    at.choose("Did you give them a chance to change?", "Yes")
    at.choose("When did you warn them?", "Just now")
    at.press("Record the warning")
    at.reads("The warning is recorded.")
    at.press("Sign out")


def report_it_again(at: Visitor, reference: str) -> None:
    """Olu reports that it went on, and finds the customer by her name."""
    at.open("/")
    at.sign_in("olu")
    at.follow("Report an incident")
    at.write("Find the customer", "winter")
    at.press("Find")
    at.reads("1 customer found")
    at.choose("Choose who it was", CUSTOMER)
    tell_of_an_insult(at, "She rang again and called the call handler a parasite once more.")
    at.press("Send the report")
    at.reads_heading("Incident reported")
    at.reads(reference)
    at.press("Sign out")


def investigate_and_refer(at: Visitor) -> None:
    """Mia takes the second incident on, hears both sides, and refers the case."""
    at.sign_in("mia")
    at.follow("Take the incident on")
    at.press("Take it on")
    at.follow("Start the investigation")
    at.press("Start the investigation")
    at.reads("You have started the investigation.")
    at.follow("Finish the investigation")
    at.write("The customer’s account", "Asked by letter. She says that she was upset about a bill.")
    at.write("The council’s own part", "Our reply about the bill was two days late.")
    at.write("What you found", "Both calls were heard. The insults went on after the warning.")
    at.choose("What do you recommend?", TEAM)
    at.press("Finish the investigation")
    at.reads("The investigation is finished.")
    at.follow("Refer to the determination team")
    at.write(
        "Why should the team consider a restriction?", "The insults went on after a warning, and staff dread her calls."
    )
    at.press("Refer the case")
    at.reads("The case is with the determination team.")
    at.press("Sign out")


def decide(at: Visitor, clock: Clock) -> None:
    """Dan records the panel's decision; what is missing is asked for with its clause, and nothing typed is lost."""
    at.open("/")
    at.sign_in("dan")
    at.follow("Record the panel's decision")
    at.reads("She called the call handler a useless parasite, twice.")
    at.choose("Dan Dale, Example post", "Agrees")
    at.choose("Eve Elm, Example post", "Agrees")
    at.choose("Fay Fell, Example post", "Disagrees")
    at.write("What Fay Fell disagrees with", "I would have tried one named contact first.")
    at.choose("What did the panel decide?", "Restrict contact: in writing only")
    at.write("Reasons for the decision", "She insulted staff on two calls, the second after a written warning.")
    at.write("What is particular to this customer’s case?", "She rang about one bill, and calmed down on neither call.")
    at.choose("What does the restriction cover?", "The service that is affected")
    at.write("Which service is it?", "Council tax")
    at.write("What is the restriction for?", "So that staff can answer questions without being insulted.")
    at.write("What do the actions do to staff and to the service?", "Two call handlers were distressed.")
    at.choose("How long does it last?", "Until a last day")
    at.write_date("Last day", clock.now().date() + timedelta(days=180))
    at.write("What makes it hard for the customer to deal with us?", "We asked by letter. She named nothing.")
    at.choose("Would this restriction be harder on them than on other people?", "No")
    at.write("How did you weigh their human rights?", "She can say all she wishes to say in writing.")

    before = at.typed()
    at.press("Record the decision")
    lighter = "Which lighter options did you consider, and why would they not do?"
    at.is_told(lighter, CLAUSE)
    assert at.typed() == before

    at.write(lighter, "A named contact was considered: he or she would be insulted as well.")
    at.press("Preview the notice")
    at.reads("The notice, as the customer would read it", "She insulted staff on two calls", "Ombudsman")
    at.press("Record the decision")
    at.reads("The decision is recorded, and the restriction has begun.")


def issue_the_notice(at: Visitor) -> None:
    """Dan issues the letter, opens it as it is kept, and records that it was handed over."""
    at.reads_heading("Letter to the customer")
    at.press("Issue the letter")
    text = open_the_kept_letter(at)
    assert "She insulted staff on two calls, the second after a written warning." in text
    assert "Ombudsman" in text
    record_the_telling(at, "By hand")
    at.reads("It is recorded that the customer was told. The letter counts as received.")
    at.press("Sign out")


def open_the_kept_letter(at: Visitor) -> str:
    """Open the PDF that the page links to; returns its text."""
    href = at.page.get_by_role("link", name=re.compile(r"^Open the letter \(PDF\)")).get_attribute("href")
    assert href
    answer = at.context.request.get(href)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"].startswith("inline")
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def record_the_telling(at: Visitor, route: str) -> None:
    """Record how the customer was told, just now."""
    at.reads_heading("Record how the customer was told")
    at.choose("How was the customer told?", route)
    at.choose("When was it?", "Just now")
    at.press("Record it")


def check(at: Visitor, identifier: str, channel: str) -> None:
    """Ask what to do about a contact."""
    at.follow("Check a contact")
    at.write("Telephone number, email address, name or reference", identifier)
    at.choose("How are they in touch?", channel)
    at.press("Check")


def check_two_contacts(at: Visitor) -> None:
    """Olu asks what to do when she rings, and when she writes."""
    at.sign_in("olu")
    check(at, "+44 20 7946 0321", "Telephone")
    at.reads_heading("Ask them to use another way")
    at.reads("What to say, in this order", CUSTOMER)
    check(at, EMAIL.upper(), "Email")
    at.reads_heading("Treat as normal")
    at.press("Sign out")


def review_and_lift(at: Visitor) -> None:
    """Eve holds the review: keeping it without a reason is refused, so she lifts it."""
    at.open("/")
    at.sign_in("eve")
    at.follow("Review the restriction")
    at.reads("No incident has been reported since then.")
    at.choose("How does the review end?", "Keep the restriction")
    at.write("Why can it not be lifted, in whole or in part?", "We thought of it.")
    before = at.typed()
    at.press("Record the review")
    at.is_told("Why is it still needed now?", CLAUSE)
    at.is_told("What makes it hard for the customer to deal with us?", CLAUSE)
    assert at.typed() == before

    at.choose("How does the review end?", "Lift the restriction")
    at.write("Why is it lifted?", "Nothing has happened for three months.")
    at.press("Record the review")
    at.reads("The review is recorded, and the restriction is lifted.", "Nothing has happened for three months.")
    at.press("Issue the letter")
    assert "Nothing has happened for three months." in open_the_kept_letter(at)
    record_the_telling(at, "By email")
    at.press("Sign out")


def check_after_the_lifting(at: Visitor) -> None:
    """Olu asks again what to do when she rings."""
    at.sign_in("olu")
    check(at, TELEPHONE, "Telephone")
    at.reads_heading("Treat as normal")
    at.press("Sign out")


def look_after_staff(at: Visitor) -> None:
    """Mia has asked the staff affected how they are: a case is not left before that (1.4)."""
    at.sign_in("mia")
    for _ in range(2):  # one for each incident
        at.open("/")
        at.follow("Ask the staff affected how they are")
        at.reads("Affected: Olu Oakes")
        at.write("What was done?", "We talked it over. Nothing more is needed.")
        at.press("Record that you asked")
        at.reads("It is recorded that the staff affected were asked how they are.")
    at.press("Sign out")


def close(at: Visitor, reference: str) -> None:
    """Mia finds the case in the list and closes it."""
    at.open("/")
    at.sign_in("mia")
    at.follow("Cases")
    at.follow(reference)
    at.reads("What the policy asks for next")
    at.follow("Close the case")
    at.write("Why are you closing the case?", "The restriction was lifted and nothing more is needed.")
    at.press("Close the case")
    at.reads("The case is closed.")
    at.press("Sign out")


def assert_the_record(reference: str) -> None:
    """What the pages said happened is what the record holds, once each, in a chain that is whole."""
    case = rows.Case.objects.get()
    assert (case.reference, case.stage) == (reference, Stage.CLOSED)
    assert [one.name for one in rows.Customer.objects.all()] == [CUSTOMER]
    counts = {
        model.__name__: model.objects.count()
        for model in (rows.Incident, rows.Warning, rows.Determination, rows.Restriction, rows.Review, rows.Letter)
    }
    assert counts == {"Incident": 2, "Warning": 1, "Determination": 1, "Restriction": 1, "Review": 1, "Letter": 2}
    assert verify_chain(connection).whole
