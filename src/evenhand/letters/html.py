"""Lays a letter out as HTML: a whole document, or the part of a page that shows it."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evenhand.letters.draft import LetterDraft
from evenhand.letters.words import blocks, spoken_date

LANGUAGE = "en-GB"
STYLESHEET = "styles/letter.css"
"""Where the stylesheet lies within this package."""

_ROOMY_LINES, _LINE_CHARACTERS = 6, 38
"""What the window of the envelope holds at full size."""


def letter_html(draft: LetterDraft, *, stylesheet_href: str | None = None) -> str:
    """The letter as a whole HTML document, in English, without any script.

    Args:
        draft: the letter.
        stylesheet_href: where a browser finds the stylesheet, for a site that allows no style in a document.
            Without it the document carries the style in itself: to print it, to save it and to make PDF.
    """
    # Not escaped, since a browser reads no entities in a style element. It is our own file, not typed text.
    style = Markup(stylesheet())  # noqa: S704
    return _rendered("letter.html.jinja", draft, level=1, stylesheet_href=stylesheet_href, stylesheet=style)


def letter_fragment(draft: LetterDraft, *, heading_level: int = 2) -> str:
    """The letter as part of a page that also brings the style of letters (see `stylesheet`). It holds no ids.

    Args:
        draft: the letter.
        heading_level: of the letter's title, 1 to 5; its sections stand one below.

    Raises:
        ValueError: there is no such level.
    """
    if heading_level not in range(1, 6):
        raise ValueError("A heading has a level from 1 to 5, so that the sections below it have one too.")
    return _rendered("fragment.html.jinja", draft, level=heading_level)


@cache
def stylesheet() -> str:
    """The style of letters, on paper and on a page. It touches nothing but letters and their paper."""
    return files("evenhand.letters").joinpath(STYLESHEET).read_text(encoding="utf-8")


def _rendered(template: str, draft: LetterDraft, **more: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            letter=draft,
            date=spoken_date(draft.on),
            compact=_needs_compact_address(draft),
            opening=blocks(draft.frame.opening),
            sections=[(heading, blocks(text)) for heading, text in draft.printed()],
            help_text=blocks(draft.frame.help_text),
            thanks=blocks(draft.frame.thanks),
            **more,
        )
    )


def _needs_compact_address(draft: LetterDraft) -> bool:
    lines = sum(-(-len(line) // _LINE_CHARACTERS) for line in (draft.customer_name, *draft.address_lines))
    return lines > _ROOMY_LINES


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("evenhand.letters"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
