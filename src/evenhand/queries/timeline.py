"""What happened on a case, in order: the same rows that the rules judge, told as people tell them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.queries.council import names_of
from evenhand.queries.timeline_around import around, restriction_words
from evenhand.queries.told import Told, labels, yes_or_no
from evenhand.record import models as rows
from evenhand.rules.vocabulary import (
    Behaviour,
    Channel,
    ConflictKind,
    LetterKind,
    Outcome,
    Recommendation,
    ReferralTarget,
    RestrictionKind,
    ReviewOutcome,
    Route,
    Shown,
    StaffResponse,
    View,
    WarningForm,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened."""

    at: datetime
    title: str
    by: str
    """The name of who did it."""
    details: tuple[tuple[str, str], ...] = ()
    """Heading and text, as facts kept them."""
    about: UUID
    """The row behind it."""
    occurred: datetime | None = None
    """When it happened, where that is not when it was recorded."""


def timeline_of(case: rows.Case) -> tuple[Event, ...]:
    """All that happened on a case, newest first. Visibility is the caller's: it hands over a case it may see."""
    # Of what happened in one moment, the later step of the way counts as newer.
    told = [one for _, one in sorted(enumerate(_all(case)), key=lambda pair: (pair[1].at, pair[0]), reverse=True)]
    names = names_of(one.by for one in told)
    return tuple(
        Event(
            at=one.at,
            title=one.title,
            by=names.get(one.by, "Somebody who has left"),
            details=tuple((heading, text) for heading, text in one.details if text.strip()),
            about=one.about,
            occurred=one.occurred,
        )
        for one in told
    )


def _all(case: rows.Case) -> Iterator[Told]:
    yield from _incidents(case)
    yield from _before_the_team(case)
    yield from _by_the_team(case)
    yield from _letters(case)
    yield from around(case)
    for check in case.contact_checks.all():
        title = f"{Channel(check.channel).label} contact checked: {Outcome(check.outcome).label.lower()}"
        yield Told(check.checked_at, title, check.checked_by_id, (), check.id)
    for made in rows.Adjustment.objects.filter(customer=case.customer_id):
        channels = labels(made.unusable_channels, Channel)
        details = (("Arrangement", made.arrangement), ("Cannot use", channels))
        yield Told(made.recorded_at, "Adjustment recorded", made.recorded_by, details, made.id)
    if case.closed_at and case.closed_by:
        yield Told(case.closed_at, "Case closed", case.closed_by, (("Reasons", case.closing_reasons),), case.id)


def _incidents(case: rows.Case) -> Iterator[Told]:
    for row in case.incidents.prefetch_related("people__staff"):
        details = (
            ("Channel", Channel(row.channel).label),
            ("Behaviour", labels(row.behaviours, Behaviour)),
            *((one.label, row.shown.get(one, "")) for one in Shown),
            ("At a public meeting", yes_or_no(row.at_public_meeting)),
            ("What happened", row.what_happened),
            ("The reporter's opinion", row.opinion),
            ("What staff did", labels(row.responses, StaffResponse)),
            ("Affected", _people(row, rows.IncidentPart.AFFECTED)),
            ("Witnesses", _people(row, rows.IncidentPart.WITNESS)),
        )
        yield Told(row.reported_at, "Incident reported", row.reported_by_id, details, row.id, row.occurred)
        if row.acknowledged_at and row.acknowledged_by_id:
            yield Told(row.acknowledged_at, "Incident taken on by a manager", row.acknowledged_by_id, (), row.id)
        if row.supported_at and row.supported_by_id:
            yield Told(row.supported_at, "Staff affected were asked how they are", row.supported_by_id, (), row.id)


