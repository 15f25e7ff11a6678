"""What was decided and what the customer was told, event by event: the first half of events -> facts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from evenhand.histories.form import KINDS, OWN_FIELDS
from evenhand.histories.form_parts import EQUALITY
from evenhand.histories.history import Event, History
from evenhand.histories.imposed import Imposed, ending
from evenhand.histories.keys import SAID
from evenhand.rules import facts
from evenhand.rules.vocabulary import (
    AppealOutcome,
    FactId,
    LetterKind,
    NoticeItem,
    PersonId,
    RestrictionKind,
    ReviewOutcome,
    Route,
    RuleId,
    View,
)

_APPEAL_OUTCOMES = {one.value: one for one in AppealOutcome}
_SAYS_IT_WAS_HELD = frozenset({"outcome", "late", "reasons_given"})


class Decided:
    """Takes the events of one history in order, and keeps what they make."""

    def __init__(self, history: History) -> None:
        """Begin with a history of which nothing has been told yet."""
        self.history = history
        self.infers = not history.details_complete
        """Whether what follows from an event of itself is filled in; a full record says it."""
        self.lists: dict[str, list[Any]] = {}
        self.imposed = Imposed(infers=self.infers)
        self.customer: dict[str, Any] = {}
        self.rest: dict[str, Any] = {}
        self._subjects: tuple[FactId, ...] = ()
        """What the customer would be told of next."""
        self._reviews_of: dict[FactId, tuple[FactId, ...]] = {}

    def plain(self, event: Event, moment: datetime) -> None:
        """An event of which each key fills one field of one fact."""
        kind = KINDS[event.kind]
        if kind.fact is None:
            return
        parts = {**_UNKNOWN.get(kind.fact, {}), **fields_of(event), kind.moment: moment}
        if kind.about:
            parts[kind.about] = event.about
        self.add(kind.collected_in, kind.fact(id=event.id, **parts))

    def decision(self, event: Event, moment: datetime) -> None:
        """A decision, with the restrictions that it imposed."""
        values = event.values
        kinds = values.get("restrictions")
        restricts = values.get("restricts", kinds is None or bool(kinds))
        self.add(
            "determinations",
            facts.Determination(
                id=event.id,
                decided_at=moment,
                members=_members(event),
                restricts=bool(restricts),
                equality=_equality(values),
                doors=_doors(values),
                **fields_of(event),
            ),
        )
        if self.infers:
            self.imposed.take_over(event.id, moment)
        if kinds is None and restricts:
            kinds = (RestrictionKind.OTHER,)  # that something was restricted is known, and no more
        self.imposed.impose(event, moment, kinds or (), determination=event.id)
        self._subjects = (event.id,)

    def interim_limit(self, event: Event, moment: datetime) -> None:
        """A manager's limit for the time being."""
        kinds = event.values.get("restrictions", (RestrictionKind.OTHER,))
        parts = {"determination": None, "interim": True, "imposed_at": moment, **fields_of(event)}
        self.imposed.impose(event, moment, kinds, **parts)
        self._subjects = self.imposed.of(event)

    def restriction(self, event: Event, moment: datetime) -> None:
        """One restriction of a decision, told apart from the others."""
        self.imposed.impose(event, moment, (event.values["type"],), determination=event.about)

    def informal_restriction(self, event: Event, moment: datetime) -> None:
        """A block, ban or label without a decision: what follows is about it."""
        self.plain(event, moment)
        self.imposed.nothing_known()
        self._subjects = (event.id,)

    def notice(self, event: Event, moment: datetime) -> None:
        """A letter, sent on its day unless it says otherwise."""
        values = event.values
        states: frozenset[NoticeItem] = values.get("states", frozenset())
        # A letter of which it is stated that it told nothing left out all.
        told_none = "states" in values and not states
        omits = values.get("omits", frozenset(NoticeItem) if told_none else frozenset())
        sent = values.get("sent") is not False
        telling = facts.Telling(route=Route.POST, sent_at=moment, received_at=moment)
        for number, subject in enumerate(self._told_of(event) or (None,)):
            letter = facts.Letter(
                id=numbered(event.id, number),
                kind=values.get("letter", LetterKind.RESTRICTION_NOTICE),
                about=subject,
                issued_at=moment,
                states=states,
                omits=omits,
                tellings=(telling,) if sent else (),
            )
            self.add("letters", letter)

    def telling(self, event: Event, moment: datetime) -> None:
        """One time that a letter was sent, or that the customer was told without one."""
        route = event.values.get("route", Route.POST)
        telling = facts.Telling(route=route, sent_at=moment, received_at=event.values.get("received", moment))
        letters = self.lists.get("letters", [])
        for place, letter in enumerate(letters):
            if letter.id == event.about:
                letters[place] = replace(letter, tellings=(*letter.tellings, telling))
                return
        for number, subject in enumerate(self._told_of(event)):
            told = facts.DirectTelling(id=numbered(event.id, number), about=subject, telling=telling)
            self.add("direct_tellings", told)

    def withholding(self, event: Event, moment: datetime) -> None:
        """A letter held back because of a risk."""
        for number, subject in enumerate(self._told_of(event)):
            parts = {"reason": "", **fields_of(event)}
            held = facts.Withholding(id=numbered(event.id, number), about=subject, since=moment, **parts)
            self.add("withholdings", held)

    def review(self, event: Event, moment: datetime) -> None:
        """A review, held or not, of each restriction that it is about."""
        values = event.values
        held = values.get("held")
        if held is None and (self.history.record_complete or not _SAYS_IT_WAS_HELD.isdisjoint(values)):
            held = True
        self._look(event, moment, held=held, held_at=None if held is False and self.infers else moment)
        if self.infers and held and values.get("outcome") is ReviewOutcome.LIFTED:
            self.imposed.change(self.imposed.of(event), lifted_at=moment)

    def extension(self, event: Event, moment: datetime) -> None:
        """A restriction that goes on, without a review of its own."""
        self._look(event, moment, extends=True, held_at=moment)

    def lifting(self, event: Event, moment: datetime) -> None:
        """The end of a restriction before its time."""
        states = {"end_told": event.values.get("told"), "enforcers_told": event.values.get("enforcers_told")}
        said = {name: value for name, value in states.items() if value is not None}
        ended = self.imposed.of(event)
        if not ended and said:
            ended = self.imposed.assumed(event)
        self.imposed.change(ended, lifted_at=moment, **said)
        informal = self.lists.get("informal", [])
        for place, one in enumerate(informal):
            if one.id == (event.about or next(iter(self._subjects), None)) and one.ended_at is None:
                informal[place] = replace(one, ended_at=moment)
        self._subjects = ended

    def suspension(self, event: Event, moment: datetime) -> None:
        """A pause."""
        pause = facts.Suspension(id=event.id, since=moment, until=event.values.get("until"))
        self.imposed.pause(self.imposed.of(event), pause)

    def appeal(self, event: Event, moment: datetime) -> None:
        """A request to look again, and its answer."""
        code = event.values.get("outcome")
        outcome = None if code is None else _APPEAL_OUTCOMES.get(code.value)
        parts: dict[str, Any] = {"answered": True} if code is not None and self.infers else {}
        parts |= fields_of(event)
        about = event.about or self._latest_decision()
        self.add("appeals", facts.Appeal(id=event.id, about=about, made_at=moment, outcome=outcome, **parts))
        if self.infers and outcome is AppealOutcome.LIFTED:
            self.imposed.change(self.imposed.of(event), lifted_at=parts.get("decided_at", moment))
        self._subjects = (event.id,)

    def add(self, name: str, fact: object) -> None:
        """Put a fact at the end of a list of the case."""
        self.lists.setdefault(name, []).append(fact)

    def _look(self, event: Event, moment: datetime, **parts: Any) -> None:
        """A review or an extension, of each restriction that it is about."""
        values = event.values
        restrictions = self.imposed.of(event)
        new_end = ending(values, moment)
        if "reasons_recorded" in values:
            # Words of their own: another review's would be the same words again.
            parts["reasons"] = f"{SAID} {event.id}" if values["reasons_recorded"] else ""
        ids: list[FactId] = []
        for number, restriction in enumerate(restrictions or (event.about,)):
            one = numbered(event.id, number)
            self.add(
                "reviews",
                facts.Review(
                    id=one,
                    restriction=restriction,
                    new_end=new_end,
                    equality=_equality(values),
                    doors=_doors(values),
                    **{**fields_of(event), **parts},
                ),
            )
            ids.append(one)
        if new_end is not None and self.infers:
            self.imposed.change(restrictions, ends_at=new_end)
        self._reviews_of[event.id] = tuple(ids)
        self._subjects = tuple(ids)

    def _facts_of_event(self, name: FactId) -> tuple[FactId, ...]:
        """The facts that a telling of an event tells of."""
        found = self._reviews_of.get(name)
        if found is None and any(one.id == name for one in self.lists.get("determinations", ())):
            found = (name,)
        return (self.imposed.one_of(name),) if found is None else found

    def _told_of(self, event: Event) -> tuple[FactId, ...]:
        if event.about is not None:
            return self._facts_of_event(event.about)
        return self._subjects if self.infers else ()

    def _latest_decision(self) -> FactId | None:
        decisions = self.lists.get("determinations")
        return decisions[-1].id if decisions and self.infers else None

    def restriction_of(self, event: Event, *, latest: bool = False) -> FactId | None:
        """The restriction that an event names; else the latest one, where it is about one in any case."""
        if event.about is not None:
            return self.imposed.one_of(event.about)
        return next(iter(self.imposed.of(event)), None) if latest else None


