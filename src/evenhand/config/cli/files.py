"""Reads the files that a command was given, all of them before it begins."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from evenhand.config.errors import BadInputError

Read = TypeVar("Read")


def read_all(files: Iterable[str], read: Callable[[str], Read]) -> list[Read]:
    """Returns what each file holds, so that a slip in the last one is not found after an hour.

    Args:
        files: the files' names.
        read: reads one of them.

    Raises:
        BadInputError: a file cannot be used; the message names the faults of every such file.
    """
    from evenhand.reading.faults import FileInvalid

    found: list[Read] = []
    faults: list[str] = []
    for file in files:
        try:
            found.append(read(file))
        except FileInvalid as error:
            faults.append(str(error))
    if faults:
        raise BadInputError("\n".join(faults))
    return found
