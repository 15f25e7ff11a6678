"""PostgreSQL without a server of one's own: the programs of a wheel, run by this small adapter.

It is for a developer's machine and the demonstration. It opens no network port: only processes of the same
user (or root) reach its private socket, with a password.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evenhand.config.embedded import roles
from evenhand.config.embedded.account import server_account
from evenhand.config.embedded.cluster import SUPERUSER, Cluster
from evenhand.config.embedded.errors import EmbeddedDatabaseError
from evenhand.config.embedded.programs import find_programs
from evenhand.config.embedded.use import Use, one_at_a_time
from evenhand.config.environment import DatabaseAddress

__all__ = ["EmbeddedDatabase", "embedded_database"]


@dataclass(frozen=True, kw_only=True)
class EmbeddedDatabase:
    """A running embedded database.

    Attributes:
        application: the application's login.
        owner: the login that owns the tables and migrates.
        superuser: the login that made both; for tests, and for nobody else.
        cluster: the cluster itself.
    """

    application: DatabaseAddress
    owner: DatabaseAddress
    superuser: DatabaseAddress
    cluster: Cluster


@contextmanager
def embedded_database(
    folder: Path, *, postgres_bin: Path | None = None, durable: bool = True
) -> Iterator[EmbeddedDatabase]:
    """Starts the embedded database, or joins it when it runs; the last user to leave stops it.

    Args:
        folder: the data folder; this process can write to it.
        postgres_bin: the folder of PostgreSQL's programs; None for the embedded wheel's.
        durable: False for tests, whose data need not outlive a power cut.

    Yields:
        The running database.

    Raises:
        EmbeddedDatabaseError: it cannot be made or started; the message says what to do.
    """
    account = server_account()
    cluster = Cluster(
        folder=folder / "postgres",
        programs=find_programs(postgres_bin, account),
        account=account,
        durable=durable,
    )
    with Use(folder) as use:
        try:
            with one_at_a_time(folder):
                database = _start(folder, cluster)
            yield database
        finally:
            with one_at_a_time(folder):
                if use.is_the_last():
                    cluster.stop()


def _start(folder: Path, cluster: Cluster) -> EmbeddedDatabase:
    passwords = _passwords(folder / "passwords.json", new=not cluster.data.exists())
    cluster.initialise(passwords[SUPERUSER])
    cluster.start()
    host = str(cluster.listens_in())
    superuser, owner, application = (
        DatabaseAddress(user=role, password=passwords[role], host=host, port=None, database=roles.DATABASE)
        for role in (SUPERUSER, roles.OWNER, roles.APPLICATION)
    )
    roles.provision(superuser, {role: passwords[role] for role in (roles.OWNER, roles.APPLICATION)})
    return EmbeddedDatabase(application=application, owner=owner, superuser=superuser, cluster=cluster)


def _passwords(path: Path, *, new: bool) -> dict[str, str]:
    """Returns the passwords of the cluster's roles, made with the cluster and kept beside it.

    Args:
        path: the file that keeps them, readable by its owner alone.
        new: whether the cluster is still to be made.

    Raises:
        EmbeddedDatabaseError: the file of an older cluster is missing or broken, or cannot be written.
    """
    names = (SUPERUSER, roles.OWNER, roles.APPLICATION)
    if new:
        aside = path.with_suffix(".new")
        try:
            aside.unlink(missing_ok=True)
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                json.dump({name: secrets.token_urlsafe(24) for name in names}, file)
            aside.replace(path)
        except OSError as error:
            raise EmbeddedDatabaseError(f"{path} cannot be written ({error.strerror}).") from None
    try:
        kept = json.loads(path.read_text(encoding="ascii"))
        return {name: str(kept[name]) for name in names}
    except (OSError, ValueError, KeyError, TypeError):
        raise EmbeddedDatabaseError(
            f"The embedded database's passwords in {path} are missing or broken. Put the file back from a "
            "backup, "
            "or set EVENHAND_DATA to a new folder to start again with an empty database."
        ) from None
