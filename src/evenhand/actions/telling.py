"""What a customer is told of, and the record of telling them without a letter, for the actions that do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models

from evenhand.actions.errors import NotFoundError
from evenhand.actions.frame import Change
from evenhand.record import models as rows
from evenhand.rules.telling import deemed_receipt
from evenhand.rules.vocabulary import Route

_MODELS: dict[str, type[models.Model]] = {
    "determination": rows.Determination,
    "restriction": rows.Restriction,
    "review": rows.Review,
    "appeal": rows.Appeal,
    "evasion": rows.Evasion,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing that a customer is told of: its column, and its row, which belongs to a case."""

    column: str
    row: models.Model

    @property
    def case_id(self) -> UUID:
        """The case that it belongs to."""
        found: UUID = self.row.case_id  # type: ignore[attr-defined]  # each of the five has a case
        return found


def subject_of(about: UUID, *columns: str) -> Subject:
    """The decision, interim limit or restriction, review, appeal or evasion with an id.

    Args:
        about: its id.
        columns: which of them it may be; all where none is named.

    Raises:
        NotFoundError: there is none.
    """
    for column in columns or _MODELS:
        row = _MODELS[column]._default_manager.filter(pk=about).first()  # noqa: SLF001 - Django's documented way
        if row is not None:
            return Subject(column=column, row=row)
    raise NotFoundError


def write_telling(this: Change, subject: Subject, *, route: Route, words: str, sent: datetime) -> rows.DirectTelling:
    """Keep one time that the customer was told without a letter; when it counts as received follows from the route."""
    return this.write(
        rows.DirectTelling(
            case_id=subject.case_id,
            route=route,
            sent=sent,
            deemed_received=deemed_receipt(this.terms, route, sent),
            words=words,
            recorded_at=this.at,
            recorded_by_id=this.actor.staff_id,
            **{subject.column: subject.row},
        )
    )
