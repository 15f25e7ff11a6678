"""Reads the environment variables that set Evenhand up, each with a clear error when it cannot be used."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from evenhand.config.errors import BadInputError

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")
DEFAULT_PORT = 8000
HIGHEST_PORT = 65535
SHORTEST_SECRET = 32
POSTGRESQL_SCHEMES = frozenset({"postgres", "postgresql"})


class EnvironmentVariableError(BadInputError):
    """An environment variable cannot be used.

    Args:
        name: the variable's name.
        reason: what is wrong with it and what to set instead; never its value, which may hold a password.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(f"{name} {reason}")


@dataclass(frozen=True, kw_only=True)
class DatabaseAddress:
    """One login to one PostgreSQL database."""

    user: str
    password: str = field(repr=False)
    host: str
    port: int | None
    database: str
    options: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, name: str, url: str) -> "DatabaseAddress":
        """Reads a database address written as a URL.

        Args:
            name: the environment variable that holds it, for the error's sentence.
            url: `postgresql://user:password@host:port/database`, where a folder of a Unix socket stands
                in a query instead of the host: `?host=/run/postgresql`.

        Returns:
            The address.

        Raises:
            EnvironmentVariableError: the URL is not a PostgreSQL address, or names no user or no database.
        """
        shape = "Write it as postgresql://user:password@host:5432/database."
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise EnvironmentVariableError(name, f"is not a database address. {shape}") from None
        if parts.scheme not in POSTGRESQL_SCHEMES:
            raise EnvironmentVariableError(name, f"is not a PostgreSQL address. {shape}")
        # PostgreSQL's own addresses know %20 but take '+' as it stands, unlike a web form.
        options = dict(parse_qsl(parts.query.replace("+", "%2B")))
        host = options.pop("host", "") or unquote(parts.hostname or "")
        user = options.pop("user", "") or unquote(parts.username or "")
        database = unquote(parts.path.removeprefix("/"))
        missing = [word for word, value in (("user", user), ("host", host), ("database", database)) if not value]
        if missing:
            raise EnvironmentVariableError(name, f"names no {' and no '.join(missing)}. {shape}")
        password = options.pop("password", "") or unquote(parts.password or "")
        if "port" in options:
            port = _port(name, options.pop("port"))
        return cls(user=user, password=password, host=host, port=port, database=database, options=options)

    def url(self) -> str:
        """Returns the address as a URL that `parse` reads back to the same address."""
        query = {"host": self.host, "user": self.user, "password": self.password, **self.options}
        if self.port is not None:
            query["port"] = str(self.port)
        return f"postgresql:///{quote(self.database, safe='')}?{urlencode(query, quote_via=quote)}"

    def django(self) -> dict[str, object]:
        """Returns the address as one entry of Django's DATABASES."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.database,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": "" if self.port is None else str(self.port),
            "OPTIONS": {"application_name": "evenhand", **self.options},
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the environment says, checked.

    Attributes:
        database: the application's login; None where the embedded database is to be used.
        owner: the login that migrates; None where it is not known here.
        data_folder: EVENHAND_DATA; None where the default place is to be used.
        secret_key: signs sessions and forms; None where a key file is to be used.
        audit_key: keys the audit's digests; None where a key file is to be used.
        allowed_hosts: the host names that the site answers to.
        port: the TCP port that the site listens on.
        postgres_bin: the folder of PostgreSQL's programs; None for the embedded ones.
        demonstration: whether this process serves the demonstration council.
    """

    database: DatabaseAddress | None
    owner: DatabaseAddress | None
    data_folder: Path | None
    secret_key: str | None = field(repr=False)
    audit_key: bytes | None = field(repr=False)
    allowed_hosts: tuple[str, ...]
    port: int
    postgres_bin: Path | None
    demonstration: bool

    @property
    def loopback_only(self) -> bool:
        """Whether the site answers on this machine alone, so that it needs no HTTPS."""
        return set(self.allowed_hosts) <= set(LOOPBACK_HOSTS)


def read_environment(environ: Mapping[str, str] | None = None) -> Environment:
    """Reads and checks the environment.

    Args:
        environ: the variables; the process's own when None.

    Returns:
        What they say.

    Raises:
        EnvironmentVariableError: one of them cannot be used.
    """
    variables = os.environ if environ is None else environ
    owner = _address(variables, "DATABASE_OWNER_URL")
    database = _address(variables, "DATABASE_URL")
    if owner is not None and database is None:
        raise EnvironmentVariableError(
            "DATABASE_OWNER_URL",
            "is set without DATABASE_URL. Set both, or neither for the embedded database.",
        )
    return Environment(
        database=database,
        owner=owner,
        data_folder=_folder(variables, "EVENHAND_DATA"),
        secret_key=_secret(variables, "EVENHAND_SECRET_KEY"),
        audit_key=_encoded(_secret(variables, "EVENHAND_AUDIT_KEY")),
        allowed_hosts=_hosts(variables.get("EVENHAND_ALLOWED_HOSTS", "")),
        port=_port("EVENHAND_PORT", variables.get("EVENHAND_PORT", "") or str(DEFAULT_PORT)),
        postgres_bin=_programs(variables, "EVENHAND_POSTGRES_BIN"),
        demonstration=variables.get("EVENHAND_DEMONSTRATION", "") == "1",
    )


def _address(variables: Mapping[str, str], name: str) -> DatabaseAddress | None:
    url = variables.get(name, "").strip()
    return DatabaseAddress.parse(name, url) if url else None


def _folder(variables: Mapping[str, str], name: str) -> Path | None:
    value = variables.get(name, "")
    if not value:
        return None
    folder = Path(value).expanduser()
    if not folder.is_absolute():
        raise EnvironmentVariableError(name, "must be a whole path, beginning with '/'.")
    return folder


def _programs(variables: Mapping[str, str], name: str) -> Path | None:
    folder = _folder(variables, name)
    if folder is not None and not (folder / "postgres").is_file():
        raise EnvironmentVariableError(
            name, "holds no program named 'postgres'. Set it to a folder such as /usr/lib/postgresql/15/bin."
        )
    return folder


def _secret(variables: Mapping[str, str], name: str) -> str | None:
    value = variables.get(name, "")
    if value and len(value) < SHORTEST_SECRET:
        raise EnvironmentVariableError(
            name, f"is too short. Give it at least {SHORTEST_SECRET} random characters, or leave it out."
        )
    return value or None


def _encoded(value: str | None) -> bytes | None:
    return None if value is None else value.encode()


def _hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(host for host in re.split(r"[\s,]+", value) if host)
    if "*" in hosts:
        raise EnvironmentVariableError(
            "EVENHAND_ALLOWED_HOSTS", "must name each host that people type; '*' would answer to any name."
        )
    return hosts or LOOPBACK_HOSTS


def _port(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= HIGHEST_PORT:
        raise EnvironmentVariableError(name, f"must hold a port number from 1 to {HIGHEST_PORT}.")
    return int(value)
