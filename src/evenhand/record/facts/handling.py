"""What happened at the moment of contact and after it, and how restrictions are put into effect."""

from __future__ import annotations

from evenhand.record import models as rows
from evenhand.record.facts.people import fact_id, fact_id_or_none, person_id
from evenhand.rules import facts
from evenhand.rules.vocabulary import Channel, Handling, Purpose, ServiceId


def contacts(case: rows.Case) -> tuple[facts.HandledContact, ...]:
    """The contacts of one case and how each was handled, in order of time."""
    return tuple(_contact(row) for row in case.handled_contacts.order_by("received", "id"))


def breaches(case: rows.Case) -> tuple[facts.Breach, ...]:
    """The contacts of one case that a restriction did not allow, in order of time."""
    return tuple(
        facts.Breach(
            id=fact_id(row.id),
            restriction=fact_id(row.restriction_id),
            occurred_at=row.occurred,
            channel=Channel(row.channel),
        )
        for row in case.breaches.order_by("occurred", "id")
    )


def exceptional(case: rows.Case) -> tuple[facts.ExceptionalContact, ...]:
    """The exceptional circumstances that were raised in one case, in order of time."""
    return tuple(
        facts.ExceptionalContact(
            id=fact_id(row.id),
            raised_at=row.raised,
            restriction=fact_id_or_none(row.restriction_id),
            circumstances=row.circumstances,
            let_in=row.let_in,
            reasons=row.reasons if row.decided_at else None,
            decided_by=person_id(row.decided_by_id) if row.decided_by_id else None,
        )
        for row in case.exceptional_contacts.order_by("raised", "id")
    )


def enforcements(case: rows.Case) -> tuple[facts.Enforcement, ...]:
    """How the restrictions of one case were set up and taken down outside this system."""
    found = rows.Enforcement.objects.filter(restriction__case=case)
    return tuple(
        facts.Enforcement(
            id=fact_id(row.id),
            restriction=fact_id(row.restriction_id),
            channel=Channel(row.channel),
            applied_at=row.applied_at,
            stopped_at=row.stopped_at,
        )
        for row in found.order_by("id")
    )


def evasions(case: rows.Case) -> tuple[facts.Evasion, ...]:
    """The other names, numbers and addresses that may be the same person, in order of time."""
    return tuple(
        facts.Evasion(
            id=fact_id(row.id),
            suspected_at=row.suspected_at,
            why=row.why,
            decided_at=row.decided_at,
            same_person=row.same_person,
        )
        for row in case.evasions.order_by("suspected_at", "id")
    )


def _contact(row: rows.HandledContact) -> facts.HandledContact:
    return facts.HandledContact(
        id=fact_id(row.id),
        received_at=row.received,
        channel=Channel(row.channel),
        purpose=_purpose(row.purpose),
        handling=Handling(row.handling),
        restriction=fact_id_or_none(row.restriction_id),
        risk_looked_at=row.risk_looked_at,
        read_at=row.read_at,
        new_issue=row.new_issue,
        passed_on_at=row.passed_on_at,
        answer_due=row.answer_due,
        answered_at=row.answered_at,
        applied_consistently=row.applied_consistently,
        service_refused=row.service_refused,
        protests=row.protests,
        is_appeal=row.is_appeal,
    )


def _purpose(code: str) -> Purpose | ServiceId | None:
    if not code:
        return None
    return Purpose(code) if code in set(Purpose) else ServiceId(code)
