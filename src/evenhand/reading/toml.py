"""Reads TOML: its values, and the line of each of its keys."""

import re
import tomllib

from evenhand.reading.document import Document
from evenhand.reading.faults import Origin
from evenhand.reading.files import BYTE_ORDER_MARK, check_text
from evenhand.reading.toml_lines import DEEPEST, TooDeep, locate

_LONG_NUMBER = re.compile(r"[0-9_]{4000}")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


def parse_toml(text: str, origin: Origin, *, largest: int, shorten: str) -> Document:
    """The document of a TOML text.

    Args:
        text: the whole text.
        origin: what its faults call it.
        largest: bytes that it may have as UTF-8.
        shorten: what to do where it is larger.

    Raises ``FileInvalid`` where it is larger, begins with a byte-order mark, is nested too deep or is no TOML.
    """
    check_text(text, origin, largest=largest, shorten=shorten)
    if text.startswith(BYTE_ORDER_MARK):
        problem = "The file begins with a byte-order mark (BOM)."
        raise origin.unusable(problem, "Save it as UTF-8 without one.")
    try:
        located = locate(text)
    except TooDeep as error:
        problem = f"Lists, tables or keys are nested more than {DEEPEST} deep."
        instead = "Write them as in the files that come with Evenhand."
        raise origin.unusable(problem, instead, line=error.line) from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # Python 3.11 to 3.13 tell the line in the message alone.
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else located.stopped_at or text.count("\n") + 1
        problem = f"This is not TOML: {_TOML_LINE.sub('', str(error)).strip()}."
        instead = "Check quotation marks, brackets and equals signs here."
        raise origin.unusable(problem, instead, line=line) from error
    except ValueError as error:  # Python reads no whole number of more than some four thousand digits
        found = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        raise origin.unusable("A number is far too long.", "Write a shorter one.", line=line) from error
    return Document(origin=origin, value=values, locate=lambda _: located.lines)
