"""Reads a docstring in the form that this project writes: a summary, more, and named sections of entries."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

_SECTION = re.compile(r"^(Args|Returns|Raises):\n((?:(?: +.*)?\n)*)", re.MULTILINE)
_ENTRY = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """What a docstring says, each text on one line but ``more``."""

    summary: str
    more: str
    """The paragraphs between the summary and the sections, with a blank line between them."""
    arguments: Mapping[str, str]
    returns: str
    raises: Mapping[str, str]


def documented(node: ast.FunctionDef | ast.ClassDef) -> Documented:
    """What the docstring of a function or class says; empty where it says nothing."""
    text = (ast.get_docstring(node) or "") + "\n"
    sections = {found[1]: found[2] for found in _SECTION.finditer(text)}
    summary, *more = _SECTION.sub("", text).strip().split("\n\n")
    return Documented(
        summary=_one_line(summary),
        more="\n\n".join(_one_line(paragraph) for paragraph in more if paragraph.strip()),
        arguments=_entries(sections.get("Args", "")),
        returns=_one_line(sections.get("Returns", "")),
        raises=_entries(sections.get("Raises", "")),
    )


def _entries(section: str) -> Mapping[str, str]:
    return {found[1]: _one_line(found[2]) for found in _ENTRY.finditer(section)}


def _one_line(text: str) -> str:
    return " ".join(text.split())
