"""Who sees which case: the one answer for every query and every action."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from evenhand.record.actor import Actor
from evenhand.record.models import Case, Incident, IncidentStaff, Investigation, Referral
from evenhand.rules.authority import Permission
from evenhand.rules.vocabulary import Stage


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
        seen |= _managed(actor)
    if actor.may(Permission.VIEW_REFERRED_CASES):
        seen |= Q(Exists(Referral.objects.filter(case=OuterRef("pk"))))
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
    # Any manager may lift a restriction at once (principle 2), so every manager sees those in force.
    return Q(Exists(incidents)) | Q(Exists(investigated)) | Q(stage=Stage.RESTRICTED)
