"""A council's one brand colour, and the further colours that pages need to stay readable in it.

Contrast is reckoned as the Web Content Accessibility Guidelines 2.2 define it (relative luminance).
"""

import re
from dataclasses import dataclass
from typing import Self

READABLE = 4.5
"""The least contrast between text and what it stands on (guideline 1.4.3, level AA)."""

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_DARKEN_STEP = 0.05


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour as red, green and blue, each from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def from_hex(cls, text: str) -> Self:
        """Read ``#1b2a41`` or ``#234``.

        Raises:
            ValueError: the text is no such colour. Nothing else may reach the stylesheet.
        """
        if not _HEX.fullmatch(text):
            raise ValueError(f"{text!r} is not a colour. Write one like #1b2a41.")
        digits = text[1:]
        if len(digits) == 3:  # noqa: PLR2004 - the short form has three digits
            digits = "".join(digit * 2 for digit in digits)
        return cls(*(int(digits[at : at + 2], 16) for at in (0, 2, 4)))

    def hex(self) -> str:
        """Write it as a stylesheet does, such as ``#1b2a41``."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    def luminance(self) -> float:
        """How bright it looks, from 0 (black) to 1 (white)."""
        red, green, blue = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def mixed_with(self, other: "Colour", share: float) -> "Colour":
        """This colour with a share of another, from 0 (none of it) to 1 (nothing else)."""
        pairs = ((self.red, other.red), (self.green, other.green), (self.blue, other.blue))
        return Colour(*(round(own + (its - own) * share) for own, its in pairs))


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black upon white)."""
    brighter, darker = sorted((one.luminance(), other.luminance()), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def text_upon(background: Colour) -> Colour:
    """White where it can be read upon the background, otherwise black.

    One of the two always can: no colour has a contrast below 4.58 with both.
    """
    return WHITE if contrast(WHITE, background) >= READABLE else BLACK


def ink_of(brand: Colour, paper: Colour) -> Colour:
    """The brand colour, darkened only as far as it must be to be read upon the paper."""
    ink, share = brand, 0.0
    while contrast(ink, paper) < READABLE and share < 1:
        share = min(1.0, share + _DARKEN_STEP)
        ink = brand.mixed_with(BLACK, share)
    return ink


def _linear(part: float) -> float:
    """One part of an sRGB colour, 0 to 1, without its gamma."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - from the guideline
