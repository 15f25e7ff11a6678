"""Every rule in one table: its id, its function, and where it acts.

A rule's function is named after its id. The pack maps the id to its clause, its source and its mode.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from evenhand.rules import determinations, equality, incidents, notices, restrictions, reviews, warnings
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import Finding
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, FactId, Mode, RuleId, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule and where it acts."""

    id: RuleId
    function: Callable[..., Iterator[Finding]] | None
    """``(case, terms, *, at) -> findings``; ``None`` for a rule that is part of the directive alone."""
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

    @property
    def summary(self) -> str:
        """The first line of the function's documentation: what the rule asks."""
        text = (self.function.__doc__ if self.function else "") or _DIRECTIVE_ONLY.get(self.id, "")
        return text.strip().splitlines()[0] if text else ""


_DIRECTIVE_ONLY = {
    RuleId(
        "restriction.kinds"
    ): "Each kind of restriction closes the channels that it names, and no others (9.3, 9.4).",
}


def _rule(
    rule_id: str,
    function: Callable[..., Iterator[Finding]] | None,
    *acts: Act,
    has_clock: bool = False,
    in_directive: bool = False,
    door: bool = False,
) -> Rule:
    return Rule(
        id=RuleId(rule_id),
        function=function,
        refuses_at=frozenset(acts),
        has_clock=has_clock,
        in_directive=in_directive,
        door=door,
    )


RULES: tuple[Rule, ...] = (
    _rule("manager.informed", incidents.manager_informed, Act.REFER_TO_TEAM, has_clock=True),
    _rule("warning.before_action", warnings.warning_before_action, Act.DETERMINE, door=True),
    _rule("warning.actions_continued", warnings.warning_actions_continued, Act.DETERMINE, door=True),
    _rule("determination.independent", determinations.determination_independent, Act.DETERMINE),
    _rule("determination.quorum", determinations.determination_quorum, Act.DETERMINE),
    _rule("determination.reasons", determinations.determination_reasons, Act.DETERMINE),
    _rule("determination.proportionate", determinations.determination_proportionate, Act.DETERMINE),
    _rule("services.mandatory_open", restrictions.services_mandatory_open, Act.DETERMINE, in_directive=True),
    _rule("restriction.open_ended", restrictions.restriction_open_ended, Act.DETERMINE),
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
    _rule("notice.why", notices.notice_why, Act.ISSUE_NOTICE),
    _rule("notice.what", notices.notice_what, Act.ISSUE_NOTICE),
    _rule("notice.time_limit", notices.notice_time_limit, Act.ISSUE_NOTICE),
    _rule("notice.ombudsman", notices.notice_ombudsman, Act.ISSUE_NOTICE),
    _rule("notice.sent", notices.notice_sent, Act.REVIEW_RESTRICTION, has_clock=True, in_directive=True),
    _rule(
        "review.on_time",
        reviews.review_on_time,
        Act.DETERMINE,
        Act.REVIEW_RESTRICTION,
        has_clock=True,
        in_directive=True,
    ),
    _rule("review.reasoned", reviews.review_reasoned, Act.REVIEW_RESTRICTION, has_clock=True),
    _rule("restriction.kinds", None, in_directive=True),
)

RULE_BY_ID: dict[RuleId, Rule] = {rule.id: rule for rule in RULES}


def judge(case: CaseFacts, terms: Terms, *, at: datetime) -> tuple[Finding, ...]:
    """All findings on a case at a moment, as this policy weighs its rules.

    A rule that the pack sets to ``advice`` only suggests; one that it sets to ``off`` says nothing.
    """
    return tuple(
        finding if mode is not Mode.ADVICE else replace(finding, severity=Severity.ADVICE)
        for rule in RULES
        if rule.function is not None and (mode := _mode(rule, terms)) is not Mode.OFF
        for finding in rule.function(case, terms, at=at)
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
        One finding for each refusal, with severity ``refuses``; empty where the act may go on. A review that
        lifts or shortens is never refused (principle 2), nor is a step that was put off by a rule's door, nor
        an act for a duty that only follows from it.
    """
    if act is Act.REVIEW_RESTRICTION and _only_loosens(case, subjects):
        return ()
    return tuple(
        replace(finding, severity=Severity.REFUSES)
        for rule in RULES
        if rule.function is not None and act in rule.refuses_at and _mode(rule, terms) is Mode.REFUSE
        for finding in rule.function(case, terms, at=at)
        if finding.about in subjects and _stands_in_the_way(finding)
    )


def _only_loosens(case: CaseFacts, subjects: frozenset[FactId]) -> bool:
    drafted = [one for one in case.reviews if one.id in subjects]
    return bool(drafted) and all(one.outcome in reviews.LOOSENING for one in drafted)


def _stands_in_the_way(finding: Finding) -> bool:
    return finding.severity is Severity.FAULT and not finding.by_door and not finding.follows


def _mode(rule: Rule, terms: Terms) -> Mode:
    return terms.modes.get(rule.id, Mode.REFUSE)
