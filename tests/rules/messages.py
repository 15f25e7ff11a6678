"""Messages and contacts for the tests on what is left unanswered: one that came in on Tuesday 10 February."""

from dataclasses import replace
from typing import Any

from evenhand.rules.facts import CaseFacts, HandledContact
from evenhand.rules.vocabulary import Channel, Handling

from . import build
from .build import fact, london

RECEIVED = "2026-02-10 11:00"


def message(handling: Handling | None = Handling.HELD, **changes: Any) -> HandledContact:
    base = HandledContact(id=fact("c1"), received_at=london(RECEIVED), channel=Channel.EMAIL, handling=handling)
    return replace(base, **changes)


def with_message(*contacts: HandledContact, complete: bool = True) -> CaseFacts:
    """The case once the customer was told, in a record that is complete or is not, and what came in."""
    return replace(build.told(contacts=contacts), record_complete=complete)
