"""Note in the audit that somebody signed in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from evenhand.record.actor import Actor
from evenhand.record.audit.append import append
from evenhand.record.audit.payload import Entry


def note_sign_in(*, actor: Actor, at: datetime) -> None:
    """Append that somebody signed in: who and when, and nothing of where from.

    It writes no row, so it has no frame; it needs no permission, since it notes what has happened.

    Args:
        actor: who signed in.
        at: when.
    """
    with transaction.atomic():
        append(Entry(at=at, act="sign_in", actor=actor.id))
