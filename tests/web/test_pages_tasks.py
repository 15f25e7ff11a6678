"""Care of staff, and referrals to the police and to safeguarding: by pages, and for those who need to know alone."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.council import Line
from tests.web.on_cases import (
    REASONS,
    browser_of,
    fill_in,
    hidden_in,
    investigated,
    main_of,
    one_of_each_role,
    page_of,
    targets,
    warned,
    words_of,
)
from tests.web.on_tasks import TARGETS, TOLD, TYPED, address, kept, outcome_of, refer, referring, supporting, threat

from evenhand.record import models as rows
from evenhand.record.sensitive import sensitive_data
from evenhand.rules.authority import PERMISSION_FOR, Permission, Role
from evenhand.rules.vocabulary import Act, Harm, ReferralTarget, Stage

pytestmark = pytest.mark.django_db

ACTS = {
    "record_support": Act.RECORD_SUPPORT,
    "refer_outside": Act.REFER_TO_POLICE,
    "decline_referral": Act.DECLINE_REFERRAL,
    "referral_outcome": Act.RECORD_REFERRAL_OUTCOME,
}


@pytest.fixture
def mia(line: Line) -> Client:
    """The manager's browser."""
    return browser_of(line.people.mia)


# Who


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", TYPED)
def test_each_page_is_for_the_roles_that_hold_it(line: Line, route: str, method: str) -> None:
    everybody = one_of_each_role(line.people)
    incident = threat(line, witnesses=[one.staff_id for one in everybody.values()])
    path = address(line, route, incident, refer(line, incident))
    for role, actor in everybody.items():
        answer = getattr(browser_of(actor), method)(path)
        knows = actor == line.people.olu or actor.may(Permission.SUPPORT_STAFF)
        if role is Role.ADMINISTRATOR or (route == "referral_outcome" and not knows):
            assert answer.status_code == 404, role
        elif actor.may(PERMISSION_FOR[ACTS[route]]):
            assert answer.status_code == (200 if method == "get" else 422), role
        else:
            assert answer.status_code == 403, role


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", TYPED)
def test_a_hidden_case_and_one_that_does_not_exist_look_the_same(line: Line, route: str, method: str) -> None:
    incident = threat(line)
    path = address(line, route, incident, refer(line, incident))
    client = browser_of(line.people.oscar)
    hidden = getattr(client, method)(path)
    missing = getattr(client, method)(path.replace(str(line.case.id), str(uuid4())))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert main_of(hidden) == main_of(missing)


def test_what_is_none_of_the_case_is_not_found(line: Line, mia: Client) -> None:
    incident = threat(line)
    other = Line(line.people)
    elsewhere = threat(other)
    referral = refer(other, elsewhere)
    line.to_referred()
    to_the_team = line.case.referrals.get(target=ReferralTarget.TEAM).id
    for path in (
        supporting(line, elsewhere),
        *(referring(line, elsewhere, target) for target in TARGETS),
        *(referring(line, elsewhere, target, route="decline_referral") for target in TARGETS),
        *(referring(line, incident, target) for target in ("team", "hse", str(uuid4()))),
        *(outcome_of(line, one) for one in (referral, to_the_team, uuid4())),
    ):
        assert mia.get(path).status_code == 404, path
        assert mia.post(path, {**TOLD, "submission": str(uuid4())}).status_code == 404, path
    assert kept(line) == ()


def test_a_reason_against_a_referral_has_no_outcome(line: Line, mia: Client) -> None:
    incident = threat(line)
    fill_in(mia, referring(line, incident, route="decline_referral"), TYPED["decline_referral"])
    assert mia.get(outcome_of(line, UUID(kept(line)[0].id))).status_code == 404


def test_somebody_who_need_not_know_learns_nothing_from_the_page(line: Line) -> None:
    """It is one and the same whether or not anything was threatened or referred."""
    oscar = [line.people.oscar.staff_id]
    quiet, incident = line.incident(witnesses=oscar), threat(line, witnesses=oscar)
    refer(line, incident)
    for target in TARGETS:
        pages = []
        for one in (quiet, incident):
            answer = main_of(browser_of(line.people.oscar).get(referring(line, one, target)))
            pages.append(re.sub(r'<input type="hidden"[^>]*>', "", answer))
        assert pages[0] == pages[1], target


def test_the_case_links_nobody_else_to_a_referral_and_names_none(line: Line) -> None:
    threat(line, witnesses=[line.people.oscar.staff_id])
    incident = rows.Incident.objects.get().id
    for made in (False, True):
        if made:
            refer(line, incident)
        answer = page_of(line, line.people.oscar)
        assert "A task that only those who need to know can read" in words_of(answer)
        assert "Referrals to the police and to safeguarding" not in words_of(answer)
        assert not [one for one in targets(main_of(answer)) if "/refer" in one]


