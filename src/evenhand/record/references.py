"""References that people say aloud: short, unguessable, without letters that sound or look alike."""

from __future__ import annotations

import secrets

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP_LENGTH = 2, 4


def new_reference() -> str:
    """A new reference such as ``7K3M-9QPD``; about 39 bits, unique by constraint rather than by chance."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def tidy_reference(typed: str) -> str:
    """A reference as somebody typed it, in the form in which it is stored."""
    plain = "".join(character for character in typed.upper() if character.isalnum())
    return "-".join(plain[start : start + _GROUP_LENGTH] for start in range(0, len(plain), _GROUP_LENGTH))
