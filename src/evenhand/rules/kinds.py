"""The kinds of restriction: what each closes, what it leaves open, and the terms that it asks for (9.3, 9.4).

The tables serve the answer to a contact, the question what stays open, and the question whether one
restriction is lighter than another: nothing else in the product knows what a kind does.
"""

from collections.abc import Iterable, Mapping

from evenhand.rules.calendar import not_after
from evenhand.rules.facts import CallWindow, Customer, Restriction, RestrictionTerms
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import Channel, Outcome, RestrictionKind, Scope, TermNeeded

PUBLIC_CHANNELS = frozenset({Channel.SOCIAL_MEDIA})
"""Channels on which everybody reads along."""

_ALL = frozenset(Channel)
_WRITTEN = frozenset({Channel.EMAIL, Channel.LETTER, Channel.WEB_FORM})
_SPOKEN = frozenset({Channel.TELEPHONE, Channel.FACE_TO_FACE})
_CLOSES_SUBJECTS = frozenset({RestrictionKind.ISSUE_BAN, RestrictionKind.SERVICE_LIMIT})
_IN_PART = _CLOSES_SUBJECTS | {
    RestrictionKind.FILE_WITHOUT_REPLY,
    RestrictionKind.EXCESS_BLOCK,
    RestrictionKind.PREMISES_BAN,
}
"""Kinds that close no more than the issues, services, points or premises that their terms name."""


def _row(default: Outcome, changed: Mapping[Channel, Outcome]) -> Mapping[Channel, Outcome]:
    return {channel: changed.get(channel, default) for channel in Channel}


def _all_of(channels: Iterable[Channel], outcome: Outcome) -> Mapping[Channel, Outcome]:
    return dict.fromkeys(channels, outcome)


EFFECTS: Mapping[RestrictionKind, Mapping[Channel, Outcome]] = {
    RestrictionKind.CALL_LENGTH: _row(Outcome.PROCEED, {Channel.TELEPHONE: Outcome.PROCEED_WITH_CONDITIONS}),
    RestrictionKind.PHONE_TIMES: _row(Outcome.PROCEED, {Channel.TELEPHONE: Outcome.DEFER}),
    RestrictionKind.SINGLE_CONTACT: _row(Outcome.REDIRECT, {}),
    RestrictionKind.SINGLE_NUMBER: _row(Outcome.REDIRECT, {Channel.TELEPHONE: Outcome.PROCEED_WITH_CONDITIONS}),
    RestrictionKind.EMAIL_ONLY: _row(Outcome.REDIRECT, {Channel.EMAIL: Outcome.PROCEED_WITH_CONDITIONS}),
    RestrictionKind.GENERIC_INBOX: _row(
        Outcome.PROCEED, _all_of({Channel.EMAIL, Channel.WEB_FORM, Channel.LETTER}, Outcome.REDIRECT)
    ),
    # Closed to talking. Social media is writing too: only its own kind of restriction closes it [I].
    RestrictionKind.WRITING_ONLY: _row(Outcome.PROCEED, _all_of(_SPOKEN, Outcome.REDIRECT)),
    RestrictionKind.ISSUE_BAN: _row(Outcome.PROCEED_WITH_CONDITIONS, {}),
    RestrictionKind.FILE_WITHOUT_REPLY: _row(Outcome.PLACE_ON_FILE, _all_of(_SPOKEN, Outcome.PROCEED_WITH_CONDITIONS)),
    RestrictionKind.SOCIAL_MEDIA_BLOCK: _row(Outcome.PROCEED, {Channel.SOCIAL_MEDIA: Outcome.DECLINE}),
    RestrictionKind.EXCESS_BLOCK: _row(
        Outcome.PROCEED, {Channel.EMAIL: Outcome.PLACE_ON_FILE, Channel.TELEPHONE: Outcome.REDIRECT}
    ),
    RestrictionKind.NO_FACE_TO_FACE: _row(Outcome.PROCEED, {Channel.FACE_TO_FACE: Outcome.REDIRECT}),
    RestrictionKind.PHONE_BAN: _row(Outcome.PROCEED, {Channel.TELEPHONE: Outcome.REDIRECT}),
    RestrictionKind.PREMISES_BAN: _row(Outcome.PROCEED, {Channel.FACE_TO_FACE: Outcome.REDIRECT}),
    RestrictionKind.SERVICE_LIMIT: _row(Outcome.PROCEED_WITH_CONDITIONS, {}),
    # Its terms say which ways it closes; see ``effect``.
    RestrictionKind.OTHER: _row(Outcome.PROCEED_WITH_CONDITIONS, {}),
    # What is written is read for exceptional circumstances (9.4).
    RestrictionKind.NO_CONTACT: _row(Outcome.DECLINE, _all_of(_WRITTEN, Outcome.PLACE_ON_FILE)),
}
"""What each kind of restriction gives on each channel, before anything is known of recipient, time or issue."""

