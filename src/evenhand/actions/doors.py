"""Checks the doors of a decision: rules whose missing step is put off because delay would do harm (principle 4)."""

from __future__ import annotations

from collections.abc import Mapping

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change, filled
from evenhand.rules.vocabulary import RuleId


def checked_doors(this: Change, doors: Mapping[RuleId, str] | None) -> dict[RuleId, str]:
    """The doors that this actor may use, each with its reason; raises ``InvalidInputError`` for any other."""
    return {rule: checked_door(this, rule, reason, field_name="doors") for rule, reason in (doors or {}).items()}


def checked_door(this: Change, rule: RuleId, reason: str, *, field_name: str) -> str:
    """The reason for which one rule's step is put off.

    Raises:
        InvalidInputError: the actor is not of the rank that the policy names, or gives no reason.
    """
    allowed = this.terms.door_roles.get(rule, frozenset())
    if not allowed & this.actor.roles:
        raise InvalidInputError(field_name, "Your role cannot put this step off")
    return filled(field_name, reason, "Enter why delay would do harm")
