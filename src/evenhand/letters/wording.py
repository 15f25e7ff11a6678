"""The words of the letters, for readers of eleven and up: short sentences, spoken to "you", blaming nobody.

Each function writes the text of one item from the record, or an empty text where the record does not say it.
An empty text is never filled with a guess: `states` then shows the item as missing, and the rules refuse the
letter.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from evenhand.letters.draft import CouncilDetails, LetterFacts
from evenhand.letters.kinds import WORDS, asks, meanings
from evenhand.letters.ways import WRITTEN, left_open, only_writing_left, reading, ways_open
from evenhand.letters.words import (
    bullets,
    in_sentence,
    last_day,
    listed,
    one_line,
    paragraphs,
    sentences,
    spoken_date,
    spoken_months,
    spoken_time,
    tidied,
)
from evenhand.rules.calendar import add_months, local_day, not_after, start_of_day
from evenhand.rules.facts import Incident, Restriction
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Behaviour, Channel, Purpose

MOST_INCIDENTS_LISTED = 12
"""More dates than this make a list that nobody reads; the letter then counts the earlier ones."""

ALWAYS_OPEN: Mapping[Purpose, str] = {
    Purpose.EMERGENCY: "telling us about an emergency, by telephone or in any other way",
    Purpose.SAFEGUARDING: "telling us that you are worried about somebody's safety, in any way",
    Purpose.OMBUDSMAN: "complaining to the Ombudsman",
    Purpose.APPEAL: "asking us to look again at this decision",
    Purpose.ADJUSTMENT: "asking for this letter in another format, or for help to contact us",
    Purpose.INFORMATION_RIGHTS: "asking for information, or for the data we hold about you",
    Purpose.PUBLIC_MEETING: "coming to a public council meeting",
    Purpose.PLANNING: "commenting on a planning application",
    Purpose.ELECTION: "voting, and registering to vote",
    Purpose.REPRESENTATIVE: "asking a councillor, your MP or somebody else to write to us for you",
}
"""What no restriction closes: "Nothing in this letter stops you from …"."""

_HAPPENED: Mapping[Channel, str] = {
    Channel.TELEPHONE: "by telephone",
    Channel.EMAIL: "by email",
    Channel.LETTER: "by letter",
    Channel.FACE_TO_FACE: "face to face",
    Channel.WEB_FORM: "on a form on our website",
    Channel.SOCIAL_MEDIA: "on social media",
}


def reasons(facts: LetterFacts, recorded: str | None) -> str:
    """Why: the officer's words for the customer, or else the reasons as recorded."""
    return facts.why or tidied(recorded or "")


def reasons_with_incidents(facts: LetterFacts, recorded: str | None) -> str:
    """Why a restriction was imposed: what happened and when, then the reasons. Without reasons, nothing."""
    said = reasons(facts, recorded)
    if not said or not facts.incidents:
        return said
    return paragraphs(
        "We looked at what happened on these dates:",
        _incidents(facts.incidents),
        "These are our reasons:",
        said,
    )


def asked_of_you(facts: LetterFacts, *, first: str = "") -> str:
    """What the customer is asked to do, and everything that stays open."""
    council, together = facts.council, (*facts.restrictions, *facts.still)
    ways, services = ways_open(together, council), service_lines(facts.restrictions, facts.terms)
    written = bool(left_open(together) & WRITTEN)
    lead = "You can write to us by:" if only_writing_left(together) else "You can still contact us by:"
    return paragraphs(
        first,
        meanings(facts.restrictions),
        _holds_too(facts),
        lead if ways else "",
        bullets(ways),
        reading(together) if written else "",
        "Our services stay open to you. This is how you can reach these ones:" if services else "",
        bullets(services),
        "Nothing in this letter stops you from:",
        bullets(ALWAYS_OPEN[purpose] for purpose in Purpose),
        "If somebody is in danger now, call 999.",
        f"When this letter says that you can telephone us, call {council.telephone}." if council.telephone else "",
    )


