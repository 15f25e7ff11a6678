"""Random facts for the property tests: few ids and few moments, so that facts meet, and unknowns among them.

A strategy is made from the fields of each fact, so that a new fact or a new field is tried as soon as it is
there. What matters to a rule's answer is given by hand: which ids a field points at, and what is rare.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import settings
from hypothesis import strategies as st

from evenhand.rules import facts
from evenhand.rules.calendar import LONDON
from evenhand.rules.facts import CaseFacts
from evenhand.rules.rulebook import RULES
from evenhand.rules.vocabulary import FactId, PersonId, RuleId, ServiceId

from .build import BINS, COUNCIL_TAX, STAFF, fact, london

properties = settings(max_examples=50, deadline=None)
"""How hard each property is tried; no deadline, because a busy machine is no fault of the rules."""

SPAN = (london("2025-11-01 00:00"), london("2026-12-01 00:00"))
MOMENTS = st.one_of(
    # A handful that meet often, with the hour that comes twice among them.
    st.sampled_from(
        [
            london("2026-01-05 10:00"),
            london("2026-02-02 14:00"),
            london("2026-03-29 00:30"),
            london("2026-05-01 10:00"),
            london("2026-10-25 01:30"),
            london("2026-10-25 01:30").replace(fold=1),
        ]
    ),
    st.integers(0, int((SPAN[1] - SPAN[0]).total_seconds())).map(lambda n: SPAN[0] + timedelta(seconds=n)),
).flatmap(lambda moment: st.sampled_from([moment, moment.astimezone(UTC), moment.astimezone(LONDON)]))

LISTS: tuple[str, ...] = tuple(
    name
    for name, kind in get_type_hints(CaseFacts).items()
    if get_origin(kind) is tuple and name in CaseFacts.__slots__
)
"""Every list of facts that a case holds."""

POINTS_AT: Mapping[str, tuple[type, ...]] = {
    "about": (facts.Determination, facts.Review, facts.Restriction, facts.Marker, facts.Evasion),
    "determination": (facts.Determination,),
    "restriction": (facts.Restriction,),
    "narrows": (facts.Restriction,),
    "taken_over_by": (facts.Determination,),
    "regularised_by": (facts.Determination,),
    "incident": (facts.Incident,),
    "evidence": (facts.Incident,),
    "reached": (facts.Sharing,),
}
"""The kinds of fact that a field names by id; a field that is not here may name any."""

WORDS = ("", "  ", "\u3164", "She swore at us.", "Another reason.")
SIMPLE: Mapping[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(0, 40),
    str: st.sampled_from(WORDS),
    datetime: MOMENTS,
    date: st.dates(date(2025, 11, 1), date(2026, 12, 1)),
    time: st.sampled_from([time(9, 0), time(12, 30), time(17, 0)]),
    PersonId: st.sampled_from(list(STAFF)),
    ServiceId: st.sampled_from([BINS, COUNCIL_TAX]),
    RuleId: st.sampled_from([rule.id for rule in RULES if rule.door]),
    NoneType: st.none(),
}
RARE: Mapping[str, st.SearchStrategy[Any]] = {
    # Each opens or closes so much that it would hide all else if it came as often as not.
    "physical_threat": st.sampled_from([None, False, False, True]),
    "interim": st.sampled_from([False, False, True]),
    "staff": st.sampled_from([STAFF, {}]),
    "weekday": st.integers(0, 6),
}
OFTEN = frozenset({"incidents", "warnings", "determinations", "restrictions", "letters", "reviews"})
"""The lists of which a case has several; of the others it has a few now and then."""


def id_of(kind: type, number: int) -> FactId:
    return fact(f"{kind.__name__.lower()}-{number}")


def ids(*kinds: type) -> st.SearchStrategy[FactId]:
    return st.builds(id_of, st.sampled_from(kinds), st.integers(1, 3))


@cache
def known(kind: type) -> st.SearchStrategy[Any]:
    """Facts of a kind, with anything in each of its fields."""
    hints = get_type_hints(kind)
    parts = {one.name: _field(kind, one.name, hints[one.name]) for one in fields(kind)}
    return st.builds(kind, **parts)


def _field(owner: type, name: str, kind: Any) -> st.SearchStrategy[Any]:
    if name in RARE:
        return RARE[name]
    if name == "id":
        return ids(owner)
    if owner is CaseFacts and name in LISTS:
        (element, _) = get_args(kind)
        return st.lists(known(element), max_size=3 if name in OFTEN else 2, unique_by=lambda drawn: drawn.id).map(tuple)
    return _drawn(kind, ids(*POINTS_AT[name]) if name in POINTS_AT else ids(*FACTS))


def _drawn(kind: Any, pointing: st.SearchStrategy[FactId]) -> st.SearchStrategy[Any]:
    """Anything of a type; ``pointing`` gives the ids of other facts that it may hold."""
    if kind is FactId:
        return pointing
    if kind in SIMPLE:
        return SIMPLE[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        return known(kind)
    return _composed(kind, [_drawn(one, pointing) for one in get_args(kind) if one is not Ellipsis])


def _composed(kind: Any, inside: list[st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """Anything of a type that is made of others."""
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return st.one_of(*inside)
    if origin is frozenset:
        return st.frozensets(inside[0], max_size=3)
    if origin is tuple:
        return st.lists(inside[0], max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(inside[0], inside[1], max_size=3)
    raise TypeError(f"no random facts for {kind}: say in SIMPLE how they look")


FACTS: tuple[type, ...] = tuple(
    element for name in LISTS for element in get_args(get_type_hints(CaseFacts)[name]) if element is not Ellipsis
)
"""Every kind of fact that stands in a list of a case."""

RESTRICTIONS = known(facts.Restriction)
REVIEWS = known(facts.Review)
CASES: st.SearchStrategy[CaseFacts] = known(CaseFacts)
"""Cases of any facts at any stage, lawful or not, of complete records and others."""


def every_id(case: CaseFacts) -> frozenset[FactId]:
    """The id of the case, of the customer with what they asked for, and of each fact in its lists."""
    customer = case.customer
    theirs = (one.id for one in customer.requests), (one.id for one in customer.adjustments)
    listed = (one.id for name in LISTS for one in getattr(case, name))
    return frozenset({case.id, customer.id, *theirs[0], *theirs[1], *listed})


@st.composite
def in_another_order(draw: st.DrawFn, case: CaseFacts) -> CaseFacts:
    """The same case with each of its lists in any order."""
    order: dict[str, Any] = {name: tuple(draw(st.permutations(getattr(case, name)))) for name in LISTS}
    ada = case.customer
    order["customer"] = replace(
        ada,
        requests=tuple(draw(st.permutations(ada.requests))),
        adjustments=tuple(draw(st.permutations(ada.adjustments))),
    )
    return replace(case, **order)
