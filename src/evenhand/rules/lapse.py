"""Restrictions that end at their review unless it renews them (guidance)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from evenhand.rules.calendar import end_of_day, instant, local_day, not_after
from evenhand.rules.facts import CaseFacts, Restriction, Review
from evenhand.rules.findings import Finding, advice, fault_found
from evenhand.rules.reviews import is_look, planned_review
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Fault, ReviewOutcome, RuleId

LAPSE = RuleId("review.lapse")
_LAPSE_SHOWS = timedelta(weeks=4)
"""How long before it lapses a restriction asks to be reviewed (policy-rules: the weeks before it escalate)."""


def review_lapse(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A restriction ends at its review unless it is renewed, where the policy says so.

    Its end is no later than its next review, and the weeks before it ask for the review. What was decided
    under a policy without this is judged by that policy.
    """
    if not case.says_all:
        return  # how long a restriction of a history lasts is asked by restriction.open_ended
    for restriction in case.restrictions:
        if not restriction.interim and not restriction.over(at):
            yield from _lapses(case, restriction, at)


def _lapses(case: CaseFacts, restriction: Restriction, at: datetime) -> Iterator[Finding]:
    renewal = _last_look_at(case, restriction)
    if renewal is not None and renewal.outcome is ReviewOutcome.CONTINUED:
        about, part = renewal.id, "new_end"
        end, planned = renewal.new_end or restriction.ends_at, renewal.next_review_on
    else:
        about, part = restriction.id, "ends_at"
        end, planned = restriction.ends_at, planned_review(case, restriction)
    if end is None or (planned is not None and not not_after(end, end_of_day(planned))):
        yield fault_found(
            LAPSE,
            "The restriction must end by its next review, unless that review renews it. Set its end no later.",
            about=about,
            fault=Fault.NO_TIME_LIMIT,
            part=part,
        )
    elif not_after(end - _LAPSE_SHOWS, at):
        last_day = local_day(end - timedelta(microseconds=1))
        yield advice(
            LAPSE,
            "The restriction ends soon unless it is renewed. Review it before then.",
            about=restriction.id,
            due=last_day if planned is None else min(last_day, planned),
        )


def _last_look_at(case: CaseFacts, restriction: Restriction) -> Review | None:
    held = [
        (instant(one.held_at), one.id, one)
        for one in case.reviews
        if one.restriction == restriction.id and is_look(one) and one.held_at is not None
    ]
    return max(held, key=lambda each: each[:2])[2] if held else None
