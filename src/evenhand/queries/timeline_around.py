"""What happened around the way of a case: limits and pauses, appeals, what the customer said, contacts, entries.

Referrals to the police and to safeguarding, injuries, and what a customer said of their health are not here:
they are for the few who need to know (4.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from evenhand.queries.told import Told, labels, yes_or_no
from evenhand.record import models as rows
from evenhand.record.restriction_terms import terms_from_json
from evenhand.rules.spoken import spoken_date
from evenhand.rules.terms_spoken import terms_spoken
from evenhand.rules.vocabulary import (
    AppealOutcome,
    Channel,
    Handling,
    OmbudsmanStage,
    RestrictionKind,
    Route,
)


def around(case: rows.Case) -> Iterator[Told]:
    """All that happened beside the way of a case."""
    yield from _limits(case)
    yield from _appeals(case)
    yield from _legal(case)
    yield from _from_the_customer(case)
    yield from _tellings(case)
    yield from _contacts(case)
    yield from _exceptions(case)
    yield from _entries(case)
    yield from _holds(case)


def restriction_words(row: rows.Restriction) -> str:
    """A restriction's kind and terms, on a few lines."""
    kind = RestrictionKind(row.kind)
    said = [f"{one.label}: {text}" for one, text in terms_spoken(kind, terms_from_json(row.terms)) if text]
    return "\n".join((kind.label, *said))


def _limits(case: rows.Case) -> Iterator[Told]:
    # A lighter limit that took the place of one is told of as such.
    for limit in case.restrictions.filter(interim=True, narrows=None):
        if limit.imposed_at and limit.imposed_by_id:
            details = (("Limit", restriction_words(limit)), ("Reasons", limit.reasons))
            yield Told(limit.imposed_at, "Contact limited for now by a manager", limit.imposed_by_id, details, limit.id)
    for pause in rows.Suspension.objects.filter(restriction__case=case).select_related("restriction"):
        kind = RestrictionKind(pause.restriction.kind).label
        details = (("Restriction", kind), ("Reasons", pause.reasons))
        yield Told(pause.since, "Restriction paused", pause.suspended_by_id, details, pause.id)
        if pause.resumed_at and pause.resumed_by_id:
            details = (("Restriction", kind), ("Reasons", pause.resuming_reasons))
            yield Told(pause.resumed_at, "Restriction resumed", pause.resumed_by_id, details, pause.id)
    for setting in rows.Enforcement.objects.filter(restriction__case=case).select_related("restriction"):
        details = (
            ("Restriction", RestrictionKind(setting.restriction.kind).label),
            ("Channel", Channel(setting.channel).label),
        )
        if setting.applied_at and setting.applied_by_id:
            yield Told(setting.applied_at, "Restriction set up", setting.applied_by_id, details, setting.id)
        if setting.stopped_at and setting.stopped_by_id:
            yield Told(setting.stopped_at, "Restriction taken down", setting.stopped_by_id, details, setting.id)


def _appeals(case: rows.Case) -> Iterator[Told]:
    details: tuple[tuple[str, str], ...]
    for appeal in case.appeals.all():
        details = (("What the customer said", appeal.words),)
        yield Told(appeal.recorded_at, "Appeal recorded", appeal.recorded_by_id, details, appeal.id, appeal.made)
        if appeal.decided_at and appeal.decided_by_id:
            title = f"Appeal decided: {AppealOutcome(appeal.outcome).label.lower()}"
            yield Told(appeal.decided_at, title, appeal.decided_by_id, (("Reasons", appeal.reasons),), appeal.id)


def _legal(case: rows.Case) -> Iterator[Told]:
    for decision in case.legal_considerations.all():
        title = f"Legal action: {'goes ahead' if decision.goes_ahead else 'does not go ahead'}"
        answers = (
            ("Effect on staff", decision.effect_on_staff),
            ("Effect on the customer", decision.effect_on_customer),
            ("Whether we can still engage", decision.engagement),
            ("Whether all else was tried", decision.exhausted),
        )
        urgent = (("Why it could not wait", decision.urgent_reason),)
        late = decision.completed_at is not None
        yield Told(
            decision.decided_at, title, decision.decided_by_id, urgent if late else (*urgent, *answers), decision.id
        )
        if decision.completed_at and decision.completed_by_id:
            words = "Considerations on legal action completed"
            yield Told(decision.completed_at, words, decision.completed_by_id, answers, decision.id)


def _from_the_customer(case: rows.Case) -> Iterator[Told]:
    details: tuple[tuple[str, str], ...]
    for complaint in case.complaints.all():
        details = (
            ("Complaint", complaint.reference),
            ("Procedure completed", yes_or_no(complaint.procedure_completed)),
            ("Ombudsman", OmbudsmanStage(complaint.ombudsman).label if complaint.ombudsman else ""),
        )
        yield Told(complaint.recorded_at, "Complaint recorded", complaint.recorded_by_id, details, complaint.id)
    for one in case.statements.all():
        details = (("Statement", one.statement),)
        yield Told(one.recorded_at, "Customer's statement put on file", one.recorded_by_id, details, one.id)
    for asked in rows.AdjustmentRequest.objects.filter(case=case):
        details = (("Arranged until it is answered", asked.interim_arrangement),)
        title = "Request for an adjustment recorded"
        yield Told(asked.recorded_at, title, asked.recorded_by_id, details, asked.id, asked.made)
        if asked.answered_at and asked.answered_by_id:
            title = f"Request for an adjustment {'granted' if asked.granted else 'declined'}"
            yield Told(asked.answered_at, title, asked.answered_by_id, (), asked.id)
    customer = case.customer
    if customer.identity_checked_at and customer.identity_checked_by:
        details = (("How", customer.identity_how),)
        yield Told(customer.identity_checked_at, "Identity checked", customer.identity_checked_by, details, customer.id)


