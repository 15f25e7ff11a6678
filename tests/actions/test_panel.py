"""Who sits on the panel and what the decision says: substitutes, later views, copies, terms, services withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from tests.actions.council import CONSIDERED, Line, add

from evenhand.actions import complete_panel, consider_equality, review_restriction
from evenhand.actions.determine import SeatDraft
from evenhand.actions.errors import InvalidInputError, NotPermittedError, RefusedError
from evenhand.drafting.decisions import DecisionDraft
from evenhand.queries.decisions import decision_preview
from evenhand.record import models as rows
from evenhand.record.facts import case_facts
from evenhand.rules.authority import Role
from evenhand.rules.equality import RULE as EQUALITY
from evenhand.rules.facts import CallWindow, CaseFacts, Determination, RestrictionTerms
from evenhand.rules.vocabulary import Channel, RestrictionKind, ReviewOutcome, RuleId, View

QUORUM = RuleId("determination.quorum")


def facts(line: Line) -> CaseFacts:
    return case_facts(line.case, at=line.at)


def taken(line: Line) -> Determination:
    return facts(line).determinations[-1]


def refused_rules(caught: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    return {str(one.rule) for one in caught.value.refusals}


def test_a_substitute_sits_from_outside_the_team(line: Line) -> None:
    line.to_referred()
    outside = add("Sue Sand", Role.MANAGER)
    seats = [SeatDraft(member=one.staff_id) for one in (line.people.dan, line.people.eve)]

    with pytest.raises(InvalidInputError) as caught:
        line.determine(members=[*seats, SeatDraft(member=outside.staff_id)])
    line.determine(members=[*seats, SeatDraft(member=outside.staff_id, from_outside=True)])

    assert caught.value.field == "members"
    assert {one.person for one in taken(line).members if one.from_outside} == {str(outside.id)}


def test_a_substitute_who_was_involved_does_not_sit_either(line: Line) -> None:
    line.to_referred()
    seats = [SeatDraft(member=one.staff_id) for one in (line.people.dan, line.people.eve)]

    with pytest.raises(RefusedError) as caught:
        line.determine(members=[*seats, SeatDraft(member=line.people.mia.staff_id, from_outside=True)])

    assert refused_rules(caught) == {"determination.independent"}


def test_a_panel_that_is_too_small_goes_on_with_a_reason_and_is_completed(line: Line) -> None:
    line.to_referred()
    alone = [SeatDraft(member=line.people.dan.staff_id)]
    with pytest.raises(RefusedError) as caught:
        line.determine(members=alone)
    assert refused_rules(caught) == {"determination.quorum"}
    decision = line.determine(members=alone, doors={QUORUM: "He announced a visit for today."})
    line.wait(days=1)

    for member, view in ((line.people.eve, View.AGREES), (line.people.fay, View.DISSENTS)):
        complete_panel.complete_panel(
            actor=line.people.dan,
            at=line.at,
            determination_id=decision,
            seat=SeatDraft(member=member.staff_id, view=view),
        )

    views = [one.view for one in taken(line).members]
    assert sorted(views) == [View.AGREES, View.AGREES, View.DISSENTS]
    assert [one.added_by_id for one in rows.PanelSeat.objects.exclude(added_at=None)] == [line.people.dan.id] * 2


def test_nobody_gives_two_views_and_no_officer_completes_a_panel(line: Line) -> None:
    decision = line.to_referred().determine()

    def complete(**given: Any) -> None:
        values: dict[str, Any] = {"actor": line.people.dan, "seat": SeatDraft(member=line.people.eve.staff_id)}
        complete_panel.complete_panel(at=line.at, determination_id=decision, **values | given)

    with pytest.raises(InvalidInputError, match="already"):
        complete()
    with pytest.raises(InvalidInputError, match="from the list"):
        complete(seat=SeatDraft(member=line.people.oscar.staff_id))
    with pytest.raises(NotPermittedError):
        complete(actor=line.people.mia)


def test_another_customers_reasons_are_known_as_a_copy(line: Line) -> None:
    line.to_referred().determine()
    assert taken(line).copied_reasons is False
    other = Line(line.people, start=line.at).to_referred()
    copy = "the customer INSULTED staff on two calls - the second after a warning"

    other.determine(reasons=copy)

    assert taken(other).copied_reasons is True
    assert rows.Determination.objects.get(case=other.case).copied_reasons


def test_the_same_customers_own_reasons_are_no_copy_of_anothers(line: Line) -> None:
    line.to_restricted()
    line.wait(days=20)
    line.take_on(line.incident())
    line.investigate()
    line.refer()

    line.determine(restrictions=[line.writing_only(kind=RestrictionKind.SOCIAL_MEDIA_BLOCK, terms=ACCOUNTS)])

    assert taken(line).copied_reasons is False


ACCOUNTS = RestrictionTerms(accounts=("@example_customer",))


def test_the_terms_of_each_kind_are_kept_whole(line: Line) -> None:
    line.to_referred()
    terms = RestrictionTerms(
        description=" Calls through an interpreter only ",
        windows=(CallWindow(weekday=4, opens=time(9), closes=time(10, 30)),),
        issues=("The bill of 2024", " ", "The bill of 2024"),
        minutes=15,
        channels=frozenset({Channel.WEB_FORM}),
    )

    line.determine(restrictions=[line.writing_only(kind=RestrictionKind.OTHER, terms=terms)])

    kept = facts(line).restrictions[0].terms
    assert kept == replace(terms, description="Calls through an interpreter only", issues=("The bill of 2024",))


@pytest.mark.parametrize(
    "terms",
    [
        RestrictionTerms(minutes=0),
        RestrictionTerms(minutes=1441),
        RestrictionTerms(windows=(CallWindow(weekday=7, opens=time(9), closes=time(10)),)),
        RestrictionTerms(windows=(CallWindow(weekday=1, opens=time(10), closes=time(10)),)),
        RestrictionTerms(issues=tuple(str(number) for number in range(51))),
        RestrictionTerms(premises=("x" * 321,)),
        RestrictionTerms(description="x" * 2_001),
    ],
)
def test_impossible_terms_are_named(line: Line, terms: RestrictionTerms) -> None:
    line.to_referred()

    with pytest.raises(InvalidInputError) as caught:
        line.determine(restrictions=[line.writing_only(terms=terms)])

    assert caught.value.field == "terms"


def test_a_kind_without_its_terms_is_refused(line: Line) -> None:
    line.to_referred()

    with pytest.raises(RefusedError) as caught:
        line.determine(restrictions=[line.writing_only(kind=RestrictionKind.PHONE_TIMES)])

    assert refused_rules(caught) == {"restriction.kinds"}


def test_the_page_that_previews_judges_what_the_action_judges(line: Line) -> None:
    line.to_referred().determine()
    other = Line(line.people, start=line.at).to_referred()
    wrong: dict[str, Any] = {
        "reasons": rows.Determination.objects.get().reasons,
        "circumstances": "",
        "restrictions": [other.writing_only(kind=RestrictionKind.EMAIL_ONLY, aim="", scope=None)],
        "members": [SeatDraft(member=line.people.dan.staff_id)],
        "equality": None,
    }

    preview = decision_preview(line.people.dan, other.case.id, DecisionDraft(**wrong), at=other.at)
    with pytest.raises(RefusedError) as caught:
        other.determine(**wrong)

    said = [(one.rule, one.part, one.message) for one in caught.value.refusals]
    assert [(one.rule, one.part, one.message) for one in preview.findings] == said
    assert len(said) > 5


def test_a_review_goes_on_by_the_door_and_its_questions_are_answered_afterwards(line: Line) -> None:
    restriction = line.to_restricted()
    line.wait(days=80)

    def keep(**given: Any) -> Any:
        return review_restriction.review_restriction(
            actor=line.people.eve,
            at=line.at,
            restriction_id=restriction,
            seen_version=line.case.version,
            outcome=ReviewOutcome.CONTINUED,
            reasons="He announced on the telephone that he would start again.",
            lift_considered="Lifting was considered; what he announced speaks against it.",
            **given,
        )

    with pytest.raises(RefusedError) as caught:
        keep()
    assert refused_rules(caught) == {"equality.considered"}
    review = keep(doors={EQUALITY: "It runs out tonight."})
    assert facts(line).reviews[0].doors == {EQUALITY: "It runs out tonight."}
    assert facts(line).reviews[0].equality is None

    consider_equality.consider_equality(actor=line.people.equa, at=line.at, equality=CONSIDERED, review_id=review)

    assert facts(line).reviews[0].equality is not None
    with pytest.raises(InvalidInputError, match="have been answered"):
        consider_equality.consider_equality(actor=line.people.equa, at=line.at, equality=CONSIDERED, review_id=review)
    with pytest.raises(InvalidInputError, match="Name a decision or a review"):
        consider_equality.consider_equality(actor=line.people.equa, at=line.at, equality=CONSIDERED)
