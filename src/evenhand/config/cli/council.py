"""`evenhand council set`: what pages and letters say of the council."""

import argparse
from datetime import UTC, datetime

from evenhand.config.cli.databases import a_database
from evenhand.config.errors import BadInputError


def set_details(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Args:
        arguments: `name`, `address` (one or more lines), `email`, `telephone`, `web_form`, `signatory`, `colour`.

    Returns:
        0 when the details are set.

    Raises:
        BadInputError: one of them cannot be used.
        SetupError: the database cannot be used.
    """
    with a_database():
        from evenhand.actions.errors import InvalidInputError
        from evenhand.actions.set_council import set_council
        from evenhand.record.actor import Actor

        try:
            set_council(
                actor=Actor.system("command line"),
                at=datetime.now(UTC),
                name=arguments.name,
                address="\n".join(arguments.address),
                email=arguments.email,
                telephone=arguments.telephone,
                web_form=arguments.web_form,
                signatory=arguments.signatory,
                brand_colour=arguments.colour,
            )
        except InvalidInputError as error:
            raise BadInputError(f"{str(error).rstrip('.')}.") from None
    print("Pages and letters now name the council.")
    return 0
