"""One step of the way, and the rule that each act serves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from evenhand.rules.equality import RULE as EQUALITY
from evenhand.rules.reviews import ON_TIME, REASONED
from evenhand.rules.telling import NOTICE_SENT
from evenhand.rules.vocabulary import Act, FactId, Labelled, RuleId


class StepState(Labelled):
    """How far a step is."""

    DONE = "done", "Done"
    TO_DO = "to_do", "To do"
    NOT_YET = "not_yet", "Cannot yet"
    NOT_NEEDED = "not_needed", "Not needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the way from report to lifting."""

    act: Act
    title: str
    state: StepState
    rule: RuleId | None
    """The rule that asks for it; the pack gives its clause."""
    why: str = ""
    due: date | None = None
    about: FactId | None = None
    """The incident, decision, letter or restriction that it is done on, where it is one of several."""


RULE_BEHIND: Mapping[Act, RuleId] = {
    act: RuleId(rule)
    for rule, acts in {
        "manager.informed": (
            Act.ACKNOWLEDGE_INCIDENT,
            Act.BEGIN_INVESTIGATION,
            Act.CONCLUDE_INVESTIGATION,
            Act.REFER_TO_TEAM,
        ),
        "warning.before_action": (Act.WARN,),
        "determination.independent": (Act.DECLARE_CONFLICT, Act.DECIDE_CONFLICT, Act.DETERMINE),
        "determination.quorum": (Act.COMPLETE_PANEL,),
        EQUALITY: (
            Act.CONSIDER_EQUALITY,
            Act.RECORD_ADJUSTMENT,
            Act.RECORD_ADJUSTMENT_REQUEST,
            Act.ANSWER_ADJUSTMENT_REQUEST,
        ),
        "notice.why": (Act.ISSUE_NOTICE,),
        NOTICE_SENT: (Act.RECORD_TELLING, Act.TELL_DIRECTLY, Act.WITHHOLD_TELLING, Act.RECORD_BREACH),
        ON_TIME: (Act.REVIEW_RESTRICTION,),
        REASONED: (
            Act.LIFT_RESTRICTION,
            Act.SUSPEND_RESTRICTION,
            Act.RESUME_RESTRICTION,
            Act.NARROW_RESTRICTION,
        ),
        "staff.support": (Act.RECORD_SUPPORT,),
        "riddor.report": (Act.RECORD_INJURY, Act.REPORT_TO_HSE),
        "safeguarding.referral": (Act.REFER_TO_SAFEGUARDING, Act.DECLINE_REFERRAL, Act.RECORD_REFERRAL_OUTCOME),
        "police.threat_of_harm": (Act.REFER_TO_POLICE,),
        "complaint.exhausted": (Act.RECORD_COMPLAINT,),
        "evidence.specific": (Act.RECORD_STATEMENT, Act.RECORD_MARKER),
        "evidence.accurate": (Act.VERIFY_IDENTITY, Act.CORRECT_ENTRY),
        "record.shared_lawfully": (Act.RECORD_SHARING,),
        "record.retained": (Act.HOLD_RECORD, Act.RELEASE_HOLD),
        "restriction.outside_policy": (Act.RECORD_INFORMAL_RESTRICTION, Act.SETTLE_INFORMAL_RESTRICTION),
        "restriction.interim": (Act.IMPOSE_INTERIM_LIMIT,),
        "restriction.enforced": (Act.RECORD_ENFORCEMENT,),
        "restriction.misapplied": (Act.RECORD_CONTACT,),
        "restriction.evasion": (Act.SUSPECT_EVASION, Act.DECIDE_EVASION),
        "legal.considered": (Act.CONSIDER_LEGAL_ACTION, Act.COMPLETE_LEGAL_CONSIDERATIONS),
        "appeal.independent": (Act.RECORD_APPEAL, Act.DECIDE_APPEAL),
        "file.reviewed_for_new_issue": (Act.READ_MESSAGE,),
        "issues.new_valid_issue": (Act.PASS_ON_ISSUE,),
        "contact.exceptional": (Act.RECORD_EXCEPTIONAL_CONTACT,),
        "marker.ends": (Act.END_MARKER, Act.RECORD_DEPARTURE),
    }.items()
    for act in acts
}
"""The rule that each act serves, where a clause asks for it: pages name the clause."""
