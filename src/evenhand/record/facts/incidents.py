"""What happened and what was done about it before a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from evenhand.record import models as rows
from evenhand.record.facts.people import fact_id, person_id
from evenhand.record.sensitive import sensitive_data
from evenhand.rules import facts
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import (
    Behaviour,
    Channel,
    ConflictKind,
    Harm,
    Injury,
    Offence,
    OmbudsmanStage,
    PersonId,
    Recommendation,
    ReferralTarget,
    Shown,
    StaffResponse,
    WarningForm,
)


def warnings(case: rows.Case) -> tuple[facts.Warning, ...]:
    """The warnings given, in order of time."""
    return tuple(_warning(row) for row in case.warnings.order_by("given_at", "id"))


def investigations(case: rows.Case) -> tuple[facts.Investigation, ...]:
    """The managers' inquiries, in order of time."""
    return tuple(_investigation(row) for row in case.investigations.order_by("begun_at", "id"))


def referrals(case: rows.Case) -> tuple[facts.Referral, ...]:
    """What was put to somebody else, in order of time."""
    found = list(case.referrals.order_by("made_at", "id"))
    ids = [row.id for row in found]
    with sensitive_data():
        details = {row.referral_id: row for row in rows.ReferralDetail.objects.filter(referral__in=ids)}
        outcomes = defaultdict[UUID, list[rows.ReferralOutcome]](list)
        for row in rows.ReferralOutcome.objects.filter(referral__in=ids).order_by("recorded_at", "id"):
            outcomes[row.referral_id].append(row)
    return tuple(_referral(row, details.get(row.id), outcomes[row.id]) for row in found)


def complaints(case: rows.Case) -> tuple[facts.Complaint, ...]:
    """The records of the customer's complaints, in order of time; the last one of each complaint counts."""
    return tuple(_complaint(row) for row in case.complaints.order_by("recorded_at", "id"))


def conflicts(case: rows.Case) -> tuple[facts.Conflict, ...]:
    """The ties that panel members declared, in order of time."""
    return tuple(_conflict(row) for row in case.conflicts.order_by("declared_at", "id"))


def incidents(case: rows.Case) -> tuple[facts.Incident, ...]:
    """The incidents of one case, in order of time."""
    found = list(case.incidents.order_by("occurred", "id").prefetch_related("people"))
    apart = _kept_apart([row.id for row in found])
    return tuple(_incident(row, apart.get(row.id, _KeptApart())) for row in found)


@dataclass(slots=True)
class _KeptApart:
    """What is known of one incident under the role for special-category data."""

    risk: rows.IncidentRisk | None = None
    injuries: dict[UUID, rows.StaffInjury] = field(default_factory=dict)
    """The last record of each member of staff."""
    reports: dict[UUID, datetime] = field(default_factory=dict)
    """When HSE was told of an injury, by the injury."""

    def injury(self) -> rows.StaffInjury | None:
        """The injury that the clock of RIDDOR asks about first: one that nobody reported, then the gravest."""
        gravest = sorted(self.injuries.values(), key=lambda one: (one.known, one.id))
        return max(
            gravest,
            key=lambda one: (
                one.injury != Injury.NONE and one.id not in self.reports,
                list(Injury).index(Injury(one.injury)),
            ),
            default=None,
        )


def _kept_apart(incident_ids: Collection[UUID]) -> Mapping[UUID, _KeptApart]:
    found = defaultdict[UUID, _KeptApart](_KeptApart)
    with sensitive_data():
        for risk in rows.IncidentRisk.objects.filter(incident__in=incident_ids):
            found[risk.incident_id].risk = risk
        for injury in rows.StaffInjury.objects.filter(incident__in=incident_ids).order_by("recorded_at", "id"):
            found[injury.incident_id].injuries[injury.staff_id] = injury
        for report in rows.InjuryReport.objects.filter(injury__incident__in=incident_ids).select_related("injury"):
            found[report.injury.incident_id].reports[report.injury_id] = report.reported
    return found


