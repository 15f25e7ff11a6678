"""The audit's two tables: a chain of entries, and its one head row. Both are written by a database function."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models

from evenhand.record.models.base import Access

_NO_TRUNCATE = pgtrigger.Trigger(
    name="no_truncate",
    operation=pgtrigger.Truncate,
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    func="RAISE EXCEPTION 'the audit is never emptied';",
)


class AuditEntry(models.Model):
    """One thing that was done. Free of foreign keys, and of personal content: ids, field names and keyed digests."""

    access: ClassVar[Access] = Access.READ

    sequence = models.BigIntegerField(primary_key=True)
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    payload = models.TextField()
    """The canonical JSON that the hash covers."""
    happened = models.DateTimeField()
    act = models.CharField(max_length=64)
    actor = models.UUIDField(null=True)
    case = models.UUIDField(null=True, db_index=True)

    class Meta:
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            _NO_TRUNCATE,
        ]

    def __str__(self) -> str:
        """The entry's place in the chain."""
        return f"audit entry {self.sequence}"


class AuditHead(models.Model):
    """The last entry's number and hash, locked while one is appended so that the chain never forks."""

    access: ClassVar[Access] = Access.READ

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="audithead_is_one")]
        triggers: ClassVar = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            _NO_TRUNCATE,
        ]

    def __str__(self) -> str:
        """The length of the chain."""
        return f"audit head at {self.sequence}"
