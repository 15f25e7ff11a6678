"""Packs that were adopted under an earlier version of Evenhand, and that decisions were taken under.

Schema 1 had 19 rules and 8 values. A case that is under such a pack stays under what the pack said: a rule that
it does not name is off, a value that it lacks is one with which no rule that it does name decides otherwise
than before, and a door that it does not open stays shut. Nobody writes such a pack any more.
"""

from collections.abc import Mapping

from evenhand.reading.table import Table
from evenhand.rules.rulebook import RULES
from evenhand.rules.vocabulary import Mode, RestrictionKind, RetentionClass, Route, Source

FIRST_SCHEMA = 1
_FROM = "An earlier form of this policy pack, which did not say"
_ORIGIN = {"source": Source.INTERPRETATION.value, "guidance": _FROM}
_LONGEST_OF_THEN = 60  # calendar months: five years, the limit of that version for every council
_NEVER_ERASED_THEN = 240  # calendar months: that version kept every record

_VALUES: Mapping[str, tuple[object, str]] = {
    "decided_by": ("the determination team", ""),
    "quorum_members": (1, "members"),
    "kinds": ([kind.value for kind in RestrictionKind], "kinds of restriction"),
    "longest_restriction_months": (_LONGEST_OF_THEN, "calendar months"),
    "interim_limit_working_days": (10, "working days"),
    "support_working_days": (0, "working days"),
    "harm_referral_working_days": (0, "working days"),
    "offence_referral_working_days": (0, "working days"),
    "risk_look_working_days": (0, "working days"),
    "message_read_working_days": (0, "working days"),
    "appeal_window_working_days": (0, "working days"),
    "appeal_decided_working_days": (20, "working days"),
    "enforcement_working_days": (0, "working days"),
    "comparables_hidden_below": (5, "decisions"),
    "retention_months": ({one.value: _NEVER_ERASED_THEN for one in RetentionClass}, "calendar months"),
}
"""What schema 1 did not say, with its unit; only rules that are off read it, but for the first four."""


def completed(top: Table) -> Table:
    """A pack of an earlier form with what the form of today asks for besides.

    Args:
        top: the whole pack as it was kept.

    Returns:
        The same with the rules and values that it lacks. What is wrong with it is left as it is, to be found.
    """
    values = {key: top.raw(key) for key in top.keys}
    if isinstance(rules := values.get("rules"), dict):
        lacking = {rule.id: {**_ORIGIN, "mode": Mode.OFF.value} for rule in RULES if rule.id not in rules}
        values["rules"] = rules | lacking
    if isinstance(terms := values.get("terms"), dict):
        values["terms"] = {name: _value(*one) for name, one in _VALUES.items()} | _with_every_route(terms)
    return Table(values, top.path, top.faults)


def _value(value: object, unit: str) -> dict[str, object]:
    return {"value": value, **({"unit": unit} if unit else {}), **_ORIGIN}


def _with_every_route(terms: dict[str, object]) -> dict[str, object]:
    """What is said in person is received at once."""
    name = "deemed_receipt_working_days"
    receipt = terms.get(name)
    days = receipt.get("value") if isinstance(receipt, dict) else None
    if not isinstance(receipt, dict) or not isinstance(days, dict):
        return terms
    return terms | {name: receipt | {"value": {Route.IN_PERSON.value: 0} | days}}