def test_whoever_made_a_referral_records_what_came_of_it(line: Line) -> None:
    incident = threat(line, witnesses=[line.people.oscar.staff_id])
    oscar = browser_of(line.people.oscar)
    assert fill_in(oscar, referring(line, incident), TOLD).status_code == 302
    answer = page_of(line, line.people.oscar)
    assert (
        "Referrals to the police and to safeguarding Police Oscar Orr referred it, 5 January 2026 at 10am."
        in words_of(answer)
    )
    referral = UUID(kept(line)[0].id)
    assert outcome_of(line, referral) in set(targets(main_of(answer)))
    assert fill_in(oscar, outcome_of(line, referral), TYPED["referral_outcome"]).status_code == 302


def test_what_others_changed_is_told_without_naming_a_referral(line: Line, mia: Client) -> None:
    investigated(line)
    sent = {**hidden_in(mia.get(reverse("refer", args=[line.case.id]))), **REASONS}
    refer(line, rows.Incident.objects.latest("occurred").id)
    answer = mia.post(reverse("refer", args=[line.case.id]), sent)
    assert answer.status_code == 409
    said = words_of(answer)
    assert re.search(r"What has changed Olu Oakes, [^:]*: a task that only those who need to know can read", said)
    assert "police" not in said


# From the case, and from my work


def test_the_steps_of_a_threat_lead_to_their_pages(line: Line, mia: Client) -> None:
    incident = threat(line)
    asked = [referring(line, incident, target) for target in TARGETS]
    for actor in (line.people.olu, line.people.mia):
        found = set(targets(main_of(page_of(line, actor))))
        assert found >= set(asked)
        assert set(targets(main_of(browser_of(actor).get("/")))) >= set(asked)
    assert supporting(line, incident) in set(targets(main_of(mia.get("/"))))
    assert supporting(line, incident) in set(targets(main_of(page_of(line))))
    made = refer(line, incident)
    assert outcome_of(line, made) in set(targets(main_of(mia.get("/"))))
    assert asked[0] not in set(targets(main_of(page_of(line)))), "it is made"


@pytest.mark.parametrize("route", ["refer_outside", "decline_referral"])
@pytest.mark.parametrize("target", TARGETS)
def test_what_to_do_now_comes_before_any_form(line: Line, mia: Client, route: str, target: str) -> None:
    html = main_of(mia.get(referring(line, threat(line), target, route=route)))
    for words in (
        "Stay on the line",
        "call 999 if anybody is in danger now.",
        "stay on the line or with them",
        "on 116 123",
    ):
        assert html.index("Do this now") < html.index(words) < html.index("<form")
    assert ("101" in html) is (target == "police")


def test_no_title_and_no_address_says_whom_it_concerns(line: Line, mia: Client) -> None:
    incident = threat(line)
    referral = refer(line, incident)
    for route in TYPED:
        path = address(line, route, incident, referral)
        html = mia.get(path).content.decode()
        title = html[html.index("<title>") : html.index("</title>")]
        assert not [word for word in ("Winter", "threat", "Olu", "harm") if word in title + path], route


# Support


def test_support_is_recorded_and_its_task_is_done(line: Line, mia: Client) -> None:
    incident = line.incident()
    page = words_of(mia.get(supporting(line, incident)))
    assert "Ask the staff affected how they are, and what they need (Clause 1.4)" in page
    assert "Affected: Olu Oakes." in page
    answer = fill_in(mia, supporting(line, incident), {"note": "Olu went home early.\nWe talk again on Monday."})
    assert answer["Location"] == reverse("case", args=[line.case.id])
    said = words_of(mia.get(answer["Location"]))
    assert "It is recorded that the staff affected were asked how they are." in said
    assert "Ask the staff affected how they are (Clause" not in said
    with sensitive_data():
        (note,) = rows.SupportNote.objects.all()
    assert note.note == "Olu went home early.\nWe talk again on Monday."
    assert rows.Incident.objects.get().supported_by_id == line.people.mia.id


def test_support_needs_no_words_and_can_be_added_to(line: Line, mia: Client) -> None:
    incident = line.incident()
    assert fill_in(mia, supporting(line, incident), {}).status_code == 302
    line.wait(days=1)
    assert "It is recorded already that they were asked." in words_of(mia.get(supporting(line, incident)))
    assert fill_in(mia, supporting(line, incident), {"note": "A day of leave."}).status_code == 302
    with sensitive_data():
        assert [one.note for one in rows.SupportNote.objects.all()] == ["A day of leave."]


# Referrals


