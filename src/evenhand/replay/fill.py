"""Turns the names of a replay into ids, and fills in what an event leaves out: the newest of its kind on the case."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.on_restriction import over
from evenhand.record import models as rows
from evenhand.record.sensitive import sensitive_data
from evenhand.replay.arguments import BY_KIND, OCCURRED, PEOPLE, WHAT_HAPPENED, required, written
from evenhand.replay.scene import Scene
from evenhand.replay.script import Event, Label, PointOf, RestrictionOf, UsualWays
from evenhand.rules.vocabulary import Act, ReferralTarget

NOTHING_SAID = "The replay does not say what happened."

_ROWS: Mapping[str, type[models.Model]] = {
    "incident_id": rows.Incident,
    "conflict_id": rows.Conflict,
    "determination_id": rows.Determination,
    "review_id": rows.Review,
    "letter_id": rows.Letter,
    "referral_id": rows.Referral,
    "informal_id": rows.InformalRestriction,
    "marker_id": rows.Marker,
    "hold_id": rows.LegalHold,
    "consideration_id": rows.LegalConsideration,
    "appeal_id": rows.Appeal,
    "request_id": rows.AdjustmentRequest,
    "contact_id": rows.HandledContact,
    "exceptional_id": rows.ExceptionalContact,
    "evasion_id": rows.Evasion,
}
"""The rows of a case that arguments name."""


def arguments(scene: Scene, event: Event) -> dict[str, Any]:
    """The arguments as the action takes them.

    Raises ``InvalidInputError`` where a name has come to nothing, or what is left out is not there or not clear.
    """
    given = {name: _resolved(scene, name, value) for name, value in event.arguments.items()}
    case = scene.case()
    filled: Mapping[str, Callable[[], Any]] = {
        "customer": scene.customer,
        OCCURRED: lambda: event.at,
        WHAT_HAPPENED: lambda: NOTHING_SAID,
        "case_id": lambda: _case(case).id,
        "seen_version": lambda: _case(case).version,
    }
    for name, hint in required(event.do).items():
        if name in given:
            continue
        if name in filled:
            given[name] = filled[name]()
        elif hint is UUID and name not in PEOPLE:
            given[name] = _newest(_case(case), event, name)
    if event.do is Act.CONSIDER_EQUALITY and given.keys().isdisjoint({"determination_id", "review_id"}):
        given["determination_id"] = _newest(_case(case), event, "determination_id")
    return given


def _case(case: rows.Case | None) -> rows.Case:
    if case is None:
        raise InvalidInputError("do", "There is no case yet. Report an incident first")
    return case


def _resolved(scene: Scene, name: str, value: Any) -> Any:  # noqa: PLR0911 - one way for each kind of value
    """A value with each name in it turned into the id that it stands for."""
    match value:
        case Label():
            return _named(scene, name, value.name)
        case RestrictionOf():
            return _of_kind(_case(scene.case()), name, value)
        case PointOf():
            return _point(_case(scene.case()), name, value)
        case UsualWays():
            return {service.id: service.usual_way for service in scene.script.pack.terms.mandatory_services}
        case tuple() | frozenset():
            return type(value)(_resolved(scene, name, one) for one in value)
        case dict():
            return {key: _resolved(scene, name, one) for key, one in value.items()}
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
            return type(value)(**{field: _resolved(scene, field, one) for field, one in fields.items()})
    return value


def _named(scene: Scene, name: str, label: str) -> UUID:
    """The id behind a name: a person's, or that of what an event gave."""
    if name in PEOPLE:
        return scene.people[label].staff_id
    if label not in scene.results:
        raise InvalidInputError(written(name), f"Nothing came of '{label}', because it was not accepted")
    found = scene.results[label]
    return _restriction_behind(name, label, found) if name == "restriction_id" else found


def _restriction_behind(name: str, label: str, found: UUID) -> UUID:
    """The one restriction that a decision imposed or that a review left, or the restriction itself."""
    behind = rows.Restriction.objects.filter(Q(pk=found) | Q(determination=found)).order_by("pk")
    choice = list(behind.filter(lifted_at=None)) or list(behind.filter(narrows=None))
    review = rows.Review.objects.filter(pk=found).first()
    if review is not None:
        choice = [review.narrowed_to or review.restriction]
    return _only(choice, name, f"No restriction came of '{label}'")


def _of_kind(case: rows.Case, name: str, wanted: RestrictionOf) -> UUID:
    found = case.restrictions.filter(kind=wanted.kind).order_by("-pk").first()
    return _there(found, name, f"The case has no restriction of the kind '{wanted.kind.value}'")


def _point(case: rows.Case, name: str, wanted: PointOf) -> UUID:
    own = rows.ContactPoint.objects.filter(customer=case.customer_id, kind=wanted.kind).order_by("-pk")
    return _there(own.first(), name, f"The customer has no {wanted.kind.value} on record")


def _newest(case: rows.Case, event: Event, name: str) -> UUID:
    """What an event means that does not say it."""
    if name == "restriction_id":
        standing = [one for one in case.restrictions.order_by("pk") if not over(one, event.at)]
        return _only(standing, name, "No restriction is in force")
    if name in BY_KIND:
        return _to_tell_of(case, event, name)
    if name == "injury_id":
        return _there(_injury(case), name, "There is no injury on the case yet")
    if name == "point_id":
        return _point(case, name, PointOf(kind=rows.PointKind.ADDRESS))
    model = _ROWS[name]
    found = model._default_manager.filter(case=case)  # noqa: SLF001 - the documented way to any model's rows
    if model is rows.Referral:
        found = found.exclude(target=ReferralTarget.TEAM)
    return _there(found.order_by("-pk").first(), name, f"There is no {written(name).replace('_', ' ')} on the case yet")


def _injury(case: rows.Case) -> rows.StaffInjury | None:
    incidents = list(case.incidents.values_list("pk", flat=True))
    with sensitive_data():
        return rows.StaffInjury.objects.filter(incident__in=incidents).order_by("-pk").first()


def _to_tell_of(case: rows.Case, event: Event, name: str) -> UUID:
    """The latest decision that a customer is told of, or appeals against."""
    found: list[tuple[datetime, Any]] = [(one.decided_at, one) for one in case.determinations.all()]
    if event.do is not Act.RECORD_APPEAL:
        found += [(one.held_at, one) for one in case.reviews.all()]
        lifted = case.restrictions.filter(lifted_at__isnull=False, taken_over_by=None, narrowed_to=None, reviews=None)
        found += [(one.lifted_at, one) for one in lifted]
    if event.do in {Act.TELL_DIRECTLY, Act.WITHHOLD_TELLING}:
        found += [(one.imposed_at, one) for one in case.restrictions.filter(interim=True, narrows=None)]
    latest = max(found, key=lambda each: each[0], default=(event.at, None))[1]
    return _there(latest, name, "There is no decision on the case yet")


def _only(found: list[rows.Restriction], name: str, if_none: str) -> UUID:
    if len(found) > 1:
        kinds = ", ".join(one.kind for one in found)
        raise InvalidInputError(written(name), f"Several restrictions may be meant. Name one of them: {kinds}")
    return _there(found[0] if found else None, name, if_none)


def _there(found: models.Model | None, name: str, if_none: str) -> UUID:
    if found is None:
        raise InvalidInputError(written(name), if_none)
    return UUID(str(found.pk))