def service_lines(restrictions: Sequence[Restriction], terms: Terms) -> tuple[str, ...]:
    """How each mandatory service stays reachable, such as ``Council tax: Telephone 020 7946 0101``.

    Args:
        restrictions: their ``services`` say how, in the words of the decision.
        terms: name the services, in the order of the pack under which the decision was taken.

    A service that the decision says nothing of stands with its usual way: no restriction closes it. One that
    was withdrawn in part says so, and why (3.1).
    """
    lines = []
    for service in terms.mandatory_services:
        agreed = (one_line((one.services or {}).get(service.id, "")) for one in restrictions)
        way = next(filter(None, agreed), "") or one_line(service.usual_way)
        reasons_why = (one_line(one.services_withdrawn.get(service.id, "")) for one in restrictions)
        limited = listed(list(dict.fromkeys(why.rstrip(".") for why in reasons_why if why)))
        limit = f"We have limited this service in part. This is why: {limited}." if limited else ""
        lines.append(f"{service.name}: {sentences(way, limit)}" if way or limit else service.name)
    return tuple(lines)


def durations(facts: LetterFacts, *, told_before: bool = False) -> str:
    """How long each restriction lasts; blank where the record does not say it of one of them."""
    return _of_each(facts.restrictions, lambda one: duration(one, facts.terms, told_before=told_before))


def duration(restriction: Restriction, terms: Terms, *, told_before: bool = False) -> str:
    """How long: until its last day, or without end and why. Empty where the record says neither.

    Args:
        restriction: as it is now.
        terms: say how often a restriction is reviewed.
        told_before: the customer already knows when it started.
    """
    starts = None if told_before else restriction.starts_at
    began = f"The restriction starts on {spoken_date(starts)}." if starts else ""
    if restriction.ends_at is not None:
        return paragraphs(
            sentences(began, _until(restriction.ends_at)),
            "Then it stops by itself. You do not need to do anything.",
        )
    if not restriction.permanent:
        return ""
    why = tidied(restriction.permanent_reason or "")
    again = spoken_months(terms.review_interval_months)
    return paragraphs(
        sentences(
            began,
            f"{'It' if began else 'This restriction'} has no end date. We will still review it {again}.",
        ),
        paragraphs("This is why it has no end date:", why) if why else "",
    )


def next_reviews(facts: LetterFacts) -> str:
    """When each restriction is reviewed; blank where no date is set for one of them."""
    return _of_each(facts.restrictions, lambda one: next_review(one, facts, due=one.next_review_on))


def next_review(restriction: Restriction, facts: LetterFacts, *, due: date | None) -> str:
    """When the review is, and that views are welcome. Empty where no date is set.

    Args:
        restriction: the one to be reviewed.
        facts: hold the terms.
        due: the last day for the review.
    """
    if due is None:
        return ""
    again = spoken_months(facts.terms.review_interval_months)
    if restriction.ends_at is not None and not_after(restriction.ends_at, start_of_day(due)):
        when = (
            f"We would review this restriction by {spoken_date(due)}, but it ends before then. "
            "You can ask us to review it sooner."
        )
    else:
        once = restriction.ends_at is not None and not_after(
            restriction.ends_at, start_of_day(add_months(due, facts.terms.review_interval_months))
        )
        when = sentences(
            f"We will review this restriction by {spoken_date(due)}.",
            "" if once else f"After that we will review it at least {again}, for as long as it lasts.",
            f"{'We' if once else 'Each time, we'} first ask whether we can lift it.",
        )
    return paragraphs(
        when,
        "You can send us your views before the review. You do not have to. "
        "Tell us if something has changed, or if we have got something wrong.",
    )


def ended(restriction: Restriction, facts: LetterFacts, *, reviewed_at: datetime | None = None) -> str:
    """When a restriction was lifted, or came to its own end. Empty where neither is so by the letter's day.

    Args:
        restriction: the one that ended.
        facts: say which day the letter bears.
        reviewed_at: when a review lifted it, for a restriction that does not say so itself.
    """
    lifted = restriction.lifted_at or reviewed_at
    if lifted is not None:
        verb = "ends" if local_day(lifted) > facts.on else "ended"
        return f"The restriction {verb} on {spoken_date(lifted)}."
    if restriction.ends_at is None or local_day(restriction.ends_at) > facts.on:
        return ""
    day = last_day(restriction.ends_at)
    return f"The restriction came to its end. Its last day was {spoken_date(day or restriction.ends_at)}."


