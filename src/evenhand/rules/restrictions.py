"""What a restriction closes, and what it must leave open (clauses 3.1, 9.1 to 9.4)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from evenhand.rules.facts import CaseFacts, Customer, Restriction
from evenhand.rules.findings import Finding, absence, fault_found, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Channel, Fault, Outcome, RestrictionKind

PUBLIC_CHANNELS = frozenset({Channel.SOCIAL_MEDIA})
"""Channels on which everybody reads along."""

EFFECTS: Mapping[RestrictionKind, Mapping[Channel, Outcome]] = {
    # Closed to talking. Social media is writing too: only its own kind of restriction closes it [I].
    RestrictionKind.WRITING_ONLY: {
        Channel.TELEPHONE: Outcome.REDIRECT,
        Channel.EMAIL: Outcome.PROCEED,
        Channel.LETTER: Outcome.PROCEED,
        Channel.FACE_TO_FACE: Outcome.REDIRECT,
        Channel.WEB_FORM: Outcome.PROCEED,
        Channel.SOCIAL_MEDIA: Outcome.PROCEED,
    },
}
"""What each kind of restriction gives on each channel: for the directive and for what stays open alike."""


def open_channels(kinds: Iterable[RestrictionKind]) -> frozenset[Channel]:
    """The channels on which a set of restrictions lets the customer go on as normal."""
    together = frozenset(kinds)
    return frozenset(
        channel
        for channel in Channel
        if all(EFFECTS[kind][channel] in {Outcome.PROCEED, Outcome.PROCEED_WITH_CONDITIONS} for kind in together)
    )


def ways_left(kinds: Iterable[RestrictionKind], customer: Customer) -> frozenset[Channel]:
    """The channels that restrictions leave open and that this customer can use; empty where none will do.

    Social media never is the one way left: it is not private [I].
    """
    left = open_channels(kinds) - customer.unusable_channels
    return left if left - PUBLIC_CHANNELS else frozenset()


def services_mandatory_open(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Every mandatory service stays reachable, and one way of contact that this customer can use (3.1)."""
    for restriction in case.restrictions:
        yield from _services_named(case, terms, restriction)
    yield from _a_usable_way(case, at)


def restriction_open_ended(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A restriction ends on a date, or is permanent by a deliberate, reasoned choice (9.1)."""
    for restriction in case.restrictions:
        if restriction.ends_at is not None:
            continue
        if restriction.permanent is not True:
            yield absence(
                "restriction.open_ended",
                "How long the restriction lasts is not recorded. Give an end date, or say why it has none.",
                known=case.record_complete or restriction.permanent is False,
                about=restriction.id,
                fault=Fault.NO_TIME_LIMIT,
                part="ends_at",
            )
        elif is_blank(restriction.permanent_reason):
            yield absence(
                "restriction.open_ended",
                "Why the restriction has no end date is not recorded.",
                known=case.record_complete or restriction.permanent_reason is not None,
                about=restriction.id,
                fault=Fault.NO_TIME_LIMIT,
                part="permanent_reason",
            )


def record_noted(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """The limitation stands on the record (9.2)."""
    for decision in case.determinations:
        if decision.restricts and not case.restrictions_of(decision):
            yield absence(
                "record.noted",
                "The decision restricts contact, but the restriction itself is not on the record.",
                known=case.record_complete,
                about=decision.id,
                fault=Fault.NO_RECORD,
            )
    for restriction in case.restrictions:
        if restriction.noted is not True:
            yield absence(
                "record.noted",
                "The restriction is not noted on the record.",
                known=case.record_complete or restriction.noted is False,
                about=restriction.id,
                fault=Fault.NO_RECORD,
            )


def _services_named(case: CaseFacts, terms: Terms, restriction: Restriction) -> Iterator[Finding]:
    named = restriction.services
    if named is None and not case.record_complete:
        yield absence(
            "services.mandatory_open",
            "How mandatory services stay reachable is not recorded.",
            known=False,
            about=restriction.id,
            fault=Fault.SERVICE_DENIED,
        )
        return
    for service in terms.mandatory_services:
        way = (named or {}).get(service.id)
        if is_blank(way):
            yield absence(
                "services.mandatory_open",
                f"Say how the customer can still reach: {service.name}.",
                known=case.record_complete or way is not None,
                about=restriction.id,
                fault=Fault.SERVICE_DENIED,
                part=service.id,
            )


def _a_usable_way(case: CaseFacts, at: datetime) -> Iterator[Finding]:
    """All that stands or is to come counts together; what is over closes nothing any more."""
    standing = [one for one in case.restrictions if not one.over(at)]
    if ways_left((one.kind for one in standing), case.customer):
        return
    for subject in dict.fromkeys(one.determination or one.id for one in standing):
        yield fault_found(
            "services.mandatory_open",
            "This customer has told us that they cannot use any of the ways that would stay open. "
            "Leave one open that they can use.",
            about=subject,
            fault=Fault.SERVICE_DENIED,
        )
