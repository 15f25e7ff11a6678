"""A decision as the panel words it, and as the record and the rules would have it.

The page that previews a decision and the action that takes it both make their rows and facts here, so that what
is shown is what is judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from evenhand.record import models as rows
from evenhand.record.facts import determination_facts, restriction_facts
from evenhand.record.models.base import new_id
from evenhand.record.restriction_terms import terms_to_json
from evenhand.rules import facts, same_words
from evenhand.rules.calendar import end_of_day
from evenhand.rules.facts import EqualityConsideration, RestrictionTerms
from evenhand.rules.reviews import latest_review_day
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import FactId, RestrictionKind, RuleId, Scope, ServiceId, View


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionDraft:
    """One restriction as the panel words it."""

    kind: RestrictionKind
    terms: RestrictionTerms = field(default_factory=RestrictionTerms)
    """What the kind asks for (9.3, 9.4)."""
    scope: Scope | None = None
    service: str = ""
    """The service whose contact is restricted; for the whole council, why (11.2)."""
    aim: str = ""
    effect: str = ""
    lighter_options: str = ""
    services: Mapping[ServiceId, str] = field(default_factory=dict)
    """How each mandatory service stays reachable (3.1)."""
    services_withdrawn: Mapping[ServiceId, str] = field(default_factory=dict)
    """Mandatory services that are withdrawn in part, each with the reason (3.1)."""
    ends_on: date | None = None
    """Its last day, or ``None`` where it is permanent."""
    permanent: bool = False
    permanent_reason: str = ""
    next_review_on: date | None = None
    """``None``: the last day that the policy allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatDraft:
    """One member of the panel and the view they took."""

    member: UUID
    view: View = View.AGREES
    comment: str = ""
    from_outside: bool = False
    """A substitute from outside the team, where a member may not sit (9.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """The whole decision as the panel words it; see the action ``determine`` for its parts."""

    reasons: str
    circumstances: str = ""
    restrictions: Sequence[RestrictionDraft] = ()
    members: Sequence[SeatDraft] = ()
    """Nobody named: whoever records it sat alone."""
    equality: EqualityConsideration | None = None
    doors: Mapping[RuleId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedDecision:
    """A decision that is not taken yet: the rows that would be stored, and the facts that they would be."""

    row: rows.Determination
    seats: tuple[rows.PanelSeat, ...]
    imposed: tuple[rows.Restriction, ...]
    determination: facts.Determination
    restrictions: tuple[facts.Restriction, ...]

    @property
    def subjects(self) -> frozenset[FactId]:
        """The ids of the drafted facts."""
        return frozenset({self.determination.id, *(one.id for one in self.restrictions)})

    def as_if_taken(self, known: facts.CaseFacts) -> facts.CaseFacts:
        """The facts of the case as if the decision had been taken."""
        return known.with_determination(self.determination, self.restrictions)


def drafted_decision(
    draft: DecisionDraft, case: rows.Case, terms: Terms, *, at: datetime, by: UUID, seen_version: int | None = None
) -> DraftedDecision:
    """A decision as it would stand if it were taken at a moment. Nothing is written.

    Args:
        draft: the decision as the panel words it.
        case: on which case.
        terms: the values of the policy that the case is under.
        at: the moment.
        by: who records it.
        seen_version: the case's version that the panel saw; ``None`` for the one that it has.
    """
    reasons = draft.reasons.strip()
    row = rows.Determination(
        id=new_id(),
        case=case,
        policy_id=case.policy_id,
        seen_version=case.version if seen_version is None else seen_version,
        restricts=bool(draft.restrictions),
        reasons=reasons,
        reasons_key=same_words.key(reasons),
        copied_reasons=_copied(reasons, case),
        circumstances=draft.circumstances.strip(),
        doors={str(rule): reason.strip() for rule, reason in draft.doors.items()},
        decided_at=at,
        decided_by_id=by,
    )
    seats = tuple(_seat(row, one) for one in draft.members or (SeatDraft(member=by),))
    imposed = tuple(_restriction(row, one, terms, at=at, by=by) for one in draft.restrictions)
    return DraftedDecision(
        row=row,
        seats=seats,
        imposed=imposed,
        determination=determination_facts(row, seats, draft.equality),
        restrictions=tuple(restriction_facts(one) for one in imposed),
    )


def _copied(reasons: str, case: rows.Case) -> bool:
    """Whether another customer's decision has the same reasons, word for word (9.1)."""
    key = same_words.key(reasons)
    others = rows.Determination.objects.exclude(case__customer=case.customer_id)
    return bool(key) and others.filter(reasons_key=key).exists()


def _seat(decision: rows.Determination, draft: SeatDraft) -> rows.PanelSeat:
    return rows.PanelSeat(
        determination=decision,
        member_id=draft.member,
        view=draft.view,
        comment=draft.comment.strip(),
        from_outside=draft.from_outside,
    )


def _restriction(
    decision: rows.Determination, draft: RestrictionDraft, terms: Terms, *, at: datetime, by: UUID
) -> rows.Restriction:
    end = end_of_day(draft.ends_on) if draft.ends_on else None
    return rows.Restriction(
        id=new_id(),
        case_id=decision.case_id,
        determination=decision,
        kind=draft.kind,
        terms=terms_to_json(draft.terms),
        scope=draft.scope or "",
        service=draft.service.strip(),
        aim=draft.aim.strip(),
        effect=draft.effect.strip(),
        lighter_options=draft.lighter_options.strip(),
        services={str(service): way.strip() for service, way in draft.services.items()},
        services_withdrawn={str(service): why.strip() for service, why in draft.services_withdrawn.items()},
        withdrawn_by_id=by if draft.services_withdrawn else None,
        period=DateTimeTZRange(at, end, "[)"),
        decided_end=end,
        permanent=draft.permanent,
        permanent_reason=draft.permanent_reason.strip(),
        next_review=draft.next_review_on or latest_review_day(terms, at),
    )
