"""Reviews: on time, lifting first, with fresh reasons, and told (clauses 3.1 and 10.1)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from evenhand.rules.calendar import add_months, instant, local_day, not_after
from evenhand.rules.facts import CaseFacts, Restriction, Review
from evenhand.rules.findings import Finding, absence, fault_found, is_blank
from evenhand.rules.same_words import folded
from evenhand.rules.telling import REVIEW_TOLD, telling_due, telling_duties
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import FactId, Fault, ReviewOutcome, RuleId

ON_TIME = RuleId("review.on_time")
REASONED = REVIEW_TOLD
LOOSENING = frozenset({ReviewOutcome.LIFTED, ReviewOutcome.VARIED})
"""Reviews that end a restriction, now or sooner: no rule stands in their way (principle 2)."""


def latest_review_day(terms: Terms, since: datetime) -> date:
    """The last day on which a restriction decided or reviewed at a moment must be reviewed (10.1)."""
    return add_months(local_day(since), terms.review_interval_months)


def review_due_on(case: CaseFacts, terms: Terms, restriction: Restriction) -> date | None:
    """The last day on which a restriction's next review is in time; ``None`` where nothing tells.

    The day that was set and, in a complete record, never later than the interval after the latest review
    or else the decision. A lighter restriction goes on with the clock of the one whose place it took; a
    manager's limit has none, since it ends before any review.
    """
    if restriction.interim:
        return None
    planned = planned_review(case, restriction)
    days = [] if planned is None else [planned]
    if case.record_complete:
        looks = _looks(case, restriction)
        days += [max(latest_review_day(terms, look) for look in looks)] if looks else []
    return min(days, default=None)


def review_overdue(case: CaseFacts, terms: Terms, restriction: Restriction, *, at: datetime) -> bool:
    """Whether a restriction stands at a moment, paused or not, and the last day for its review has passed."""
    due = review_due_on(case, terms, restriction)
    return due is not None and restriction.stands(at) and local_day(at) > due


def review_on_time(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Every restriction in force, permanent ones too, has its next review within the interval (3.1, 10.1)."""
    for decision in case.determinations:
        if decision.review_period_set is False:
            yield fault_found(
                ON_TIME,
                "No time was set for reviewing the restriction. Set one and tell the customer.",
                about=decision.id,
                fault=Fault.NO_REVIEW_DATE_TOLD,
            )
    for restriction in case.restrictions:
        yield from _first_review_set(case, terms, restriction)
        if review_overdue(case, terms, restriction, at=at):
            overdue = absence(
                ON_TIME,
                "The review is overdue. Hold it now, or lift the restriction.",
                known=case.record_complete,
                about=restriction.id,
                fault=Fault.NO_REVIEW,
                due=review_due_on(case, terms, restriction),
            )
            yield replace(overdue, follows=True)
        elif _ended_unreviewed(case, terms, restriction, at):
            yield fault_found(
                ON_TIME,
                "The restriction ended, and a review that was due before then was not held.",
                about=restriction.id,
                fault=Fault.NO_REVIEW,
                due=review_due_on(case, terms, restriction),
                follows=True,
            )
    for review in case.reviews:
        yield from _held_in_time(case, terms, review)
        if is_look(review) and review.outcome is not ReviewOutcome.LIFTED and review.held_at is not None:
            stated = _period_stated(case, _reviewed(case, review))
            yield from _within(case, terms, review.next_review_on, review.held_at, review.id, period_stated=stated)


def _ended_unreviewed(case: CaseFacts, terms: Terms, restriction: Restriction, at: datetime) -> bool:
    """Whether a restriction has ended with a review missed: waiting until it is over puts nothing right."""
    ends = [end for end in (restriction.ends_at, restriction.lifted_at) if end is not None and not_after(end, at)]
    due = review_due_on(case, terms, restriction) if case.record_complete and ends else None
    replaced = any(one.narrows == restriction.id for one in case.restrictions)
    if due is None or replaced:
        return False
    return local_day(min(ends, key=instant) - timedelta(microseconds=1)) > due


