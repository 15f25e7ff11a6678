"""Rows -> frozen facts, for all who ask: actions, pages, checks. A fixed number of queries a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from evenhand.record import models as rows
from evenhand.record.sensitive import sensitive_data
from evenhand.rules import facts, lifecycle
from evenhand.rules.calendar import local_day
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import (
    Behaviour,
    Channel,
    ConflictKind,
    FactId,
    LetterKind,
    NoticeItem,
    PersonId,
    Recommendation,
    ReferralTarget,
    RestrictionKind,
    ReviewOutcome,
    Route,
    RuleId,
    ServiceId,
    StaffResponse,
    Stage,
    View,
    WarningForm,
)


def fact_id(value: UUID) -> FactId:
    """The id of a row, as the rules name facts."""
    return FactId(str(value))


def person_id(value: UUID) -> PersonId:
    """The id of a member of staff, as the rules name people."""
    return PersonId(str(value))


def case_facts(case: rows.Case, *, at: datetime) -> facts.CaseFacts:
    """All facts of one case, as they stand at a moment.

    The record is complete: what is not recorded did not happen. Reads the equality answers under their own
    database role, so that the rules can judge them; who may *see* them is the queries' business.
    """
    with transaction.atomic():
        restrictions = [restriction_facts(row) for row in case.restrictions.order_by("period", "id")]
        equality = _equality(case)
        return facts.CaseFacts(
            id=fact_id(case.id),
            customer=customer_facts(case.customer_id),
            stage=lifecycle.standing(
                Stage(case.stage),
                restrictions_over=bool(restrictions) and all(one.over(at) for one in restrictions),
            ),
            record_complete=True,
            incidents=_incidents(case),
            warnings=tuple(_warning(row) for row in case.warnings.order_by("given_at", "id")),
            investigations=tuple(_investigation(row) for row in case.investigations.order_by("begun_at", "id")),
            referrals=tuple(_referral(row) for row in case.referrals.order_by("made_at", "id")),
            conflicts=tuple(_conflict(row) for row in case.conflicts.order_by("declared_at", "id")),
            determinations=_determinations(case, equality),
            restrictions=tuple(restrictions),
            letters=_letters(case),
            reviews=tuple(review_facts(row, equality.get(row.id)) for row in case.reviews.order_by("held_at", "id")),
            staff=staff_facts(at=at),
        )


def customer_facts(customer_id: UUID) -> facts.Customer:
    """The customer's adjustments that stand, as the rules read them."""
    standing = rows.Adjustment.objects.filter(customer=customer_id, ended_at=None).order_by("recorded_at", "id")
    return facts.Customer(
        id=fact_id(customer_id),
        adjustments=tuple(
            facts.Adjustment(
                id=fact_id(row.id),
                arrangement=row.arrangement,
                unusable_channels=frozenset(Channel(code) for code in row.unusable_channels),
            )
            for row in standing
        ),
    )


def staff_facts(*, at: datetime) -> Mapping[PersonId, facts.StaffMember]:
    """Every member of staff by id: their manager, their deputy, and whether they are away at a moment."""
    day = local_day(at)
    columns = ("id", "manager_id", "deputy_id", "absent_from", "absent_until", "is_active")
    return {
        person_id(row.id): facts.StaffMember(
            id=person_id(row.id),
            manager=person_id(row.manager_id) if row.manager_id else None,
            deputy=person_id(row.deputy_id) if row.deputy_id else None,
            absent=row.absent_on(day),
        )
        for row in rows.Staff.objects.only(*columns)
    }


def _incidents(case: rows.Case) -> tuple[facts.Incident, ...]:
    found = case.incidents.order_by("occurred", "id").prefetch_related("people")
    return tuple(
        facts.Incident(
            id=fact_id(row.id),
            occurred_at=row.occurred,
            reported_at=row.reported_at,
            reporter=person_id(row.reported_by_id),
            channel=Channel(row.channel),
            behaviours=frozenset(Behaviour(code) for code in row.behaviours),
            physical_threat=any(Behaviour(code).is_physical_threat for code in row.behaviours),
            affected=_with_part(row, rows.IncidentPart.AFFECTED),
            witnesses=_with_part(row, rows.IncidentPart.WITNESS),
            responses=frozenset(StaffResponse(code) for code in row.responses),
            manager=person_id(row.manager_id) if row.manager_id else None,
            acknowledged_at=row.acknowledged_at,
        )
        for row in found
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
    )


