"""The keys of one table: which are there, which somebody asked for, and what is wrong with them."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from evenhand.reading.faults import FaultLog, KeyPath, quoted, shown

LONGEST_LINE = 200
"""Characters of a name or a title."""
LONGEST_PASSAGE = 1200
"""Characters of a sentence or a paragraph."""

MOST_ENTRIES = 500
"""Entries of a list, where its reader does not say otherwise."""

MISSING = object()
"""Stands for the value of a key that is not there."""


class Keys:
    """The keys of a table, the way to it, and the log of faults."""

    __slots__ = ("_asked", "_values", "faults", "path")

    def __init__(self, values: Mapping[str, object], path: KeyPath, faults: FaultLog) -> None:
        """Begin to read a table; ``done`` then names the keys that nobody asked for."""
        self._values = values
        self.path = path
        self.faults = faults
        self._asked: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the table, in the order of the file."""
        return tuple(self._values)

    def null(self, key: str) -> bool:
        """Whether the key is there and is ``null``, which YAML also reads where nothing is written after it."""
        self._asked[key] = None
        return self._values.get(key, MISSING) is None

    def raw(self, key: str) -> object:
        """The value of a key as it stands, or ``None``: for a key whose reader depends on what it holds."""
        self._asked[key] = None
        return self._values.get(key)

    def fault(self, key: str, problem: str, instead: str, *, entry: int | None = None) -> None:
        """Note a fault at a key of this table, or at one entry of its list."""
        self.faults.add((*self.path, key) if entry is None else (*self.path, key, entry), problem, instead)

    def unknown(
        self,
        key: str,
        problem: str,
        word: str,
        known: Iterable[str],
        *,
        otherwise: str,
        entry: int | None = None,
    ) -> None:
        """Note a word that is not known, with the known one that looks like it, where there is one."""
        # Looking for it takes time, which a file of a hundred thousand such words shall not have.
        alike = [] if self.faults.full or len(word) > LONGEST_LINE else get_close_matches(word, [*known], n=1)
        instead = f"Did you mean {quoted(alike[0])}?" if alike else otherwise
        self.fault(key, problem, instead, entry=entry)

    def known(self, *keys: str) -> None:
        """Say that these keys may stand here, though they were not there to be read."""
        self._asked.update(dict.fromkeys(keys))

    def done(self) -> None:
        """Note every key that has not been asked for: a misspelt key would be silently without effect."""
        for key in self._values:
            if key not in self._asked:
                self.unknown(key, "This key is not known here.", key, self._asked, otherwise="Remove it.")

    def _there(self, key: str) -> bool:
        """Whether a key that need not be there is."""
        self._asked[key] = None
        return key in self._values

    def _take(self, key: str, write: str) -> object:
        self._asked[key] = None
        value = self._values.get(key, MISSING)
        if value is MISSING:
            self.fault(key, "This is missing.", write)
        return value

    def _entries(self, key: str, write: str, most: int = MOST_ENTRIES) -> list[object]:
        value = self._take(key, write)
        if isinstance(value, list):
            if len(value) > most:
                self.fault(key, f"The list has {len(value)} entries.", f"Use {most} at most.")
            return value[:most]
        if value is not MISSING:
            self.fault(key, f"It is {shown(value)}, which is not a list.", write)
        return []

    def _filled(self, key: str, write: str, most: int = MOST_ENTRIES) -> list[object]:
        entries = self._entries(key, write, most)
        if not entries and isinstance(self._values.get(key), list):
            self.fault(key, "The list is empty.", write)
        return entries