def review_reasoned(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Lifting is considered first; continuing needs fresh reasons; the customer is told (10.1)."""
    words = _words(case)
    for review in case.reviews:
        if review.held is False:
            continue
        loosened = review.outcome in LOOSENING
        if review.reasons_given is False:
            kept = "The restriction was kept without reasons. Give fresh ones, or lift it."
            yield fault_found(
                REASONED,
                "The customer was given no reasons for the outcome of the review. Give them now." if loosened else kept,
                about=review.id,
                fault=Fault.NO_REASONS,
                part="reasons",
                follows=loosened,
            )
        elif loosened:
            continue
        elif review.outcome is ReviewOutcome.CONTINUED and not review.extends:
            yield from _reasons(case, review, words)
    if case.says_all:
        for duty in telling_duties(case):
            if duty.rule == REASONED:
                yield from telling_due(case, terms, duty, at=at)


def is_look(review: Review) -> bool:
    """Whether it was a look at the restriction: it was held, and did not extend it alone."""
    return review.held is not False and not review.extends


def _looks_of(case: CaseFacts, restriction: Restriction) -> list[Review]:
    """The reviews of a restriction and of those whose place it took; one of a history may name none."""
    line = {None, *(one.id for one in case.line_of(restriction))}
    return [one for one in case.reviews if one.restriction in line and is_look(one)]


def _looks(case: CaseFacts, restriction: Restriction) -> list[datetime]:
    """When somebody looked at a restriction: at the decision and at each review."""
    decisions = {one.determination for one in case.line_of(restriction)}
    decided = [one.decided_at for one in case.determinations if one.id in decisions]
    held = [one.held_at for one in _looks_of(case, restriction)]
    return [look for look in (*decided, *held) if look is not None]


def planned_review(case: CaseFacts, restriction: Restriction) -> date | None:
    """The day that was set for the next review, on the restriction or on the one whose place it took."""
    days = (one.next_review_on for one in case.line_of(restriction))
    return next((day for day in days if day is not None), None)


def _reviewed(case: CaseFacts, review: Review) -> Restriction | None:
    return next((one for one in case.restrictions if one.id == review.restriction), None)


def _period_stated(case: CaseFacts, restriction: Restriction | None) -> bool:
    """Whether the record says of the decision that it set a time for reviews, or that it did not.

    Then a day that is not recorded says nothing more.
    """
    decisions = {None} if restriction is None else {one.determination for one in case.line_of(restriction)}
    return any(
        one.review_period_set is not None and (restriction is None or one.id in decisions)
        for one in case.determinations
    )


def _held_in_time(case: CaseFacts, terms: Terms, review: Review) -> Iterator[Finding]:
    """Findings on a review that was not held, or late; they follow it, since holding it is what is needed."""
    if review.held is False:
        not_held = "A review that was due was not held. Hold it now, or lift the restriction."
        yield fault_found(ON_TIME, not_held, about=review.id, fault=Fault.NO_REVIEW, due=review.due_on, follows=True)
        return
    due = _due_before(case, terms, review) if case.record_complete else review.due_on
    too_late = (
        case.record_complete
        and review.late is None
        and review.held_at is not None
        and due is not None
        and local_day(review.held_at) > due
    )
    if review.late or too_late:
        late = "The review was held late."
        yield fault_found(ON_TIME, late, about=review.id, fault=Fault.LATE_REVIEW, due=due, follows=True)


def _due_before(case: CaseFacts, terms: Terms, review: Review) -> date | None:
    """The last day on which a review was in time when it was held, by what had gone before."""
    days = [] if review.due_on is None else [review.due_on]
    restriction = _reviewed(case, review)
    held_at = review.held_at
    if restriction is None or held_at is None or review.extends:
        return min(days, default=None)
    before = [look for look in _looks(case, restriction) if not not_after(held_at, look)]
    if before:
        latest = max(before, key=instant)
        days.append(latest_review_day(terms, latest))
        days += [
            one.next_review_on
            for one in _looks_of(case, restriction)
            if one.next_review_on is not None and one.held_at is not None and instant(one.held_at) == instant(latest)
        ]
    return min(days, default=None)


def _first_review_set(case: CaseFacts, terms: Terms, restriction: Restriction) -> Iterator[Finding]:
    looks = [] if restriction.interim else _looks(case, restriction)
    if not looks or _looks_of(case, restriction):
        return  # after the first review the reviews themselves set the date
    stated = _period_stated(case, restriction)
    since = max(looks, key=instant)
    yield from _within(case, terms, planned_review(case, restriction), since, restriction.id, period_stated=stated)


def _within(
    case: CaseFacts, terms: Terms, planned: date | None, since: datetime, about: FactId, *, period_stated: bool
) -> Iterator[Finding]:
    latest = latest_review_day(terms, since)
    if planned is None and not period_stated:
        yield absence(
            ON_TIME,
            "No date is set for the next review.",
            known=case.says_all,
            about=about,
            fault=Fault.NO_REVIEW_DATE_TOLD,
        )
    if planned is None:
        return
    if planned > latest:
        yield absence(
            ON_TIME,
            f"The next review must be within {terms.review_interval_months} months.",
            known=case.record_complete,  # elsewhere a distance between dates alone is no fault
            about=about,
            fault=Fault.LATE_REVIEW,
            due=latest,
        )
    elif planned <= local_day(since):
        yield absence(
            ON_TIME,
            "The next review must be after the day of the decision.",
            known=case.record_complete,
            about=about,
            fault=Fault.LATE_REVIEW,
        )


def _reasons(case: CaseFacts, review: Review, words: Mapping[str, str]) -> Iterator[Finding]:
    complete = case.says_all and review.reasons_given is None
    if is_blank(review.lift_considered):
        yield absence(
            REASONED,
            "Say why the restriction cannot be lifted, in whole or in part.",
            known=complete or review.lift_considered is not None,
            about=review.id,
            fault=Fault.NO_REASONS,
            part="lift_considered",
        )
    if is_blank(review.reasons) and not (review.reasons is None and review.reasons_given):
        yield absence(
            REASONED,
            "Give fresh reasons for keeping the restriction.",
            known=complete or review.reasons is not None,
            about=review.id,
            fault=Fault.NO_REASONS,
            part="reasons",
        )
    elif review.reasons_repeated or reasons_repeated(case, review, words):
        yield fault_found(
            REASONED,
            "These are the reasons of an earlier decision. Say what makes the restriction needed now.",
            about=review.id,
            fault=Fault.NO_REASONS,
            part="reasons",
        )


def reasons_repeated(case: CaseFacts, review: Review, words: Mapping[str, str] | None = None) -> bool:
    """Whether a review's reasons are, word for word, those of the decision or of an earlier review.

    ``words`` is what ``_words`` gives of the case, where it has been asked already.
    """
    if review.reasons is None or is_blank(review.reasons):
        return False
    known = _words(case) if words is None else words
    earlier = [one.reasons for one in case.determinations]
    earlier += [one.reasons for one in case.reviews if one.reasons is not None and _held_before(one, review)]
    return known[review.reasons] in {known[one] for one in earlier if one is not None}


def _words(case: CaseFacts) -> Mapping[str, str]:
    """The words alone of each reason that a decision or a review gives, whatever their spelling."""
    reasons = {one.reasons for one in case.determinations} | {one.reasons for one in case.reviews}
    return {one: folded(one) for one in reasons if one is not None}


def _held_before(earlier: Review, review: Review) -> bool:
    """Whether a review was held before another; two held together, on two restrictions, may share reasons."""
    if earlier.held_at is None or review.held_at is None:
        return False
    return not not_after(review.held_at, earlier.held_at)
