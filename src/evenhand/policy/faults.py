"""What is wrong with a pack: every fault with its file, line and key, and what to write instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys by name, entries of a list by position from 0."""

MOST_FAULTS = 100
"""A file with more faults than this is no pack that somebody can mend fault by fault."""

_BARE = re.compile(r"[A-Za-z0-9_-]{1,60}")
_LONGEST_SHOWN = 60
_LARGEST_SHOWN = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFault:
    """One thing to put right in a pack."""

    file: str
    line: int
    """Counted from 1; where a key is missing, the line of the table that lacks it."""
    key: str
    """As TOML spells it; entries of a list are counted from 1, as people count."""
    problem: str
    instead: str
    """What to write instead."""

    def __str__(self) -> str:
        key = f", {self.key}" if self.key else ""
        return f"{self.file}, line {self.line}{key}: {self.problem} {self.instead}"


class PackInvalid(Exception):  # noqa: N818 - says what the pack is
    """A pack that cannot be used. It holds every fault that was found, in the order of the file."""

    def __init__(self, faults: tuple[PackFault, ...], *, more: bool = False) -> None:
        """Keep the faults; ``more`` says that the file has others, which were not collected."""
        super().__init__(faults)
        self.faults = faults
        self.more = more

    def __str__(self) -> str:
        count = "1 thing" if len(self.faults) == 1 else f"{len(self.faults)} things"
        lines = [f"This policy pack cannot be used. Put {count} right:"]
        lines += [f"  {fault}" for fault in self.faults]
        if self.more:
            lines.append("  There is more after these. Put these right, then check the pack again.")
        return "\n".join(lines)


class FaultLog:
    """Collects the faults of one pack."""

    def __init__(self, file: str, lines: Mapping[KeyPath, int] | None = None) -> None:
        """Begin an empty log for a file; ``lines`` says where each of its keys stands."""
        self._file = file
        self._lines = lines or {}
        self._faults: list[PackFault] = []
        self._more = False

    @property
    def full(self) -> bool:
        """Whether the log takes no more."""
        return len(self._faults) >= MOST_FAULTS

    def add(self, path: KeyPath, problem: str, instead: str, *, line: int | None = None) -> None:
        """Add a fault at a key; its line is the key's own, or else that of the nearest table around it."""
        if self.full:
            self._more = True
            return
        fault = PackFault(
            file=self._file,
            line=self._line_of(path) if line is None else line,
            key=spelled(path),
            problem=problem,
            instead=instead,
        )
        self._faults.append(fault)

    def raise_if_any(self) -> None:
        """Raise ``PackInvalid`` with all that was collected, in the order of the file."""
        if self._faults:
            raise PackInvalid(tuple(sorted(self._faults, key=lambda fault: fault.line)), more=self._more)

    def _line_of(self, path: KeyPath) -> int:
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


def spelled(path: KeyPath) -> str:
    """A key as TOML spells it: ``rules."review.on_time".mode``, ``clauses[2].number``."""
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


def shown(value: object) -> str:  # noqa: PLR0911 - one line for each type of TOML
    """A value of a pack in a few words, whatever it holds."""
    match value:
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


class NoPolicyError(RuntimeError):
    """No policy has been adopted yet. Adopt one with the command 'evenhand policy adopt wldc'."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)
