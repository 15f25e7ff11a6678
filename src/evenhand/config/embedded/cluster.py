"""One PostgreSQL cluster in the data folder: made, started, found running again, stopped."""

import errno
import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

from evenhand.config.embedded.account import ServerAccount
from evenhand.config.embedded.errors import (
    DiskFullError,
    EmbeddedDatabaseError,
    ServerAccountError,
    ServerStartError,
    WrongMajorVersionError,
)
from evenhand.config.embedded.programs import Programs
from evenhand.config.embedded.sockets import SOCKET_NAME, socket_folder

SUPERUSER = "evenhand_superuser"
# A new cluster takes about 40 MB; the rest is room for its write-ahead log.
SMALLEST_FREE_SPACE = 200 * 1024 * 1024
LONGEST_LOG = 5 * 1024 * 1024
PATIENCE = 90.0
LOG_LINES_SHOWN = 15
STEP = 0.02
# The lines of postmaster.pid, counted from 0, that name the socket's folder and say how far the server is.
SOCKET_LINE = 4
STATUS_LINE = 7
# Of the log's levels "log" also leaves out errors of single statements, which can quote the data in them.
SETTINGS = """\
# Written by Evenhand at each start; changes made here are lost.
listen_addresses = ''
unix_socket_directories = '"{sockets}"'
unix_socket_permissions = 0700
port = 5432
log_destination = 'stderr'
logging_collector = off
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_timezone = 'UTC'
timezone = 'UTC'
password_encryption = 'scram-sha-256'
jit = off
"""
# For tests, whose data is thrown away: nothing is waited for until it lies on the disk.
THROW_AWAY_SETTINGS = """\
fsync = off
full_page_writes = off
synchronous_commit = off
"""
ACCESS = """\
# Written by Evenhand: a password over the private socket, and nothing else.
local all all scram-sha-256
"""


