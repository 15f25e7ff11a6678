"""Record what an incident did to a member of staff (RIDDOR)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import change, past
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act, Injury


def record_injury(
    *,
    actor: Actor,
    at: datetime,
    incident_id: UUID,
    member: UUID,
    injury: Injury,
    known: datetime | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record an injury by the thresholds of RIDDOR; the last record of each member of staff counts.

    Args:
        actor: the manager.
        at: when it is recorded.
        incident_id: the incident that did it.
        member: the member of staff who was hurt.
        injury: how badly.
        known: when the council knew of it, where that was before ``at``; the time to report runs from then.
        submission: the form's token.

    Returns:
        The injury's id.

    Raises:
        NotFoundError: there is no such incident, or the actor may not see its case.
        InvalidInputError: somebody is not staff, or it was known in the future.
    """
    with change(Act.RECORD_INJURY, actor=actor, at=at, submission=submission) as this:
        incident = this.row_of_case(rows.Incident, incident_id)
        row = this.write_sensitive(
            rows.StaffInjury(
                incident=incident,
                staff=this.staff(member, field_name="member"),
                injury=injury,
                known=past("known", known, at, "When it became known must be now or in the past"),
                recorded_at=at,
                recorded_by=actor.staff_id,
            )
        )
        this.move_case()
        this.result = row.id
        return row.id
