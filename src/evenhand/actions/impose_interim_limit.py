"""Limit contact for now, by a manager, until the team decides (8.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change, bounded, change, filled
from evenhand.actions.restricting import (
    checked_last_day,
    checked_service,
    checked_services,
    checked_terms,
    checked_withdrawn,
    require_place,
)
from evenhand.actions.telling import Subject, write_telling
from evenhand.letters.draft import LONGEST_TEXT
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import restriction_facts
from evenhand.record.models.base import new_id
from evenhand.record.restriction_terms import terms_to_json
from evenhand.rules.calendar import end_of_day
from evenhand.rules.facts import RestrictionTerms
from evenhand.rules.vocabulary import Act, RestrictionKind, Route, Scope, ServiceId


def impose_interim_limit(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    kind: RestrictionKind,
    reasons: str,
    ends_on: date | None,
    terms: RestrictionTerms | None = None,
    services: Mapping[ServiceId, str] | None = None,
    services_withdrawn: Mapping[ServiceId, str] | None = None,
    scope: Scope | None = None,
    service: str = "",
    told: Route | None = None,
    told_words: str = "",
    seen_version: int | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Limit a customer's contact at once, reasoned and short, until the team takes it over or ends it (8.2).

    Args:
        actor: a manager.
        at: when it begins.
        case_id: on which case.
        kind: what it closes (9.3, 9.4).
        reasons: why contact cannot wait for the team.
        ends_on: its last day; it then ends by itself.
        terms: what the kind asks for.
        services: how each mandatory service stays reachable (3.1); where none is named, by its usual way.
        services_withdrawn: mandatory services withdrawn in part, each with the reason, by the policy's rank.
        scope: how much of the council it covers (11.2).
        service: which service it covers, or why the whole council.
        told: how the customer was told, where that was done already.
        told_words: what they were told; the reasons where nothing else is given.
        seen_version: the case's version that the manager saw; ``None`` where it could not wait.
        submission: the form's token.

    Returns:
        The interim limit's id: it stands among the restrictions.

    Raises:
        RefusedError: the rules do not let it happen (``restriction.interim`` and the like).
        CaseChangedError: the case changed since the manager saw it.
        InvalidInputError: no reasons, no last day, or an impossible term.
    """
    with change(Act.IMPOSE_INTERIM_LIMIT, actor=actor, at=at, submission=submission) as this:
        this.lock_case(case_id, seen_version=seen_version)
        known = this.facts()
        checked_last_day(ends_on, at)
        require_place(known.restrictions, [kind], at=at, field_name="kind")
        end = None if ends_on is None else end_of_day(ends_on)
        withdrawn = checked_withdrawn(this, services_withdrawn or {})
        limit = rows.Restriction(
            id=new_id(),
            case_id=case_id,
            interim=True,
            imposed_at=at,
            imposed_by_id=actor.staff_id,
            reasons=bounded("reasons", reasons.strip(), most=LONGEST_TEXT),
            kind=kind,
            terms=terms_to_json(checked_terms(terms or RestrictionTerms())),
            scope=scope or "",
            service=checked_service(service),
            services=_services(this, services),
            services_withdrawn=withdrawn,
            withdrawn_by_id=actor.staff_id if withdrawn else None,
            period=DateTimeTZRange(at, end, "[)"),
            decided_end=end,
        )
        drafted = restriction_facts(limit)
        this.require(Act.IMPOSE_INTERIM_LIMIT, known, drafted=known.with_restriction(drafted), subjects=[drafted.id])
        filled("reasons", limit.reasons, "Enter why contact is limited now")
        if end is None:  # the rule says so first, unless a policy of its own weighs it otherwise
            raise InvalidInputError("ends_on", "Enter the last day of the limit")
        this.write(limit)
        if told is not None:
            words = bounded("told_words", told_words.strip()) or limit.reasons
            write_telling(this, Subject(column="restriction", row=limit), route=told, words=words, sent=at)
        this.move_case()
        this.result = limit.id
        return limit.id


def _services(this: Change, services: Mapping[ServiceId, str] | None) -> dict[ServiceId, str]:
    if services is None:
        return {one.id: one.usual_way for one in this.terms.mandatory_services}
    return checked_services(this, services)
