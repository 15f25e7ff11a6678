"""Puts the errors of libraries into one sentence that says what to do."""

import errno
import os
import sys


def explain(error: BaseException) -> str | None:
    """Returns the sentence for an error, or None when it is one that nobody foresaw.

    Args:
        error: what a command raised.
    """
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "The disk is full. Make room on it and start again."
    if isinstance(error, OSError) and error.filename is not None:
        return f"{os.fsdecode(error.filename)} cannot be used ({error.strerror})."
    if "django" not in sys.modules:
        return None
    return _action(error) or _database(error)


def _action(error: BaseException) -> str | None:
    from evenhand.actions.errors import ActionError

    return str(error) if isinstance(error, ActionError) else None


def _database(error: BaseException) -> str | None:
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    if isinstance(error, OperationalError):
        said = " ".join(str(error).split()).rstrip("?.")
        if "No space left on device" in said:
            return "The database's disk is full. Make room on it and start again."
        return f"The database cannot be used: {said}. Check DATABASE_URL and that its server is running."
    if isinstance(error, ProgrammingError) and "does not exist" in str(error):
        return "The database is not up to date with this version of Evenhand. Run 'evenhand migrate' first."
    if isinstance(error, ImproperlyConfigured) and "DATABASES" in str(error):
        return "No database is named. Set DATABASE_URL to a PostgreSQL server."
    return None
