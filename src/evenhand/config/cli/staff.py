"""`evenhand staff add`: an account for a member of staff."""

import argparse

from evenhand.config.cli.accounts import add_account


def add(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Args:
        arguments: `email`, `name`, `post`, `role` (one or more), and perhaps `manager` and `deputy`.

    Returns:
        0 when the account is made.

    Raises:
        BadInputError: an answer is missing or cannot be used.
        SetupError: the database cannot be used.
    """
    add_account(
        email=arguments.email,
        name=arguments.name,
        post=arguments.post,
        roles=arguments.role,
        manager=arguments.manager or "",
        deputy=arguments.deputy or "",
    )
    return 0
