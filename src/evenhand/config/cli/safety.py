"""What must hold before the site is served: tables up to date, an audit out of the application's reach."""

from django.db import connections

from evenhand.config.cli.migrate import pending_migrations
from evenhand.config.errors import SetupError

AUDIT = "record_auditentry"
# Asked as the application: may it become the tables' owner, and what may any role do that it could become?
REACH = """
SELECT pg_has_role(current_user, c.relowner, 'MEMBER') OR EXISTS (
    SELECT FROM pg_roles r
    WHERE pg_has_role(current_user, r.oid, 'MEMBER') AND (
        r.rolsuper OR r.rolcreaterole
        OR has_table_privilege(r.oid, c.oid, 'UPDATE, DELETE, TRUNCATE')
        OR has_any_column_privilege(r.oid, c.oid, 'UPDATE')))
FROM pg_class c WHERE c.oid = to_regclass(%s)
"""
SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"


class UnsafeDatabaseError(SetupError):
    """The site is not served, because the database would let the application do what it must not."""


def check_safe_to_serve() -> None:
    """Refuses to serve from a database that is not as it must be.

    Raises:
        UnsafeDatabaseError: the application's role could change the audit.
        SetupError: the database is not up to date.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute(SUPERUSER)
        row = cursor.fetchone()
        if row is not None and row[0]:
            raise UnsafeDatabaseError(
                "DATABASE_URL signs in as a superuser, which could change the audit. Sign in as a role of "
                "its own; "
                "'evenhand database sql' shows how an administrator makes it."
            )
    missing = pending_migrations("default")
    if missing:
        raise SetupError(
            f"The database is not up to date ({len(missing)} migrations are missing, the first is "
            f"{missing[0]}). "
            "Run 'evenhand migrate' with DATABASE_OWNER_URL first."
        )
    with connections["default"].cursor() as cursor:
        cursor.execute(REACH, [AUDIT])
        row = cursor.fetchone()
    if row is None:
        raise SetupError("The audit's table is missing. Run 'evenhand migrate' with DATABASE_OWNER_URL first.")
    if row[0]:
        raise UnsafeDatabaseError(
            "The role that DATABASE_URL signs in as could change or empty the audit, because it owns its "
            "table, may "
            "become a role that does, or was granted too much. Let another role own the tables and run "
            "'evenhand migrate' with its login in DATABASE_OWNER_URL; 'evenhand database sql' shows how."
        )
