"""Record that an injury was reported to HSE (RIDDOR)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import bounded, change, past
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.sensitive import sensitive_data
from evenhand.rules.vocabulary import Act


def report_to_hse(
    *,
    actor: Actor,
    at: datetime,
    injury_id: UUID,
    reported: datetime | None = None,
    reference: str = "",
    submission: UUID | None = None,
) -> UUID:
    """Record the report of an injury, with the reference that HSE gave.

    Args:
        actor: the manager.
        at: when it is recorded.
        injury_id: which injury.
        reported: when HSE was told, where that was before ``at``.
        reference: the reference that HSE gave.
        submission: the form's token.

    Returns:
        The injury's id.

    Raises:
        NotFoundError: there is no such injury, or the actor may not see its case.
        InvalidInputError: it was reported before, or in the future.
    """
    with change(Act.REPORT_TO_HSE, actor=actor, at=at, submission=submission) as this:
        with sensitive_data():
            injury: rows.StaffInjury | None = rows.StaffInjury.objects.filter(pk=injury_id).first()
        if injury is None:
            raise NotFoundError
        this.row_of_case(rows.Incident, injury.incident_id)
        with sensitive_data():
            before = rows.InjuryReport.objects.filter(injury=injury).exists()
        if before:
            raise InvalidInputError("injury_id", "This injury has been reported to HSE already")
        this.write_sensitive(
            rows.InjuryReport(
                injury=injury,
                reported=past("reported", reported, at, "When HSE was told must be now or in the past"),
                reference=bounded("reference", reference.strip(), most=200),
                recorded_at=at,
                recorded_by=actor.staff_id,
            )
        )
        this.move_case()
        this.result = injury.id
        return injury.id
