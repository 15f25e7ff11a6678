"""Makes a restriction lighter, for the actions that narrow it: a lighter one takes its place, or it ends sooner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import Change
from evenhand.actions.lifting import end_now, standing
from evenhand.actions.on_restriction import running_pauses
from evenhand.actions.restricting import checked_last_day, checked_service, checked_terms
from evenhand.record import models as rows
from evenhand.record.facts import restriction_facts
from evenhand.record.models.base import new_id
from evenhand.record.restriction_terms import terms_from_json, terms_to_json
from evenhand.rules.calendar import end_of_day
from evenhand.rules.facts import RestrictionTerms
from evenhand.rules.kinds import is_lighter, terms_missing
from evenhand.rules.vocabulary import RestrictionKind, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Lighter:
    """What becomes lighter. What is not said stays as it was."""

    kind: RestrictionKind | None = None
    terms: RestrictionTerms | None = None
    scope: Scope | None = None
    service: str = ""
    new_end_on: date | None = None
    """Its new last day, where it ends sooner."""


def lighten(
    this: Change, restriction: rows.Restriction, change: Lighter, *, reasons: str, next_review: date | None = None
) -> rows.Restriction | None:
    """Make a restriction lighter now, or let it end sooner, or both.

    Args:
        this: the action.
        restriction: which restriction; it stands.
        change: what becomes lighter.
        reasons: why.
        next_review: when it is reviewed next, where that changes.

    Returns:
        The lighter restriction that took its place; ``None`` where it only ends sooner.

    Raises:
        InvalidInputError: it would not be lighter or not end sooner, or its kind asks for more terms.
    """
    end = _new_end(this, restriction, change.new_end_on)
    review = next_review or restriction.next_review
    lighter = _lighter(this, restriction, change, end=end, next_review=review)
    if end is not None and _says(lighter) == _says(restriction):
        period = DateTimeTZRange(restriction.period.lower, end, "[)")
        this.amend(restriction, period=period, permanent=False, permanent_reason="", next_review=review)
        return None
    _require_lighter(this, restriction, lighter)
    pauses = running_pauses(restriction, this.at)  # a lighter one must not begin again what was paused
    end_now(this, restriction, reasons=reasons)
    this.write(lighter)
    for pause in pauses:
        this.write(_same_pause(this, lighter, pause))
    return lighter


def _says(restriction: rows.Restriction) -> tuple[object, ...]:
    """What can become lighter, besides the end."""
    return restriction.kind, restriction.terms, restriction.scope, restriction.service


def _new_end(this: Change, restriction: rows.Restriction, new_end_on: date | None) -> datetime | None:
    if new_end_on is None:
        return None
    checked_last_day(new_end_on, this.at, field_name="new_end_on")
    end = end_of_day(new_end_on)
    if restriction.period.upper is not None and end >= restriction.period.upper:
        raise InvalidInputError("new_end_on", "The new last day must be sooner than the one it has")
    return end


def _lighter(
    this: Change, old: rows.Restriction, change: Lighter, *, end: datetime | None, next_review: date | None
) -> rows.Restriction:
    """The row that takes its place: the same decision, aims, services and, where none is given, end."""
    kind = change.kind or RestrictionKind(old.kind)
    kept_terms = terms_from_json(old.terms) if kind == old.kind else RestrictionTerms()
    upper = end or old.period.upper
    return rows.Restriction(
        id=new_id(),
        case_id=old.case_id,
        determination_id=old.determination_id,
        interim=old.interim,
        imposed_at=this.at if old.interim else None,
        imposed_by_id=this.actor.staff_id if old.interim else None,
        reasons=old.reasons,
        narrows=old,
        kind=kind,
        terms=terms_to_json(kept_terms if change.terms is None else checked_terms(change.terms)),
        scope=change.scope or old.scope,
        service=checked_service(change.service) or (old.service if change.scope in {None, old.scope} else ""),
        aim=old.aim,
        effect=old.effect,
        lighter_options=old.lighter_options,
        services=old.services,
        services_withdrawn=old.services_withdrawn,
        withdrawn_by_id=old.withdrawn_by_id,
        period=DateTimeTZRange(this.at, upper, "[)"),
        decided_end=upper,
        permanent=old.permanent and upper is None,
        permanent_reason=old.permanent_reason if upper is None else "",
        next_review=next_review,
    )


def _require_lighter(this: Change, old: rows.Restriction, lighter: rows.Restriction) -> None:
    if _says(lighter) == _says(old):
        raise InvalidInputError("new_end_on", "Enter what becomes lighter, or the new last day")
    if old.scope == lighter.scope != "" and old.service != lighter.service:
        raise InvalidInputError("service", "Lift this restriction: another service is another restriction")
    if lighter.scope and not lighter.service:
        raise InvalidInputError("service", "Enter which service the restriction covers")
    new = restriction_facts(lighter)
    if not is_lighter(new, restriction_facts(old)):
        raise InvalidInputError("kind", "This would not be lighter than the restriction that stands")
    missing = terms_missing(new.kind, new.terms) if new.terms else ()
    if missing:
        raise InvalidInputError("terms", f"Enter what this kind asks for: {missing[0].label.lower()}")
    if any(one.kind == lighter.kind and one.pk != old.pk for one in standing(this)):
        raise InvalidInputError(
            "kind", "A restriction of this kind is in force already. Lift this one, or choose another kind"
        )


def _same_pause(this: Change, restriction: rows.Restriction, pause: rows.Suspension) -> rows.Suspension:
    return rows.Suspension(
        restriction=restriction,
        since=this.at,
        until=pause.until,
        reasons=pause.reasons,
        suspended_by_id=pause.suspended_by_id,
    )
