"""Whose site this is: the council's name and colour, as pages show them."""

import hashlib
from dataclasses import dataclass

from django.conf import settings

from evenhand.queries.council import council_identity
from evenhand.web.colours import WHITE, Colour, ink_of, text_upon

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
"""What pages show before anybody has set the council's details."""


class _LastSeen:
    """The council as some page of this process showed it last."""

    council: Council = UNNAMED


def current_council() -> Council:
    """The council's details as they are now; `UNNAMED` before anybody set them."""
    identity = council_identity()
    demonstration = settings.EVENHAND.demonstration
    if identity is None:
        council = Council(name=UNNAMED.name, brand=UNNAMED.brand, demonstration=demonstration)
    else:
        brand = Colour.from_hex(identity.brand_colour)
        council = Council(name=identity.name, brand=brand, demonstration=demonstration)
    _LastSeen.council = council
    return council


def council_last_seen() -> Council:
    """The council's details without asking the database, for a page that must come out when that is away."""
    return _LastSeen.council
