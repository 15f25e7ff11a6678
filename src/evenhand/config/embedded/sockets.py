"""Where the server's socket lies: private, and with a path short enough for the operating system."""

import os
import stat
import tempfile
from pathlib import Path

from evenhand.config.embedded.account import ServerAccount
from evenhand.config.embedded.errors import EmbeddedDatabaseError
from evenhand.config.places import short_hash

# Linux takes 108 bytes for a socket's path, the closing zero byte included.
LONGEST_PATH = 107
SOCKET_NAME = ".s.PGSQL.5432"
# PostgreSQL reads its setting as a list: a comma parts folders, and quotes and backslashes need care.
AWKWARD = frozenset(",\"'\\\n@")


def socket_folder(cluster: Path, account: ServerAccount) -> Path:
    """Returns the folder for the cluster's socket, made when it is missing.

    It lies beside the data. Where that path is too long or holds signs that PostgreSQL reads otherwise, it
    is a folder of our own among the temporary ones, named after the cluster.

    Args:
        cluster: the folder that holds the cluster.
        account: who runs the server.

    Returns:
        A folder that only the account (and root) can enter.

    Raises:
        EmbeddedDatabaseError: somebody else holds the folder's name, or it cannot be made.
    """
    folder = cluster / "socket"
    if len(os.fsencode(folder / SOCKET_NAME)) > LONGEST_PATH or AWKWARD & set(str(folder)):
        folder = Path(tempfile.gettempdir()) / f"evenhand-{short_hash(cluster)}"
        if len(os.fsencode(folder / SOCKET_NAME)) > LONGEST_PATH:
            folder = Path("/tmp") / folder.name  # noqa: S108  (checked below to be ours alone)
    try:
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            pass
        else:
            account.own(folder)
        found = folder.lstat()
    except OSError as error:
        raise EmbeddedDatabaseError(
            f"The folder {folder} for the database's socket cannot be made ({error.strerror})."
        ) from None
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or stat.S_IMODE(found.st_mode) != 0o700:  # noqa: PLR2004
        raise EmbeddedDatabaseError(
            f"{folder} is not a private folder of the account that runs the database. Move it away and start again."
        )
    return folder
