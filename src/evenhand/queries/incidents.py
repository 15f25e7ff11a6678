"""A reported incident, as the person who reported it is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.queries.case_parts import FindingLine, finding_lines
from evenhand.queries.errors import NotVisibleError
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts
from evenhand.record.policies import pack_of
from evenhand.record.visibility import visible_to
from evenhand.rules import rulebook
from evenhand.rules.vocabulary import Act, Behaviour, FactId, Harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a report."""

    case_id: UUID
    case_reference: str
    manager: str
    """The name of the manager whom it reached; empty where nobody fit is recorded."""
    physical_threat: bool
    harm: frozenset[Harm]
    """Whom the customer threatened to harm besides; told to the person who reported it, and to nobody else."""
    offence: bool
    """Whether an offence was threatened or committed; as with harm."""
    behaviour_named: bool
    findings: tuple[FindingLine, ...]
    """What the policy says of this incident alone, gravest first."""


def incident_receipt(actor: Actor, incident_id: UUID, *, at: datetime) -> Receipt:
    """What became of a reported incident.

    Raises:
        NotVisibleError: there is no such incident on a case that the actor may see.
    """
    with transaction.atomic():
        row = (
            rows.Incident.objects.filter(pk=incident_id, case__in=visible_to(actor))
            .select_related("case__policy", "manager")
            .first()
        )
        if row is None:
            raise NotVisibleError
        facts = case_facts(row.case, at=at)
        terms = pack_of(row.case.policy).terms
    found = rulebook.judge(facts, terms, at=at)
    known = next(one for one in facts.incidents if one.id == FactId(str(row.id)))
    theirs = row.reported_by_id == actor.id  # others learn it from what the case asks for, if they need to (4.1)
    return Receipt(
        case_id=row.case_id,
        case_reference=row.case.reference,
        manager=row.manager.name if row.manager else "",
        physical_threat=any(Behaviour(code).is_physical_threat for code in row.behaviours),
        harm=known.harm_threatened if theirs else frozenset(),
        offence=theirs and known.offence is not None,
        behaviour_named=bool(row.behaviours),
        findings=finding_lines(tuple(one for one in found if one.about == known.id), terms, at=at),
    )


def reported_before(actor: Actor, submission: str) -> UUID | None:
    """The incident that this person already reported with a form's token; None where there is none.

    The customer whom the first press put on the record must not make the second look like a new question.
    """
    try:
        token = UUID(submission)
    except ValueError:
        return None
    found: UUID | None = (
        rows.Submission.objects.filter(token=token, act=Act.REPORT_INCIDENT, carried_out_by=actor.id)
        .values_list("result", flat=True)
        .first()
    )
    return found
