"""Decide an appeal: cancel, change or uphold the restriction, by somebody who was not involved (guidance)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change, bounded, change, filled
from evenhand.actions.lifting import end_now, move_on, standing
from evenhand.actions.lighter import Lighter, lighten
from evenhand.letters.draft import LONGEST_TEXT
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts.decisions import appeal_facts
from evenhand.rules.facts import RestrictionTerms
from evenhand.rules.vocabulary import Act, AppealOutcome, RestrictionKind, Scope


def decide_appeal(
    *,
    actor: Actor,
    at: datetime,
    appeal_id: UUID,
    seen_version: int,
    outcome: AppealOutcome,
    reasons: str,
    restriction_id: UUID | None = None,
    kind: RestrictionKind | None = None,
    terms: RestrictionTerms | None = None,
    scope: Scope | None = None,
    service: str = "",
    new_end_on: date | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Answer an appeal, and carry the answer out at once.

    Args:
        actor: somebody who decides appeals.
        at: when it is decided.
        appeal_id: which appeal.
        seen_version: the case's version that the decider saw.
        outcome: cancel, change or uphold.
        reasons: why.
        restriction_id: which restriction is changed, where the decision appealed against imposed several.
        kind: the lighter kind, where the restriction is changed.
        terms: the lighter terms.
        scope: how much of the council it covers from now on.
        service: the one service that it covers from now on, where it covered the whole council.
        new_end_on: its new last day, where it ends sooner.
        submission: the form's token.

    Returns:
        The appeal's id.

    Raises:
        NotFoundError: there is no such appeal.
        RefusedError: the decider was involved (``appeal.independent``). Cancelling and changing are never refused.
        CaseChangedError: the case changed since the decider saw it.
        InvalidInputError: it was decided before, no reasons, or what is to be changed is not clear or not lighter.
    """
    with change(Act.DECIDE_APPEAL, actor=actor, at=at, submission=submission) as this:
        appeal = this.row_of_case(rows.Appeal, appeal_id, seen_version=seen_version)
        if appeal.decided_at is not None:
            raise InvalidInputError("outcome", "This appeal has been decided")
        known = this.facts()
        said = bounded("reasons", reasons.strip(), most=LONGEST_TEXT)
        answer = {"outcome": outcome, "reasons": said, "decided_at": at, "decided_by_id": actor.staff_id}
        drafted = appeal_facts(_answered(appeal, answer))
        this.require(Act.DECIDE_APPEAL, known, drafted=known.with_appeal(drafted), subjects=[drafted.id])
        filled("reasons", said, "Enter the reasons for the answer to the appeal")
        against = _against(this, appeal)
        if outcome is AppealOutcome.LIFTED:
            for restriction in against:
                end_now(this, restriction, reasons=said)
        elif outcome is AppealOutcome.VARIED:
            lighter = Lighter(kind=kind, terms=terms, scope=scope, service=service, new_end_on=new_end_on)
            answer["narrowed_to"] = lighten(this, _the_one(against, restriction_id), lighter, reasons=said)
        this.amend(appeal, **answer)
        move_on(this)
        this.result = appeal.id
        return appeal.id


def _answered(appeal: rows.Appeal, answer: dict[str, object]) -> rows.Appeal:
    """The appeal as it would stand, for the rules to judge first."""
    for column, value in answer.items():
        setattr(appeal, column, value)
    return appeal


def _against(this: Change, appeal: rows.Appeal) -> list[rows.Restriction]:
    """What the appeal is against and still stands: of a decision, all that it imposed; lighter ones in their place."""
    stands = standing(this)
    if appeal.determination_id is not None:
        return [one for one in stands if one.determination_id == appeal.determination_id]
    against = {appeal.restriction_id}
    for one in rows.Restriction.objects.filter(case=this.case).exclude(narrows=None).order_by("period", "id"):
        if one.narrows_id in against:
            against.add(one.pk)
    return [one for one in stands if one.pk in against]


def _the_one(against: list[rows.Restriction], restriction_id: UUID | None) -> rows.Restriction:
    chosen = [one for one in against if restriction_id in {None, one.pk}]
    if not chosen:
        raise InvalidInputError("outcome", "There is no restriction in force to change")
    if len(chosen) > 1:
        raise InvalidInputError("restriction_id", "Select which restriction is changed")
    return chosen[0]
