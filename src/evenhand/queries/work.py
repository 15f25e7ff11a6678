"""My work: what waits for somebody, most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from evenhand.queries.case_parts import done_on
from evenhand.queries.cases import acts_for
from evenhand.queries.need_to_know import CONFIDENTIAL, needs_to_know, steps_for
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts
from evenhand.record.policies import pack_of
from evenhand.record.visibility import visible_to
from evenhand.rules import steps
from evenhand.rules.authority import Permission
from evenhand.rules.calendar import local_day
from evenhand.rules.facts import CaseFacts
from evenhand.rules.tasks import TASKS
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, FactId, Stage

_COMES_INTO_VIEW = timedelta(days=28)
"""How long before its last day a review waits on somebody's list."""
_WAY = frozenset(
    {
        Act.ACKNOWLEDGE_INCIDENT,
        Act.WARN,
        Act.BEGIN_INVESTIGATION,
        Act.CONCLUDE_INVESTIGATION,
        Act.REFER_TO_TEAM,
        Act.DETERMINE,
        Act.ISSUE_NOTICE,
        Act.RECORD_TELLING,
        Act.REVIEW_RESTRICTION,
    }
)
"""The steps of the way, of which those without a last day wait for one another."""
_TASKS = (frozenset(task.act for tasks in TASKS.values() for task in tasks) | {Act.TELL_DIRECTLY}) - _WAY
"""The tasks beside the way, each of which waits by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One thing to do on one case."""

    case_id: UUID
    reference: str
    customer_name: str
    stage: Stage
    title: str
    why: str
    clause: str
    """The clause that asks for it."""
    act: Act
    due: date | None
    overdue: bool
    mine: bool
    """Whether the actor can do it; where not, they only watch that it is done."""
    on: str
    """The same in words, where it is one of several."""
    about: UUID | None
    """What it is done on, where that is one thing of several on the case: a letter, a restriction…"""


def my_work(actor: Actor, *, at: datetime) -> tuple[WorkItem, ...]:
    """What the policy asks next that this actor may do: overdue first, by the last day, the oldest case first.

    For somebody who only watches (governance), it is what is overdue on any case.
    """
    with transaction.atomic():
        cases = (
            visible_to(actor)
            .exclude(stage=Stage.CLOSED)
            .select_related("customer", "policy")
            .order_by("opened_at", "id")
        )
        items = [item for case in cases for item in _items(actor, case, at)]
    return tuple(sorted(items, key=lambda one: (not one.overdue, one.due or date.max)))


def _items(actor: Actor, case: rows.Case, at: datetime) -> Iterator[WorkItem]:
    facts = case_facts(case, at=at)
    terms = pack_of(case.policy).terms
    acts = acts_for(actor, facts)
    watches = actor.may(Permission.VIEW_ALL_CASES)
    for step in _next(actor, facts, terms, at):
        overdue = step.due is not None and local_day(at) > step.due
        mine = step.act in acts and (step.rule not in CONFIDENTIAL or needs_to_know(actor, facts, step.about))
        if mine or (watches and overdue):
            yield _item(case, facts, terms, step, overdue=overdue, mine=mine)
    undecided = [one.id for one in facts.conflicts if one.may_sit is None]
    if Act.DECIDE_CONFLICT in acts and undecided:
        yield _item(case, facts, terms, _to_decide(undecided[0]))


def _to_decide(conflict: FactId) -> steps.Step:
    """A declared tie, which stands beside the way and not on it."""
    return steps.Step(
        act=Act.DECIDE_CONFLICT,
        title="Decide whether a member may sit",
        state=steps.StepState.TO_DO,
        rule=steps.RULE_BEHIND[Act.DECIDE_CONFLICT],
        why="A member of the team declared a tie.",
        about=conflict,
    )


def _next(actor: Actor, facts: CaseFacts, terms: Terms, at: datetime) -> Iterator[steps.Step]:
    """The steps that wait: all tasks, the steps of the way with a last day, and the first of the others."""
    waiting = [
        one
        for one in steps_for(actor, facts, steps.next_steps(facts, terms, at=at))
        if one.state is steps.StepState.TO_DO and not _far_off(one, at)
    ]
    on_the_way = [one for one in waiting if one.act in _WAY]
    dated = [one for one in on_the_way if one.due is not None]
    first = [] if dated else on_the_way[:1]
    yield from (one for one in waiting if one.act in _TASKS or one in dated or one in first)


def _far_off(step: steps.Step, at: datetime) -> bool:
    soon = local_day(at) + _COMES_INTO_VIEW
    return step.act is Act.REVIEW_RESTRICTION and step.due is not None and step.due > soon


def _item(
    case: rows.Case, facts: CaseFacts, terms: Terms, step: steps.Step, *, overdue: bool = False, mine: bool = True
) -> WorkItem:
    return WorkItem(
        case_id=case.id,
        reference=case.reference,
        customer_name=case.customer.name,
        stage=facts.stage,
        title=step.title,
        why=step.why,
        clause=terms.clause_of(step.rule) if step.rule else "",
        act=step.act,
        due=step.due,
        overdue=overdue,
        mine=mine,
        on=done_on(step, facts),
        about=UUID(step.about) if step.about else None,
    )
