"""A restriction holds from its start to its end, no longer and no wider (clause 9.3)."""

from collections.abc import Iterator
from datetime import date, datetime

from evenhand.rules.calendar import instant, local_day, not_after
from evenhand.rules.facts import CaseFacts, Enforcement, HandledContact, Restriction
from evenhand.rules.findings import Finding, absence, advice, fault_found, is_blank
from evenhand.rules.kinds import NEEDS_SETTING_UP, effect
from evenhand.rules.telling import EVASION_TOLD, telling_due, telling_duties
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Channel, Fault, Handling, Outcome, Purpose

ENFORCED = "restriction.enforced"
MISAPPLIED = "restriction.misapplied"
_NOT_DEALT_WITH = frozenset({Handling.REFUSED, Handling.FILED_UNREAD, Handling.FILED_AFTER_READING})


def restriction_enforced(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Each channel applies a restriction from its start, stops at its end, and shows that it did (9.3).

    That matters where somebody has to change something outside this system: a block, a ban from a building.
    A pause is an end and a new start.
    """
    for restriction in case.restrictions:
        if restriction.enforcers_told is False:
            yield fault_found(
                ENFORCED,
                "Those who enforce the restriction were not told that it had ended. Tell them now.",
                about=restriction.id,
                fault=Fault.RESTRICTION_MISAPPLIED,
                follows=True,
            )
        set_up = [one for one in case.enforcements if one.restriction == restriction.id]
        if restriction.in_force(at):
            for channel in sorted(NEEDS_SETTING_UP.get(restriction.kind, frozenset())):
                yield from _applied(case, terms, restriction, channel, set_up, at)
        else:
            since = _not_in_force_since(restriction, at)
            for one in set_up:
                yield from _stopped(case, terms, one, since, at)


def restriction_misapplied(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Nothing is refused that a restriction allows (9.3)."""
    for contact in case.contacts:
        if contact.applied_consistently is False:
            message = "The restriction was not applied as it stands. Put right what it did to the customer."
        elif contact.handling not in _NOT_DEALT_WITH or contact.answered_at is not None:
            continue
        elif isinstance(contact.purpose, Purpose):
            message = "This contact is always allowed, whatever the restriction. Deal with it now."
        elif case.record_complete and contact.purpose is None and not _closed(case, contact):
            message = "No restriction closed this way of contact at the time. Deal with the contact now."
        else:
            continue  # that a mandatory service was kept from the customer is for services.mandatory_open
        yield fault_found(MISAPPLIED, message, about=contact.id, fault=Fault.RESTRICTION_MISAPPLIED)


def restriction_evasion(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """That another name or number is the same person is decided by a person, and the customer is told by letter."""
    for suspected in case.evasions:
        if suspected.same_person is None:
            message = "Another name, number or address may be the same person. A person decides whether it is."
            yield advice(EVASION_TOLD, message, about=suspected.id)
        if is_blank(suspected.why):
            yield absence(
                EVASION_TOLD,
                "Why it may be the same person is not recorded.",
                known=False,
                about=suspected.id,
                fault=Fault.EVIDENCE_INSUFFICIENT,
                part="why",
            )
    if case.record_complete:
        for duty in telling_duties(case):
            if duty.rule == EVASION_TOLD:
                yield from telling_due(case, terms, duty, at=at)


def _in_time(terms: Terms, since: datetime | None) -> date | None:
    return None if since is None else terms.calendar.add_working_days(local_day(since), terms.enforcement_working_days)


def _applied(
    case: CaseFacts, terms: Terms, restriction: Restriction, channel: Channel, set_up: list[Enforcement], at: datetime
) -> Iterator[Finding]:
    if any(one.channel is channel and _active(one, at) for one in set_up):
        return
    due = _in_time(terms, _in_force_since(case, restriction, at))
    if case.record_complete and due is not None and local_day(at) <= due:
        message = f"Have the restriction set up ({channel.label.lower()}), and record when it was."
        yield advice(ENFORCED, message, about=restriction.id, due=due, part=channel)
        return
    yield absence(
        ENFORCED,
        f"It is not recorded that the restriction was set up ({channel.label.lower()}).",
        known=case.says_all,
        about=restriction.id,
        fault=Fault.NO_RECORD,
        due=due if case.record_complete else None,
        follows=True,
        part=channel,
    )


def _stopped(
    case: CaseFacts, terms: Terms, enforcement: Enforcement, since: datetime | None, at: datetime
) -> Iterator[Finding]:
    applied, stopped = enforcement.applied_at, enforcement.stopped_at
    if since is None or applied is None or not not_after(applied, since):
        return
    due = _in_time(terms, since)
    if stopped is not None and not_after(stopped, at):
        if case.record_complete and due is not None and local_day(stopped) > due:
            yield fault_found(
                ENFORCED,
                "The restriction was still applied after its end.",
                about=enforcement.id,
                fault=Fault.RESTRICTION_MISAPPLIED,
                due=due,
            )
    elif case.record_complete and due is not None and local_day(at) <= due:
        message = "The restriction no longer holds. Have it taken down, and record when it was."
        yield advice(ENFORCED, message, about=enforcement.id, due=due)
    else:
        yield absence(
            ENFORCED,
            "The restriction no longer holds, and it is not recorded that it was taken down. Take it down now.",
            known=case.says_all,
            about=enforcement.id,
            fault=Fault.RESTRICTION_MISAPPLIED,
            due=due if case.record_complete else None,
        )


def _active(enforcement: Enforcement, at: datetime) -> bool:
    applied, stopped = enforcement.applied_at, enforcement.stopped_at
    return applied is not None and not_after(applied, at) and (stopped is None or not not_after(stopped, at))


def _in_force_since(case: CaseFacts, restriction: Restriction, at: datetime) -> datetime | None:
    """When a restriction came into force, for the last time after a pause."""
    decided = [one.decided_at for one in case.determinations if one.id == restriction.determination]
    start = restriction.starts_at or restriction.imposed_at or next(iter(decided), None)
    resumed = [one.until for one in restriction.suspensions if one.until is not None and not_after(one.until, at)]
    return max((one for one in (start, *resumed) if one is not None), key=instant, default=None)


def _not_in_force_since(restriction: Restriction, at: datetime) -> datetime | None:
    """When a restriction that does not hold now ended or was paused; ``None`` for one that has not begun."""
    ends = [one for one in (restriction.ends_at, restriction.lifted_at) if one is not None and not_after(one, at)]
    pauses = [one.since for one in restriction.suspensions if one.covers(at)]
    return min((*ends, *pauses), key=instant, default=None)


def _closed(case: CaseFacts, contact: HandledContact) -> bool:
    """Whether a restriction in force when a contact came in closed its way, as far as that is known."""
    return any(
        (contact.received_at is None or restriction.in_force(contact.received_at))
        and (contact.channel is None or effect(restriction, contact.channel) is not Outcome.PROCEED)
        for restriction in case.restrictions
    )
