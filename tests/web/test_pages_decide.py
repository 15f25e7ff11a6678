"""The panel's decision: what it rests on, what the policy refuses and where that is said, and the notice first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.council import Line, add
from tests.web.on_cases import (
    an_address_of_nine_lines,
    beside,
    browser_of,
    declare,
    fill_in,
    hidden_in,
    main_of,
    one_of_each_role,
    warned,
    words_of,
)

from evenhand.actions import decide_conflict, record_adjustment, report_incident
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.sensitive import sensitive_data
from evenhand.rules.authority import PERMISSION_FOR, Role, roles_with
from evenhand.rules.equality import RULE as EQUALITY
from evenhand.rules.vocabulary import Act, Behaviour, Channel, Stage, View

pytestmark = pytest.mark.django_db

EQUALITY_ANSWERS = {
    "barriers": "We asked by letter.\nNone was named.",
    "bears_harder": "no",
    "human_rights": "Writing stays open.",
}
DOOR, REASON = "door_equality_considered", "reason_for_door_equality_considered"
RESTRICTION = {
    "decision": "writing_only",
    "reasons": "They insulted staff on two calls.\n\nThe second was after a warning.",
    "circumstances": "They rang about one bill.",
    "scope": "service",
    "service": "Council tax",
    "aim": "So that staff can answer.",
    "effect": "Two people could not go on.",
    "lighter_options": "A named contact would be insulted too.",
    "length": "until",
    "ends_on_day": "6",
    "ends_on_month": "june",
    "ends_on_year": "2026",
    **EQUALITY_ANSWERS,
}


@pytest.fixture
def dan(line: Line) -> Client:
    """The browser of a member of the team."""
    return browser_of(line.people.dan)


def decide(line: Line) -> str:
    """The address of the page."""
    return reverse("determine", args=[line.case.id])


def seat(member: Actor, answer: str, comment: str = "") -> dict[str, str]:
    """What is chosen of one member."""
    name = member.staff_id.hex
    return {f"seat_{name}": answer, f"comment_{name}": comment}


def panel(line: Line, **views: str) -> dict[str, str]:
    """Dan, Eve and Fay agree, unless told."""
    people = line.people
    given = {"dan": "agrees", "eve": "agrees", "fay": "agrees", **views}
    return {name: value for key, answer in given.items() for name, value in seat(getattr(people, key), answer).items()}


def drawn(answer: Any) -> dict[str, str]:
    """What stands in the boxes that the page draws for the date and the services, as a browser would send it."""
    html = main_of(answer)
    texts = re.findall(r'<textarea[^>]* name="(service_\w+)"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    days = re.findall(r'name="(next_review_on_\w+)"[^>]* value="(\w*)"', html)
    return {name: unescape(text) for name, text in (*texts, *days)}


def sent(line: Line, client: Client, typed: Mapping[str, Any]) -> Any:
    """Open the page, fill it in over what it offers, and press its button."""
    page = client.get(decide(line))
    return client.post(decide(line), {**hidden_in(page), **panel(line), **drawn(page), **typed})


def test_the_evidence_stands_above_the_policys_tests_and_these_above_the_decision(line: Line, dan: Client) -> None:
    line.to_referred()
    said = words_of(dan.get(decide(line)))
    order = [
        "What happened",
        "5 January 2026",
        "The customer shouted insults at the call handler.",
        "Insults make it impossible for staff to help.",
        "Our reply was two days late.",
        "The actions went on after a warning.",
        "What the policy asks before a restriction",
        "Was the customer warned first? (Clause 8.2) Met",
        "Did unacceptable action go on after the warning? (Clauses 8.2 and 9.1) Met",
        "Who sat on the panel?",
        "The decision",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert "The policy does not let you restrict contact" not in said


def test_tests_that_are_not_met_say_so_before_anybody_types(line: Line, dan: Client) -> None:
    line.take_on(line.incident())
    line.investigate()
    line.refer()
    said = words_of(dan.get(decide(line)))
    assert "Was the customer warned first? (Clause 8.2) Not met The customer has not been warned." in said
    assert "The policy does not let you restrict contact while a test is not met." in said
    answer = sent(line, dan, RESTRICTION)
    assert answer.status_code == 422
    assert "The customer has not been warned" in beside(answer, "decision")
    assert "within 12 months of it (Clauses 8.2 and 9.1)" in beside(answer, "decision")
    assert sent(line, dan, {**RESTRICTION, "decision": "no_restriction"}).status_code == 302


def test_a_physical_threat_needs_no_warning(line: Line, dan: Client) -> None:
    line.take_on(line.incident(behaviours=[Behaviour.THREAT_OF_VIOLENCE]))
    line.investigate()
    line.refer()
    assert words_of(dan.get(decide(line))).count("Not needed. A physical threat is on the record.") == 2
    assert sent(line, dan, RESTRICTION).status_code == 302


def test_a_customer_who_can_use_no_way_that_stays_open_is_not_restricted(line: Line, dan: Client) -> None:
    line.to_referred()
    written = [Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM]
    record_adjustment.record_adjustment(
        actor=line.people.mia, at=line.at, case_id=line.case.id, arrangement="We telephone.", unusable_channels=written
    )
    said = words_of(dan.get(decide(line)))
    assert "would a way stay open that the customer can use? (Clause 3.1) Not met" in said
    assert "We telephone. They cannot use: email, letter, web form" in said
    answer = sent(line, dan, RESTRICTION)
    assert "Leave one open that they can use (Clause 3.1)" in beside(answer, "decision")


def test_a_decision_to_restrict_is_recorded_whole_and_leads_to_its_letter(line: Line, dan: Client) -> None:
    line.to_referred()
    people = line.people
    disagrees = seat(people.eve, "dissents", "A warning would do.")
    answer = sent(line, dan, {**RESTRICTION, **disagrees, **seat(people.fay, "agrees", "unsent")})
    decision = rows.Determination.objects.get()
    assert answer["Location"] == reverse("letter", args=[line.case.id, decision.id])
    assert "The decision is recorded, and the restriction has begun. Now tell the customer." in words_of(
        dan.get(answer["Location"])
    )
    assert decision.reasons.splitlines() == RESTRICTION["reasons"].splitlines()
    seats = {one.member_id: (one.view, one.comment) for one in decision.seats.all()}
    assert seats == {
        people.dan.id: (View.AGREES, ""),
        people.eve.id: (View.DISSENTS, "A warning would do."),
        people.fay.id: (View.AGREES, ""),
    }
    restriction = rows.Restriction.objects.get()
    assert (restriction.aim, restriction.effect) == (RESTRICTION["aim"], RESTRICTION["effect"])
    assert restriction.lighter_options == RESTRICTION["lighter_options"]
    assert decision.circumstances == RESTRICTION["circumstances"]
    assert (restriction.scope, restriction.service) == ("service", "Council tax")
    assert restriction.decided_end == datetime(2026, 6, 6, 23, tzinfo=UTC), "midnight in London, by summer time"
    assert restriction.next_review == date(2026, 4, 7), "the last day that the policy allows was offered"
    assert restriction.services == line.services()
    with sensitive_data():
        answers = rows.EqualityAnswers.objects.get()
    assert answers.barriers.splitlines() == EQUALITY_ANSWERS["barriers"].splitlines()
    assert (answers.bears_harder, answers.human_rights) == (False, "Writing stays open.")
    assert line.case.stage == Stage.RESTRICTED


def test_a_decision_not_to_restrict_needs_no_more_than_who_sat_and_why(line: Line, dan: Client) -> None:
    line.to_referred()
    typed = {"decision": "no_restriction", "reasons": "One call alone.", "ends_on_day": "31", "ends_on_month": "2"}
    answer = sent(line, dan, {**typed, "ends_on_year": "2026", DOOR: "later"})
    assert answer["Location"] == reverse("case", args=[line.case.id])
    assert "Contact is not restricted." in words_of(dan.get(answer["Location"]))
    assert rows.Determination.objects.get().restricts is False
    assert not rows.Restriction.objects.exists()
    assert line.case.stage == Stage.NOT_RESTRICTED


def test_all_that_the_policy_misses_is_said_at_once_beside_its_field_with_its_clause(line: Line, dan: Client) -> None:
    line.to_referred()
    answer = sent(line, dan, {"decision": "writing_only", "service_licensing": " ", "next_review_on_year": "2027"})
    assert answer.status_code == 422
    clauses = {
        "reasons": "(Clause 9.1)",
        "circumstances": "(Clause 11.2)",
        "scope": "(Clause 11.2)",
        "aim": "(Clause 3.1)",
        "effect": "(Clause 3.1)",
        "lighter_options": "(Clause 3.1)",
        "length": "(Clause 9.1)",
        "next_review_on": "(Clauses 3.1 and 10.1)",
        "service_licensing": "Licences (Clause 3.1)",
        "barriers": "(Clauses 11.1, 11.2 and 11.3)",
        "bears_harder": "(Clauses 11.1, 11.2 and 11.3)",
        "human_rights": "(Clauses 11.1, 11.2 and 11.3)",
    }
    for field, clause in clauses.items():
        assert beside(answer, field).endswith(clause), field
    for field in ("decision", "arrangements", "service_waste_collections", "ends_on", "permanent_reason"):
        assert beside(answer, field) == "", field
    assert not rows.Determination.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"decision": ""}, "decision", "Select what the panel decided"),
        ({"service": " "}, "service", "Name the service that the restriction covers (Clause 11.2)"),
        (
            {"scope": "council_wide"},
            "why_council_wide",
            "Say why the restriction must cover the whole council (Clause 11.2)",
        ),
        ({"ends_on_day": "31"}, "ends_on", "The last day must be a real date"),
        ({"ends_on_year": "2025"}, "ends_on", "The last day must be today or in the future"),
        (
            {"ends_on_day": "", "ends_on_month": "", "ends_on_year": ""},
            "ends_on",
            "How long the restriction lasts is not recorded. Give an end date, or say why it has none (Clause 9.1)",
        ),
        (
            {"length": "no_end"},
            "permanent_reason",
            "Why the restriction has no end date is not recorded (Clause 9.1)",
        ),
        (
            {"bears_harder": "yes"},
            "arrangements",
            "The restriction bears harder on this customer: say what is arranged instead (Clauses 11.1, 11.2 and 11.3)",
        ),
        ({DOOR: "later"}, DOOR, "Answer the questions above, or put them off: not both"),
        (
            {DOOR: "later", "barriers": "", "bears_harder": "", "human_rights": ""},
            REASON,
            "Enter what harm delay would do",
        ),
        ({"reasons": "x" * 20_001}, "reasons", "The reasons must be 20,000 characters or fewer"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"preview": "yes"}])
def test_what_cannot_be_used_is_said_beside_its_field_by_both_buttons(
    line: Line, dan: Client, button: dict[str, str], typed: dict[str, str], field: str, words: str
) -> None:
    line.to_referred()
    answer = sent(line, dan, {**RESTRICTION, **typed, **button})
    assert answer.status_code == 422
    assert beside(answer, field) == f"Error: {words}"
    assert RESTRICTION["aim"] in main_of(answer)
    assert not rows.Determination.objects.exists()


def test_nobody_named_as_having_sat_is_asked_for(line: Line, dan: Client) -> None:
    line.to_referred()
    answer = sent(line, dan, {**RESTRICTION, **panel(line, dan="not_there", eve="not_there", fay="not_there")})
    assert beside(answer, f"seat_{line.people.dan.staff_id.hex}") == "Error: Select who sat on the panel"


def test_who_may_not_sit_is_named_with_the_reason_and_not_offered(line: Line, dan: Client) -> None:
    line.take_on(line.incident(by=line.people.fay))
    line.warn()
    line.take_on(line.wait(days=1).incident())
    line.investigate()
    line.refer()
    declare(line)
    page = dan.get(decide(line))
    said = words_of(page)
    assert "Fay Fell cannot sit. Fay Fell reported an incident." in said
    assert "Eve Elm cannot sit. Eve Elm has a tie to the case" in said
    assert "the monitoring officer has not decided that they may sit" in said
    assert f"seat_{line.people.eve.staff_id.hex}" not in main_of(page)
    assert reverse("declare_conflict", args=[line.case.id]) in main_of(page)
    conflict = rows.Conflict.objects.get()
    decide_conflict.decide_conflict(
        actor=line.people.mona, at=line.at, conflict_id=conflict.id, may_sit=False, reasons="They are close."
    )
    assert "the monitoring officer decided that they may not sit" in words_of(dan.get(decide(line)))


def test_who_sat_although_they_may_not_is_refused_beside_their_name(line: Line, dan: Client) -> None:
    """They may have become barred while somebody was typing: what was said of them is not dropped in silence."""
    line.to_referred()
    declare(line)
    answer = sent(line, dan, RESTRICTION)
    assert answer.status_code == 422
    eve = beside(answer, f"seat_{line.people.eve.staff_id.hex}")
    assert "Declare it, or choose another member. This concerns Eve Elm (Clause 9.1)" in eve
    assert beside(answer, f"seat_{line.people.dan.staff_id.hex}") == ""


def test_a_member_who_left_the_team_meanwhile_is_not_dropped_in_silence(line: Line, dan: Client) -> None:
    line.to_referred()
    gone = {f"seat_{uuid4().hex}": "agrees"}
    answer = sent(line, dan, {**RESTRICTION, **gone})
    assert answer.status_code == 422
    assert "Somebody has left the determination team. Check who sat on the panel" in words_of(answer)


def test_the_door_puts_the_equality_questions_off_with_its_reason(line: Line, dan: Client) -> None:
    line.to_referred()
    assert "They must then be answered by 14 January 2026." in words_of(dan.get(decide(line)))
    unanswered = {"barriers": "", "bears_harder": "", "human_rights": ""}
    door = {DOOR: "later", REASON: "A visit is announced for tomorrow."}
    answer = sent(line, dan, {**RESTRICTION, **unanswered, **door})
    assert answer.status_code == 302
    assert rows.Determination.objects.get().doors == {EQUALITY: "A visit is announced for tomorrow."}
    with sensitive_data():
        assert not rows.EqualityAnswers.objects.exists()


# The notice, before it is final


def test_the_preview_is_the_letter_that_the_decision_leads_to_and_records_nothing(line: Line, dan: Client) -> None:
    line.to_referred()
    version, audited = line.case.version, rows.AuditEntry.objects.count()
    answer = sent(line, dan, {**RESTRICTION, "service_licensing": "Write to <licences>.", "preview": "yes"})
    assert answer.status_code == 200
    previewed = letter_in(answer)
    assert "They insulted staff on two calls." in previewed
    assert "It lasts until 6 June 2026." in previewed
    assert "Licences: Write to &lt;licences&gt;." in previewed
    assert "Nothing has been recorded yet." in words_of(answer)
    assert RESTRICTION["aim"] in main_of(answer), "what was typed stays"
    assert (line.case.version, rows.AuditEntry.objects.count()) == (version, audited)
    assert not rows.Determination.objects.exists()
    recorded = sent(line, dan, {**RESTRICTION, "service_licensing": "Write to <licences>."})
    assert heading_free(letter_in(dan.get(recorded["Location"]))) == heading_free(previewed)


def test_there_is_no_notice_of_a_decision_not_to_restrict(line: Line, dan: Client) -> None:
    line.to_referred()
    answer = sent(line, dan, {"decision": "no_restriction", "reasons": "One call alone.", "preview": "yes"})
    assert "You decided not to restrict contact, so there is no notice. Nothing has been recorded" in words_of(answer)
    assert not rows.Determination.objects.exists()


def test_a_preview_says_why_the_record_cannot_become_a_letter(line: Line, dan: Client) -> None:
    line.to_referred()
    an_address_of_nine_lines(line)
    answer = sent(line, dan, {**RESTRICTION, "preview": "yes"})
    assert answer.status_code == 422
    assert "There is a problem The customer's address has 9 lines. Shorten it to 8 or fewer." in words_of(answer)
    assert "evenhand-letter" not in main_of(answer)


def letter_in(answer: Any) -> str:
    """The letter that a page shows."""
    html = main_of(answer)
    return html[html.index('<article class="evenhand-letter"') : html.index("</article>")]


def heading_free(letter: str) -> str:
    """A letter without the level of its headings, which is the page's own."""
    return re.sub(r"(</?h)\d", r"\1", letter)


