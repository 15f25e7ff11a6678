"""What to do and say for each outcome of a contact under restrictions (8.1, 9.3, 9.4)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from evenhand.rules.contact.directive import Contact
from evenhand.rules.contact.scripts import (
    ask_them,
    asked,
    condition,
    condition_said,
    emergency,
    exceptional,
    reach_us,
    tidy,
)
from evenhand.rules.contact.standing import Standing
from evenhand.rules.spoken import spoken_moment
from evenhand.rules.vocabulary import Channel, Outcome, RestrictionKind, RuleId

KINDS = RuleId("restriction.kinds")
SERVICES = RuleId("services.mandatory_open")
NEW_ISSUE = RuleId("issues.new_valid_issue")
EXCEPTIONAL = RuleId("contact.exceptional")

STAYS_OPEN = "This way of contact stays open to them. Treat it as normal."
NORMAL = "Treat this contact as normal."
_NOT_IN_PUBLIC = "Say nothing of it in public."
_BY_ISSUE = frozenset({RestrictionKind.ISSUE_BAN, RestrictionKind.FILE_WITHOUT_REPLY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do and say, and under which rules."""

    outcome: Outcome
    do: str
    say: tuple[str, ...] = ()
    rules: tuple[RuleId, ...]
    clash: bool = False


def advise(standing: Standing) -> Advice:
    """What to do and say where the restrictions decide."""
    return _BY_OUTCOME[standing.outcome](standing)


def goodbye(contact: Contact) -> str:
    """How a conversation ends."""
    return "end the call politely" if contact.channel is Channel.TELEPHONE else "bring the conversation to an end"


def conditions_to_keep(standing: Standing) -> str:
    """The conditions of all restrictions that set one, for staff."""
    return " ".join(dict.fromkeys(condition(one, standing.until) for one in standing.conditions()))


def conditions_to_say(standing: Standing) -> Iterator[str]:
    """The same conditions, for the customer; who has not been told of one hears that it was decided."""
    found = () if standing.in_public else standing.conditions()
    yield from asked((one for one in found if not one.told), standing.contact.channel)
    yield from filter(None, (condition_said(one, standing.until) for one in found))


def _proceed(standing: Standing) -> Advice:
    waits = any(not one.told for one in standing.effects) and not standing.spoken
    return Advice(outcome=Outcome.PROCEED, do=NORMAL if waits else STAYS_OPEN, rules=(KINDS,))


def _proceed_with_conditions(standing: Standing) -> Advice:
    keep = conditions_to_keep(standing)
    return Advice(
        outcome=Outcome.PROCEED_WITH_CONDITIONS,
        do=f"{keep} {_NOT_IN_PUBLIC}" if standing.in_public else keep,
        say=tuple(conditions_to_say(standing)),
        rules=(KINDS,),
    )


def _defer(standing: Standing) -> Advice:
    when = standing.route.from_when
    if when is None:
        do = f"Calls are taken at set times alone. Ask the manager which, tell them, then {goodbye(standing.contact)}."
        then = "We will let you know when you can call."
    else:
        do = f"Ask them to call again from {spoken_moment(when)}, then {goodbye(standing.contact)}."
        then = f"You can call again from {spoken_moment(when)}."
    others = standing.ways - {standing.contact.channel}
    return Advice(
        outcome=Outcome.DEFER,
        do=_with_conditions(do, standing),
        say=(
            *asked(standing.deciding(), standing.contact.channel),
            then,
            *reach_us(others, standing.route, also=True),
            *emergency(spoken=True),
        ),
        rules=(KINDS, SERVICES),
    )


def _redirect(standing: Standing) -> Advice:
    channel, route = standing.contact.channel, standing.route
    put_through = channel is Channel.TELEPHONE and channel in standing.ways and route.person and not route.from_when
    wanted = f"Ask them to {ask_them(standing.ways, route)}"
    if put_through:
        do = f"Put them through to {route.named}, or take a message for them."
    elif standing.in_public:
        do = f"{_NOT_IN_PUBLIC} {wanted}."
    elif standing.spoken:
        do = f"{wanted}, then {goodbye(standing.contact)}.{_anywhere_else(standing)}"
    elif route.readers:
        do = f"Read it for a risk to anybody, then pass it on to {route.readers}, and do not answer it yourself."
    else:
        do = f"Read it for a risk to anybody, and for a new issue. {wanted}."
    if standing.nothing_left:
        do += " The restrictions leave no way open: tell the manager, so that one is put right."
    say = (
        *(() if standing.in_public else asked(standing.deciding(), channel)),
        *((f"I will put you through to {route.person}.",) if put_through else ()),
        *standing.elsewhere(),
        *(() if standing.in_public else emergency(spoken=standing.spoken)),
    )
    return Advice(
        outcome=Outcome.REDIRECT,
        do=_with_conditions(do, standing),
        say=say,
        rules=(KINDS, SERVICES, *(() if standing.spoken else (NEW_ISSUE,))),
    )


