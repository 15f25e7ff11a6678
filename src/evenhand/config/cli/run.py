"""`evenhand run`: everything on one machine, as `make run` calls it."""

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from evenhand.config import places
from evenhand.config.cli.databases import a_named_server, close_connections, the_embedded_database
from evenhand.config.cli.migrate import bring_up_to_date
from evenhand.config.cli.serve import serve_from_server
from evenhand.config.cli.serving import check_port, serve_site
from evenhand.config.environment import Environment, read_environment

if TYPE_CHECKING:
    from evenhand.config.demonstration import SignIn

HOST = "127.0.0.1"
PACK = "wldc"


def run(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Args:
        arguments: `port`.

    Returns:
        0 after Ctrl-C.

    Raises:
        SetupError: the port, the data folder or the database cannot be used.
    """
    environment = read_environment()
    port = arguments.port or environment.port
    check_port(HOST, port)
    if environment.database is not None:
        _run_from_server(port)
    else:
        _run_embedded(environment, port)
    return 0


def _run_from_server(port: int) -> None:
    """Serves from a real server, where the demonstration is never loaded."""
    os.environ.pop("EVENHAND_DEMONSTRATION", None)
    environment = a_named_server()
    if environment.owner is not None:
        bring_up_to_date(environment)
    serve_from_server(HOST, port)


def _run_embedded(environment: Environment, port: int) -> None:
    os.environ["EVENHAND_DEMONSTRATION"] = "1"
    print("Starting the embedded database.", flush=True)
    with the_embedded_database(environment):
        bring_up_to_date(read_environment())
        sign_ins = _demonstration(environment)
        close_connections()
        serve_site(HOST, port, ready=lambda: _welcome(port, sign_ins))
        print("\nStopping Evenhand and its database.", flush=True)


def _demonstration(environment: Environment) -> "Sequence[SignIn]":
    """Adopts the policy and loads the demonstration council, each unless it is there already."""
    from evenhand.config.cli.policy import adopt_unless_adopted
    from evenhand.config.demonstration import ensure_demonstration

    adopt_unless_adopted(PACK)
    return ensure_demonstration(places.data_folder(environment))


def _welcome(port: int, sign_ins: "Sequence[SignIn]") -> None:
    print(f"\nEvenhand is running at http://{HOST}:{port}\n")
    if sign_ins:
        print("This is a demonstration council. Everybody in it is made up. Sign in as:\n")
        rows = [("Role", "Email address", "Password")]
        rows += [(sign_in.role_label, sign_in.email, sign_in.password) for sign_in in sign_ins]
        print("\n".join(table(rows)))
    print("\nPress Ctrl-C to stop it.", flush=True)


def table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Returns rows as lines with their columns one under another.

    Args:
        rows: the first is the heading; each is as long as it.
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rows = [rows[0], tuple("-" * width for width in widths), *rows[1:]]
    return [
        "  " + "  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
