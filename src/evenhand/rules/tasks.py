"""From a finding that asks for something to the act that does it: which act, on which fact, called what."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from evenhand.rules import appeals
from evenhand.rules.facts import CaseFacts, Restriction
from evenhand.rules.findings import Finding
from evenhand.rules.vocabulary import Act, FactId, ReferralTarget, RuleId, Severity, Stage


class _HasId(Protocol):
    @property
    def id(self) -> FactId: ...


_One = TypeVar("_One", bound=_HasId)
Subject = Callable[[CaseFacts, Finding, datetime], FactId | None]
"""What a task is done on, where a finding asks for it and it is not done yet; else ``None``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do that a rule asks for beside the way from report to lifting."""

    act: Act
    title: str
    on: Subject


def task_for(case: CaseFacts, finding: Finding, *, at: datetime) -> tuple[Task, FactId] | None:
    """The task that a finding asks for, with what it is done on; ``None`` where it asks for none.

    What is only unknown asks for none, and what was done late is done.
    """
    if finding.severity is Severity.GAP:
        return None
    for task in TASKS.get(finding.rule, ()):
        about = task.on(case, finding, at)
        if about is not None:
            return task, about
    return None


def keeps_open(case: CaseFacts, *, at: datetime) -> tuple[str, ...]:
    """Why a case cannot be closed yet, in plain sentences; empty where it can.

    A referral to the police or to safeguarding that was neither accepted nor has an outcome (4.1), an
    appeal without an answer, a manager's limit or a restriction that stands.
    """
    waiting = [
        one
        for one in case.referrals
        if one.target is not ReferralTarget.TEAM
        and one.declined_because is None
        and one.accepted is not True
        and one.outcome_at is None
    ]
    standing = [one for one in case.restrictions if one.stands(at)]
    reasons = (
        ("A referral has been neither accepted nor answered yet.", bool(waiting)),
        ("An appeal has not been answered yet.", any(appeals.is_open(one) for one in case.appeals)),
        ("A manager's limit is in force.", any(one.interim for one in standing)),
        ("A restriction is in force.", any(not one.interim for one in standing)),
    )
    return tuple(words for words, holds in reasons if holds)


def towards_a_decision(stage: Stage) -> Act:
    """The next act on the way to the team's decision, by where a case stands."""
    return {
        Stage.INVESTIGATING: Act.CONCLUDE_INVESTIGATION,
        Stage.INVESTIGATED: Act.REFER_TO_TEAM,
        Stage.REFERRED: Act.DETERMINE,
    }.get(stage, Act.BEGIN_INVESTIGATION)


def _itself(_case: CaseFacts, finding: Finding, _at: datetime) -> FactId | None:
    return finding.about


def _put_off(_case: CaseFacts, finding: Finding, _at: datetime) -> FactId | None:
    """What went ahead by a door; an open request is answered, and that is a task of its own."""
    return finding.about if finding.by_door and finding.part != "open_request" else None


def _to_refer(_case: CaseFacts, finding: Finding, _at: datetime) -> FactId | None:
    return finding.about if finding.part == "" else None


def _awaited(target: ReferralTarget) -> Subject:
    """The referral of which no outcome is recorded: the one about this incident, or about the case."""

    def on(case: CaseFacts, finding: Finding, _at: datetime) -> FactId | None:
        waiting = [
            (one.incident is None, one.id)
            for one in case.referrals
            if one.target is target
            and one.declined_because is None
            and one.outcome_at is None
            and one.incident in {finding.about, None}
        ]
        return min(waiting)[1] if waiting and finding.part == "outcome_at" else None

    return on


def _among(listed: Callable[[CaseFacts], Iterable[_One]], open_: Callable[[_One], bool]) -> Subject:
    """The fact that the finding is about, where it is one of these and not done yet."""

    def on(case: CaseFacts, finding: Finding, _at: datetime) -> FactId | None:
        return next((one.id for one in listed(case) if one.id == finding.about and open_(one)), None)

    return on


def _limit(case: CaseFacts, finding: Finding) -> Restriction | None:
    return next((one for one in case.restrictions if one.id == finding.about), None)


def _limit_to_tell(_case: CaseFacts, finding: Finding, _at: datetime) -> FactId | None:
    return finding.about if finding.part == "told" else None


def _limit_to_take_over(case: CaseFacts, finding: Finding, at: datetime) -> FactId | None:
    limit = _limit(case, finding)
    return finding.about if finding.part == "" and limit is not None and limit.stands(at) else None


_unreported = _among(lambda case: case.incidents, lambda one: one.reported_to_hse_at is None)
_request = _among(lambda case: case.customer.requests, lambda one: one.answered_at is None)
_unread = _among(lambda case: case.contacts, lambda one: one.read_at is None and one.answered_at is None)
_appeal = _among(lambda case: case.appeals, appeals.is_open)
_protest = _among(lambda case: case.contacts, lambda _: True)
_unanswered_contact = _among(lambda case: case.contacts, lambda one: one.answered_at is None)
_unanswered_complaint = _among(lambda case: case.complaints, lambda one: one.answered_at is None)
_undecided = _among(lambda case: case.exceptional, lambda one: one.let_in is None)
_suspected = _among(lambda case: case.evasions, lambda one: one.same_person is None)
_correction = _among(lambda case: case.corrections, lambda _: True)
_informal = _among(lambda case: case.informal, lambda _: True)


