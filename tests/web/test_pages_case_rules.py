"""The page of a case under all rules: every kind of restriction, every task with its clock, who reads of a threat."""

from __future__ import annotations

import re
from datetime import time, timedelta
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from tests.actions.council import Line
from tests.web.on_cases import browser_of, main_of, one_of_each_role, page_of, words_of

from evenhand.actions import (
    consider_legal_action,
    hold_record,
    impose_interim_limit,
    narrow_restriction,
    record_adjustment_request,
    record_appeal,
    record_breach,
    record_complaint,
    record_contact,
    record_enforcement,
    record_exceptional_contact,
    record_informal_restriction,
    record_injury,
    record_marker,
    record_sharing,
    record_statement,
    refer_to_safeguarding,
    suspect_evasion,
    suspend_restriction,
    tell_directly,
)
from evenhand.queries.cases import case_page
from evenhand.queries.work import my_work
from evenhand.record import models as rows
from evenhand.rules.authority import Role
from evenhand.rules.facts import CallWindow, RestrictionTerms
from evenhand.rules.kinds import TERMS_NEEDED
from evenhand.rules.vocabulary import (
    Act,
    Behaviour,
    Channel,
    Handling,
    Harm,
    Injury,
    Offence,
    OmbudsmanStage,
    RestrictionKind,
    Route,
    Scope,
    Shown,
)
from evenhand.web.links import ROUTES, step_href

pytestmark = pytest.mark.django_db

WHOLE = RestrictionTerms(
    named_contact="Lee Lamb",
    cover="the duty manager",
    contact_point="020 7946 0155",
    windows=(CallWindow(weekday=1, opens=time(9, 30), closes=time(12)),),
    minutes=10,
    issues=("the hedge",),
    considered_where="our letter of 3 March",
    accounts=("@example",),
    blocked_points=("ada@example.org",),
    counted="240 emails in 2 weeks",
    premises=("Example House",),
    services_limited="garden waste once a month",
    exceptional_way="write to the Monitoring Officer",
    description="Bring somebody with you.",
    channels=frozenset({Channel.WEB_FORM}),
)


def cards(answer: Any) -> list[str]:
    """What the cards of the restrictions say, in order."""
    found = re.findall(r'<div class="govuk-summary-card.*?</dl>\s*</div>\s*</div>', answer.content.decode(), re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]


def limit(line: Line, **given: Any) -> Any:
    """Mia limits contact for now."""
    values: dict[str, Any] = {
        "kind": RestrictionKind.PHONE_BAN,
        "reasons": "Calls are abusive every hour.",
        "ends_on": line.at.date() + timedelta(days=7),
        "scope": Scope.SERVICE,
        "service": "Council tax",
    }
    return impose_interim_limit.impose_interim_limit(
        actor=line.people.mia, at=line.at, case_id=line.case.id, **values | given
    )


# Restrictions of every kind


@pytest.mark.parametrize("kind", RestrictionKind)
def test_a_restriction_of_each_kind_stands_there_with_its_terms(line: Line, kind: RestrictionKind) -> None:
    line.to_referred().determine(restrictions=[line.writing_only(kind=kind, terms=WHOLE)])
    (card,) = cards(page_of(line))
    assert card.startswith(kind.label)
    for needed in TERMS_NEEDED[kind]:
        assert needed.label in card
    for said in ("Lee Lamb", "Tuesdays, 9:30am to midday", "10 minutes", "240 emails in 2 weeks", "web form"):
        assert said in card
    assert "Not recorded" not in card


def test_what_a_restriction_covers_is_said(line: Line) -> None:
    line.to_referred().determine(
        restrictions=[line.writing_only(scope=Scope.COUNCIL_WIDE, service="Four services were insulted.")]
    )
    (card,) = cards(page_of(line))
    assert "Covers The whole council. Why: Four services were insulted." in card


