"""What a decision can rest on: the incidents up to it, and what was done in them (clauses 3.1, 6 and 7)."""

from collections.abc import Callable, Iterator
from datetime import datetime

from evenhand.rules.calendar import may_precede
from evenhand.rules.facts import CaseFacts, Incident
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import Behaviour, Category, FactId, Harm, Shown

Done = tuple[tuple[Incident, Behaviour], ...]
"""Behaviours, each with the incident in which it was seen."""
_PLACE = {one: place for place, one in enumerate(Behaviour)}


def counted(incident: Incident) -> frozenset[Behaviour]:
    """The behaviours of an incident that count: anybody may record a public council meeting (7.4)."""
    seen = incident.behaviours or frozenset()
    return seen - {Behaviour.UNDISCLOSED_RECORDING} if incident.at_public_meeting else seen


def shows_conduct(incident: Incident) -> bool | None:
    """Whether an incident shows something that was done; ``None`` where nobody recorded either way.

    Anger or distress by itself is nothing that was done (3.1), nor is a threat to harm oneself.
    """
    if counted(incident) or incident.category is not None or _goes_further(incident):
        return True
    return None if incident.behaviours is None else False


def up_to(case: CaseFacts, moment: datetime | None) -> tuple[Incident, ...]:
    """The incidents that a decision at a moment can rest on: what comes later bears on no decision."""
    return tuple(one for one in case.incidents if may_precede(one.occurred_at, moment))


def naming(case: CaseFacts) -> Callable[[datetime | None], Done]:
    """Tells what was done up to a moment, behaviour by behaviour; the incidents are looked through once.

    Nothing where something more was done, or may have been, that no behaviour names: nobody can then say that
    a decision rests on those behaviours alone.
    """
    looked = [
        (
            one.occurred_at,
            _unnamed(one, complete=case.says_all),
            tuple((one, behaviour) for behaviour in sorted(counted(one), key=_PLACE.__getitem__)),
        )
        for one in case.incidents
    ]

    def named(moment: datetime | None) -> Done:
        so_far = [(unnamed, done) for when, unnamed, done in looked if may_precede(when, moment)]
        if any(unnamed for unnamed, _ in so_far):
            return ()
        return tuple(pair for _, done in so_far for pair in done)

    return named


def persisted(incident: Incident) -> bool | None:
    """Whether all that was done in an incident was to persist; ``None`` where nothing is known to have been done."""
    if not shows_conduct(incident):
        return None
    seen = counted(incident)
    of_its_category = {Category.PERSISTENT} | {one.category for one in seen}
    return (
        not _goes_further(incident)
        and all(one.is_persistence for one in seen)
        and (incident.category is None or incident.category in of_its_category)
    )


def not_shown(incident: Incident, behaviour: Behaviour) -> tuple[Shown, ...]:
    """What a behaviour asks for and the incident does not say, in the vocabulary's order."""
    return tuple(one for one in behaviour.shown_by if is_blank(incident.shown.get(one)))


def limits(case: CaseFacts) -> Iterator[tuple[FactId, datetime | None]]:
    """Each decision that restricts and each interim limit of a manager, with its moment."""
    yield from ((one.id, one.decided_at) for one in case.restricting_decisions())
    yield from ((one.id, one.imposed_at or one.starts_at) for one in case.interim_limits())


def _goes_further(incident: Incident) -> bool:
    """Whether there is a threat or an offence that none of its behaviours names."""
    threatened = bool(incident.physical_threat) or Harm.OTHERS in incident.harm_threatened
    named = any(one.is_physical_threat for one in counted(incident))
    return (threatened and not named) or incident.offence is not None


def _unnamed(incident: Incident, *, complete: bool) -> bool:
    seen = counted(incident)
    if incident.behaviours is None and incident.category is None and not complete:
        return True
    of_its_category = {one.category for one in seen} | {Category.PERSISTENT for one in seen if one.is_persistence}
    return _goes_further(incident) or (incident.category is not None and incident.category not in of_its_category)