# Two at once, twice the same, and who may


def test_somebody_who_was_overtaken_reads_what_changed_and_loses_nothing(line: Line, dan: Client) -> None:
    line.to_referred()
    page = dan.get(decide(line))
    typed = {**hidden_in(page), **panel(line, eve="dissents"), **drawn(page), **RESTRICTION}
    line.wait(minutes=5).incident()
    typed["service_licensing"] = "Write to the licensing team."
    answer = dan.post(decide(line), typed)
    assert answer.status_code == 409
    said = words_of(answer)
    assert "Olu Oakes, 7 January 2026 at 12:05pm: report an incident" in said
    html = main_of(answer).replace("&#10;", "\n")
    for words in (*(RESTRICTION[name] for name in ("reasons", "aim", "effect", "barriers")), "the licensing team."):
        assert words in html
    assert 'value="june"' in html
    assert re.search(rf'name="seat_{line.people.eve.staff_id.hex}"[^>]* value="dissents"\s+checked', html)
    assert not rows.Determination.objects.exists()
    assert dan.post(decide(line), {**typed, **hidden_in(answer)}).status_code == 302, "a second press passes"


def test_two_presses_of_one_button_record_one_decision(line: Line, dan: Client) -> None:
    line.to_referred()
    page = dan.get(decide(line))
    typed = {**hidden_in(page), **panel(line), **drawn(page), **RESTRICTION}
    first, second = dan.post(decide(line), typed), dan.post(decide(line), typed)
    assert first["Location"] == second["Location"]
    assert rows.Determination.objects.count() == 1


