"""A threat of harm in a browser: what to do now comes first, and the case is closed once everything is done."""

import re

import pytest
from django.db import connection
from tests.actions.council import Line
from tests.browsing import NEEDS_A_BROWSER
from tests.journeys.conftest import Clock, Visit
from tests.journeys.visitor import Visitor

from evenhand.record import models as rows
from evenhand.record.audit.verify import verify_chain
from evenhand.rules.vocabulary import Stage

pytestmark = [*NEEDS_A_BROWSER, pytest.mark.timeout(600)]

CUSTOMER = "Mr Tom Thorne"
PAGES = {
    *("Incident reported", CUSTOMER, "Refer to the police", "Refer to safeguarding"),
    *("Record what came of a referral", "Record support for staff", "Record why no referral is made", "Close the case"),
}
"""The headings of the pages, each of which was looked at."""


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_threat_is_referred_answered_and_closed_through_the_pages(
    visit: Visit,
    line: Line,  # noqa: ARG001 - its council, in which nothing has happened yet
    clock: Clock,
    *,
    scripts: bool,
) -> None:
    at = visit(scripts=scripts)
    at.open("/")
    report_a_threat(at)
    refer(at, "police", "They said that they would wait for the collector with a knife.")
    at.press("Sign out")
    clock.put_forward(hours=2)
    take_it_on(at)
    look_at_not_referring(at)
    refer(at, "safeguarding", "Harm to others was threatened; children live in the house.")
    look_after_staff(at)
    cannot_close_yet(at)
    clock.put_forward(days=3)
    record_the_outcomes(at)
    close(at)

    case = rows.Case.objects.get()
    assert case.stage == Stage.CLOSED
    assert sorted(case.referrals.values_list("target", "declined")) == [("police", False), ("safeguarding", False)]
    assert rows.Incident.objects.get().supported_at is not None
    assert set(at.seen) >= PAGES
    assert verify_chain(connection).whole


def report_a_threat(at: Visitor) -> None:
    """Olu reports it, and reads first what to do now."""
    at.sign_in("olu")
    at.follow("Report an incident")
    at.write("Find the customer", CUSTOMER)
    at.press("Find")
    at.choose("Choose who it was", "Somebody who is not on our record")
    at.write("Their name", CUSTOMER)
    at.write("Time", "8:30am")
    at.choose("How were they in touch?", "Telephone")
    at.page.get_by_role("group", name=re.compile("^Did they threaten to harm")).get_by_role(
        "checkbox", name="Somebody else"
    ).check()
    at.write("What happened?", "He said that he would wait for the collector with a knife.")
    at.press("Send the report")
    at.reads_heading("Incident reported")
    at.reads("Do this now", "If anybody is in danger, call 999.")
    at.follow("See the case")


def refer(at: Visitor, target: str, told: str) -> None:
    """From the case's step to the referral, with nothing said the first time."""
    body = "the police" if target == "police" else target
    at.follow(f"Refer to {body}")
    at.reads_heading(f"Refer to {body}")
    at.reads("Do this now", "call 999 if anybody is in danger now.", "They can call Samaritans at any time")
    at.write("Their reference", "EX/1")
    at.press("Record the referral")
    at.is_told("Why is it referred?", "Enter why it is referred")
    assert at.typed()["reference"] == "EX/1"
    at.write("Why is it referred?", told)
    at.press("Record the referral")
    at.reads("The referral is recorded.", f"Record what {body} did")


def take_it_on(at: Visitor) -> None:
    """Mia finds the threat first on her list, and takes the incident on."""
    at.sign_in("mia")
    at.reads("Do this now: refer it to safeguarding")
    at.follow("Take the incident on")
    at.press("Take it on")
    at.reads("You have taken the incident on.")


def look_at_not_referring(at: Visitor) -> None:
    """She looks at what it would mean not to refer it, and goes back."""
    at.follow("Refer to safeguarding")
    at.follow("It is not referred: record why")
    at.reads("Do this now", "stays open until it is made")
    at.follow("Go back to the referral")
    at.follow("Cancel")


def look_after_staff(at: Visitor) -> None:
    """She asks Olu how he is."""
    at.follow("Record support for staff")
    at.reads("Affected: Olu Oakes")
    at.write("What was done?", "He went home early. We talk again on Monday.")
    at.press("Record that you asked")
    at.reads("It is recorded that the staff affected were asked how they are.")


def cannot_close_yet(at: Visitor) -> None:
    """Nobody has answered, so the case stays open, and says so."""
    at.reads("A referral has been neither accepted nor answered yet.")
    at.reads("Referrals to the police and to safeguarding", "Not answered yet")
    at.press("Sign out")


def record_the_outcomes(at: Visitor) -> None:
    """She asks both what came of it, and records it from her list."""
    at.open("/")
    at.sign_in("mia")
    for target in ("the police", "safeguarding"):
        at.open("/")
        at.follow(f"Record what {target} did")
        at.reads_heading("Record what came of a referral")
        at.choose("Did they take it on?", "They have not said, or it is recorded already")
        at.press("Record it")
        at.is_told("What came of it?", "Enter what came of the referral")
        at.choose("Did they take it on?", "Yes")
        at.write("What came of it?", "They visited him, and warned him.")
        at.press("Record it")
        at.reads("What you know of the referral is recorded.")


def close(at: Visitor) -> None:
    """Nothing is left to do, and she closes the case."""
    at.follow("Close the case")
    at.write("Why are you closing the case?", "The police warned him, and nothing more has happened.")
    at.press("Close the case")
    at.reads("The case is closed.")
    at.press("Sign out")
