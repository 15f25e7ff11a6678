"""The ways of contact that stay open under restrictions, in words for a letter."""

from collections.abc import Iterable, Sequence

from evenhand.letters.draft import CouncilDetails
from evenhand.letters.words import one_line
from evenhand.rules.facts import Restriction
from evenhand.rules.kinds import PUBLIC_CHANNELS, leaves_open, open_channels
from evenhand.rules.terms_spoken import minutes_spoken
from evenhand.rules.vocabulary import Channel, RestrictionKind

WRITTEN = frozenset({Channel.LETTER, Channel.EMAIL, Channel.WEB_FORM})
"""Ways in which a person reads what comes."""


def left_open(restrictions: Sequence[Restriction]) -> frozenset[Channel]:
    """The ways that stay open under some restrictions together, those that are private alone.

    Where restrictions contradict each other and leave none, what is written is read all the same.
    """
    return (open_channels(restrictions) - PUBLIC_CHANNELS) or WRITTEN


def reading(restrictions: Iterable[Restriction]) -> str:
    """What becomes of what the customer writes: all of it is read, and what is new is answered (3.1)."""
    if any(one.kind is RestrictionKind.NO_CONTACT for one in restrictions):
        return (
            "We will read everything you write to us. We will answer only in exceptional circumstances, "
            "or where you tell us something new."
        )
    return "We will read everything you write to us."


def ways_open(restrictions: Sequence[Restriction], council: CouncilDetails) -> tuple[str, ...]:
    """The ways of contact that stay open under some restrictions together, each with its number or address.

    Nobody is sent to a public channel. What the council does not have is not offered.
    """
    left = left_open(restrictions)
    lines = {
        Channel.LETTER: _by_letter(restrictions),
        Channel.EMAIL: _by_email(restrictions, council),
        Channel.WEB_FORM: council.web_form and f"the form on our website, at {council.web_form}",
        Channel.TELEPHONE: _by_telephone(restrictions, council),
        Channel.FACE_TO_FACE: "coming to see us",
    }
    found = [text for channel, text in lines.items() if text and channel in left]
    if Channel.FACE_TO_FACE not in left and _only_buildings_closed(restrictions):
        found.append("coming to see us anywhere else")
    return tuple(found)


def only_writing_left(restrictions: Sequence[Restriction]) -> bool:
    """Whether nothing but writing stays open, as far as a letter offers it."""
    return left_open(restrictions) <= WRITTEN and not _only_buildings_closed(restrictions)


def _only_buildings_closed(restrictions: Iterable[Restriction]) -> bool:
    closing = {one.kind for one in restrictions if Channel.FACE_TO_FACE not in leaves_open(one)}
    return closing == {RestrictionKind.PREMISES_BAN}


def _first(restrictions: Iterable[Restriction], kind: RestrictionKind, name: str) -> str:
    found = (one_line(getattr(one.terms, name)) for one in restrictions if one.kind is kind and one.terms)
    return next(filter(None, found), "").rstrip(".")


def _to(restrictions: Sequence[Restriction]) -> str:
    person = _first(restrictions, RestrictionKind.SINGLE_CONTACT, "named_contact")
    return f", for {person}" if person else ""


def _by_letter(restrictions: Sequence[Restriction]) -> str:
    inbox = _first(restrictions, RestrictionKind.GENERIC_INBOX, "contact_point")
    to = inbox if inbox and "@" not in inbox else "the address at the top of this letter"
    return f"letter, to {to}{_to(restrictions)}"


def _by_email(restrictions: Sequence[Restriction], council: CouncilDetails) -> str:
    inbox = _first(restrictions, RestrictionKind.GENERIC_INBOX, "contact_point")
    named = _first(restrictions, RestrictionKind.EMAIL_ONLY, "contact_point") or (inbox if "@" in inbox else "")
    address = named or council.email
    return f"email, to {address}{_to(restrictions)}" if address else ""


def _by_telephone(restrictions: Sequence[Restriction], council: CouncilDetails) -> str:
    number = _first(restrictions, RestrictionKind.SINGLE_NUMBER, "contact_point") or council.telephone
    timed = any(one.kind is RestrictionKind.PHONE_TIMES for one in restrictions)
    limits = [one.terms.minutes for one in restrictions if one.kind is RestrictionKind.CALL_LENGTH and one.terms]
    shortest = min((one for one in limits if one), default=None)
    return "".join(
        (
            f"telephone, on {number}" if number else "telephone",
            _to(restrictions),
            ", at the set times" if timed else "",
            f", for at most {minutes_spoken(shortest)}" if shortest else "",
        )
    )
