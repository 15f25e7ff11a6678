"""The embedded database, on a real cluster for each test that changes one."""

import os
import signal
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from evenhand.config.embedded import EmbeddedDatabase, cluster, embedded_database, errors, roles
from evenhand.config.embedded.account import server_account
from evenhand.config.embedded.sockets import LONGEST_PATH, SOCKET_NAME
from evenhand.config.environment import DatabaseAddress


@contextmanager
def _connect(address: DatabaseAddress) -> Iterator[psycopg.Connection]:
    with psycopg.connect(address.url()) as connection:
        yield connection


@pytest.fixture
def server(folder: Path, postgres_bin: Path | None) -> Iterator[EmbeddedDatabase]:
    with embedded_database(folder, postgres_bin=postgres_bin, durable=False) as database:
        yield database


def _is_running(pid: int) -> bool:
    """Whether a process works; one that waits for its parent to note its end does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_it_has_the_roles_and_extensions_that_the_record_stands_on(database_server: EmbeddedDatabase) -> None:
    with _connect(database_server.application) as connection:
        rows = connection.execute(
            "SELECT rolname, rolsuper, rolinherit, rolcanlogin, rolcreaterole, rolcreatedb FROM pg_roles "
            "WHERE rolname LIKE 'evenhand%' AND rolname <> 'evenhand_superuser' ORDER BY rolname"
        ).fetchall()
        extensions = {name for (name,) in connection.execute("SELECT extname FROM pg_extension")}
        connection.execute("SET LOCAL ROLE evenhand_app_sensitive")
    assert rows == [
        ("evenhand_app", False, False, True, False, False),
        ("evenhand_app_sensitive", False, True, False, False, False),
        ("evenhand_owner", False, True, True, False, False),
    ]
    assert extensions >= set(roles.EXTENSIONS)


def test_it_sorts_and_counts_the_same_on_every_machine(database_server: EmbeddedDatabase) -> None:
    with _connect(database_server.application) as connection:
        row = connection.execute(
            "SELECT datcollate, pg_encoding_to_char(encoding), current_setting('TimeZone'), "
            "'É' < 'a', pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("C.UTF-8", "UTF8", "UTC", False, "evenhand_owner")


def test_it_listens_on_a_private_socket_and_on_no_port(database_server: EmbeddedDatabase) -> None:
    with _connect(database_server.superuser) as connection:
        row = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')"
        ).fetchone()
    assert row is not None
    assert row[0] == ""
    sockets = Path(row[1].strip('"'))
    assert str(sockets) == database_server.application.host
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert sockets.stat().st_uid == server_account().uid


@pytest.mark.parametrize("user", ["application", "owner", "superuser"])
def test_nobody_comes_in_without_the_password(database_server: EmbeddedDatabase, user: str) -> None:
    address: DatabaseAddress = getattr(database_server, user)
    with (
        pytest.raises(psycopg.OperationalError, match="password authentication failed"),
        _connect(replace(address, password="wrong")),
    ):
        pass


def test_others_do_not_see_the_application_database(database_server: EmbeddedDatabase) -> None:
    with _connect(database_server.superuser) as connection:
        row = connection.execute(
            "SELECT has_database_privilege('evenhand_app', 'evenhand', 'CREATE'), "
            "has_database_privilege('evenhand_app', 'evenhand', 'CONNECT'), "
            "has_database_privilege('evenhand_app_sensitive', 'evenhand', 'CONNECT'), "
            "has_schema_privilege('evenhand_app', 'public', 'CREATE')"
        ).fetchone()
    assert row == (False, True, False, False)


def test_passwords_are_for_their_owner_alone_and_never_printed(folder: Path, server: EmbeddedDatabase) -> None:
    assert stat.S_IMODE((folder / "passwords.json").stat().st_mode) == 0o600
    assert server.application.password not in repr(server)
    assert not list((folder / "postgres").glob("*.password"))


def test_it_keeps_its_data_from_one_start_to_the_next(folder: Path, postgres_bin: Path | None) -> None:
    with embedded_database(folder, postgres_bin=postgres_bin) as first:
        pid = first.cluster.running_pid()
        assert pid is not None
        with _connect(first.owner) as connection:
            connection.execute("CREATE TABLE kept (word text)")
            connection.execute("INSERT INTO kept VALUES ('still here')")
    assert not _is_running(pid)
    with embedded_database(folder, postgres_bin=postgres_bin) as second, _connect(second.owner) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("still here",)
    assert second.cluster.running_pid() is None


def test_a_second_user_joins_it_and_the_last_one_stops_it(folder: Path, postgres_bin: Path | None) -> None:
    with embedded_database(folder, postgres_bin=postgres_bin, durable=False) as first:
        pid = first.cluster.running_pid()
        with embedded_database(folder, postgres_bin=postgres_bin, durable=False) as second:
            assert second.cluster.running_pid() == pid
        assert first.cluster.running_pid() == pid
        with _connect(first.application) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert first.cluster.running_pid() is None


def test_it_is_stopped_with_connections_still_open(folder: Path, postgres_bin: Path | None) -> None:
    with embedded_database(folder, postgres_bin=postgres_bin, durable=False) as database:
        connection = psycopg.connect(database.application.url())
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    assert database.cluster.running_pid() is None
    connection.close()


def _kill(database: EmbeddedDatabase) -> None:
    """Ends the server as a power cut would, and waits until its children have noticed."""
    pid = database.cluster.running_pid()
    assert pid is not None
    children = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _parent(path) == pid]
    os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 20
    while any(_is_running(child) for child in [pid, *children]) and time.monotonic() < until:
        time.sleep(0.05)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def test_it_recovers_from_a_crash(folder: Path, postgres_bin: Path | None) -> None:
    with embedded_database(folder, postgres_bin=postgres_bin) as crashed:
        with _connect(crashed.owner) as connection:
            connection.execute("CREATE TABLE kept (word text)")
        _kill(crashed)
        assert crashed.cluster.running_pid() is None
        assert (crashed.cluster.data / "postmaster.pid").exists()
    with embedded_database(folder, postgres_bin=postgres_bin) as again, _connect(again.owner) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_it_starts_although_another_program_has_the_number_of_the_crashed_one(
    folder: Path, postgres_bin: Path | None
) -> None:
    with embedded_database(folder, postgres_bin=postgres_bin) as crashed:
        note = crashed.cluster.data / "postmaster.pid"
        lines = note.read_text().splitlines(keepends=True)
        _kill(crashed)
    note.write_text("".join([f"{os.getpid()}\n", *lines[1:]]))
    with embedded_database(folder, postgres_bin=postgres_bin) as again, _connect(again.application):
        assert again.cluster.running_pid() not in {None, os.getpid()}


def test_half_a_cluster_left_by_a_crash_is_cleared_away(folder: Path, postgres_bin: Path | None) -> None:
    left_over = folder / "postgres" / "new-0000"
    left_over.mkdir(parents=True)
    (folder / "postgres").chmod(0o700)
    os.chown(folder / "postgres", server_account().uid, server_account().gid)
    (left_over / "PG_VERSION").write_text("18\n")
    with embedded_database(folder, postgres_bin=postgres_bin, durable=False) as database:
        assert database.cluster.running_pid() is not None
        assert not left_over.exists()


def test_data_of_another_major_version_is_left_alone(folder: Path, postgres_bin: Path | None) -> None:
    with embedded_database(folder, postgres_bin=postgres_bin, durable=False) as database:
        version = database.cluster.data / "PG_VERSION"
    version.write_text("14\n")
    with (
        pytest.raises(errors.WrongMajorVersionError, match=r"made by PostgreSQL 14.* EVENHAND_POSTGRES_BIN"),
        embedded_database(folder, postgres_bin=postgres_bin),
    ):
        pass
    assert version.read_text() == "14\n"


def test_when_it_does_not_start_its_last_words_are_shown(folder: Path, postgres_bin: Path | None) -> None:
    with embedded_database(folder, postgres_bin=postgres_bin, durable=False) as database:
        settings = database.cluster.data / "postgresql.conf"
    with settings.open("a") as file:
        file.write("no_such_setting = on\n")
    with (
        pytest.raises(errors.ServerStartError, match="no_such_setting") as refused,
        embedded_database(folder, postgres_bin=postgres_bin),
    ):
        pass
    assert "did not start" in str(refused.value)
    assert str(database.cluster.log) in str(refused.value)


def test_a_full_disk_is_seen_before_anything_is_written(
    folder: Path, postgres_bin: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SMALLEST_FREE_SPACE", 1 << 60)
    with (
        pytest.raises(errors.DiskFullError, match=r"is full. Make room on it, or set EVENHAND_DATA"),
        embedded_database(folder, postgres_bin=postgres_bin),
    ):
        pass
    assert not (folder / "postgres" / "data").exists()


def test_lost_passwords_are_not_made_anew_for_old_data(folder: Path, postgres_bin: Path | None) -> None:
    with embedded_database(folder, postgres_bin=postgres_bin, durable=False):
        pass
    (folder / "passwords.json").unlink()
    with (
        pytest.raises(errors.EmbeddedDatabaseError, match=r"passwords.json are missing or broken"),
        embedded_database(folder, postgres_bin=postgres_bin),
    ):
        pass


def test_any_folder_name_will_do(folder: Path, postgres_bin: Path | None) -> None:
    inside = folder / f"an \"odd\", 'quoted' % folder {'é' * 60}"
    inside.mkdir(mode=0o711)
    with embedded_database(inside, postgres_bin=postgres_bin, durable=False) as database:
        sockets = Path(database.application.host)
        assert len(os.fsencode(sockets / SOCKET_NAME)) <= LONGEST_PATH
        with _connect(database.application) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("evenhand_app",)
    sockets.rmdir()


def test_a_socket_folder_that_others_may_enter_is_refused(folder: Path, postgres_bin: Path | None) -> None:
    with embedded_database(folder, postgres_bin=postgres_bin, durable=False) as database:
        sockets = Path(database.application.host)
    sockets.chmod(0o755)
    with (
        pytest.raises(errors.EmbeddedDatabaseError, match="is not a private folder"),
        embedded_database(folder, postgres_bin=postgres_bin),
    ):
        pass


def test_its_log_quotes_no_data(server: EmbeddedDatabase) -> None:
    with _connect(server.owner) as connection:
        connection.execute("CREATE TABLE people (email text UNIQUE)")
        connection.execute("INSERT INTO people VALUES ('private@example.org')")
        connection.commit()
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('private@example.org')")
    assert "private@example.org" not in server.cluster.log.read_text()
