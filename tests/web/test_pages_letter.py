"""Letters: read as the customer reads them, worded by people, kept as issued, and how the customer was told."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.council import Line
from tests.web.on_cases import (
    an_address_of_nine_lines,
    beside,
    browser_of,
    fill_in,
    hidden_in,
    main_of,
    one_of_each_role,
    words_of,
)

from evenhand.actions import record_adjustment
from evenhand.letters import pdf
from evenhand.letters.html import stylesheet
from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.record import models as rows
from evenhand.rules.authority import PERMISSION_FOR, Role, roles_with
from evenhand.rules.vocabulary import Act, NoticeItem, Route

pytestmark = pytest.mark.django_db


@pytest.fixture
def dan(line: Line) -> Client:
    """The browser of a member of the team."""
    return browser_of(line.people.dan)


@pytest.fixture
def notice(line: Line) -> str:
    """The address of the notice of a decision that was just taken."""
    return letter_of(line, line.to_referred().determine())


@pytest.fixture
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Pango."""
    monkeypatch.setattr(pdf, "_printer", lambda: pdf._Printer(missing="the Pango library is not installed"))


def letter_of(line: Line, about: UUID) -> str:
    """The address of the letter on a decision."""
    return reverse("letter", args=[line.case.id, about])


def words_offered(client: Client, path: str) -> dict[str, str]:
    """The words of each part of a letter, as the page offers them."""
    found = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>(.*?)</textarea>', main_of(client.get(path)), re.DOTALL)
    return {name: unescape(text) for name, text in found}


def issue(client: Client, path: str, **texts: str) -> Any:
    """Issue a letter, with other words for some parts."""
    return fill_in(client, path, {**words_offered(client, path), **texts})


def issued(line: Line) -> rows.Letter:
    """The one letter of the line."""
    letter: rows.Letter = rows.Letter.objects.get(case=line.case)
    return letter


def test_the_letter_is_shown_as_the_customer_will_read_it(dan: Client, notice: str) -> None:
    page = dan.get(notice)
    said = words_of(page)
    assert "Dear Mrs Ada Winter" in said
    assert "Our decision about how you can contact us" in said
    assert "The customer insulted staff on two calls, the second after a warning." in said
    assert list(words_offered(dan, notice)) == [item.value for item in NoticeItem]
    html = page.content.decode()
    title = html[html.index("<title>") : html.index("</title>")]
    assert "Winter" not in title
    style = html[html.index("/letter.css") :].split('"', 1)[0].replace("&amp;", "&")
    sheet = dan.get(style)
    assert sheet.content.decode() == stylesheet()
    assert "immutable" in sheet["Cache-Control"]
    assert "style" not in main_of(page).replace("evenhand", ""), "no style in the page itself, which the CSP forbids"


def test_the_style_of_letters_is_not_kept_for_long_without_its_version(dan: Client) -> None:
    answer = dan.get("/letter.css")
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert answer["Content-Type"] == "text/css; charset=utf-8"


def test_somebodys_own_words_are_previewed_and_nothing_is_issued(dan: Client, notice: str) -> None:
    answer = issue(dan, notice, why="We are <sorry>.\n\n• first\n• second", appeal_route=" ", preview="yes")
    assert answer.status_code == 200
    html = main_of(answer)
    letter = html[html.index("<article") : html.index("</article>")]
    assert "<p>We are &lt;sorry&gt;.</p>" in letter
    assert "<li>first</li>" in letter
    assert "How to ask us to look again" not in letter
    assert '<details class="govuk-details" open>' in html, "the words that were changed stay in sight"
    assert not rows.Letter.objects.exists()


