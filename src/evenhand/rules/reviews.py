"""Reviews: on time, lifting first, with fresh reasons, and told (clauses 3.1 and 10.1)."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from evenhand.rules.calendar import add_months, local_day, not_after
from evenhand.rules.facts import CaseFacts, Restriction, Review
from evenhand.rules.findings import Finding, absence, fault_found, is_blank
from evenhand.rules.notices import REVIEW_TOLD, telling_due, telling_duties
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
    or else the decision.
    """
    days = [] if restriction.next_review_on is None else [restriction.next_review_on]
    if case.record_complete:
        reviewed = [one.held_at for one in case.reviews if one.restriction == restriction.id]
        looks = [look for look in (_decided_at(case, restriction), *reviewed) if look is not None]
        days += [max(latest_review_day(terms, look) for look in looks)] if looks else []
    return min(days, default=None)


def review_overdue(case: CaseFacts, terms: Terms, restriction: Restriction, *, at: datetime) -> bool:
    """Whether a restriction is in force at a moment and the last day for its review has passed."""
    due = review_due_on(case, terms, restriction)
    return due is not None and restriction.in_force(at) and local_day(at) > due


def review_on_time(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Every restriction in force, permanent ones too, has its next review within the interval (3.1, 10.1)."""
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
    for review in case.reviews:
        if review.outcome is not ReviewOutcome.LIFTED and review.held_at is not None:
            yield from _within(case, terms, review.next_review_on, review.held_at, review.id)


def review_reasoned(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Lifting is considered first; continuing needs fresh reasons; the customer is told (10.1)."""
    for review in case.reviews:
        if review.outcome is ReviewOutcome.CONTINUED:
            yield from _reasons(case, review)
    if case.record_complete:
        for duty in telling_duties(case):
            if duty.rule == REASONED:
                yield from telling_due(case, terms, duty, at=at)


def _first_review_set(case: CaseFacts, terms: Terms, restriction: Restriction) -> Iterator[Finding]:
    decided_at = _decided_at(case, restriction)
    reviewed = any(one.restriction == restriction.id for one in case.reviews)
    if decided_at is None or reviewed:
        return  # after the first review the reviews themselves set the date
    yield from _within(case, terms, restriction.next_review_on, decided_at, restriction.id)


def _decided_at(case: CaseFacts, restriction: Restriction) -> datetime | None:
    return next((one.decided_at for one in case.determinations if one.id == restriction.determination), None)


def _within(case: CaseFacts, terms: Terms, planned: date | None, since: datetime, about: FactId) -> Iterator[Finding]:
    latest = latest_review_day(terms, since)
    if planned is None:
        yield absence(
            ON_TIME,
            "No date is set for the next review.",
            known=case.record_complete,
            about=about,
            fault=Fault.NO_REVIEW_DATE_TOLD,
        )
    elif planned > latest:
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


def _reasons(case: CaseFacts, review: Review) -> Iterator[Finding]:
    if is_blank(review.lift_considered):
        yield absence(
            REASONED,
            "Say why the restriction cannot be lifted, in whole or in part.",
            known=case.record_complete or review.lift_considered is not None,
            about=review.id,
            fault=Fault.NO_REASONS,
            part="lift_considered",
        )
    if is_blank(review.reasons):
        yield absence(
            REASONED,
            "Give fresh reasons for keeping the restriction.",
            known=case.record_complete or review.reasons is not None,
            about=review.id,
            fault=Fault.NO_REASONS,
            part="reasons",
        )
    elif _same_words(case, review):
        yield fault_found(
            REASONED,
            "These are the reasons of an earlier decision. Say what makes the restriction needed now.",
            about=review.id,
            fault=Fault.NO_REASONS,
            part="reasons",
        )


def _same_words(case: CaseFacts, review: Review) -> bool:
    def squeezed(text: str | None) -> str:
        letters = "".join(one if one.isalnum() else " " for one in unicodedata.normalize("NFKC", text or ""))
        return " ".join(letters.casefold().split())

    earlier = {squeezed(one.reasons) for one in case.determinations}
    earlier |= {squeezed(one.reasons) for one in case.reviews if _held_before(one, review)}
    return squeezed(review.reasons) in earlier


def _held_before(earlier: Review, review: Review) -> bool:
    """Whether a review was held before another; two held together, on two restrictions, may share reasons."""
    if earlier.held_at is None or review.held_at is None:
        return False
    return not not_after(review.held_at, earlier.held_at)
