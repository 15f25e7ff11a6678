"""'May this person do it': roles, permissions and the one table between them.

Whether the case is fit for it is another question, which the rules answer.
"""

from collections.abc import Iterable

from evenhand.rules.vocabulary import Act, Labelled


class Role(Labelled):
    """The roles of the design; one person may hold several."""

    OFFICER = "officer", "Officer"
    MANAGER = "manager", "Manager"
    DETERMINATION_TEAM = "determination_team", "Determination team"
    EQUALITY_ADVISER = "equality_adviser", "Equality adviser"
    MONITORING_OFFICER = "monitoring_officer", "Monitoring officer"
    APPEAL_DECIDER = "appeal_decider", "Appeal decider"
    CORRESPONDENCE_READER = "correspondence_reader", "Correspondence reader"
    GOVERNANCE = "governance", "Governance"
    ADMINISTRATOR = "administrator", "Administrator"


class Permission(Labelled):
    """One thing that somebody may do, in plain English."""

    REPORT_INCIDENT = "report_incident", "Report an incident"
    CHECK_CONTACT = "check_contact", "Check what to do when a customer gets in touch"
    VIEW_OWN_CASES = "view_own_cases", "See cases of incidents that they reported, suffered or witnessed"
    VIEW_TEAM_CASES = "view_team_cases", "See cases they manage or investigate, and any with a restriction in force"
    VIEW_REFERRED_CASES = "view_referred_cases", "See cases once they are referred to the determination team"
    VIEW_RESTRICTED_CASES = "view_restricted_cases", "See cases with a restriction in force"
    VIEW_ALL_CASES = "view_all_cases", "See every case"
    RECORD_ADJUSTMENT = "record_adjustment", "Record an adjustment or what a customer cannot use"
    ACKNOWLEDGE_INCIDENT = "acknowledge_incident", "Take an incident on as the manager"
    WARN = "warn", "Warn a customer"
    INVESTIGATE = "investigate", "Investigate"
    REFER_TO_TEAM = "refer_to_team", "Refer a case to the determination team"
    DETERMINE = "determine", "Decide on a restriction, with the panel"
    DECLARE_CONFLICT = "declare_conflict", "Declare a tie to a case"
    DECIDE_CONFLICT = "decide_conflict", "Decide whether a panel member with a tie may sit"
    CONSIDER_EQUALITY = "consider_equality", "Answer the equality questions of a decision"
    READ_EQUALITY = "read_equality", "Read the answers to the equality questions"
    ISSUE_NOTICE = "issue_notice", "Issue a letter and record how the customer was told"
    REVIEW_RESTRICTION = "review_restriction", "Review a restriction"
    LIFT_RESTRICTION = "lift_restriction", "Lift a restriction at once"
    CLOSE_CASE = "close_case", "Close a case"
    RECORD_FACT = "record_fact", "Record a fact of a case that they can see"
    REFER_OUTSIDE = "refer_outside", "Refer a case to the police or to safeguarding, and record what came of it"
    SUPPORT_STAFF = "support_staff", "Look after staff who were affected, and report injuries to HSE"
    LIMIT_CONTACT = "limit_contact", "Limit a customer's contact until the team decides"
    RESUME_RESTRICTION = "resume_restriction", "Resume a restriction that was paused"
    DECIDE_LEGAL_ACTION = "decide_legal_action", "Decide on legal action"
    DECIDE_APPEAL = "decide_appeal", "Decide an appeal"
    ANSWER_ADJUSTMENT = "answer_adjustment", "Answer a request for an adjustment"
    READ_MESSAGES = "read_messages", "Read messages that were placed on file"
    KEEP_ENTRIES = "keep_entries", "Keep entries right: safety warnings, sharing, corrections, identity, evasion"
    HOLD_RECORD = "hold_record", "Keep a record past its time"
    VERIFY_AUDIT = "verify_audit", "Prove that the record is whole"
    MANAGE_PEOPLE = "manage_people", "Add people and set their roles"
    MANAGE_POLICY = "manage_policy", "Adopt a version of the policy and set the council's details"