def test_a_managers_limit_says_that_it_is_one_and_who_decides_next(line: Line) -> None:
    line.take_on(line.incident())
    line.warn()
    line.wait(hours=1)
    line.incident()
    limit(line)
    answer = page_of(line)
    (card,) = cards(answer)
    assert card.startswith("No telephone calls (a manager’s limit, for now)")
    assert "Until The end of 12 January 2026" in card
    assert "Next The team takes it over or ends it. It ends by itself on its last day." in card
    assert "Not told yet" in card
    assert "Review" not in card, "a limit is not reviewed"
    assert "Lift now" in card
    words = words_of(answer)
    assert "Tell the customer of the manager's limit (Clause 8.2) Tell the customer of the limit now." in words
    assert "The team takes the manager's limit over or ends it (Clause 8.2)" in words
    assert "Contact limited for now by a manager" in words
    tell_directly.tell_directly(
        actor=line.people.mia, at=line.at, about=rows.Restriction.objects.get().id, route=Route.TELEPHONE, words="Told."
    )
    (card,) = cards(page_of(line))
    assert "Customer told Yes, since 5 January 2026" in card


def test_a_paused_restriction_says_so_and_can_still_be_lifted(line: Line) -> None:
    restriction = line.to_restricted()
    suspend_restriction.suspend_restriction(
        actor=line.people.mia,
        at=line.at,
        restriction_id=restriction,
        reasons="They are in hospital.",
        ends_on=line.at.date() + timedelta(days=3),
    )
    (card,) = cards(page_of(line))
    assert "State Paused It is paused until the end of 10 January 2026. Treat contacts as normal." in card
    assert "Lift now" in card
    assert "Next review" in card
    assert "Restriction paused" in words_of(page_of(line))
    line.wait(days=4)
    (card,) = cards(page_of(line))
    assert "State In force" in card
    suspend_restriction.suspend_restriction(
        actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="They are in hospital again."
    )
    assert "It is paused until somebody resumes it." in cards(page_of(line))[0]


def test_a_restriction_made_lighter_stands_before_the_one_whose_place_it_took(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=1)
    narrow_restriction.narrow_restriction(
        actor=line.people.mia,
        at=line.at,
        restriction_id=restriction,
        reasons="A call of ten minutes works.",
        kind=RestrictionKind.CALL_LENGTH,
        terms=RestrictionTerms(minutes=10),
    )
    answer = page_of(line)
    new, old = cards(answer)
    assert new.startswith("A limit on the length of calls (made lighter)")
    assert "The longest call, in minutes 10 minutes" in new
    assert "State In force" in new
    assert "State Made lighter" in old
    assert "Until Made lighter on 8 January 2026" in old
    assert "Lift now" not in old
    words = words_of(answer)
    assert "Restriction made lighter" in words
    assert "Restriction lifted" not in words
    assert "Restriction lifted Still to be written" not in words, "nothing has ended for the customer"


# Tasks with their clocks


def injured(line: Line) -> None:
    """An incident that kept Olu away from work for long: its report to HSE has no page yet."""
    record_injury.record_injury(
        actor=line.people.mia,
        at=line.at,
        incident_id=line.incident(),
        member=line.people.olu.staff_id,
        injury=Injury.OVER_SEVEN_DAYS,
    )


def test_a_step_without_a_page_says_what_to_do_and_has_no_link(line: Line) -> None:
    injured(line)
    assert "Report the injury to HSE (RIDDOR) without delay." in words_of(page_of(line))
    shown = case_page(line.people.mia, line.case.id, at=line.at)
    for act in Act:
        href = step_href(act, shown)
        assert act in ROUTES or href is None, act
    assert Act.REPORT_TO_HSE not in ROUTES


def test_a_step_that_says_all_is_not_suggested_once_more(line: Line) -> None:
    line.incident()
    words = words_of(page_of(line))
    assert words.count("Ask the staff affected how they are, and record that you did.") == 1


def test_what_is_overdue_is_loud_in_the_step_and_in_what_must_be_fixed(line: Line) -> None:
    line.incident()
    line.wait(days=5)
    words = words_of(page_of(line))
    must_fix, way = words.split("What the policy asks for next", 1)
    assert "Ask the staff affected how they are now: nobody has" in must_fix
    assert "Overdue The last day was" in must_fix
    assert "Overdue" in way


def test_what_is_not_recorded_stands_apart(line: Line) -> None:
    line.incident(behaviours=[Behaviour.INSISTING_ON_ONE_PERSON], response=[])
    words = words_of(page_of(line))
    _, rest = words.split("Not recorded", 1)
    assert "Record what shows it: the other member of staff who was offered. (Clause" in rest


# Who reads of a threat


SECRET = ("threat of harm", "report the threat", "safeguarding", "the police", "999", "offence")


