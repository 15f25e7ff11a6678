"""What the settings make of the environment, and what the log makes of an error."""

import json
import logging
import subprocess
import sys
from typing import Any

import pytest

from evenhand.config.log import PlainFormatter

NAMES = [
    "ALLOWED_HOSTS",
    "CONTENT_SECURITY_POLICY",
    "CSRF_COOKIE_SECURE",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_SECURE",
]


def _settings(environment: dict[str, str], **more: str) -> dict[str, Any]:
    program = (
        "import json\nfrom django.conf import settings\n"
        f"print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}} | {{\n"
        "    'databases': sorted(settings.DATABASES), 'roles': [settings.EVENHAND.app_role,\n"
        "    settings.EVENHAND.sensitive_role, settings.EVENHAND.owner_role],\n"
        "    'demonstration': settings.EVENHAND.demonstration}))"
    )
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        env={**environment, "DJANGO_SETTINGS_MODULE": "evenhand.config.settings", **more},
        timeout=60,
        check=True,
    )
    read: dict[str, Any] = json.loads(ended.stdout)
    return read


def test_on_this_machine_alone_no_https_is_asked_for(clean_environment: dict[str, str]) -> None:
    read = _settings(clean_environment)
    assert read["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert (read["SESSION_COOKIE_SECURE"], read["CSRF_COOKIE_SECURE"]) == (False, False)
    assert read["DEBUG"] is False
    assert read["databases"] == ["default"] or read["databases"] == []
    assert read["demonstration"] is False


def test_under_a_name_of_its_own_everything_asks_for_https(clean_environment: dict[str, str]) -> None:
    read = _settings(clean_environment, EVENHAND_ALLOWED_HOSTS="cases.example.org,.example.net")
    assert (read["SESSION_COOKIE_SECURE"], read["CSRF_COOKIE_SECURE"]) == (True, True)
    assert read["SECURE_HSTS_SECONDS"] == 31_536_000
    assert read["CSRF_TRUSTED_ORIGINS"] == ["https://cases.example.org", "https://*.example.net"]


def test_the_owner_is_known_only_where_its_login_is(clean_environment: dict[str, str]) -> None:
    application = "postgresql://cases:x@db.example.org/evenhand"
    served = _settings(clean_environment, DATABASE_URL=application)
    assert served["databases"] == ["default"]
    assert served["roles"] == ["cases", "cases_sensitive", None]
    migrating = _settings(
        clean_environment,
        DATABASE_URL=application,
        DATABASE_OWNER_URL=application.replace("cases", "builder"),
    )
    assert migrating["databases"] == ["default", "owner"]
    assert migrating["roles"][2] == "builder"


def test_the_browser_is_told_to_load_our_own_files_alone(clean_environment: dict[str, str]) -> None:
    directives = _settings(clean_environment)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert {source for sources in directives.values() for source in sources} == {"'none'", "'self'"}


def test_an_error_is_logged_by_kind_and_place_without_its_words() -> None:
    def refuse() -> None:
        raise ValueError("Key (email)=(private@example.org) already exists")

    def save() -> None:
        try:
            refuse()
        except ValueError as error:
            raise RuntimeError("about private@example.org") from error

    with pytest.raises(RuntimeError) as raised:
        save()
    record = logging.getLogger("test").makeRecord(
        "test", logging.ERROR, __file__, 1, "Could not save %s", ("it",), raised._excinfo
    )
    text = PlainFormatter().format(record)
    assert "private@example.org" not in text
    assert "Could not save it" in text
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text
    assert "in save" in text


def test_an_error_that_caused_itself_is_logged_once() -> None:
    error = ValueError()
    error.__cause__ = error
    text = PlainFormatter().formatException((ValueError, error, None))
    assert text.splitlines() == ["  builtins.ValueError"]