_EVERYBODY_AT_WORK = frozenset(
    {
        Permission.REPORT_INCIDENT,
        Permission.CHECK_CONTACT,
        Permission.VIEW_OWN_CASES,
        Permission.RECORD_FACT,
        Permission.REFER_OUTSIDE,
    }
)
"""Whoever hears a threat refers it, and whoever sees a case records what happened in it (principle 1)."""

MATRIX: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: _EVERYBODY_AT_WORK | {Permission.RECORD_ADJUSTMENT},
    Role.MANAGER: _EVERYBODY_AT_WORK
    | {
        Permission.VIEW_TEAM_CASES,
        Permission.RECORD_ADJUSTMENT,
        Permission.ACKNOWLEDGE_INCIDENT,
        Permission.WARN,
        Permission.INVESTIGATE,
        Permission.REFER_TO_TEAM,
        Permission.ISSUE_NOTICE,
        Permission.LIFT_RESTRICTION,
        Permission.CLOSE_CASE,
        Permission.SUPPORT_STAFF,
        Permission.LIMIT_CONTACT,
        Permission.DECIDE_LEGAL_ACTION,
        Permission.ANSWER_ADJUSTMENT,
        Permission.READ_MESSAGES,
        Permission.KEEP_ENTRIES,
    },
    Role.DETERMINATION_TEAM: _EVERYBODY_AT_WORK
    | {
        Permission.VIEW_REFERRED_CASES,
        Permission.RECORD_ADJUSTMENT,
        Permission.DECLARE_CONFLICT,
        Permission.DETERMINE,
        Permission.CONSIDER_EQUALITY,
        Permission.READ_EQUALITY,
        Permission.ISSUE_NOTICE,
        Permission.REVIEW_RESTRICTION,
        Permission.LIFT_RESTRICTION,
        Permission.RESUME_RESTRICTION,
        Permission.DECIDE_LEGAL_ACTION,
        Permission.ANSWER_ADJUSTMENT,
        Permission.CLOSE_CASE,
    },
    Role.EQUALITY_ADVISER: _EVERYBODY_AT_WORK
    | {
        Permission.VIEW_REFERRED_CASES,
        Permission.RECORD_ADJUSTMENT,
        Permission.CONSIDER_EQUALITY,
        Permission.READ_EQUALITY,
        Permission.ANSWER_ADJUSTMENT,
    },
    Role.MONITORING_OFFICER: _EVERYBODY_AT_WORK
    | {
        Permission.VIEW_ALL_CASES,
        Permission.DECIDE_CONFLICT,
        Permission.READ_EQUALITY,
        Permission.DECIDE_LEGAL_ACTION,
        Permission.HOLD_RECORD,
        Permission.VERIFY_AUDIT,
    },
    Role.APPEAL_DECIDER: _EVERYBODY_AT_WORK
    | {
        Permission.VIEW_REFERRED_CASES,
        Permission.READ_EQUALITY,
        Permission.DECIDE_APPEAL,
        Permission.LIFT_RESTRICTION,
    },
    Role.CORRESPONDENCE_READER: _EVERYBODY_AT_WORK | {Permission.VIEW_RESTRICTED_CASES, Permission.READ_MESSAGES},
    Role.GOVERNANCE: _EVERYBODY_AT_WORK
    | {
        Permission.VIEW_ALL_CASES,
        Permission.READ_EQUALITY,
        Permission.KEEP_ENTRIES,
        Permission.HOLD_RECORD,
        Permission.VERIFY_AUDIT,
    },
    Role.ADMINISTRATOR: frozenset({Permission.MANAGE_PEOPLE, Permission.MANAGE_POLICY}),
}

