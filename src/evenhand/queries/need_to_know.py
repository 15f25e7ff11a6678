"""Threats of harm and offences are for those who need to know: others learn only that there is a task (4.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evenhand.record.actor import Actor
from evenhand.rules.authority import Permission
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import Finding
from evenhand.rules.steps import Step
from evenhand.rules.vocabulary import Act, FactId, PersonId, RuleId

CONFIDENTIAL = frozenset({RuleId("safeguarding.referral"), RuleId("police.threat_of_harm"), RuleId("police.offence")})
"""The rules whose findings tell of a threat or an offence."""
CONFIDENTIAL_ACTS = frozenset(
    {Act.REFER_TO_POLICE, Act.REFER_TO_SAFEGUARDING, Act.DECLINE_REFERRAL, Act.RECORD_REFERRAL_OUTCOME}
)
"""The acts that tell of one by their name alone."""
HIDDEN = "A task that only those who need to know can read"
"""What such a step is called for everybody else."""


def needs_to_know(actor: Actor, facts: CaseFacts, about: FactId | None) -> bool:
    """Whether somebody needs to know of a threat or an offence in an incident.

    A manager, who sees to it; whoever reported the incident; and whoever made the referral.
    """
    if actor.may(Permission.SUPPORT_STAFF):
        return True
    me = None if actor.id is None else PersonId(str(actor.id))
    referral = next((one for one in facts.referrals if one.id == about), None)
    incident_id = about if referral is None else referral.incident
    made = {referral.by} if referral else set()
    reported = {one.reporter for one in facts.incidents if incident_id in {one.id, None}}
    return me is not None and me in made | reported


def findings_for(actor: Actor, facts: CaseFacts, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that somebody may read. What is left out still shows as a step, without its words."""
    return tuple(one for one in found if one.rule not in CONFIDENTIAL or needs_to_know(actor, facts, one.about))


def steps_for(actor: Actor, facts: CaseFacts, way: Iterable[Step]) -> tuple[Step, ...]:
    """The way with its words, or without them where somebody need not know them."""
    return tuple(
        replace(one, title=HIDDEN, why="")
        if one.rule in CONFIDENTIAL and not needs_to_know(actor, facts, one.about)
        else one
        for one in way
    )
