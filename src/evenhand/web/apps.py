"""Registers the pages as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages, their forms and their compiled front end. It has no models."""

    name = "evenhand.web"
    label = "web"
    verbose_name = "Evenhand pages"
