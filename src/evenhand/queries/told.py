"""One thing that happened on a case, before it has the name of who did it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.rules.vocabulary import Labelled


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened: when, what it is called, who did it, and what they said."""

    at: datetime
    title: str
    by: UUID
    details: tuple[tuple[str, str], ...]
    """Heading and text; a blank text is not shown."""
    about: UUID
    """The row behind it."""
    occurred: datetime | None = None
    """When it happened, where that is not when it was recorded."""


def labels(codes: list[str], vocabulary: type[Labelled]) -> str:
    """Some codes in the words of a page, a line each."""
    return "\n".join(vocabulary(code).label for code in codes)


def yes_or_no(answer: bool | None) -> str:  # noqa: FBT001 - an answer
    """An answer in words; blank where there is none."""
    return "" if answer is None else "Yes" if answer else "No"
