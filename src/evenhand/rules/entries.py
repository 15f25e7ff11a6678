"""Entries about a customer: who sees them, how long they are kept, when they end."""

from collections.abc import Iterator
from datetime import datetime

from evenhand.rules.calendar import add_months, local_day, not_after, within
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import Finding, absence, advice, fault_found, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Fault, RetentionClass

SHARED = "record.shared_lawfully"
RETAINED = "record.retained"
MARKER_ENDS = "marker.ends"
MONTHS_TO_ERASE = 3
"""Calendar months after its time in which a record is looked through and erased."""


def record_shared_lawfully(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """An entry is shared only with those who need it, and each sharing is on the record."""
    for sharing in case.sharings:
        if sharing.wrongly:
            yield fault_found(
                SHARED,
                "An entry was shared with somebody who had no need of it. Ask them to delete it.",
                about=sharing.id,
                fault=Fault.DATA_SHARED_WRONGLY,
            )
        elif sharing.wrongly is None and is_blank(sharing.need):
            yield absence(
                SHARED,
                "Why they need the entry that was shared with them is not recorded.",
                known=case.says_all or sharing.need is not None,
                about=sharing.id,
                fault=Fault.DATA_SHARED_WRONGLY,
                part="need",
            )


def record_retained(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A record is kept for as long as its gravity asks, and no longer, unless a legal hold stands."""
    kept_on = any(within(one.since, one.ended_at, at) for one in case.holds)
    standing = any(one.stands(at) for one in case.restrictions)
    if not case.record_complete or case.closed_at is None or not not_after(case.closed_at, at) or kept_on or standing:
        return
    kept_until = add_months(local_day(case.closed_at), terms.retention_months[retention_class(case)])
    released = [local_day(one.ended_at) for one in case.holds if one.ended_at is not None]
    since = max([kept_until, *released])
    due = add_months(since, MONTHS_TO_ERASE)
    if local_day(at) <= since:
        return
    if local_day(at) <= due:
        message = "The record has been kept for its time. Erase what is not needed any more."
        yield advice(RETAINED, message, about=case.id, due=due)
        return
    yield fault_found(
        RETAINED,
        "The record is kept past its time. Erase what is not needed any more, or record why it must be kept.",
        about=case.id,
        fault=Fault.DELAY,
        due=due,
    )


def retention_class(case: CaseFacts) -> RetentionClass:
    """How grave a case was, for how long its record is kept: the gravest thing on it counts."""
    violent = any(
        one.physical_threat or any(act.is_physical_threat for act in one.behaviours or ()) for one in case.incidents
    )
    if violent:
        return RetentionClass.VIOLENCE
    if case.restrictions or case.restricting_decisions():
        return RetentionClass.RESTRICTED
    if any(one.given for one in case.warnings):
        return RetentionClass.WARNED
    return RetentionClass.NO_ACTION


def marker_ends(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A safety warning on an address ends with the occupancy."""
    for marker in case.markers:
        moved = marker.occupancy_ended_at
        if marker.on_address and marker.ended_at is None and moved is not None and not_after(moved, at):
            yield absence(
                MARKER_ENDS,
                "The customer no longer lives at the address. End the safety warning on it.",
                known=case.record_complete,
                about=marker.id,
                fault=Fault.DATA_INACCURATE,
                due=local_day(moved) if case.record_complete else None,
            )
