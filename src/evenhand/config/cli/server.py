"""The server process: Granian with the site, begun by `serving` and by nothing else.

Run as `python -m evenhand.config.cli.server HOST PORT`.
"""

import ctypes
import os
import signal
import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

DEATH_SIGNAL = 1  # Linux's PR_SET_PDEATHSIG
MOST_THREADS = 8
GRACE = 10


def main(host: str, port: int) -> None:
    """Serves until it is told to end.

    Args:
        host: the address to listen on.
        port: the TCP port.
    """
    # When the process that began this one is killed outright, nobody else would end it.
    parent = os.getppid()
    ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:
        return
    Server(
        "evenhand.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=min(MOST_THREADS, 2 * (os.cpu_count() or 1) + 1),
        websockets=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=GRACE,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
