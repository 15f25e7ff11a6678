"""Turns what a replay writes under ``with`` into the arguments that an action takes, by the action's own types."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache
from typing import Any
from uuid import UUID

from evenhand.reading.faults import FaultLog, KeyPath, quoted, shown
from evenhand.reading.keys import LONGEST_PASSAGE
from evenhand.reading.table import codes
from evenhand.reading.when import NoSuchTime, day_of, moment_of
from evenhand.record.models import PointKind
from evenhand.replay.script import Label, PointOf, RestrictionOf, UsualWays
from evenhand.rules.rulebook import RULE_BY_ID
from evenhand.rules.vocabulary import Act, Labelled, RestrictionKind, RuleId, ServiceId

USUAL_WAYS = "usual_ways"
"""What a replay writes in the place of the mandatory services, each with its usual way."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

GIVEN_BY_THE_REPLAY = frozenset({"actor", "at", "submission", "seen_version", "case_id", "customer", "customer_id"})
"""Arguments that are not written: the replay knows them."""
OCCURRED = "occurred"
WHAT_HAPPENED = "what_happened"
PEOPLE = frozenset({"affected", "witnesses", "member"})
"""Arguments that name members of staff; every other name stands for what an earlier event gave."""
BY_KIND = frozenset({"restriction_id", "about"})
"""Arguments in which the kind of a restriction stands for the restriction."""
POINTS = frozenset({"point_id"})
"""Arguments in which ``phone``, ``email`` or ``address`` stands for the customer's own."""

_MAY_BE_LEFT_OUT = frozenset({OCCURRED, WHAT_HAPPENED})
_BAD = object()


@cache
def action(act: Act) -> Callable[..., Any]:
    """The action behind an act."""
    module = importlib.import_module(f"evenhand.actions.{act.value}")
    found: Callable[..., Any] = getattr(module, act.value)
    return found


@cache
def _hints(act: Act) -> Mapping[str, Any]:
    """Every argument that an action takes, with its type."""
    hints = typing.get_type_hints(action(act))
    return {name: hints[name] for name in inspect.signature(action(act)).parameters}


@cache
def required(act: Act) -> Mapping[str, Any]:
    """The arguments without which an action cannot be carried out, written or not, with their types."""
    signature = inspect.signature(action(act)).parameters
    return {name: hint for name, hint in _hints(act).items() if signature[name].default is inspect.Parameter.empty}


@cache
def parameters(act: Act) -> Mapping[str, tuple[Any, bool]]:
    """The arguments of an action that a replay may write: name -> its type, and whether it must be there."""
    return {
        name: (hint, name in required(act) and not _filled_in(name, hint))
        for name, hint in _hints(act).items()
        if name not in GIVEN_BY_THE_REPLAY
    }


def _filled_in(name: str, hint: Any) -> bool:
    """Whether the replay can fill an argument in: it is in the list, or names a row of the case."""
    return name in _MAY_BE_LEFT_OUT or (hint is UUID and name not in PEOPLE)


def written(name: str) -> str:
    """An argument's name as people write it: ``restriction`` for ``restriction_id``."""
    return name.removesuffix("_id")


