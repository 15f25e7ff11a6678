"""Customers, how they can be reached, and their adjustments."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from evenhand.record.models.base import Kept, all_of, coded, one_of, said, together
from evenhand.record.references import new_reference
from evenhand.rules.vocabulary import Channel, Labelled


class PointKind(Labelled):
    """What a contact point is."""

    PHONE = "phone", "Telephone number"
    EMAIL = "email", "Email address"
    ADDRESS = "address", "Postal address"
    SOCIAL = "social", "Social media account"


class Customer(Kept):
    """The person or organisation whose actions are recorded."""

    reference = models.CharField(max_length=16, unique=True, default=new_reference)
    name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    identity_checked_at = models.DateTimeField(null=True, blank=True)
    identity_checked_by = models.UUIDField(null=True, blank=True)
    identity_how = models.TextField(blank=True)
    """How somebody checked that the entries are about this person; the last check is kept."""

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            said("name", name="customer_named"),
            together("identity_checked_at", "identity_checked_by", name="customer_identity_checked_by_somebody"),
            models.CheckConstraint(
                condition=Q(identity_checked_at__isnull=True) | Q(identity_how__regex=r"\S"),
                name="customer_identity_checked_somehow",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="customer_name_alike"),
        ]


class ContactPoint(Kept):
    """One way of reaching, or of recognising, a customer."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contact_points")
    kind = coded(PointKind)
    value = models.TextField()
    """As people read it."""
    key = models.CharField(max_length=320)
    """As machines compare it (E.164 number, lower-case address)."""
    verified = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    left = models.DateTimeField(null=True, blank=True)
    """When the customer left it, for an address: nothing goes there any more."""
    departure_recorded_at = models.DateTimeField(null=True, blank=True)
    departure_recorded_by = models.UUIDField(null=True, blank=True)

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            one_of("kind", PointKind, name="contactpoint_kind_known"),
            said("value", "key", name="contactpoint_said"),
            models.UniqueConstraint(fields=["customer", "kind", "key"], name="contactpoint_once"),
            together(
                "left",
                "departure_recorded_at",
                "departure_recorded_by",
                name="contactpoint_departure_recorded_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(left__isnull=True) | Q(kind=PointKind.ADDRESS, left__lte=models.F("departure_recorded_at")),
                name="contactpoint_only_an_address_is_left",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "key"], name="contactpoint_key")]


class Adjustment(Kept):
    """A reasonable adjustment: what we do differently. Why stands nowhere in this table."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="adjustments")
    arrangement = models.TextField()
    unusable_channels = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    safe_equivalent = models.TextField(blank=True)
    """What a person picked where the adjustment and a restriction clash over safety (principle 3)."""
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.UUIDField(null=True, blank=True)

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            said("arrangement", name="adjustment_said"),
            all_of("unusable_channels", Channel, name="adjustment_channels_known"),
            together("ended_at", "ended_by", name="adjustment_ended_by_somebody"),
        ]
