"""The answer to a contact: what to do now, what to say, and under which rules (clauses 3.1, 9.1, 9.3).

What outranks what: an adjustment and a safe equivalent, then the always-allowed ways, then the restriction;
and the ways that stay open are offered rather than a refusal. Where an adjustment and a restriction clash
over safety, the protection holds and a person picks a safe equivalent. Nothing here takes away that staff
may end an abusive call (8.1).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from evenhand.rules.facts import CaseFacts, Restriction
from evenhand.rules.notices import NOTICE_SENT, told_of
from evenhand.rules.restrictions import EFFECTS, PUBLIC_CHANNELS, ways_left
from evenhand.rules.reviews import ON_TIME, review_overdue
from evenhand.rules.terms import MandatoryService, Terms
from evenhand.rules.vocabulary import Channel, Match, Outcome, Purpose, RuleId, ServiceId

KINDS = RuleId("restriction.kinds")
SERVICES = RuleId("services.mandatory_open")
ADJUSTMENTS = RuleId("equality.considered")

_SPOKEN = {
    Channel.EMAIL: "email",
    Channel.LETTER: "letter",
    Channel.WEB_FORM: "the form on our website",
    Channel.TELEPHONE: "telephone",
    Channel.FACE_TO_FACE: "visiting us",
}
_NOT_THE_TIME_TO_TELL = frozenset({Purpose.EMERGENCY, Purpose.SAFEGUARDING, Purpose.REPRESENTATIVE})
"""An emergency comes first, and a representative is somebody else: the restriction is not told to them."""
_SOMEBODY_ELSE = "If it is somebody else, treat it as normal."
_STAYS_OPEN = "This way of contact stays open to them. Treat it as normal."


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One attempt to reach the council.

    ``purpose`` is an always-allowed way, or the id of a mandatory service, where the contact is for one.
    """

    channel: Channel
    match: Match
    purpose: Purpose | ServiceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What to do now about one contact."""

    outcome: Outcome
    do: str
    """What the member of staff does, in a few short sentences."""
    say: tuple[str, ...] = ()
    """What to say to the customer, in order."""
    open_ways: tuple[Channel, ...] = ()
    """The ways that stay open to this customer and that they can use."""
    adjustments: tuple[str, ...] = ()
    match: Match
    not_told: bool = False
    """The customer has not been told of the restriction yet; ``do`` says whether this is the time to."""
    review_overdue: bool = False
    rules: tuple[RuleId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """How a customer's restrictions stand at the moment of a contact."""

    in_force: tuple[Restriction, ...]
    told: bool
    ways: frozenset[Channel]
    """What stays open and can be used; empty where the adjustments and the restrictions clash."""
    helped_by: frozenset[Channel]
    """Where they clash: the ways by which this customer can be helped, safe ones where there are any."""
    threatened: bool
    adjusted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Advice:
    outcome: Outcome
    do: str
    say: tuple[str, ...] = ()
    rules: tuple[RuleId, ...]


def decide(contact: Contact, case: CaseFacts | None, terms: Terms, *, at: datetime) -> Directive:
    """The directive for a contact at a moment.

    ``case`` holds the facts of the customer whom the contact matched, or ``None`` where it matched nobody.
    """
    in_force = tuple(one for one in case.restrictions if one.in_force(at)) if case else ()
    if case is None or not in_force:
        return _unrestricted(contact, case)
    standing = _standing(contact, case, in_force, at)
    advised = _advised(contact, terms, standing)
    overdue = any(review_overdue(case, terms, one, at=at) for one in in_force)
    open_ways = standing.ways or standing.helped_by
    return Directive(
        outcome=advised.outcome,
        do=" ".join((advised.do, *_also(contact, standing, advised.outcome))),
        say=advised.say,
        open_ways=tuple(channel for channel in Channel if channel in open_ways),
        adjustments=_arrangements(case),
        match=contact.match,
        not_told=not standing.told,
        review_overdue=overdue,
        rules=tuple(
            dict.fromkeys(
                (
                    *advised.rules,
                    *((ADJUSTMENTS,) if standing.adjusted else ()),
                    *(() if standing.told else (NOTICE_SENT,)),
                    *((ON_TIME,) if overdue else ()),
                )
            )
        ),
    )


def _unrestricted(contact: Contact, case: CaseFacts | None) -> Directive:
    adjustments = _arrangements(case)
    do = "Treat this contact as normal."
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


def _standing(contact: Contact, case: CaseFacts, in_force: tuple[Restriction, ...], at: datetime) -> _Standing:
    threatened = any(one.physical_threat for one in case.incidents)
    usable = frozenset(Channel) - case.customer.unusable_channels - PUBLIC_CHANNELS
    safe = usable - {Channel.FACE_TO_FACE} if threatened else usable
    return _Standing(
        in_force=in_force,
        told=all(told_of(case, one, at=at) for one in in_force),
        ways=ways_left((one.kind for one in in_force), case.customer),
        helped_by=safe or usable or frozenset({contact.channel}),
        threatened=threatened,
        adjusted=bool(case.customer.adjustments),
    )


