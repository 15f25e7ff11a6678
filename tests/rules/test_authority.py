"""Who may do what, whole: every role with every permission, and a permission for every act."""

import pytest

from evenhand.rules.authority import MATRIX, PERMISSION_FOR, Permission, Role, permissions_of, roles_with
from evenhand.rules.vocabulary import Act

P, R = Permission, Role
EVERYBODY_AT_WORK = set(Role) - {R.ADMINISTRATOR}

# By permission, where the table goes by role: the same said twice, so that a slip in one is seen.
HOLDERS: dict[Permission, set[Role]] = {
    P.REPORT_INCIDENT: EVERYBODY_AT_WORK,
    P.CHECK_CONTACT: EVERYBODY_AT_WORK,
    P.VIEW_OWN_CASES: EVERYBODY_AT_WORK,
    P.VIEW_TEAM_CASES: {R.MANAGER},
    P.VIEW_REFERRED_CASES: {R.DETERMINATION_TEAM, R.EQUALITY_ADVISER, R.APPEAL_DECIDER},
    P.VIEW_RESTRICTED_CASES: {R.CORRESPONDENCE_READER},
    P.VIEW_ALL_CASES: {R.MONITORING_OFFICER, R.GOVERNANCE},
    P.RECORD_ADJUSTMENT: {R.OFFICER, R.MANAGER, R.DETERMINATION_TEAM, R.EQUALITY_ADVISER},
    P.ACKNOWLEDGE_INCIDENT: {R.MANAGER},
    P.WARN: {R.MANAGER},
    P.INVESTIGATE: {R.MANAGER},
    P.REFER_TO_TEAM: {R.MANAGER},
    P.DETERMINE: {R.DETERMINATION_TEAM},
    P.DECLARE_CONFLICT: {R.DETERMINATION_TEAM},
    P.DECIDE_CONFLICT: {R.MONITORING_OFFICER},
    P.CONSIDER_EQUALITY: {R.DETERMINATION_TEAM, R.EQUALITY_ADVISER},
    P.READ_EQUALITY: {
        R.DETERMINATION_TEAM,
        R.EQUALITY_ADVISER,
        R.MONITORING_OFFICER,
        R.APPEAL_DECIDER,
        R.GOVERNANCE,
    },
    P.ISSUE_NOTICE: {R.MANAGER, R.DETERMINATION_TEAM},
    P.REVIEW_RESTRICTION: {R.DETERMINATION_TEAM},
    P.LIFT_RESTRICTION: {R.MANAGER, R.DETERMINATION_TEAM, R.APPEAL_DECIDER},
    P.RECORD_FACT: EVERYBODY_AT_WORK,
    P.REFER_OUTSIDE: EVERYBODY_AT_WORK,
    P.SUPPORT_STAFF: {R.MANAGER},
    P.LIMIT_CONTACT: {R.MANAGER},
    P.RESUME_RESTRICTION: {R.DETERMINATION_TEAM},
    P.DECIDE_LEGAL_ACTION: {R.MANAGER, R.DETERMINATION_TEAM, R.MONITORING_OFFICER},
    P.DECIDE_APPEAL: {R.APPEAL_DECIDER},
    P.ANSWER_ADJUSTMENT: {R.MANAGER, R.DETERMINATION_TEAM, R.EQUALITY_ADVISER},
    P.READ_MESSAGES: {R.MANAGER, R.CORRESPONDENCE_READER},
    P.KEEP_ENTRIES: {R.MANAGER, R.GOVERNANCE},
    P.HOLD_RECORD: {R.MONITORING_OFFICER, R.GOVERNANCE},
    P.CLOSE_CASE: {R.MANAGER, R.DETERMINATION_TEAM},
    P.VERIFY_AUDIT: {R.MONITORING_OFFICER, R.GOVERNANCE},
    P.MANAGE_PEOPLE: {R.ADMINISTRATOR},
    P.MANAGE_POLICY: {R.ADMINISTRATOR},
}
EVERY = [pytest.param(role, permission, id=f"{role}-{permission}") for role in Role for permission in Permission]


@pytest.mark.parametrize(("role", "permission"), EVERY)
def test_every_role_with_every_permission(role: Role, permission: Permission) -> None:
    held = role in HOLDERS[permission]
    assert (permission in MATRIX[role]) is held
    assert (permission in permissions_of([role])) is held
    assert (role in roles_with(permission)) is held


def test_every_act_asks_for_a_permission() -> None:
    assert set(PERMISSION_FOR) == set(Act)


def test_every_permission_is_held_by_somebody_and_every_role_holds_one() -> None:
    assert all(roles_with(permission) for permission in Permission)
    assert set(MATRIX) == set(Role)
    assert all(MATRIX.values())


def test_roles_add_up() -> None:
    assert permissions_of([]) == frozenset()
    assert permissions_of([R.OFFICER, R.ADMINISTRATOR]) == MATRIX[R.OFFICER] | MATRIX[R.ADMINISTRATOR]


def test_any_manager_can_loosen() -> None:
    """Principle 2: lifting at once is any manager's, not the team's alone."""
    assert Permission.LIFT_RESTRICTION in MATRIX[R.MANAGER]


def test_nobody_who_decides_a_restriction_decides_the_appeal_against_it() -> None:
    assert not set(roles_with(P.DECIDE_APPEAL)) & set(roles_with(P.DETERMINE))


def test_whoever_hears_a_threat_refers_it() -> None:
    """Clause 4.1: nobody has to find somebody of another role first."""
    assert set(roles_with(P.REFER_OUTSIDE)) == EVERYBODY_AT_WORK


def test_nobody_who_judges_a_tie_also_decides_a_case() -> None:
    assert not set(roles_with(P.DECIDE_CONFLICT)) & set(roles_with(P.DETERMINE))


def test_whoever_manages_people_sees_no_case() -> None:
    assert MATRIX[R.ADMINISTRATOR] == {P.MANAGE_PEOPLE, P.MANAGE_POLICY}
    assert not any(R.ADMINISTRATOR in roles_with(one) for one in Permission if one.value.startswith("view_"))


def test_permissions_and_roles_have_words_of_their_own() -> None:
    for labels in ([one.label for one in Permission], [one.label for one in Role]):
        assert all(labels)
        assert len(set(labels)) == len(labels)
