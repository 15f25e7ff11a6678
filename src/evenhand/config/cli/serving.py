"""Serves the site: one server process beside this one, begun, watched and ended with it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from evenhand.config.environment import read_environment
from evenhand.config.errors import BadInputError, SetupError

PATIENCE = 60.0
GRACE = 20.0
STEP = 0.05


def check_port(host: str, port: int) -> None:
    """Makes sure that the site can listen where it is told to, before anything else is started.

    Args:
        host: the address to listen on.
        port: the TCP port.

    Raises:
        SetupError: another program listens there, or it is not allowed.
        BadInputError: the address is not one of this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except socket.gaierror:
        raise BadInputError(f"{host} is not an address of this machine.") from None
    except PermissionError:
        raise SetupError(f"Port {port} is not open to ordinary users. Set EVENHAND_PORT to one from 1024 up.") from None
    except OSError as error:
        raise SetupError(
            f"Port {port} cannot be used ({error.strerror}): another program, perhaps Evenhand itself, may "
            "be running "
            f"on it. Stop that program, or set EVENHAND_PORT to another port."
        ) from None


def serve_site(host: str, port: int, *, ready: Callable[[], None]) -> int:
    """Serves the site until Ctrl-C.

    Args:
        host: the address to listen on.
        port: the TCP port.
        ready: called once, when the site answers.

    Returns:
        0 after Ctrl-C.

    Raises:
        SetupError: the server did not start, or stopped by itself.
    """
    server = _begin(host, port)
    try:
        _wait_until_it_answers(server, host, port)
        ready()
        code = server.wait()
        raise SetupError(f"The site has stopped by itself (exit code {code}). What it said is above.")
    except KeyboardInterrupt:
        return 0
    finally:
        _end(server)


def _begin(host: str, port: int) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GRANIAN_")}
    # The site never holds the login that could change its tables.
    environment.pop("DATABASE_OWNER_URL", None)
    # A session of its own: Ctrl-C at the terminal comes to us, and we end the server in order.
    return subprocess.Popen(  # noqa: S603  (our own interpreter)
        [sys.executable, "-m", "evenhand.config.cli.server", host, str(port)],
        stdin=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def _end(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _a_name_of_the_site() -> str:
    """A host name to which the site answers, so that asking whether it is up leaves no error in its log."""
    first = read_environment().allowed_hosts[0]
    return "127.0.0.1" if first == "*" else first.lstrip(".")


def _wait_until_it_answers(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    until = time.monotonic() + PATIENCE
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (reads it, binds nothing)
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SetupError(f"The site did not start (exit code {server.returncode}). What it said is above.")
        connection = HTTPConnection(here, port, timeout=PATIENCE)
        try:
            connection.request("GET", "/sign-in", headers={"Host": _a_name_of_the_site()})
            connection.getresponse()
        except (OSError, HTTPException):
            time.sleep(STEP)
        else:
            return
        finally:
            connection.close()
    raise SetupError(f"The site did not answer within {PATIENCE:.0f} seconds. What it said is above.")