class Cluster:
    """One cluster.

    Attributes:
        folder: what the server's account owns: data, sockets and log.
        programs: PostgreSQL's programs.
        account: whom they run as.
        durable: False for a throw-away cluster that may be lost with the machine's power.
    """

    def __init__(self, folder: Path, *, programs: Programs, account: ServerAccount, durable: bool) -> None:
        self.folder = folder
        self.programs = programs
        self.account = account
        self.durable = durable
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """The cluster's own data directory."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.folder / "server.log"

    @property
    def sockets(self) -> Path:
        """The folder of the server's socket, readable by its owner alone."""
        return socket_folder(self.folder, self.account)

    def initialise(self, password: str) -> None:
        """Makes the cluster when there is none, whole or not at all.

        Args:
            password: the new superuser's.

        Raises:
            DiskFullError: there is no room for it.
            WrongMajorVersionError: there is one, made by another major version.
            EmbeddedDatabaseError: it cannot be made.
        """
        self._make_folder()
        version = self.data / "PG_VERSION"
        if version.is_file():
            made_by = version.read_text(encoding="ascii").strip()
            if made_by != self.programs.major:
                raise WrongMajorVersionError(self.data, made_by=made_by, programs=self.programs.major)
            return
        if shutil.disk_usage(self.folder).free < SMALLEST_FREE_SPACE:
            raise DiskFullError(self.folder)
        for left_over in self.folder.glob("new-*"):
            shutil.rmtree(left_over, ignore_errors=True)
        aside = self.folder / f"new-{secrets.token_hex(4)}"
        password_file = self.folder / f"{aside.name}.password"
        try:
            descriptor = os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(password)
            self.account.own(password_file)
            self._initdb(aside, password_file)
            (aside / "pg_hba.conf").write_text(ACCESS, encoding="ascii")
            with (aside / "postgresql.conf").open("a", encoding="ascii") as configuration:
                configuration.write("\ninclude = 'evenhand.conf'\n")
            aside.rename(self.data)
        finally:
            password_file.unlink(missing_ok=True)
            shutil.rmtree(aside, ignore_errors=True)

    def start(self) -> None:
        """Starts the server, or returns at once when it is running already.

        Raises:
            DiskFullError: there is no room on its disk.
            ServerStartError: it did not start.
        """
        offset = self.log.stat().st_size if self.log.exists() else 0
        if self.running_pid() is None:
            self._clear_up_after_a_crash()
            text = SETTINGS.format(sockets=self.sockets) + ("" if self.durable else THROW_AWAY_SETTINGS)
            self._write_for_account(self.data / "evenhand.conf", text)
            if offset > LONGEST_LOG or not self.log.exists():
                self._write_for_account(self.log, "")
                offset = 0
            self._begin()
        try:
            self._wait_until_ready(offset)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stops the server: open transactions are rolled back, everything committed is kept.

        Raises:
            ServerStartError: it is still running after the patience for it.
        """
        pid = self.running_pid()
        if pid is None and self._process is not None and self._process.poll() is None:
            pid = self._process.pid  # it has only just begun
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)  # PostgreSQL's sign for a fast, orderly end
        until = time.monotonic() + PATIENCE
        while self._works(pid):
            if time.monotonic() > until:
                raise ServerStartError("did not stop", log=self.log, lines=self._last_lines(0))
            time.sleep(STEP)

    def running_pid(self) -> int | None:
        """Returns the number of the server's process, or None when it is not running.

        A process counts only when it works in this very data folder: after a crash the number in the
        left-over
        postmaster.pid may belong to any other program.
        """
        pid = self._noted_pid()
        return pid if pid is not None and self._works(pid) else None

    def listens_in(self) -> Path:
        """Returns the folder of the running server's socket.

        Raises:
            ServerStartError: it is not running.
        """
        noted = self._noted()
        if len(noted) <= SOCKET_LINE or self.running_pid() is None:
            raise ServerStartError("stopped again at once", log=self.log, lines=self._last_lines(0))
        return Path(noted[SOCKET_LINE])

    def _works(self, pid: int) -> bool:
        """Returns whether a process is this cluster's server, and not ended."""
        if self._process is not None and self._process.pid == pid:
            return self._process.poll() is None
        # Asked as the account itself: without special rights even root may not look into its processes.
        answer = self.account.run(["/usr/bin/readlink", f"/proc/{pid}/cwd"], timeout=10)
        return answer.stdout.removesuffix("\n") == str(self.data.resolve())

    def _noted(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except OSError:
            return []

    def _noted_pid(self) -> int | None:
        noted = self._noted()
        return int(noted[0]) if noted and noted[0].isdigit() else None

    def _clear_up_after_a_crash(self) -> None:
        """Takes away what a crashed server left behind, where PostgreSQL itself would refuse to start.

        It clears up after a process that is gone, once it has seen that no child of it lives on; but not when
        that process's number has since been given to another program, on whose account it would wait.
        """
        pid = self._noted_pid()
        if pid is not None and Path(f"/proc/{pid}").exists():
            (self.data / "postmaster.pid").unlink(missing_ok=True)
        # The socket's folder is this cluster's alone, and its server was just found not to run.
        for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
            (self.sockets / name).unlink(missing_ok=True)

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            self.account.own(self.folder)
        except OSError as error:
            raise EmbeddedDatabaseError(
                f"The folder {self.folder} cannot be made for the embedded database ({error.strerror}). "
                "Set EVENHAND_DATA to a folder that you can write to."
            ) from None
        if not self.account.reaches(self.folder):
            raise ServerAccountError(
                "PostgreSQL does not run as root, and the account that runs it cannot reach "
                f"{self.folder}. Set EVENHAND_DATA to a folder outside root's own, such as "
                "/var/lib/evenhand/data."
            )

    def _initdb(self, aside: Path, password_file: Path) -> None:
        command: list[str | Path] = [
            self.programs.path("initdb"), "--pgdata", aside, "--username", SUPERUSER,
            "--pwfile", password_file, "--auth", "scram-sha-256", "--encoding", "UTF8",
            "--locale", "C.UTF-8", "--data-checksums", "--no-instructions",
        ]  # fmt: skip
        if not self.durable:
            command.append("--no-sync")
        try:
            answer = self.account.run(command, timeout=PATIENCE)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EmbeddedDatabaseError(f"The embedded database could not be made: {error}.") from None
        if answer.returncode != 0:
            if "No space left on device" in answer.stdout:
                raise DiskFullError(self.folder)
            last = "\n  ".join(answer.stdout.strip().splitlines()[-LOG_LINES_SHOWN:])
            raise EmbeddedDatabaseError(f"The embedded database could not be made. PostgreSQL said:\n  {last}")

    def _begin(self) -> None:
        try:
            with self.log.open("ab") as log:
                self._process = self.account.begin([self.programs.path("postgres"), "-D", self.data], output=log)
        except OSError as error:
            raise EmbeddedDatabaseError(f"The embedded database could not be started: {error}.") from None

    def _wait_until_ready(self, offset: int) -> None:
        """Waits until the server takes connections.

        Args:
            offset: where the log stood before this start, in bytes.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            noted, pid = self._noted(), self.running_pid()
            # A crashed server's note may still say 'ready'; it counts with the number of the one that works.
            if pid is not None and len(noted) > STATUS_LINE and noted[STATUS_LINE].strip() == "ready":
                return
            if pid is None and (self._process is None or self._process.poll() is not None):
                break
            time.sleep(STEP)
        lines = self._last_lines(offset)
        if any("No space left on device" in line for line in lines):
            raise DiskFullError(self.folder)
        raise ServerStartError("did not start", log=self.log, lines=lines)

    def _last_lines(self, offset: int) -> list[str]:
        try:
            with self.log.open("rb") as log:
                log.seek(offset)
                return log.read().decode("utf-8", "replace").splitlines()[-LOG_LINES_SHOWN:]
        except OSError:
            return []

    def _write_for_account(self, path: Path, text: str) -> None:
        try:
            path.write_text(text, encoding="utf-8")
            path.chmod(0o600)
            self.account.own(path)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DiskFullError(self.folder) from None
            raise EmbeddedDatabaseError(
                f"{path} cannot be written ({error.strerror}). Check who owns the data folder."
            ) from None