def _to_set_up(case: CaseFacts, finding: Finding, _at: datetime) -> FactId | None:
    """A restriction that is not set up, or one that was and is not taken down."""
    taken_down = any(one.id == finding.about and one.stopped_at is not None for one in case.enforcements)
    limit = _limit(case, finding)
    told_of_end = limit is not None and limit.enforcers_told is False
    return None if taken_down or told_of_end else finding.about


_POLICE = (
    Task(act=Act.REFER_TO_POLICE, title="Do this now: report it to the police", on=_to_refer),
    Task(
        act=Act.RECORD_REFERRAL_OUTCOME,
        title="Record what the police did",
        on=_awaited(ReferralTarget.POLICE),
    ),
)
TASKS: Mapping[RuleId, tuple[Task, ...]] = {
    RuleId("safeguarding.referral"): (
        Task(act=Act.REFER_TO_SAFEGUARDING, title="Do this now: refer it to safeguarding", on=_to_refer),
        Task(
            act=Act.RECORD_REFERRAL_OUTCOME,
            title="Record what safeguarding did",
            on=_awaited(ReferralTarget.SAFEGUARDING),
        ),
    ),
    RuleId("police.threat_of_harm"): _POLICE,
    RuleId("police.offence"): _POLICE,
    RuleId("staff.support"): (Task(act=Act.RECORD_SUPPORT, title="Ask the staff affected how they are", on=_itself),),
    RuleId("riddor.report"): (Task(act=Act.REPORT_TO_HSE, title="Report the injury to HSE", on=_unreported),),
    RuleId("restriction.interim"): (
        Task(act=Act.TELL_DIRECTLY, title="Tell the customer of the manager's limit", on=_limit_to_tell),
        # The act is the next one on the way to the team's decision: ``towards_a_decision``.
        Task(act=Act.DETERMINE, title="The team takes the manager's limit over or ends it", on=_limit_to_take_over),
    ),
    RuleId("contact.exceptional"): (
        Task(act=Act.RECORD_EXCEPTIONAL_CONTACT, title="Decide whether to let the contact in", on=_undecided),
    ),
    RuleId("file.reviewed_for_new_issue"): (
        Task(act=Act.READ_MESSAGE, title="Read the message that was placed on file", on=_unread),
    ),
    RuleId("issues.new_valid_issue"): (Task(act=Act.PASS_ON_ISSUE, title="Pass the new issue on", on=_itself),),
    RuleId("equality.considered"): (
        Task(act=Act.ANSWER_ADJUSTMENT_REQUEST, title="Answer the request for an adjustment", on=_request),
        Task(act=Act.CONSIDER_EQUALITY, title="Answer the equality questions", on=_put_off),
    ),
    RuleId("determination.quorum"): (
        Task(act=Act.COMPLETE_PANEL, title="Add the views of the other panel members", on=_put_off),
    ),
    RuleId("legal.considered"): (
        Task(
            act=Act.COMPLETE_LEGAL_CONSIDERATIONS,
            title="Complete the considerations on legal action",
            on=_put_off,
        ),
    ),
    RuleId("complaint.exhausted"): (
        Task(act=Act.RECORD_COMPLAINT, title="Record how far the complaint has gone", on=_put_off),
    ),
    RuleId("appeal.independent"): (
        Task(act=Act.DECIDE_APPEAL, title="Decide the appeal", on=_appeal),
        Task(act=Act.RECORD_APPEAL, title="Ask whether the protest is an appeal", on=_protest),
    ),
    RuleId("response.timely"): (
        Task(act=Act.DECIDE_APPEAL, title="Decide the appeal", on=_appeal),
        Task(act=Act.RECORD_CONTACT, title="Answer the customer", on=_unanswered_contact),
        Task(act=Act.RECORD_COMPLAINT, title="Answer the complaint", on=_unanswered_complaint),
    ),
    RuleId("restriction.enforced"): (
        Task(
            act=Act.RECORD_ENFORCEMENT,
            title="Have the restriction set up or taken down",
            on=_to_set_up,
        ),
    ),
    RuleId("restriction.evasion"): (
        Task(act=Act.DECIDE_EVASION, title="Decide whether it is the same person", on=_suspected),
    ),
    RuleId("restriction.outside_policy"): (
        Task(act=Act.SETTLE_INFORMAL_RESTRICTION, title="End the block or ban without a decision", on=_informal),
    ),
    RuleId("evidence.accurate"): (
        Task(act=Act.CORRECT_ENTRY, title="Tell everybody who has the entry of the correction", on=_correction),
    ),
    RuleId("marker.ends"): (Task(act=Act.END_MARKER, title="End the safety warning on the address", on=_itself),),
}
"""The tasks of each rule that gives any, gravest first; where more than one could be meant, the first that fits."""

URGENT = frozenset({Act.REFER_TO_POLICE, Act.REFER_TO_SAFEGUARDING})
"""What comes before all else: somebody may be in danger (3.1 and 4.1)."""
