"""The duty to tell the customer: of what, since when, by which day, and whether it was done (clause 9.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from evenhand.rules.calendar import instant, local_day, may_precede, not_after, start_of_day
from evenhand.rules.facts import CaseFacts, Letter, Restriction, Withholding
from evenhand.rules.findings import Finding, advice, fault_found, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import AppealOutcome, FactId, Fault, LetterKind, Mode, ReviewOutcome, Route, RuleId

NOTICE_SENT = RuleId("notice.sent")
REVIEW_TOLD = RuleId("review.reasoned")
EVASION_TOLD = RuleId("restriction.evasion")
WITHHELD = "withheld"
"""The part of ``notice.sent`` by which a letter can be held back for a recorded risk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingDuty:
    """Something that the customer must be told of, by which letter, since when and under which rule."""

    rule: RuleId
    letter: LetterKind | None
    """``None`` where there is no kind of letter for it: any telling on the record will do."""
    subject: FactId
    since: datetime
    also: frozenset[FactId] = frozenset()
    """Facts of which a telling tells of the subject too, such as the restriction that took its place."""
    title: str = ""
    """What a page calls it, where there is no kind of letter for it."""

    @property
    def subjects(self) -> frozenset[FactId]:
        """The facts of which a telling fulfils the duty."""
        return self.also | {self.subject}


def telling_deadline(terms: Terms, since: datetime) -> date:
    """The last day in time to tell the customer of something decided at a moment."""
    return terms.calendar.add_working_days(local_day(since), terms.tell_customer_working_days)


def deemed_receipt(terms: Terms, route: Route, sent_at: datetime) -> datetime:
    """When a letter counts as received: at once, or as the working day begins on which it gets there."""
    days = terms.deemed_receipt_working_days[route]
    if days == 0:
        return sent_at
    return max(sent_at, start_of_day(terms.calendar.add_working_days(local_day(sent_at), days)))


def told_of(case: CaseFacts, restriction: Restriction, *, at: datetime) -> bool:
    """Whether the customer counts as told of a restriction by a moment.

    A telling of the decision, of the restriction itself (a manager's limit has no decision), or of the
    restriction that it took the place of.
    """
    line = case.line_of(restriction)
    decisions = {one.determination for one in line}
    since = [one.decided_at for one in case.determinations if one.id in decisions and one.decided_at is not None]
    subjects = {one.id for one in line} | {one for one in decisions if one is not None}
    first = min(since, key=instant) if since else restriction.imposed_at
    return _told_undated(case, subjects) or any(
        not_after(received, at) for _, received in _tellings(case, subjects, first)
    )


def telling_duties(case: CaseFacts) -> tuple[TellingDuty, ...]:
    """All that the customer must be told of.

    Each restricting decision, each review, each other lifting or lightening, each answer to an appeal, and
    that another name or number counts as theirs. A manager's limit is told under its own rule.
    """
    decisions = [
        TellingDuty(rule=NOTICE_SENT, letter=LetterKind.RESTRICTION_NOTICE, subject=one.id, since=one.decided_at)
        for one in case.restricting_decisions()
        if one.decided_at is not None
    ]
    reviews = [
        TellingDuty(rule=REVIEW_TOLD, letter=LetterKind.REVIEW_OUTCOME, subject=one.id, since=one.held_at)
        for one in case.reviews
        if one.held_at is not None and one.held is not False and not one.extends
    ]
    appeals = [
        TellingDuty(
            rule=NOTICE_SENT,
            letter=None,
            subject=one.id,
            since=one.decided_at,
            title="Tell the customer the answer to their appeal",
        )
        for one in case.appeals
        if one.decided_at is not None
    ]
    evasions = [
        TellingDuty(
            rule=EVASION_TOLD,
            letter=None,
            subject=one.id,
            since=one.decided_at,
            title="Tell the customer by letter that this counts as theirs",
        )
        for one in case.evasions
        if one.same_person is True and one.decided_at is not None
    ]
    return (*decisions, *reviews, *_liftings(case), *appeals, *evasions)


def last_told_day(case: CaseFacts, subjects: Iterable[FactId], *, at: datetime) -> date | None:
    """The day on which the customer last counts as told of one of some facts; ``None`` where on none by a moment."""
    received = [one.received_at for subject in subjects for one in case.tellings_about(subject)]
    return max((local_day(one) for one in received if not_after(one, at)), default=None)


def was_told(case: CaseFacts, duty: TellingDuty, *, at: datetime) -> bool:
    """Whether a duty was done by a moment, in time or late; in a history perhaps on a day that nobody knows."""
    return _told_undated(case, duty.subjects) or _told_day(case, duty, at) is not None


def held_back(case: CaseFacts, terms: Terms, duty: TellingDuty, *, at: datetime) -> Withholding | None:
    """The recorded risk for which the customer is not told yet, where one stands; the longest of several.

    One without a reason counts for nothing, nor does any where the policy switches ``withheld`` off.
    """
    standing = [one for one in _reasoned(case, terms, duty) if one.covers(at)]
    return max(standing, key=_until, default=None)


