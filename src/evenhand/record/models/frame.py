"""What the frame of the actions needs: one submission is carried out once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from evenhand.record.models.base import Frozen


class Submission(Frozen):
    """A form that was carried out: sending it twice gives the first result again, not a second one."""

    token = models.UUIDField(unique=True)
    act = models.CharField(max_length=64)
    result = models.UUIDField(null=True)
    carried_out_at = models.DateTimeField()
    carried_out_by = models.UUIDField(null=True)

    class Meta(Frozen.Meta):
        constraints: ClassVar = []
