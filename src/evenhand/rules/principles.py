"""The acts that no rule may refuse: records of facts (principle 1) and loosening (principle 2)."""

from evenhand.rules.vocabulary import Act

FACTS: frozenset[Act] = frozenset(
    {
        Act.REPORT_INCIDENT,
        Act.ACKNOWLEDGE_INCIDENT,
        Act.WARN,
        Act.DECLARE_CONFLICT,
        Act.RECORD_TELLING,
        Act.RECORD_ADJUSTMENT,
        Act.RECORD_SUPPORT,
        Act.REFER_TO_POLICE,
        Act.REFER_TO_SAFEGUARDING,
        Act.DECLINE_REFERRAL,
        Act.RECORD_REFERRAL_OUTCOME,
        Act.RECORD_INJURY,
        Act.REPORT_TO_HSE,
        Act.RECORD_COMPLAINT,
        Act.RECORD_STATEMENT,
        Act.VERIFY_IDENTITY,
        Act.CORRECT_ENTRY,
        Act.RECORD_SHARING,
        Act.RECORD_INFORMAL_RESTRICTION,
        Act.RECORD_DEPARTURE,
        Act.HOLD_RECORD,
        Act.COMPLETE_PANEL,
        Act.COMPLETE_LEGAL_CONSIDERATIONS,
        Act.RECORD_APPEAL,
        Act.RECORD_ADJUSTMENT_REQUEST,
        Act.ANSWER_ADJUSTMENT_REQUEST,
        Act.TELL_DIRECTLY,
        Act.RECORD_CONTACT,
        Act.READ_MESSAGE,
        Act.PASS_ON_ISSUE,
        Act.RECORD_BREACH,
        Act.RECORD_EXCEPTIONAL_CONTACT,
        Act.RECORD_ENFORCEMENT,
        Act.SUSPECT_EVASION,
        Act.DECIDE_EVASION,
    }
)
"""What happened, or what somebody did: always recordable, with findings attached."""

LOOSENING: frozenset[Act] = frozenset(
    {
        Act.LIFT_RESTRICTION,
        Act.SUSPEND_RESTRICTION,
        Act.NARROW_RESTRICTION,
        Act.SETTLE_INFORMAL_RESTRICTION,
        Act.END_MARKER,
        Act.RELEASE_HOLD,
    }
)
"""Always possible at once, with a reason. A review or an appeal that lifts or lightens is loosening too."""