def threatened(line: Line) -> Any:
    """An incident with a threat of self-harm and an offence, on a case that is referred later."""
    return line.incident(harm=[Harm.SELF], offence=Offence.THREATENED)


def test_those_who_need_to_know_read_first_what_to_do_about_a_threat(line: Line) -> None:
    threatened(line)
    for actor in (line.people.olu, line.people.mia):
        words = words_of(page_of(line, actor))
        first = words.split("What the policy asks for next", 1)[1]
        assert "Do this now: refer it to safeguarding (Clause 4.1) Stay on the line" in first
        assert "Do this now: report it to the police (Clause" in first
        assert first.index("Do this now") < first.index("A manager takes each incident on")


def test_everybody_else_learns_only_that_there_is_a_task(line: Line) -> None:
    line.incident(witnesses=[line.people.oscar.staff_id])
    threatened(line)
    line.take_on(rows.Incident.objects.latest("reported_at").id)
    everybody = {role: one for role, one in one_of_each_role(line.people).items() if role is not Role.ADMINISTRATOR}
    line.warn()
    line.wait(days=1)
    line.take_on(line.incident())
    line.investigate()
    line.refer()
    line.wait(days=5)
    seen = 0
    for actor in (*everybody.values(), line.people.oscar):
        if actor in {line.people.olu, line.people.mia}:
            continue
        answer = page_of(line, actor)
        if answer.status_code == 404:
            continue
        seen += 1
        words = words_of(answer)
        assert "A task that only those who need to know can read (Clause 4.1)" in words
        assert "Overdue" in words
        for secret in SECRET:
            assert secret not in words.replace("who need to know", ""), (actor.name, secret)
    assert seen >= 4


def test_a_referral_to_safeguarding_is_not_on_the_timeline(line: Line) -> None:
    incident = threatened(line)
    refer_to_safeguarding.refer_to_safeguarding(
        actor=line.people.olu,
        at=line.at,
        case_id=line.case.id,
        reasons="They said that they would hurt themselves.",
        incident_id=incident,
        reference="SG-1",
    )
    for actor in (line.people.olu, line.people.mia, line.people.mona):
        words = words_of(page_of(line, actor))
        assert "hurt themselves" not in words
        assert "SG-1" not in words
    assert "Record what safeguarding did (Clause 4.1)" in words_of(page_of(line))
    assert "Record what safeguarding did" not in words_of(page_of(line, line.people.mona))


def test_my_work_has_the_task_for_those_who_need_to_know_and_words_for_nobody_else(line: Line) -> None:
    threatened(line)
    olu = words_of(browser_of(line.people.olu).get("/"))
    assert "Do this now: refer it to safeguarding" in olu
    assert "Do this now: report it to the police" in words_of(browser_of(line.people.mia).get("/"))
    line.wait(days=4)
    watching = words_of(browser_of(line.people.gove).get("/"))
    assert "A task that only those who need to know can read" in watching
    assert "safeguarding" not in watching


def test_a_task_without_a_page_leads_to_the_case(line: Line) -> None:
    injured(line)
    report = next(one for one in my_work(line.people.mia, at=line.at) if one.act is Act.REPORT_TO_HSE)
    assert step_href(report.act, report) is None
    answer = browser_of(line.people.mia).get("/")
    (href,) = re.findall(r'href="([^"]+)"[^>]*>\s*Report the injury to HSE', main_of(answer))
    assert href == reverse("case", args=[line.case.id])


# What happened


def test_what_shows_a_behaviour_is_told_with_the_incident(line: Line) -> None:
    line.incident(
        behaviours=[Behaviour.UNDISCLOSED_RECORDING],
        shown={Shown.RECORDING_FOUND: "He played it to us.", Shown.RECORDING_ADJUSTMENT: "It is none."},
        at_public_meeting=False,
    )
    words = words_of(page_of(line))
    assert f"{Shown.RECORDING_FOUND.label} He played it to us." in words
    assert f"{Shown.RECORDING_ADJUSTMENT.label} It is none. At a public meeting No" in words


