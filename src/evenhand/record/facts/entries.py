"""What stands on the record about a customer, and what becomes of it."""

from __future__ import annotations

from evenhand.record import models as rows
from evenhand.record.facts.people import fact_id
from evenhand.rules import facts
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import FactId, RestrictionKind


def informal_restrictions(case: rows.Case) -> tuple[facts.InformalRestriction, ...]:
    """The blocks, bans and labels without a decision, in order of time."""
    found = case.informal_restrictions.order_by("found", "id")
    return tuple(
        facts.InformalRestriction(
            id=fact_id(row.id),
            found_at=row.found,
            kinds=frozenset(RestrictionKind(code) for code in row.kinds),
            reasons_given=row.reasons_given,
            appeal_offered=row.appeal_offered,
            ended_at=None if row.regularised_by_id else row.settled_at,
            regularised_by=fact_id(row.regularised_by_id) if row.regularised_by_id else None,
        )
        for row in found
    )


def markers(case: rows.Case) -> tuple[facts.Marker, ...]:
    """The safety warnings, in order of time."""
    found = case.markers.order_by("placed_at", "id").select_related("point").prefetch_related("evidence")
    return tuple(marker_facts(row, frozenset(fact_id(one.incident_id) for one in row.evidence.all())) for row in found)


def marker_facts(row: rows.Marker, evidence: frozenset[FactId]) -> facts.Marker:
    """One safety warning as the rules read it; the row may be a draft that is not stored."""
    return facts.Marker(
        id=fact_id(row.id),
        placed_at=row.placed_at,
        on_address=row.point_id is not None,
        identity_verified=row.identity_verified,
        tested=row.tested,
        source_dated=not is_blank(row.source) and row.source_date is not None,
        evidence=evidence,
        risk_assessed=row.risk_assessed,
        occupancy_ended_at=row.point.left if row.point else None,
        ended_at=row.ended_at,
    )


def sharings(case: rows.Case) -> tuple[facts.Sharing, ...]:
    """Each time that an entry was shared, in order of time."""
    return tuple(
        facts.Sharing(
            id=fact_id(row.id),
            about=fact_id(row.about) if row.about else None,
            shared_at=row.shared,
            need=row.need,
            wrongly=row.wrongly,
            recipient=row.recipient,
        )
        for row in case.sharings.order_by("shared", "id")
    )


def corrections(case: rows.Case) -> tuple[facts.Correction, ...]:
    """The corrections of entries, in order of time, each with the sharings whose recipients were told."""
    found = case.corrections.order_by("corrected_at", "id").prefetch_related("reaches")
    return tuple(
        facts.Correction(
            id=fact_id(row.id),
            about=fact_id(row.about) if row.about else None,
            made_at=row.corrected_at,
            reached=frozenset(fact_id(one.sharing_id) for one in row.reaches.all()),
        )
        for row in found
    )


def holds(case: rows.Case) -> tuple[facts.LegalHold, ...]:
    """The reasons to keep the record past its time, in order of time."""
    return tuple(
        facts.LegalHold(id=fact_id(row.id), since=row.held_at, ended_at=row.released_at)
        for row in case.holds.order_by("held_at", "id")
    )


def statement_on_file(case: rows.Case) -> bool:
    """Whether the customer put a statement on file."""
    return case.statements.exists()
