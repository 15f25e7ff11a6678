"""What a restriction or a safety warning rests on."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from evenhand.rules.calendar import may_precede, not_after
from evenhand.rules.conduct import up_to
from evenhand.rules.facts import CaseFacts, Correction, Determination, Incident, Investigation, Marker
from evenhand.rules.findings import Finding, absence, advice, fault_found
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import FactId, Fault

_SPECIFIC = "evidence.specific"
_ACCURATE = "evidence.accurate"
_STATED = (
    ("risk_assessed", "Assess the risk, and record it, before contact is limited for it."),
    ("evidence_current", "Look at what is known now: the decision rests on information that was out of date."),
    ("grounds_related", "Limit contact only for what bears on it: what the customer did has nothing to do with it."),
)
_NAMELESS = "Name the dated incidents, or the source and its date, that this rests on."


def evidence_specific(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A restriction or safety warning rests on dated incidents; both sides are heard and the risk assessed."""
    for incident in case.incidents:
        yield from _source(case, incident)
    for decision in case.restricting_decisions():
        yield from _dated(case, decision)
        yield from _sides_heard(case, decision)
        for attribute, message in _STATED:
            if getattr(decision, attribute) is False:
                yield _insufficient(decision.id, message, part=attribute)
    for marker in case.markers:
        yield from _marker_evidence(case, marker)
    if case.record_complete and not case.statement_on_file:
        yield from _statement(case, at)


