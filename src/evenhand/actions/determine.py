"""The independent determination team decides (clauses 3.1, 9.1, 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from evenhand.actions.doors import checked_doors
from evenhand.actions.equality import write_answers
from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change, bounded, change
from evenhand.actions.lifting import end_now, standing
from evenhand.actions.restricting import (
    checked_last_day,
    checked_service,
    checked_services,
    checked_terms,
    checked_withdrawn,
    require_place,
)
from evenhand.actions.seats import checked_seat
from evenhand.drafting.decisions import DecisionDraft, DraftedDecision, RestrictionDraft, SeatDraft, drafted_decision
from evenhand.letters.draft import LONGEST_TEXT
from evenhand.record.actor import Actor
from evenhand.record.comparables import comparables_for
from evenhand.rules.facts import CaseFacts, EqualityConsideration
from evenhand.rules.vocabulary import Act, RuleId, Stage

__all__ = ["RestrictionDraft", "SeatDraft", "determine"]

_TAKEN_OVER = "The determination team has decided, and its decision takes the place of this limit."


def determine(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    seen_version: int,
    reasons: str,
    circumstances: str = "",
    restrictions: Sequence[RestrictionDraft] = (),
    members: Sequence[SeatDraft] = (),
    equality: EqualityConsideration | None = None,
    doors: Mapping[RuleId, str] | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Record the panel's decision; with no restriction it decides not to restrict.

    Whatever it decides, it ends the limits that managers set for the time being (8.2).

    Args:
        actor: a member of the team.
        at: when it was decided.
        case_id: on which case.
        seen_version: the case's version that the panel saw.
        reasons: the reasons of this case (9.1).
        circumstances: what is particular to this customer's case (7.2, 7.3, 11.2).
        restrictions: what is imposed, each with its aim, effect, terms and what it covers (3.1, 9.3, 11.2).
        members: who sat; the actor alone where nobody is named.
        equality: the answers to the equality questions (11.1 to 11.3).
        doors: rules whose missing step is put off because delay would do harm, each with its reason.
        submission: the form's token.

    Returns:
        The determination's id.

    Raises:
        RefusedError: every rule that does not let it happen, at once.
        CaseChangedError: the case changed since the panel saw it.
        InvalidInputError: a date, a term or a member is impossible.
    """
    with change(Act.DETERMINE, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id, seen_version=seen_version, by_permission=True)
        # Judged on what the page showed; how others were decided only advises, and stands in nobody's way.
        known = this.facts(comparables=comparables_for(case))
        draft = DecisionDraft(
            reasons=bounded("reasons", reasons.strip(), most=LONGEST_TEXT),
            circumstances=bounded("circumstances", circumstances.strip(), most=LONGEST_TEXT),
            restrictions=_checked_restrictions(this, known, restrictions),
            members=_checked_members(this, members),
            equality=equality,
            doors=checked_doors(this, doors),
        )
        drafted = drafted_decision(draft, case, this.terms, at=at, by=actor.staff_id, seen_version=seen_version)
        this.require(Act.DETERMINE, known, drafted=drafted.as_if_taken(known), subjects=drafted.subjects)
        _carry_out(this, drafted)
        if equality is not None:
            write_answers(this, equality, determination=drafted.row)
        this.result = drafted.row.id
        return drafted.row.id


def _carry_out(this: Change, drafted: DraftedDecision) -> None:
    """Write the decision; end the managers' limits before a restriction of the same kind begins."""
    this.write(drafted.row)
    stand = standing(this)
    for row in stand:
        if row.interim:
            end_now(this, row, reasons=_TAKEN_OVER, taken_over_by=drafted.row)
    for new in (*drafted.seats, *drafted.imposed):
        this.write(new)
    restricted = bool(drafted.imposed) or any(not row.interim for row in stand)
    this.move_case(Stage.RESTRICTED if restricted else Stage.NOT_RESTRICTED)


def _checked_members(this: Change, members: Sequence[SeatDraft]) -> list[SeatDraft]:
    sitting = members or (SeatDraft(member=this.actor.staff_id),)
    if len({one.member for one in sitting}) != len(sitting):
        raise InvalidInputError("members", "Name each member of the panel once")
    if this.actor.id not in {one.member for one in sitting}:
        raise InvalidInputError("members", "Whoever records the decision must have sat on the panel")
    return [checked_seat(this, one) for one in sitting]


def _checked_restrictions(
    this: Change, known: CaseFacts, restrictions: Sequence[RestrictionDraft]
) -> list[RestrictionDraft]:
    kinds = [draft.kind for draft in restrictions]
    if len(set(kinds)) != len(kinds):
        raise InvalidInputError("restrictions", "Name each kind of restriction once")
    by_the_team = [one for one in known.restrictions if not one.interim]
    require_place(by_the_team, kinds, at=this.at, field_name="restrictions")
    return [_checked(this, draft) for draft in restrictions]


def _checked(this: Change, draft: RestrictionDraft) -> RestrictionDraft:
    if draft.permanent and draft.ends_on is not None:
        raise InvalidInputError("ends_on", "Give an end date, or say that there is none: not both")
    checked_last_day(draft.ends_on, this.at)
    return replace(
        draft,
        terms=checked_terms(draft.terms),
        service=checked_service(draft.service),
        aim=bounded("aim", draft.aim.strip()),
        effect=bounded("effect", draft.effect.strip()),
        lighter_options=bounded("lighter_options", draft.lighter_options.strip()),
        services=checked_services(this, draft.services),
        services_withdrawn=checked_withdrawn(this, draft.services_withdrawn),
        permanent_reason=bounded("permanent_reason", draft.permanent_reason.strip(), most=LONGEST_TEXT),
    )