def test_the_page_says_when_the_case_is_not_with_the_panel_yet(line: Line) -> None:
    warned(line)
    mia_too = add("Ada Alder", Role.MANAGER, Role.DETERMINATION_TEAM)
    line.incident(witnesses=[mia_too.staff_id])
    answer = browser_of(mia_too).get(decide(line))
    assert answer.status_code == 200
    assert "This cannot be done now, because the case stands at ‘customer warned’." in words_of(answer)
    assert "<form" not in main_of(answer)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", ["determine", "consider_equality"])
def test_each_page_is_for_the_roles_that_hold_it(line: Line, route: str, method: str) -> None:
    act = {"determine": Act.DETERMINE, "consider_equality": Act.CONSIDER_EQUALITY}[route]
    everybody = one_of_each_role(line.people)
    path = put_off(line) if route == "consider_equality" else decide(line.to_referred())
    report_incident.report_incident(
        actor=line.people.olu,
        at=line.at,
        customer=line.customer,  # type: ignore[arg-type]  # the line has one by now
        occurred=line.at,
        channel=Channel.EMAIL,
        what_happened="Another.",
        witnesses=[one.staff_id for one in everybody.values()],
    )
    for role, actor in everybody.items():
        answer = getattr(browser_of(actor), method)(path)
        if role is Role.ADMINISTRATOR:  # who sees no case
            assert answer.status_code == 404
        elif actor.may(PERMISSION_FOR[act]):
            assert answer.status_code == (200 if method == "get" else 422), role
        else:
            assert answer.status_code == 403, role
            assert all(one.label in words_of(answer) for one in roles_with(PERMISSION_FOR[act]))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_case_that_is_hidden_and_one_that_does_not_exist_look_the_same(line: Line, dan: Client, method: str) -> None:
    line.incident()
    hidden = getattr(dan, method)(decide(line))
    missing = getattr(dan, method)(reverse("determine", args=[uuid4()]))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert main_of(hidden) == main_of(missing)


