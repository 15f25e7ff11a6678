"""`evenhand database sql`: what an administrator runs once on a real server."""

import argparse

from evenhand.config.embedded.roles import APPLICATION, DATABASE, EXTENSIONS, OWNER, SENSITIVE

SCRIPT = """\
-- Run once with psql, as a superuser of the server:
--     evenhand database sql > evenhand.sql
--     psql --no-psqlrc --dbname=postgres --file=evenhand.sql
-- psql asks for the two passwords. It stops at the first error and can then be run again from an empty start.
\\set ON_ERROR_STOP on

-- The owner migrates: it owns the tables, and nobody signs in as it to serve the site.
CREATE ROLE {owner} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
\\password {owner}

-- The application can add to the audit, and neither change nor empty it.
CREATE ROLE {application} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE;
\\password {application}

-- Special-category and criminal-offence data; the application takes this role for one transaction at a time.
CREATE ROLE {sensitive} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
GRANT {sensitive} TO {application};

CREATE DATABASE {database} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {application};

\\connect {database}
{extensions}

-- Then, on the machine that serves the site:
--     DATABASE_URL=postgresql://{application}:PASSWORD@SERVER:5432/{database}
--     DATABASE_OWNER_URL=postgresql://{owner}:PASSWORD@SERVER:5432/{database}
--     evenhand migrate, evenhand createadmin, evenhand policy adopt NAME_OR_PATH, evenhand serve
"""


def database_sql(_arguments: argparse.Namespace) -> int:
    """Runs the command.

    Returns:
        0.
    """
    print(script(), end="")
    return 0


def script() -> str:
    """Returns the script for psql."""
    extensions = "\n".join(f"CREATE EXTENSION IF NOT EXISTS {extension};" for extension in EXTENSIONS)
    return SCRIPT.format(
        owner=OWNER, application=APPLICATION, sensitive=SENSITIVE, database=DATABASE, extensions=extensions
    )
