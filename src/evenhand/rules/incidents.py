"""Incidents: who must know of them, and who looks into them (clause 8.2)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from evenhand.rules.calendar import local_day, may_precede, not_after
from evenhand.rules.facts import CaseFacts, Incident, Investigation, StaffMember
from evenhand.rules.findings import Finding, absence, advice, fault_found
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Fault, PersonId, ReferralTarget

_RULE = "manager.informed"


def manager_to_inform(
    reporter: PersonId, people: frozenset[PersonId], staff: Mapping[PersonId, StaffMember]
) -> PersonId | None:
    """The manager whom a report reaches (8.2).

    The reporter's own manager; their deputy when the manager is absent, affected or involved; else the
    next manager up. ``None`` when nobody fit is recorded: the report still stands, and a finding says so.

    ``people`` are all who suffered or witnessed the incident, and the reporter too where they are listed.
    """
    seen: set[PersonId] = set()
    current = staff[reporter].manager if reporter in staff else None
    while current is not None and current in staff and current not in seen:
        seen.add(current)
        member = staff[current]
        for candidate in (member.id, member.deputy):
            fit = staff.get(candidate) if candidate is not None else None
            if fit is not None and not fit.absent and fit.id not in people | {reporter}:
                return fit.id
        current = member.manager
    return None


def manager_informed(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Every incident reaches a manager, who takes it on in time, investigates and decides (8.2).

    A finding with a clock on each incident; a referral to the team is refused before the manager, who
    was not involved, has finished investigating.
    """
    for incident in case.incidents:
        yield from _taken_on(case, terms, incident, at)
    for referral in case.referrals:
        if referral.target is not ReferralTarget.TEAM:
            continue  # The police and safeguarding are told at once (4.1, 8.2).
        latest = _latest_finished(case, until=referral.made_at)
        if not latest:
            yield absence(
                _RULE,
                "A manager has not finished investigating.",
                known=case.record_complete,
                about=referral.id,
                fault=Fault.NO_RECORD,
            )
            continue
        involved = [_involved(case, one) for one in latest]
        if all(involved):
            yield fault_found(
                _RULE,
                "The investigation was made by somebody who reported, suffered or witnessed an incident.",
                about=referral.id,
                fault=Fault.NOT_INDEPENDENT,
                people=frozenset().union(*involved),
            )


def _latest_finished(case: CaseFacts, *, until: datetime | None) -> list[Investigation]:
    """The investigation that was finished last before a moment; more than one where they ended together."""
    finished = [
        (one, one.concluded_at)
        for one in case.investigations
        if one.concluded_at is not None and may_precede(one.concluded_at, until)
    ]
    return [one for one, ended in finished if all(not_after(other, ended) for _, other in finished)]


def _involved(case: CaseFacts, investigation: Investigation) -> frozenset[PersonId]:
    """Who investigated what they were part of; what came after the investigation does not count."""
    everybody = frozenset(
        person
        for incident in case.incidents
        if may_precede(incident.occurred_at, investigation.concluded_at)
        for person in incident.people
    )
    return everybody & investigation.people


def _taken_on(case: CaseFacts, terms: Terms, incident: Incident, at: datetime) -> Iterator[Finding]:
    if incident.acknowledged_at is not None or incident.reported_at is None or not case.record_complete:
        return
    if incident.manager is None:
        yield fault_found(
            _RULE,
            "No manager was told, because nobody fit is recorded for the person who reported it. "
            "Any manager can take it on.",
            about=incident.id,
            fault=Fault.NO_RECORD,
        )
        return
    due = terms.calendar.add_working_days(local_day(incident.reported_at), terms.manager_acknowledges_working_days)
    people = frozenset({incident.manager})
    if local_day(at) > due:
        yield fault_found(
            _RULE,
            "The manager has not taken this incident on in time.",
            about=incident.id,
            fault=Fault.DELAY,
            due=due,
            people=people,
        )
    else:
        yield advice(_RULE, "The manager has been told and should take this incident on.", about=incident.id, due=due)
