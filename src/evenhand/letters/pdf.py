"""Prints a letter as accessible PDF (PDF/UA-1), where WeasyPrint and Pango are installed.

WeasyPrint is imported when the first PDF is asked for, so that a machine without Pango runs everything else.
"""

import hashlib
import io
import logging
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from typing import Any

from evenhand.letters.errors import LetterError, LettersUnavailable

_INSTALL = (
    "Letters cannot be made as PDF on this machine: {missing}. Ask an administrator to run "
    "“apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core” "
    "and to start Evenhand again. Until then, use the letter as a web page."
)
_NO_GLYPH = (
    "This letter has a character that no font on this machine can print, such as one of another script. "
    "Ask an administrator to run “apt-get install fonts-noto-core fonts-noto-cjk” and to start Evenhand again. "
    "Until then, use the letter as a web page."
)


@dataclass(frozen=True, slots=True)
class _Printer:
    """WeasyPrint, as far as it could be loaded."""

    html: Any = None
    fetcher: Any = None
    fetch_error: type[BaseException] = Exception
    missing: str = ""


def why_no_pdf() -> str:
    """Why this machine cannot make PDF and what an administrator installs; empty where it can.

    Found out once: what is installed later counts after a restart.
    """
    missing = _printer().missing
    return _INSTALL.format(missing=missing) if missing else ""


def render_pdf(html: str, *, title: str) -> bytes:
    """Print a letter as tagged PDF/UA-1 with its language and title.

    The same input gives the same bytes on the same machine: the dates are those that the document states, and
    the identifier is the digest of what is printed.

    Args:
        html: a whole document from `letter_html`, with its style in itself. Nothing it refers to is fetched.
        title: what a PDF reader shows. It must not hold what the customer did.

    Raises:
        LettersUnavailable: WeasyPrint or Pango is missing, or no font has a character of this letter, which would
            come out as an empty box in somebody's name. The message says what to install.
        LetterError: the title is blank, or the document refers to something outside itself.
    """
    if not title.strip():
        raise LetterError("A PDF needs a title, or a screen reader reads out its file name. Give it one.")
    printer = _printer()
    if printer.missing:
        raise LettersUnavailable(why_no_pdf())
    digest = hashlib.sha256(f"{title}\0{html}".encode()).hexdigest()[:32]
    try:
        document = printer.html(string=html, url_fetcher=printer.fetcher()).render()
        document.metadata.title = title
        pdf = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=digest.encode())
        unreadable = any(font.missing for font in document.fonts.values())
    except printer.fetch_error as error:
        raise LetterError(
            "The letter refers to something outside itself, and letters fetch nothing. Make it with its own style."
        ) from error
    if unreadable:
        raise LettersUnavailable(_NO_GLYPH)
    return bytes(pdf)


@cache
def _printer() -> _Printer:
    try:
        with redirect_stdout(io.StringIO()):  # WeasyPrint prints a page of advice where a library is missing
            from weasyprint import HTML  # noqa: PLC0415 - see the module's docstring
            from weasyprint.urls import FatalURLFetchingError, URLFetcher  # noqa: PLC0415
    except ImportError:
        return _Printer(missing="WeasyPrint is not installed")
    except OSError:
        return _Printer(missing="the Pango library is not installed")

    # It names every character that it cannot print, and those are letters of customers' names.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)

    class FetchNothing(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        """A letter holds all that it needs, so whatever it asks for is somebody else's doing."""

        def __init__(self) -> None:
            super().__init__(fail_on_errors=True)

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - its caller's
            raise PermissionError("letters fetch nothing")

    return _Printer(html=HTML, fetcher=FetchNothing, fetch_error=FatalURLFetchingError)
