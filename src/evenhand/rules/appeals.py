"""Appeals against a restriction: recognised, on their own clock, decided by somebody who was not involved."""

from collections.abc import Iterator
from datetime import date, datetime

from evenhand.rules.calendar import local_day, may_precede
from evenhand.rules.facts import Appeal, CaseFacts, Restriction
from evenhand.rules.findings import Finding, absence, advice, fault_found, is_blank
from evenhand.rules.telling import last_told_day
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import AppealOutcome, FactId, Fault, PersonId, RuleId

RULE = RuleId("appeal.independent")
LOOSENING = frozenset({AppealOutcome.LIFTED, AppealOutcome.VARIED})
"""Answers that cancel or lighten: no rule stands in their way (principle 2)."""


def appeal_independent(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """An appeal has its own clock and a senior decider who was not involved.

    An answer gives its reasons. Staff are asked whether a protest is an appeal, and one that is gets an
    answer. An appeal after the policy's time for it is heard all the same. That an answer is late is for
    ``response.timely`` to say.
    """
    for appeal in case.appeals:
        yield from _involved(case, appeal)
        yield from _answer(case, appeal)
        yield from _handled(case, appeal)
        yield from _waits(case, terms, appeal)
    yield from _protests(case, terms)


def is_open(appeal: Appeal) -> bool:
    """Whether an appeal still waits for its answer, as far as the record says."""
    return (
        appeal.decided_at is None
        and appeal.outcome is None
        and appeal.answered is not True
        and appeal.answered_late is None
    )


def answer_due(appeal: Appeal, terms: Terms) -> date | None:
    """The last day for the answer to an appeal; ``None`` where nobody knows when it was made."""
    if appeal.made_at is None:
        return None
    return terms.calendar.add_working_days(local_day(appeal.made_at), terms.appeal_decided_working_days)


def took_part(case: CaseFacts, appeal: Appeal) -> frozenset[PersonId]:
    """Who cannot decide an appeal: everybody with a part in what it is about, up to its answer.

    Those who reported, suffered, witnessed or investigated what happened, and those who sat on the panel,
    imposed or reviewed what the appeal is against.
    """
    until = appeal.decided_at
    line = _line(case, appeal)
    decisions = {appeal.about, *(one.determination for one in line.values())}
    parts = (
        *(one.people for one in case.incidents if may_precede(one.occurred_at, until)),
        *(one.people for one in case.investigations if may_precede(one.begun_at, until)),
        *(
            {member.person for member in one.members}
            for one in case.determinations
            if (appeal.about is None or one.id in decisions) and may_precede(one.decided_at, until)
        ),
        *({one.imposed_by} - {None} for one in line.values()),
        *(
            one.reviewers
            for one in case.reviews
            if (one.restriction is None or one.restriction in line) and may_precede(one.held_at, until)
        ),
    )
    return frozenset(person for part in parts for person in part if person is not None)


def _line(case: CaseFacts, appeal: Appeal) -> dict[FactId, Restriction]:
    """The restrictions that an appeal is against, with those whose place they took; all where it names none."""
    against = [one for one in case.restrictions if appeal.about in {None, one.id, one.determination}]
    return {one.id: one for restriction in against for one in case.line_of(restriction)}


def _involved(case: CaseFacts, appeal: Appeal) -> Iterator[Finding]:
    if appeal.decider is not None and appeal.decider in took_part(case, appeal):
        yield fault_found(
            RULE,
            "Whoever decides an appeal must have had no part in what it is about. Somebody else must decide it.",
            about=appeal.id,
            fault=Fault.NOT_INDEPENDENT,
            people=frozenset({appeal.decider}),
            part="decider",
        )


def _answer(case: CaseFacts, appeal: Appeal) -> Iterator[Finding]:
    answered = appeal.outcome is not None or appeal.decided_at is not None
    if appeal.reasons_given is False:
        known = True
    elif not answered or appeal.reasons_given or not is_blank(appeal.reasons):
        return
    else:
        known = case.says_all or appeal.reasons is not None
    yield absence(
        RULE,
        "The answer to the appeal gives no reasons. Say why.",
        known=known,
        about=appeal.id,
        fault=Fault.NO_REASONS,
        part="reasons",
    )


def _handled(case: CaseFacts, appeal: Appeal) -> Iterator[Finding]:
    if appeal.answered is False:
        message = "The appeal was not answered. Answer it now."
    elif appeal.policy_followed is False:
        message = "The appeal was not handled as the policy says. Look at it again."
    else:
        return
    yield fault_found(RULE, message, about=appeal.id, fault=Fault.NO_APPEAL_ROUTE, follows=True)


def _waits(case: CaseFacts, terms: Terms, appeal: Appeal) -> Iterator[Finding]:
    if not is_open(appeal) or appeal.answered is False:
        return
    if not case.record_complete:
        yield absence(
            RULE,
            "It is not recorded whether the appeal was answered.",
            known=False,
            about=appeal.id,
            fault=Fault.NO_APPEAL_ROUTE,
        )
        return
    yield advice(
        RULE,
        "Decide the appeal. The decider must have had no part in it.",
        about=appeal.id,
        due=answer_due(appeal, terms),
    )
    if _after_its_time(case, terms, appeal):
        days = terms.appeal_window_working_days
        yield advice(
            RULE,
            f"The appeal came more than {days} working days after the customer was told. Hear it all the same.",
            about=appeal.id,
            part="made_at",
        )


def _after_its_time(case: CaseFacts, terms: Terms, appeal: Appeal) -> bool:
    """Whether it came later than the policy gives after the last telling; never where no telling is known."""
    if appeal.made_at is None or terms.appeal_window_working_days == 0:
        return False
    line = _line(case, appeal)
    subjects = (
        appeal.about,
        *line,
        *(one.determination for one in line.values()),
        *(one.id for one in case.reviews if one.restriction is None or one.restriction in line),
    )
    told = last_told_day(case, {one for one in subjects if one is not None}, at=appeal.made_at)
    if told is None:
        return False
    return local_day(appeal.made_at) > terms.calendar.add_working_days(told, terms.appeal_window_working_days)


def _protests(case: CaseFacts, terms: Terms) -> Iterator[Finding]:
    for contact in case.contacts:
        if contact.is_appeal and not any(may_precede(contact.received_at, one.decided_at) for one in case.appeals):
            yield absence(
                RULE,
                "The customer appealed, and no appeal is recorded. Record it, so that it is answered.",
                known=case.record_complete,
                about=contact.id,
                fault=Fault.NO_APPEAL_ROUTE,
            )
        if not contact.protests or contact.is_appeal is not None:
            continue
        message = "The customer protests against the restriction. Ask whether it is an appeal."
        if not case.record_complete:
            yield absence(RULE, message, known=False, about=contact.id, fault=Fault.NO_APPEAL_ROUTE)
            continue
        due = None
        if contact.received_at is not None:
            due = terms.calendar.add_working_days(local_day(contact.received_at), terms.message_read_working_days)
        yield advice(RULE, message, about=contact.id, due=due)
