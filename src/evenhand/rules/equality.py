"""The equality and human-rights considerations (clauses 11.1 to 11.3)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from evenhand.rules.calendar import may_precede, not_after
from evenhand.rules.doors import put_off
from evenhand.rules.facts import AdjustmentRequest, CaseFacts, EqualityConsideration
from evenhand.rules.findings import Finding, absence, advice, fault_found, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import FactId, Fault, ReviewOutcome, RuleId

RULE = RuleId("equality.considered")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A decision to restrict, or a review that continues, as far as this rule asks."""

    id: FactId
    taken_at: datetime | None
    answers: EqualityConsideration | None
    considered: bool | None
    doors: Mapping[RuleId, str] = field(default_factory=dict)
    restricts: bool = False
    """Whether it is a decision to restrict: the first question of any record that is complete."""


def equality_considered(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Before restricting or continuing: barriers, whether it bears harder, what is arranged, human rights.

    Where delay would do harm a decision may go on with a recorded reason; the missing answers then have a
    clock and must be put right (principle 4). An open request for an adjustment is answered first, or
    something is arranged until it is. A manager's limit is not held up: the questions are only suggested.
    """
    for asked in _asked(case):
        yield from _considered(case, terms, asked)
        yield from put_off(_open_requests(case, asked, at), doors=asked.doors, since=asked.taken_at, terms=terms)
    for request in case.customer.requests:
        yield from _request(case, request, at)
    for limit in case.interim_limits():
        if limit.stands(at) and limit.taken_over_by is None:
            yield advice(
                RULE,
                "Ask what barrier the customer has told us of or has shown, and if the limit bears harder on them.",
                about=limit.id,
            )


def _asked(case: CaseFacts) -> Iterable[_Asked]:
    for decision in case.restricting_decisions():
        yield _Asked(
            id=decision.id,
            taken_at=decision.decided_at,
            answers=decision.equality,
            considered=decision.equality_considered,
            doors=decision.doors,
            restricts=True,
        )
    for review in case.reviews:
        if review.outcome is ReviewOutcome.CONTINUED or (review.extends and review.outcome is None):
            yield _Asked(
                id=review.id,
                taken_at=review.held_at,
                answers=review.equality,
                considered=review.equality_considered,
                doors=review.doors,
            )


def _considered(case: CaseFacts, terms: Terms, asked: _Asked) -> Iterator[Finding]:
    if asked.considered is False:
        yield fault_found(
            RULE,
            "What the decision means for the customer's equality rights was not considered. Consider it now.",
            about=asked.id,
            fault=Fault.NO_EQUALITY_CONSIDERATION,
        )
    elif asked.answers is not None:
        # Answers that were given close the door: they must be whole.
        yield from _answers(case, asked.answers, asked.id)
    elif asked.considered is None:
        gone_on = not is_blank(asked.doors.get(RULE))
        missing = absence(
            RULE,
            "The decision went ahead before the equality questions were answered. Answer them now."
            if gone_on
            else "The equality questions have not been answered.",
            known=(case.record_complete if asked.restricts else case.says_all) or gone_on,
            about=asked.id,
            fault=Fault.NO_EQUALITY_CONSIDERATION,
        )
        yield from put_off([missing], doors=asked.doors, since=asked.taken_at, terms=terms)


def _open_requests(case: CaseFacts, asked: _Asked, at: datetime) -> Iterator[Finding]:
    gone_on = not is_blank(asked.doors.get(RULE))
    waiting = [
        one
        for one in case.customer.requests
        if may_precede(one.made_at, asked.taken_at)
        and _open_at(one, asked.taken_at)
        and (not gone_on or _open_at(one, at))
    ]
    if waiting and case.says_all:
        yield fault_found(
            RULE,
            "The customer has asked for an adjustment and has had no answer. Answer the request first, or say what "
            "is arranged until then and why.",
            about=asked.id,
            fault=Fault.NO_EQUALITY_CONSIDERATION,
            part="open_request",
        )


def _request(case: CaseFacts, request: AdjustmentRequest, at: datetime) -> Iterator[Finding]:
    if request.considered is False:
        yield fault_found(
            RULE,
            "The request for an adjustment was not considered. Consider it now.",
            about=request.id,
            fault=Fault.NO_EQUALITY_CONSIDERATION,
        )
    elif case.says_all:
        if _open_at(request, at):
            yield advice(RULE, "Answer the request for an adjustment.", about=request.id)
    elif request.considered is None and request.granted is None and request.answered_at is None:
        yield absence(
            RULE,
            "Whether the request for an adjustment was considered is not recorded.",
            known=False,
            about=request.id,
            fault=Fault.NO_EQUALITY_CONSIDERATION,
        )
    if request.needed and request.granted is False:
        yield fault_found(
            RULE,
            "An adjustment that the customer needed was not made. Make it now.",
            about=request.id,
            fault=Fault.ADJUSTMENT_NOT_MADE,
        )


def _open_at(request: AdjustmentRequest, moment: datetime | None) -> bool:
    """Whether a request was neither answered by a moment nor is anything arranged until it is."""
    if not is_blank(request.interim_arrangement):
        return False
    if request.answered_at is not None:
        return moment is not None and not not_after(request.answered_at, moment)
    return request.considered is not True and request.granted is None


def _answers(case: CaseFacts, answers: EqualityConsideration | None, about: FactId) -> Iterator[Finding]:
    if answers is None:
        yield absence(
            RULE,
            "The equality questions have not been answered.",
            known=case.record_complete,
            about=about,
            fault=Fault.NO_EQUALITY_CONSIDERATION,
        )
        return
    unarranged = bool(answers.bears_harder) and is_blank(answers.arrangements)
    missing = (
        (
            "barriers",
            is_blank(answers.barriers),
            answers.barriers,
            "Say what barrier the customer has told us of or has shown, or that we asked.",
        ),
        (
            "bears_harder",
            answers.bears_harder is None,
            None,
            "Say whether the restriction bears harder on this customer.",
        ),
        (
            "arrangements",
            unarranged,
            answers.arrangements,
            "The restriction bears harder on this customer: say what is arranged instead.",
        ),
        (
            "human_rights",
            is_blank(answers.human_rights),
            answers.human_rights,
            "Say how the customer's private life and freedom of expression were weighed.",
        ),
    )
    for part, is_missing, answer, message in missing:
        if is_missing:
            yield absence(
                RULE,
                message,
                known=case.says_all or answer is not None,
                about=about,
                fault=Fault.NO_EQUALITY_CONSIDERATION,
                part=part,
            )
