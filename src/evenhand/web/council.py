"""Whose site this is: the council's name and colour, as pages show them.

Where they are kept is not the pages' business: ``evenhand.config`` wires the source with `use_council`, once,
as the process starts.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from evenhand.web.colours import WHITE, Colour, ink_of, text_upon

_log = logging.getLogger(__name__)
_SURFACE_SHARE, _BORDER_SHARE = 0.94, 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """What every page says of the council.

    ``demonstration`` is true where the council and its people are made up, which every page then says.
    """

    name: str
    brand: Colour
    demonstration: bool = False

    def stylesheet(self) -> str:
        """The council's colours as a stylesheet, to be read after the compiled one."""
        surface = self.brand.mixed_with(WHITE, _SURFACE_SHARE)
        colours = {
            "--govuk-brand-colour": self.brand,
            "--govuk-template-background-colour": surface,
            "--govuk-surface-background-colour": surface,
            "--govuk-surface-border-colour": self.brand.mixed_with(WHITE, _BORDER_SHARE),
            "--evenhand-brand-text-colour": text_upon(self.brand),
            "--evenhand-brand-ink-colour": ink_of(self.brand, surface),
        }
        return ":root{" + "".join(f"{name}:{colour.hex()};" for name, colour in colours.items()) + "}\n"

    def stylesheet_version(self) -> str:
        """Changes when the stylesheet does, so that a browser may keep the old one for long."""
        return hashlib.sha256(self.stylesheet().encode()).hexdigest()[:12]


UNNAMED = Council(name="Evenhand", brand=Colour.from_hex("#1b2a41"))
"""What a page shows when the council's own details cannot be read, as when the database is away."""


class _Wiring:
    """Holds the one source of the council's details."""

    source: Callable[[], Council] | None = None


def use_council(source: Callable[[], Council]) -> None:
    """Name the source that `current_council` asks each time."""
    _Wiring.source = source


def current_council() -> Council:
    """The council's details as they are now.

    Raises:
        ImproperlyConfigured: no source was named.
    """
    if _Wiring.source is None:
        raise ImproperlyConfigured("No council is wired: call evenhand.web.council.use_council at start-up.")
    return _Wiring.source()


def council_or_unnamed() -> Council:
    """The council's details, or `UNNAMED` where they cannot be read, for error pages."""
    try:
        return current_council()
    except Exception:  # noqa: BLE001 - an error page must come out whatever else is broken
        _log.warning("The council's details could not be read for an error page.")
        return UNNAMED
