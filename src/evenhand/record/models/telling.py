"""The customer told without a letter, and letters that are held back."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from evenhand.record.models.base import Frozen, coded, exactly_one, one_of, said
from evenhand.record.models.cases import Case
from evenhand.record.models.decisions import Determination, Restriction
from evenhand.record.models.handling import Evasion
from evenhand.record.models.people import Staff
from evenhand.record.models.reviews import Appeal, Review
from evenhand.rules.vocabulary import Route

SUBJECTS = ("determination", "restriction", "review", "appeal", "evasion")
"""What a customer is told of: exactly one of these columns is filled."""


class AboutADecision(Frozen):
    """The columns that name what the customer is told of."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    determination = models.ForeignKey(Determination, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    restriction = models.ForeignKey(Restriction, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    appeal = models.ForeignKey(Appeal, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    evasion = models.ForeignKey(Evasion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        abstract = True

    @property
    def about_id(self) -> UUID:
        """The id of what the customer is told of."""
        found: UUID = next(one for one in (getattr(self, f"{name}_id") for name in SUBJECTS) if one is not None)
        return found


class DirectTelling(AboutADecision):
    """One time that the customer was told without a letter, by any means that works (clause 9.1)."""

    route = coded(Route)
    sent = models.DateTimeField()
    deemed_received = models.DateTimeField()
    words = models.TextField()
    """What they were told."""
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(AboutADecision.Meta):
        constraints: ClassVar = [
            one_of("route", Route, name="directtelling_route_known"),
            exactly_one(*SUBJECTS, name="directtelling_about_one_thing"),
            said("words", name="directtelling_said"),
            models.CheckConstraint(
                condition=Q(deemed_received__gte=models.F("sent")), name="directtelling_received_after_sent"
            ),
        ]


class Withholding(AboutADecision):
    """A letter held back because sending it would put somebody at risk."""

    reason = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    """When it is looked at again; the duty to tell then stands once more."""
    withheld_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(AboutADecision.Meta):
        constraints: ClassVar = [
            exactly_one(*SUBJECTS, name="withholding_about_one_thing"),
            said("reason", name="withholding_reasoned"),
            models.CheckConstraint(condition=Q(until__gt=models.F("since")), name="withholding_ends_after_it_begins"),
        ]
