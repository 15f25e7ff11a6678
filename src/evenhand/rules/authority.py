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
    VERIFY_AUDIT = "verify_audit", "Prove that the record is whole"
    MANAGE_PEOPLE = "manage_people", "Add people and set their roles"
    MANAGE_POLICY = "manage_policy", "Adopt a version of the policy and set the council's details"


_EVERYBODY_AT_WORK = frozenset({Permission.REPORT_INCIDENT, Permission.CHECK_CONTACT, Permission.VIEW_OWN_CASES})

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
        Permission.CLOSE_CASE,
    },
    Role.EQUALITY_ADVISER: _EVERYBODY_AT_WORK
    | {
        Permission.VIEW_REFERRED_CASES,
        Permission.RECORD_ADJUSTMENT,
        Permission.CONSIDER_EQUALITY,
        Permission.READ_EQUALITY,
    },
    Role.MONITORING_OFFICER: _EVERYBODY_AT_WORK
    | {
        Permission.VIEW_ALL_CASES,
        Permission.DECIDE_CONFLICT,
        Permission.READ_EQUALITY,
        Permission.VERIFY_AUDIT,
    },
    Role.APPEAL_DECIDER: _EVERYBODY_AT_WORK | {Permission.VIEW_REFERRED_CASES, Permission.READ_EQUALITY},
    Role.CORRESPONDENCE_READER: _EVERYBODY_AT_WORK,
    Role.GOVERNANCE: _EVERYBODY_AT_WORK
    | {Permission.VIEW_ALL_CASES, Permission.READ_EQUALITY, Permission.VERIFY_AUDIT},
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
}


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """All that somebody with these roles may do."""
    return frozenset(permission for role in roles for permission in MATRIX[role])


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """The roles that hold a permission, in the order of the design."""
    return tuple(role for role in Role if permission in MATRIX[role])
