"""A decision as the panel words it, and as the rules would read it: for the page that previews it, and the action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from evenhand.record import models as rows
from evenhand.record.facts import fact_id, person_id
from evenhand.record.models.base import new_id
from evenhand.rules import facts
from evenhand.rules.calendar import end_of_day
from evenhand.rules.facts import EqualityConsideration
from evenhand.rules.reviews import latest_review_day
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import FactId, RestrictionKind, RuleId, ServiceId, View


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionDraft:
    """One restriction as the panel words it."""

    kind: RestrictionKind
    aim: str = ""
    effect: str = ""
    lighter_options: str = ""
    services: Mapping[ServiceId, str] = field(default_factory=dict)
    """How each mandatory service stays reachable (3.1)."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """The whole decision as the panel words it; see the action ``determine`` for its parts."""

    reasons: str
    restrictions: Sequence[RestrictionDraft] = ()
    members: Sequence[SeatDraft] = ()
    equality: EqualityConsideration | None = None
    doors: Mapping[RuleId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedDecision:
    """A decision that is not taken yet, as facts."""

    row: rows.Determination
    """Names the decision for its letter; it is never stored."""
    determination: facts.Determination
    restrictions: tuple[facts.Restriction, ...]

    @property
    def subjects(self) -> frozenset[FactId]:
        """The ids of the drafted facts."""
        return frozenset({self.determination.id, *(one.id for one in self.restrictions)})


def drafted_decision(draft: DecisionDraft, terms: Terms, *, at: datetime) -> DraftedDecision:
    """A decision as the rules would read it if it were taken at a moment. Nothing is written."""
    row = rows.Determination(id=new_id(), restricts=bool(draft.restrictions))
    decision = facts.Determination(
        id=fact_id(row.id),
        decided_at=at,
        members=tuple(facts.PanelMember(person=person_id(one.member), view=one.view) for one in draft.members),
        reasons=draft.reasons.strip(),
        restricts=bool(draft.restrictions),
        equality=draft.equality,
        doors=dict(draft.doors),
    )
    return DraftedDecision(
        row=row,
        determination=decision,
        restrictions=tuple(_restriction(one, decision, terms, at) for one in draft.restrictions),
    )


def _restriction(
    draft: RestrictionDraft, decision: facts.Determination, terms: Terms, at: datetime
) -> facts.Restriction:
    return facts.Restriction(
        id=fact_id(new_id()),
        determination=decision.id,
        kind=draft.kind,
        aim=draft.aim.strip(),
        effect=draft.effect.strip(),
        lighter_options=draft.lighter_options.strip(),
        services={service: way.strip() for service, way in draft.services.items()},
        starts_at=at,
        ends_at=end_of_day(draft.ends_on) if draft.ends_on else None,
        permanent=draft.permanent,
        permanent_reason=draft.permanent_reason.strip(),
        next_review_on=draft.next_review_on or latest_review_day(terms, at),
        noted=True,
    )
