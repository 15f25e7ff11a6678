"""`evenhand docs generate`: the pages of documentation that are made from the code."""

import argparse

from evenhand.config import places
from evenhand.config.errors import SetupError


def generate(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Args:
        arguments: `check`, to compare and write nothing.

    Returns:
        0 when the pages are in step, 1 when `check` found one that is not.

    Raises:
        SetupError: this is no checkout, so there are no pages.
    """
    from evenhand.config.docsgen import generate_documents

    root = places.checkout()
    if root is None:
        raise SetupError("The generated documentation belongs to a checkout. Run this command from one.")
    changed = generate_documents(root / "docs" / "generated", check=arguments.check)
    if not changed:
        print("The generated documentation is in step with the code.")
        return 0
    names = ", ".join(sorted(path.name for path in changed))
    if arguments.check:
        print(f"Not in step with the code: {names}. Run 'evenhand docs generate' and commit what it writes.")
        return 1
    print(f"Brought in step with the code: {names}.")
    return 0
