"""Finds an address of a customer, for the actions that speak of one."""

from __future__ import annotations

from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.record import models as rows


def address_of(case: rows.Case, point_id: UUID) -> rows.ContactPoint:
    """An address of the customer of a case; raises ``InvalidInputError`` for any other way of contact."""
    found: rows.ContactPoint | None = case.customer.contact_points.filter(
        pk=point_id, kind=rows.PointKind.ADDRESS
    ).first()
    if found is None:
        raise InvalidInputError("point_id", "Select one of the customer's addresses")
    return found
