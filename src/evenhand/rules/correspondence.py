"""Messages that are not answered, and what may be new in them (clauses 3.1, 8.1 and 9.4)."""

from collections.abc import Iterator
from datetime import date, datetime

from evenhand.rules.calendar import earliest, local_day
from evenhand.rules.facts import CaseFacts, HandledContact
from evenhand.rules.findings import Finding, absence, advice, fault_found, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Fault, Handling

NEW_ISSUE = "issues.new_valid_issue"
READ = "file.reviewed_for_new_issue"
EXCEPTIONAL = "contact.exceptional"
UNANSWERED = frozenset({Handling.HELD, Handling.FILED_UNREAD, Handling.FILED_AFTER_READING})
"""Messages that lie with the council without an answer."""
_NOT_LET_THROUGH = UNANSWERED | {Handling.REFUSED}
_KNOWN_IGNORED = frozenset({Handling.FILED_UNREAD, Handling.REFUSED})
"""What says by itself that nobody dealt with what was new."""


def issues_new_valid_issue(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A contact that raises a new valid issue is never left unanswered (3.1)."""
    for contact in case.contacts:
        if contact.new_issue is not True or contact.handling not in _NOT_LET_THROUGH:
            continue
        if contact.passed_on_at is not None or contact.answered_at is not None:
            continue
        due = _due(terms, contact.read_at or contact.received_at, terms.message_read_working_days)
        if case.record_complete and due is not None and local_day(at) <= due:
            message = "This raises a new issue. Pass it on to whoever answers it."
            yield advice(NEW_ISSUE, message, about=contact.id, due=due)
            continue
        yield absence(
            NEW_ISSUE,
            "A new issue was raised and left unanswered. Pass it on or answer it now.",
            known=case.says_all or contact.handling in _KNOWN_IGNORED,
            about=contact.id,
            fault=Fault.NEW_ISSUE_IGNORED,
            due=due if case.record_complete else None,
        )


def file_reviewed_for_new_issue(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A person reads every unanswered message: for a risk the same working day, for a new issue soon (8.1)."""
    for contact in case.contacts:
        if contact.handling not in UNANSWERED:
            continue
        if not case.record_complete:
            yield from _reading_unknown(contact)
            continue
        if contact.handling is Handling.FILED_AFTER_READING and contact.read_at is None:
            continue  # it says that somebody read it, though not when
        look = earliest(contact.risk_looked_at, contact.read_at, contact.answered_at)
        read = earliest(contact.read_at, contact.answered_at)
        by = _due(terms, contact.received_at, terms.risk_look_working_days)
        yield from _done_by(contact, look, by, at, part="risk_looked_at", what="for a risk to anybody")
        by = _due(terms, contact.received_at, terms.message_read_working_days)
        yield from _done_by(contact, read, by, at, part="read_at", what="for a new issue")


def contact_exceptional(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Even under no contact, exceptional circumstances can be recorded and the contact let in (9.4)."""
    for raised in case.exceptional:
        if raised.let_in is False and is_blank(raised.reasons):
            yield absence(
                EXCEPTIONAL,
                "Exceptional circumstances were raised and the contact was not let in. Say why.",
                known=case.says_all or raised.reasons is not None,
                about=raised.id,
                fault=Fault.NO_REASONS,
                part="reasons",
            )
        elif raised.let_in is None:
            message = "Exceptional circumstances were raised. A person decides now whether to let the contact in."
            yield advice(EXCEPTIONAL, message, about=raised.id)


def _reading_unknown(contact: HandledContact) -> Iterator[Finding]:
    if contact.handling is not Handling.FILED_AFTER_READING and earliest(contact.read_at, contact.answered_at) is None:
        yield absence(
            READ,
            "It is not recorded that anybody read this message for a new issue.",
            known=False,
            about=contact.id,
            fault=Fault.DELAY,
            part="read_at",
        )


def _done_by(
    contact: HandledContact, done: datetime | None, due: date | None, at: datetime, *, part: str, what: str
) -> Iterator[Finding]:
    if done is None and due is not None and local_day(at) <= due:
        yield advice(READ, f"Look at this message {what}.", about=contact.id, due=due, part=part)
    elif done is None:
        late = f"Nobody has looked at this message {what}, and it is late. Do it now."
        yield fault_found(READ, late, about=contact.id, fault=Fault.DELAY, due=due, part=part)
    elif due is not None and local_day(done) > due:
        yield fault_found(
            READ,
            f"This message was looked at {what} too late.",
            about=contact.id,
            fault=Fault.DELAY,
            due=due,
            part=part,
        )


def _due(terms: Terms, since: datetime | None, working_days: int) -> date | None:
    return None if since is None else terms.calendar.add_working_days(local_day(since), working_days)