def due_day(case: CaseFacts, terms: Terms, duty: TellingDuty) -> date:
    """The last day in time for a duty: a clock that was stopped for a recorded risk starts again at its end."""
    since = duty.since
    for one in sorted(_reasoned(case, terms, duty), key=lambda one: (instant(one.since), _until(one))):
        if one.until is not None and local_day(one.since) <= telling_deadline(terms, since):
            since = max(since, one.until, key=instant)
    return telling_deadline(terms, since)


def telling_due(case: CaseFacts, terms: Terms, duty: TellingDuty, *, at: datetime) -> Iterator[Finding]:
    """Findings on one duty to tell: to do, held back, late, or done late. They follow the act and never refuse it."""
    due = due_day(case, terms, duty)
    told = _told_day(case, duty, at)
    if told is not None and told > due:
        yield fault_found(
            duty.rule, "The customer was told late.", about=duty.subject, fault=Fault.DELAY, due=due, follows=True
        )
    if was_told(case, duty, at=at):
        return
    held = held_back(case, terms, duty, at=at)
    how = " No address is known: use any means that works." if case.customer.has_address is False else ""
    if held is not None:
        yield advice(
            duty.rule,
            "Telling the customer is held back for a recorded risk. Look at it again in time.",
            about=duty.subject,
            due=None if held.until is None else local_day(held.until),
            part=WITHHELD,
        )
    elif local_day(at) <= due:
        yield advice(duty.rule, f"Tell the customer now.{how}", about=duty.subject, due=due)
    else:
        yield fault_found(
            duty.rule,
            f"The customer has not been told, and it is late. Tell them now.{how}",
            about=duty.subject,
            fault=Fault.NO_NOTICE,
            due=due,
            follows=True,
        )


def _liftings(case: CaseFacts) -> Iterator[TellingDuty]:
    """Restrictions that ended before their time, of which nothing else tells."""
    for one in case.restrictions:
        if one.lifted_at is None or one.end_told is not None or _told_otherwise(case, one, one.lifted_at):
            continue
        newer = frozenset(other.id for other in case.restrictions if other.narrows == one.id)
        yield TellingDuty(
            rule=NOTICE_SENT,
            letter=None if newer else LetterKind.LIFTED,
            subject=one.id,
            since=one.lifted_at,
            also=newer,
            title="Tell the customer what is lighter now" if newer else "",
        )


def _told_otherwise(case: CaseFacts, restriction: Restriction, lifted_at: datetime) -> bool:
    """Whether the outcome of a review, the answer to an appeal or the team's decision tells of a lifting."""
    replaced = any(one.narrows == restriction.id for one in case.restrictions)
    reviewed = {ReviewOutcome.LIFTED, ReviewOutcome.VARIED} if replaced else {ReviewOutcome.LIFTED}
    appealed = {AppealOutcome.LIFTED, AppealOutcome.VARIED} if replaced else {AppealOutcome.LIFTED}
    return (
        any(one.restriction == restriction.id and one.outcome in reviewed for one in case.reviews)
        or any(
            one.about in {restriction.id, restriction.determination}
            and one.outcome in appealed
            and one.decided_at is not None
            and not_after(one.decided_at, lifted_at)
            for one in case.appeals
            if one.about is not None
        )
        or any(one.id == restriction.taken_over_by for one in case.restricting_decisions())
    )


def _reasoned(case: CaseFacts, terms: Terms, duty: TellingDuty) -> list[Withholding]:
    if terms.mode_of(NOTICE_SENT, WITHHELD) is Mode.OFF:
        return []
    return [one for one in case.withholdings if one.about in duty.subjects and not is_blank(one.reason)]


def _until(withholding: Withholding) -> tuple[bool, float]:
    """When it ends, in an order in which one without an end comes last."""
    until = withholding.until
    return until is None, 0.0 if until is None else until.timestamp()


def _told_day(case: CaseFacts, duty: TellingDuty, at: datetime) -> date | None:
    sent = [sent for sent, _ in _tellings(case, duty.subjects, duty.since) if not_after(sent, at)]
    return min(map(local_day, sent), default=None)


def _told_undated(case: CaseFacts, subjects: Iterable[FactId]) -> bool:
    """Whether a history knows of a letter but of no day: then nobody can say that it was late or not sent."""
    about = {*subjects, None}
    return any(one.about in about and one.issued_at is None and not one.tellings for one in case.letters)


def _tellings(
    case: CaseFacts, subjects: Iterable[FactId], since: datetime | None
) -> Iterator[tuple[datetime, datetime]]:
    """When the customer was told of any of these, and when each counts as received.

    A history's letter that names nothing tells of whatever was decided before it.
    """
    for subject in subjects:
        yield from ((one.sent_at, one.received_at) for one in case.tellings_about(subject))
    for letter in case.letters:
        if letter.about is None:
            yield from (pair for pair in _sent(letter) if may_precede(since, pair[0]))


def _sent(letter: Letter) -> list[tuple[datetime, datetime]]:
    if letter.tellings or letter.issued_at is None:
        return [(one.sent_at, one.received_at) for one in letter.tellings]
    return [(letter.issued_at, letter.issued_at)]