def open_again(restriction: Restriction, facts: LetterFacts) -> str:
    """What a customer may do again after a restriction, and what they are asked under others that stand."""
    council, number = facts.council, f" on {facts.council.telephone}" if facts.council.telephone else ""
    over = WORDS[restriction.kind].over
    if not facts.still:
        return sentences(over, f"Like anybody else, you can telephone us{number}, write to us or come to see us.")
    ways = ways_open(facts.still, council)
    return paragraphs(
        over,
        _holds_too(facts),
        "You can contact us by:" if ways else "",
        bullets(ways),
        "Our earlier letter tells you how long that lasts, and what you can do if you do not agree.",
    )


def help_while_restricted(council: CouncilDetails) -> str:
    """How to ask for help, when the ways that are left may be hard for this customer."""
    by_phone = f" You can telephone us about this, on {council.telephone}." if council.telephone else ""
    return paragraphs(
        _FORMATS,
        "Please also tell us if it is hard for you to contact us in the way this letter asks. "
        "This may be because of a disability, or because you find it hard to read or write. "
        "We can agree another way with you.",
        f"You can ask for help in any way that works for you.{by_phone} Somebody else can also ask for you.",
    )


def help_in_general(council: CouncilDetails) -> str:
    """How to ask for another format."""
    way = council.telephone or council.email
    return sentences(_FORMATS, f"You can reach us on {way}." if way else "")


_FORMATS = (
    "Please tell us if you need this letter in another way, such as large print, easy read, audio or another language."
)


def _holds_too(facts: LetterFacts) -> str:
    """What the customer was asked before and is still asked, beside what the letter tells of."""
    return f"Something else that we decided before still holds: we ask you {asks(facts.still)}." if facts.still else ""


def _of_each(restrictions: Sequence[Restriction], text: Callable[[Restriction], str]) -> str:
    """What holds of each of several restrictions: once where it is the same, else under what each asks.

    Blank where it is not known of one of them: half an answer would pass for a whole one.
    """
    found = [(one, text(one)) for one in restrictions]
    if not all(said for _, said in found):
        return ""
    if len(found) == 1:
        return found[0][1]
    if len({said for _, said in found}) == 1:
        return paragraphs("This holds for everything that we ask of you in this letter.", found[0][1])
    return paragraphs(*(paragraphs(f"We ask you {WORDS[one.kind].ask}:", said) for one, said in found))


def _until(end: datetime) -> str:
    day = last_day(end)
    if day is not None:
        return f"It lasts until {spoken_date(day)}. That is its last day."
    return f"It lasts until {spoken_date(end)} at {spoken_time(end)}."


def _incidents(incidents: tuple[Incident, ...]) -> str:
    """The dated occasions, oldest first; the earliest of very many are counted instead."""
    dated = sorted((one for one in incidents if one.occurred_at is not None), key=_when)
    undated = [one for one in incidents if one.occurred_at is None]
    shown = [*dated, *undated][-MOST_INCIDENTS_LISTED:]
    more = len(incidents) - len(shown)
    told = [text for text, _ in groupby(map(_incident, shown)) if text]
    earlier = "We also looked at 1 earlier time." if more == 1 else f"We also looked at {more} earlier times."
    return paragraphs(bullets(told), earlier if more else "")


def _when(incident: Incident) -> float:
    return incident.occurred_at.timestamp() if incident.occurred_at else 0.0


def _incident(incident: Incident) -> str:
    behaviours = [one for one in Behaviour if one in (incident.behaviours or frozenset())]
    what = listed([in_sentence(one.label) for one in behaviours])
    day = spoken_date(incident.occurred_at) if incident.occurred_at else "a day we did not write down"
    where = _HAPPENED[incident.channel] if incident.channel else ""
    head = ", ".join(part for part in (day, where) if part)
    return f"{head}: {what}" if what else head
