"""The door to special-category data: a database role of its own, taken for a few statements only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from psycopg import sql


@contextmanager
def sensitive_data() -> Iterator[None]:
    """Read and write special-category tables, and nothing else, within the current transaction.

    The application's own role has no right to these tables, so a query elsewhere that strays into them is
    refused by the database. Raises ``RuntimeError`` outside a transaction.
    """
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise RuntimeError("special-category data is read inside a transaction only")
    with connection.cursor() as cursor:
        role = sql.Identifier(settings.EVENHAND.sensitive_role)
        cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(role).as_string(cursor.connection))
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE NONE")
