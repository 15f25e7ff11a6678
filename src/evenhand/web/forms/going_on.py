"""Going on without a step where delay would do harm: the doors of a decision, each with its reason (principle 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evenhand.queries.decisions import QUORUM
from evenhand.queries.evidence import Door
from evenhand.rules.complaints import EXHAUSTED
from evenhand.rules.equality import RULE as EQUALITY
from evenhand.rules.vocabulary import RuleId
from evenhand.web.forms import ChoicesField, Form, LongTextField

LATER = "later"

_WORDS: Mapping[RuleId, tuple[str, str]] = {
    QUORUM: ("If too few members can sit now", "We must decide with fewer members, because delay would do harm"),
    EXHAUSTED: ("If you cannot show this now", "We cannot show it now, and delay would do harm"),
    EQUALITY: ("If you cannot answer these questions now", "We cannot answer them now, and delay would do harm"),
}
"""What each door is called, and what somebody says who goes through it."""
_ANY = ("If this cannot be done now", "It cannot be done now, and delay would do harm")


class GoingOn(Form):
    """Offers the doors that the policy gives to the person who decides.

    Args:
        doors: the doors.
    """

    def __init__(self, *args: Any, doors: Sequence[Door], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._doors = [one.rule for one in doors]
        for rule in self._doors:
            label, words = _WORDS.get(rule, _ANY)
            self.fields[door_field(rule)] = ChoicesField(
                label=label, what="that you go on without it", choices=[(LATER, words)], required=False
            )
            self.fields[door_reason_field(rule)] = LongTextField(
                label="What harm would delay do?", what="what harm delay would do", required=False
            )
        reasons = {door_reason_field(rule): (door_field(rule), LATER) for rule in self._doors}
        self.needed_when = {**self.needed_when, **reasons}  # type: ignore[misc]  # each form has its own doors

    @property
    def door_fields(self) -> list[str]:
        """The names of its fields."""
        return [name(rule) for rule in self._doors for name in (door_field, door_reason_field)]

    def goes_through(self, rule: RuleId) -> bool:
        """Whether a rule's step is put off."""
        return bool(self.cleaned_data.get(door_field(rule)))

    def reasons_for_doors(self) -> dict[RuleId, str]:
        """Why each step is put off, from a valid form."""
        return {rule: self.cleaned_data[door_reason_field(rule)] for rule in self._doors if self.goes_through(rule)}


def door_field(rule: RuleId) -> str:
    """The name of the field that puts a rule's step off."""
    return f"door_{rule.replace('.', '_')}"


def door_reason_field(rule: RuleId) -> str:
    """The name of the field for why delay would do harm."""
    return f"reason_for_{door_field(rule)}"
