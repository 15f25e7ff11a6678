"""What the actions share that speak of other rows of a case."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.record import models as rows
from evenhand.rules.facts import CaseFacts
from evenhand.rules.vocabulary import FactId


def entry_of(known: CaseFacts, about: UUID | None) -> UUID | None:
    """An entry of a case, as it was named; ``None`` for the case as a whole.

    Raises ``InvalidInputError`` for anything else, so that nothing is said of an entry that is not there.
    """
    if about is not None and FactId(str(about)) not in set(_ids(known)):
        raise InvalidInputError("about", "Select an entry of this case")
    return about


def _ids(known: CaseFacts) -> Iterator[FactId]:
    yield known.id
    yield known.customer.id
    for kept in (*fields(known), *fields(known.customer)):
        owner = known if hasattr(known, kept.name) else known.customer
        values = getattr(owner, kept.name)
        if isinstance(values, tuple):
            yield from (one.id for one in values)


def incidents_of(case: rows.Case, ids: Collection[UUID], *, field_name: str) -> list[rows.Incident]:
    """Some incidents of a case, in order of time; raises ``InvalidInputError`` when one is not of this case."""
    found = list(case.incidents.filter(pk__in=ids).order_by("occurred", "id"))
    if len(found) != len(set(ids)):
        raise InvalidInputError(field_name, "Select incidents of this case")
    return found