LEAVES_OPEN: Mapping[RestrictionKind, frozenset[Channel]] = {
    **{
        kind: frozenset(
            channel
            for channel in Channel
            if row[channel] in {Outcome.PROCEED, Outcome.PROCEED_WITH_CONDITIONS, Outcome.DEFER}
        )
        for kind, row in EFFECTS.items()
    },
    RestrictionKind.SINGLE_CONTACT: frozenset({Channel.TELEPHONE, Channel.EMAIL, Channel.LETTER}),
    RestrictionKind.GENERIC_INBOX: _ALL - {Channel.WEB_FORM},
    RestrictionKind.FILE_WITHOUT_REPLY: _ALL,
    RestrictionKind.NO_CONTACT: frozenset({Channel.EMAIL, Channel.LETTER}),
}
"""The channels by which the customer can still be heard: through the named person, at the set times, or read."""

TERMS_NEEDED: Mapping[RestrictionKind, frozenset[TermNeeded]] = {
    RestrictionKind.CALL_LENGTH: frozenset({TermNeeded.MINUTES}),
    RestrictionKind.PHONE_TIMES: frozenset({TermNeeded.WINDOWS}),
    RestrictionKind.SINGLE_CONTACT: frozenset({TermNeeded.NAMED_CONTACT, TermNeeded.COVER}),
    RestrictionKind.SINGLE_NUMBER: frozenset({TermNeeded.CONTACT_POINT}),
    RestrictionKind.EMAIL_ONLY: frozenset({TermNeeded.CONTACT_POINT}),
    RestrictionKind.GENERIC_INBOX: frozenset({TermNeeded.CONTACT_POINT}),
    RestrictionKind.WRITING_ONLY: frozenset(),
    RestrictionKind.ISSUE_BAN: frozenset({TermNeeded.ISSUES}),
    RestrictionKind.FILE_WITHOUT_REPLY: frozenset({TermNeeded.ISSUES, TermNeeded.CONSIDERED_WHERE}),
    RestrictionKind.SOCIAL_MEDIA_BLOCK: frozenset({TermNeeded.ACCOUNTS}),
    RestrictionKind.EXCESS_BLOCK: frozenset({TermNeeded.BLOCKED_POINTS, TermNeeded.COUNTED}),
    RestrictionKind.NO_FACE_TO_FACE: frozenset(),
    RestrictionKind.PHONE_BAN: frozenset(),
    RestrictionKind.PREMISES_BAN: frozenset({TermNeeded.PREMISES}),
    RestrictionKind.SERVICE_LIMIT: frozenset({TermNeeded.SERVICES_LIMITED}),
    RestrictionKind.OTHER: frozenset({TermNeeded.DESCRIPTION}),
    RestrictionKind.NO_CONTACT: frozenset({TermNeeded.EXCEPTIONAL_WAY}),
}
"""What the terms of each kind must say for staff and customer to know what it means."""

NEEDS_SETTING_UP: Mapping[RestrictionKind, frozenset[Channel]] = {
    RestrictionKind.SOCIAL_MEDIA_BLOCK: frozenset({Channel.SOCIAL_MEDIA}),
    RestrictionKind.EXCESS_BLOCK: frozenset({Channel.EMAIL, Channel.TELEPHONE}),
    RestrictionKind.PREMISES_BAN: frozenset({Channel.FACE_TO_FACE}),
}
"""Kinds that work only once somebody has changed something outside this system, by channel (9.3)."""

_WEEK = range(7)


def terms_missing(kind: RestrictionKind, terms: RestrictionTerms) -> tuple[TermNeeded, ...]:
    """What the terms of a kind do not say and must, in the vocabulary's order; each word is the name of its field."""
    needed = TERMS_NEEDED[kind]
    return tuple(one for one in TermNeeded if one in needed and not _says_something(getattr(terms, one.value)))


def windows_make_sense(terms: RestrictionTerms) -> bool:
    """Whether each time for calls lies on a day of the week and begins before it ends."""
    return all(one.weekday in _WEEK and one.opens < one.closes for one in terms.windows)


