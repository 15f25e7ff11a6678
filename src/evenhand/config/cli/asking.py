"""What a command asks of the person at the terminal, or reads where there is none."""

import getpass
import sys

from evenhand.config.errors import BadInputError

TRIES = 3


def asked(question: str, option: str) -> str:
    """Returns the answer to a question.

    Args:
        question: as the terminal shows it.
        option: gives the answer where there is no terminal.

    Raises:
        BadInputError: nothing was typed, or there is no terminal.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise BadInputError(f"Give {option}: there is no terminal to ask at.")
    answer = input(question).strip()
    if not answer:
        raise BadInputError(f"Nothing was typed. Start again, or give {option}.")
    return answer


def password() -> str:
    """Returns the password: typed twice at a terminal, else the first line of standard input.

    Raises:
        BadInputError: none was given.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        given = _line()
        if not given:
            raise BadInputError("Give the password as one line on standard input, or start this at a terminal.")
        return given
    for _ in range(TRIES):
        typed = getpass.getpass("Password (at least 12 characters): ")
        if typed and typed == getpass.getpass("The same password again: "):
            return typed
        print("The two were not the same, or nothing was typed. Try again.", file=sys.stderr)
    raise BadInputError("No password was chosen. Start again when you have one.")


def _line() -> str:
    """The first line of standard input; empty where it was closed."""
    try:
        return sys.stdin.readline().rstrip("\n") if sys.stdin is not None else ""
    except UnicodeDecodeError:
        raise BadInputError("The password is not written in UTF-8. Type it at a terminal instead.") from None
