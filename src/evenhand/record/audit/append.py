"""Appends to the chain, as the last thing in a transaction."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from evenhand.record.audit.payload import Entry, canonical


def append(entry: Entry) -> int:
    """Append one entry and return its number.

    The head row stays locked until the transaction ends, so this comes last: whoever appends next waits
    for the commit, and the chain cannot fork.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_audit_append(%s)", [canonical(entry, settings.EVENHAND.audit_key)])
        row = cursor.fetchone()
    return int(row[0])
