"""Reads a file as text: an ordinary file, not too large, in UTF-8, or a fault that says what to do."""

from importlib.resources.abc import Traversable
from pathlib import Path

from evenhand.reading.faults import Origin, quoted

_KIB = 1024
_MIB = 1024 * _KIB
BYTE_ORDER_MARK = "\ufeff"


def name_of(path: Path) -> str:
    """A path as faults show it: on one line, whatever it holds."""
    name = str(path)
    return name if name.isprintable() else quoted(name)


def read_text(source: Traversable, origin: Origin, *, largest: int, missing: str, shorten: str) -> str:
    """The text of a file.

    Args:
        source: the file.
        origin: what its faults call it.
        largest: bytes that it may have.
        missing: what to do where there is no such file.
        shorten: what to do where it is too large.

    Raises ``FileInvalid`` where there is no such file, or it cannot be read, is too large or not in UTF-8.
    """
    if not _is_file(source):
        raise origin.unusable("There is no such file.", missing)
    try:
        with source.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        instead = "Check its name, and that you are allowed to read it."
        raise origin.unusable("The file cannot be read.", instead) from error
    check_size(len(content), origin, largest=largest, shorten=shorten)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise origin.unusable("The text is not in UTF-8.", "Save the file as UTF-8.", line=line) from error


def check_text(text: str, origin: Origin, *, largest: int, shorten: str) -> None:
    """Check a text that did not come from a file. Raises ``FileInvalid`` as ``read_text`` does.

    Args:
        text: the text.
        origin: what its faults call it.
        largest: bytes that it may have as UTF-8.
        shorten: what to do where it is too large.
    """
    check_size(len(text), origin, largest=largest, shorten=shorten)
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        problem = "The text holds a character that does not exist."
        raise origin.unusable(problem, "Save the file as UTF-8.", line=line) from error
    check_size(len(content), origin, largest=largest, shorten=shorten)


def check_size(size: int, origin: Origin, *, largest: int, shorten: str) -> None:
    """Raise ``FileInvalid`` where a file of this many bytes is larger than it may be."""
    if size > largest:
        limit = f"{largest // _MIB} MiB" if largest >= _MIB else f"{largest // _KIB} KiB"
        raise origin.unusable(f"The file is larger than {limit}.", shorten)


def _is_file(source: Traversable) -> bool:
    """Whether it is an ordinary file: a pipe or a device would never end."""
    try:
        return source.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
