"""Ends a restriction, for the actions that lift it. Loosening is never refused (principle 2)."""

from __future__ import annotations

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from evenhand.actions.frame import Change
from evenhand.record import models as rows
from evenhand.rules.vocabulary import Stage


def lift(this: Change, restriction: rows.Restriction, *, reasons: str) -> None:
    """Close the restriction's period now, and move the case on when it was the last one."""
    period = restriction.period
    if period.lower is not None and period.lower < this.at:
        period = DateTimeTZRange(period.lower, this.at, "[)")
    # Lifted in the moment it began: the period keeps its length, and ``lifted_at`` alone ends it.
    this.amend(
        restriction,
        period=period,
        lifted_at=this.at,
        lifted_by_id=this.actor.staff_id,
        lifting_reasons=reasons,
    )
    others = rows.Restriction.objects.filter(case=restriction.case_id, lifted_at=None).exclude(pk=restriction.pk)
    standing = [one for one in others if one.period.upper is None or one.period.upper > this.at]
    this.move_case(None if standing else Stage.LIFTED)
