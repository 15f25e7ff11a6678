"""What the environment may say, and the sentence for what it may not."""

from pathlib import Path

import psycopg.conninfo
import pytest

from evenhand.config.environment import DatabaseAddress, EnvironmentVariableError, read_environment

SECRET = "a-password-that-nobody-may-see"


def test_nothing_set_means_the_embedded_database_on_this_machine_alone() -> None:
    environment = read_environment({})
    assert environment.database is None
    assert environment.port == 8000
    assert environment.loopback_only
    assert not environment.demonstration


def test_a_database_address_is_read_whole() -> None:
    address = DatabaseAddress.parse(
        "DATABASE_URL", "postgresql://an%40app:p%2Fw@db.example.org:5433/cases?sslmode=verify-full"
    )
    assert (address.user, address.password, address.host, address.port, address.database) == (
        "an@app",
        "p/w",
        "db.example.org",
        5433,
        "cases",
    )
    assert address.options == {"sslmode": "verify-full"}
    assert address.django()["OPTIONS"] == {"application_name": "evenhand", "sslmode": "verify-full"}


@pytest.mark.parametrize("host", ["db.example.org", "/run/a folder/with 100%, and+plus"])
def test_an_address_written_out_means_the_same_to_us_and_to_postgresql(host: str) -> None:
    address = DatabaseAddress(
        user="app",
        password="p w+d&=/%é",
        host=host,
        port=5433,
        database="my cases",
        options={"sslmode": "require"},
    )
    assert DatabaseAddress.parse("DATABASE_URL", address.url()) == address
    read = psycopg.conninfo.conninfo_to_dict(address.url())
    assert read == {
        "user": "app",
        "password": "p w+d&=/%é",
        "host": host,
        "port": "5433",
        "dbname": "my cases",
        "sslmode": "require",
    }


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (f"mysql://app:{SECRET}@host/cases", "is not a PostgreSQL address"),
        (SECRET, "is not a PostgreSQL address"),
        (f"postgresql://app:{SECRET}@host:many/cases", "is not a database address"),
        (f"postgresql://app:{SECRET}@host:99999/cases", "is not a database address"),
        (f"postgresql://app:{SECRET}@[host/cases", "is not a database address"),
        (f"postgresql://app:{SECRET}@host/", "names no database"),
        (f"postgresql://:{SECRET}@host/cases", "names no user"),
        (f"postgresql://app:{SECRET}@/cases", "names no host"),
        (f"postgresql:///?password={SECRET}", "names no user and no host and no database"),
        (f"postgresql://app:{SECRET}@/cases?host=/run&port=x", "must hold a port number"),
    ],
)
def test_a_wrong_database_address_is_explained_without_showing_it(url: str, words: str) -> None:
    with pytest.raises(EnvironmentVariableError) as refused:
        read_environment({"DATABASE_URL": url})
    assert refused.value.name == "DATABASE_URL"
    assert words in str(refused.value)
    assert SECRET not in str(refused.value)


def test_secrets_are_not_in_what_is_printed_for_debugging() -> None:
    environment = read_environment(
        {
            "DATABASE_URL": f"postgresql://app:{SECRET}@host/cases",
            "EVENHAND_SECRET_KEY": SECRET * 2,
            "EVENHAND_AUDIT_KEY": SECRET * 2,
        }
    )
    assert SECRET not in repr(environment)


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"EVENHAND_PORT": "eighty"}, "EVENHAND_PORT must hold a port number from 1 to 65535"),
        ({"EVENHAND_PORT": "0"}, "EVENHAND_PORT must hold a port number"),
        ({"EVENHAND_PORT": "70000"}, "EVENHAND_PORT must hold a port number"),
        ({"EVENHAND_PORT": "٣"}, "EVENHAND_PORT must hold a port number"),
        ({"EVENHAND_DATA": "here"}, "EVENHAND_DATA must be a whole path"),
        (
            {"EVENHAND_POSTGRES_BIN": "/nonexistent"},
            "EVENHAND_POSTGRES_BIN holds no program named 'postgres'",
        ),
        ({"EVENHAND_SECRET_KEY": "short"}, "EVENHAND_SECRET_KEY is too short"),
        ({"EVENHAND_AUDIT_KEY": "short"}, "EVENHAND_AUDIT_KEY is too short"),
        ({"EVENHAND_ALLOWED_HOSTS": "*"}, "EVENHAND_ALLOWED_HOSTS must name each host"),
        ({"DATABASE_OWNER_URL": "postgresql://o@h/d"}, "DATABASE_OWNER_URL is set without DATABASE_URL"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(variables: dict[str, str], words: str) -> None:
    with pytest.raises(EnvironmentVariableError, match="^" + words):
        read_environment(variables)


def test_hosts_are_parted_by_commas_or_spaces() -> None:
    environment = read_environment({"EVENHAND_ALLOWED_HOSTS": "cases.example.org, .example.net"})
    assert environment.allowed_hosts == ("cases.example.org", ".example.net")
    assert not environment.loopback_only


def test_the_home_folder_may_be_written_short() -> None:
    assert read_environment({"EVENHAND_DATA": "~/cases"}).data_folder == Path.home() / "cases"
