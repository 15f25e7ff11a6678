"""Threats of harm, and what was put to the police and to safeguarding about them: shared by three rules' tests."""

from dataclasses import replace
from typing import Any

from evenhand.rules.facts import CaseFacts, Incident, Referral
from evenhand.rules.vocabulary import Harm, Offence, ReferralTarget

from . import build
from .build import fact, london

SELF, OTHERS = frozenset({Harm.SELF}), frozenset({Harm.OTHERS})
MONDAY = "2026-01-05 10:00"
LAST_MOMENT, TOO_LATE = "2026-01-05 23:59", "2026-01-06 00:00"
"""The terms give the same working day for a threat of harm."""


def threat(harm: frozenset[Harm] = OTHERS, when: str | None = MONDAY, **changes: Any) -> Incident:
    return build.incident(when=when, harm_threatened=harm, **changes)


def offence(**changes: Any) -> Incident:
    return build.incident(offence=Offence.THREATENED, **changes)


def made(target: ReferralTarget, when: str | None = "2026-01-05 10:30", **changes: Any) -> Referral:
    base = replace(build.referral("f9", when), target=target, incident=fact("i1"))
    return replace(base, **changes)


def over(target: ReferralTarget) -> Referral:
    """A referral with its reference and its outcome."""
    return made(target, reference="26/123", outcome_at=london("2026-01-09 09:00"))


def known(one: Incident, *referrals: Referral, complete: bool = True) -> CaseFacts:
    return build.case(incidents=(one,), referrals=referrals, record_complete=complete)
