"""`evenhand audit verify`: is every entry of the audit as it was written?"""

import argparse

from evenhand.config.cli.databases import a_database


def verify(_arguments: argparse.Namespace) -> int:
    """Runs the command.

    Returns:
        0 when the chain is whole, 1 when an entry is broken.

    Raises:
        SetupError: the database cannot be used.
    """
    with a_database():
        from django.db import connection

        from evenhand.record.audit.verify import verify_chain

        found = verify_chain(connection)
    if found.first_broken is not None:
        print(f"The audit is broken at entry {found.first_broken}: {found.reason}.")
        print(f"Whole before it: {found.entries}.")
        return 1
    print(f"The audit is whole: {found.entries} entr{'y' if found.entries == 1 else 'ies'} checked.")
    print(f"Its head, to keep elsewhere and compare later: {found.head}")
    return 0
