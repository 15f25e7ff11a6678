"""Whether two texts are the same words: capitals, spaces, punctuation and unseen characters make no other text."""

import hashlib
import unicodedata


def folded(text: str | None) -> str:
    """The letters and digits of a text alone, so that a copy with another full stop or space is known as one."""
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(one for one in plain if one.isalnum())


def key(text: str | None) -> str:
    """A short name for the words of a text, by which a copy can be looked up; empty where it has none."""
    letters = folded(text)
    return hashlib.sha256(letters.encode()).hexdigest() if letters else ""