def test_everything_recorded_around_a_case_is_told(line: Line) -> None:
    people = line.people
    restriction = line.to_restricted()
    decision, case_id = rows.Determination.objects.get().id, line.case.id
    line.know()
    line.look_after(rows.Incident.objects.earliest("reported_at").id)
    line.wait(hours=1)
    mia: dict[str, Any] = {"actor": people.mia, "at": line.at}
    olu: dict[str, Any] = {"actor": people.olu, "at": line.at}
    record_appeal.record_appeal(**olu, about=decision, words="I was provoked.")
    record_breach.record_breach(**olu, restriction_id=restriction, channel=Channel.TELEPHONE, note="They called.")
    record_complaint.record_complaint(**olu, case_id=case_id, reference="C-17", ombudsman=OmbudsmanStage.NOT_APPROACHED)
    record_contact.record_contact(
        **olu, case_id=case_id, channel=Channel.EMAIL, handling=Handling.FILED_UNREAD, note="A long email."
    )
    record_enforcement.record_enforcement(**olu, restriction_id=restriction, channel=Channel.TELEPHONE, set_up=True)
    record_exceptional_contact.record_exceptional_contact(
        **olu, case_id=case_id, restriction_id=restriction, circumstances="A flood."
    )
    record_informal_restriction.record_informal_restriction(
        **olu, case_id=case_id, description="Blocked in the mail system."
    )
    record_marker.record_marker(
        **mia,
        case_id=case_id,
        control_measures="Visit in pairs.",
        source="The report of 5 January",
        source_date=line.at.date(),
        risk_assessed=True,
        tested=True,
        evidence=[rows.Incident.objects.earliest("reported_at").id],
    )
    record_sharing.record_sharing(**olu, case_id=case_id, recipient="Leisure trust", need="They share our desk.")
    record_statement.record_statement(**olu, case_id=case_id, statement="My side of it.")
    record_adjustment_request.record_adjustment_request(**olu, case_id=case_id, asked="Large print, for my sight.")
    suspect_evasion.suspect_evasion(**olu, case_id=case_id, why="The same voice.")
    hold_record.hold_record(actor=people.mona, at=line.at, case_id=case_id, reasons="A claim was announced.")
    consider_legal_action.consider_legal_action(
        **mia,
        case_id=case_id,
        seen_version=line.case.version,
        goes_ahead=False,
        effect_on_staff="Less strain.",
        effect_on_customer="Costs.",
        engagement="We can still engage.",
        exhausted="Not all was tried.",
    )
    words = words_of(page_of(line, people.mona))
    for said in (
        "Identity checked",
        "Staff affected were asked how they are",
        "Appeal recorded",
        "I was provoked.",
        "Contact outside the restriction: telephone",
        "Complaint recorded",
        "Email contact: placed on file, not read yet",
        "Restriction set up",
        "Exceptional circumstances raised",
        "Block or ban without a decision recorded",
        "Safety warning recorded",
        "Visit in pairs.",
        "Entry shared",
        "Leisure trust",
        "Customer's statement put on file",
        "My side of it.",
        "Request for an adjustment recorded",
        "Perhaps the same person",
        "Record kept past its time",
        "Legal action: does not go ahead",
        "We can still engage.",
        "What is particular to this case",
        "Restrictions In writing only",
    ):
        assert said in words, said
    assert "for my sight" not in words, "what a customer says of their health is not here"
    assert "Talked it over" not in words, "what was done for staff is not here"


def test_the_panel_reads_what_shows_a_behaviour(line: Line) -> None:
    line.take_on(
        line.incident(
            behaviours=[Behaviour.NO_APPOINTMENT],
            shown={Shown.APPOINTMENT_POSSIBLE: "One on the same day was offered."},
        )
    )
    line.warn()
    line.wait(days=1)
    line.take_on(line.incident())
    line.investigate()
    line.refer()
    page = browser_of(line.people.dan).get(f"/cases/{line.case.id}/decide")
    assert f"{Shown.APPOINTMENT_POSSIBLE.label}: One on the same day was offered." in words_of(page)


def test_which_of_several_incidents_a_step_and_a_finding_are_about_is_said(line: Line) -> None:
    line.incident()
    assert "Incident of" not in words_of(page_of(line)).split("Incidents not yet taken on")[0]
    line.wait(days=6)
    line.incident()
    must_fix, way = (
        words_of(page_of(line)).split("Incidents not yet taken on")[0].split("What the policy asks for next")
    )
    assert "the time for it has passed. (Clause 1.4) Incident of 5 January 2026." in must_fix
    assert "Ask the staff affected how they are (Clause 1.4) Incident of 5 January 2026" in way
    assert "Ask the staff affected how they are (Clause 1.4) Incident of 11 January 2026" in way