@pytest.mark.parametrize("target", TARGETS)
def test_a_referral_is_recorded_and_its_outcome_is_asked_for(line: Line, target: str) -> None:
    incident = threat(line)
    olu = browser_of(line.people.olu)
    answer = fill_in(olu, referring(line, incident, target), TOLD)
    said = words_of(olu.get(answer["Location"]))
    assert "The referral is recorded." in said
    assert f"Record what {'the police' if target == 'police' else target} did" in said
    (made,) = kept(line)
    assert (made.target, made.incident, made.reference) == (ReferralTarget(target), str(incident), "EX/1")
    assert (made.by, made.made_at, made.declined_because) == (str(line.people.olu.id), line.at, None)
    with sensitive_data():
        assert rows.ReferralDetail.objects.get().reasons == TOLD["reasons"]
    again = words_of(olu.get(referring(line, incident, target)))
    assert "Olu Oakes referred this on 5 January 2026 at 10am. Record what came of it , or record another" in again
    assert "It is not referred: record why" not in again


def test_why_there_is_no_referral_is_recorded_by_a_manager(line: Line, mia: Client) -> None:
    incident = threat(line, harm=[Harm.SELF], offence=None)
    not_referred = referring(line, incident, route="decline_referral")
    assert not_referred in set(targets(main_of(mia.get(referring(line, incident)))))
    assert "record why" not in words_of(browser_of(line.people.olu).get(referring(line, incident)))
    assert "A threat of self-harm alone need not be reported" in words_of(mia.get(not_referred))
    answer = fill_in(mia, not_referred, TYPED["decline_referral"])
    said = words_of(mia.get(answer["Location"]))
    assert "It is recorded why no referral is made." in said
    assert "Police Not referred. Mia Marsh recorded why, 5 January 2026 at 10am." in said
    assert "report it to the police" not in said
    assert "Do this now: refer it to safeguarding" in said
    assert "the crisis team is there." in words_of(mia.get(referring(line, incident)))
    assert kept(line)[0].declined_because == "Self-harm alone; the crisis team is there."


def test_a_threat_to_others_that_is_not_referred_is_recorded_and_goes_on_asking(line: Line, mia: Client) -> None:
    incident = threat(line)
    path = referring(line, incident, "safeguarding", route="decline_referral")
    assert "stays open until it is made." in words_of(mia.get(path))
    said = words_of(mia.get(fill_in(mia, path, {"reasons": "They did not mean it."})["Location"]))
    assert "every threat of harm is referred, and this one was not." in said
    assert "Do this now: refer it to safeguarding" in said


def test_each_thing_that_comes_of_a_referral_is_recorded_as_it_comes(line: Line, mia: Client) -> None:
    made = refer(line, threat(line))
    page = words_of(mia.get(outcome_of(line, made)))
    assert "Referred to Police Referred by Olu Oakes, 5 January 2026 at 10am Their reference Not recorded" in page
    assert "Not answered yet" in words_of(page_of(line))
    line.wait(days=1)
    fill_in(mia, outcome_of(line, made), {"accepted": "yes", "reference": "EX/2"})
    assert (kept(line)[0].accepted, kept(line)[0].reference, kept(line)[0].outcome_at) == (True, "EX/2", None)
    assert "They took it on." in words_of(page_of(line))
    line.wait(days=1)
    answer = fill_in(mia, outcome_of(line, made), {"accepted": "no_word", "outcome": "A caution was given."})
    said = words_of(mia.get(answer["Location"]))
    assert "What you know of the referral is recorded." in said
    assert "The outcome was recorded on 7 January 2026." in said
    assert "Record what the police did" not in said
    assert (kept(line)[0].accepted, kept(line)[0].outcome_at) == (True, line.at)
    assert "caution" not in said, "it is kept apart"


# The whole way


def test_a_case_with_a_threat_is_closed_through_the_pages_once_everything_is_done(line: Line, mia: Client) -> None:
    warned(line)
    for known in rows.Incident.objects.all():
        line.look_after(known.id)
    incident = threat(line)
    line.take_on(incident)
    close = reverse("close_case", args=[line.case.id])

    def refused() -> str:
        answer = fill_in(mia, close, {"reasons": "Nothing more is needed."})
        assert (answer.status_code, line.case.stage) == (422, Stage.WARNED)
        return words_of(answer)

    assert "First make the referrals above" in refused()
    for target in TARGETS:
        fill_in(mia, referring(line, incident, target), TOLD)
    assert "A referral has been neither accepted nor answered yet" in refused()
    for made in kept(line):
        fill_in(mia, outcome_of(line, UUID(made.id)), TYPED["referral_outcome"])
    assert "Do it first, because a closed case reminds nobody: Ask the staff affected" in words_of(mia.get(close))
    fill_in(mia, supporting(line, incident), TYPED["record_support"])
    assert "Do it first" not in words_of(mia.get(close))
    assert fill_in(mia, close, {"reasons": "Nothing more is needed."}).status_code == 302
    assert line.case.stage == Stage.CLOSED
