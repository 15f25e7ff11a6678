"""Letters as they were sent, the documents behind them, and how the customer was told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from evenhand.record.models.base import Frozen, coded, one_of
from evenhand.record.models.cases import Case
from evenhand.record.models.decisions import Determination, Restriction
from evenhand.record.models.people import Staff
from evenhand.record.models.reviews import Review
from evenhand.rules.vocabulary import LetterKind, Route


class Document(Frozen):
    """A file in the evidence store, by what it holds."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    """Bytes."""
    stored_at = models.DateTimeField()
    stored_by = models.UUIDField()

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_is_hex"),
        ]


class Letter(Frozen):
    """A letter to the customer, kept as it was issued."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    kind = coded(LetterKind)
    determination = models.ForeignKey(
        Determination, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="letters")
    restriction = models.ForeignKey(
        Restriction, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    sections = models.JSONField()
    """Notice item -> its text as issued."""
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="letters")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="letters_issued")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            one_of("kind", LetterKind, name="letter_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=LetterKind.RESTRICTION_NOTICE, determination__isnull=False)
                | Q(kind=LetterKind.REVIEW_OUTCOME, review__isnull=False)
                | Q(kind=LetterKind.LIFTED, restriction__isnull=False),
                name="letter_about_its_decision",
            ),
        ]


class Telling(Frozen):
    """One time that a letter was sent, handed over or read out to the customer."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="tellings")
    route = coded(Route)
    sent = models.DateTimeField()
    deemed_received = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            one_of("route", Route, name="telling_route_known"),
            models.CheckConstraint(
                condition=Q(deemed_received__gte=models.F("sent")), name="telling_received_after_sent"
            ),
        ]
