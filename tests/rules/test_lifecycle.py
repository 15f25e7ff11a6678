"""The lifecycle, whole: every stage with every act, and where each leads."""

import pytest

from evenhand.rules import lifecycle, principles
from evenhand.rules.vocabulary import Act, Stage

REPORTED, WARNED, INVESTIGATING, INVESTIGATED = (
    Stage.REPORTED,
    Stage.WARNED,
    Stage.INVESTIGATING,
    Stage.INVESTIGATED,
)
REFERRED, RESTRICTED, NOT_RESTRICTED = Stage.REFERRED, Stage.RESTRICTED, Stage.NOT_RESTRICTED
LIFTED, CLOSED = Stage.LIFTED, Stage.CLOSED

Leads = dict[Act, frozenset[Stage | None]]

STAYS: frozenset[Stage | None] = frozenset({None})
ALWAYS: Leads = dict.fromkeys(
    (
        # Facts of people and of what happened…
        *(Act.RECORD_ADJUSTMENT, Act.RECORD_TELLING, Act.ACKNOWLEDGE_INCIDENT, Act.RECORD_SUPPORT),
        *(Act.REFER_TO_POLICE, Act.REFER_TO_SAFEGUARDING, Act.DECLINE_REFERRAL, Act.RECORD_REFERRAL_OUTCOME),
        *(Act.RECORD_INJURY, Act.REPORT_TO_HSE, Act.RECORD_COMPLAINT, Act.RECORD_STATEMENT),
        *(Act.RECORD_ADJUSTMENT_REQUEST, Act.ANSWER_ADJUSTMENT_REQUEST, Act.VERIFY_IDENTITY),
        # …of entries…
        *(Act.CORRECT_ENTRY, Act.RECORD_SHARING, Act.RECORD_INFORMAL_RESTRICTION, Act.RECORD_MARKER),
        *(Act.RECORD_DEPARTURE, Act.HOLD_RECORD),
        # …and of contacts and what was said.
        *(Act.RECORD_APPEAL, Act.TELL_DIRECTLY, Act.WITHHOLD_TELLING, Act.RECORD_CONTACT, Act.READ_MESSAGE),
        *(Act.PASS_ON_ISSUE, Act.RECORD_BREACH, Act.RECORD_EXCEPTIONAL_CONTACT, Act.RECORD_ENFORCEMENT),
        *(
            Act.DECLARE_CONFLICT,
            Act.SUSPECT_EVASION,
            Act.DECIDE_EVASION,
            Act.COMPLETE_LEGAL_CONSIDERATIONS,
            Act.DECIDE_APPEAL,
        ),
        # Loosening.
        *(Act.LIFT_RESTRICTION, Act.SUSPEND_RESTRICTION, Act.NARROW_RESTRICTION),
        *(Act.SETTLE_INFORMAL_RESTRICTION, Act.END_MARKER, Act.RELEASE_HOLD),
    ),
    STAYS,
)
WHILE_OPEN = (
    *(Act.REPORT_INCIDENT, Act.IMPOSE_INTERIM_LIMIT, Act.RESUME_RESTRICTION, Act.CONSIDER_LEGAL_ACTION),
    Act.DECIDE_CONFLICT,
)
OPEN: Leads = ALWAYS | dict.fromkeys(WHILE_OPEN, STAYS)
INVESTIGATES: Leads = {Act.BEGIN_INVESTIGATION: frozenset({INVESTIGATING})}
INQUIRY: Leads = INVESTIGATES | {Act.WARN: frozenset({WARNED})}
WARN_STAYS: Leads = {Act.WARN: STAYS}
AFTER_A_DECISION: Leads = {Act.ISSUE_NOTICE: STAYS, Act.CONSIDER_EQUALITY: STAYS, Act.COMPLETE_PANEL: STAYS}
REVIEWS: Leads = {Act.REVIEW_RESTRICTION: STAYS}
CLOSES: Leads = {Act.CLOSE_CASE: frozenset({CLOSED})}
LOOSENS: frozenset[Stage | None] = frozenset({None, LIFTED})

