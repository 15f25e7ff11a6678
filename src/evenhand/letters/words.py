"""Dates, lists and typed text, written as GOV.UK writes them and in the time of Europe/London."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from evenhand.rules.calendar import LONDON, local_day

BULLET = "• "
"""A line that begins with it is a point of a list, and is shown exactly as it was typed."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
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


def spoken_date(value: date | datetime) -> str:
    """Write a day, such as ``24 May 2027``.

    Raises:
        ValueError: a moment without a time zone, whose day nobody can know.
    """
    day = local_day(value) if isinstance(value, datetime) else value
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken_time(value: time | datetime) -> str:
    """Write a time of day in London, such as ``9:30am``, ``5pm``, ``midday`` or ``midnight``.

    Raises:
        ValueError: a moment without a time zone, whose time nobody can know.
    """
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be shown: make it timezone-aware.")
        value = value.astimezone(LONDON).time()
    if value.minute == 0 and value.hour in {0, 12}:
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def last_day(end: datetime) -> date | None:
    """The last whole day before an end that falls at midnight in London; ``None`` for one in mid-day."""
    if end.astimezone(LONDON).time() != time.min:
        return None
    return local_day(end) - timedelta(days=1)


def spoken_months(count: int) -> str:
    """Write how often something comes back: ``every month``, ``every 3 months``."""
    return "every month" if count == 1 else f"every {count} months"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


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
