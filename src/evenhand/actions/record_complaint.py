"""Record how far a complaint of the customer has gone (7.4)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from evenhand.actions.frame import change, filled, past
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, OmbudsmanStage


def record_complaint(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    reference: str,
    procedure_completed: bool | None = None,
    ombudsman: OmbudsmanStage | None = None,
    answer_due: date | None = None,
    answered: datetime | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record what is known of a complaint now. What is not said stays as it was recorded last (7.4).

    Args:
        actor: who records it.
        at: when it is recorded.
        case_id: the case that it matters to.
        reference: the complaint's own reference, by which its records belong together.
        procedure_completed: whether it has been through the whole complaints procedure.
        ombudsman: how far it has gone with the Ombudsman.
        answer_due: the last day for our answer.
        answered: when we answered.
        submission: the form's token.

    Returns:
        The id of this record of the complaint.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: no reference, or it was answered in the future.
    """
    with change(Act.RECORD_COMPLAINT, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id)
        name = " ".join(filled("reference", reference, "Enter the complaint's reference", most=200).split())
        earlier = case.complaints.filter(reference__iexact=name).order_by("recorded_at", "id").last()
        row = rows.Complaint(case=case, reference=name, recorded_at=at, recorded_by_id=actor.staff_id)
        if earlier is not None:
            row.reference = earlier.reference
            row.procedure_completed = earlier.procedure_completed
            row.ombudsman = earlier.ombudsman
            row.answer_due = earlier.answer_due
            row.answered = earlier.answered
        if procedure_completed is not None:
            row.procedure_completed = procedure_completed
        if ombudsman is not None:
            row.ombudsman = ombudsman
        if answer_due is not None:
            row.answer_due = answer_due
        if answered is not None:
            row.answered = past("answered", answered, at, "When it was answered must be now or in the past")
        this.write(row)
        this.move_case()
        this.result = row.id
        return row.id
