"""Correct an entry, everywhere it went."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from evenhand.actions.entries import entry_of
from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change, change, filled
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Act


def correct_entry(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    correction: str = "",
    about: UUID | None = None,
    reached: Collection[UUID] = (),
    earlier: UUID | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Correct an entry, or record who else has been told of an earlier correction.

    What was written stays, with the correction beside it.

    Args:
        actor: who corrects it.
        at: when.
        case_id: which case.
        correction: what is wrong, and what is right instead.
        about: the entry that is corrected; none for the case as a whole.
        reached: the sharings whose recipients have been told.
        earlier: an earlier correction of which they have been told now; ``correction`` and ``about`` are its own.
        submission: the form's token.

    Returns:
        The correction's id.

    Raises:
        NotFoundError: there is no such case, or the actor may not see it.
        InvalidInputError: nothing is corrected, or an entry, sharing or correction is none of this case.
    """
    with change(Act.CORRECT_ENTRY, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id)
        if earlier is not None:
            row = _earlier(case, earlier)
        else:
            row = this.write(
                rows.Correction(
                    case=case,
                    about=entry_of(this.facts(), about),
                    correction=filled("correction", correction, "Enter what is wrong, and what is right instead"),
                    corrected_at=at,
                    corrected_by_id=actor.staff_id,
                )
            )
        _tell(this, case, row, set(reached))
        this.move_case()
        this.result = row.id
        return row.id


def _earlier(case: rows.Case, correction_id: UUID) -> rows.Correction:
    found: rows.Correction | None = case.corrections.filter(pk=correction_id).first()
    if found is None:
        raise InvalidInputError("earlier", "Select a correction of this case")
    return found


def _tell(this: Change, case: rows.Case, row: rows.Correction, reached: set[UUID]) -> None:
    sharings = case.sharings.filter(pk__in=reached)
    if len(sharings) != len(reached):
        raise InvalidInputError("reached", "Select people whom an entry of this case was shared with")
    known = set(row.reaches.values_list("sharing_id", flat=True))
    for sharing in sharings:
        if sharing.id not in known:
            this.write(
                rows.CorrectionReach(correction=row, sharing=sharing, told_at=this.at, told_by_id=this.actor.staff_id)
            )
