"""What a rule says: findings, each with its rule id. A rule never returns a bare bool."""

from dataclasses import dataclass
from datetime import date

from evenhand.rules.vocabulary import FactId, Fault, PersonId, RuleId, Severity

# Letters by their category, and blank on paper: the fillers of Hangul.
_PRINT_NOTHING = frozenset("\u115f\u1160\u3164\uffa0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a rule found.

    ``about`` names the fact it concerns, so that an action can tell findings on its own draft from those
    on the past. ``due`` is the last day on which the missing step is in time. ``by_door`` marks a step
    that was put off with a recorded reason because delay would do harm: it must be put right, but it
    does not refuse.
    """

    rule: RuleId
    severity: Severity
    message: str
    about: FactId | None = None
    fault: Fault | None = None
    due: date | None = None
    by_door: bool = False
    follows: bool = False
    """A duty that the act itself starts, such as telling the customer: it never stands in the act's way."""
    people: frozenset[PersonId] = frozenset()
    """Members of staff whom it concerns; the message never names anybody."""
    part: str = ""
    """Which part of what it is about it speaks to: the fact's own field, or a service; empty for all of it."""


def absence(
    rule: str,
    message: str,
    *,
    known: bool,
    about: FactId | None,
    fault: Fault,
    due: date | None = None,
    follows: bool = False,
    people: frozenset[PersonId] = frozenset(),
    part: str = "",
) -> Finding:
    """A finding on something that is not there.

    ``known`` says whether we know that it is not: because the record is complete, so that what is not
    recorded did not happen, or because a fact says so. Then it is a fault; else it is unknown, a gap.
    """
    return Finding(
        rule=RuleId(rule),
        severity=Severity.FAULT if known else Severity.GAP,
        message=message,
        about=about,
        fault=fault,
        due=due,
        follows=follows,
        people=people,
        part=part,
    )


def fault_found(
    rule: str,
    message: str,
    *,
    about: FactId | None,
    fault: Fault,
    due: date | None = None,
    follows: bool = False,
    people: frozenset[PersonId] = frozenset(),
    part: str = "",
) -> Finding:
    """A finding on something that the record states and that must be put right."""
    return Finding(
        rule=RuleId(rule),
        severity=Severity.FAULT,
        message=message,
        about=about,
        fault=fault,
        due=due,
        follows=follows,
        people=people,
        part=part,
    )


def advice(rule: str, message: str, *, about: FactId | None, due: date | None = None, part: str = "") -> Finding:
    """A finding that suggests and never blocks."""
    return Finding(rule=RuleId(rule), severity=Severity.ADVICE, message=message, about=about, due=due, part=part)


def is_blank(text: str | None) -> bool:
    """Whether a required text says nothing: it holds no letter and no digit that anybody could see.

    White space, punctuation alone, and characters that print nothing are no reasons.
    """
    return text is None or not any(one.isalnum() and one not in _PRINT_NOTHING for one in text)