def _anywhere_else(standing: Standing) -> str:
    """A ban from buildings closes no others: it is not known here which building this is."""
    kinds = {one.kind for one in standing.deciding()}
    only = standing.contact.channel is Channel.FACE_TO_FACE and kinds == {RestrictionKind.PREMISES_BAN}
    places = "; ".join(tidy(name) for one in standing.deciding() for name in one.terms.premises)
    return (
        f" That is for these buildings: {places}. Anywhere else, treat the visit as normal." if only and places else ""
    )


def _place_on_file(standing: Standing) -> Advice:
    reader = f"Pass it on to {standing.route.readers}. " if standing.route.readers else ""
    lines = [f"{reader}Read it today for a risk to anybody, and for a new issue, which is answered."]
    kinds = {one.kind for one in standing.deciding()}
    under_no_contact = RestrictionKind.NO_CONTACT in kinds
    if under_no_contact:
        lines.append("Where it tells of exceptional circumstances, a manager decides whether to let it in.")
    lines.append("Where there is nothing of the kind, place it on file without an answer.")
    lines += [
        f"Where it was considered: {tidy(one.terms.considered_where)}."
        for one in standing.deciding()
        if one.terms.considered_where
    ]
    if standing.nothing_left:
        lines.append("The restrictions leave no way open: tell the manager, so that one is put right.")
    return Advice(
        outcome=Outcome.PLACE_ON_FILE,
        do=_with_conditions(" ".join(lines), standing),
        say=tuple(_reply(standing, kinds)),
        rules=(KINDS, NEW_ISSUE, *((EXCEPTIONAL,) if under_no_contact else ())),
    )


def _reply(standing: Standing, kinds: set[RestrictionKind]) -> Iterator[str]:
    """What is written back where the message itself is not answered."""
    if standing.in_public:
        yield from standing.elsewhere()
        return
    under_no_contact = RestrictionKind.NO_CONTACT in kinds
    answered = "in exceptional circumstances" if under_no_contact else "what is new"
    yield f"What you write is read. We answer only {answered}."
    if not under_no_contact and kinds & _BY_ISSUE:
        yield "We can help you with anything else."
    elif not under_no_contact and not standing.nothing_left:
        yield from reach_us(standing.ways - {standing.contact.channel}, standing.route, also=True)
    yield from emergency(spoken=False)


def _decline(standing: Standing) -> Advice:
    deciding = standing.deciding()
    no_contact = tuple(one for one in deciding if one.kind is RestrictionKind.NO_CONTACT)
    if not standing.spoken:
        return _not_in_public(standing)
    if no_contact:
        do = (
            "Say how to raise exceptional circumstances. If they tell you of any, ask a manager now whether to let "
            f"this contact in. If there are none, {goodbye(standing.contact)}."
        )
    else:
        do = (
            "Ask whether there is anything new about it: if there is, note it and pass it on. If there is nothing, "
            "say that we do not deal with this again. Help with anything else."
        )
    say = (
        *asked(deciding, standing.contact.channel),
        *(exceptional(no_contact, standing.ways, standing.route) if no_contact else _anything_else(standing)),
        *emergency(spoken=True),
    )
    return Advice(
        outcome=Outcome.DECLINE,
        do=_with_conditions(do, standing),
        say=say,
        rules=(KINDS, SERVICES, EXCEPTIONAL if no_contact else NEW_ISSUE),
    )


def _anything_else(standing: Standing) -> Iterator[str]:
    yield "Is there anything new about it that we have not considered?"
    if standing.contact.channel in standing.ways:
        yield "I can help you with anything else."
    yield from standing.elsewhere()


def _not_in_public(standing: Standing) -> Advice:
    """On social media everybody reads along: nothing is said there but how to reach us."""
    return Advice(
        outcome=Outcome.DECLINE,
        do=_with_conditions(
            f"Read it for a risk to anybody, and for a new issue, and pass that on. {_NOT_IN_PUBLIC}",
            standing,
        ),
        say=tuple(standing.elsewhere()),
        rules=(KINDS, SERVICES, NEW_ISSUE),
    )


def _with_conditions(do: str, standing: Standing) -> str:
    more = conditions_to_keep(standing)
    return f"{do} {more}" if more else do


_BY_OUTCOME: Mapping[Outcome, Callable[[Standing], Advice]] = {
    Outcome.PROCEED: _proceed,
    Outcome.PROCEED_WITH_CONDITIONS: _proceed_with_conditions,
    Outcome.DEFER: _defer,
    Outcome.REDIRECT: _redirect,
    Outcome.PLACE_ON_FILE: _place_on_file,
    Outcome.DECLINE: _decline,
}