# Equality questions that were put off


def put_off(line: Line) -> str:
    """Decide through the door; returns the address where the questions are answered."""
    decision = line.to_referred().determine(equality=None, doors={EQUALITY: "A visit is announced."})
    return reverse("consider_equality", args=[line.case.id, decision])


@pytest.mark.parametrize("who", ["dan", "equa"])
def test_questions_that_were_put_off_are_answered_afterwards(line: Line, who: str) -> None:
    path = put_off(line)
    client = browser_of(getattr(line.people, who))
    said = words_of(client.get(path))
    assert "Answer them by 14 January 2026." in said
    assert "A visit is announced." in said
    assert "The customer insulted staff on two calls, the second after a warning." in said
    answer = fill_in(client, path, EQUALITY_ANSWERS)
    assert "The answers to the equality questions are recorded." in words_of(client.get(answer["Location"]))
    with sensitive_data():
        assert rows.EqualityAnswers.objects.get().determination_id == UUID(path.rsplit("/", 1)[1])


def test_answers_that_are_missing_are_asked_for_with_their_clause(line: Line, dan: Client) -> None:
    path = put_off(line)
    answer = fill_in(dan, path, {"barriers": "We asked.", "bears_harder": "yes"})
    assert answer.status_code == 422
    assert "say what is arranged instead (Clauses 11.1, 11.2 and 11.3)" in beside(answer, "arrangements")
    assert "freedom of expression were weighed" in beside(answer, "human_rights")
    assert beside(answer, "barriers") == ""
    assert "We asked." in main_of(answer)