class ArgumentReader:
    """Reads the arguments of one event, and notes every fault."""

    def __init__(
        self, faults: FaultLog, *, staff: Collection[str], results: Collection[str], services: Collection[str]
    ) -> None:
        """Begin to read.

        Args:
            faults: where faults are noted.
            staff: the names of the members of staff.
            results: the names of what earlier events gave.
            services: the policy's mandatory services.
        """
        self._faults = faults
        self._staff = staff
        self._results = results
        self._services = services

    def read(self, act: Act, values: Mapping[str, object], path: KeyPath) -> dict[str, Any]:
        """The arguments that a file writes for an act; what is wrong is noted, and left out."""
        expected = parameters(act)
        found: dict[str, Any] = {}
        for key, value in values.items():
            name = key if key in expected else f"{key}_id"
            if name not in expected:
                self._unknown(key, [written(one) for one in expected], (*path, key))
            elif name in found:
                self._faults.add((*path, key), f"{quoted(written(name))} is there twice.", "Keep it once.")
            elif (read := self._value(value, expected[name][0], (*path, key), name)) is not _BAD:
                found[name] = read
        for name, (_, needed) in expected.items():
            if needed and name not in values and written(name) not in values:
                add = f"Add {written(name)} under 'with'."
                self._faults.add(path, f"{act.value} needs {quoted(written(name))}.", add)
        return found

    def _value(self, value: object, hint: Any, path: KeyPath, name: str) -> Any:  # noqa: PLR0911 - one way for each type
        members = _members(hint)
        if value is None:
            return None if type(None) in members else self._fault(path, value, "a value")
        if name == "services" and value == USUAL_WAYS:
            return UsualWays()
        for kind in members:
            origin = typing.get_origin(kind) or kind
            if origin in _MAPPINGS and isinstance(value, dict):
                return self._mapping(value, kind, path, name)
            if origin in _LISTS and isinstance(value, list):
                return self._list(value, kind, path, name)
            if _is_shape(kind) and isinstance(value, dict):
                return self._shape(value, kind, path)
            if _is_shape(kind) and (alone := _only_need(kind)) is not None:
                return self._alone(value, kind, alone, path)
        if any((typing.get_origin(one) or one) in _LISTS for one in members):
            return self._fault(path, value, "a list, such as [one, two]")
        if shape := next((one for one in members if _is_shape(one)), None):
            return self._fault(path, value, f"a table, such as {{{next(iter(_fields(shape)))}: ...}}")
        return self._plain(value, members, path, name)

    def _plain(self, value: object, members: tuple[Any, ...], path: KeyPath, name: str) -> Any:
        vocabularies = [one for one in members if isinstance(one, type) and issubclass(one, Labelled)]
        for vocabulary in vocabularies:
            if isinstance(value, str) and value in {one.value for one in vocabulary}:
                return vocabulary(value)
        for kind, known in ((RuleId, RULE_BY_ID), (ServiceId, self._services)):
            if kind in members:
                return self._known(value, [*known, *(one.value for each in vocabularies for one in each)], path)
        if UUID in members:
            return self._named(value, path, name)
        if vocabularies:
            return self._fault(path, value, f"one of: {', '.join(codes(one) for one in vocabularies)}")
        return self._simple(value, members, path, name)

    def _simple(self, value: object, members: tuple[Any, ...], path: KeyPath, name: str) -> Any:
        if bool in members:
            return value if isinstance(value, bool) else self._fault(path, value, "true or false")
        if int in members:
            return self._whole_number(value, path, name)
        if datetime in members or date in members:
            return self._moment(value, path, whole_day=datetime not in members)
        if time in members:
            return self._time_of_day(value, path)
        return self._text(value, path)

    def _known(self, value: object, known: Collection[str], path: KeyPath) -> Any:
        if isinstance(value, str) and value in known:
            return value
        alike = get_close_matches(value, known, n=1) if isinstance(value, str) else []
        instead = f"Did you mean {quoted(alike[0])}?" if alike else f"Write one of: {', '.join(known)}."
        self._faults.add(path, f"{shown(value)} is not known here.", instead)
        return _BAD

    def _mapping(self, value: dict[str, object], kind: Any, path: KeyPath, name: str) -> Any:
        key_hint, value_hint = typing.get_args(kind) or (str, str)
        found: dict[Any, Any] = {}
        for key, one in value.items():
            read_key = self._plain(key, _members(key_hint), (*path, key), name)
            read = self._value(one, value_hint, (*path, key), "")
            if read_key is _BAD or read is _BAD:
                return _BAD
            found[read_key] = read
        return found

    def _list(self, value: list[object], kind: Any, path: KeyPath, name: str) -> Any:
        hint = (typing.get_args(kind) or (str,))[0]
        read = [self._value(one, hint, (*path, entry), name) for entry, one in enumerate(value)]
        if any(one is _BAD for one in read):
            return _BAD
        return frozenset(read) if typing.get_origin(kind) in {frozenset, set} else tuple(read)

    def _shape(self, value: Mapping[str, object], kind: type, path: KeyPath) -> Any:
        fields = _fields(kind)
        found: dict[str, Any] = {}
        whole = True
        for name, one in value.items():
            if name not in fields:
                self._unknown(name, fields, (*path, name))
                whole = False
                continue
            found[name] = self._value(one, fields[name][0], (*path, name), name)
            whole = whole and found[name] is not _BAD
        for name, (_, needed) in fields.items():
            if needed and name not in value:
                self._faults.add(path, f"{quoted(name)} is missing.", f"Add {name}.")
                whole = False
        return kind(**found) if whole else _BAD

    def _alone(self, value: object, kind: type, name: str, path: KeyPath) -> Any:
        """A plain value in the place of a table: it is the one thing that the table must say, such as a member."""
        read = self._value(value, _fields(kind)[name][0], path, name)
        return _BAD if read is _BAD else kind(**{name: read})

    def _named(self, value: object, path: KeyPath, name: str) -> Any:
        """What stands in the place of an id: a person, what an earlier event gave, or a kind."""
        known = self._staff if name in PEOPLE else self._results
        if isinstance(value, str):
            if value in known:
                return Label(name=value)
            if name in BY_KIND and value in {one.value for one in RestrictionKind}:
                return RestrictionOf(kind=RestrictionKind(value))
            if name in POINTS and value in {one.value for one in PointKind}:
                return PointOf(kind=PointKind(value))
        there = ", ".join(sorted(known)) or "no event above has an 'as' yet"
        if name in PEOPLE:
            return self._not_there(path, value, "nobody under 'staff'", f"Write one of: {there}.")
        more = ", or the kind of a restriction" if name in BY_KIND else ""
        more = ", or phone, email or address" if name in POINTS else more
        return self._not_there(path, value, "not the 'as' of an event above", f"Write one of these ({there}){more}.")

    def _not_there(self, path: KeyPath, value: object, why: str, instead: str) -> Any:
        self._faults.add(path, f"{shown(value)} is {why}.", instead)
        return _BAD

    def _whole_number(self, value: object, path: KeyPath, name: str) -> Any:
        if name == "weekday" and isinstance(value, str) and value in WEEKDAYS:
            return WEEKDAYS.index(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return self._fault(path, value, f"a day such as {WEEKDAYS[0]}" if name == "weekday" else "a whole number")

    def _moment(self, value: object, path: KeyPath, *, whole_day: bool) -> Any:
        try:
            return day_of(value) if whole_day else moment_of(value)
        except NoSuchTime as error:
            example = "a day such as 2026-01-05" if whole_day else "a day and a time, such as 2026-01-05T10:00"
            self._faults.add(path, f"It is {shown(value)}, which {error}", f"Write {example}.")
            return _BAD

    def _time_of_day(self, value: object, path: KeyPath) -> Any:
        try:
            return time.fromisoformat(value) if isinstance(value, str) else self._fault(path, value, "a time: 10:00")
        except ValueError:
            return self._fault(path, value, "a time such as 10:00")

    def _text(self, value: object, path: KeyPath) -> Any:
        if not isinstance(value, str):
            return self._fault(path, value, "a text, in quotation marks where it looks like a number")
        if len(value) > LONGEST_PASSAGE:
            self._faults.add(path, "The text is too long.", f"Use {LONGEST_PASSAGE} characters at most.")
            return _BAD
        return value

    def _fault(self, path: KeyPath, value: object, wanted: str) -> Any:
        self._faults.add(path, f"It is {shown(value)}, which cannot be used here.", f"Write {wanted}.")
        return _BAD

    def _unknown(self, name: str, known: Collection[str], path: KeyPath) -> None:
        alike = get_close_matches(name, [*known], n=1)
        instead = f"Did you mean {quoted(alike[0])}?" if alike else f"Write one of: {', '.join(known) or 'nothing'}."
        self._faults.add(path, f"There is no {quoted(name)} here.", instead)


_LISTS = frozenset({list, tuple, set, frozenset, Sequence, Collection})
_MAPPINGS = frozenset({dict, Mapping})


def _members(hint: Any) -> tuple[Any, ...]:
    """The types that a hint allows, with unions taken apart."""
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return tuple(one for part in typing.get_args(hint) for one in _members(part))
    return (hint,)


def _is_shape(kind: Any) -> bool:
    return isinstance(kind, type) and dataclasses.is_dataclass(kind)


@cache
def _fields(kind: type) -> Mapping[str, tuple[Any, bool]]:
    """The keys of a table: name -> its type, and whether it must be there."""
    hints = typing.get_type_hints(kind)
    return {
        one.name: (hints[one.name], one.default is one.default_factory is dataclasses.MISSING)
        for one in dataclasses.fields(kind)
    }


def _only_need(kind: type) -> str | None:
    """The one key that a table must have, where it is only one."""
    needed = [name for name, (_, must) in _fields(kind).items() if must]
    return needed[0] if len(needed) == 1 else None
