"""What the customer is told, and by when (clauses 9.1 and 12.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from evenhand.rules.calendar import local_day, not_after, start_of_day
from evenhand.rules.facts import CaseFacts, Letter, Restriction
from evenhand.rules.findings import Finding, absence, advice, fault_found
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import FactId, Fault, LetterKind, NoticeItem, ReviewOutcome, Route, RuleId

NOTICE_SENT = RuleId("notice.sent")
REVIEW_TOLD = RuleId("review.reasoned")


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingDuty:
    """Something that the customer must be told of, by which letter, since when and under which rule."""

    rule: RuleId
    letter: LetterKind
    subject: FactId
    since: datetime


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

    A restriction of which the customer was never told cannot be continued at a review.
    """
    if not case.record_complete:
        yield from _no_notice_known(case)
        return  # a history's notices are judged by what they state; its dates belong to complete records
    for duty in telling_duties(case):
        if duty.rule == NOTICE_SENT:
            yield from telling_due(case, terms, duty, at=at)
    for review in case.reviews:
        restriction = next((one for one in case.restrictions if one.id == review.restriction), None)
        if review.outcome is not ReviewOutcome.CONTINUED or restriction is None or review.held_at is None:
            continue
        if not told_of(case, restriction, at=review.held_at):
            yield fault_found(
                NOTICE_SENT,
                "The customer had not been told of the restriction: it cannot be continued. Tell them first.",
                about=review.id,
                fault=Fault.NO_NOTICE,
            )


def told_of(case: CaseFacts, restriction: Restriction, *, at: datetime) -> bool:
    """Whether the notice of a restriction counts as received by a moment."""
    if restriction.determination is None:
        return False
    return any(letter.told(at) for letter in case.letters_about(restriction.determination))


def telling_deadline(terms: Terms, since: datetime) -> date:
    """The last day in time to tell the customer of something decided at a moment."""
    return terms.calendar.add_working_days(local_day(since), terms.tell_customer_working_days)


def deemed_receipt(terms: Terms, route: Route, sent_at: datetime) -> datetime:
    """When a letter counts as received: at once, or as the working day begins on which it gets there."""
    days = terms.deemed_receipt_working_days[route]
    if days == 0:
        return sent_at
    return max(sent_at, start_of_day(terms.calendar.add_working_days(local_day(sent_at), days)))


def telling_duties(case: CaseFacts) -> tuple[TellingDuty, ...]:
    """All that the customer must be told of: each restricting decision, each review, each other lifting."""
    decisions = [
        TellingDuty(rule=NOTICE_SENT, letter=LetterKind.RESTRICTION_NOTICE, subject=one.id, since=one.decided_at)
        for one in case.restricting_decisions()
        if one.decided_at is not None
    ]
    reviews = [
        TellingDuty(rule=REVIEW_TOLD, letter=LetterKind.REVIEW_OUTCOME, subject=one.id, since=one.held_at)
        for one in case.reviews
        if one.held_at is not None
    ]
    lifted_at_a_review = {one.restriction for one in case.reviews if one.outcome is ReviewOutcome.LIFTED}
    liftings = [
        TellingDuty(rule=NOTICE_SENT, letter=LetterKind.LIFTED, subject=one.id, since=one.lifted_at)
        for one in case.restrictions
        if one.lifted_at is not None and one.id not in lifted_at_a_review
    ]
    return (*decisions, *reviews, *liftings)


def told_on(case: CaseFacts, subject: FactId, *, at: datetime) -> date | None:
    """The day on which the customer was first sent a letter about something, or ``None`` by a moment."""
    sent = [
        one.sent_at for letter in case.letters_about(subject) for one in letter.tellings if not_after(one.sent_at, at)
    ]
    return min(map(local_day, sent), default=None)


def telling_due(case: CaseFacts, terms: Terms, duty: TellingDuty, *, at: datetime) -> Iterator[Finding]:
    """Findings on one duty to tell: to do, late, or done late. They follow the act and never refuse it."""
    due = telling_deadline(terms, duty.since)
    told = told_on(case, duty.subject, at=at)
    if told is None and local_day(at) <= due:
        yield advice(duty.rule, "Tell the customer now.", about=duty.subject, due=due)
    elif told is None:
        yield fault_found(
            duty.rule,
            "The customer has not been told, and it is late. Tell them now.",
            about=duty.subject,
            fault=Fault.NO_NOTICE,
            due=due,
            follows=True,
        )
    elif told > due:
        yield fault_found(
            duty.rule,
            "The customer was told late.",
            about=duty.subject,
            fault=Fault.DELAY,
            due=due,
            follows=True,
        )


def _no_notice_known(case: CaseFacts) -> Iterator[Finding]:
    about = {letter.about for letter in case.letters if letter.kind is LetterKind.RESTRICTION_NOTICE}
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
    yield absence(rule, message, known=case.record_complete or stated_missing, about=letter.id, fault=fault)
