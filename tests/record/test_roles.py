"""What each database role may touch: exactly what the models say."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from tests.actions.council import Line

from evenhand.record.models import Access, EqualityAnswers, Restriction
from evenhand.record.sensitive import sensitive_data

PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
EXPECTED = {
    Access.APPEND: {"SELECT", "INSERT"},
    Access.KEEP: {"SELECT", "INSERT", "UPDATE"},
    Access.MANAGE: {"SELECT", "INSERT", "UPDATE", "DELETE"},
    Access.READ: {"SELECT"},
    Access.SENSITIVE: set(),
}


def granted(role: str, table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege FROM unnest(%s::text[]) AS privilege WHERE has_table_privilege(%s, %s, privilege)",
            [list(PRIVILEGES), role, table],
        )
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_the_application_has_what_each_model_says_and_no_more() -> None:
    for model in apps.get_app_config("record").get_models():
        access = model.access  # type: ignore[attr-defined]
        assert granted(settings.EVENHAND.app_role, model._meta.db_table) == EXPECTED[access], model


@pytest.mark.django_db
def test_the_sensitive_role_reads_and_writes_special_category_data_alone() -> None:
    for model in apps.get_app_config("record").get_models():
        access = model.access  # type: ignore[attr-defined]
        expected = {"SELECT", "INSERT"} if access is Access.SENSITIVE else set()
        assert granted(settings.EVENHAND.sensitive_role, model._meta.db_table) == expected, model


@pytest.mark.django_db
def test_the_application_is_no_superuser_and_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolinherit FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (settings.EVENHAND.app_role, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_equality_answers_are_out_of_reach_of_the_application_alone(line: Line) -> None:
    line.to_restricted()

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        list(EqualityAnswers.objects.all())


def test_they_are_read_through_their_own_door_which_closes_again(line: Line) -> None:
    line.to_restricted()

    with transaction.atomic():
        with sensitive_data():
            assert EqualityAnswers.objects.count() == 1
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                list(Restriction.objects.all())
        assert Restriction.objects.count() == 1
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            list(EqualityAnswers.objects.all())


def test_the_door_is_shut_after_an_error_too(line: Line) -> None:
    line.to_restricted()

    with pytest.raises(ValueError, match="inside"), transaction.atomic(), sensitive_data():
        raise ValueError("inside")

    assert Restriction.objects.count() == 1
