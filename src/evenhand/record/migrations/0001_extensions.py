"""The two extensions behind 'one of a kind at a time' and names spelt a little differently."""

from typing import ClassVar

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Both are trusted: the owner of the database may create them. Where they stand already, nothing happens."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [BtreeGistExtension(), TrigramExtension()]
