"""What the database and the models themselves refuse, whoever asks."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import DateTimeField
from tests.actions.council import Line

from evenhand.record import models as rows
from evenhand.record.models.base import new_id
from evenhand.record.writing import DirectWriteError, open_for_writing

TABLES = list(apps.get_app_config("record").get_models())


@pytest.mark.parametrize("model", TABLES)
def test_each_moment_has_its_actor(model: type) -> None:
    fields = {one.name: one for one in model._meta.get_fields()}  # type: ignore[attr-defined]
    for name, field in fields.items():
        if isinstance(field, DateTimeField) and name.endswith("_at"):
            assert name.removesuffix("_at") + "_by" in fields, f"{model.__name__}.{name}"


def test_no_row_is_written_outside_an_action(line: Line) -> None:
    line.incident()
    case = line.case

    with pytest.raises(DirectWriteError):
        case.save()
    with pytest.raises(DirectWriteError):
        case.delete()
    with pytest.raises(DirectWriteError):
        rows.Case.objects.update(version=7)
    with pytest.raises(DirectWriteError):
        rows.Case.objects.filter(pk=case.pk).delete()
    with pytest.raises(DirectWriteError):
        rows.Case.objects.bulk_create([case])
    with pytest.raises(DirectWriteError):
        rows.Case.objects.bulk_update([case], ["version"])
    with pytest.raises(DirectWriteError):
        rows.Staff.objects.get(pk=line.people.olu.staff_id).save()


def test_what_happened_is_never_changed_even_with_the_latch_open(line: Line) -> None:
    line.incident()
    line.warn()

    with open_for_writing(), pytest.raises(DatabaseError), transaction.atomic():
        rows.Warning.objects.update(reasons="something else")
    with open_for_writing(), pytest.raises(DatabaseError), transaction.atomic():
        rows.Case.objects.all().delete()


def test_a_customer_has_one_open_case(line: Line) -> None:
    line.incident()
    case = line.case

    with open_for_writing(), pytest.raises(IntegrityError, match="case_one_open_a_customer"), transaction.atomic():
        rows.Case(
            customer=case.customer, policy=case.policy, opened_at=line.at, opened_by=line.people.olu.staff_id
        ).save()


def test_the_same_restriction_never_stands_twice(line: Line) -> None:
    first = rows.Restriction.objects.get(pk=line.to_restricted())
    again = rows.Restriction.objects.get(pk=first.pk)
    again.id = new_id()
    again.period = DateTimeTZRange(line.at + timedelta(days=1), None, "[)")

    with (
        open_for_writing(),
        pytest.raises(IntegrityError, match="restriction_one_of_a_kind_at_a_time"),
        transaction.atomic(),
    ):
        again.save(force_insert=True)


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("stage", "'somewhere'", "case_stage_known"),
        ("stage", "'closed'", "case_closed_when_closed"),
        ("closed_at", "now()", "case_closed"),
    ],
)
def test_a_case_is_always_in_a_known_state(line: Line, column: str, value: str, constraint: str) -> None:
    line.incident()

    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE record_case SET {column} = {value} WHERE id = %s", [line.case.id])  # noqa: S608


def test_ids_are_ordered_by_time() -> None:
    made = [new_id() for _ in range(1_000)]

    assert made == sorted(made)
    assert {one.version for one in made} == {7}
