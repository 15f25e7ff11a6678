"""What is wrong with a file: every fault with its file, line and key, and what to write instead."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar, TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys by name, entries of a list by position from 0."""

Locator: TypeAlias = Callable[[Collection[KeyPath]], Mapping[KeyPath, int]]
"""Tells the line, counted from 1, of each of these ways and of the tables around them, where they are in the
file. It is asked once, when faults are reported: most files have none, and need no line at all."""

MOST_FAULTS = 100
"""A file with more faults than this is none that somebody can mend fault by fault."""

_BARE = re.compile(r"[A-Za-z0-9_-]{1,60}")
_LONGEST_SHOWN = 60
_LARGEST_SHOWN = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFault:
    """One thing to put right in a file."""

    file: str
    line: int
    """Counted from 1; where a key is missing, the line of the table that lacks it."""
    key: str
    """With dots between tables; entries of a list are counted from 1, as people count."""
    problem: str
    instead: str
    """What to write instead."""

    def __str__(self) -> str:
        key = f", {self.key}" if self.key else ""
        return f"{self.file}, line {self.line}{key}: {self.problem} {self.instead}"


class FileInvalid(Exception):  # noqa: N818 - says what the file is
    """A file that cannot be used. It holds every fault that was found, in the order of the file."""

    kind: ClassVar[str] = "file"
    """What the file is, in the words that follow 'This'."""

    def __init__(self, faults: tuple[FileFault, ...], *, more: bool = False) -> None:
        """Keep the faults; ``more`` says that the file has others, which were not collected."""
        super().__init__(faults)
        self.faults = faults
        self.more = more

    def __str__(self) -> str:
        count = "1 thing" if len(self.faults) == 1 else f"{len(self.faults)} things"
        lines = [f"This {self.kind} cannot be used. Put {count} right:"]
        lines += [f"  {fault}" for fault in self.faults]
        if self.more:
            lines.append("  There is more after these. Put these right, then check the file again.")
        return "\n".join(lines)


class FaultLog:
    """Collects the faults of one file."""

    def __init__(self, file: str, locate: Locator | None = None, *, invalid: type[FileInvalid] = FileInvalid) -> None:
        """Begin an empty log.

        Args:
            file: what the faults call the file.
            locate: tells where its keys stand; without it, every fault is on the first line.
            invalid: the error that ``raise_if_any`` raises.
        """
        self._file = file
        self._locate = locate
        self._invalid = invalid
        self._faults: list[tuple[KeyPath, str, str]] = []
        self._more = False

    @property
    def full(self) -> bool:
        """Whether the log takes no more."""
        return len(self._faults) >= MOST_FAULTS

    def add(self, path: KeyPath, problem: str, instead: str) -> None:
        """Add a fault at a key; its line is the key's own, or else that of the nearest table around it."""
        if self.full:
            self._more = True
        else:
            self._faults.append((path, problem, instead))

    def raise_if_any(self) -> None:
        """Raise ``FileInvalid`` (or the kind of it that was asked for) with all, in the order of the file."""
        if not self._faults:
            return
        lines = self._locate([path for path, _, _ in self._faults]) if self._locate else {}
        faults = (
            FileFault(file=self._file, line=_line_of(path, lines), key=spelled(path), problem=problem, instead=instead)
            for path, problem, instead in self._faults
        )
        raise self._invalid(tuple(sorted(faults, key=lambda fault: fault.line)), more=self._more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The file that is read, as its faults name it."""

    file: str
    """What the faults call it."""
    invalid: type[FileInvalid] = FileInvalid
    """The error that is raised where it cannot be used."""

    def unusable(self, problem: str, instead: str, *, line: int = 1, path: KeyPath = ()) -> FileInvalid:
        """The error of a file that is read no further than this one fault."""
        fault = FileFault(file=self.file, line=line, key=spelled(path), problem=problem, instead=instead)
        return self.invalid((fault,))


def spelled(path: KeyPath) -> str:
    """A key as a fault names it: ``rules."review.on_time".mode``, ``clauses[2].number``, ``[3].events[1]``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += ("." if text else "") + (part if _BARE.fullmatch(part) else quoted(part))
    return text


def quoted(text: str) -> str:
    """A text in quotation marks, short and on one line, whatever it holds."""
    short = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    seen = (one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in short)
    return '"' + "".join(seen) + '"'


def shown(value: object) -> str:  # noqa: PLR0911 - one line for each type that a file can hold
    """A value of a file in a few words, whatever it holds."""
    match value:
        case None:
            return "empty"
        case str():
            return quoted(value) if value.strip() else "empty"
        case bool():
            return "true" if value else "false"
        case int() if abs(value) > _LARGEST_SHOWN:
            return "a huge number"  # one of many thousand digits cannot even be written out
        case int() | float() | date() | time():
            return str(value)
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "something else"


def _line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
