"""Warnings come first (clause 8.2), and only action that goes on after one can carry a restriction (9.1)."""

from collections.abc import Iterator
from datetime import datetime

from evenhand.rules import facts
from evenhand.rules.calendar import add_months, local_day, may_precede, not_after
from evenhand.rules.conduct import shows_conduct
from evenhand.rules.facts import CaseFacts, Determination, Incident, Restriction
from evenhand.rules.findings import Finding, absence, advice
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import FactId, Fault, StaffResponse

NEEDS_WARNING_FIRST = frozenset(
    {
        StaffResponse.HELD_CALL,
        StaffResponse.ENDED_CALL,
        StaffResponse.ASKED_TO_LEAVE,
        StaffResponse.DID_NOT_REPLY,
    }
)
"""What staff may do only after a warning (8.2). Leaving for one's own safety is not among them."""

_RULE = "warning.before_action"


def warning_before_action(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Acting against a customer follows a warning that said why and gave a chance to change (8.2).

    A physical threat is the exception. On a report and on a manager's interim limit this is a finding; on the
    team's restriction it refuses.
    """
    for incident in case.incidents:
        yield from _acted_first(case, terms, incident)
    for limit in case.interim_limits():
        yield from _limited_first(case, terms, limit)
    for decision in case.restricting_decisions():
        if not physical_threat_before(case, terms, decision):
            yield from _decided_first(case, decision)
    yield from _none_for_anything(case, terms)


def warning_actions_continued(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A restriction needs unacceptable action after the warning and within its life (8.2, 9.1)."""
    for decision in case.restricting_decisions():
        if physical_threat_before(case, terms, decision) or went_on(case, terms, until=decision.decided_at):
            continue
        yield absence(
            "warning.actions_continued",
            f"No unacceptable action is recorded after a warning and within {terms.warning_life_months} months of it.",
            known=case.record_complete,
            about=decision.id,
            fault=Fault.NO_WARNING,
        )


def live_warnings(case: CaseFacts, terms: Terms, *, at: datetime) -> tuple[facts.Warning, ...]:
    """The warnings that can still carry a restriction at a moment: complete, given, and within their life."""
    return tuple(
        one
        for one in case.warnings
        if _complete(one) and one.given_at is not None and not_after(one.given_at, at) and _alive(one, terms, at)
    )


def went_on(case: CaseFacts, terms: Terms, *, until: datetime | None) -> bool:
    """Whether unacceptable action is recorded after a warning, within its life and up to a moment.

    Only a warning that said why and gave a chance to change counts where there is one.
    """
    given = _given_by(case, until)
    carrying = [one for one in given if _complete(one)] or given
    return any(_followed(case, terms, warning, until) for warning in carrying)


def physical_threat_before(case: CaseFacts, terms: Terms, decision: Determination) -> bool:
    """Whether a physical threat stands on the record before a decision: then no warning is needed (8.2).

    A threat counts for as long as a warning would: what was threatened years ago excuses nothing today [I].
    """
    return _threatened(case, terms, decision.decided_at)


def threat_counts(case: CaseFacts, terms: Terms, *, at: datetime) -> bool:
    """Whether a physical threat stands on the record that still makes a warning needless at a moment (8.2)."""
    return _threatened(case, terms, at)


def _threatened(case: CaseFacts, terms: Terms, moment: datetime | None) -> bool:
    return any(
        one.physical_threat and may_precede(one.occurred_at, moment) and _counts_still(case, terms, one, moment)
        for one in case.incidents
    )


def _counts_still(case: CaseFacts, terms: Terms, incident: Incident, moment: datetime | None) -> bool:
    """Whether a threat lies no further back than a warning counts; dates are judged in a complete record alone."""
    when = incident.occurred_at
    if not case.record_complete or when is None or moment is None:
        return True
    return local_day(moment) <= add_months(local_day(when), terms.warning_life_months)


def _acted_first(case: CaseFacts, terms: Terms, incident: Incident) -> Iterator[Finding]:
    acted = incident.responses & NEEDS_WARNING_FIRST
    spoken = StaffResponse.WARNED in incident.responses
    when = incident.occurred_at
    if acted and not spoken and not incident.physical_threat and not _warned_by(case, terms, when):
        yield _unwarned(case, about=incident.id, since=when, message="Staff acted without warning the customer first.")


def _limited_first(case: CaseFacts, terms: Terms, limit: Restriction) -> Iterator[Finding]:
    when = limit.imposed_at or limit.starts_at
    if not _threatened(case, terms, when) and not _warned_by(case, terms, when):
        yield _unwarned(
            case, about=limit.id, since=when, message="A manager limited contact before the customer was warned."
        )


def _unwarned(case: CaseFacts, *, about: FactId, since: datetime | None, message: str) -> Finding:
    """That staff or their manager acted first: on the record, and never in the way of what they did."""
    if _warned_since(case, since):
        return advice(_RULE, f"{message} The customer has been warned since.", about=about)
    return absence(
        _RULE,
        f"{message} Warn the customer now.",
        known=_known_unwarned(case),
        about=about,
        fault=Fault.NO_WARNING,
        follows=True,
    )


def _none_for_anything(case: CaseFacts, terms: Terms) -> Iterator[Finding]:
    """Where a record says that no warning counted, and what was done to the customer is no decision of the team."""
    if case.restricting_decisions() or case.interim_limits() or _threatened(case, terms, None):
        return
    if any(one.responses & NEEDS_WARNING_FIRST for one in case.incidents):
        return  # what is found on the incident says it
    # A history that is not complete states it because something was done, whether it tells of that or not.
    acted = case.informal or case.restrictions or case.reviews or not (case.record_complete or case.determinations)
    if not acted:
        return
    for warning in case.warnings:
        if not warning.given:
            yield absence(
                _RULE,
                "The customer has not been warned. Warn them, say why, and give them a chance to change.",
                known=True,
                about=warning.id,
                fault=Fault.NO_WARNING,
            )


def _decided_first(case: CaseFacts, decision: Determination) -> Iterator[Finding]:
    given = _given_by(case, decision.decided_at)
    if not given or _none_counts(case, decision.decided_at):
        yield absence(
            _RULE,
            "The customer has not been warned. Warn them, say why, and give them a chance to change.",
            known=_known_unwarned(case),
            about=decision.id,
            fault=Fault.NO_WARNING,
        )
    elif not any(_complete(one) for one in given):
        yield from _incomplete(case, decision, given)


def _incomplete(case: CaseFacts, decision: Determination, given: list[facts.Warning]) -> Iterator[Finding]:
    """What is missing from warnings of which none is complete."""
    reasons = [one.reasons_given for one in given]
    chances = [one.chance_to_change for one in given]
    lacking = [
        (answers, message)
        for answers, message in (
            (reasons, "No warning told the customer why their actions were unacceptable."),
            (chances, "No warning gave the customer a chance to change."),
        )
        if not any(answers)
    ]
    for answers, message in lacking:
        yield absence(
            _RULE,
            message,
            known=case.says_all or all(answer is False for answer in answers),
            about=decision.id,
            fault=Fault.NO_WARNING,
        )
    if not lacking:
        message = "No one warning both told the customer why and gave them a chance to change."
        known = case.says_all or all(False in pair for pair in zip(reasons, chances, strict=True))
        yield absence(_RULE, message, known=known, about=decision.id, fault=Fault.NO_WARNING)


def _known_unwarned(case: CaseFacts) -> bool:
    """Whether a warning is known to be missing: the record is complete, or says that none was given."""
    return case.record_complete or any(not one.given for one in case.warnings)


def _none_counts(case: CaseFacts, moment: datetime | None) -> bool:
    """Whether the record says that no warning counted, and no later one was given by a moment."""
    given = [one.given_at for one in _given_by(case, moment)]
    denied = [one.given_at for one in case.warnings if not one.given and may_precede(one.given_at, moment)]
    return any(all(may_precede(one, none) for one in given) for none in denied)


def _given_by(case: CaseFacts, moment: datetime | None) -> list[facts.Warning]:
    return [one for one in case.warnings if one.given and may_precede(one.given_at, moment)]


def _complete(warning: facts.Warning) -> bool:
    return warning.given and bool(warning.reasons_given) and bool(warning.chance_to_change)


def _alive(warning: facts.Warning, terms: Terms, moment: datetime) -> bool:
    if warning.given_at is None:
        return True
    return local_day(moment) <= add_months(local_day(warning.given_at), terms.warning_life_months)


def _warned_by(case: CaseFacts, terms: Terms, when: datetime | None) -> bool:
    """Whether the customer had been warned, or told by staff in an earlier incident, within a warning's life."""
    given = any(
        _sound(case, warning) and (when is None or _alive(warning, terms, when)) for warning in _given_by(case, when)
    )
    return given or _spoken_before(case, terms, when)


def _spoken_before(case: CaseFacts, terms: Terms, when: datetime | None) -> bool:
    """Whether staff warned the customer in an earlier incident, within a warning's life.

    What staff said then serves what staff may do now; a restriction needs a warning recorded in its own right.
    """
    return when is not None and any(
        StaffResponse.WARNED in one.responses
        and one.occurred_at is not None
        and not not_after(when, one.occurred_at)
        and local_day(when) <= add_months(local_day(one.occurred_at), terms.warning_life_months)
        for one in case.incidents
    )


def _sound(case: CaseFacts, warning: facts.Warning) -> bool:
    """Whether a warning said why and gave a chance to change, as far as the record can be held to it."""
    if case.says_all:
        return _complete(warning)
    return False not in (warning.reasons_given, warning.chance_to_change)


def _warned_since(case: CaseFacts, happened: datetime | None) -> bool:
    return happened is not None and any(
        _complete(one) and one.given_at is not None and not_after(happened, one.given_at) for one in case.warnings
    )


def _followed(case: CaseFacts, terms: Terms, warning: facts.Warning, until: datetime | None) -> bool:
    """Whether an incident after a warning, within its life and up to a moment, shows unacceptable action."""
    return any(
        incident.occurred_at is not None
        and warning.given_at is not None
        and _unacceptable(case, incident)
        and not not_after(incident.occurred_at, warning.given_at)
        and may_precede(incident.occurred_at, until)
        and _alive(warning, terms, incident.occurred_at)
        for incident in case.incidents
    )


def _unacceptable(case: CaseFacts, incident: Incident) -> bool:
    """Anger by itself is no unacceptable action (3.1): an incident needs something that was done."""
    shown = shows_conduct(incident)
    return not case.says_all if shown is None else shown
