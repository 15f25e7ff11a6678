"""The audit: appended last, never changed, proved whole; and found out when its owner breaks it."""

import threading
from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from tests.actions.council import Line

from evenhand.actions.note_look_up import note_look_up
from evenhand.config.environment import DatabaseAddress
from evenhand.record.audit.append import append
from evenhand.record.audit.payload import Entry, canonical, digest
from evenhand.record.audit.verify import verify_chain
from evenhand.record.models import AuditEntry, AuditHead
from evenhand.record.models import Warning as WarningRow

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def entries(count: int) -> None:
    for number in range(count):
        append(Entry(at=AT, act="example", actor=uuid4(), case=uuid4(), fields={"number": number}))


def test_every_action_adds_one_entry_and_the_chain_is_whole(line: Line) -> None:
    before = AuditHead.objects.get().sequence

    line.to_restricted()

    after = AuditHead.objects.get().sequence
    assert after - before == AuditEntry.objects.filter(case=line.case.id).count()
    found = verify_chain(connection)
    assert found.whole
    assert found.entries == after
    assert found.head == bytes(AuditHead.objects.get().hash).hex()


def test_an_entry_holds_no_personal_content(line: Line) -> None:
    line.incident(what_happened="He shouted a very particular word at reception.", opinion="He seemed unwell.")

    said = " ".join(AuditEntry.objects.values_list("payload", flat=True))

    for personal in ("Ada", "Winter", "particular", "unwell", "020 7946", "ada@example.org", "+44"):
        assert personal not in said
    assert "incident.what_happened" in said


def test_a_digest_proves_a_value_and_tells_nothing_without_the_key(line: Line) -> None:
    line.incident()
    warning = WarningRow.objects.get(pk=line.warn())
    entry = AuditEntry.objects.get(act="warn")

    assert digest(warning.reasons, settings.EVENHAND.audit_key) in entry.payload
    assert digest(warning.reasons, b"another key") not in entry.payload


def test_the_canonical_form_is_stable() -> None:
    entry = Entry(at=AT, act="warn", actor=None, subjects={"b": uuid4(), "a": uuid4()}, fields={"y": 1, "x": "ü"})

    text = canonical(entry, b"key")

    assert text == canonical(entry, b"key")
    assert text.index('"act"') < text.index('"actor"') < text.index('"at"') < text.index('"case"')
    assert " " not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_auditentry SET act = 'nothing'",
        "DELETE FROM record_auditentry",
        "TRUNCATE record_auditentry",
        "INSERT INTO record_auditentry (sequence, previous_hash, hash, payload) VALUES (999, '', '', '{}')",
        "UPDATE record_audithead SET sequence = 0",
        "DELETE FROM record_audithead",
    ],
)
def test_the_application_can_do_nothing_to_the_audit_but_append(statement: str) -> None:
    entries(1)

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("statement", ["UPDATE record_auditentry SET act = 'x'", "DELETE FROM record_auditentry"])
def test_the_trigger_stops_even_the_owner(fresh_database: DatabaseAddress, statement: str) -> None:
    del fresh_database
    with transaction.atomic():
        entries(2)

    with pytest.raises(DatabaseError, match="append_only"), connections["owner"].cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(DatabaseError, match="never emptied"), connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE record_auditentry")


@pytest.mark.parametrize(
    ("tampering", "first_broken", "reason"),
    [
        (
            "UPDATE record_auditentry SET payload = replace(payload, 'example', 'nothing') WHERE sequence = 3",
            3,
            "changed",
        ),
        ("UPDATE record_auditentry SET act = 'nothing' WHERE sequence = 2", 2, "columns disagree"),
        ("UPDATE record_auditentry SET happened = happened + interval '1 day' WHERE sequence = 2", 2, "columns"),
        ("DELETE FROM record_auditentry WHERE sequence = 4", 4, "missing"),
        ("DELETE FROM record_auditentry WHERE sequence > 3", 4, "removed"),
        ("DELETE FROM record_auditentry", 1, "removed"),
        ("UPDATE record_audithead SET hash = sha256('x')", 5, "head was changed"),
        (
            "UPDATE record_auditentry SET hash = sha256(convert_to(payload, 'UTF8')) WHERE sequence = 5",
            5,
            "changed",
        ),
    ],
)
def test_an_entry_broken_by_the_owner_is_named(
    fresh_database: DatabaseAddress, tampering: str, first_broken: int, reason: str
) -> None:
    del fresh_database
    with transaction.atomic():
        entries(5)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE record_auditentry DISABLE TRIGGER USER")
        cursor.execute(tampering)

    found = verify_chain(connection)

    assert (found.whole, found.first_broken) == (False, first_broken)
    assert reason in found.reason


def test_concurrent_appends_never_fork_the_chain(fresh_database: DatabaseAddress) -> None:
    url, key, wanted = fresh_database.url(), settings.EVENHAND.audit_key, 200
    failed: list[BaseException] = []

    def append_some() -> None:
        try:
            with psycopg.connect(url) as own:
                for number in range(wanted // 4):
                    entry = Entry(at=AT, act="example", actor=uuid4(), fields={"number": number})
                    own.execute("SELECT record_audit_append(%s)", [canonical(entry, key)])
                    own.commit()
        except BaseException as error:  # noqa: BLE001 - a thread's failure must fail the test
            failed.append(error)

    threads = [threading.Thread(target=append_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failed
    found = verify_chain(connection)
    assert found.whole
    assert found.entries == wanted


def test_signing_in_is_in_the_audit(line: Line) -> None:
    client = Client()

    client.post("/sign-in", {"email": "olu@example.org", "password": "plainly fictional 1", "next": "/"})

    assert AuditEntry.objects.filter(act="sign_in", actor=line.people.olu.id).count() == 1


def test_looking_customers_up_is_in_the_audit_and_what_was_typed_is_not(line: Line) -> None:
    line.incident()
    customer = line.customer
    assert customer is not None

    note_look_up(actor=line.people.oscar, at=line.at, found=[customer])

    entry = AuditEntry.objects.get(act="look_up_customers", actor=line.people.oscar.id)
    assert str(customer) in entry.payload
    assert verify_chain(connection).whole
