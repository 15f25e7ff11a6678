"""The adopted policy as the record keeps it: whole, by version."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from evenhand.policy.faults import NoPolicyError
from evenhand.policy.loader import load_kept
from evenhand.policy.pack import Pack
from evenhand.record.models import PolicyVersion


def pack_of(version: PolicyVersion) -> Pack:
    """The pack of an adopted version, read from the record and never from a file."""
    return _loaded(version.sha256, version.content)


def version_on(day: date) -> PolicyVersion:
    """The version in force on a day: the latest to have begun. Raises ``NoPolicyError``."""
    found: PolicyVersion | None = (
        PolicyVersion.objects.filter(effective_from__lte=day).order_by("-effective_from", "-adopted_at").first()
    )
    if found is None:
        raise NoPolicyError
    return found


@lru_cache(maxsize=32)
def _loaded(sha256: str, content: str) -> Pack:
    """Parsed once a process; the hash keys the cache beside the text it names."""
    return load_kept(content, name_for_errors=f"adopted policy {sha256[:8]}")
