"""Who sees which case: the one answer for every query and every action."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from evenhand.record.actor import Actor
from evenhand.record.models import (
    Case,
    Incident,
    IncidentStaff,
    InformalRestriction,
    Investigation,
    Referral,
    Restriction,
)
from evenhand.rules.authority import Permission
from evenhand.rules.vocabulary import ReferralTarget


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases that somebody may see; what they may not see is, to them, not there."""
    if actor.id is None:
        return Case.objects.none()
    if actor.may(Permission.VIEW_ALL_CASES):
        return Case.objects.all()
    seen = Q(pk__in=[])
    if actor.may(Permission.VIEW_OWN_CASES):
        seen |= _own(actor)
    if actor.may(Permission.VIEW_TEAM_CASES):
        seen |= _managed(actor) | _restricted()
    if actor.may(Permission.VIEW_REFERRED_CASES):
        seen |= Q(Exists(Referral.objects.filter(case=OuterRef("pk"), target=ReferralTarget.TEAM)))
    if actor.may(Permission.VIEW_RESTRICTED_CASES):
        seen |= _restricted()
    return Case.objects.filter(seen)


def _own(actor: Actor) -> Q:
    reported = Incident.objects.filter(case=OuterRef("pk"), reported_by=actor.id)
    had_part = IncidentStaff.objects.filter(incident__case=OuterRef("pk"), staff=actor.id)
    return Q(Exists(reported)) | Q(Exists(had_part))


def _managed(actor: Actor) -> Q:
    incidents = Incident.objects.filter(case=OuterRef("pk")).filter(
        Q(manager=actor.id)
        | Q(manager__deputy=actor.id)
        | Q(acknowledged_by=actor.id)
        | Q(reported_by__manager=actor.id)
        | Q(manager=None)  # nobody fit was found: any manager can take it on
    )
    investigated = Investigation.objects.filter(case=OuterRef("pk"), begun_by=actor.id)
    # Any manager may end a block that nobody decided, as they may lift a restriction.
    informal = InformalRestriction.objects.filter(case=OuterRef("pk"), settled_at=None)
    return Q(Exists(incidents)) | Q(Exists(investigated)) | Q(Exists(informal))


def _restricted() -> Q:
    """Cases with a restriction or an interim limit that nobody has lifted.

    Any manager may lift one at once (principle 2), so every manager sees them; who reads messages that a
    restriction placed on file sees what they belong to.
    """
    return Q(Exists(Restriction.objects.filter(case=OuterRef("pk"), lifted_at=None)))
