"""The council itself, and the versions of its policy."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from evenhand.record.models.base import Frozen, Kept, said


class Council(Kept):
    """The one council of this database: its name, colours and how it is written to."""

    only = models.BooleanField(default=True, unique=True)
    name = models.CharField(max_length=120)
    address = models.TextField()
    email = models.EmailField()
    telephone = models.CharField(max_length=32)
    web_form = models.URLField()
    signatory = models.CharField(max_length=120)
    """The post in whose name letters go out, never a person's name."""
    brand_colour = models.CharField(max_length=7, validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")])
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(only=True), name="council_is_one"),
            models.CheckConstraint(
                condition=models.Q(brand_colour__regex=r"^#[0-9a-fA-F]{6}$"), name="council_colour_is_hex"
            ),
            said("name", "address", "signatory", name="council_named"),
        ]


class PolicyVersion(Frozen):
    """One adopted version of a policy pack, kept whole: a later file never changes it."""

    name = models.CharField(max_length=64)
    version = models.CharField(max_length=32)
    schema_version = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    effective_from = models.DateField()
    adopted_at = models.DateTimeField()
    adopted_by = models.UUIDField(null=True)

    class Meta(Frozen.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "version"], name="policyversion_once"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="policyversion_sha256_is_hex"
            ),
        ]
