"""Every rule in one table: its id, its function, and where it acts.

A rule's function is named after its id. The pack maps the id to its clause, its source and its mode.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from evenhand.rules import (
    appeals,
    behaviours,
    complaints,
    correspondence,
    determinations,
    enforcement,
    entries,
    equality,
    evidence,
    incidents,
    interim,
    kinds,
    lapse,
    legal,
    notices,
    referrals,
    restrictions,
    reviews,
    staff_care,
    warnings,
)
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import Finding
from evenhand.rules.principles import FACTS, LOOSENING
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, FactId, Mode, RuleId, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule and where it acts."""

    id: RuleId
    function: Callable[..., Iterator[Finding]]
    """``(case, terms, *, at) -> findings``."""
    refuses_at: frozenset[Act] = frozenset()
    has_clock: bool = False
    """Whether it gives a task with a last day."""
    in_directive: bool = False
    """Whether it is part of the answer to a contact."""
    door: bool = False
    """Whether it has a way past it where delay would do harm (principle 4).

    A person of the pack's rank puts the step off with a reason; for the rules on warnings the recorded
    physical threat is itself the door.
    """

    parts: frozenset[str] = frozenset()
    """Its parts that a pack can weigh by themselves: readings or guidance inside a rule of the policy."""

    @property
    def summary(self) -> str:
        """The first line of the function's documentation: what the rule asks."""
        return (self.function.__doc__ or "").strip().splitlines()[0]


def _rule(
    rule_id: str,
    function: Callable[..., Iterator[Finding]],
    *acts: Act,
    has_clock: bool = False,
    in_directive: bool = False,
    door: bool = False,
    parts: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        id=RuleId(rule_id),
        function=function,
        refuses_at=frozenset(acts),
        has_clock=has_clock,
        in_directive=in_directive,
        door=door,
        parts=frozenset(parts),
    )


RULES: tuple[Rule, ...] = (
    # What happened, and how staff and others are kept safe.
    _rule("staff.support", staff_care.staff_support, has_clock=True),
    _rule("staff.rights", staff_care.staff_rights, in_directive=True),
    _rule("riddor.report", staff_care.riddor_report, has_clock=True),
    _rule("safeguarding.referral", referrals.safeguarding_referral, has_clock=True),
    _rule("police.threat_of_harm", referrals.police_threat_of_harm, has_clock=True),
    _rule("police.offence", referrals.police_offence, has_clock=True),
    _rule("manager.informed", incidents.manager_informed, Act.REFER_TO_TEAM, has_clock=True),
    _rule("behaviour.anger_alone", behaviours.behaviour_anger_alone, Act.DETERMINE, Act.IMPOSE_INTERIM_LIMIT),
    _rule("behaviour.aggressive_or_abusive", behaviours.behaviour_aggressive_or_abusive, Act.DETERMINE),
    _rule("behaviour.unreasonable_demand", behaviours.behaviour_unreasonable_demand, Act.DETERMINE),
    _rule("persistence.not_alone", behaviours.persistence_not_alone, Act.DETERMINE),
    _rule("complaint.exhausted", complaints.complaint_exhausted, Act.DETERMINE, has_clock=True, door=True),
    _rule("contact.time_to_respond", behaviours.contact_time_to_respond, Act.DETERMINE),
    _rule("recording.adjustment", behaviours.recording_adjustment),
    # Warning, and the manager's limit.
    _rule("warning.before_action", warnings.warning_before_action, Act.DETERMINE, door=True),
    _rule("warning.actions_continued", warnings.warning_actions_continued, Act.DETERMINE, door=True),
    _rule("restriction.interim", interim.restriction_interim, Act.IMPOSE_INTERIM_LIMIT, has_clock=True),
    # The decision.
    _rule("determination.independent", determinations.determination_independent, Act.DETERMINE),
    _rule("determination.quorum", determinations.determination_quorum, Act.DETERMINE, has_clock=True, door=True),
    _rule("determination.reasons", determinations.determination_reasons, Act.DETERMINE),
    _rule(
        "determination.proportionate",
        determinations.determination_proportionate,
        Act.DETERMINE,
        parts=("lighter_options",),
    ),
    _rule("determination.individual", determinations.determination_individual, Act.DETERMINE),
    _rule("decision.consistent", determinations.decision_consistent),
    _rule("evidence.specific", evidence.evidence_specific, Act.DETERMINE, Act.RECORD_MARKER),
    _rule("evidence.accurate", evidence.evidence_accurate, Act.DETERMINE, Act.RECORD_MARKER),
    _rule(
        "services.mandatory_open",
        restrictions.services_mandatory_open,
        Act.DETERMINE,
        Act.IMPOSE_INTERIM_LIMIT,
        in_directive=True,
    ),
    _rule("restriction.open_ended", restrictions.restriction_open_ended, Act.DETERMINE),
    _rule(
        "restriction.kinds",
        restrictions.restriction_kinds,
        Act.DETERMINE,
        Act.IMPOSE_INTERIM_LIMIT,
        in_directive=True,
    ),
    _rule(
        "equality.considered",
        equality.equality_considered,
        Act.DETERMINE,
        Act.REVIEW_RESTRICTION,
        Act.CONSIDER_EQUALITY,
        has_clock=True,
        in_directive=True,
        door=True,
    ),
    _rule("record.noted", restrictions.record_noted),
    _rule("restriction.outside_policy", restrictions.restriction_outside_policy),
    _rule(
        "legal.considered",
        legal.legal_considered,
        Act.CONSIDER_LEGAL_ACTION,
        has_clock=True,
        door=True,
        parts=("effect_on_staff", "effect_on_customer", "engagement", "exhausted"),
    ),
    # What the customer is told.
    _rule("notice.why", notices.notice_why, Act.ISSUE_NOTICE),
    _rule("notice.what", notices.notice_what, Act.ISSUE_NOTICE),
    _rule("notice.time_limit", notices.notice_time_limit, Act.ISSUE_NOTICE),
    _rule("notice.review_date", notices.notice_review_date, Act.ISSUE_NOTICE),
    _rule("notice.appeal", notices.notice_appeal, Act.ISSUE_NOTICE),
    _rule("notice.ombudsman", notices.notice_ombudsman, Act.ISSUE_NOTICE),
    _rule(
        "notice.sent",
        notices.notice_sent,
        Act.REVIEW_RESTRICTION,
        has_clock=True,
        in_directive=True,
        door=True,
        parts=("withheld",),
    ),
    # The moment of contact, and what is left unanswered.
    _rule("issues.new_valid_issue", correspondence.issues_new_valid_issue, has_clock=True, in_directive=True),
    _rule("file.reviewed_for_new_issue", correspondence.file_reviewed_for_new_issue, has_clock=True),
    _rule("contact.exceptional", correspondence.contact_exceptional, in_directive=True),
    _rule("restriction.enforced", enforcement.restriction_enforced, has_clock=True),
    _rule("restriction.misapplied", enforcement.restriction_misapplied),
    _rule("restriction.evasion", enforcement.restriction_evasion, has_clock=True),
    # Reviews and appeals.
    _rule(
        "review.on_time",
        reviews.review_on_time,
        Act.DETERMINE,
        Act.REVIEW_RESTRICTION,
        has_clock=True,
        in_directive=True,
    ),
    _rule("review.reasoned", reviews.review_reasoned, Act.REVIEW_RESTRICTION, has_clock=True),
    _rule("review.lapse", lapse.review_lapse, Act.DETERMINE, Act.REVIEW_RESTRICTION, has_clock=True),
    _rule("appeal.independent", appeals.appeal_independent, Act.DECIDE_APPEAL, has_clock=True),
    _rule("response.timely", complaints.response_timely, has_clock=True),
    # Entries about a customer.
    _rule("record.shared_lawfully", entries.record_shared_lawfully),
    _rule("record.retained", entries.record_retained, has_clock=True),
    _rule("marker.ends", entries.marker_ends, has_clock=True),
)

