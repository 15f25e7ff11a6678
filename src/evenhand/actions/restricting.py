"""Checks what the terms of a restriction say, for the actions that impose one or make one lighter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change, bounded, filled
from evenhand.letters.draft import LONGEST_TEXT
from evenhand.record.restriction_terms import LISTS, TEXTS
from evenhand.rules.calendar import local_day
from evenhand.rules.facts import CallWindow, Restriction, RestrictionTerms
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import RestrictionKind, ServiceId

LONGEST_WAY = 500
"""Characters in how one service stays reachable: all of them stand in one part of the letter."""
LONGEST_YEARS = 10
"""An end date further away is none that anybody means: such a restriction is open-ended, and says why [I].

No pack allows more; what this council's policy allows is for ``restriction.open_ended`` to say."""
_LONGEST_TERM = 2_000
_MOST_ITEMS = 50
_LONGEST_ITEM = 320
_MINUTES_IN_A_DAY = 24 * 60
_DAYS_OF_THE_WEEK = range(7)


def checked_last_day(ends_on: date | None, at: datetime, *, field_name: str = "ends_on") -> None:
    """Refuse a last day that is past, or so far away that nobody means it; raises ``InvalidInputError``."""
    if ends_on is None:
        return
    today = local_day(at)
    if ends_on < today:
        raise InvalidInputError(field_name, "The last day must be today or in the future")
    if ends_on.year > today.year + LONGEST_YEARS:
        raise InvalidInputError(
            field_name, f"The last day must be within {LONGEST_YEARS} years. If it has no end, say so and say why"
        )


def checked_services(this: Change, services: Mapping[ServiceId, str]) -> dict[ServiceId, str]:
    """How each mandatory service stays reachable (3.1); what is missing is the rules' to say."""
    _known_services(this, services, "services")
    return {service: bounded("services", way.strip(), most=LONGEST_WAY) for service, way in services.items()}


def checked_withdrawn(this: Change, withdrawn: Mapping[ServiceId, str]) -> dict[ServiceId, str]:
    """Mandatory services withdrawn in part, each with its reason, by somebody of the policy's rank (3.1).

    Raises:
        InvalidInputError: it is no mandatory service, the actor may not withdraw one, or there is no reason.
    """
    _known_services(this, withdrawn, "services_withdrawn")
    if withdrawn and not this.terms.service_override_roles & this.actor.roles:
        raise InvalidInputError("services_withdrawn", "Your role cannot withdraw a service that stays open")
    return {
        service: filled("services_withdrawn", why, "Enter why the service is withdrawn", most=LONGEST_WAY)
        for service, why in withdrawn.items()
    }


def checked_terms(terms: RestrictionTerms) -> RestrictionTerms:
    """The terms, trimmed; which of them a kind asks for is the rules' to say.

    Raises:
        InvalidInputError: a text is too long, or a number, a day or a time is impossible.
    """
    if terms.minutes is not None and not 0 < terms.minutes <= _MINUTES_IN_A_DAY:
        raise InvalidInputError("terms", "The longest call must be 1 minute or more, and no longer than a day")
    tidy: dict[str, Any] = {name: bounded("terms", getattr(terms, name).strip(), most=_LONGEST_TERM) for name in TEXTS}
    lists: dict[str, Any] = {name: _items(getattr(terms, name)) for name in LISTS}
    return replace(terms, **tidy, **lists, windows=_windows(terms.windows))


def checked_service(service: str) -> str:
    """Which service a restriction covers, or why it covers the whole council (11.2)."""
    return bounded("service", service.strip(), most=LONGEST_TEXT)


def require_place(
    known: Iterable[Restriction], kinds: Iterable[RestrictionKind], *, at: datetime, field_name: str
) -> None:
    """Refuse a second restriction of a kind while one stands; raises ``InvalidInputError``."""
    standing = {one.kind for one in known if not one.over(at)}
    if standing & set(kinds):
        raise InvalidInputError(
            field_name, "A restriction of this kind is in force already. Lift that one first, or choose another kind"
        )


def _known_services(this: Change, services: Mapping[ServiceId, str], field_name: str) -> None:
    if not set(services) <= {service.id for service in this.terms.mandatory_services}:
        raise InvalidInputError(field_name, "Name only services of the council's list")


def _items(items: tuple[str, ...]) -> tuple[str, ...]:
    if len(items) > _MOST_ITEMS:
        raise InvalidInputError("terms", f"Name {_MOST_ITEMS} or fewer of each")
    tidy = (bounded("terms", one.strip(), most=_LONGEST_ITEM) for one in items)
    return tuple(dict.fromkeys(one for one in tidy if not is_blank(one)))


def _windows(windows: tuple[CallWindow, ...]) -> tuple[CallWindow, ...]:
    if len(windows) > _MOST_ITEMS:
        raise InvalidInputError("terms", f"Name {_MOST_ITEMS} or fewer times for calls")
    for one in windows:
        if one.weekday not in _DAYS_OF_THE_WEEK:
            raise InvalidInputError("terms", "Select days of the week for calls")
        if one.opens >= one.closes or one.opens.tzinfo or one.closes.tzinfo:
            raise InvalidInputError("terms", "The time when calls end must be after the time when they begin")
    return tuple(sorted(set(windows), key=lambda one: (one.weekday, one.opens, one.closes)))
