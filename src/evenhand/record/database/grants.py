"""Grants: what the application's role, and the role for special-category data, may do to each table.

Every model says its own ``access``; tables of other applications (sessions, sign-in attempts) hold no case
facts and may be managed. Applied after each migration; applying it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from evenhand.record.models.base import Access

_APPLICATION_MAY: dict[Access, str] = {
    Access.APPEND: "SELECT, INSERT",
    Access.KEEP: "SELECT, INSERT, UPDATE",
    Access.MANAGE: "SELECT, INSERT, UPDATE, DELETE",
    Access.READ: "SELECT",
    Access.SENSITIVE: "",
}
_SENSITIVE_MAY = "SELECT, INSERT"


def apply_grants(connection: BaseDatabaseWrapper, app_role: str, sensitive_role: str) -> None:
    """Give both roles exactly what the models say, and take everything else from them.

    Args:
        connection: the owner's connection, just after migrating.
        app_role: the role as which the application connects.
        sensitive_role: the role under which special-category tables are read and written.
    """
    with connection.cursor() as cursor:
        for statement in _statements(app_role, sensitive_role):
            cursor.execute(statement.as_string(cursor.connection))


def _statements(app_role: str, sensitive_role: str) -> Iterator[sql.Composed]:
    application, sensitive = sql.Identifier(app_role), sql.Identifier(sensitive_role)
    for role in (application, sensitive):
        yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role)
        yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(role)
    yield sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(application)
    yield sql.SQL("GRANT EXECUTE ON FUNCTION record_audit_append(text) TO {}").format(application)
    # Whether the migrations are up to date is asked at every start.
    yield sql.SQL("GRANT SELECT ON django_migrations TO {}").format(application)
    for model in apps.get_models(include_auto_created=True):
        access: Access = getattr(model, "access", Access.MANAGE)
        table = sql.Identifier(model._meta.db_table)  # noqa: SLF001 - Django's documented way to a table's name
        may = _APPLICATION_MAY[access]
        if may:
            yield sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(may), table, application)
        if access is Access.SENSITIVE:
            yield sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(_SENSITIVE_MAY), table, sensitive)
