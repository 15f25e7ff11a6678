"""The independent determination team decides (clauses 3.1, 9.1, 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from evenhand.actions.equality import write_answers
from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change, bounded, change
from evenhand.drafting.decisions import RestrictionDraft, SeatDraft
from evenhand.letters.draft import LONGEST_TEXT
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import determination_facts, restriction_facts
from evenhand.record.models.base import new_id
from evenhand.rules.authority import Role
from evenhand.rules.calendar import end_of_day, local_day
from evenhand.rules.facts import EqualityConsideration
from evenhand.rules.reviews import latest_review_day
from evenhand.rules.vocabulary import Act, RuleId, Stage

__all__ = ["RestrictionDraft", "SeatDraft", "determine"]

LONGEST_WAY = 500
"""Characters in how one service stays reachable: all of them stand in one part of the letter."""
LONGEST_YEARS = 5
"""An end date further away is none that anybody means: such a restriction is open-ended, and says why [I]."""


def determine(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    seen_version: int,
    reasons: str,
    restrictions: Sequence[RestrictionDraft] = (),
    members: Sequence[SeatDraft] = (),
    equality: EqualityConsideration | None = None,
    doors: Mapping[RuleId, str] | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record the panel's decision; with no restriction it decides not to restrict.

    Args:
        actor: a member of the team.
        at: when it was decided.
        case_id: on which case.
        seen_version: the case's version that the panel saw.
        reasons: the reasons of this case (9.1).
        restrictions: what is imposed, each with its aim, effect and terms (3.1, 9.3).
        members: who sat; the actor alone where nobody is named.
        equality: the answers to the equality questions (11.1 to 11.3).
        doors: rules whose missing step is put off because delay would do harm, each with its reason.
        submission: the form's token.

    Returns:
        The determination's id.

    Raises:
        RefusedError: every rule that does not let it happen, at once.
        CaseChangedError: the case changed since the panel saw it.
        InvalidInputError: a date or a member is impossible.
    """
    with change(Act.DETERMINE, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id, seen_version=seen_version, by_permission=True)
        known = this.facts()
        decision = rows.Determination(
            id=new_id(),
            case=case,
            policy=case.policy,
            seen_version=seen_version,
            restricts=bool(restrictions),
            reasons=bounded("reasons", reasons.strip(), most=LONGEST_TEXT),
            doors=_doors(this, doors or {}),
            decided_at=at,
            decided_by_id=actor.staff_id,
        )
        seats = _seats(this, decision, members)
        if len({draft.kind for draft in restrictions}) != len(restrictions):
            raise InvalidInputError("restrictions", "Name each kind of restriction once")
        imposed = [_restriction(this, decision, draft) for draft in restrictions]
        drafted = determination_facts(decision, seats, equality)
        drafted_restrictions = tuple(restriction_facts(row) for row in imposed)
        this.require(
            Act.DETERMINE,
            known,
            drafted=known.with_determination(drafted, drafted_restrictions),
            subjects=[drafted.id, *(one.id for one in drafted_restrictions)],
        )
        this.write(decision)
        for row in (*seats, *imposed):
            this.write(row)
        if equality is not None:
            write_answers(this, equality, determination=decision)
        this.move_case(Stage.RESTRICTED if imposed else Stage.NOT_RESTRICTED)
        this.result = decision.id
        return decision.id


def _doors(this: Change, doors: Mapping[RuleId, str]) -> dict[str, str]:
    """The doors that this actor may use; each with a reason."""
    for rule, reason in doors.items():
        allowed = this.terms.door_roles.get(rule, frozenset())
        if not allowed & this.actor.roles:
            raise InvalidInputError("doors", "Your role cannot put this step off")
        if not reason.strip():
            raise InvalidInputError("doors", "Enter why delay would do harm")
    return {str(rule): bounded("doors", reason.strip()) for rule, reason in doors.items()}


def _seats(this: Change, decision: rows.Determination, members: Sequence[SeatDraft]) -> list[rows.PanelSeat]:
    sitting = members or (SeatDraft(member=this.actor.staff_id),)
    if len({one.member for one in sitting}) != len(sitting):
        raise InvalidInputError("members", "Name each member of the panel once")
    if this.actor.id not in {one.member for one in sitting}:
        raise InvalidInputError("members", "Whoever records the decision must have sat on the panel")
    return [
        rows.PanelSeat(
            determination=decision,
            member=this.staff(one.member, field_name="members", role=Role.DETERMINATION_TEAM),
            view=one.view,
            comment=bounded("members", one.comment.strip()),
        )
        for one in sitting
    ]


def _restriction(this: Change, decision: rows.Determination, draft: RestrictionDraft) -> rows.Restriction:
    today = local_day(this.at)
    if draft.permanent and draft.ends_on is not None:
        raise InvalidInputError("ends_on", "Give an end date, or say that there is none: not both")
    if draft.ends_on is not None and draft.ends_on < today:
        raise InvalidInputError("ends_on", "The last day must be today or in the future")
    if draft.ends_on is not None and draft.ends_on.year > today.year + LONGEST_YEARS:
        raise InvalidInputError(
            "ends_on", f"The last day must be within {LONGEST_YEARS} years. If it has no end, say so and say why"
        )
    known_services = {service.id for service in this.terms.mandatory_services}
    if not set(draft.services) <= known_services:
        raise InvalidInputError("services", "Name only services of the council's list")
    end = end_of_day(draft.ends_on) if draft.ends_on else None
    return rows.Restriction(
        id=new_id(),
        case=decision.case,
        determination=decision,
        kind=draft.kind,
        aim=bounded("aim", draft.aim.strip()),
        effect=bounded("effect", draft.effect.strip()),
        lighter_options=bounded("lighter_options", draft.lighter_options.strip()),
        services={
            service: bounded("services", way.strip(), most=LONGEST_WAY) for service, way in draft.services.items()
        },
        period=DateTimeTZRange(this.at, end, "[)"),
        decided_end=end,
        permanent=draft.permanent,
        permanent_reason=bounded("permanent_reason", draft.permanent_reason.strip(), most=LONGEST_TEXT),
        next_review=draft.next_review_on or latest_review_day(this.terms, this.at),
    )
