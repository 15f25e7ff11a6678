"""Dates, lists and typed text, written as GOV.UK writes them and in the time of Europe/London."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from evenhand.rules.calendar import LONDON, local_day
from evenhand.rules.spoken import listed, spoken_date, spoken_time

# Letters take all their words from here; dates, times and lists are written as they are said on a call.
__all__ = [
    "BULLET",
    "Block",
    "blocks",
    "bullets",
    "in_sentence",
    "last_day",
    "listed",
    "one_line",
    "paragraphs",
    "sentences",
    "spoken_date",
    "spoken_months",
    "spoken_time",
    "tidied",
]

BULLET = "• "
"""A line that begins with it is a point of a list, and is shown exactly as it was typed."""

# The controls that turn round the words after them. No name needs one: letters carry their own direction.
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its lines, or a list with its points."""

    lines: tuple[str, ...]
    is_list: bool = False

    @property
    def leads(self) -> bool:
        """Whether it leads in what follows, so that no page may end between them."""
        return not self.is_list and self.lines[-1].endswith(":")


def last_day(end: datetime) -> date | None:
    """The last whole day before an end that falls at midnight in London; ``None`` for one in mid-day."""
    if end.astimezone(LONDON).time() != time.min:
        return None
    return local_day(end) - timedelta(days=1)


def spoken_months(count: int) -> str:
    """Write how often something comes back: ``every month``, ``every 3 months``."""
    return "every month" if count == 1 else f"every {count} months"


def in_sentence(label: str) -> str:
    """A label with a small first letter, to stand within a sentence."""
    return label[:1].lower() + label[1:]


def bullets(points: Iterable[str]) -> str:
    """Write points as a list, one on each line. A point's own line breaks become spaces."""
    return "\n".join(BULLET + " ".join(point.split()) for point in points)


def paragraphs(*parts: str) -> str:
    """Join texts as paragraphs; blank ones fall away."""
    return "\n\n".join(part.strip() for part in parts if part.strip())


def sentences(*parts: str) -> str:
    """Join sentences into one paragraph; blank ones fall away."""
    return " ".join(part.strip() for part in parts if part.strip())


def tidied(typed: str) -> str:
    """Typed text in the one form in which a letter holds it.

    All line ends become new lines, tabs become spaces, and characters that print nothing (control characters,
    halves of a broken character, direction overrides) go. Letters and marks of every script stay.
    """
    text = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    kept = (one for one in text if one == "\n" or _prints(one))
    lines = [line.strip() for line in unicodedata.normalize("NFC", "".join(kept)).split("\n")]
    return "\n".join(lines).strip()


def one_line(typed: str) -> str:
    """Typed text that belongs on one line, such as a name: as `tidied`, with single spaces."""
    return " ".join(tidied(typed).split())


def blocks(text: str) -> tuple[Block, ...]:
    """A text as paragraphs and lists.

    A blank line ends a paragraph; a single new line stays a new line. Lines that begin with `BULLET` make a
    list.
    Nothing else in the text means anything.
    """
    found: list[Block] = []
    for paragraph in tidied(text).split("\n\n"):
        for line in paragraph.split("\n"):
            _add(found, line)
        found.append(Block(()))  # ends the paragraph
    return tuple(block for block in found if block.lines)


def _add(found: list[Block], line: str) -> None:
    if not line:
        return
    is_list = line.startswith(BULLET)
    line = line.removeprefix(BULLET)
    if found and found[-1].lines and found[-1].is_list == is_list:
        found[-1] = Block((*found[-1].lines, line), is_list)
    else:
        found.append(Block((line,), is_list))


def _prints(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in _TURNING