RULE_BY_ID: dict[RuleId, Rule] = {rule.id: rule for rule in RULES}
NEVER_REFUSED = FACTS | LOOSENING
"""Acts that no rule may refuse, whatever a pack says (principles 1 and 2)."""


def judge(case: CaseFacts, terms: Terms, *, at: datetime) -> tuple[Finding, ...]:
    """All findings on a case at a moment, as this policy weighs its rules.

    A rule that the pack sets to ``advice`` only suggests; one that it sets to ``off`` says nothing.
    """
    return tuple(
        finding if mode is not Mode.ADVICE else replace(finding, severity=Severity.ADVICE)
        for rule in RULES
        if (whole := terms.mode_of(rule.id)) is not Mode.OFF
        for finding in rule.function(case, terms, at=at)
        if (mode := terms.mode_of(rule.id, finding.part) if finding.part else whole) is not Mode.OFF
    )


def refusals(
    act: Act, case: CaseFacts, terms: Terms, *, at: datetime, subjects: frozenset[FactId]
) -> tuple[Finding, ...]:
    """Why an act cannot happen: findings on its own draft, by rules that refuse at it.

    Args:
        act: what is about to happen.
        case: the facts *as if* it had happened (``CaseFacts.with_…``).
        terms: the policy's values, with what it makes of each rule.
        at: the moment of the act.
        subjects: the ids of the drafted facts; findings on the past never refuse an act.

    Returns:
        One finding for each refusal, with severity ``refuses``; empty where the act may go on. A record of a
        fact is never refused (principle 1), nor is loosening (principle 2), nor a step that was put off by a
        rule's door, nor an act for a duty that only follows from it.
    """
    if act in NEVER_REFUSED or _only_loosens(case, subjects):
        return ()
    return tuple(
        replace(finding, severity=Severity.REFUSES)
        for rule in RULES
        if act in rule.refuses_at and terms.mode_of(rule.id) is not Mode.OFF
        for finding in rule.function(case, terms, at=at)
        if finding.about in subjects
        and terms.mode_of(rule.id, finding.part) is Mode.REFUSE
        and _stands_in_the_way(finding)
    )


def _only_loosens(case: CaseFacts, subjects: frozenset[FactId]) -> bool:
    """Whether all that is drafted lifts or lightens: no rule stands in its way (principle 2).

    That is a review or an answer to an appeal that does, with the lighter restriction that it puts in place.
    """
    held = [one for one in case.reviews if one.id in subjects]
    answered = [one for one in case.appeals if one.id in subjects]
    loosens = all(one.outcome in reviews.LOOSENING for one in held) and all(
        one.outcome in appeals.LOOSENING for one in answered
    )
    by_id = {one.id: one for one in case.restrictions}
    lighter = {
        new.id
        for new in by_id.values()
        if new.narrows is not None and (old := by_id.get(new.narrows)) is not None and kinds.is_lighter(new, old)
    }
    drafted = {*(one.id for one in held), *(one.id for one in answered)}
    return loosens and bool(drafted) and subjects <= drafted | lighter


def _stands_in_the_way(finding: Finding) -> bool:
    return finding.severity is Severity.FAULT and not finding.by_door and not finding.follows