def test_a_letter_is_issued_with_the_words_of_the_person_and_kept(line: Line, dan: Client, notice: str) -> None:
    answer = issue(dan, notice, why="You insulted two people on the telephone.")
    letter = issued(line)
    assert answer["Location"] == reverse("telling", args=[letter.id])
    assert "The letter is issued and kept. Now send it, and record how." in words_of(dan.get(answer["Location"]))
    assert letter.sections["why"] == "You insulted two people on the telephone."
    assert letter.sections["ombudsman"].startswith("If you think that we have treated you unfairly")
    assert letter.issued_by_id == line.people.dan.id


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("why", "The letter does not say why (Clause 9.1)"),
        ("what", "The letter does not say what we are doing (Clause 9.1)"),
        ("duration", "The letter does not say how long the restriction lasts (Clause 9.1)"),
        ("ombudsman", "The letter does not say how to complain to the Ombudsman (Clause 12.1)"),
    ],
)
def test_what_the_letter_must_state_is_refused_beside_its_part(dan: Client, notice: str, part: str, words: str) -> None:
    other = "duration" if part == "why" else "why"
    answer = issue(dan, notice, **{part: " ", other: "My own words."})
    assert answer.status_code == 422
    assert beside(answer, part) == f"Error: {words}"
    assert "My own words.</textarea>" in main_of(answer)
    assert "<title>Error: " in answer.content.decode()
    assert not rows.Letter.objects.exists()


def test_what_guidance_alone_asks_for_can_be_left_out(line: Line, dan: Client, notice: str) -> None:
    assert issue(dan, notice, review_date="", appeal_route="").status_code == 302
    assert issued(line).sections["review_date"] == ""


def test_a_part_that_is_far_too_long_is_said_beside_it(dan: Client, notice: str) -> None:
    answer = issue(dan, notice, why="x" * 10_001)
    assert answer.status_code == 422
    assert beside(answer, "why") == "Error: ‘Why we made this decision’ must be 10,000 characters or fewer"


def test_the_adjustments_stand_beside_the_letter(line: Line, dan: Client, notice: str) -> None:
    record_adjustment.record_adjustment(
        actor=line.people.mia, at=line.at, case_id=line.case.id, arrangement="Large print.", unusable_channels=[]
    )
    assert "Adjustments to keep when you write to this customer Large print." in words_of(dan.get(notice))


def test_somebody_who_was_overtaken_reads_what_changed_and_loses_nothing(line: Line, dan: Client, notice: str) -> None:
    typed = {**hidden_in(dan.get(notice)), **words_offered(dan, notice), "why": "My own words."}
    line.wait(minutes=5).incident()
    answer = dan.post(notice, typed)
    assert answer.status_code == 409
    assert "Olu Oakes, 7 January 2026 at 12:05pm: report an incident" in words_of(answer)
    assert "My own words.</textarea>" in main_of(answer)
    assert not rows.Letter.objects.exists()
    assert dan.post(notice, {**typed, **hidden_in(answer)}).status_code == 302


def test_two_presses_of_one_button_issue_one_letter(dan: Client, notice: str) -> None:
    typed = {**hidden_in(dan.get(notice)), **words_offered(dan, notice)}
    assert dan.post(notice, typed)["Location"] == dan.post(notice, typed)["Location"]
    assert rows.Letter.objects.count() == 1


def test_a_letter_that_was_issued_is_offered_as_it_is_and_not_again(line: Line, dan: Client, notice: str) -> None:
    issue(dan, notice)
    page = dan.get(notice)
    assert "This letter was issued on 7 January 2026 at midday. A letter that was issued is not changed." in words_of(
        page
    )
    assert reverse("letter_document", args=[issued(line).id]) in main_of(page)
    assert "<form" not in main_of(page)
    late = dan.post(
        notice, {"submission": str(uuid4()), "seen_version": str(line.case.version), "why": "Typed too late."}
    )
    assert late.status_code == 422
    assert "This letter has been issued already" in words_of(late)
    assert "Typed too late.</textarea>" in main_of(late)
    assert rows.Letter.objects.count() == 1


