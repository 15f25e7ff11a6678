"""Who the facts are about: the customer with what is arranged for them, and the staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from evenhand.record import models as rows
from evenhand.rules import facts
from evenhand.rules.calendar import local_day
from evenhand.rules.vocabulary import Channel, FactId, PersonId

_WRITABLE = (rows.PointKind.EMAIL, rows.PointKind.ADDRESS)
"""Where a letter can go."""


def fact_id(value: UUID) -> FactId:
    """The id of a row, as the rules name facts."""
    return FactId(str(value))


def fact_id_or_none(value: UUID | None) -> FactId | None:
    """The id of a row that need not be there."""
    return None if value is None else fact_id(value)


def person_id(value: UUID) -> PersonId:
    """The id of a member of staff, as the rules name people."""
    return PersonId(str(value))


def customer_facts(customer_id: UUID) -> facts.Customer:
    """The customer as the rules read them: what is arranged and asked for, whether we know them and can write."""
    standing = rows.Adjustment.objects.filter(customer=customer_id, ended_at=None).order_by("recorded_at", "id")
    requests = rows.AdjustmentRequest.objects.filter(customer=customer_id).order_by("made", "id")
    writable = rows.ContactPoint.objects.filter(customer=customer_id, kind__in=_WRITABLE, left=None)
    checked = rows.Customer.objects.filter(pk=customer_id, identity_checked_at__isnull=False)
    return facts.Customer(
        id=fact_id(customer_id),
        adjustments=tuple(
            facts.Adjustment(
                id=fact_id(row.id),
                arrangement=row.arrangement,
                unusable_channels=frozenset(Channel(code) for code in row.unusable_channels),
                safe_equivalent=row.safe_equivalent or None,
            )
            for row in standing
        ),
        requests=tuple(_request(row) for row in requests),
        identity_checked=checked.exists(),
        has_address=writable.exists(),
    )


def _request(row: rows.AdjustmentRequest) -> facts.AdjustmentRequest:
    return facts.AdjustmentRequest(
        id=fact_id(row.id),
        made_at=row.made,
        considered=True if row.answered_at else None,
        answered_at=row.answered_at,
        granted=row.granted,
        interim_arrangement=row.interim_arrangement or None,
    )


def staff_facts(*, at: datetime) -> Mapping[PersonId, facts.StaffMember]:
    """Every member of staff by id: their manager, their deputy, and whether they are away at a moment."""
    day = local_day(at)
    columns = ("id", "manager_id", "deputy_id", "absent_from", "absent_until", "is_active")
    return {
        person_id(row.id): facts.StaffMember(
            id=person_id(row.id),
            manager=person_id(row.manager_id) if row.manager_id else None,
            deputy=person_id(row.deputy_id) if row.deputy_id else None,
            absent=row.absent_on(day),
        )
        for row in rows.Staff.objects.only(*columns)
    }
