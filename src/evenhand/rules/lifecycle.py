"""The lifecycle of a case as one table: from which stages an act may happen, and to which it leads.

The diagram in the documentation is generated from this table and compared in the checks.
"""

from dataclasses import dataclass

from evenhand.rules import principles
from evenhand.rules.vocabulary import Act, Stage

OPEN_STAGES: tuple[Stage, ...] = tuple(stage for stage in Stage if stage is not Stage.CLOSED)
_EVERY_STAGE: tuple[Stage, ...] = tuple(Stage)
_MAY_HAVE_A_DECISION: tuple[Stage, ...] = tuple(stage for stage in Stage if stage is not Stage.REPORTED)
"""Where a case may stand after a first decision; what is still owed after one stays possible."""
_CAN_BE_INVESTIGATED = (
    Stage.REPORTED,
    Stage.WARNED,
    Stage.INVESTIGATED,
    Stage.RESTRICTED,
    Stage.NOT_RESTRICTED,
    Stage.LIFTED,
)
_UNDER_WAY = (Stage.INVESTIGATING, Stage.INVESTIGATED, Stage.REFERRED)
"""A round of work on the case, during which restrictions of an earlier round may be in force."""
_RECORDED_AT_ANY_STAGE = tuple(
    act
    for act in Act
    if act in principles.FACTS and act not in {Act.REPORT_INCIDENT, Act.WARN, Act.DECLARE_CONFLICT, Act.COMPLETE_PANEL}
)


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: an act, the stages it may start from, and where it leads (``None``: the case stays put)."""

    act: Act
    sources: tuple[Stage, ...]
    target: Stage | None = None
    when: str = ""
    """What decides between two rows of the same act, in plain English."""


TABLE: tuple[Transition, ...] = (
    # Facts are always recordable (principle 1); a report on a closed case opens a new one.
    Transition(Act.REPORT_INCIDENT, OPEN_STAGES),
    *(Transition(act, _EVERY_STAGE) for act in _RECORDED_AT_ANY_STAGE),
    Transition(
        Act.WARN, (Stage.REPORTED, Stage.WARNED, Stage.INVESTIGATED, Stage.NOT_RESTRICTED, Stage.LIFTED), Stage.WARNED
    ),
    Transition(
        Act.WARN,
        (Stage.INVESTIGATING, Stage.REFERRED, Stage.RESTRICTED, Stage.CLOSED),
        when="work on the case goes on, or it is closed",
    ),
    # A manager can limit contact at once, until the team decides (8.2).
    Transition(Act.IMPOSE_INTERIM_LIMIT, OPEN_STAGES),
    Transition(Act.BEGIN_INVESTIGATION, _CAN_BE_INVESTIGATED, Stage.INVESTIGATING),
    Transition(Act.CONCLUDE_INVESTIGATION, (Stage.INVESTIGATING,), Stage.INVESTIGATED),
    Transition(Act.REFER_TO_TEAM, (Stage.INVESTIGATED,), Stage.REFERRED),
    Transition(Act.DECLARE_CONFLICT, _EVERY_STAGE),
    Transition(Act.DECIDE_CONFLICT, OPEN_STAGES),
    Transition(
        Act.DETERMINE,
        (Stage.REFERRED,),
        Stage.RESTRICTED,
        when="the panel restricts, or an earlier restriction is in force",
    ),
    Transition(Act.COMPLETE_PANEL, _MAY_HAVE_A_DECISION),
    Transition(Act.DETERMINE, (Stage.REFERRED,), Stage.NOT_RESTRICTED, when="the panel does not restrict"),
    # A case can move on, or be closed, before a letter is out or equality questions are answered.
    Transition(Act.CONSIDER_EQUALITY, _MAY_HAVE_A_DECISION),
    Transition(Act.ISSUE_NOTICE, _MAY_HAVE_A_DECISION),
    # A further warning, given after an inquiry, leaves the restriction in force: its review stays due.
    Transition(
        Act.REVIEW_RESTRICTION, (Stage.WARNED, Stage.RESTRICTED, *_UNDER_WAY), when="a restriction stays in force"
    ),
    Transition(Act.REVIEW_RESTRICTION, (Stage.RESTRICTED,), Stage.LIFTED, when="the last restriction is lifted"),
    # Loosening is possible wherever something can be loosened (principle 2).
    *(Transition(act, _EVERY_STAGE) for act in Act if act in principles.LOOSENING and act is not Act.LIFT_RESTRICTION),
    Transition(Act.LIFT_RESTRICTION, _EVERY_STAGE, when="a restriction stays in force"),
    Transition(Act.LIFT_RESTRICTION, (Stage.RESTRICTED,), Stage.LIFTED, when="the last restriction is lifted"),
    Transition(Act.RESUME_RESTRICTION, OPEN_STAGES),
    Transition(Act.DECIDE_APPEAL, _EVERY_STAGE, when="a restriction stays in force"),
    Transition(Act.DECIDE_APPEAL, (Stage.RESTRICTED,), Stage.LIFTED, when="the last restriction is cancelled"),
    Transition(Act.CONSIDER_LEGAL_ACTION, OPEN_STAGES),
    Transition(Act.WITHHOLD_TELLING, _EVERY_STAGE),
    Transition(Act.RECORD_MARKER, _EVERY_STAGE),
    Transition(
        Act.CLOSE_CASE,
        (Stage.REPORTED, Stage.WARNED, Stage.INVESTIGATED, Stage.NOT_RESTRICTED, Stage.LIFTED),
        Stage.CLOSED,
    ),
)


def allows(act: Act, stage: Stage) -> bool:
    """Whether a case at a stage may take an act."""
    return any(row.act is act and stage in row.sources for row in TABLE)


def acts_from(stage: Stage) -> tuple[Act, ...]:
    """The acts that a case at a stage may take, in the table's order, each once."""
    return tuple(dict.fromkeys(row.act for row in TABLE if stage in row.sources))


def targets(act: Act, stage: Stage) -> frozenset[Stage]:
    """The stages to which an act may lead from a stage; the stage itself where the case stays."""
    return frozenset(row.target or stage for row in TABLE if row.act is act and stage in row.sources)


def stages_for(act: Act) -> tuple[Stage, ...]:
    """The stages from which an act may happen, in order."""
    return tuple(stage for stage in Stage if allows(act, stage))


def standing(stage: Stage, *, restrictions_over: bool) -> Stage:
    """Where a case really stands once its restrictions have run out.

    An end date that somebody decided takes effect on its own, so a case whose last restriction has ended
    stands as lifted without anybody having touched it.
    """
    return Stage.LIFTED if stage is Stage.RESTRICTED and restrictions_over else stage
