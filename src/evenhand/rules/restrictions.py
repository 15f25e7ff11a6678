"""What a restriction says and leaves open, and whether it stands on the record (clauses 3.1, 9.1 to 9.4)."""

from collections.abc import Iterator
from datetime import datetime

from evenhand.rules.calendar import add_months, end_of_day, instant, local_day, not_after
from evenhand.rules.facts import CaseFacts, Determination, InformalRestriction, Restriction
from evenhand.rules.findings import Finding, absence, fault_found, is_blank
from evenhand.rules.kinds import TERMS_NEEDED, terms_missing, ways_left, windows_make_sense
from evenhand.rules.terms import MandatoryService, Terms
from evenhand.rules.vocabulary import Fault, RestrictionKind, TermNeeded

_SERVICES = "services.mandatory_open"
_OPEN_ENDED = "restriction.open_ended"
_KINDS = "restriction.kinds"
_NOTED = "record.noted"
_OUTSIDE = "restriction.outside_policy"


def services_mandatory_open(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Every mandatory service stays reachable, and one way of contact that this customer can use (3.1)."""
    for restriction in case.restrictions:
        yield from _services_named(case, terms, restriction)
        yield from _exceptional_way(case, restriction)
    yield from _a_usable_way(case, at)
    for contact in case.contacts:
        if contact.service_refused:
            yield fault_found(
                _SERVICES,
                "The customer was kept from a service that stays open to everybody. Put that right now.",
                about=contact.id,
                fault=Fault.SERVICE_DENIED,
            )


def restriction_open_ended(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A restriction ends on a date, or is permanent by a deliberate, reasoned choice (9.1)."""
    for restriction in case.restrictions:
        if not restriction.interim:
            yield from _length(case, terms, restriction)


def restriction_kinds(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A restriction is of a kind that the policy has, with the terms that the kind asks for (9.3, 9.4)."""
    for restriction in case.restrictions:
        if case.record_complete and restriction.kind not in terms.kinds:
            yield fault_found(
                _KINDS,
                "The policy has no restriction of this kind. Choose one that it has.",
                about=restriction.id,
                fault=Fault.OUTSIDE_POLICY,
                part="kind",
            )
        yield from _terms_said(case, restriction)
        if restriction.terms is not None and not windows_make_sense(restriction.terms):
            yield fault_found(
                _KINDS,
                "A time for calls must begin before it ends, on a day of the week.",
                about=restriction.id,
                fault=Fault.NO_RECORD,
                part=TermNeeded.WINDOWS,
            )


def record_noted(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """The limitation stands on the record (9.2)."""
    for decision in case.determinations:
        yield from _decision_noted(case, decision)
    for restriction in case.restrictions:
        if restriction.noted is not True:
            yield absence(
                _NOTED,
                "The restriction is not noted on the record.",
                known=case.says_all or restriction.noted is False,
                about=restriction.id,
                fault=Fault.NO_RECORD,
            )


def restriction_outside_policy(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A block, ban or label with no decision behind it is put right: regularised, or ended (9.2).

    A history that is not complete tells of the past, which is judged whatever became of it since.
    """
    for informal in case.informal:
        settled = _settled(informal, at)
        if not settled or not case.record_complete:
            yield from _informal(informal, settled=settled)
    for decision in case.determinations:
        stated = (
            ("authorised", decision.authorised, "Whoever decided had no authority to. Put it to those who have it."),
            ("policy_followed", decision.policy_followed, "The decision did not follow the policy. Take it again."),
        )
        for part, answer, message in stated:
            if answer is False:
                yield fault_found(_OUTSIDE, message, about=decision.id, fault=Fault.OUTSIDE_POLICY, part=part)


def _services_named(case: CaseFacts, terms: Terms, restriction: Restriction) -> Iterator[Finding]:
    if restriction.services is None and not case.says_all and not restriction.services_withdrawn:
        yield absence(
            _SERVICES,
            "How mandatory services stay reachable is not recorded.",
            known=False,
            about=restriction.id,
            fault=Fault.SERVICE_DENIED,
        )
        return
    for service in terms.mandatory_services:
        if service.id in restriction.services_withdrawn:
            yield from _withdrawn(terms, restriction, service)
            continue
        way = (restriction.services or {}).get(service.id)
        if is_blank(way):
            yield absence(
                _SERVICES,
                f"Say how the customer can still reach: {service.name}.",
                known=case.says_all or way is not None,
                about=restriction.id,
                fault=Fault.SERVICE_DENIED,
                part=service.id,
            )


def _withdrawn(terms: Terms, restriction: Restriction, service: MandatoryService) -> Iterator[Finding]:
    """A service that was withdrawn in part, as the policy allows or not."""
    message = None
    if not terms.service_override_roles:
        message = (
            f"This policy lets nobody withdraw a mandatory service. Say how the customer can reach: {service.name}."
        )
    elif restriction.withdrawn_by is None:
        message = f"Say who decided to withdraw in part: {service.name}."
    elif is_blank(restriction.services_withdrawn[service.id]):
        message = f"Say what is withdrawn, and why: {service.name}."
    if message:
        yield fault_found(_SERVICES, message, about=restriction.id, fault=Fault.SERVICE_DENIED, part=service.id)


def _exceptional_way(case: CaseFacts, restriction: Restriction) -> Iterator[Finding]:
    """Under 'no contact' the customer can still raise exceptional circumstances, and somebody reads them."""
    if restriction.kind is not RestrictionKind.NO_CONTACT:
        return
    way = restriction.terms.exceptional_way if restriction.terms else None
    if is_blank(way):
        yield absence(
            _SERVICES,
            "Say how the customer can raise exceptional circumstances, and who reads them.",
            known=case.says_all,
            about=restriction.id,
            fault=Fault.SERVICE_DENIED,
            part=TermNeeded.EXCEPTIONAL_WAY,
        )


def _a_usable_way(case: CaseFacts, at: datetime) -> Iterator[Finding]:
    """All that stands or is to come counts together, paused or not; what is over closes nothing any more."""
    standing = [one for one in case.restrictions if not one.over(at) and one.taken_over_by is None]
    if ways_left(standing, case.customer):
        return
    barred = bool(case.customer.unusable_channels)
    message = (
        "This customer has told us that they cannot use any of the ways that would stay open. "
        "Leave one open that they can use."
        if barred
        else "Together the restrictions close every way of contact. Leave one open."
    )
    for subject in dict.fromkeys(one.determination or one.id for one in standing):
        yield absence(
            _SERVICES,
            message,
            # In a history the terms that leave a way open are often what nobody wrote down.
            known=case.says_all or barred,
            about=subject,
            fault=Fault.SERVICE_DENIED,
        )


def _length(case: CaseFacts, terms: Terms, restriction: Restriction) -> Iterator[Finding]:
    if restriction.ends_at is not None:
        if case.record_complete and not _short_enough(case, terms, restriction, restriction.ends_at):
            yield fault_found(
                _OPEN_ENDED,
                f"A restriction with an end date lasts at most {terms.longest_restriction_months} months. "
                "Choose an earlier end, or say why it has none.",
                about=restriction.id,
                fault=Fault.NO_TIME_LIMIT,
                part="ends_at",
            )
        if restriction.length_known is False and not restriction.permanent and not case.says_all:
            yield fault_found(
                _OPEN_ENDED,
                "Nobody set how long the restriction lasts when it was imposed; an end came only later.",
                about=restriction.id,
                fault=Fault.NO_TIME_LIMIT,
                part="ends_at",
            )
    elif restriction.permanent:
        if is_blank(restriction.permanent_reason):
            yield absence(
                _OPEN_ENDED,
                "Why the restriction has no end date is not recorded.",
                known=case.says_all or restriction.permanent_reason is not None,
                about=restriction.id,
                fault=Fault.NO_TIME_LIMIT,
                part="permanent_reason",
            )
    elif not restriction.length_known:
        yield absence(
            _OPEN_ENDED,
            "How long the restriction lasts is not recorded. Give an end date, or say why it has none.",
            known=case.says_all or False in (restriction.permanent, restriction.length_known),
            about=restriction.id,
            fault=Fault.NO_TIME_LIMIT,
            part="ends_at",
        )


def _short_enough(case: CaseFacts, terms: Terms, restriction: Restriction, ends_at: datetime) -> bool:
    """Whether a restriction ends in time, counted from the decision or its own start, or from what last renewed it."""
    decided = next(
        (one.decided_at for one in case.determinations if one.id == restriction.determination), restriction.starts_at
    )
    renewed = [
        one.held_at
        for one in case.reviews
        if one.restriction == restriction.id and one.new_end and one.held is not False
    ]
    since = max((one for one in (decided, *renewed) if one is not None), key=instant, default=None)
    if since is None:
        return True
    return not_after(ends_at, end_of_day(add_months(local_day(since), terms.longest_restriction_months)))


def _terms_said(case: CaseFacts, restriction: Restriction) -> Iterator[Finding]:
    decision = next((one for one in case.determinations if one.id == restriction.determination), None)
    if restriction.terms is not None:
        missing = terms_missing(restriction.kind, restriction.terms)
    elif decision is not None and decision.terms_recorded is not None:
        return  # the record states it for the decision as a whole
    else:
        missing = tuple(one for one in TermNeeded if one in TERMS_NEEDED[restriction.kind])
    for needed in missing:
        yield absence(
            _KINDS,
            f"The terms of the restriction do not say this: {needed.label}.",
            known=case.says_all,
            about=restriction.id,
            fault=Fault.NO_RECORD,
            part=needed,
        )


def _decision_noted(case: CaseFacts, decision: Determination) -> Iterator[Finding]:
    if decision.restricts and not case.restrictions_of(decision):
        yield absence(
            _NOTED,
            "The decision restricts contact, but the restriction itself is not on the record.",
            known=case.says_all,
            about=decision.id,
            fault=Fault.NO_RECORD,
        )
    stated = (
        ("policy_use_recorded", "How the policy was applied is not on the record. Write it down."),
        ("terms_recorded", "What the restriction closes and leaves open is not on the record. Write it down."),
        ("notes_kept", "No notes of the decision were kept. Write down what was decided and why."),
        ("reasons_recorded", "The reasons of the decision are not on the record. Write them down."),
    )
    for part, message in stated:
        if getattr(decision, part) is False:
            yield fault_found(_NOTED, message, about=decision.id, fault=Fault.NO_RECORD, part=part)


def _settled(informal: InformalRestriction, at: datetime) -> bool:
    ended = informal.ended_at is not None and not_after(informal.ended_at, at)
    return ended or informal.regularised_by is not None


def _informal(informal: InformalRestriction, *, settled: bool) -> Iterator[Finding]:
    stands = "Contact is limited with no decision behind it. End it now, or put it to those who decide."
    past = "Contact was limited with no decision behind it. Tell the customer that this was wrong."
    yield fault_found(
        _OUTSIDE,
        past if settled else stands,
        about=informal.id,
        fault=Fault.OUTSIDE_POLICY,
    )
    stated = (
        ("reasons_given", informal.reasons_given, Fault.NO_REASONS, "The customer was given no reasons for it."),
        ("appeal_offered", informal.appeal_offered, Fault.NO_APPEAL_ROUTE, "The customer was offered no appeal."),
    )
    for part, answer, fault, message in stated:
        if answer is False:
            yield fault_found(_OUTSIDE, message, about=informal.id, fault=fault, part=part)
