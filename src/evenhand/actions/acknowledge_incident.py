"""A manager takes an incident on (8.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import NotFoundError
from evenhand.actions.frame import change
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def acknowledge_incident(*, actor: Actor, at: datetime, incident_id: UUID, submission: UUID | None = None) -> UUID:
    """Record that the manager has taken an incident on; taking it on twice changes nothing (8.2).

    Args:
        actor: the manager.
        at: when they take it on.
        incident_id: which incident.
        submission: the form's token.

    Returns:
        The incident's id.

    Raises:
        NotFoundError: there is no such incident, or the actor may not see it.
        NotPermittedError: the actor is no manager.
    """
    with change(Act.ACKNOWLEDGE_INCIDENT, actor=actor, at=at, submission=submission) as this:
        found = rows.Incident.objects.filter(pk=incident_id).first()
        if found is None:
            raise NotFoundError
        this.lock_case(found.case_id)
        incident: rows.Incident = rows.Incident.objects.select_for_update().get(pk=incident_id)
        this.result = incident.id
        if incident.acknowledged_at is None:
            this.require(Act.ACKNOWLEDGE_INCIDENT, this.facts())
            this.amend(incident, acknowledged_at=at, acknowledged_by_id=actor.staff_id)
            this.move_case()
        return incident.id
