"""For the tests of the pages of tasks: a threat, its referrals, and the addresses on which each is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from tests.actions.council import Line

from evenhand.actions import refer_to_police, refer_to_safeguarding
from evenhand.record.facts import case_facts
from evenhand.rules import facts
from evenhand.rules.vocabulary import Harm, Offence, ReferralTarget

TARGETS = ("police", "safeguarding")
TOLD = {"reasons": "They said that they would\nhurt the collector.", "reference": "EX/1"}
TYPED: Mapping[str, Mapping[str, str]] = {
    "record_support": {"note": "Olu went home early."},
    "refer_outside": TOLD,
    "decline_referral": {"reasons": "Self-harm alone; the crisis team is there."},
    "referral_outcome": {"accepted": "yes", "reference": "EX/2", "outcome": "They visited the customer."},
}
REFER: dict[str, Callable[..., UUID]] = {
    "police": refer_to_police.refer_to_police,
    "safeguarding": refer_to_safeguarding.refer_to_safeguarding,
}


def threat(line: Line, **given: Any) -> UUID:
    """Somebody threatened to harm others; Olu was affected and reports it."""
    return line.incident(**{"harm": [Harm.OTHERS], "offence": Offence.THREATENED, **given})


def refer(line: Line, incident: UUID, target: str = "police", **given: Any) -> UUID:
    """Olu refers it."""
    values = {"case_id": line.case.id, "incident_id": incident, "reasons": "They said it twice.", **given}
    return REFER[target](actor=line.people.olu, at=line.at, **values)


def referring(line: Line, incident: UUID, target: str = "police", *, route: str = "refer_outside") -> str:
    """The address of a referral, or of why there is none."""
    return reverse(route, args=[line.case.id, incident, target])


def supporting(line: Line, incident: UUID) -> str:
    """The address on which care of staff is recorded."""
    return reverse("record_support", args=[line.case.id, incident])


def outcome_of(line: Line, referral: UUID) -> str:
    """The address on which the outcome of a referral is recorded."""
    return reverse("referral_outcome", args=[line.case.id, referral])


def address(line: Line, route: str, incident: UUID, referral: UUID) -> str:
    """The address of any of these pages."""
    if route == "referral_outcome":
        return outcome_of(line, referral)
    return supporting(line, incident) if route == "record_support" else referring(line, incident, route=route)


def kept(line: Line) -> tuple[facts.Referral, ...]:
    """The referrals to the police and to safeguarding, as the rules see them."""
    found = case_facts(line.case, at=line.at).referrals
    return tuple(one for one in found if one.target is not ReferralTarget.TEAM)
