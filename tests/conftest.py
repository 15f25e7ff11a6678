"""What every test stands on: one throw-away PostgreSQL for the run, and no network but this machine's own.

The cluster starts when the first test asks for a database. Its database is migrated once, as the owner, into
a
template; tests work as the application's role, as the product does.
"""

import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import django
import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from evenhand.config.embedded import EmbeddedDatabase, embedded_database, roles
from evenhand.config.environment import DatabaseAddress

TEMPLATE = "evenhand_template"
SHARED = "evenhand_test"
POSTGRES_BIN = os.environ.get("EVENHAND_POSTGRES_BIN")

# Settings are read before the cluster runs; `django_db_setup` puts the real addresses in their place.
_data_folder = Path(tempfile.mkdtemp(prefix="evenhand-tests-"))
_data_folder.chmod(0o711)  # the server's own account passes through when root runs the tests
for _name in [name for name in os.environ if name.startswith(("EVENHAND_", "DATABASE_", "PG"))]:
    del os.environ[_name]
os.environ["EVENHAND_DATA"] = str(_data_folder)
os.environ["DATABASE_URL"] = f"postgresql://{roles.APPLICATION}:none@/{SHARED}?host=/nonexistent"
os.environ["DATABASE_OWNER_URL"] = f"postgresql://{roles.OWNER}:none@/{SHARED}?host=/nonexistent"
os.environ["DJANGO_SETTINGS_MODULE"] = "evenhand.config.settings"
# The conftests of the folders below import models, which Django allows from here on.
django.setup()
# Slow hashes protect real passwords; the tests' people have none worth protecting.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_configure(config: pytest.Config) -> None:
    """Keeps tests off every network but this machine's own, and clears up when the run ends."""
    connect = socket.socket.connect

    def connect_here(this: socket.socket, address: Any) -> None:
        if this.family != socket.AF_UNIX and not _is_loopback(address[0]):
            pytest.fail(f"a test tried to reach {address[0]}; tests use this machine alone")
        connect(this, address)

    socket.socket.connect = connect_here  # type: ignore[method-assign, assignment]
    config.add_cleanup(lambda: shutil.rmtree(_data_folder, ignore_errors=True))


def _is_loopback(host: object) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def postgres_bin() -> Path | None:
    """The folder of PostgreSQL's programs that this run is told to use; None for the embedded ones."""
    return Path(POSTGRES_BIN) if POSTGRES_BIN else None


@pytest.fixture(scope="session")
def database_server(postgres_bin: Path | None) -> Iterator[EmbeddedDatabase]:
    """The run's own database server."""
    with embedded_database(_data_folder, postgres_bin=postgres_bin, durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def template_database(database_server: EmbeddedDatabase, django_db_blocker: Any) -> str:
    """The name of a database that is migrated and granted as a real one is, for others to be copied from."""
    from django.core.management import call_command
    from django.db import connections

    from evenhand.record.database.grants import apply_grants

    with _superuser(database_server) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                sql.Identifier(TEMPLATE), sql.Identifier(roles.DATABASE), sql.Identifier(roles.OWNER)
            )
        )
    _point_django_at(replace(database_server.owner, database=TEMPLATE), "owner")
    with django_db_blocker.unblock():
        try:
            call_command("migrate", database="owner", verbosity=0, interactive=False)
            apply_grants(connections["owner"], roles.APPLICATION, roles.SENSITIVE)
        finally:
            connections["owner"].close()
    return TEMPLATE


@pytest.fixture(scope="session")
def new_database(
    database_server: EmbeddedDatabase, template_database: str
) -> Iterator[Callable[[str], DatabaseAddress]]:
    """Makes a database from the template and returns the application's address of it; all go at the end."""
    made: list[str] = []

    def make(name: str) -> DatabaseAddress:
        with _superuser(database_server) as connection:
            _copy_database(connection, template_database, name)
        made.append(name)
        return replace(database_server.application, database=name)

    yield make
    with _superuser(database_server) as connection:
        for name in made:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def django_db_setup(
    new_database: Callable[[str], DatabaseAddress], database_server: EmbeddedDatabase
) -> Iterator[None]:
    """Points Django at a migrated database, as the application's role; tests roll their changes back."""
    from django.db import connections

    _point_django_at(new_database(SHARED), "default")
    _point_django_at(replace(database_server.owner, database=SHARED), "owner")
    yield
    for connection in connections.all(initialized_only=True):
        connection.close()


@pytest.fixture
def fresh_database(
    new_database: Callable[[str], DatabaseAddress],
    database_server: EmbeddedDatabase,
    django_db_setup: None,  # noqa: ARG001  (asked for so that it comes first)
    django_db_blocker: Any,
) -> Iterator[DatabaseAddress]:
    """A database of the test's own, where everything committed stays: for tests with threads, or a browser.

    Yields the application's address of it; Django's two connections point to it meanwhile.
    """
    from django.db import connections

    name = f"evenhand_fresh_{secrets.token_hex(4)}"
    address = new_database(name)
    for alias in ("default", "owner"):
        connections[alias].close()
    _point_django_at(address, "default")
    _point_django_at(replace(database_server.owner, database=name), "owner")
    with django_db_blocker.unblock():
        yield address
        for alias in ("default", "owner"):
            connections[alias].close()
    _point_django_at(replace(database_server.application, database=SHARED), "default")
    _point_django_at(replace(database_server.owner, database=SHARED), "owner")
    with _superuser(database_server) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _point_django_at(address: DatabaseAddress, alias: str) -> None:
    """Changes where one of Django's connections leads, for this thread and for those that start later."""
    from django.db import connections

    connections[alias].close()
    connections.settings[alias].update(address.django())
    connections[alias].settings_dict.update(address.django())


def _superuser(server: EmbeddedDatabase) -> psycopg.Connection:
    return psycopg.connect(replace(server.superuser, database="postgres").url(), autocommit=True)


def _copy_database(connection: psycopg.Connection, template: str, name: str) -> None:
    new, application = sql.Identifier(name), sql.Identifier(roles.APPLICATION)
    connection.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
            new, sql.Identifier(template), sql.Identifier(roles.OWNER)
        )
    )
    # A copy has the tables' grants, not the database's own.
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(new))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(new, application))
