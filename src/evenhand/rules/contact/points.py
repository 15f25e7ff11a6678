"""Whether two things that people write down mean one number, address, inbox, person or issue.

What somebody presented and what a restriction names are compared here without knowing how a door writes them.
"""

import re
from collections.abc import Iterable

from evenhand.rules.same_words import folded

_EMAIL = re.compile(r"[^\s<>,;:()\"']+@[^\s<>,;:()\"']+[^\s<>,;:()\"'.]")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{4,}\d")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "sir", "dame"})
_FIRST_AND_LAST = 2


def among(text: str, known: Iterable[str]) -> bool:
    """Whether a text is one of some known ones, word for word: capitals, spaces and stops make no other."""
    return bool(folded(text)) and any(folded(text) == folded(one) for one in known)


def same_point(one: str, other: str) -> bool:
    """Whether two texts name the same number, email address, account or inbox.

    ``+44 20 7946 0321`` and ``(020) 7946 0321`` are one number; a text may hold more than its number.
    """
    return (bool(_plain(one)) and _plain(one) == _plain(other)) or not _points(one).isdisjoint(_points(other))


def same_person(one: str, other: str) -> bool:
    """Whether a recipient is the person or post that a restriction names.

    Either text may hold more than the name: a title, a post, a number or an address that both share.
    A first name by itself is nobody's in particular.
    """
    mine, theirs = _name(one), _name(other)
    shorter, longer = sorted((mine, theirs), key=len)
    named = mine == theirs or (len(shorter) >= _FIRST_AND_LAST and shorter <= longer)
    return (bool(mine) and bool(theirs) and named) or same_point(one, other)


def same_service(text: str, *names: str) -> bool:
    """Whether a text names a service by one of its names, or one of them is part of the other.

    ``Housing`` and ``Housing benefit`` may be one service: in doubt they are.
    """
    mine = set(_words(text))
    return any(mine and (mine <= theirs or theirs <= mine) for theirs in map(set, map(_words, names)) if theirs)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _name(text: str) -> frozenset[str]:
    return frozenset(_words(text)) - _TITLES


def _points(text: str) -> frozenset[str]:
    emails = (found.casefold() for found in _EMAIL.findall(text))
    numbers = (_digits(found) for found in _NUMBER.findall(text))
    return frozenset((*emails, *numbers))


def _digits(text: str) -> str:
    """A telephone number as the country dials it: without punctuation, with one 0 in front."""
    digits = "".join(one for one in text if one.isdigit())
    abroad = "44" if text.startswith("+") else "0044"
    if not digits.startswith(abroad):
        return digits
    return f"0{digits.removeprefix(abroad).removeprefix('0')}"
