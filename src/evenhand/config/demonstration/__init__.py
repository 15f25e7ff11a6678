"""The demonstration council: made-up people whose stories follow published decisions, on the embedded database alone.

It is loaded whole or not at all, through the real actions, with the clock in its hand.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from evenhand.config.demonstration.people import found_council, role_holders
from evenhand.config.demonstration.stories import tell_all
from evenhand.record.models import Staff

_KEPT_IN = "demonstration.json"
_WORDS = ("amber", "birch", "cedar", "daisy", "ember", "fern", "grove", "heath", "iris", "juniper", "kestrel", "linden")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """With what somebody signs in to the demonstration."""

    email: str
    password: str
    role_label: str


def ensure_demonstration(data_folder: Path) -> tuple[SignIn, ...]:
    """Load the demonstration council unless it is there, and say how to sign in.

    Args:
        data_folder: where the sign-ins are kept, readable by this account alone.

    Returns:
        One sign-in for each role; none where the database holds people but the sign-ins were removed.
    """
    kept = data_folder / _KEPT_IN
    if Staff.objects.exists():
        return _read(kept)
    password = "-".join(secrets.choice(_WORDS) for _ in range(3)) + f"-{secrets.randbelow(90) + 10}"
    sign_ins = tuple(SignIn(email=email, password=password, role_label=role.label) for role, email in role_holders())
    # The sign-ins first: a council that nobody can sign in to would be worth nothing.
    kept.touch(mode=0o600)
    kept.write_text(json.dumps([asdict(one) for one in sign_ins], indent=1), encoding="utf-8")
    with transaction.atomic():
        people = found_council(password, at=datetime.now(UTC))
        tell_all(people, now=datetime.now(UTC))
    return sign_ins


def _read(kept: Path) -> tuple[SignIn, ...]:
    try:
        return tuple(SignIn(**one) for one in json.loads(kept.read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return ()
