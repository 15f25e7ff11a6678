"""The customer's complaints, and answers within their time (clause 7.4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from evenhand.rules.appeals import answer_due
from evenhand.rules.calendar import earliest, local_day, may_precede, not_after
from evenhand.rules.conduct import counted, naming
from evenhand.rules.doors import put_off
from evenhand.rules.facts import CaseFacts, Complaint
from evenhand.rules.findings import Finding, absence, advice, fault_found, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Behaviour, FactId, Fault, OmbudsmanStage, RuleId

EXHAUSTED = RuleId("complaint.exhausted")
_TIMELY = "response.timely"
_OVER = frozenset({OmbudsmanStage.NOT_APPROACHED, OmbudsmanStage.CONCLUDED})
_BEING_CONSIDERED = (
    "Wait for the Ombudsman: a complaint that the Ombudsman is considering is not exhausted, "
    "and pursuing it is no unreasonable demand."
)
_UNRECORDED = (
    "Record how far the complaint has gone: its procedure completed, and the Ombudsman not approached or concluded."
)


def complaint_exhausted(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """An exhausted complaint is shown: procedure completed, Ombudsman not approached or concluded (7.4)."""
    for incident in case.incidents:
        pursued = Behaviour.EXHAUSTED_COMPLAINT in counted(incident)
        if pursued and not any(_was_exhausted(one) for one in case.complaints):
            yield _unshown(_latest(case.complaints), about=incident.id, known=False)
    named = naming(case)
    for decision in case.restricting_decisions():
        moment = decision.decided_at
        if {one for _, one in named(moment)} != {Behaviour.EXHAUSTED_COMPLAINT}:
            continue
        through_the_door = not is_blank(decision.doors.get(EXHAUSTED))
        if is_exhausted(case, until=moment) or (through_the_door and is_exhausted(case, until=None)):
            continue
        # Behind the door the record made since says how far it is; else only what stood when it was decided.
        standing = _standing(case, None if through_the_door else moment)
        found = _unshown(standing, about=decision.id, known=case.record_complete)
        yield from put_off([found], doors=decision.doors, since=moment, terms=terms)


def is_exhausted(case: CaseFacts, *, until: datetime | None) -> bool:
    """Whether a complaint had been through all of its procedure by a moment, and the Ombudsman was done with it.

    Args:
        case: the case.
        until: the moment, timezone-aware; ``None`` for all that is recorded.
    """
    return any(_was_exhausted(one) for one in _standing(case, until))


def response_timely(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Complaints, appeals and filed messages are answered or read within their time."""
    for complaint in _latest(case.complaints):
        answered = earliest(*(one.answered_at for one in case.complaints if _is_same(one, complaint)))
        yield from _answer(case, at, _Answer("the complaint", complaint.id, complaint.answer_due, answered))
    for appeal in case.appeals:
        # One that was never answered is for the rule on appeals.
        if appeal.answered is False:
            continue
        due = None if appeal.answered and appeal.decided_at is None else answer_due(appeal, terms)
        yield from _answer(case, at, _Answer("the appeal", appeal.id, due, appeal.decided_at, appeal.answered_late))
    for contact in case.contacts:
        answer = _Answer("the customer", contact.id, contact.answer_due, contact.answered_at, contact.answered_late)
        yield from _answer(case, at, answer)


def _was_exhausted(complaint: Complaint) -> bool:
    return complaint.procedure_completed is True and complaint.ombudsman in _OVER


def _unshown(standing: Iterable[Complaint], *, about: FactId, known: bool) -> Finding:
    complaints = list(standing)
    considered = any(one.ombudsman is OmbudsmanStage.CONSIDERING for one in complaints)
    stated = considered or (bool(complaints) and all(one.procedure_completed is False for one in complaints))
    return absence(
        EXHAUSTED,
        _BEING_CONSIDERED if considered else _UNRECORDED,
        known=known or stated,
        about=about,
        fault=Fault.EVIDENCE_INSUFFICIENT,
    )


def _standing(case: CaseFacts, until: datetime | None) -> list[Complaint]:
    return _latest(one for one in case.complaints if may_precede(one.recorded_at, until))


def _latest(complaints: Iterable[Complaint]) -> list[Complaint]:
    """The last record of each complaint; more than one where they were made together."""
    records = list(complaints)
    return [one for one in records if not any(_is_same(other, one) and _is_later(other, one) for other in records)]


def _is_same(one: Complaint, other: Complaint) -> bool:
    return one.id == other.id or (one.reference is not None and one.reference == other.reference)


def _is_later(one: Complaint, other: Complaint) -> bool:
    return (
        one.recorded_at is not None
        and other.recorded_at is not None
        and not not_after(one.recorded_at, other.recorded_at)
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer that is owed or was given, and what a record states of it."""

    whom: str
    about: FactId
    due: date | None
    answered_at: datetime | None
    late: bool | None = None


def _answer(case: CaseFacts, at: datetime, answer: _Answer) -> Iterator[Finding]:
    """What is to be said of one answer: on its way, overdue, or late; a record that states which is believed."""
    due, answered_at = answer.due, answer.answered_at
    late = answer.late
    if late is None and case.record_complete:
        late = due is not None and answered_at is not None and local_day(answered_at) > due
    waiting = case.record_complete and answered_at is None and answer.late is None
    if late:
        yield fault_found(
            _TIMELY,
            f"The answer to {answer.whom} came late. Say sorry for the delay, and find out what caused it.",
            about=answer.about,
            fault=Fault.DELAY,
            due=due,
            follows=True,
        )
    elif waiting and due is not None and local_day(at) > due:
        yield fault_found(
            _TIMELY,
            f"Answer {answer.whom} now: the time for it has passed.",
            about=answer.about,
            fault=Fault.DELAY,
            due=due,
            follows=True,
        )
    elif waiting and due is not None:
        yield advice(_TIMELY, f"Answer {answer.whom} in time.", about=answer.about, due=due)
