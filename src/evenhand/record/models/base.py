"""What every row of case data has: a time-ordered id, a guard on writes, and what the application may do to it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from enum import Enum
from typing import Any, ClassVar, Self

import pgtrigger
import uuid_utils.compat
from django.db import models
from django.db.models import Q

from evenhand.record.writing import require_open
from evenhand.rules.vocabulary import Labelled


class Access(Enum):
    """What the application's database role may do to a table; ``database.grants`` turns it into grants."""

    APPEND = "append"
    """Read and insert: what happened is never changed or removed."""
    KEEP = "keep"
    """Read, insert and update, never delete."""
    MANAGE = "manage"
    """Read, insert, update and delete: holds no case facts."""
    SENSITIVE = "sensitive"
    """Nothing; read and insert under the role for special-category data alone."""
    READ = "read"
    """Read only: written by a database function."""


def new_id() -> uuid.UUID:
    """A new UUIDv7: ordered by time, made here because PostgreSQL 15 cannot."""
    return uuid_utils.compat.uuid7()


class GuardedQuerySet(models.QuerySet[Any]):
    """Refuses bulk writes outside an action, as ``Row.save`` refuses single ones."""

    def update(self, **kwargs: Any) -> int:
        """Update, inside an action only."""
        require_open()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete, inside an action only."""
        require_open()
        return super().delete()

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Insert many, inside an action only."""
        require_open()
        return super().bulk_create(*args, **kwargs)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Update many, inside an action only."""
        require_open()
        return super().bulk_update(*args, **kwargs)


class Row(models.Model):
    """The base of every table of case data."""

    access: ClassVar[Access] = Access.KEEP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    objects: ClassVar[models.Manager[Self]] = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """The kind and id, and nothing personal: this reaches logs."""
        return f"{self._meta.model_name} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, inside an action only; raises ``DirectWriteError`` elsewhere."""
        require_open()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, inside an action only; raises ``DirectWriteError`` elsewhere."""
        require_open()
        return super().delete(*args, **kwargs)


class Kept(Row):
    """A row that may be amended but never deleted."""

    access: ClassVar[Access] = Access.KEEP

    class Meta(Row.Meta):
        abstract = True
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)
        ]


class Frozen(Row):
    """A row of what happened: inserted once, never changed or deleted."""

    access: ClassVar[Access] = Access.APPEND

    class Meta(Row.Meta):
        abstract = True
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class Confidential(Row):
    """A row of data that few people need: health, offences, threats of harm. Inserted once, never changed.

    The application reads and writes it only through ``sensitive_data()``. What it refers to is not found from
    the other side, so that no ordinary query strays into it.
    """

    access: ClassVar[Access] = Access.SENSITIVE

    class Meta(Row.Meta):
        abstract = True
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


def stays(*columns: str, name: str) -> pgtrigger.Trigger:
    """The trigger by which some columns of a row never change once they are written.

    Written as SQL rather than with pgtrigger's own ``ReadOnly``, which asks for a database to compare migrations.
    """
    changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns)
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(changed),
        func="RAISE EXCEPTION 'what was recorded stays as it was';",
    )


def settled_once(column: str, *others: str, name: str) -> pgtrigger.Trigger:
    """The trigger by which columns that are filled later never change once the first of them is filled."""
    changed = " OR ".join(f'OLD."{one}" IS DISTINCT FROM NEW."{one}"' for one in (column, *others))
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(f'OLD."{column}" IS NOT NULL AND ({changed})'),
        func="RAISE EXCEPTION 'what was recorded stays as it was';",
    )


def coded(vocabulary: type[Labelled], **options: Any) -> models.CharField[str, str]:
    """A column that holds one code of a vocabulary; pair it with ``one_of`` in the constraints."""
    longest = max(len(member.value) for member in vocabulary)
    return models.CharField(max_length=max(longest, 32), **options)


def one_of(column: str, vocabulary: type[Labelled], *, name: str, optional: bool = False) -> models.CheckConstraint:
    """The constraint that a column holds a code of a vocabulary (or nothing, where optional)."""
    codes = [member.value for member in vocabulary]
    condition = Q(**{f"{column}__in": codes})
    if optional:
        condition |= Q(**{column: ""})
    return models.CheckConstraint(condition=condition, name=name)


def all_of(column: str, vocabulary: type[Labelled], *, name: str) -> models.CheckConstraint:
    """The constraint that an array column holds only codes of a vocabulary."""
    codes = [member.value for member in vocabulary]
    return models.CheckConstraint(condition=Q(**{f"{column}__contained_by": codes}), name=name)


def together(*columns: str, name: str) -> models.CheckConstraint:
    """The constraint that some columns are all empty or all filled (a moment and who did it)."""
    return models.CheckConstraint(condition=_all_null(columns, null=True) | _all_null(columns, null=False), name=name)


def exactly_one(*columns: str, name: str) -> models.CheckConstraint:
    """The constraint that one of some columns is filled and the others are empty (what a row is about)."""
    condition = Q()
    for filled in columns:
        condition |= Q(**{f"{column}__isnull": column != filled for column in columns})
    return models.CheckConstraint(condition=condition, name=name)


def said(*columns: str, name: str) -> models.CheckConstraint:
    """The constraint that required texts are not blank."""
    condition = Q()
    for column in columns:
        condition &= Q(**{f"{column}__regex": r"\S"})
    return models.CheckConstraint(condition=condition, name=name)


def _all_null(columns: Collection[str], *, null: bool) -> Q:
    condition = Q()
    for column in columns:
        condition &= Q(**{f"{column}__isnull": null})
    return condition
