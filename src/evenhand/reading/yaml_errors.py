"""Why a text is no YAML, in plain English: the parsers speak of tokens, and of where they gave up."""

import re
from dataclasses import dataclass

import yaml

_LINE_END = re.compile(r"\r\n|\r|\n")
_TAB_IN_INDENT = re.compile(r" *(?:-[ \t]*)*\t")

_LINE_UP = "Begin the keys of one table under one another, each in the form 'key: value', and indent with spaces."
_BRACKETS = "Put commas between the entries, and close each bracket that is opened."
_QUOTE = "Put a text that begins with one of @ ` % & * ! | > ? in quotation marks."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    """What the parsers say (libyaml, then Python's own), and what that means to the person who wrote the text."""

    said: str
    problem: str
    instead: str
    where_it_began: bool = False
    """Whether the fault is where the parser began on the thing, not where it gave up."""


_TAB = _Cause(said=r"tab character|'\\t'", problem="A tab stands here.", instead="Use spaces: YAML takes no tab there.")
_ESCAPE = _Cause(
    said=r"escape",
    problem="A backslash within double quotation marks begins an escape, and this is none.",
    instead="Write the backslash twice, or use single quotation marks.",
)
_CAUSES = (
    _TAB,
    _ESCAPE,
    _Cause(
        said=r"mapping values are not allowed",
        problem="A colon stands where no key can.",
        instead="Put a text with a colon in it in quotation marks. Begin the keys of one table under one another.",
    ),
    _Cause(
        said=r"unexpected (?:end of stream|document)",
        problem="A quotation mark is never closed.",
        instead="Close it. Within single quotation marks, write an apostrophe twice.",
        where_it_began=True,
    ),
    _Cause(said=r"expected ':'", problem="A key has no colon after it.", instead=_LINE_UP, where_it_began=True),
    _Cause(said=r"expected ',' or", problem="A comma or a closing bracket is missing.", instead=_BRACKETS),
    _Cause(said=r"node content", problem="A value is missing here, or a bracket is never closed.", instead=_BRACKETS),
    _Cause(
        said=r"expected key|'-' indicator|<block end>",
        problem="This does not fit what stands before it.",
        instead=f"{_LINE_UP} Put the whole of a text in quotation marks, or none of it.",
    ),
    _Cause(said=r"are not allowed", problem="A list or a key cannot begin here.", instead=_LINE_UP),
    _Cause(
        said=r"<document start>",
        problem="There is more after the end of the table or list.",
        instead="Write one table or one list, and nothing outside it.",
    ),
    _Cause(
        said=r"any token|alphabetic|alphanumeric|line break|chomping|indentation indicator|URI|tag|whitespace",
        problem="A value begins with a character that has another meaning in YAML.",
        instead=_QUOTE,
    ),
    _Cause(
        said=r"directive|incompatible YAML|version",
        problem="A line that begins with % is not read here.",
        instead="Take the line out.",
    ),
)


def explained(error: Exception, text: str, line: int) -> tuple[int, str, str]:
    """The line, counted from 1, the problem, and what to do about it.

    Args:
        error: what the parser raised.
        text: the text, as the parser got it.
        line: the line to name where the error has none.
    """
    if not isinstance(error, yaml.MarkedYAMLError):  # Python's parser, at an escape for a character there is not
        return line, _ESCAPE.problem, _ESCAPE.instead
    said = error.problem or ""
    cause = next((one for one in _CAUSES if re.search(one.said, said)), None)
    mark, began = error.problem_mark, error.context_mark
    if began is not None and (mark is None or mark.index >= len(text) or (cause and cause.where_it_began)):
        mark = began  # at the end of the text nothing is wrong but what is missing there
    lines = _LINE_END.split(text.rstrip())  # one parser counts a line more at the end of the text, the other not
    line = min(mark.line + 1 if mark is not None else line, len(lines))
    if _TAB_IN_INDENT.match(lines[line - 1]):
        cause = _TAB
    if cause is None:
        return line, "This is not YAML.", "Check indents, colons, brackets and quotation marks here."
    opened = ""
    if cause.instead is _BRACKETS and began is not None and began.line + 1 < line:
        opened = f" What it belongs to begins on line {began.line + 1}."
    return line, cause.problem + opened, cause.instead
