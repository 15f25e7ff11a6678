"""Note in the audit that somebody looked customers up by name, number or address."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.record.actor import Actor
from evenhand.record.audit.append import append
from evenhand.record.audit.payload import Entry


def note_look_up(*, actor: Actor, at: datetime, found: Collection[UUID]) -> None:
    """Append that somebody looked customers up and who was shown to them: being on this record is sensitive.

    It writes no row, so it has no frame; the query it follows asked for the permission. What was typed is not kept.

    Args:
        actor: who looked.
        at: when.
        found: the customers who were shown.
    """
    with transaction.atomic():
        subjects = {f"customer.{place}": one for place, one in enumerate(sorted(found), start=1)}
        append(Entry(at=at, act="look_up_customers", actor=actor.id, subjects=subjects))
