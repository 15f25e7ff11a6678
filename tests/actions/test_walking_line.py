"""The whole line as one test, each refusal provoked on the way; then what the line promises on its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.actions.council import CONSIDERED, Line, add

from evenhand.actions import check_contact, close_case, review_restriction
from evenhand.actions.determine import SeatDraft
from evenhand.actions.errors import NotPermittedError, RefusedError
from evenhand.record import models as rows
from evenhand.record.facts import case_facts
from evenhand.record.policies import pack_of
from evenhand.rules import rulebook
from evenhand.rules.authority import Role
from evenhand.rules.vocabulary import (
    Channel,
    NoticeItem,
    Outcome,
    ReviewOutcome,
    Route,
    RuleId,
    Scope,
    Severity,
    Stage,
    View,
)


@contextmanager
def refused(*rules: str) -> Iterator[None]:
    """The block is refused by these rules, each with its clause, and by no other."""
    with pytest.raises(RefusedError) as caught:
        yield
    assert {str(one.rule) for one in caught.value.refusals} == set(rules)
    assert all(one.clause or one.rule.startswith("lifecycle.") for one in caught.value.refusals)
    assert all(one.message for one in caught.value.refusals)


def test_the_whole_line_with_each_refusal_on_the_way(line: Line) -> None:  # noqa: PLR0915 - one line, walked whole
    people = line.people

    # The first incident: always recordable, and it reaches the reporter's manager.
    first = line.incident()
    assert rows.Incident.objects.get(pk=first).manager_id == people.mia.id
    assert line.case.stage == Stage.REPORTED
    with refused("lifecycle.refer_to_team", "manager.informed"):
        line.refer()

    # A decision out of the blue: every reason at once.
    with refused(
        "lifecycle.determine",
        "warning.before_action",
        "warning.actions_continued",
        "determination.reasons",
        "determination.proportionate",
        "services.mandatory_open",
        "restriction.open_ended",
        "equality.considered",
    ):
        line.determine(
            reasons=" ",
            equality=None,
            restrictions=[line.writing_only(aim="", services={}, ends_on=None)],
        )
    with pytest.raises(NotPermittedError) as not_theirs:
        line.determine(actor=people.mia)
    assert not_theirs.value.rule == "authority.determine"

    # Warned; going on after that is what can carry a restriction.
    line.take_on(first)
    line.look_after(first)
    line.know()
    line.warn()
    assert line.case.stage == Stage.WARNED
    line.wait(days=1)
    dee = add("Dee Dean", Role.DETERMINATION_TEAM)
    second = line.incident(witnesses=[dee.staff_id])
    line.take_on(second)
    line.look_after(second)
    line.investigate()
    line.refer()
    assert line.case.stage == Stage.REFERRED
    line.wait(days=1)

    # The panel: independent, and every part of the decision there.
    for draft, rule in (
        ({"reasons": ""}, "determination.reasons"),
        ({"circumstances": " "}, "determination.individual"),
        ({"restrictions": [line.writing_only(scope=None)]}, "determination.individual"),
        ({"restrictions": [line.writing_only(scope=Scope.COUNCIL_WIDE, service="")]}, "determination.individual"),
        ({"equality": None}, "equality.considered"),
        ({"equality": replace(CONSIDERED, bears_harder=True)}, "equality.considered"),
        ({"restrictions": [line.writing_only(lighter_options=" ")]}, "determination.proportionate"),
        ({"restrictions": [line.writing_only(services={})]}, "services.mandatory_open"),
        ({"restrictions": [line.writing_only(ends_on=None, permanent=True)]}, "restriction.open_ended"),
        ({"restrictions": [line.writing_only(next_review_on=date(2026, 6, 1))]}, "review.on_time"),
        ({"members": [SeatDraft(member=one.staff_id) for one in (people.dan, dee)]}, "determination.independent"),
        ({"members": [SeatDraft(member=people.dan.staff_id, view=View.DISSENTS)]}, "determination.quorum"),
    ):
        with refused(rule):
            line.determine(**draft)
    decision = line.determine()
    restriction = rows.Restriction.objects.get(determination=decision)
    assert line.case.stage == Stage.RESTRICTED
    assert restriction.next_review == date(2026, 4, 7)

    # In force from its start, told or not: the check says that they must be told.
    check = check_contact.check_contact(
        actor=people.oscar, at=line.at, channel=Channel.TELEPHONE, identifier="+44 20 7946 0321"
    )
    assert check.directive is not None
    assert check.directive.outcome is Outcome.REDIRECT
    assert check.directive.not_told
    assert check.clauses is not None
    assert check.clauses[RuleId("restriction.kinds")].startswith("9.3")

    # The notice: refused while it leaves out what it must say.
    for item, rule in (
        (NoticeItem.WHY, "notice.why"),
        (NoticeItem.WHAT, "notice.what"),
        (NoticeItem.DURATION, "notice.time_limit"),
        (NoticeItem.OMBUDSMAN, "notice.ombudsman"),
    ):
        with refused(rule):
            line.issue(decision, texts={item: " "})
    with refused("notice.sent"):
        _review(line, restriction, ReviewOutcome.CONTINUED)
    letter = line.issue(decision)
    line.tell(letter, Route.BY_HAND)
    line.wait(days=1)
    for channel, outcome in {
        Channel.TELEPHONE: Outcome.REDIRECT,
        Channel.FACE_TO_FACE: Outcome.REDIRECT,
        Channel.EMAIL: Outcome.PROCEED,
        Channel.LETTER: Outcome.PROCEED,
        Channel.WEB_FORM: Outcome.PROCEED,
        Channel.SOCIAL_MEDIA: Outcome.PROCEED,
    }.items():
        answer = check_contact.check_contact(
            actor=people.oscar, at=line.at, channel=channel, identifier="ada@example.org"
        )
        assert answer.directive is not None
        assert (answer.directive.outcome, answer.directive.not_told) == (outcome, False)

    # Three months on: the review is due, and keeping the restriction wants fresh reasons.
    line.wait(days=86)
    for given, rule in (
        (
            {"reasons": "The customer insulted staff on two calls, the second after a warning."},
            "review.reasoned",
        ),
        ({"lift_considered": ""}, "review.reasoned"),
        ({"equality": None}, "equality.considered"),
        ({"next_review_on": date(2027, 1, 1)}, "review.on_time"),
    ):
        with refused(rule):
            _review(line, restriction, ReviewOutcome.CONTINUED, **given)
    review = _review(line, restriction, ReviewOutcome.CONTINUED)
    line.tell(line.issue(review))
    assert not _faults(line)

    # And the next time it is lifted.
    line.wait(days=80)
    lifted = _review(line, restriction, ReviewOutcome.LIFTED, reasons="There has been no incident for six months.")
    line.tell(line.issue(lifted), Route.EMAIL)
    assert line.case.stage == Stage.LIFTED
    after = check_contact.check_contact(
        actor=people.oscar, at=line.at, channel=Channel.TELEPHONE, identifier="020 7946 0321"
    )
    assert after.directive is not None
    assert after.directive.outcome is Outcome.PROCEED
    assert not _faults(line)
    close_case.close_case(actor=people.mia, at=line.at, case_id=line.case.id, reasons="Nothing more is needed.")
    assert line.case.stage == Stage.CLOSED


def test_a_physical_threat_needs_no_warning(line: Line) -> None:
    line.take_on(line.incident(behaviours=["threat_of_violence"], response=["ended_call"]))
    line.investigate()
    line.refer()

    line.determine()

    assert line.case.stage == Stage.RESTRICTED


def test_without_a_threat_the_same_case_is_refused(line: Line) -> None:
    line.take_on(line.incident(response=["ended_call"]))
    line.investigate()
    line.refer()

    with refused("warning.before_action", "warning.actions_continued"):
        line.determine()


def test_the_panel_can_always_decide_not_to_restrict(line: Line) -> None:
    line.take_on(line.incident())
    line.investigate()
    line.refer()

    line.determine(restrictions=[], equality=None, reasons="One call, and no warning yet.")

    assert line.case.stage == Stage.NOT_RESTRICTED


def test_a_restriction_that_runs_out_needs_nobody_to_end_it(line: Line) -> None:
    line.to_restricted()
    line.wait(days=181)

    answer = check_contact.check_contact(
        actor=line.people.oscar, at=line.at, channel=Channel.TELEPHONE, identifier="020 7946 0321"
    )

    assert answer.directive is not None
    assert answer.directive.outcome is Outcome.PROCEED
    assert case_facts(line.case, at=line.at).stage is Stage.LIFTED
    close_case.close_case(actor=line.people.mia, at=line.at, case_id=line.case.id, reasons="It ran out.")
    assert line.case.stage == Stage.CLOSED


def _review(line: Line, restriction: rows.Restriction, outcome: ReviewOutcome, **given: Any) -> UUID:
    values: dict[str, Any] = {
        "seen_version": line.case.version,
        "reasons": "Two more calls this month went the same way, so the reasons for it stand today.",
        "lift_considered": "Lifting it was considered; the calls of last month speak against it.",
        "equality": CONSIDERED,
    }
    return review_restriction.review_restriction(
        actor=line.people.eve, at=line.at, restriction_id=restriction.id, outcome=outcome, **values | given
    )


def _faults(line: Line) -> list[str]:
    found = rulebook.judge(
        case_facts(line.case, at=line.at), pack_of(line.case.policy).terms, at=line.at + timedelta(minutes=1)
    )
    return [f"{one.rule}: {one.message}" for one in found if one.severity is Severity.FAULT]
