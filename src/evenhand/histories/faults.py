"""What can be wrong with a file of histories."""

from typing import ClassVar

from evenhand.reading.faults import FileInvalid


class HistoryInvalid(FileInvalid):
    """A file of histories that cannot be used. It holds every fault that was found, in the order of the file."""

    kind: ClassVar[str] = "history file"
