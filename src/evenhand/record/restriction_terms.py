"""The terms of a restriction as the record keeps them: what is said, and nothing for what is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from evenhand.rules.facts import CallWindow, RestrictionTerms
from evenhand.rules.vocabulary import Channel

TEXTS = (
    "named_contact",
    "cover",
    "contact_point",
    "considered_where",
    "counted",
    "services_limited",
    "exceptional_way",
    "description",
)
"""The terms that are one text."""
LISTS = ("issues", "accounts", "blocked_points", "premises")
"""The terms that are several short texts."""


def terms_to_json(terms: RestrictionTerms) -> dict[str, Any]:
    """The terms as a column of the record holds them."""
    kept: dict[str, Any] = {name: getattr(terms, name) for name in TEXTS}
    kept |= {name: list(getattr(terms, name)) for name in LISTS}
    kept["minutes"] = terms.minutes
    kept["windows"] = [
        {"weekday": one.weekday, "opens": one.opens.isoformat(), "closes": one.closes.isoformat()}
        for one in terms.windows
    ]
    kept["channels"] = [one.value for one in Channel if one in terms.channels]
    return {name: value for name, value in kept.items() if value not in ("", [], None)}


def terms_from_json(kept: Mapping[str, Any]) -> RestrictionTerms:
    """The terms that a column of the record holds; the inverse of :func:`terms_to_json`."""
    texts: dict[str, Any] = {name: kept.get(name, "") for name in TEXTS}
    lists: dict[str, Any] = {name: tuple(kept.get(name, ())) for name in LISTS}
    return RestrictionTerms(
        **texts,
        **lists,
        minutes=kept.get("minutes"),
        windows=tuple(
            CallWindow(
                weekday=one["weekday"],
                opens=time.fromisoformat(one["opens"]),
                closes=time.fromisoformat(one["closes"]),
            )
            for one in kept.get("windows", ())
        ),
        channels=frozenset(Channel(code) for code in kept.get("channels", ())),
    )
