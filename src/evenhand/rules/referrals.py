"""Threats of harm and offences: safeguarding and the police (clauses 4.1 and 8.2).

None of these stands in the way of anything: people are kept safe first, and the record follows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from evenhand.rules.calendar import local_day, may_precede
from evenhand.rules.facts import CaseFacts, Incident, Referral
from evenhand.rules.findings import Finding, absence, advice, fault_found, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Fault, Harm, ReferralTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What one rule asks for, in words that say first what to do now."""

    rule: str
    target: ReferralTarget
    at_once: str
    overdue: str
    declined: str
    follow_up: str


_SAFEGUARDING = _Asked(
    rule="safeguarding.referral",
    target=ReferralTarget.SAFEGUARDING,
    at_once=(
        "Stay on the line if they are still there, and call 999 if anybody is in danger now. "
        "Then make a safeguarding referral at once."
    ),
    overdue="Make a safeguarding referral now: the time for it has passed. Call 999 if anybody is in danger.",
    declined="Make a safeguarding referral now: every threat of harm is referred, and this one was not.",
    follow_up="Ask safeguarding what came of the referral, and record it.",
)
_POLICE = _Asked(
    rule="police.threat_of_harm",
    target=ReferralTarget.POLICE,
    at_once=(
        "Stay on the line if they are still there, and call 999 if anybody is in danger now. "
        "If nobody is, report the threat to the police on 101 at once."
    ),
    overdue="Report the threat to the police now: the time for it has passed. Call 999 if anybody is in danger.",
    declined="Report the threat to the police now: a threat to harm others is always reported, and this was not.",
    follow_up="Ask the police what came of the report, and record it.",
)
_OFFENCE = _Asked(
    rule="police.offence",
    target=ReferralTarget.POLICE,
    at_once="Report the offence to the police: call 999 if it is happening now, else 101. Record the crime reference.",
    overdue="Report the offence to the police now: the time for it has passed. Record the crime reference.",
    declined="Report the offence to the police now: every offence is reported, and this one was not.",
    follow_up="Ask the police what came of the report, and record it.",
)


def safeguarding_referral(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A threat of harm to the customer or to others is referred to safeguarding at once, and followed up (4.1)."""
    for incident in case.incidents:
        if incident.threatens_harm:
            due = _due(incident, terms, terms.harm_referral_working_days)
            yield from _referred(case, incident, _SAFEGUARDING, due, at)


def police_threat_of_harm(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A threat of harm is reported to the police at once; for self-harm alone, or not with a reason (4.1)."""
    for incident in case.incidents:
        if incident.threatens_harm:
            due = _due(incident, terms, terms.harm_referral_working_days)
            may_decline = incident.threatens_harm == {Harm.SELF}
            yield from _referred(case, incident, _POLICE, due, at, may_decline=may_decline)


def police_offence(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """An offence threatened or committed is referred to the police, with its reference and outcome (8.2)."""
    for incident in case.incidents:
        if incident.offence is None:
            continue
        yield from _referred(case, incident, _OFFENCE, _due(incident, terms, terms.offence_referral_working_days), at)
        made = _made(case, incident, ReferralTarget.POLICE)
        if made and all(is_blank(one.reference) for one in made):
            yield absence(
                _OFFENCE.rule,
                "Ask the police for the crime reference, and record it.",
                known=False,
                about=incident.id,
                fault=Fault.NO_RECORD,
                part="reference",
            )


def _referred(
    case: CaseFacts, incident: Incident, asked: _Asked, due: date | None, at: datetime, *, may_decline: bool = False
) -> Iterator[Finding]:
    """What is to be said of one referral: to be made, overdue, declined, or made and without an outcome."""
    made = _made(case, incident, asked.target)
    if made:
        if all(one.outcome_at is None for one in made):
            yield advice(asked.rule, asked.follow_up, about=incident.id, part="outcome_at")
        return
    if _declined(case, incident, asked.target):
        if not may_decline:
            yield fault_found(asked.rule, asked.declined, about=incident.id, fault=Fault.OUTSIDE_POLICY, follows=True)
        return
    if case.record_complete and due is not None and local_day(at) <= due:
        yield advice(asked.rule, asked.at_once, about=incident.id, due=due)
        return
    overdue = case.record_complete and due is not None
    yield absence(
        asked.rule,
        asked.overdue if overdue else asked.at_once,
        known=case.says_all,
        about=incident.id,
        fault=Fault.DELAY if overdue else Fault.NO_RECORD,
        due=due if overdue else None,
        follows=True,
    )


def _due(incident: Incident, terms: Terms, working_days: int) -> date | None:
    known = incident.reported_at or incident.occurred_at
    return None if known is None else terms.calendar.add_working_days(local_day(known), working_days)


def _about(case: CaseFacts, incident: Incident, target: ReferralTarget) -> list[Referral]:
    """The referrals that serve an incident: about it, or about the case as a whole and not made before it."""
    return [
        one
        for one in case.referrals
        if one.target is target
        and (one.incident == incident.id or (one.incident is None and may_precede(incident.occurred_at, one.made_at)))
    ]


def _made(case: CaseFacts, incident: Incident, target: ReferralTarget) -> list[Referral]:
    return [one for one in _about(case, incident, target) if one.declined_because is None]


def _declined(case: CaseFacts, incident: Incident, target: ReferralTarget) -> bool:
    """Whether somebody decided against it and said why; without a reason nothing was decided."""
    return any(not is_blank(one.declined_because) for one in _about(case, incident, target))
