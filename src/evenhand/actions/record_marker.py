"""Record a safety warning on a customer or on one of their addresses."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from evenhand.actions.addresses import address_of
from evenhand.actions.entries import incidents_of
from evenhand.actions.frame import bounded, change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import fact_id, marker_facts
from evenhand.record.models.base import new_id
from evenhand.rules.vocabulary import Act


def record_marker(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    control_measures: str,
    source: str,
    risk_assessed: bool,
    tested: bool,
    evidence: Collection[UUID] = (),
    source_date: date | None = None,
    point_id: UUID | None = None,
    seen_version: int | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Place a safety warning. It says what staff do to stay safe; it restricts nothing.

    Args:
        actor: who places it.
        at: when.
        case_id: which case.
        control_measures: what staff do to stay safe.
        source: who or what it comes from.
        risk_assessed: whether the risk was assessed.
        tested: whether what it rests on was looked into.
        evidence: the incidents of the case that it rests on.
        source_date: the date of the source.
        point_id: the customer's address that it is on; none for one on the person.
        seen_version: the case's version that the actor saw.
        submission: the form's token.

    Returns:
        The safety warning's id.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        RefusedError: it rests on nothing dated and tested, or nobody checked who it is about (``evidence.specific``,
            ``evidence.accurate``).
        InvalidInputError: it does not say what staff do, or an incident or address is none of this customer's.
    """
    with change(Act.RECORD_MARKER, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id, seen_version=seen_version)
        incidents = incidents_of(case, evidence, field_name="evidence")
        point = address_of(case, point_id) if point_id else None
        row = rows.Marker(
            id=new_id(),
            case=case,
            point=point,
            control_measures=filled("control_measures", control_measures, "Enter what staff do to stay safe"),
            source=bounded("source", source.strip()),
            source_date=source_date,
            tested=tested,
            risk_assessed=risk_assessed,
            identity_verified=case.customer.identity_checked_at is not None,
            placed_at=at,
            placed_by_id=actor.staff_id,
        )
        known = this.facts()
        draft = marker_facts(row, frozenset(fact_id(one.id) for one in incidents))
        this.require(Act.RECORD_MARKER, known, drafted=known.with_marker(draft), subjects=[draft.id])
        this.write(row)
        for incident in incidents:
            this.write(rows.MarkerEvidence(marker=row, incident=incident))
        this.move_case()
        this.result = row.id
        return row.id
