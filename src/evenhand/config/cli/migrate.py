"""`evenhand migrate`: brings the tables, the triggers and the grants up to date."""

import argparse

from evenhand.config.cli.databases import a_database
from evenhand.config.environment import Environment
from evenhand.config.errors import BadInputError, SetupError


def migrate(_arguments: argparse.Namespace) -> int:
    """Runs the command.

    Returns:
        0 when the database is up to date.

    Raises:
        SetupError: the owner's login is not known or the database cannot be used.
    """
    with a_database() as environment:
        applied = bring_up_to_date(environment)
    print(f"The database is up to date: {applied} migration{'' if applied == 1 else 's'} applied, grants set.")
    return 0


def bring_up_to_date(environment: Environment) -> int:
    """Applies the migrations that are missing and sets the grants, as the owner.

    Args:
        environment: names the application's role and the owner's login.

    Returns:
        How many migrations were applied.

    Raises:
        BadInputError: the owner's login is not known.
        SetupError: the owner's login is the application's own.
    """
    from django.core.management import call_command
    from django.db import connections

    from evenhand.record.database.grants import apply_grants

    if environment.owner is None or environment.database is None:
        raise BadInputError(
            "DATABASE_OWNER_URL is not set. Set it to the login that owns the tables; 'evenhand database "
            "sql' shows "
            "how an administrator makes one."
        )
    if environment.owner.user == environment.database.user:
        raise SetupError(
            "DATABASE_OWNER_URL and DATABASE_URL name the same login. The application must not own its "
            "tables; "
            "'evenhand database sql' shows how an administrator makes two."
        )
    missing = len(pending_migrations("owner"))
    if missing:
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    role = environment.database.user
    apply_grants(connections["owner"], role, f"{role}_sensitive")
    return missing


def pending_migrations(alias: str) -> list[str]:
    """Returns the names of the migrations that are not applied yet.

    Args:
        alias: the Django connection to ask, "default" or "owner".
    """
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
