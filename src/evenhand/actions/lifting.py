"""Ends a restriction, for the actions that lift it. Loosening is never refused (principle 2)."""

from __future__ import annotations

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from evenhand.actions.frame import Change
from evenhand.actions.on_restriction import over
from evenhand.record import models as rows
from evenhand.rules.vocabulary import Stage


def lift(this: Change, restriction: rows.Restriction, *, reasons: str) -> None:
    """Close the restriction's period now, and move the case on when it was the last one."""
    end_now(this, restriction, reasons=reasons)
    move_on(this)


def end_now(
    this: Change, restriction: rows.Restriction, *, reasons: str, taken_over_by: rows.Determination | None = None
) -> None:
    """Close the restriction's period now; the case stays where it is."""
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
        taken_over_by=taken_over_by,
    )


def move_on(this: Change) -> None:
    """Raise the case's version; it stands as lifted once nothing restricts contact any more.

    While a new round of work goes on, or where it has not been restricted, the case stays where it is.
    """
    last = this.case is not None and this.case.stage == Stage.RESTRICTED and not standing(this)
    this.move_case(Stage.LIFTED if last else None)


def standing(this: Change) -> list[rows.Restriction]:
    """The restrictions and interim limits of the locked case that stand at the moment of the action."""
    found = rows.Restriction.objects.filter(case=this.case, lifted_at=None)
    return [one for one in found if not over(one, this.at)]
