"""What was recorded under an earlier version is there, and right, after the upgrade."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from tests.actions.council import Line, found_council

from evenhand.actions import record_informal_restriction
from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.record.database.grants import apply_grants
from evenhand.record.facts import case_facts

BEFORE_EVERY_RULE = "0003"


@pytest.mark.usefixtures("fresh_database")
def test_a_case_of_before_every_rule_goes_on_after_it() -> None:
    wired.wire(documents=MemoryStore())
    line = Line(found_council())
    line.to_restricted()
    before = case_facts(line.case, at=line.at)

    migrate("record", BEFORE_EVERY_RULE)
    migrate("record")
    apply_grants(connections["owner"], settings.EVENHAND.app_role, settings.EVENHAND.sensitive_role)

    after = case_facts(line.case, at=line.at)
    for kept in ("incidents", "warnings", "investigations", "referrals", "determinations", "restrictions", "letters"):
        assert [one.id for one in getattr(after, kept)] == [one.id for one in getattr(before, kept)] != [], kept
    assert [one.behaviours for one in after.incidents] == [one.behaviours for one in before.incidents]
    assert [one.shown for one in after.incidents] == [{}, {}]
    record_informal_restriction.record_informal_restriction(
        actor=line.people.olu, at=line.at, case_id=line.case.id, description="A note at reception."
    )
    assert len(case_facts(line.case, at=line.at).informal) == 1


def migrate(*target: str) -> None:
    call_command("migrate", *target, database="owner", verbosity=0, interactive=False)
