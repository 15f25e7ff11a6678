"""Brings a command to its database: the server that DATABASE_URL names, or the embedded one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evenhand.config import places
from evenhand.config.embedded import EmbeddedDatabase, embedded_database, roles
from evenhand.config.environment import Environment, read_environment
from evenhand.config.errors import BadInputError


@contextmanager
def a_database() -> Iterator[Environment]:
    """Makes Django ready with a database, for as long as a command needs it.

    With DATABASE_URL that is the server it names; without, the embedded database, which is stopped afterwards
    unless somebody else uses it.

    Yields:
        The environment, which names the database.

    Raises:
        SetupError: the environment or the embedded database cannot be used.
    """
    environment = read_environment()
    if environment.database is not None:
        set_up_django()
        try:
            yield environment
        finally:
            close_connections()
        return
    with the_embedded_database(environment):
        yield read_environment()


@contextmanager
def the_embedded_database(environment: Environment) -> Iterator[EmbeddedDatabase]:
    """Starts or joins the embedded database and points Django at it.

    Args:
        environment: where its data and programs lie.

    Yields:
        The running database.

    Raises:
        SetupError: it cannot be started.
    """
    folder = places.data_folder(environment)
    with embedded_database(folder, postgres_bin=environment.postgres_bin) as database:
        os.environ["DATABASE_URL"] = database.application.url()
        os.environ["DATABASE_OWNER_URL"] = database.owner.url()
        set_up_django()
        try:
            yield database
        finally:
            close_connections()


def a_named_server() -> Environment:
    """Returns the environment, with Django ready for the server that DATABASE_URL names.

    Raises:
        BadInputError: DATABASE_URL is not set.
    """
    environment = read_environment()
    if environment.database is None:
        raise BadInputError(
            "DATABASE_URL is not set. Set it to a PostgreSQL server, or use 'evenhand run' for an embedded database."
        )
    set_up_django()
    return environment


def set_up_django() -> None:
    """Loads Django with our settings."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.config.settings")
    django.setup()


def close_connections() -> None:
    """Closes Django's connections, so that the server can stop without breaking them."""
    from django.db import connections

    connections.close_all()


def set_up_for_a_scratch_database(folder: Path) -> None:
    """Loads Django for a database that is not there yet, so that files can be read before one is started.

    Args:
        folder: where the scratch database and its documents will lie.
    """
    os.environ["EVENHAND_DATA"] = str(folder)
    os.environ["DATABASE_URL"] = f"postgresql://{roles.APPLICATION}@/{roles.DATABASE}?host={folder}"
    os.environ["DATABASE_OWNER_URL"] = f"postgresql://{roles.OWNER}@/{roles.DATABASE}?host={folder}"
    set_up_django()
    from django.conf import settings

    # Nobody signs in there: a slow hash would protect nothing, and takes most of the time of a short replay.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@contextmanager
def a_scratch_database(folder: Path) -> Iterator[None]:
    """Starts an empty embedded database of our own, brings it up to date, and points Django at it.

    Args:
        folder: an empty folder, for which ``set_up_for_a_scratch_database`` was called; the caller removes it.

    Raises:
        SetupError: it cannot be started.
    """
    from django.db import connections

    from evenhand.config.cli.migrate import bring_up_to_date

    with embedded_database(folder, postgres_bin=read_environment().postgres_bin, durable=False) as database:
        for alias, address in (("default", database.application), ("owner", database.owner)):
            connections.settings[alias].update(address.django())
            connections[alias].settings_dict.update(address.django())
        os.environ["DATABASE_URL"] = database.application.url()
        os.environ["DATABASE_OWNER_URL"] = database.owner.url()
        try:
            bring_up_to_date(read_environment())
            yield
        finally:
            close_connections()
