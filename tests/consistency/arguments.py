"""Random arguments for any action, drawn by the types that the action itself declares."""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.db import models
from hypothesis import strategies as st
from tests.actions.council import CONSIDERED

from evenhand.actions.report_incident import NewCustomer
from evenhand.record import models as rows
from evenhand.replay.arguments import action
from evenhand.rules.facts import EqualityConsideration
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, Labelled, RuleId, ServiceId

TEXTS = st.sampled_from(
    [
        "A plain reason of this case.",
        "The customer shouted, and staff had to stop work for an hour.",
        "Two people were distressed; other calls waited.",
        "Naïve – ‘quoted’ text\nover two lines.",
        "x",
        "   ",
        "",
    ]
)
_NOT_DRAWN = frozenset({"actor", "at", "submission"})
_STAFF = frozenset({"affected", "witnesses", "member", "withdrawn_by", "members"})
_LISTS = frozenset({list, tuple, set, frozenset, Sequence, Collection})
_MAPPINGS = frozenset({dict, Mapping})


@dataclasses.dataclass(frozen=True, kw_only=True)
class World:
    """What random arguments may speak of."""

    at: datetime
    case: rows.Case | None
    staff: Sequence[UUID]
    terms: Terms


def arguments(draw: Any, act: Act, world: World) -> dict[str, Any]:
    """Arguments for an act: right in type, and in nothing else for certain."""
    drawn: dict[str, Any] = {}
    hints = _hints(act)
    for name, one in inspect.signature(action(act)).parameters.items():
        if name == "seen_version":
            drawn[name] = world.case.version if world.case else 0
        elif name not in _NOT_DRAWN and (one.default is inspect.Parameter.empty or draw(st.integers(0, 3))):
            drawn[name] = draw(_strategy(hints[name], name, world))
    return drawn


@cache
def _hints(act: Act) -> dict[str, Any]:
    return typing.get_type_hints(action(act))


def _strategy(hint: Any, name: str, world: World) -> st.SearchStrategy[Any]:
    members = _members(hint)
    return st.one_of([_one(member, name, world) for member in members])


def _one(kind: Any, name: str, world: World) -> st.SearchStrategy[Any]:  # noqa: C901, PLR0911, PLR0912 - one line a type
    origin = typing.get_origin(kind) or kind
    if kind is type(None):
        return st.none()
    if origin in _MAPPINGS:
        return _mapping(kind, name, world)
    if origin in _LISTS:
        inner = (typing.get_args(kind) or (str,))[0]
        return st.lists(_strategy(inner, name, world), max_size=3, unique=inner is UUID).map(tuple)
    if kind is EqualityConsideration:
        return st.sampled_from([CONSIDERED, CONSIDERED, EqualityConsideration()])
    if kind is NewCustomer:
        return st.just(NewCustomer(name="Mr Bo Birch", contacts=[(rows.PointKind.EMAIL, "bo@example.org")]))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        return st.builds(
            kind, **{one.name: _strategy(hints[one.name], one.name, world) for one in dataclasses.fields(kind)}
        )
    if isinstance(kind, type) and issubclass(kind, Labelled):
        return st.sampled_from(list(kind))
    if kind is UUID:
        return _ids(name, world)
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 6) if name == "weekday" else st.integers(1, 60)
    if kind is datetime:
        return st.integers(-240, 240).map(lambda hours: world.at + timedelta(hours=hours))
    if kind is date:
        return st.integers(-3, 200).map(lambda days: world.at.date() + timedelta(days=days))
    if kind is time:
        return st.integers(8, 17).map(time)
    return TEXTS


def _mapping(kind: Any, name: str, world: World) -> st.SearchStrategy[Any]:
    if name == "services":
        usual = {service.id: service.usual_way for service in world.terms.mandatory_services}
        return st.sampled_from([usual, usual, {}])
    key, value = typing.get_args(kind) or (str, str)
    if getattr(key, "__name__", "") == RuleId.__name__:
        doors = sorted(world.terms.door_roles)
        return st.dictionaries(st.sampled_from(doors), TEXTS, max_size=2) if doors else st.just({})
    if getattr(key, "__name__", "") == ServiceId.__name__:
        keys = st.sampled_from([service.id for service in world.terms.mandatory_services])
        return st.dictionaries(keys, _strategy(value, name, world), max_size=1)
    return st.dictionaries(_strategy(key, name, world), _strategy(value, name, world), max_size=2)


def _ids(name: str, world: World) -> st.SearchStrategy[UUID]:
    if name in _STAFF:
        return st.sampled_from(list(world.staff))
    known = [*_rows_named(name, world)] or [*_every_row(world)]
    return st.sampled_from([*known, *known, *known, uuid4()]) if known else st.sampled_from(list(world.staff))


def _rows_named(name: str, world: World) -> list[UUID]:
    if world.case is None:
        return []
    if name in {"case_id", "customer", "customer_id"}:
        return [world.case.id if name == "case_id" else world.case.customer_id]
    wanted = "".join(part.title() for part in name.removesuffix("_id").split("_"))
    model = getattr(rows, wanted, None)
    return _of_the_case(model, world) if isinstance(model, type) and issubclass(model, models.Model) else []


def _every_row(world: World) -> list[UUID]:
    kinds = (rows.Determination, rows.Restriction, rows.Review, rows.Incident)
    return [one for kind in kinds for one in _of_the_case(kind, world)]


def _of_the_case(model: type[models.Model], world: World) -> list[UUID]:
    fields = {field.name for field in model._meta.get_fields()}
    if world.case is not None and "case" in fields:
        return list(model._default_manager.filter(case=world.case).values_list("pk", flat=True)[:20])
    if world.case is not None and "customer" in fields:
        return list(model._default_manager.filter(customer=world.case.customer_id).values_list("pk", flat=True)[:20])
    return []


def _members(hint: Any) -> tuple[Any, ...]:
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return tuple(one for part in typing.get_args(hint) for one in _members(part))
    return (hint,)