def test_answered_questions_are_not_asked_again(line: Line, dan: Client) -> None:
    path = put_off(line)
    typed = {**hidden_in(dan.get(path)), **EQUALITY_ANSWERS}
    assert dan.post(path, typed).status_code == 302
    assert dan.post(path, typed).status_code == 302, "the same press again is no second answer"
    page = dan.get(path)
    assert "These questions have been answered." in words_of(page)
    assert "<form" not in main_of(page)
    late = dan.post(path, {**EQUALITY_ANSWERS, "submission": str(uuid4()), "human_rights": "typed too late"})
    assert late.status_code == 422
    assert beside(late, "barriers") == "Error: The equality questions of this decision have been answered"
    assert "typed too late" in main_of(late)


def test_a_decision_of_another_case_is_not_found(line: Line, dan: Client) -> None:
    path = put_off(line)
    other = Line(line.people)
    other.to_referred()
    for wrong in (
        path.replace(str(line.case.id), str(other.case.id)),
        path.rsplit("/", 1)[0] + f"/{uuid4()}",
    ):
        assert dan.get(wrong).status_code == 404
        assert dan.post(wrong, EQUALITY_ANSWERS).status_code == 404


def test_the_panel_decides_without_the_member_who_may_not_sit(line: Line, dan: Client) -> None:
    line.to_referred()
    declare(line)
    page = dan.get(decide(line))
    assert f"seat_{line.people.eve.staff_id.hex}" not in main_of(page)
    typed = {**hidden_in(page), **drawn(page), **RESTRICTION}
    typed |= {**seat(line.people.dan, "agrees"), **seat(line.people.fay, "agrees")}
    answer = dan.post(decide(line), typed)
    assert answer.status_code == 302
    assert {one.member_id for one in rows.PanelSeat.objects.all()} == {line.people.dan.id, line.people.fay.id}
