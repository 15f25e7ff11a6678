"""Connects each port to what implements it: the one place that knows both."""

from django.apps import AppConfig
from django.conf import settings

from evenhand.ports import wired
from evenhand.ports.documents import FolderStore


class WiringConfig(AppConfig):
    """Wires the ports as soon as Django's applications are ready, for the site and for every command alike."""

    name = "evenhand.config"
    label = "config"

    def ready(self) -> None:
        """Connect the evidence store to the documents folder."""
        wired.wire(documents=FolderStore(settings.EVENHAND.data_folder / "documents"))
