"""Starts a site as its users start it, asks it for pages, and ends it with Ctrl-C."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PATIENCE = 900.0
STOPPING = 60.0
OK = 200


class CheckError(Exception):
    """A check of the whole product failed; the message says which."""


def free_port() -> int:
    """Returns a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Site:
    """A running site.

    Args:
        command: what starts it.
        folder: where it is started.
        environment: its whole environment.
        port: where it will listen.
        user: the number of the user to start it as; None for this process's own.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        environment: Mapping[str, str],
        port: int,
        user: int | None = None,
    ) -> None:
        self.port = port
        self.begun = time.monotonic()
        # A session of its own, as a terminal's: Ctrl-C then reaches all of its group, and nothing else.
        self._process = subprocess.Popen(
            list(command),
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )

    def get(self, path: str) -> str:
        """Returns a page's text.

        Args:
            path: the page's path.

        Raises:
            CheckError: it is not answered with 200.
        """
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if answer.status != OK:
            raise CheckError(f"{path} was answered with {answer.status}")
        return text

    def wait(self) -> float:
        """Waits until the sign-in page answers.

        Returns:
            The seconds since the start.

        Raises:
            CheckError: the site ended, or did not answer in time.
        """
        while time.monotonic() - self.begun < PATIENCE:
            if self._process.poll() is not None:
                raise CheckError(f"the site ended with exit code {self._process.returncode} before it answered")
            try:
                self.get("/sign-in")
            except (OSError, HTTPException):
                time.sleep(0.1)
            else:
                return time.monotonic() - self.begun
        raise CheckError("the site did not answer in time")

    def press_ctrl_c(self) -> None:
        """Ends the site as Ctrl-C at a terminal does.

        Raises:
            CheckError: it goes on, or something still listens on its port.
        """
        os.killpg(self._process.pid, signal.SIGINT)
        try:
            self._process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            raise CheckError("the site went on after Ctrl-C") from None
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                raise CheckError("something still listens on the site's port after Ctrl-C")

    def kill(self) -> None:
        """Ends what is left of the site's own process group, for the way out of a failed check."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()


def check_pages(site: Site) -> None:
    """Makes sure that the sign-in page comes with its compiled style.

    Raises:
        CheckError: it does not.
    """
    page = site.get("/sign-in")
    for words in ("Sign in", "/static/build/evenhand.css"):
        if words not in page:
            raise CheckError(f"the sign-in page lacks '{words}'")
    if "govuk-" not in site.get("/static/build/evenhand.css"):
        raise CheckError("the style sheet lacks the design system")


def newcomers_environment(home: Path, port: int) -> dict[str, str]:
    """Returns this process's environment without anything that points into this checkout.

    Args:
        home: the home folder to use.
        port: where the site is to listen.
    """
    ours = ("EVENHAND_", "DATABASE_", "PG", "DJANGO_", "XDG_", "VIRTUAL_ENV", "MAKE", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "HOME": str(home), "EVENHAND_PORT": str(port)}
