"""The rules on what the customer is told, and by when (clauses 9.1 and 12.1); ``telling`` has the duty itself."""

from collections.abc import Iterator
from datetime import datetime

from evenhand.rules.doors import put_off
from evenhand.rules.facts import CaseFacts, Letter
from evenhand.rules.findings import Finding, absence, fault_found
from evenhand.rules.telling import NOTICE_SENT, deemed_receipt, telling_due, telling_duties, told_of
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Fault, LetterKind, NoticeItem, ReviewOutcome

__all__ = [
    "deemed_receipt",
    "notice_appeal",
    "notice_ombudsman",
    "notice_review_date",
    "notice_sent",
    "notice_time_limit",
    "notice_what",
    "notice_why",
]


def notice_why(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """The notice says why we consider the actions unacceptable (9.1)."""
    yield from _states(case, "notice.why", NoticeItem.WHY, Fault.NO_REASONS, "The letter does not say why.")


def notice_what(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """The notice says what we are doing (9.1)."""
    message = "The letter does not say what we are doing."
    yield from _states(case, "notice.what", NoticeItem.WHAT, Fault.NO_NOTICE, message)


def notice_time_limit(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """The notice gives the time limit, or says that there is none (9.1)."""
    message = "The letter does not say how long the restriction lasts."
    yield from _states(case, "notice.time_limit", NoticeItem.DURATION, Fault.NO_TIME_LIMIT, message)


def notice_review_date(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """The notice says when the restriction will be reviewed."""
    message = "The letter does not say when the restriction will be reviewed."
    yield from _states(case, "notice.review_date", NoticeItem.REVIEW_DATE, Fault.NO_REVIEW_DATE_TOLD, message)


def notice_appeal(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """The notice says how to appeal; so does whatever makes a restriction last longer."""
    rule = "notice.appeal"
    message = "The letter does not say how to ask us to look again."
    yield from _states(case, rule, NoticeItem.APPEAL_ROUTE, Fault.NO_APPEAL_ROUTE, message)
    unoffered = (
        *(one.id for one in case.determinations if one.appeal_offered is False),
        *(one.id for one in case.reviews if one.appeal_offered is False),
    )
    for about in unoffered:
        yield fault_found(
            rule,
            "The customer was offered no way to appeal. Tell them how to ask us to look again.",
            about=about,
            fault=Fault.NO_APPEAL_ROUTE,
        )


def notice_ombudsman(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Every decision letter says how to complain to the Ombudsman (12.1)."""
    for letter in case.letters:
        yield from _item(
            case,
            letter,
            "notice.ombudsman",
            NoticeItem.OMBUDSMAN,
            Fault.OMBUDSMAN_NOT_SIGNPOSTED,
            "The letter does not say how to complain to the Ombudsman.",
        )


def notice_sent(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Telling the customer is a duty with a clock that starts at the decision (9.1).

    A restriction of which the customer was never told cannot be continued at a review, and no contact
    before they were told counts as a breach.
    """
    yield from _ended_untold(case)
    yield from _breached_untold(case)
    if not case.record_complete:
        yield from _no_notice_known(case)
        return  # a history's notices are judged by what they state; its dates belong to complete records
    for duty in telling_duties(case):
        if duty.rule == NOTICE_SENT and (case.says_all or duty.letter is LetterKind.RESTRICTION_NOTICE):
            yield from telling_due(case, terms, duty, at=at)
    yield from _kept_untold(case, terms)


def _kept_untold(case: CaseFacts, terms: Terms) -> Iterator[Finding]:
    for review in case.reviews:
        restriction = next((one for one in case.restrictions if one.id == review.restriction), None)
        if review.outcome is not ReviewOutcome.CONTINUED or review.extends or review.held is False:
            continue
        if restriction is None or review.held_at is None or told_of(case, restriction, at=review.held_at):
            continue
        found = fault_found(
            NOTICE_SENT,
            "The customer had not been told of the restriction: it cannot be continued. Tell them first.",
            about=review.id,
            fault=Fault.NO_NOTICE,
        )
        yield from put_off([found], doors=review.doors, since=review.held_at, terms=terms)


def _ended_untold(case: CaseFacts) -> Iterator[Finding]:
    for restriction in case.restrictions:
        if restriction.end_told is False:
            yield fault_found(
                NOTICE_SENT,
                "The customer was not told that the restriction had ended. Tell them now.",
                about=restriction.id,
                fault=Fault.NO_NOTICE,
                follows=True,
            )


def _breached_untold(case: CaseFacts) -> Iterator[Finding]:
    by_id = {one.id: one for one in case.restrictions}
    for breach in case.breaches:
        restriction = None if breach.restriction is None else by_id.get(breach.restriction)
        if restriction is None or breach.occurred_at is None or told_of(case, restriction, at=breach.occurred_at):
            continue
        told = "This does not count as a breach: the customer had not been told of the restriction."
        unknown = "It is not recorded that the customer had been told of the restriction before this breach."
        yield absence(
            NOTICE_SENT,
            told if case.record_complete else unknown,
            known=case.record_complete,
            about=breach.id,
            fault=Fault.RESTRICTION_MISAPPLIED,
        )


def _no_notice_known(case: CaseFacts) -> Iterator[Finding]:
    about = {letter.about for letter in case.letters if letter.kind is LetterKind.RESTRICTION_NOTICE}
    about |= {one.about for one in case.direct_tellings}
    for decision in case.restricting_decisions():
        if about.isdisjoint({decision.id, None}):
            yield absence(
                NOTICE_SENT,
                "It is not recorded that the customer was told of the decision.",
                known=False,
                about=decision.id,
                fault=Fault.NO_NOTICE,
            )


def _states(case: CaseFacts, rule: str, item: NoticeItem, fault: Fault, message: str) -> Iterator[Finding]:
    for letter in case.letters:
        if letter.kind is LetterKind.RESTRICTION_NOTICE:
            yield from _item(case, letter, rule, item, fault, message)


def _item(
    case: CaseFacts, letter: Letter, rule: str, item: NoticeItem, fault: Fault, message: str
) -> Iterator[Finding]:
    if item in letter.states:
        return
    stated_missing = item in letter.omits
    yield absence(rule, message, known=case.says_all or stated_missing, about=letter.id, fault=fault)