def evidence_accurate(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Identity is checked before an entry is relied on, and the council's own failure is asked about first."""
    for incident in case.incidents:
        if incident.caused_by_council and not any(
            _caused_all(case, one) and incident in up_to(case, one.decided_at) for one in case.restricting_decisions()
        ):
            yield fault_found(
                _ACCURATE,
                "Put the council's own failure right first: it caused this contact, which counts for nothing "
                "against the customer.",
                about=incident.id,
                fault=Fault.RESTRICTION_MISAPPLIED,
            )
    for decision in case.restricting_decisions():
        yield from _council_part(case, decision)
        if not case.customer.identity_checked:
            yield from _identity(case, decision.id)
    for marker in case.markers:
        yield from _marker_accurate(case, marker)
    for correction in case.corrections:
        yield from _corrected(case, correction)


def _insufficient(about: FactId, message: str, *, part: str = "", known: bool = True) -> Finding:
    return absence(_SPECIFIC, message, known=known, about=about, fault=Fault.EVIDENCE_INSUFFICIENT, part=part)


def _source(case: CaseFacts, incident: Incident) -> Iterator[Finding]:
    """What a record says of one incident's own worth, before anything rests on it."""
    if incident.notes_kept is False:
        yield fault_found(
            _SPECIFIC,
            "Write down what is still known of it: no notes were kept at the time.",
            about=incident.id,
            fault=Fault.NO_RECORD,
            part="notes_kept",
        )
    if incident.tested is False:
        message = "Look into it before anything rests on it: it is an allegation that nobody tested."
        if case.record_complete and not _relied_on(case, incident):
            yield advice(_SPECIFIC, message, about=incident.id, part="tested")
        else:
            yield _insufficient(incident.id, message, part="tested")


def _relied_on(case: CaseFacts, incident: Incident) -> bool:
    return (
        any(incident in up_to(case, one.decided_at) for one in case.restricting_decisions())
        or any(incident.id in one.evidence for one in case.markers)
        or any(may_precede(incident.occurred_at, one.found_at) for one in case.informal)
    )


def _dated(case: CaseFacts, decision: Determination) -> Iterator[Finding]:
    incidents = up_to(case, decision.decided_at)
    if all(one.occurred_at is None for one in incidents):
        yield _insufficient(
            decision.id,
            "Record the incidents that the decision rests on, each with its date.",
            known=case.record_complete and not incidents,
        )
    elif all(one.tested is False for one in incidents):
        yield _insufficient(decision.id, "Have what the decision rests on looked into first: nobody tested any of it.")


def _sides_heard(case: CaseFacts, decision: Determination) -> Iterator[Finding]:
    heard = decision.sides_heard
    if heard is None:
        heard = _asked(case, decision, lambda one: one.customer_heard)
    if not heard:
        yield _insufficient(
            decision.id,
            "Ask the customer for their account, and record it or that they would not give it.",
            part="sides_heard",
            known=heard is False,
        )


def _asked(case: CaseFacts, decision: Determination, answer: Callable[[Investigation], bool | None]) -> bool | None:
    """Whether any investigation finished by a decision asked for something; ``None`` where nobody can tell.

    A record that tells of no investigation at all, as histories do, says nothing of what one asked for.
    """
    finished = [
        one
        for one in case.investigations
        if one.concluded_at is not None and may_precede(one.concluded_at, decision.decided_at)
    ]
    answers = [answer(one) for one in finished]
    if True in answers:
        return True
    known = case.says_all or None not in answers
    return False if answers and known else None


def _marker_evidence(case: CaseFacts, marker: Marker) -> Iterator[Finding]:
    asked = (
        ("tested", marker.tested, "Have what the safety warning rests on looked into first."),
        ("source_dated", marker.source_dated, "Name the source of the safety warning, and its date."),
    )
    for part, answer, message in asked:
        if answer is False:
            yield _insufficient(marker.id, message, part=part)
    if not marker.evidence and not (marker.tested and marker.source_dated):
        yield _insufficient(marker.id, _NAMELESS, part="evidence", known=case.says_all)
    if not marker.risk_assessed:
        yield _insufficient(
            marker.id,
            "Assess the risk that the safety warning is about, and record it.",
            part="risk_assessed",
            known=case.says_all or marker.risk_assessed is False,
        )


def _statement(case: CaseFacts, at: datetime) -> Iterator[Finding]:
    standing = {one.determination for one in case.restrictions if not one.over(at)}
    about = [one.id for one in case.restricting_decisions() if one.id in standing]
    about += [one.id for one in case.markers if one.ended_at is None or not not_after(one.ended_at, at)]
    for each in about:
        yield advice(
            _SPECIFIC,
            "Tell the customer that they may put a statement of their own on file.",
            about=each,
            part="statement_on_file",
        )


def _caused_all(case: CaseFacts, decision: Determination) -> bool:
    """Whether all that a decision rests on was caused by the council; a physical threat is never excused so."""
    incidents = up_to(case, decision.decided_at)
    return bool(incidents) and all(one.caused_by_council and not one.physical_threat for one in incidents)


def _council_part(case: CaseFacts, decision: Determination) -> Iterator[Finding]:
    if _caused_all(case, decision):
        yield fault_found(
            _ACCURATE,
            "Put the council's own failure right instead: it caused the contact that the decision rests on.",
            about=decision.id,
            fault=Fault.RESTRICTION_MISAPPLIED,
        )
        return
    considered = _asked(case, decision, lambda one: one.council_part_considered)
    if not considered:
        yield absence(
            _ACCURATE,
            "Ask whether a failure of the council's own, such as a late reply, led to the contact, and record it.",
            known=considered is False,
            about=decision.id,
            fault=Fault.EVIDENCE_INSUFFICIENT,
            part="council_part_considered",
        )


def _identity(case: CaseFacts, about: FactId) -> Iterator[Finding]:
    yield absence(
        _ACCURATE,
        "Check that the entries are about this customer, and record how, before anything rests on them.",
        known=case.customer.identity_checked is False,
        about=about,
        fault=Fault.DATA_INACCURATE,
        part="identity_checked",
    )


def _marker_accurate(case: CaseFacts, marker: Marker) -> Iterator[Finding]:
    if marker.accurate is False:
        yield fault_found(
            _ACCURATE,
            "Correct the safety warning, or end it: what it says is wrong.",
            about=marker.id,
            fault=Fault.DATA_INACCURATE,
            part="accurate",
        )
    if marker.identity_verified is False:
        yield fault_found(
            _ACCURATE,
            "Check whom the safety warning is about before anybody relies on it.",
            about=marker.id,
            fault=Fault.DATA_INACCURATE,
            part="identity_verified",
        )
    elif marker.identity_verified is None and not marker.on_address and not case.customer.identity_checked:
        yield from _identity(case, marker.id)


def _corrected(case: CaseFacts, correction: Correction) -> Iterator[Finding]:
    """Whether a correction reached everybody to whom the entry had gone before it."""
    gone: Iterable[FactId] = (
        one.id
        for one in case.sharings
        if correction.about is not None
        and one.about == correction.about
        and may_precede(one.shared_at, correction.made_at)
    )
    if not correction.reached.issuperset(gone):
        yield absence(
            _ACCURATE,
            "Tell everybody who was given the entry that it was corrected: not all of them have been told.",
            known=case.says_all,
            about=correction.id,
            fault=Fault.DATA_INACCURATE,
            part="reached",
        )
