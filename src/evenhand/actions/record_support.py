"""Record that the staff whom an incident affected were looked after (1.4)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.frame import bounded, change
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import Act


def record_support(
    *, actor: Actor, at: datetime, incident_id: UUID, note: str = "", submission: UUID | None = None
) -> UUID:
    """Record that the well-being of the staff affected was followed up; the first time ends the task (1.4).

    Args:
        actor: the manager.
        at: when they followed it up.
        incident_id: which incident.
        note: what was done; it may be health data, and is kept for those who need to know.
        submission: the form's token.

    Returns:
        The incident's id.

    Raises:
        NotFoundError: there is no such incident, or the actor may not see its case.
    """
    with change(Act.RECORD_SUPPORT, actor=actor, at=at, submission=submission) as this:
        incident = this.row_of_case(rows.Incident, incident_id)
        said = bounded("note", note.strip())
        this.result = incident.id
        if incident.supported_at is None:
            this.amend(incident, supported_at=at, supported_by_id=actor.staff_id)
        if not is_blank(said):
            this.write_sensitive(
                rows.SupportNote(incident=incident, note=said, recorded_at=at, recorded_by=actor.staff_id)
            )
        this.move_case()
        return incident.id