def _advised(contact: Contact, terms: Terms, standing: _Standing) -> _Advice:
    outcome = max((EFFECTS[one.kind][contact.channel] for one in standing.in_force), key=list(Outcome).index)
    if isinstance(contact.purpose, Purpose):
        return _Advice(
            outcome=Outcome.PROCEED,
            do=f"{contact.purpose.label}: this is always allowed. Deal with it as you would for anybody.",
            rules=(SERVICES,),
        )
    service = next((one for one in terms.mandatory_services if one.id == contact.purpose), None)
    if outcome in {Outcome.PROCEED, Outcome.PROCEED_WITH_CONDITIONS}:
        return _Advice(outcome=Outcome.PROCEED, do=_STAYS_OPEN, rules=(SERVICES if service else KINDS,))
    if service is not None:
        return _service(contact, service)
    if contact.match in {Match.SHARED, Match.WITHHELD}:
        return _Advice(
            outcome=Outcome.CONFIRM_IDENTITY,
            do=f"Find out who this is before anything else. {_SOMEBODY_ELSE}",
            say=("May I take your full name and address, please?",),
            rules=(KINDS,),
        )
    return _redirected(contact, standing) if standing.ways else _clash(contact, standing)


def _also(contact: Contact, standing: _Standing, outcome: Outcome) -> Iterator[str]:
    """What staff do besides: keep to adjustments, and tell the customer alone what is not told yet."""
    if outcome is not Outcome.PROCEED and contact.match is Match.CLAIMED:
        yield _SOMEBODY_ELSE
    if standing.adjusted and outcome is not Outcome.CONFIRM_IDENTITY:
        yield "Keep to the adjustments: they come before the restriction."
    if standing.told or outcome is Outcome.CONFIRM_IDENTITY or contact.purpose in _NOT_THE_TIME_TO_TELL:
        return
    if contact.match is Match.VERIFIED:
        yield "They have not been told yet: tell them now, and that we will write."
    else:
        yield "They have not been told yet: once you are sure who it is, tell them, and that we will write."


def _service(contact: Contact, service: MandatoryService) -> _Advice:
    do = f"{service.name} stays open to them. Deal with that now, and with nothing else."
    unsure = contact.match in {Match.SHARED, Match.WITHHELD}
    return _Advice(
        outcome=Outcome.PROCEED_WITH_CONDITIONS,
        do=f"{do} {_SOMEBODY_ELSE}" if unsure else do,
        say=(f"I can help you with this: {service.name}.",),
        rules=(SERVICES,),
    )


def _redirected(contact: Contact, standing: _Standing) -> _Advice:
    say = (
        *_name_first(contact),
        "We have asked you to contact us in writing."
        if standing.told
        else "We have decided to ask you to contact us in writing. We will write to you to say why.",
        _reach_us_by(standing.ways),
        "If it is an emergency, or about somebody's safety or a service that stays open to you, tell me now.",
        "Tell me too if you want us to look at our decision again.",
    )
    return _Advice(
        outcome=Outcome.REDIRECT,
        do=f"Ask them to put it in writing, then {_goodbye(contact)}.",
        say=say,
        rules=(KINDS, SERVICES),
    )


def _clash(contact: Contact, standing: _Standing) -> _Advice:
    """The restriction leaves this customer no way that they can use: help, never at the cost of safety."""
    rules = (ADJUSTMENTS, SERVICES, KINDS)
    cannot = "They cannot use the ways that the restriction leaves open."
    if contact.channel is not Channel.FACE_TO_FACE or not standing.threatened:
        return _Advice(
            outcome=Outcome.PROCEED_WITH_CONDITIONS,
            do=f"{cannot} Help them here, keep it to what they need, and tell the manager.",
            rules=rules,
        )
    if contact.channel in standing.helped_by:
        return _Advice(
            outcome=Outcome.PROCEED_WITH_CONDITIONS,
            do=f"{cannot} Do not see them alone: ask a manager, who decides how they are helped safely.",
            rules=rules,
        )
    return _Advice(
        outcome=Outcome.REDIRECT,
        do=f"{cannot} Keep yourself safe: offer a way that needs no meeting, then {_goodbye(contact)}. "
        "Tell the manager.",
        say=(*_name_first(contact), _reach_us_by(standing.helped_by)),
        rules=rules,
    )


def _name_first(contact: Contact) -> Iterator[str]:
    if contact.match is Match.CLAIMED:
        yield "May I take your full name, please?"


def _reach_us_by(ways: frozenset[Channel]) -> str:
    """The ways to offer aloud; nobody is sent to a public channel."""
    spoken = [_SPOKEN[way] for way in Channel if way in ways - PUBLIC_CHANNELS]
    listed = " or ".join(filter(None, (", ".join(spoken[:-1]), spoken[-1])))
    return f"You can reach us by {listed}."


def _goodbye(contact: Contact) -> str:
    return "end the call politely" if contact.channel is Channel.TELEPHONE else "bring the conversation to an end"


def _arrangements(case: CaseFacts | None) -> tuple[str, ...]:
    return tuple(made.arrangement for made in case.customer.adjustments) if case else ()