def _tellings(case: rows.Case) -> Iterator[Told]:
    for one in case.directtellings.all():
        title = f"Customer told without a letter: {Route(one.route).label.lower()}"
        yield Told(one.recorded_at, title, one.recorded_by_id, (("What they were told", one.words),), one.id, one.sent)
    for held in case.withholdings.all():
        details = (("Reasons", held.reason), ("Looked at again", spoken_date(held.until)))
        yield Told(held.since, "Telling the customer held back", held.withheld_by_id, details, held.id)


def _contacts(case: rows.Case) -> Iterator[Told]:
    for one in case.handled_contacts.all():
        title = f"{Channel(one.channel).label} contact: {Handling(one.handling).label.lower()}"
        yield Told(one.recorded_at, title, one.recorded_by_id, (("Note", one.note),), one.id, one.received)
        if one.read_at and one.read_by_id:
            found = (("A new issue", yes_or_no(one.new_issue)),)
            yield Told(one.read_at, "Message read", one.read_by_id, found, one.id)
        if one.passed_on_at and one.passed_on_by_id:
            to = (("To", one.passed_on_to),)
            yield Told(one.passed_on_at, "New issue passed on", one.passed_on_by_id, to, one.id)
        if one.answered_at and one.answered_by_id:
            yield Told(one.answered_at, "Contact answered", one.answered_by_id, (), one.id)


def _exceptions(case: rows.Case) -> Iterator[Told]:
    details: tuple[tuple[str, str], ...]
    for breach in case.breaches.all():
        title = f"Contact outside the restriction: {Channel(breach.channel).label.lower()}"
        details = (("Note", breach.note),)
        yield Told(breach.recorded_at, title, breach.recorded_by_id, details, breach.id, breach.occurred)
    for raised in case.exceptional_contacts.all():
        details = (("Circumstances", raised.circumstances),)
        title = "Exceptional circumstances raised"
        yield Told(raised.recorded_at, title, raised.recorded_by_id, details, raised.id, raised.raised)
        if raised.decided_at and raised.decided_by_id:
            title = f"Exceptional circumstances: {'let in' if raised.let_in else 'not let in'}"
            yield Told(raised.decided_at, title, raised.decided_by_id, (("Reasons", raised.reasons),), raised.id)
    for doubt in case.evasions.all():
        title = "Perhaps the same person"
        yield Told(doubt.suspected_at, title, doubt.suspected_by_id, (("Why", doubt.why),), doubt.id)
        if doubt.decided_at and doubt.decided_by_id:
            title = "The same person" if doubt.same_person else "Not the same person"
            yield Told(doubt.decided_at, title, doubt.decided_by_id, (("Reasons", doubt.reasons),), doubt.id)


def _entries(case: rows.Case) -> Iterator[Told]:
    details: tuple[tuple[str, str], ...]
    for block in case.informal_restrictions.all():
        details = (("What was found", block.description), ("Kinds", labels(block.kinds, RestrictionKind)))
        title = "Block or ban without a decision recorded"
        yield Told(block.recorded_at, title, block.recorded_by_id, details, block.id, block.found)
        if block.settled_at and block.settled_by_id:
            details = (("Reasons", block.settlement),)
            yield Told(
                block.settled_at, "Block or ban without a decision ended", block.settled_by_id, details, block.id
            )
    for warning in case.markers.all():
        details = (("What staff do", warning.control_measures), ("Source", warning.source))
        yield Told(warning.placed_at, "Safety warning recorded", warning.placed_by_id, details, warning.id)
        if warning.ended_at and warning.ended_by_id:
            details = (("Reasons", warning.ending_reasons),)
            yield Told(warning.ended_at, "Safety warning ended", warning.ended_by_id, details, warning.id)
    for shared in case.sharings.all():
        details = (("With", shared.recipient), ("Why they need it", shared.need))
        yield Told(shared.recorded_at, "Entry shared", shared.recorded_by_id, details, shared.id, shared.shared)
    for correction in case.corrections.all():
        details = (("Correction", correction.correction),)
        yield Told(correction.corrected_at, "Entry corrected", correction.corrected_by_id, details, correction.id)


def _holds(case: rows.Case) -> Iterator[Told]:
    for hold in case.holds.all():
        yield Told(hold.held_at, "Record kept past its time", hold.held_by_id, (("Reasons", hold.reasons),), hold.id)
        if hold.released_at and hold.released_by_id:
            details = (("Reasons", hold.release_reasons),)
            yield Told(hold.released_at, "Keeping past its time ended", hold.released_by_id, details, hold.id)
