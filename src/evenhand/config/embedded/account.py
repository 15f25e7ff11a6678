"""Whom the database server runs as: the ordinary user at hand, or for root an account of its own."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from evenhand.config.embedded.errors import ServerAccountError

ACCOUNT = "evenhand-postgres"
# A command that PostgreSQL's programs run with: nothing of the caller's settings, and English messages.
CLEAN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class ServerAccount:
    """The account that owns the cluster's files and runs its programs.

    Attributes:
        uid: the user's number.
        gid: the group's number.
        other: whether it is another account than this process's own.
    """

    uid: int
    gid: int
    other: bool

    def run(self, command: Sequence[str | Path], *, timeout: float) -> subprocess.CompletedProcess[str]:
        """Runs a command as the account; a failure is the caller's to judge.

        The command gets a session of its own, so that Ctrl-C at the terminal reaches us alone and the server
        is stopped in order.

        Args:
            command: the program, as a whole path, and its arguments.
            timeout: the longest it may take, in seconds.

        Returns:
            The command's exit code, and what it printed to either stream.

        Raises:
            OSError: the program cannot be run.
            subprocess.TimeoutExpired: it took longer.
        """
        return subprocess.run(  # noqa: S603  (whole paths, no shell)
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd="/",
            env=CLEAN_ENVIRONMENT,
            start_new_session=True,
            timeout=timeout,
            check=False,
            user=self.uid if self.other else None,
            group=self.gid if self.other else None,
            extra_groups=[] if self.other else None,
        )

    def begin(self, command: Sequence[str | Path], *, output: IO[bytes]) -> subprocess.Popen[bytes]:
        """Begins a command as the account and returns its process, which goes on by itself.

        Args:
            command: the program, as a whole path, and its arguments.
            output: an open file for what it prints.

        Raises:
            OSError: the program cannot be run.
        """
        return subprocess.Popen(  # noqa: S603  (whole paths, no shell)
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=CLEAN_ENVIRONMENT,
            start_new_session=True,
            user=self.uid if self.other else None,
            group=self.gid if self.other else None,
            extra_groups=[] if self.other else None,
        )

    def reaches(self, path: Path) -> bool:
        """Returns whether the account can pass through every folder above a path, and read the path."""
        return self.run(["/usr/bin/test", "-r", path], timeout=10).returncode == 0

    def own(self, path: Path) -> None:
        """Gives the account a file or folder that this process made for it."""
        if self.other:
            os.chown(path, self.uid, self.gid)


def server_account() -> ServerAccount:
    """Returns the account to run the server as; makes the one that root needs when it is missing.

    Raises:
        ServerAccountError: the account cannot be made.
    """
    if os.geteuid() != 0:
        return ServerAccount(os.geteuid(), os.getegid(), other=False)
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        entry = _make_account()
    return ServerAccount(entry.pw_uid, entry.pw_gid, other=True)


def _make_account() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    by_hand = (
        f"useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin {ACCOUNT}"
    )
    if useradd is None:
        raise ServerAccountError(
            "PostgreSQL does not run as root, and this machine has no useradd to make an account for it. "
            f"Make a system account named {ACCOUNT}, or start Evenhand as an ordinary user."
        )
    made = subprocess.run(  # noqa: S603  (a whole path, no shell)
        [useradd, *by_hand.split()[1:]], capture_output=True, text=True, check=False
    )
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise ServerAccountError(
            "PostgreSQL does not run as root, and the account for it could not be made "
            f"({made.stderr.strip() or 'useradd gave no reason'}). As an administrator run: {by_hand}"
        ) from None