# Stated here a second time, and differently, so that a slip in the table is seen.
EXPECTED: dict[Stage, Leads] = {
    REPORTED: OPEN | INQUIRY | CLOSES,
    WARNED: OPEN | INQUIRY | REVIEWS | CLOSES | AFTER_A_DECISION,
    INVESTIGATING: OPEN
    | WARN_STAYS
    | REVIEWS
    | AFTER_A_DECISION
    | {Act.CONCLUDE_INVESTIGATION: frozenset({INVESTIGATED})},
    INVESTIGATED: OPEN | INQUIRY | REVIEWS | CLOSES | AFTER_A_DECISION | {Act.REFER_TO_TEAM: frozenset({REFERRED})},
    REFERRED: OPEN | WARN_STAYS | REVIEWS | AFTER_A_DECISION | {Act.DETERMINE: frozenset({RESTRICTED, NOT_RESTRICTED})},
    RESTRICTED: OPEN
    | INVESTIGATES
    | WARN_STAYS
    | AFTER_A_DECISION
    | dict.fromkeys((Act.REVIEW_RESTRICTION, Act.LIFT_RESTRICTION, Act.DECIDE_APPEAL), LOOSENS),
    NOT_RESTRICTED: OPEN | INQUIRY | CLOSES | AFTER_A_DECISION,
    LIFTED: OPEN | INQUIRY | CLOSES | AFTER_A_DECISION,
    CLOSED: ALWAYS | WARN_STAYS | AFTER_A_DECISION,
}
EVERY = [pytest.param(stage, act, id=f"{stage}-{act}") for stage in Stage for act in Act]


@pytest.mark.parametrize(("stage", "act"), EVERY)
def test_every_stage_with_every_act(stage: Stage, act: Act) -> None:
    leads = EXPECTED[stage].get(act)
    assert lifecycle.allows(act, stage) is (leads is not None)
    expected = frozenset(target or stage for target in leads) if leads else frozenset()
    assert lifecycle.targets(act, stage) == expected
    assert (act in lifecycle.acts_from(stage)) is (leads is not None)
    assert (stage in lifecycle.stages_for(act)) is (leads is not None)


@pytest.mark.parametrize("stage", Stage)
def test_a_fact_can_be_recorded_at_every_stage(stage: Stage) -> None:
    """Principle 1. What needs an open case opens one: a report. A view on a decision needs the decision."""
    of_a_case_under_way = {Act.REPORT_INCIDENT, Act.COMPLETE_PANEL}
    assert principles.FACTS - of_a_case_under_way <= set(lifecycle.acts_from(stage))
    assert stage is CLOSED or Act.REPORT_INCIDENT in lifecycle.acts_from(stage)


@pytest.mark.parametrize("stage", Stage)
def test_loosening_is_possible_at_every_stage(stage: Stage) -> None:
    """Principle 2."""
    assert set(lifecycle.acts_from(stage)) >= principles.LOOSENING


def test_every_stage_is_reached_and_every_act_used() -> None:
    reached, waiting = {REPORTED}, [REPORTED]
    while waiting:
        stage = waiting.pop()
        found = {target for act in Act for target in lifecycle.targets(act, stage)} - reached
        reached |= found
        waiting += found
    assert reached == set(Stage)
    assert {row.act for row in lifecycle.TABLE} == set(Act)


def test_a_closed_case_stays_closed() -> None:
    assert all(lifecycle.targets(act, CLOSED) <= {CLOSED} for act in Act)


def test_rows_of_one_act_say_what_decides_between_them() -> None:
    for first in lifecycle.TABLE:
        rivals = [
            row
            for row in lifecycle.TABLE
            if row is not first and row.act is first.act and set(row.sources) & set(first.sources)
        ]
        assert not rivals or (first.when and all(first.when != row.when for row in rivals)), first


def test_acts_come_once_and_in_the_tables_order() -> None:
    for stage in Stage:
        acts = lifecycle.acts_from(stage)
        order = [row.act for row in lifecycle.TABLE]
        assert len(set(acts)) == len(acts)
        assert sorted(acts, key=order.index) == list(acts)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("over", [True, False])
def test_a_restriction_that_has_run_out_stands_as_lifted(stage: Stage, *, over: bool) -> None:
    expected = LIFTED if stage is RESTRICTED and over else stage
    assert lifecycle.standing(stage, restrictions_over=over) is expected


def test_open_stages_are_all_but_closed() -> None:
    assert set(lifecycle.OPEN_STAGES) == set(Stage) - {CLOSED}