def _incident(row: rows.Incident, apart: _KeptApart) -> facts.Incident:
    injury = apart.injury()
    return facts.Incident(
        id=fact_id(row.id),
        occurred_at=row.occurred,
        reported_at=row.reported_at,
        reporter=person_id(row.reported_by_id),
        channel=Channel(row.channel),
        behaviours=frozenset(Behaviour(code) for code in row.behaviours),
        shown={Shown(code): text for code, text in row.shown.items()},
        at_public_meeting=row.at_public_meeting,
        physical_threat=any(Behaviour(code).is_physical_threat for code in row.behaviours),
        harm_threatened=frozenset(Harm(code) for code in apart.risk.harm) if apart.risk else frozenset(),
        offence=Offence(apart.risk.offence) if apart.risk and apart.risk.offence else None,
        injury=Injury(injury.injury) if injury else None,
        injury_known_at=injury.known if injury else None,
        reported_to_hse_at=apart.reports.get(injury.id) if injury else None,
        affected=_with_part(row, rows.IncidentPart.AFFECTED),
        witnesses=_with_part(row, rows.IncidentPart.WITNESS),
        responses=frozenset(StaffResponse(code) for code in row.responses),
        supported_at=row.supported_at,
        manager=person_id(row.manager_id) if row.manager_id else None,
        acknowledged_at=row.acknowledged_at,
    )


def _with_part(incident: rows.Incident, part: rows.IncidentPart) -> frozenset[PersonId]:
    return frozenset(person_id(one.staff_id) for one in incident.people.all() if one.part == part)


def _warning(row: rows.Warning) -> facts.Warning:
    return facts.Warning(
        id=fact_id(row.id),
        given_at=row.given_at,
        by=person_id(row.given_by_id),
        form=WarningForm(row.form),
        reasons_given=not is_blank(row.reasons),
        chance_to_change=row.chance_to_change,
    )


def _investigation(row: rows.Investigation) -> facts.Investigation:
    return facts.Investigation(
        id=fact_id(row.id),
        by=person_id(row.begun_by_id),
        begun_at=row.begun_at,
        concluded_at=row.concluded_at,
        concluded_by=person_id(row.concluded_by_id) if row.concluded_by_id else None,
        recommendation=Recommendation(row.recommendation) if row.recommendation else None,
        customer_heard=_filled_once_finished(row, row.customer_account),
        council_part_considered=_filled_once_finished(row, row.council_part),
    )


def _filled_once_finished(row: rows.Investigation, text: str) -> bool | None:
    """Whether a finished investigation says something; while it goes on, nobody can tell."""
    return None if row.concluded_at is None else not is_blank(text)


def _referral(
    row: rows.Referral, detail: rows.ReferralDetail | None, outcomes: Collection[rows.ReferralOutcome]
) -> facts.Referral:
    references = [detail.reference if detail else "", *(one.reference for one in outcomes)]
    return facts.Referral(
        id=fact_id(row.id),
        target=ReferralTarget(row.target),
        by=person_id(row.made_by_id),
        made_at=row.made_at,
        incident=fact_id(row.incident_id) if row.incident_id else None,
        declined_because=detail.reasons if row.declined and detail else None,
        reference=next((one for one in reversed(references) if one), None),
        accepted=next((one.accepted for one in reversed([*outcomes]) if one.accepted is not None), None),
        outcome_at=next((one.recorded_at for one in outcomes if not is_blank(one.outcome)), None),
    )


def _complaint(row: rows.Complaint) -> facts.Complaint:
    return facts.Complaint(
        id=fact_id(row.id),
        recorded_at=row.recorded_at,
        reference=row.reference,
        procedure_completed=row.procedure_completed,
        ombudsman=OmbudsmanStage(row.ombudsman) if row.ombudsman else None,
        answer_due=row.answer_due,
        answered_at=row.answered,
    )


def _conflict(row: rows.Conflict) -> facts.Conflict:
    return facts.Conflict(
        id=fact_id(row.id),
        member=person_id(row.member_id),
        kind=ConflictKind(row.kind),
        declared_at=row.declared_at,
        may_sit=row.may_sit,
    )
