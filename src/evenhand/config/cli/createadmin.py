"""`evenhand createadmin`: the first account, or one more, for an administrator."""

import argparse

from evenhand.config.cli.accounts import add_account
from evenhand.config.cli.asking import asked


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
    email = arguments.email or asked("Email address: ", "--email")
    name = arguments.name or asked("Name: ", "--name")
    add_account(email=email, name=name, post=arguments.post, roles=["administrator"])
    return 0