def effect(restriction: Restriction, channel: Channel) -> Outcome:
    """What a restriction gives on a channel, before anything is known of recipient, time or issue."""
    if restriction.kind is RestrictionKind.OTHER and restriction.terms and channel in restriction.terms.channels:
        return Outcome.REDIRECT
    return EFFECTS[restriction.kind][channel]


def leaves_open(restriction: Restriction) -> frozenset[Channel]:
    """The channels by which the customer can still be heard under one restriction."""
    if restriction.kind is RestrictionKind.OTHER and restriction.terms:
        return _ALL - restriction.terms.channels
    return LEAVES_OPEN[restriction.kind]


def open_channels(restrictions: Iterable[Restriction]) -> frozenset[Channel]:
    """The channels by which the customer can still be heard under a set of restrictions together."""
    return _ALL.intersection(*(leaves_open(one) for one in restrictions))


def ways_left(restrictions: Iterable[Restriction], customer: Customer) -> frozenset[Channel]:
    """The channels that restrictions leave open and that this customer can use; empty where none will do.

    Social media never is the one way left: it is not private [I].
    """
    left = open_channels(restrictions) - customer.unusable_channels
    return left if left - PUBLIC_CHANNELS else frozenset()


def is_lighter(new: Restriction, old: Restriction) -> bool:
    """Whether a restriction closes nothing that the other one leaves open, channel by channel.

    Of two restrictions of one kind the terms decide: no shorter calls, no fewer times, no more issues,
    accounts, numbers or premises. Neither is it lighter to last longer, to cover another service, or to
    close issues or services where only ways of contact were closed.
    """
    order = list(Outcome)
    closes_no_more = all(order.index(effect(new, one)) <= order.index(effect(old, one)) for one in Channel)
    opens_no_less = leaves_open(new) >= leaves_open(old)
    return (
        closes_no_more
        and opens_no_less
        and not _closes_what_was_open(new, old)
        and _no_wider(new, old)
        and _no_longer(new, old)
        and _terms_no_tighter(new, old)
    )


def _closes_what_was_open(new: Restriction, old: Restriction) -> bool:
    """Whether it closes what the other one leaves open, though no channel shows that.

    Issues or services, where only ways of contact were closed; or a way of contact for everything, where it was
    closed for some issues, addresses, numbers or premises alone.
    """
    subjects = new.kind in _CLOSES_SUBJECTS and old.kind not in {new.kind, RestrictionKind.NO_CONTACT}
    return subjects or (old.kind in _IN_PART and new.kind is not old.kind)


def _no_wider(new: Restriction, old: Restriction) -> bool:
    if old.scope is None or old.scope is Scope.COUNCIL_WIDE:
        return True
    return new.scope is Scope.SERVICE and new.service == old.service


def _no_longer(new: Restriction, old: Restriction) -> bool:
    return old.ends_at is None or (new.ends_at is not None and not_after(new.ends_at, old.ends_at))


_WORDED = ("considered_where", "services_limited", "exceptional_way", "description", "counted")


def _terms_no_tighter(new: Restriction, old: Restriction) -> bool:
    if new.kind is not old.kind or old.terms is None:
        return True
    mine, theirs = new.terms or RestrictionTerms(), old.terms
    return (
        (mine.minutes or 0) >= (theirs.minutes or 0)
        and _covers(mine, theirs)
        and set(mine.issues) <= set(theirs.issues)
        and set(mine.accounts) <= set(theirs.accounts)
        and set(mine.blocked_points) <= set(theirs.blocked_points)
        and set(mine.premises) <= set(theirs.premises)
        # What stands in words, no rule can weigh: it stays as the team decided it, or is lifted.
        and all(getattr(mine, name) == getattr(theirs, name) for name in _WORDED)
        and mine.channels <= theirs.channels
    )


def _covers(mine: RestrictionTerms, theirs: RestrictionTerms) -> bool:
    """Whether each time at which calls were taken still lies within one at which they are."""
    return all(
        any(new.weekday == old.weekday and new.opens <= old.opens and old.closes <= new.closes for new in mine.windows)
        for old in theirs.windows
    )


def _says_something(
    term: str | int | tuple[str, ...] | tuple[CallWindow, ...] | frozenset[Channel] | None,
) -> bool:
    """Whether a term holds anything: a text with words, a list with one, a number above nought."""
    if isinstance(term, str):
        return not is_blank(term)
    if isinstance(term, int):
        return term > 0
    return any(not isinstance(one, str) or not is_blank(one) for one in term or ())
