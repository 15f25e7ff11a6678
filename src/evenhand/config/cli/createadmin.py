"""`evenhand createadmin`: the first account, or one more, for an administrator."""

import argparse
import getpass
import sys
from datetime import UTC, datetime

from evenhand.config.cli.databases import a_database
from evenhand.config.errors import BadInputError

TRIES = 3


def createadmin(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Args:
        arguments: `email`, `name` and `post`; the first two are asked for when they are None.

    Returns:
        0 when the account is made.

    Raises:
        BadInputError: an answer is missing or cannot be used.
        SetupError: the database cannot be used.
    """
    email = arguments.email or _asked("Email address: ", "--email")
    name = arguments.name or _asked("Name: ", "--name")
    password = _password()
    with a_database():
        from evenhand.actions.create_staff import create_staff
        from evenhand.actions.errors import InvalidInputError
        from evenhand.record.actor import Actor
        from evenhand.rules.authority import Role

        try:
            create_staff(
                actor=Actor.system("command line"),
                at=datetime.now(UTC),
                email=email,
                name=name,
                post=arguments.post,
                roles=frozenset({Role.ADMINISTRATOR}),
                password=password,
            )
        except InvalidInputError as error:
            raise BadInputError(f"{str(error).rstrip('.')}.") from None
    print(f"{name} can now sign in as {email}.")
    return 0


def _asked(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise BadInputError(f"Give {option}: there is no terminal to ask at.")
    answer = input(question).strip()
    if not answer:
        raise BadInputError(f"Nothing was typed. Start again, or give {option}.")
    return answer


def _password() -> str:
    """Returns the password: typed twice at a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\n")
        if not password:
            raise BadInputError("Give the password as one line on standard input, or start this at a terminal.")
        return password
    for _ in range(TRIES):
        password = getpass.getpass("Password (at least 12 characters): ")
        if password and password == getpass.getpass("The same password again: "):
            return password
        print("The two were not the same, or nothing was typed. Try again.", file=sys.stderr)
    raise BadInputError("No password was chosen. Start again when you have one.")