def _before_the_team(case: rows.Case) -> Iterator[Told]:
    details: tuple[tuple[str, str], ...]
    for warning in case.warnings.all():
        details = (
            ("Reasons given", warning.reasons),
            ("Chance to change", "Yes" if warning.chance_to_change else "No"),
        )
        title = f"Customer warned: {WarningForm(warning.form).label.lower()}"
        yield Told(warning.given_at, title, warning.given_by_id, details, warning.id)
    for inquiry in case.investigations.all():
        yield Told(inquiry.begun_at, "Investigation started", inquiry.begun_by_id, (), inquiry.id)
        if inquiry.concluded_at and inquiry.concluded_by_id:
            details = (
                ("The customer's account", inquiry.customer_account),
                ("The council's own part", inquiry.council_part),
                ("What was found", inquiry.conclusions),
                ("Recommendation", Recommendation(inquiry.recommendation).label),
            )
            yield Told(inquiry.concluded_at, "Investigation finished", inquiry.concluded_by_id, details, inquiry.id)
    for referral in case.referrals.all():
        if referral.target != ReferralTarget.TEAM:
            continue  # the police and safeguarding are for the few who need to know (4.1)
        details = (("Reasons", referral.reasons),)
        yield Told(referral.made_at, "Referred to the determination team", referral.made_by_id, details, referral.id)
    for tie in case.conflicts.all():
        details = (("Tie", ConflictKind(tie.kind).label), ("Explanation", tie.explanation))
        yield Told(tie.declared_at, "Conflict declared", tie.declared_by_id, details, tie.id)
        if tie.decided_at and tie.decided_by_id:
            answer = "The member may sit" if tie.may_sit else "The member may not sit"
            details = (("Decision", answer), ("Reasons", tie.decision_reasons))
            yield Told(tie.decided_at, "Conflict decided", tie.decided_by_id, details, tie.id)


def _by_the_team(case: rows.Case) -> Iterator[Told]:
    details: tuple[tuple[str, str], ...]
    decided = case.determinations.prefetch_related("seats__member", "restrictions")
    for decision in decided:
        title = "Panel's decision: restrict contact" if decision.restricts else "Panel's decision: no restriction"
        seats = list(decision.seats.all())
        # A lighter restriction that took the place of one is told of as such.
        imposed = (restriction_words(one) for one in decision.restrictions.all() if one.narrows_id is None)
        details = (
            ("Reasons", decision.reasons),
            ("What is particular to this case", decision.circumstances),
            ("Restrictions", "\n\n".join(imposed)),
            ("Panel", "\n".join(_view(seat) for seat in seats if seat.added_at is None)),
        )
        yield Told(decision.decided_at, title, decision.decided_by_id, details, decision.id)
        for seat in seats:
            if seat.added_at and seat.added_by_id:
                yield Told(
                    seat.added_at, "Panel member's view added", seat.added_by_id, (("View", _view(seat)),), seat.id
                )
    for review in case.reviews.all():
        details = (("Lifting considered", review.lift_considered), ("Reasons", review.reasons))
        title = f"Review held: {ReviewOutcome(review.outcome).label.lower()}"
        yield Told(review.held_at, title, review.held_by_id, details, review.id)
    for restriction in case.restrictions.exclude(lifted_at=None).prefetch_related("narrowed_to"):
        if restriction.lifted_at and restriction.lifted_by_id:
            title, details = _ended(restriction)
            yield Told(restriction.lifted_at, title, restriction.lifted_by_id, details, restriction.id)


def _ended(restriction: rows.Restriction) -> tuple[str, tuple[tuple[str, str], ...]]:
    """How a restriction ended before its time: lifted, made lighter, or taken over by the team."""
    reasons = ("Reasons", restriction.lifting_reasons)
    lighter = next(iter(restriction.narrowed_to.all()), None)
    if lighter is not None:
        return "Restriction made lighter", (("From now on", restriction_words(lighter)), reasons)
    if restriction.taken_over_by_id is not None:
        return "Manager's limit ended by the team's decision", ()
    title = "Manager's limit lifted" if restriction.interim else "Restriction lifted"
    return title, (("Restriction", RestrictionKind(restriction.kind).label), reasons)


def _view(seat: rows.PanelSeat) -> str:
    view = "disagreed" if seat.view == View.DISSENTS else "agreed"
    outside = " (from outside the team)" if seat.from_outside else ""
    return f"{seat.member.name}{outside} {view}" + (f": {seat.comment}" if seat.comment else "")


def _letters(case: rows.Case) -> Iterator[Told]:
    for letter in case.letters.prefetch_related("tellings"):
        title = f"Letter issued: {LetterKind(letter.kind).label.lower()}"
        yield Told(letter.issued_at, title, letter.issued_by_id, (), letter.id)
        for telling in letter.tellings.all():
            title = f"Customer told: {Route(telling.route).label.lower()}"
            yield Told(telling.sent, title, telling.recorded_by_id, (), telling.id)


def _people(incident: rows.Incident, part: rows.IncidentPart) -> str:
    return "\n".join(one.staff.name for one in incident.people.all() if one.part == part)
