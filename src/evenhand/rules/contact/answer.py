"""The answer to a contact: what to do now, what to say, and under which rules (clauses 3.1, 8.1, 9.1 to 9.4).

What outranks what: the always-allowed ways and the mandatory services, then an adjustment, then the
restriction; of several restrictions the most closed one decides, and the conditions of the others stay. The
ways that stay open are offered rather than a refusal. Where an adjustment and a restriction clash over safety,
the protection holds and a person picks a safe equivalent. Nothing here takes away that staff may end an
abusive call (8.1).

A decline is said by a person who has asked who is calling; no machine refuses anybody. Where it is not sure
whose number or address it is, a person asks first.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from evenhand.rules.contact.advice import (
    EXCEPTIONAL,
    KINDS,
    NORMAL,
    SERVICES,
    STAYS_OPEN,
    Advice,
    advise,
    conditions_to_keep,
    conditions_to_say,
)
from evenhand.rules.contact.clash import ADJUSTMENTS, clash, safe_ways
from evenhand.rules.contact.directive import Contact, Directive
from evenhand.rules.contact.effects import SPOKEN, let_in
from evenhand.rules.contact.scripts import ASK_NAME
from evenhand.rules.contact.standing import Standing, stand
from evenhand.rules.facts import CaseFacts
from evenhand.rules.kinds import PUBLIC_CHANNELS
from evenhand.rules.reviews import ON_TIME, review_overdue
from evenhand.rules.telling import NOTICE_SENT
from evenhand.rules.terms import MandatoryService, Terms
from evenhand.rules.vocabulary import Channel, Match, Outcome, Purpose, RuleId

STAFF_RIGHTS = RuleId("staff.rights")

_NOT_SURE = frozenset({Match.SHARED, Match.WITHHELD, Match.UNPROVEN})
"""Matches on which nobody is turned away: a person asks first who it is."""
_NOT_THE_TIME_TO_TELL = frozenset({Purpose.EMERGENCY, Purpose.SAFEGUARDING, Purpose.REPRESENTATIVE})
"""An emergency comes first, and a representative is somebody else: the restriction is not told to them."""
_SOMEBODY_ELSE = "If it is somebody else, treat it as normal."
_LET_IN = "Exceptional circumstances were recorded: let this contact in, and treat it as normal."
_IF_ABUSIVE = "If it becomes abusive, say so and give them a chance to change; then you may end it."


def decide(contact: Contact, case: CaseFacts | None, terms: Terms, *, at: datetime) -> Directive:
    """The directive for a contact at a moment.

    Args:
        contact: the contact, as far as it is known.
        case: the facts of the customer whom the contact matched, or ``None`` where it matched nobody.
        terms: the policy's values, with its mandatory services and its bank holidays.
        at: the moment of the contact, with its time zone.

    Returns:
        What to do now. It never raises for what is unknown, and never closes an always-allowed way.
    """
    in_force = tuple(one for one in case.restrictions if one.in_force(at)) if case else ()
    if case is None or not in_force:
        return _unrestricted(contact, case)
    standing = stand(contact, case, terms, at=at)
    advised = _advised(contact, case, terms, standing)
    exceptional = any(let_in(case, one, at=at) for one in in_force)
    if exceptional and not standing.effects:
        advised = replace(advised, do=_LET_IN)
    not_told = any(not one.told for one in standing.effects)
    overdue = any(review_overdue(case, terms, one, at=at) for one in in_force)
    marks = (
        (EXCEPTIONAL, exceptional),
        (ADJUSTMENTS, bool(case.customer.adjustments)),
        (NOTICE_SENT, not_told),
        (ON_TIME, overdue),
    )
    open_ways = standing.ways or safe_ways(contact, case)
    return Directive(
        outcome=advised.outcome,
        do=" ".join((advised.do, *_also(contact, case, standing, advised.outcome))),
        say=(*_name_first(contact, advised), *advised.say),
        open_ways=tuple(channel for channel in Channel if channel in open_ways),
        adjustments=_arrangements(case),
        match=contact.match,
        not_told=not_told,
        review_overdue=overdue,
        clash=advised.clash,
        rules=tuple(dict.fromkeys((*advised.rules, *(rule for rule, marked in marks if marked)))),
        **_route(standing, advised),
    )


def _unrestricted(contact: Contact, case: CaseFacts | None) -> Directive:
    adjustments = _arrangements(case)
    do = NORMAL
    if adjustments:
        do = "Treat this contact as normal, and keep to the adjustments."
    return Directive(
        outcome=Outcome.PROCEED,
        do=do,
        open_ways=tuple(Channel),
        adjustments=adjustments,
        match=contact.match,
        rules=(ADJUSTMENTS,) if adjustments else (),
    )


def _advised(contact: Contact, case: CaseFacts, terms: Terms, standing: Standing) -> Advice:
    if isinstance(contact.purpose, Purpose):
        return _always_allowed(contact.purpose, standing)
    service = next((one for one in terms.mandatory_services if one.id == contact.purpose), None)
    if service is not None:
        return _service(contact, service, standing)
    if standing.outcome is Outcome.PROCEED:
        return advise(standing)
    if contact.match in _NOT_SURE:
        return _who_is_it(standing)
    if standing.ways or standing.outcome is Outcome.PROCEED_WITH_CONDITIONS:
        return advise(standing)
    return clash(contact, case)


def _always_allowed(purpose: Purpose, standing: Standing) -> Advice:
    do = f"{purpose.label}: this is always allowed. Deal with it as you would for anybody."
    return Advice(
        outcome=Outcome.PROCEED,
        do=f"{do} {_IF_ABUSIVE}" if standing.spoken else do,
        rules=(SERVICES, *((STAFF_RIGHTS,) if standing.spoken else ())),
    )


def _service(contact: Contact, service: MandatoryService, standing: Standing) -> Advice:
    """A mandatory service goes on, now; a limit on how it goes on stays, such as the length of a call."""
    if standing.outcome is Outcome.PROCEED:
        return Advice(outcome=Outcome.PROCEED, do=STAYS_OPEN, rules=(SERVICES,))
    lines, say = [f"{service.name} stays open to them."], [f"I can help you with this: {service.name}."]
    if standing.outcome is Outcome.PROCEED_WITH_CONDITIONS:
        lines.append(conditions_to_keep(standing))
        say += conditions_to_say(standing)
    else:
        lines.append("Deal with that now, and with nothing else.")
    if any(service.id in one.restriction.services_withdrawn for one in standing.effects):
        lines.append("A part of it has been withdrawn: ask the manager which.")
    if standing.spoken:
        lines.append(_IF_ABUSIVE)
    if contact.match in _NOT_SURE:
        lines.append(_SOMEBODY_ELSE)
    return Advice(
        outcome=Outcome.PROCEED_WITH_CONDITIONS,
        do=" ".join(lines),
        say=tuple(say),
        rules=(SERVICES, *((STAFF_RIGHTS,) if standing.spoken else ())),
    )


def _who_is_it(standing: Standing) -> Advice:
    if standing.spoken:
        ask = "May I take your full name and address, please?"
    elif standing.in_public:
        ask = "Please send us a private message with your full name and address."
    else:
        ask = "Please tell us your full name and address, so that we know who is writing."
    return Advice(
        outcome=Outcome.CONFIRM_IDENTITY,
        do=f"Find out who this is before anything else. {_SOMEBODY_ELSE}",
        say=(ask,),
        rules=(KINDS,),
    )


def _also(contact: Contact, case: CaseFacts, standing: Standing, outcome: Outcome) -> Iterator[str]:
    """What staff do besides: keep to adjustments, and tell the customer alone what is not told yet."""
    if outcome is Outcome.CONFIRM_IDENTITY:
        return
    if outcome is not Outcome.PROCEED and contact.match is Match.CLAIMED:
        yield _SOMEBODY_ELSE
    if case.customer.adjustments:
        yield "Keep to the adjustments: they come before the restriction."
    untold = [one for one in standing.effects if not one.told]
    if not untold or contact.purpose in _NOT_THE_TIME_TO_TELL:
        return
    if all(one.held_back for one in untold):
        yield "Telling them of the restriction is held back for a recorded risk: do not tell them."
    elif contact.match is not Match.VERIFIED:
        yield "They have not been told yet: once you are sure who it is, tell them, and that we will write."
    elif contact.channel in PUBLIC_CHANNELS:
        yield "They have not been told yet: tell them now, but not in public, and that we will write."
    else:
        yield "They have not been told yet: tell them now, and that we will write."


def _name_first(contact: Contact, advised: Advice) -> Iterator[str]:
    """A number, even a verified one, is not a person: who has not been checked is asked first who is calling."""
    asks = contact.channel in SPOKEN and contact.match is not Match.VERIFIED
    if asks and advised.say and advised.outcome is not Outcome.CONFIRM_IDENTITY:
        yield ASK_NAME


def _route(standing: Standing, advised: Advice) -> dict[str, Any]:
    """Where the contact goes and when, for an outcome that the restrictions decided."""
    if advised.outcome in {Outcome.PROCEED, Outcome.CONFIRM_IDENTITY} or advised.outcome is not standing.outcome:
        return {}
    route = standing.route
    return {
        "to_whom": route.to_whom(spoken=standing.spoken),
        "cover": route.cover,
        "from_when": route.from_when,
        "until": standing.until if advised.outcome is Outcome.PROCEED_WITH_CONDITIONS else None,
    }


def _arrangements(case: CaseFacts | None) -> tuple[str, ...]:
    return tuple(made.arrangement for made in case.customer.adjustments) if case else ()
