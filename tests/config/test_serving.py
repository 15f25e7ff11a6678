"""The site served for real: it answers, holds no owner's login, and ends with the process that began it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from evenhand.config.embedded import EmbeddedDatabase
from evenhand.config.environment import DatabaseAddress

PATIENCE = 60


@contextmanager
def _served(environment: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "evenhand.config.cli", "serve"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**environment, "EVENHAND_PORT": str(port)},
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        said = next((line for line in lines if "Evenhand is running at" in line), None)
        assert said == f"Evenhand is running at http://127.0.0.1:{port}\n"
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _get(port: int, path: str, host: str = "127.0.0.1") -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        answer.read()
        return answer
    finally:
        connection.close()


def _servers(of: int) -> list[Path]:
    """The processes below another one, by their folders in /proc."""
    found: list[Path] = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                status = (process / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(status[1]) == of and status[0] != "Z":
                found += [process, *_servers(int(process.name))]
    return found


def _answers(port: int) -> bool:
    try:
        return _get(port, "/sign-in").status > 0
    except ConnectionRefusedError:
        return False


def _until_quiet(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while _answers(port) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _answers(port)


def test_it_answers_and_ends_with_ctrl_c(
    clean_environment: dict[str, str], fresh_database: DatabaseAddress, free_port: int
) -> None:
    with _served({**clean_environment, "DATABASE_URL": fresh_database.url()}, free_port) as process:
        answer = _get(free_port, "/sign-in")
        assert answer.status == 200
        assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
        assert answer.getheader("X-Frame-Options") == "DENY"
        assert _get(free_port, "/static/build/evenhand.css").getheader("Content-Type") == 'text/css; charset="utf-8"'
        assert _get(free_port, "/sign-in", host="elsewhere.example.org").status == 400
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert not _answers(free_port)


def test_it_never_holds_the_login_that_owns_the_tables(
    clean_environment: dict[str, str],
    database_server: EmbeddedDatabase,
    fresh_database: DatabaseAddress,
    free_port: int,
) -> None:
    environment = {
        **clean_environment,
        "DATABASE_URL": fresh_database.url(),
        "DATABASE_OWNER_URL": database_server.owner.url(),
        "EVENHAND_DEMONSTRATION": "1",
    }
    with _served(environment, free_port) as process:
        servers = _servers(process.pid)
        assert servers
        for server in servers:
            held = (server / "environ").read_bytes()
            assert database_server.application.password.encode() in held
            assert database_server.owner.password.encode() not in held
            assert b"EVENHAND_DEMONSTRATION" not in held
        process.terminate()
        assert process.wait(PATIENCE) == 0
    assert not _answers(free_port)


def test_it_ends_when_the_process_that_began_it_is_killed(
    clean_environment: dict[str, str], fresh_database: DatabaseAddress, free_port: int
) -> None:
    with _served({**clean_environment, "DATABASE_URL": fresh_database.url()}, free_port) as process:
        process.kill()
        process.wait(PATIENCE)
        _until_quiet(free_port)
