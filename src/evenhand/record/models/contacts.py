"""Contact checks: who asked what to do, and what they were told. Never what the customer did."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand.record.models.base import Frozen, coded, one_of
from evenhand.record.models.cases import Case
from evenhand.record.models.people import Staff
from evenhand.rules.vocabulary import Channel, Match, Outcome


class ContactCheck(Frozen):
    """One answer to 'what do I do now?'."""

    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="contact_checks")
    channel = coded(Channel)
    match = coded(Match)
    purpose = models.CharField(max_length=64, blank=True)
    outcome = coded(Outcome)
    rules = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    not_told = models.BooleanField(default=False)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="contact_checks")

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            one_of("channel", Channel, name="contactcheck_channel_known"),
            one_of("match", Match, name="contactcheck_match_known"),
            one_of("outcome", Outcome, name="contactcheck_outcome_known"),
        ]
