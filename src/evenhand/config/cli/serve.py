"""`evenhand serve`: the site, from a real PostgreSQL server."""

import argparse
import os

from evenhand.config.cli.databases import a_named_server, close_connections
from evenhand.config.cli.serving import check_port, serve_site


def serve(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Args:
        arguments: `host` and `port`.

    Returns:
        0 after Ctrl-C.

    Raises:
        SetupError: the port or the database cannot be used as they are.
    """
    os.environ.pop("EVENHAND_DEMONSTRATION", None)  # shown from the embedded database alone
    environment = a_named_server()
    host, port = arguments.host, arguments.port or environment.port
    check_port(host, port)
    serve_from_server(host, port)
    return 0


def serve_from_server(host: str, port: int) -> None:
    """Serves from the database that Django is set up for, once it is safe to.

    Args:
        host: the address to listen on.
        port: the TCP port, already found free.

    Raises:
        SetupError: the database is not as it must be, or the site stops by itself.
    """
    from evenhand.config.cli.safety import check_safe_to_serve

    check_safe_to_serve()
    close_connections()
    serve_site(host, port, ready=lambda: print(f"Evenhand is running at http://{host}:{port}", flush=True))
