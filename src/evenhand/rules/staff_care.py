"""What staff may do, and how they are looked after (clauses 1.4 and 8.1; RIDDOR)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from evenhand.rules.calendar import local_day
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import Finding, absence, advice, fault_found
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Channel, Fault, Injury, StaffResponse

RIDDOR_DAYS: Mapping[Injury, int] = {Injury.OVER_SEVEN_DAYS: 15, Injury.SPECIFIED: 10, Injury.DEATH: 10}
"""Calendar days from the incident to the report to HSE.

The Reporting of Injuries, Diseases and Dangerous Occurrences Regulations 2013 (SI 2013/1471), regulations 4
to 6 and Schedule 1: a death or a specified injury within 10 days, more than 7 days away within 15.
"""

PHYSICAL_THREAT = "If they threaten you physically, no warning is needed. End the call or leave at once."
"""What takes the place of a warning where there is a physical threat (8.2)."""

WARN_FIRST = (
    "Say that what they do is not acceptable, say why, and give them a chance to change. For example: "
    "‘Please stop insulting me. I cannot help you while you do.’"
)
"""What comes before anything that staff do against a customer (8.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One thing that staff may do (8.1), with what to say before it (8.2)."""

    response: StaffResponse
    """What it is called where its use is recorded."""
    may: str
    """What staff may do, as words that follow 'You may'."""
    say_first: str
    """What to say before it, once the customer was warned and goes on; empty where nothing need be said."""


_RIGHTS = (
    Right(
        response=StaffResponse.HELD_CALL,
        may="put the call on hold",
        say_first="‘If it goes on, I will put this call on hold.’",
    ),
    Right(
        response=StaffResponse.ENDED_CALL,
        may="end the call",
        say_first="‘If it goes on, I will end this call.’ Tell them when you end it.",
    ),
    Right(response=StaffResponse.WITHDREW, may="leave the situation", say_first=""),
    Right(
        response=StaffResponse.ASKED_TO_LEAVE,
        may="ask the customer to leave; if they do not, they can be escorted out",
        say_first="‘If it goes on, I will ask you to leave.’",
    ),
    Right(
        response=StaffResponse.DID_NOT_REPLY,
        may="leave an abusive message without a reply, once you have read it for anything new",
        say_first="‘If it goes on, we will read your messages but not reply to abuse.’",
    ),
)
_WRITTEN = frozenset({StaffResponse.DID_NOT_REPLY})
_ON: Mapping[Channel, frozenset[StaffResponse]] = {
    Channel.TELEPHONE: frozenset({StaffResponse.HELD_CALL, StaffResponse.ENDED_CALL}),
    Channel.FACE_TO_FACE: frozenset({StaffResponse.WITHDREW, StaffResponse.ASKED_TO_LEAVE}),
    Channel.EMAIL: _WRITTEN,
    Channel.LETTER: _WRITTEN,
    Channel.WEB_FORM: _WRITTEN,
    Channel.SOCIAL_MEDIA: _WRITTEN,
}


def rights(channel: Channel | None) -> tuple[Right, ...]:
    """What staff may do about unacceptable action on a channel (8.1), the mildest first.

    Args:
        channel: how the customer is in touch; ``None`` where it is not known, for all that staff may do.
    """
    return tuple(one for one in _RIGHTS if channel is None or one.response in _ON[channel])


def staff_support(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """The well-being of the staff affected by an incident is followed up (1.4)."""
    rule = "staff.support"
    for incident in case.incidents:
        if not incident.affected or incident.supported_at is not None:
            continue
        known = incident.reported_at or incident.occurred_at
        if known is None or not case.says_all:
            yield absence(
                rule,
                "Ask the staff affected how they are, and record that you did.",
                known=False,
                about=incident.id,
                fault=Fault.NO_RECORD,
            )
            continue
        due = terms.calendar.add_working_days(local_day(known), terms.support_working_days)
        if local_day(at) <= due:
            yield advice(
                rule, "Ask the staff affected how they are, and record that you did.", about=incident.id, due=due
            )
        else:
            yield fault_found(
                rule,
                "Ask the staff affected how they are now: nobody has, and the time for it has passed.",
                about=incident.id,
                fault=Fault.DELAY,
                due=due,
                follows=True,
                people=incident.affected,
            )


def staff_rights(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Staff may hold or end a call, withdraw or ask to leave; which was used is kept (8.1)."""
    for incident in case.incidents:
        if incident.behaviours and not incident.responses:
            yield advice(
                "staff.rights",
                "What staff did at the time is not recorded. Record it if they warned the customer, "
                "held or ended the call, left, asked the customer to leave or did not reply.",
                about=incident.id,
                part="responses",
            )


def riddor_report(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Work-related violence over the thresholds of RIDDOR is reported to HSE in time."""
    rule = "riddor.report"
    for incident in case.incidents:
        if incident.injury is None or incident.injury not in RIDDOR_DAYS:
            continue
        happened = incident.occurred_at or incident.reported_at or incident.injury_known_at
        due = None if happened is None else local_day(happened) + timedelta(days=RIDDOR_DAYS[incident.injury])
        if incident.reported_to_hse_at is not None:
            late = case.record_complete and due is not None and local_day(incident.reported_to_hse_at) > due
            message = "The injury was reported to HSE late. Find out why, and record it."
        elif case.record_complete and due is not None and local_day(at) <= due:
            yield advice(rule, "Report the injury to HSE (RIDDOR) without delay.", about=incident.id, due=due)
            continue
        else:
            late = True
            message = "Report the injury to HSE (RIDDOR) now, and record when it was reported."
        if late:
            yield absence(
                rule,
                message,
                known=case.record_complete,
                about=incident.id,
                fault=Fault.NO_RECORD if due is None else Fault.DELAY,
                due=due if case.record_complete else None,
                follows=True,
            )
