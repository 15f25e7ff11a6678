"""Record how somebody checked that the entries are about this person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def verify_identity(*, actor: Actor, at: datetime, case_id: UUID, how: str, submission: UUID | None = None) -> UUID:
    """Record the check of a customer's identity, before an entry about them is relied on; the last one is kept.

    Args:
        actor: who checked.
        at: when.
        case_id: the case on which it matters.
        how: how it was checked.
        submission: the form's token.

    Returns:
        The customer's id.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: nothing is said of how.
    """
    with change(Act.VERIFY_IDENTITY, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id)
        said = filled("how", how, "Enter how the customer's identity was checked", most=500)
        customer: rows.Customer = rows.Customer.objects.select_for_update().get(pk=case.customer_id)
        this.amend(customer, identity_checked_at=at, identity_checked_by=actor.staff_id, identity_how=said)
        this.move_case()
        this.result = customer.id
        return customer.id
