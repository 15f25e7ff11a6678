"""Small pieces of Markdown."""

from collections.abc import Iterable, Sequence

from evenhand.rules.spoken import listed

_SOURCE = "../../src/"
_NOTE = (
    "<!-- Made by `evenhand docs generate`, and compared with the code by `make check`. "
    "Change the code, not this page. -->"
)


def page(title: str, *parts: str) -> str:
    """A whole page: where it comes from, its title, and its parts with a blank line between them."""
    return "\n\n".join((_NOTE, f"# {title}", *(part.strip("\n") for part in parts if part))) + "\n"


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table. Each row is as long as the heading; its cells may hold Markdown.

    Raises:
        ValueError: a row is longer or shorter than the heading.
    """
    lines = [_row(heading), _row(["---"] * len(heading))]
    for row in rows:
        if len(row) != len(heading):
            raise ValueError(f"a row of {len(row)} cells in a table of {len(heading)} columns")
        lines.append(_row(row))
    return "\n".join(lines)


def bullets(items: Iterable[str]) -> str:
    """A list, a line each."""
    return "\n".join(f"- {item}" for item in items)


def code(text: str) -> str:
    """A code, a name or a type as the code spells it."""
    return f"`{text}`"


def joined(items: Iterable[str], last: str = "and") -> str:
    """Some words as one phrase: ``a``, ``a and b``, ``a, b and c``; empty for none."""
    return listed(tuple(items), last)


def anchor(heading: str) -> str:
    """The link to a heading of the same page, as GitHub and others make it of plain words and codes."""
    kept = (one for one in heading.lower() if one.isalnum() or one in " -_")
    return "#" + "".join(kept).replace(" ", "-")


def source_link(module: str) -> str:
    """A link to a module of ours, from a generated page.

    Args:
        module: its dotted name, such as ``evenhand.rules.contact``; no package.
    """
    path = f"{module.replace('.', '/')}.py"
    return f"[{path.removeprefix('evenhand/')}]({_SOURCE}{path})"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    """A cell on one line, in which a vertical bar is a character and no border."""
    return " ".join(text.split()).replace("|", "\\|")
