"""What every vocabulary is made of: ids, and codes with the words that a page uses for them."""

from enum import StrEnum
from typing import NewType, Self

FactId = NewType("FactId", str)
"""Names one fact (an incident, a determination…) within a case."""

PersonId = NewType("PersonId", str)
"""Names one member of staff in the facts; never a customer."""

RuleId = NewType("RuleId", str)
"""A rule's stable name, such as ``warning.before_action``; a pack maps it to its clause."""

ServiceId = NewType("ServiceId", str)
"""Names one mandatory service of a pack's list."""


class Labelled(StrEnum):
    """A code with the words that a page uses for it."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make a member from its code and the words for a page."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member