def test_a_record_that_cannot_become_a_letter_says_what_to_put_right(line: Line, dan: Client) -> None:
    line.to_referred()
    an_address_of_nine_lines(line)
    path = letter_of(line, line.determine())
    page = dan.get(path)
    assert page.status_code == 200
    assert "The customer's address has 9 lines. Shorten it to 8 or fewer." in words_of(page)
    assert "<form" not in main_of(page)
    typed = {"submission": str(uuid4()), "seen_version": str(line.case.version), "why": "Not lost."}
    late = dan.post(path, typed)
    assert late.status_code == 422
    assert "Not lost.</textarea>" in main_of(late)


@pytest.mark.parametrize("method", ["get", "post"])
def test_letters_are_for_the_roles_that_issue_them(line: Line, notice: str, method: str) -> None:
    everybody = one_of_each_role(line.people)
    line.incident(witnesses=[one.staff_id for one in everybody.values()])
    letter = line.issue(rows.Determination.objects.get().id)
    for path in (notice, reverse("telling", args=[letter])):
        for role, actor in everybody.items():
            answer = getattr(browser_of(actor), method)(path)
            if actor.may(PERMISSION_FOR[Act.ISSUE_NOTICE]):
                assert answer.status_code == (200 if method == "get" else 422), role
            elif role is Role.ADMINISTRATOR and path == notice:  # who sees no case
                assert answer.status_code == 404
            else:
                assert answer.status_code == 403, role
                assert all(one.label in words_of(answer) for one in roles_with(PERMISSION_FOR[Act.ISSUE_NOTICE]))


def test_hidden_and_unknown_letters_look_the_same(line: Line, dan: Client) -> None:
    letter = line.issue(line.to_referred().determine())
    stranger = Line(line.people)
    stranger.to_referred()
    oscar = browser_of(line.people.oscar)
    kept = reverse("letter_document", args=[letter])
    hidden, missing = oscar.get(kept), oscar.get(reverse("letter_document", args=[uuid4()]))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert main_of(hidden) == main_of(missing)
    for wrong in (
        letter_of(stranger, rows.Determination.objects.get().id),  # a decision of another case
        letter_of(line, uuid4()),
        reverse("telling", args=[uuid4()]),
    ):
        assert dan.get(wrong).status_code == 404
        assert dan.post(wrong).status_code == 404


# The letter as it was kept


def test_the_kept_letter_comes_as_it_was_issued(line: Line, dan: Client, notice: str) -> None:
    issue(dan, notice)
    letter = issued(line)
    answer = dan.get(reverse("letter_document", args=[letter.id]))
    assert answer.content == wired.documents().get(letter.document.sha256)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    name = f"{line.case.reference}-2026-01-07-restriction_notice.pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert dan.post(reverse("letter_document", args=[letter.id])).status_code == 405


