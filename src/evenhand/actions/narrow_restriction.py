"""Make a restriction lighter at once, by any manager or the team, with a reason (principle 2)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from evenhand.actions.frame import change, filled
from evenhand.actions.lighter import Lighter, lighten
from evenhand.actions.on_restriction import lock_restriction, require_standing
from evenhand.record.actor import Actor
from evenhand.rules.facts import RestrictionTerms
from evenhand.rules.vocabulary import Act, RestrictionKind, Scope


def narrow_restriction(
    *,
    actor: Actor,
    at: datetime,
    restriction_id: UUID,
    reasons: str,
    kind: RestrictionKind | None = None,
    terms: RestrictionTerms | None = None,
    scope: Scope | None = None,
    service: str = "",
    new_end_on: date | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Put a lighter restriction in the place of one, or let it end sooner. No rule refuses this.

    The lighter one keeps the decision, the aims, the end and the day of the review. What is not said stays as it was.

    Args:
        actor: a manager, or a member of the team.
        at: when it becomes lighter.
        restriction_id: which restriction, or which manager's limit.
        reasons: why.
        kind: the lighter kind.
        terms: the lighter terms; for another kind, what that kind asks for.
        scope: how much of the council it covers from now on.
        service: the one service that it covers from now on, where it covered the whole council.
        new_end_on: its new last day, where it ends sooner.
        submission: the form's token.

    Returns:
        The id of the restriction that stands from now on.

    Raises:
        NotFoundError: there is no such restriction.
        InvalidInputError: no reason, it has ended, or it would not be lighter (``rules.kinds.is_lighter``).
    """
    with change(Act.NARROW_RESTRICTION, actor=actor, at=at, submission=submission) as this:
        restriction = lock_restriction(this, restriction_id)
        require_standing(restriction, at, field_name="reasons")
        said = filled("reasons", reasons, "Enter why the restriction is made lighter")
        change_to = Lighter(kind=kind, terms=terms, scope=scope, service=service, new_end_on=new_end_on)
        stands = lighten(this, restriction, change_to, reasons=said) or restriction
        this.move_case()
        this.result = stands.id
        return stands.id
