"""The command line as a program: exit codes, sentences, and what it loads."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from tests.config.conftest import Evenhand

from evenhand.config.cli.database_sql import script
from evenhand.config.embedded import EmbeddedDatabase, roles
from evenhand.config.environment import DatabaseAddress

COMMANDS = [
    ["run"],
    ["serve"],
    ["migrate"],
    ["createadmin"],
    ["policy"],
    ["policy", "check"],
    ["policy", "show"],
    ["policy", "adopt"],
    ["assess"],
    ["audit"],
    ["audit", "verify"],
    ["database"],
    ["database", "sql"],
    ["docs"],
    ["docs", "generate"],
]
PASSWORD = "umbrella-kettle-93-lantern"


@contextmanager
def _superuser(server: EmbeddedDatabase, database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(replace(server.superuser, database=database).url(), autocommit=True) as connection:
        yield connection


def _says_one_sentence(ended: subprocess.CompletedProcess[str], code: int, words: str) -> None:
    """The command ended with a code, and said what to do rather than where it broke."""
    assert ended.returncode == code, ended.stderr
    assert ended.stderr.startswith("evenhand: ")
    assert "Traceback" not in ended.stderr
    assert re.search(words, ended.stderr), ended.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(evenhand: Evenhand, command: list[str]) -> None:
    ended = evenhand(*command, "--help")
    assert ended.returncode == 0
    assert f"usage: evenhand {' '.join(command)}" in ended.stdout
    assert len(ended.stdout.splitlines()) >= 5


@pytest.mark.parametrize("command", [[], ["walk"], ["serve", "--port", "many"], ["policy"], ["policy", "check"]])
def test_what_it_does_not_know_it_refuses_with_2(evenhand: Evenhand, command: list[str]) -> None:
    ended = evenhand(*command)
    assert ended.returncode == 2
    assert "usage: evenhand" in ended.stderr


@pytest.mark.parametrize(
    "command", [["--help"], ["database", "sql"], ["policy", "check", "wldc"], ["policy", "show", "wldc"]], ids=" ".join
)
def test_a_command_without_a_database_loads_no_framework(clean_environment: dict[str, str], command: list[str]) -> None:
    program = (
        "import sys\nfrom evenhand.config.cli import main\n"
        f"try:\n    code = main({command!r})\nexcept SystemExit as ended:\n    code = ended.code\n"
        "heavy = {'django', 'weasyprint', 'granian'} & set(sys.modules)\n"
        "print(f'code {code}, loaded {sorted(heavy)}')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=clean_environment,
        timeout=60,
        check=False,
    )
    assert ended.stdout.splitlines()[-1] == "code 0, loaded []", ended.stderr


def test_a_broken_pack_is_refused_with_every_fault(evenhand: Evenhand, folder: Path) -> None:
    (folder / "pack.toml").write_text('name = "broken"\nschema_version = "one"\n')
    _says_one_sentence(evenhand("policy", "check", str(folder)), 2, r"pack\.toml, line 2, schema_version")
    _says_one_sentence(evenhand("policy", "check", "nowhere"), 2, "nowhere")


@pytest.mark.parametrize("command", [["serve"], ["run"], ["migrate"], ["audit", "verify"]], ids=" ".join)
def test_a_wrong_database_address_is_refused_with_2(evenhand: Evenhand, command: list[str]) -> None:
    ended = evenhand(*command, DATABASE_URL="postgres:/secret")
    _says_one_sentence(ended, 2, "DATABASE_URL names no user .* Write it as postgresql://")
    assert "secret" not in ended.stderr


def test_a_server_that_is_not_there_is_named_without_its_password(evenhand: Evenhand, free_port: int) -> None:
    url = f"postgresql://app:{PASSWORD}@127.0.0.1:{free_port}/cases"
    ended = evenhand("serve", DATABASE_URL=url)
    _says_one_sentence(ended, 1, rf"{free_port} failed: Connection refused.* Check DATABASE_URL")
    assert PASSWORD not in ended.stderr


def test_serving_needs_a_named_database(evenhand: Evenhand) -> None:
    _says_one_sentence(evenhand("serve"), 2, "DATABASE_URL is not set")


@pytest.mark.parametrize("command", ["run", "serve"])
def test_a_taken_port_is_seen_before_anything_is_started(
    evenhand: Evenhand, folder: Path, command: str, database_server: EmbeddedDatabase
) -> None:
    url = {} if command == "run" else {"DATABASE_URL": database_server.application.url()}
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = evenhand(command, EVENHAND_PORT=str(port), **url)
    _says_one_sentence(ended, 1, f"Port {port} cannot be used .* set EVENHAND_PORT to another port")
    assert not (folder / "postgres").exists()


def test_an_address_of_another_machine_is_refused(evenhand: Evenhand, database_server: EmbeddedDatabase) -> None:
    url = database_server.application.url()
    ended = evenhand("serve", "--host", "192.0.2.1", DATABASE_URL=url)
    _says_one_sentence(ended, 1, "cannot be used")
    ended = evenhand("serve", "--host", "no such host", DATABASE_URL=url)
    _says_one_sentence(ended, 2, "no such host is not an address of this machine")


def test_a_data_folder_that_cannot_be_made_is_named(evenhand: Evenhand, folder: Path) -> None:
    (folder / "file").touch()
    for command in (["run"], ["migrate"], ["audit", "verify"]):
        ended = evenhand(*command, EVENHAND_DATA=str(folder / "file" / "data"))
        _says_one_sentence(ended, 1, r"data folder .*file/data cannot be made .* Set EVENHAND_DATA")


def test_migrating_needs_another_login_than_the_application(
    evenhand: Evenhand, database_server: EmbeddedDatabase
) -> None:
    url = database_server.application.url()
    _says_one_sentence(evenhand("migrate", DATABASE_URL=url), 2, "DATABASE_OWNER_URL is not set")
    ended = evenhand("migrate", DATABASE_URL=url, DATABASE_OWNER_URL=url)
    _says_one_sentence(ended, 1, "name the same login")


@pytest.fixture
def served_database(
    database_server: EmbeddedDatabase, fresh_database: DatabaseAddress
) -> tuple[DatabaseAddress, DatabaseAddress]:
    """A migrated database: the application's address and the owner's."""
    return fresh_database, replace(database_server.owner, database=fresh_database.database)


def test_an_administrator_is_made_once(
    evenhand: Evenhand, served_database: tuple[DatabaseAddress, DatabaseAddress]
) -> None:
    application, _ = served_database
    who = ["createadmin", "--email", "ada@example.org", "--name", "Ada Brook"]
    ended = evenhand(*who, stdin=f"{PASSWORD}\n", DATABASE_URL=application.url())
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Ada Brook can now sign in as ada@example.org." in ended.stdout
    assert PASSWORD not in ended.stdout
    again = evenhand(*who, stdin=f"{PASSWORD}\n", DATABASE_URL=application.url())
    _says_one_sentence(again, 2, "has been added already")
    with psycopg.connect(application.url()) as connection:
        assert connection.execute("SELECT email FROM record_staff").fetchall() == [("ada@example.org",)]


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (["--email", "ada@example.org", "--name", "Ada"], "", "Give the password as one line"),
        (["--email", "ada@example.org", "--name", "Ada"], "short\n", "at least 12 characters"),
        (["--email", "ada", "--name", "Ada"], f"{PASSWORD}\n", "email address in the correct format"),
        (["--name", "Ada"], f"{PASSWORD}\n", "Give --email: there is no terminal to ask at"),
        (["--email", "ada@example.org"], f"{PASSWORD}\n", "Give --name"),
    ],
)
def test_an_administrator_with_something_missing_is_refused(
    evenhand: Evenhand,
    served_database: tuple[DatabaseAddress, DatabaseAddress],
    arguments: list[str],
    stdin: str,
    words: str,
) -> None:
    application, _ = served_database
    ended = evenhand("createadmin", *arguments, stdin=stdin, DATABASE_URL=application.url())
    _says_one_sentence(ended, 2, words)
    with psycopg.connect(application.url()) as connection:
        assert connection.execute("SELECT count(*) FROM record_staff").fetchone() == (0,)


def test_people_and_the_council_are_set_by_commands(
    evenhand: Evenhand, served_database: tuple[DatabaseAddress, DatabaseAddress]
) -> None:
    url = served_database[0].url()
    mia = ["--email", "mia@example.org", "--name", "Mia Marsh", "--post", "Manager", "--role", "manager"]
    olu = ["--email", "olu@example.org", "--name", "Olu Oakes", "--post", "Officer", "--role", "officer"]
    too_early = evenhand("staff", "add", *olu, "--manager", "mia@example.org", stdin=f"{PASSWORD}\n", DATABASE_URL=url)
    _says_one_sentence(too_early, 2, "Nobody with the address given by --manager has an account")
    for arguments in (mia, [*olu, "--manager", "MIA@example.org", "--role", "correspondence_reader"]):
        ended = evenhand("staff", "add", *arguments, stdin=f"{PASSWORD}\n", DATABASE_URL=url)
        assert (ended.returncode, ended.stderr) == (0, "")
    details = ["--name", "Example Council", "--address", "Example House", "--address", "Exampleton"]
    details += ["--email", "contact@example.org", "--telephone", "020 7946 0100"]
    details += ["--web-form", "https://www.example.org/contact", "--signatory", "Head of Services"]
    wrong = evenhand("council", "set", *details, "--colour", "green", DATABASE_URL=url)
    _says_one_sentence(wrong, 2, "Enter a colour like #00563f")
    ended = evenhand("council", "set", *details, "--colour", "#00563f", DATABASE_URL=url)
    assert (ended.returncode, ended.stderr) == (0, "")
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT address FROM record_council").fetchall() == [("Example House\nExampleton",)]
        managed = (
            "SELECT manager.name FROM record_staff staff JOIN record_staff manager ON manager.id = staff.manager_id"
        )
        assert connection.execute(managed).fetchall() == [("Mia Marsh",)]
        assert connection.execute("SELECT count(*) FROM record_staffrole").fetchone() == (3,)


def test_a_policy_is_adopted_once_and_the_audit_proves_it(
    evenhand: Evenhand, served_database: tuple[DatabaseAddress, DatabaseAddress]
) -> None:
    application, owner = served_database
    first = evenhand("policy", "adopt", "wldc", DATABASE_URL=application.url())
    assert (first.returncode, first.stderr) == (0, "")
    assert "is now adopted" in first.stdout
    assert "was adopted before" in evenhand("policy", "adopt", "wldc", DATABASE_URL=application.url()).stdout
    whole = evenhand("audit", "verify", DATABASE_URL=application.url())
    assert whole.returncode == 0
    assert "The audit is whole: 1 entry checked." in whole.stdout
    with psycopg.connect(owner.url()) as connection:
        connection.execute("ALTER TABLE record_auditentry DISABLE TRIGGER USER")
        connection.execute("UPDATE record_auditentry SET payload = replace(payload, 'adopt_policy', 'adapt_policy')")
    broken = evenhand("audit", "verify", DATABASE_URL=application.url())
    assert broken.returncode == 1
    assert "The audit is broken at entry 1" in broken.stdout


def test_a_database_without_tables_is_not_served(evenhand: Evenhand, database_server: EmbeddedDatabase) -> None:
    url = database_server.application.url()
    _says_one_sentence(evenhand("serve", DATABASE_URL=url), 1, "not up to date .* Run 'evenhand migrate'")
    for command in (["audit", "verify"], ["policy", "adopt", "wldc"]):
        _says_one_sentence(evenhand(*command, DATABASE_URL=url), 1, "Run 'evenhand migrate' first")


def test_a_superuser_is_not_served(
    evenhand: Evenhand,
    database_server: EmbeddedDatabase,
    served_database: tuple[DatabaseAddress, DatabaseAddress],
) -> None:
    superuser = replace(database_server.superuser, database=served_database[0].database)
    _says_one_sentence(evenhand("serve", DATABASE_URL=superuser.url()), 1, "signs in as a superuser")


@pytest.mark.parametrize(
    "grant",
    [
        "GRANT UPDATE ON record_auditentry TO evenhand_app",
        "GRANT DELETE ON record_auditentry TO evenhand_app_sensitive",
        "GRANT TRUNCATE ON record_auditentry TO PUBLIC",
        "GRANT UPDATE (payload) ON record_auditentry TO evenhand_app",
        "GRANT UPDATE (payload) ON record_auditentry TO evenhand_app_sensitive",
    ],
)
def test_a_role_that_was_granted_a_hold_on_the_audit_is_not_served(
    evenhand: Evenhand, served_database: tuple[DatabaseAddress, DatabaseAddress], grant: str
) -> None:
    application, owner = served_database
    with psycopg.connect(owner.url()) as connection:
        connection.execute(grant.encode())
    _says_one_sentence(evenhand("serve", DATABASE_URL=application.url()), 1, "could change or empty the audit")


def test_the_owner_is_not_served(evenhand: Evenhand, served_database: tuple[DatabaseAddress, DatabaseAddress]) -> None:
    _says_one_sentence(evenhand("serve", DATABASE_URL=served_database[1].url()), 1, "could change or empty the audit")


def test_a_role_that_may_become_the_owner_is_not_served(
    evenhand: Evenhand,
    database_server: EmbeddedDatabase,
    served_database: tuple[DatabaseAddress, DatabaseAddress],
) -> None:
    application, _ = served_database
    with _superuser(database_server, application.database) as connection:
        connection.execute("GRANT evenhand_owner TO evenhand_app")
        try:
            ended = evenhand("serve", DATABASE_URL=application.url())
        finally:
            connection.execute("REVOKE evenhand_owner FROM evenhand_app")
    _says_one_sentence(ended, 1, "could change or empty the audit")


def test_the_sql_for_a_real_server_makes_what_the_product_needs(
    evenhand: Evenhand, folder: Path, postgres_bin: Path | None
) -> None:
    """The script is run on a server of its own, and the product then migrates and checks that server."""
    from evenhand.config.embedded import embedded_database

    ended = evenhand("database", "sql")
    assert (ended.returncode, ended.stdout) == (0, script())
    with embedded_database(folder, postgres_bin=postgres_bin, durable=False) as server:
        with _superuser(server, "postgres") as connection:
            connection.execute("DROP DATABASE evenhand")
            for role in (roles.APPLICATION, roles.SENSITIVE, roles.OWNER):
                connection.execute(f"DROP ROLE {role}".encode())
            _run_as_psql_does(script(), server)
        addresses = {"DATABASE_URL": server.application.url(), "DATABASE_OWNER_URL": server.owner.url()}
        migrated = evenhand("migrate", **addresses)
        assert (migrated.returncode, migrated.stderr) == (0, "")
        verified = evenhand("audit", "verify", **addresses)
        assert "The audit is whole: 0 entries checked." in verified.stdout


def _run_as_psql_does(text: str, server: EmbeddedDatabase) -> None:
    """Runs the script's statements one by one; psql's own commands are followed by hand."""
    passwords = {address.user: address.password for address in (server.owner, server.application)}
    connection = psycopg.connect(replace(server.superuser, database="postgres").url(), autocommit=True)
    try:
        for line in text.splitlines():
            if line.startswith("\\connect "):
                connection.close()
                database = line.split()[1]
                connection = psycopg.connect(replace(server.superuser, database=database).url(), autocommit=True)
            elif line.startswith("\\password "):
                role = line.split()[1]
                connection.execute(f"ALTER ROLE {role} PASSWORD '{passwords[role]}'".encode())
            elif line and not line.startswith(("--", "\\set ")):
                assert line.endswith(";"), line
                connection.execute(line.encode())
    finally:
        connection.close()
