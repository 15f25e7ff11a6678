"""Threats of harm and offences go to the police and to safeguarding, each to its outcome (4.1, 8.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.council import Line

from evenhand.actions import (
    decline_referral,
    record_referral_outcome,
    refer_to_police,
    refer_to_safeguarding,
)
from evenhand.actions.errors import InvalidInputError, NotFoundError, NotPermittedError
from evenhand.record.facts import case_facts
from evenhand.record.visibility import visible_to
from evenhand.rules.facts import Referral
from evenhand.rules.vocabulary import Harm, ReferralTarget

REFER: dict[ReferralTarget, Callable[..., UUID]] = {
    ReferralTarget.POLICE: refer_to_police.refer_to_police,
    ReferralTarget.SAFEGUARDING: refer_to_safeguarding.refer_to_safeguarding,
}


def referral(line: Line, referral_id: UUID) -> Referral:
    return next(one for one in case_facts(line.case, at=line.at).referrals if one.id == str(referral_id))


@pytest.mark.parametrize("target", REFER)
def test_whoever_heard_it_refers_it_and_it_goes_to_its_outcome(line: Line, target: ReferralTarget) -> None:
    people, incident = line.people, line.incident(harm=[Harm.SELF])

    made = REFER[target](
        actor=people.olu, at=line.at, case_id=line.case.id, incident_id=incident, reasons="They said it twice."
    )

    found = referral(line, made)
    assert (found.target, found.incident, found.by) == (target, str(incident), str(people.olu.id))
    assert (found.made_at, found.declined_because, found.outcome_at) == (line.at, None, None)
    line.wait(days=1)
    record_referral_outcome.record_referral_outcome(
        actor=people.olu, at=line.at, referral_id=made, accepted=True, reference="EX/1"
    )
    line.wait(days=1)
    record_referral_outcome.record_referral_outcome(
        actor=people.mia, at=line.at, referral_id=made, outcome="They visited; no further action."
    )
    found = referral(line, made)
    assert (found.accepted, found.reference, found.outcome_at) == (True, "EX/1", line.at)


def test_a_referral_can_be_about_the_whole_case_with_its_reference_at_once(line: Line) -> None:
    line.incident()

    made = refer_to_police.refer_to_police(
        actor=line.people.mia, at=line.at, case_id=line.case.id, reasons="A pattern of threats.", reference=" EX/2 "
    )

    assert (referral(line, made).incident, referral(line, made).reference) == (None, "EX/2")


@pytest.mark.parametrize("target", REFER)
def test_why_there_is_none_is_kept_in_its_place(line: Line, target: ReferralTarget) -> None:
    incident = line.incident(harm=[Harm.SELF])

    made = decline_referral.decline_referral(
        actor=line.people.mia,
        at=line.at,
        case_id=line.case.id,
        target=target,
        incident_id=incident,
        reasons="Self-harm alone; the crisis team is with them.",
    )

    assert referral(line, made).declined_because == "Self-harm alone; the crisis team is with them."
    assert referral(line, made).target is target
    with pytest.raises(InvalidInputError):
        record_referral_outcome.record_referral_outcome(
            actor=line.people.mia, at=line.at, referral_id=made, accepted=True
        )


def test_what_says_nothing_is_named(line: Line) -> None:
    line.incident()
    people = line.people
    given: dict[str, Any] = {"at": line.at, "case_id": line.case.id}
    made = refer_to_police.refer_to_police(actor=people.olu, reasons="A threat.", **given)

    with pytest.raises(InvalidInputError, match="why it is referred"):
        refer_to_police.refer_to_police(actor=people.olu, reasons=" ", **given)
    with pytest.raises(InvalidInputError, match="incidents of this case"):
        refer_to_safeguarding.refer_to_safeguarding(actor=people.olu, reasons="A threat.", incident_id=uuid4(), **given)
    with pytest.raises(InvalidInputError, match="police or safeguarding"):
        decline_referral.decline_referral(actor=people.mia, target=ReferralTarget.TEAM, reasons="Not now.", **given)
    with pytest.raises(InvalidInputError, match="what came of"):
        record_referral_outcome.record_referral_outcome(actor=people.olu, at=line.at, referral_id=made)


def test_a_referral_to_the_team_has_no_outcome_of_this_kind(line: Line) -> None:
    line.to_referred()
    to_team = line.case.referrals.get().id

    with pytest.raises(InvalidInputError):
        record_referral_outcome.record_referral_outcome(
            actor=line.people.mia, at=line.at, referral_id=to_team, accepted=True
        )


def test_declining_is_for_managers_and_nobody_else_learns_of_a_case(line: Line) -> None:
    line.incident()
    people = line.people

    with pytest.raises(NotPermittedError):
        decline_referral.decline_referral(
            actor=people.olu, at=line.at, case_id=line.case.id, target=ReferralTarget.POLICE, reasons="No."
        )
    with pytest.raises(NotFoundError):
        refer_to_police.refer_to_police(actor=people.oscar, at=line.at, case_id=line.case.id, reasons="A threat.")


def test_a_referral_to_the_police_opens_the_case_to_nobody(line: Line) -> None:
    line.incident()

    refer_to_police.refer_to_police(actor=line.people.olu, at=line.at, case_id=line.case.id, reasons="A threat.")

    assert not visible_to(line.people.dan).exists()
    assert not visible_to(line.people.equa).exists()