@pytest.mark.usefixtures("without_pdf")
def test_without_pdf_the_letter_is_kept_as_a_page_that_can_do_nothing(line: Line, dan: Client, notice: str) -> None:
    said = words_of(dan.get(notice))
    assert "On this machine the letter will be kept as a web page, which you can print." in said
    assert "the Pango library is not installed. Ask an administrator to run “apt-get install libpango" in said
    answer = issue(dan, notice, why="<script>alert(1)</script><style>*{}</style>")
    assert "This letter is kept as a web page, since it could not be made as PDF." in words_of(
        dan.get(answer["Location"])
    )
    kept = dan.get(reverse("letter_document", args=[issued(line).id]))
    assert kept["Content-Type"] == "text/html; charset=utf-8"
    assert kept["Content-Disposition"].endswith('restriction_notice.html"')
    assert kept["Cache-Control"] == "no-store"
    style = kept.content.split(b"<style>", 1)[1].split(b"</style>", 1)[0]
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    policy = kept["Content-Security-Policy"].split("; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert {"default-src 'none'", "sandbox", "form-action 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert b"<script" not in kept.content


def test_where_pdf_can_be_made_nothing_is_said_of_it(dan: Client, notice: str) -> None:
    assert "web page" not in words_of(dan.get(notice))


def test_a_letter_that_is_gone_from_the_store_says_what_to_do(line: Line, dan: Client, notice: str) -> None:
    issue(dan, notice)
    wired.wire(documents=MemoryStore())
    answer = dan.get(reverse("letter_document", args=[issued(line).id]))
    assert answer.status_code == 500
    assert "Restore the documents folder from the backup." in words_of(answer)


# How the customer was told


def told(line: Line) -> str:
    """The address where the telling of the line's letter is recorded."""
    return reverse("telling", args=[issued(line).id])


def test_each_way_says_when_it_counts_as_received(line: Line, dan: Client, notice: str) -> None:
    issue(dan, notice)
    said = words_of(dan.get(told(line)))
    assert "By post Sent today, it counts as received on 9 January 2026." in said
    assert "By email Counts as received at once." in said
    assert "1 Example Road Exampleton EX1 1EX" in said
    assert "020 7946 0321" in said
    assert "no contact that the restriction closes is held against the customer" in said


@pytest.mark.parametrize(
    ("route", "words"),
    [
        (Route.POST, "It is recorded that the letter was sent. It counts as received on 9 January 2026."),
        (Route.BY_HAND, "It is recorded that the customer was told. The letter counts as received."),
        (Route.TELEPHONE, "It is recorded that the customer was told. The letter counts as received."),
        (Route.EMAIL, "It is recorded that the customer was told. The letter counts as received."),
    ],
)
def test_telling_is_recorded_with_its_route_and_its_receipt(
    line: Line, dan: Client, notice: str, route: Route, words: str
) -> None:
    issue(dan, notice)
    answer = fill_in(dan, told(line), {"route": route.value, "when": "now"})
    assert answer["Location"] == reverse("case", args=[line.case.id])
    assert words in words_of(dan.get(answer["Location"]))
    telling = rows.Telling.objects.get()
    assert (telling.route, telling.sent) == (route, line.at)
    again = words_of(dan.get(told(line)))
    assert f"Already recorded {route.label}, 7 January 2026 at midday." in again


def test_a_letter_sent_earlier_counts_from_then(line: Line, dan: Client, notice: str) -> None:
    issue(dan, notice)
    line.wait(days=5)
    earlier = {"when": "earlier", "sent_on_day": "8", "sent_on_month": "1", "sent_on_year": "2026", "sent_time": "9am"}
    answer = fill_in(dan, told(line), {"route": "post", **earlier})
    assert "The letter counts as received." in words_of(dan.get(answer["Location"]))
    assert rows.Telling.objects.get().sent.isoformat() == "2026-01-08T09:00:00+00:00"


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"route": ""}, "route", "Select how the customer was told"),
        ({"when": ""}, "when", "Select when it was"),
        ({"sent_on_day": "", "sent_on_month": "", "sent_on_year": ""}, "sent_on", "Enter the date"),
        ({"sent_time": ""}, "sent_time", "Enter the time"),
        ({"sent_time": "1pm"}, "sent_time", "The time must be now or in the past"),
        ({"sent_on_day": "5"}, "sent_time", "It cannot have been sent before the letter was issued"),
    ],
)
def test_when_it_was_is_asked_beside_its_field(
    line: Line, dan: Client, notice: str, typed: dict[str, str], field: str, words: str
) -> None:
    issue(dan, notice)
    day = {"sent_on_day": "7", "sent_on_month": "jan", "sent_on_year": "2026"}
    whole = {"route": "post", "when": "earlier", **day, "sent_time": "midday"}
    answer = fill_in(dan, told(line), {**whole, **typed})
    assert answer.status_code == 422
    assert beside(answer, field) == f"Error: {words}"
    assert not rows.Telling.objects.exists()


def test_two_presses_of_one_button_record_one_telling(line: Line, dan: Client, notice: str) -> None:
    issue(dan, notice)
    typed = {**hidden_in(dan.get(told(line))), "route": "email", "when": "now"}
    assert dan.post(told(line), typed).status_code == 302
    assert dan.post(told(line), typed).status_code == 302
    assert rows.Telling.objects.count() == 1