def _referral(row: rows.Referral) -> facts.Referral:
    return facts.Referral(
        id=fact_id(row.id),
        target=ReferralTarget(row.target),
        by=person_id(row.made_by_id),
        made_at=row.made_at,
    )


def _conflict(row: rows.Conflict) -> facts.Conflict:
    return facts.Conflict(
        id=fact_id(row.id),
        member=person_id(row.member_id),
        kind=ConflictKind(row.kind),
        declared_at=row.declared_at,
        may_sit=row.may_sit,
    )


def _equality(case: rows.Case) -> Mapping[UUID, facts.EqualityConsideration]:
    """The equality answers by the determination or review that they are about."""
    # The subjects are looked up first: under the sensitive role only the answers themselves can be read.
    subjects = [*case.determinations.values_list("id", flat=True), *case.reviews.values_list("id", flat=True)]
    with sensitive_data():
        about_either = Q(determination_id__in=subjects) | Q(review_id__in=subjects)
        found = list(rows.EqualityAnswers.objects.filter(about_either))
    return {
        row.determination_id or row.review_id: facts.EqualityConsideration(
            barriers=row.barriers,
            bears_harder=row.bears_harder,
            arrangements=row.arrangements,
            human_rights=row.human_rights,
        )
        for row in found
    }


def _determinations(
    case: rows.Case, equality: Mapping[UUID, facts.EqualityConsideration]
) -> tuple[facts.Determination, ...]:
    found = case.determinations.order_by("decided_at", "id").prefetch_related("seats")
    return tuple(determination_facts(row, list(row.seats.all()), equality.get(row.id)) for row in found)


def determination_facts(
    row: rows.Determination, seats: Sequence[rows.PanelSeat], equality: facts.EqualityConsideration | None
) -> facts.Determination:
    """One decision as the rules read it; the rows may be a draft that is not stored."""
    return facts.Determination(
        id=fact_id(row.id),
        decided_at=row.decided_at,
        members=tuple(facts.PanelMember(person=person_id(one.member_id), view=View(one.view)) for one in seats),
        reasons=row.reasons,
        restricts=row.restricts,
        equality=equality,
        doors={RuleId(rule): reason for rule, reason in row.doors.items()},
    )


def restriction_facts(row: rows.Restriction) -> facts.Restriction:
    """One restriction as the rules read it; the row may be a draft that is not stored."""
    return facts.Restriction(
        id=fact_id(row.id),
        determination=fact_id(row.determination_id),
        kind=RestrictionKind(row.kind),
        aim=row.aim,
        effect=row.effect,
        lighter_options=row.lighter_options,
        services={ServiceId(service): way for service, way in row.services.items()},
        starts_at=row.period.lower,
        ends_at=row.period.upper,
        permanent=row.permanent,
        permanent_reason=row.permanent_reason,
        next_review_on=row.next_review,
        lifted_at=row.lifted_at,
        noted=True,  # the row is the note on the record
    )


def _letters(case: rows.Case) -> tuple[facts.Letter, ...]:
    found = case.letters.order_by("issued_at", "id").prefetch_related("tellings")
    return tuple(_letter(row) for row in found)


def _letter(row: rows.Letter) -> facts.Letter:
    states = frozenset(NoticeItem(item) for item, text in row.sections.items() if not is_blank(text))
    about = row.determination_id or row.review_id or row.restriction_id
    return facts.Letter(
        id=fact_id(row.id),
        kind=LetterKind(row.kind),
        about=fact_id(about) if about else None,
        issued_at=row.issued_at,
        states=states,
        omits=frozenset(NoticeItem) - states,
        tellings=tuple(
            facts.Telling(route=Route(one.route), sent_at=one.sent, received_at=one.deemed_received)
            for one in row.tellings.all()
        ),
    )


def review_facts(row: rows.Review, equality: facts.EqualityConsideration | None) -> facts.Review:
    """One review as the rules read it; the row may be a draft that is not stored."""
    return facts.Review(
        id=fact_id(row.id),
        restriction=fact_id(row.restriction_id),
        held_at=row.held_at,
        outcome=ReviewOutcome(row.outcome),
        lift_considered=row.lift_considered,
        reasons=row.reasons,
        next_review_on=row.next_review,
        equality=equality,
    )
