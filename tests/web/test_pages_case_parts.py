"""The parts of a case's page: what each says, of everything that a case may hold."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from tests.actions.council import Line
from tests.web.on_cases import (
    lifted,
    main_of,
    offered,
    page_of,
    referred,
    targets,
    words_of,
)

from evenhand.actions import decide_conflict, record_adjustment
from evenhand.record import models as rows
from evenhand.rules.vocabulary import Channel, Route

pytestmark = pytest.mark.django_db


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
    assert (
        "State In force Covers One service: Council tax Since 7 January 2026 at midday Until The end of 6 July 2026"
        in (card(page_of(line)))
    )
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
    must_fix = said[said.index("Must fix") : said.index("What the policy asks for next")]
    assert "The review is overdue. Hold it now, or lift the restriction. (Clauses 3.1 and 10.1) Overdue" in must_fix
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


def test_what_the_policy_is_stands_at_the_foot(line: Line) -> None:
    line.incident()
    assert "This case is decided under: Unacceptable Customer Actions Policy, version 2.0." in words_of(page_of(line))
