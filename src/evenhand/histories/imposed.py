"""The restrictions that the events of a history impose, and what later events do to them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from evenhand.histories.form_parts import RESTRICTION
from evenhand.histories.history import Event
from evenhand.histories.keys import SAID
from evenhand.rules import facts
from evenhand.rules.calendar import local_day, not_after, start_of_day
from evenhand.rules.facts import RestrictionTerms, Suspension
from evenhand.rules.vocabulary import FactId, RestrictionKind, Scope, ServiceId, TermNeeded

_TERM_SAID: Mapping[TermNeeded, Mapping[str, Any]] = {
    TermNeeded.NAMED_CONTACT: {"named_contact": SAID},
    TermNeeded.COVER: {"cover": SAID},
    TermNeeded.CONTACT_POINT: {"contact_point": SAID},
    TermNeeded.WINDOWS: {"windows": (facts.CallWindow(weekday=0, opens=time(9), closes=time(17)),)},
    TermNeeded.MINUTES: {"minutes": 1},
    TermNeeded.ISSUES: {"issues": (SAID,)},
    TermNeeded.CONSIDERED_WHERE: {"considered_where": SAID},
    TermNeeded.ACCOUNTS: {"accounts": (SAID,)},
    TermNeeded.BLOCKED_POINTS: {"blocked_points": (SAID,)},
    TermNeeded.COUNTED: {"counted": SAID},
    TermNeeded.PREMISES: {"premises": (SAID,)},
    TermNeeded.SERVICES_LIMITED: {"services_limited": SAID},
    TermNeeded.EXCEPTIONAL_WAY: {"exceptional_way": SAID},
    TermNeeded.DESCRIPTION: {"description": SAID},
    TermNeeded.CHANNELS: {},
}
"""What stands for each term that the record holds; the channels that a restriction closes are given themselves."""

_FIELDS = {key: spec.field for key, spec in RESTRICTION.items() if spec.field}


class Imposed:
    """All restrictions of one history so far."""

    def __init__(self, *, infers: bool) -> None:
        """Begin with none; ``infers`` where an event that names no other is about the nearest one before it."""
        self._infers = infers
        self._parts: dict[FactId, dict[str, Any]] = {}
        self._by_event: dict[FactId, list[FactId]] = {}
        self._latest: list[FactId] = []

    def restrictions(self) -> tuple[facts.Restriction, ...]:
        """The restrictions as they stand now, in the order in which they were imposed."""
        return tuple(facts.Restriction(id=one, **parts) for one, parts in self._parts.items())

    def impose(self, event: Event, moment: datetime, kinds: Sequence[RestrictionKind], **parts: Any) -> None:
        """Add the restrictions that an event imposes.

        Args:
            event: a decision, a manager's limit, or one restriction of a decision.
            moment: when it was.
            kinds: the kinds of restriction.
            parts: fields of each of them.
        """
        common = {"starts_at": moment, **_said_of_each(event.values, moment), **parts}
        if "narrows" in common:
            common["narrows"] = self.one_of(common["narrows"])
        ids: list[FactId] = []
        for kind in kinds:
            one = event.id if event.kind == "restriction" else FactId(f"{event.id}/{kind.value}")
            self._parts[one] = {"kind": kind, **common}
            ids.append(one)
        self._by_event.setdefault(event.id, []).extend(ids)
        if event.kind == "restriction":
            owner = event.about or event.id
            if owner != event.id:
                self._by_event.setdefault(owner, []).extend(ids)
            self._latest = self._by_event[owner]
        else:
            self._latest = self._by_event[event.id]

    def nothing_known(self) -> None:
        """Begin anew: what follows is about something that is no restriction on the record."""
        self._latest = []

    def of(self, event: Event) -> tuple[FactId, ...]:
        """The restrictions that an event is about: those of what it names, or else those of the latest decision."""
        if event.about is not None:
            return tuple(self._by_event.get(event.about, ()))
        return tuple(self._latest) if self._infers else ()

    def one_of(self, name: FactId) -> FactId:
        """The restriction of an event, where it imposed one; else the event itself."""
        return next(iter(self._by_event.get(name, ())), name)

    def change(self, ids: Iterable[FactId], **parts: Any) -> None:
        """Set fields of restrictions."""
        for one in ids:
            self._parts[one].update(parts)

    def assumed(self, event: Event) -> tuple[FactId, ...]:
        """The restriction of which a history tells the end alone."""
        one = FactId(f"{event.id}/restriction")
        self._parts[one] = {"determination": None, "kind": RestrictionKind.OTHER}
        return (one,)

    def pause(self, ids: Iterable[FactId], suspension: Suspension) -> None:
        """Add a pause to restrictions."""
        for one in ids:
            parts = self._parts[one]
            parts["suspensions"] = (*parts.get("suspensions", ()), suspension)

    def take_over(self, decision: FactId, moment: datetime) -> None:
        """End the managers' limits that still stand: the team takes them over or ends them by any decision (8.2)."""
        for parts in self._parts.values():
            ends = [parts[name] for name in ("ends_at", "lifted_at") if parts.get(name) is not None]
            if parts.get("interim") and not any(not_after(end, moment) for end in ends):
                parts.update(lifted_at=moment, taken_over_by=decision)


def ending(values: Mapping[str, Any], moment: datetime) -> datetime | None:
    """The end that an event gives, as a moment or as a number of days from its own day."""
    if values.get("ends") is not None:
        found: datetime = values["ends"]
        return found
    days = values.get("duration_days")
    return None if days is None else start_of_day(local_day(moment) + timedelta(days=days))


def _said_of_each(values: Mapping[str, Any], moment: datetime) -> dict[str, Any]:
    found = {field: values[key] for key, field in _FIELDS.items() if key in values}
    start = found.get("starts_at", moment)
    ends = ending(values, start)
    if ends is not None:
        found["ends_at"] = ends
    if values.get("duration_days", 0) is None and not values.get("permanent"):
        found["length_known"] = False
    elif values.get("permanent") is False:
        found.setdefault("length_known", True)  # one was set, though its end may not be known
    if "council_wide" in values:
        wide = values["council_wide"]
        found["scope"] = Scope.COUNCIL_WIDE if wide else Scope.SERVICE
        # Of the whole council the reason is asked; that there is none is what the key itself states.
        found["service"] = values.get("scope_reason_recorded", "" if wide else None)
    if "services_open" in values:
        found["services"] = {ServiceId(one): SAID for one in values["services_open"]}
    if "services_withdrawn" in values:
        found["services_withdrawn"] = {ServiceId(one): SAID for one in values["services_withdrawn"]}
    if "terms" in values or "closes" in values:
        found["terms"] = _terms(values)
    return found


def _terms(values: Mapping[str, Any]) -> RestrictionTerms:
    said: dict[str, Any] = {"channels": values.get("closes", frozenset())}
    for one in values.get("terms", ()):
        said.update(_TERM_SAID[one])
    return RestrictionTerms(**said)
