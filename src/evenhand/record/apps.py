"""The Django application that owns the tables."""

from __future__ import annotations

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The record of customers, cases, decisions and letters."""

    name = "evenhand.record"
    label = "record"
    verbose_name = "Record"
