"""The equality and human-rights considerations (clauses 11.1 to 11.3)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from evenhand.rules.calendar import local_day
from evenhand.rules.facts import CaseFacts, EqualityConsideration
from evenhand.rules.findings import Finding, absence, fault_found, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import FactId, Fault, ReviewOutcome, RuleId

RULE = RuleId("equality.considered")


def equality_considered(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Before restricting or continuing: barriers, whether it bears harder, what is arranged, human rights.

    Where delay would do harm a decision may go on with a recorded reason; the missing answers then have a
    clock and must be put right (principle 4).
    """
    for decision in case.restricting_decisions():
        reason = decision.doors.get(RULE)
        if decision.equality is None and not is_blank(reason):
            due = None
            if decision.decided_at is not None:
                due = terms.calendar.add_working_days(local_day(decision.decided_at), terms.door_working_days)
            put_off = fault_found(
                RULE,
                "The decision went ahead before the equality questions were answered. Answer them now.",
                about=decision.id,
                fault=Fault.NO_EQUALITY_CONSIDERATION,
                due=due,
            )
            yield replace(put_off, by_door=True)
        else:
            yield from _answers(case, decision.equality, decision.id)
    for review in case.reviews:
        if review.outcome is ReviewOutcome.CONTINUED:
            yield from _answers(case, review.equality, review.id)


def _answers(case: CaseFacts, answers: EqualityConsideration | None, about: FactId) -> Iterator[Finding]:
    if answers is None:
        yield absence(
            RULE,
            "The equality questions have not been answered.",
            known=case.record_complete,
            about=about,
            fault=Fault.NO_EQUALITY_CONSIDERATION,
        )
        return
    unarranged = bool(answers.bears_harder) and is_blank(answers.arrangements)
    missing = (
        (
            "barriers",
            is_blank(answers.barriers),
            answers.barriers,
            "Say what barrier the customer has told us of or has shown, or that we asked.",
        ),
        (
            "bears_harder",
            answers.bears_harder is None,
            None,
            "Say whether the restriction bears harder on this customer.",
        ),
        (
            "arrangements",
            unarranged,
            answers.arrangements,
            "The restriction bears harder on this customer: say what is arranged instead.",
        ),
        (
            "human_rights",
            is_blank(answers.human_rights),
            answers.human_rights,
            "Say how the customer's private life and freedom of expression were weighed.",
        ),
    )
    for part, is_missing, answer, message in missing:
        if is_missing:
            yield absence(
                RULE,
                message,
                known=case.record_complete or answer is not None,
                about=about,
                fault=Fault.NO_EQUALITY_CONSIDERATION,
                part=part,
            )
