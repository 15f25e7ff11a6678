"""Proves the chain whole: recomputes every hash, in Python, from what the rows say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_GENESIS = bytes(32)
_BATCH = 5_000
_COLUMNS = 'sequence, previous_hash, hash, payload, happened, act, actor, "case"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was proved: how many entries, the head's hash, and the first entry that is broken, with why."""

    entries: int
    head: str
    first_broken: int | None = None
    reason: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing is broken."""
        return self.first_broken is None


def verify_chain(connection: BaseDatabaseWrapper, *, progress: Callable[[int], None] | None = None) -> Verification:
    """Walk the chain from the first entry to the head.

    Args:
        connection: any connection that may read the audit.
        progress: called with the number of entries proved so far, every few thousand.

    Returns:
        The verification; its ``first_broken`` names the first entry that was changed, is missing, or does
        not follow from the one before it.
    """
    with transaction.atomic(using=connection.alias):
        sequence, previous, entries = 0, _GENESIS, 0
        for row in _rows(connection):
            fault = _fault(row, sequence + 1, previous)
            if fault:
                return Verification(entries=entries, head=previous.hex(), first_broken=sequence + 1, reason=fault)
            sequence, previous, entries = row[0], bytes(row[2]), entries + 1
            if progress and entries % _BATCH == 0:
                progress(entries)
        head_sequence, head_hash = _head(connection)
        if (head_sequence, head_hash) != (sequence, previous):
            reason = "the entries after it were removed" if head_sequence > sequence else "the head was changed"
            broken = sequence + 1 if head_sequence > sequence else sequence
            return Verification(entries=entries, head=previous.hex(), first_broken=broken, reason=reason)
        return Verification(entries=entries, head=previous.hex())


def entry_hash(sequence: int, previous: bytes, payload: str) -> bytes:
    """The hash of an entry: its number, the hash before it, and what it says."""
    return sha256(f"{sequence}\n{previous.hex()}\n{payload}".encode()).digest()


def _fault(row: tuple[Any, ...], expected: int, previous: bytes) -> str:
    sequence, previous_hash, own_hash, payload, happened, act, actor, case = row
    if sequence != expected:
        return "it is missing"
    if bytes(previous_hash) != previous:
        return "it does not follow from the entry before it"
    if entry_hash(sequence, previous, payload) != bytes(own_hash):
        return "what it says was changed"
    try:
        said = json.loads(payload)
        columns = (_moment(said["at"]), said["act"], said["actor"], said["case"])
    except (ValueError, KeyError, TypeError):
        return "what it says cannot be read"
    if columns != (happened.astimezone(UTC), act, _text(actor), _text(case)):
        return "its columns disagree with what it says"
    return ""


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _rows(connection: BaseDatabaseWrapper) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM record_auditentry ORDER BY sequence")  # noqa: S608 - a constant
        while rows := cursor.fetchmany(_BATCH):
            yield from rows


def _head(connection: BaseDatabaseWrapper) -> tuple[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequence, hash FROM record_audithead WHERE id = 1")
        row = cursor.fetchone()
    return (int(row[0]), bytes(row[1])) if row else (-1, b"")
