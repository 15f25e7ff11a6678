"""The roles, the database and the extensions that Evenhand needs, for its embedded server."""

from collections.abc import Mapping
from dataclasses import replace
from typing import LiteralString

import psycopg
from psycopg import sql

from evenhand.config.embedded.errors import EmbeddedDatabaseError
from evenhand.config.environment import DatabaseAddress

DATABASE = "evenhand"
OWNER = "evenhand_owner"
APPLICATION = "evenhand_app"
SENSITIVE = f"{APPLICATION}_sensitive"
EXTENSIONS = ("btree_gist", "citext", "pg_trgm", "unaccent")


def provision(superuser: DatabaseAddress, passwords: Mapping[str, str]) -> None:
    """Makes whatever is missing of the roles, the database and its extensions.

    Args:
        superuser: the login that makes them.
        passwords: those of the owner and the application, by role.

    Raises:
        EmbeddedDatabaseError: the server refused, for example because the kept passwords are not its own.
    """
    try:
        with psycopg.connect(replace(superuser, database="postgres").url(), autocommit=True) as connection:
            _make_roles(connection, passwords)
            if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
                _make_database(connection, DATABASE)
        with psycopg.connect(replace(superuser, database=DATABASE).url(), autocommit=True) as connection:
            for extension in EXTENSIONS:
                connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    except psycopg.Error as error:
        said = error.diag.message_primary or str(error)
        raise EmbeddedDatabaseError(
            f"The embedded database could not be prepared: {said}. If its data was moved here without "
            "passwords.json beside it, put that file back or set EVENHAND_DATA to a new folder."
        ) from None


def _make_roles(connection: psycopg.Connection[tuple[object, ...]], passwords: Mapping[str, str]) -> None:
    kinds: tuple[tuple[str, LiteralString], ...] = (
        (OWNER, "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE"),
        (APPLICATION, "LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE"),
        (SENSITIVE, "NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE"),
    )
    for role, attributes in kinds:
        if _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
            continue
        statement = sql.SQL("CREATE ROLE {} ").format(sql.Identifier(role)) + sql.SQL(attributes)
        if role in passwords:
            statement += sql.SQL(" PASSWORD {}").format(sql.Literal(passwords[role]))
        connection.execute(statement)
    connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(SENSITIVE), sql.Identifier(APPLICATION)))


def _make_database(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    # Made under a name of its own and renamed when it is closed to others: half a preparation is never used.
    unready = sql.Identifier(f"{name}_unready")
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(unready))
    connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(unready, sql.Identifier(OWNER)))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(unready))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(unready, sql.Identifier(APPLICATION)))
    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(unready, sql.Identifier(name)))


def _exists(connection: psycopg.Connection[tuple[object, ...]], query: LiteralString, name: str) -> bool:
    return connection.execute(query, [name]).fetchone() is not None