PERMISSION_FOR: dict[Act, Permission] = {
    Act.REPORT_INCIDENT: Permission.REPORT_INCIDENT,
    Act.ACKNOWLEDGE_INCIDENT: Permission.ACKNOWLEDGE_INCIDENT,
    Act.WARN: Permission.WARN,
    Act.BEGIN_INVESTIGATION: Permission.INVESTIGATE,
    Act.CONCLUDE_INVESTIGATION: Permission.INVESTIGATE,
    Act.REFER_TO_TEAM: Permission.REFER_TO_TEAM,
    Act.DECLARE_CONFLICT: Permission.DECLARE_CONFLICT,
    Act.DECIDE_CONFLICT: Permission.DECIDE_CONFLICT,
    Act.DETERMINE: Permission.DETERMINE,
    Act.CONSIDER_EQUALITY: Permission.CONSIDER_EQUALITY,
    Act.ISSUE_NOTICE: Permission.ISSUE_NOTICE,
    Act.RECORD_TELLING: Permission.ISSUE_NOTICE,
    Act.REVIEW_RESTRICTION: Permission.REVIEW_RESTRICTION,
    Act.LIFT_RESTRICTION: Permission.LIFT_RESTRICTION,
    Act.RECORD_ADJUSTMENT: Permission.RECORD_ADJUSTMENT,
    Act.CLOSE_CASE: Permission.CLOSE_CASE,
    Act.RECORD_SUPPORT: Permission.SUPPORT_STAFF,
    Act.RECORD_INJURY: Permission.SUPPORT_STAFF,
    Act.REPORT_TO_HSE: Permission.SUPPORT_STAFF,
    Act.REFER_TO_POLICE: Permission.REFER_OUTSIDE,
    Act.REFER_TO_SAFEGUARDING: Permission.REFER_OUTSIDE,
    Act.DECLINE_REFERRAL: Permission.SUPPORT_STAFF,
    Act.RECORD_REFERRAL_OUTCOME: Permission.REFER_OUTSIDE,
    Act.RECORD_COMPLAINT: Permission.RECORD_FACT,
    Act.RECORD_STATEMENT: Permission.RECORD_FACT,
    Act.VERIFY_IDENTITY: Permission.RECORD_FACT,
    Act.CORRECT_ENTRY: Permission.KEEP_ENTRIES,
    Act.RECORD_SHARING: Permission.RECORD_FACT,
    Act.RECORD_INFORMAL_RESTRICTION: Permission.RECORD_FACT,
    Act.SETTLE_INFORMAL_RESTRICTION: Permission.LIFT_RESTRICTION,
    Act.RECORD_MARKER: Permission.KEEP_ENTRIES,
    Act.RECORD_DEPARTURE: Permission.RECORD_FACT,
    Act.END_MARKER: Permission.KEEP_ENTRIES,
    Act.HOLD_RECORD: Permission.HOLD_RECORD,
    Act.RELEASE_HOLD: Permission.HOLD_RECORD,
    Act.IMPOSE_INTERIM_LIMIT: Permission.LIMIT_CONTACT,
    Act.SUSPEND_RESTRICTION: Permission.LIFT_RESTRICTION,
    Act.RESUME_RESTRICTION: Permission.RESUME_RESTRICTION,
    Act.NARROW_RESTRICTION: Permission.LIFT_RESTRICTION,
    Act.COMPLETE_PANEL: Permission.DETERMINE,
    Act.CONSIDER_LEGAL_ACTION: Permission.DECIDE_LEGAL_ACTION,
    Act.COMPLETE_LEGAL_CONSIDERATIONS: Permission.DECIDE_LEGAL_ACTION,
    Act.RECORD_APPEAL: Permission.RECORD_FACT,
    Act.DECIDE_APPEAL: Permission.DECIDE_APPEAL,
    Act.RECORD_ADJUSTMENT_REQUEST: Permission.RECORD_FACT,
    Act.ANSWER_ADJUSTMENT_REQUEST: Permission.ANSWER_ADJUSTMENT,
    Act.TELL_DIRECTLY: Permission.RECORD_FACT,
    Act.WITHHOLD_TELLING: Permission.ISSUE_NOTICE,
    Act.RECORD_CONTACT: Permission.RECORD_FACT,
    Act.READ_MESSAGE: Permission.READ_MESSAGES,
    Act.PASS_ON_ISSUE: Permission.READ_MESSAGES,
    Act.RECORD_BREACH: Permission.RECORD_FACT,
    Act.RECORD_EXCEPTIONAL_CONTACT: Permission.RECORD_FACT,
    Act.RECORD_ENFORCEMENT: Permission.RECORD_FACT,
    Act.SUSPECT_EVASION: Permission.RECORD_FACT,
    Act.DECIDE_EVASION: Permission.KEEP_ENTRIES,
}


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """All that somebody with these roles may do."""
    return frozenset(permission for role in roles for permission in MATRIX[role])


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """The roles that hold a permission, in the order of the design."""
    return tuple(role for role in Role if permission in MATRIX[role])