_UNKNOWN: Mapping[type[Any], Mapping[str, None]] = {facts.Investigation: {"by": None}}
"""The fields that a fact has no silent value for: unknown where the event leaves them out."""


def fields_of(event: Event) -> dict[str, Any]:
    """What the keys of an event say of its own fact, by field."""
    fields = OWN_FIELDS[event.kind]
    return {fields[key]: value for key, value in event.values.items() if key in fields}


def numbered(name: FactId, number: int) -> FactId:
    """The id of a fact, where one event makes several alike."""
    return name if number == 0 else FactId(f"{name}/{number + 1}")


def _equality(values: Mapping[str, Any]) -> facts.EqualityConsideration | None:
    if EQUALITY.keys().isdisjoint(values):
        return None
    return facts.EqualityConsideration(**{spec.field: values.get(key) for key, spec in EQUALITY.items()})


def _doors(values: Mapping[str, Any]) -> dict[RuleId, str]:
    return {RuleId(one): SAID for one in values.get("put_off", ())}


def _members(event: Event) -> tuple[facts.PanelMember, ...]:
    dissenting: frozenset[PersonId] = event.values.get("dissenting", frozenset())
    outside: frozenset[PersonId] = event.values.get("from_outside", frozenset())
    everybody = event.values.get("members", frozenset()) | dissenting | outside
    return tuple(
        facts.PanelMember(
            person=person, view=View.DISSENTS if person in dissenting else View.AGREES, from_outside=person in outside
        )
        for person in sorted(everybody)
    )
