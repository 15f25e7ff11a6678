"""What an audit entry says: ids, field names and keyed digests, in one canonical form."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was done.

    ``fields`` maps the names of what was written to the values; only a keyed digest of each is kept, so
    that a value can be proved later and erased now.
    """

    at: datetime
    act: str
    actor: UUID | None
    case: UUID | None = None
    subjects: Mapping[str, UUID] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)


def digest(value: object, key: bytes) -> str:
    """The keyed digest of one value: 32 hex digits, meaningless without the key."""
    text = json.dumps(value, default=str, sort_keys=True, ensure_ascii=False)
    return hmac.new(key, text.encode(), sha256).hexdigest()[:32]


def canonical(entry: Entry, key: bytes) -> str:
    """The entry as canonical JSON: sorted keys, no spaces, UTC times."""
    return json.dumps(
        {
            "v": VERSION,
            "at": entry.at.astimezone(UTC).isoformat(),
            "act": entry.act,
            "actor": str(entry.actor) if entry.actor else None,
            "case": str(entry.case) if entry.case else None,
            "subjects": {name: str(subject) for name, subject in entry.subjects.items()},
            "fields": {name: digest(value, key) for name, value in entry.fields.items()},
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
