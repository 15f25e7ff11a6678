"""A file as it was read: its values, and where each of its keys stands."""

from dataclasses import dataclass

from evenhand.reading.faults import FaultLog, Locator, Origin, shown
from evenhand.reading.keys import MOST_ENTRIES
from evenhand.reading.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The values of one file."""

    origin: Origin
    value: object
    """Plain: ``dict`` with text keys, ``list``, ``str``, ``int``, ``float``, ``bool``, ``date``, ``datetime``,
    and ``None`` (YAML) or ``time`` (TOML)."""
    locate: Locator

    def faults(self) -> FaultLog:
        """An empty log of this file's faults."""
        return FaultLog(self.origin.file, self.locate, invalid=self.origin.invalid)

    def table(self, faults: FaultLog, *, write: str) -> Table:
        """The table that the whole file is.

        Args:
            faults: the log that the table adds its faults to.
            write: what to write where the file is something else.

        Raises ``FileInvalid`` where it is something else.
        """
        if not isinstance(self.value, dict):
            raise self.origin.unusable(f"The file is {shown(self.value)}, which is not a table.", write)
        return Table(self.value, (), faults)

    def tables(self, faults: FaultLog, *, write: str, most: int = MOST_ENTRIES) -> tuple[Table, ...]:
        """The tables of the list that the whole file is, without the entries that are no table.

        Args:
            faults: the log that the tables, and entries that are none, add their faults to.
            write: what to write where the file, or one of its entries, is something else.
            most: entries that the list may have.

        Raises ``FileInvalid`` where the file is something else, or the list is empty or too long.
        """
        if not isinstance(self.value, list):
            raise self.origin.unusable(f"The file is {shown(self.value)}, which is not a list.", write)
        if not self.value:
            raise self.origin.unusable("The list is empty.", write)
        if len(self.value) > most:
            raise self.origin.unusable(f"The list has {len(self.value)} entries.", f"Use {most} at most.")
        found: list[Table] = []
        for entry, value in enumerate(self.value):
            if isinstance(value, dict):
                found.append(Table(value, (entry,), faults))
            else:
                faults.add((entry,), f"It is {shown(value)}, which is not a table.", write)
        return tuple(found)
