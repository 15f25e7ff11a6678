"""Versions of the policy: when each begins, which one a case is under, and what no later file can change."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from tests.actions.council import SYSTEM, Line, People

from evenhand.actions.adopt_policy import adopt_policy
from evenhand.actions.errors import InvalidInputError
from evenhand.policy.loader import load_kept, load_pack, load_text
from evenhand.policy.pack import Pack
from evenhand.record.models import PolicyVersion
from evenhand.record.policies import pack_of, version_on
from evenhand.rules.calendar import add_months, local_day

KEPT_BEFORE = Path(__file__).parents[1] / "policy" / "earlier" / "wldc-1.0.toml"


def written(*, version: str, begins: date, name: str = "wldc", months: int = 3) -> Pack:
    """The shipped pack as a council changes it."""
    text = load_pack("wldc").content
    for old, new in (
        ('name = "wldc"', f'name = "{name}"'),
        ('version = "2.0"', f'version = "{version}"'),
        ("effective_from = 2024-07-18", f"effective_from = {begins.isoformat()}"),
        ("[terms.review_interval_months]\nvalue = 3", f"[terms.review_interval_months]\nvalue = {months}"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return load_text(text, name_for_errors="pack.toml")


def adopt(pack: Pack, at: datetime) -> PolicyVersion:
    row: PolicyVersion = PolicyVersion.objects.get(pk=adopt_policy(actor=SYSTEM, at=at, pack=pack))
    return row


def test_adopting_keeps_the_pack_whole(people: People) -> None:  # noqa: ARG001 - the council adopted it
    row, pack = PolicyVersion.objects.get(), load_pack("wldc")
    assert (row.content, row.sha256, row.schema_version) == (pack.content, pack.sha256, 2)
    assert pack_of(row) == pack


def test_a_later_version_begins_on_its_day_and_a_running_case_stays_under_its_own(line: Line) -> None:
    line.incident()
    today = local_day(line.at)
    first = line.case.policy
    later = adopt(written(version="3.0", begins=today + timedelta(days=30), months=2), line.at)
    assert version_on(today) == version_on(today + timedelta(days=29)) == first
    assert version_on(today + timedelta(days=30)) == later
    line.at += timedelta(days=40)
    line.incident()
    assert line.case.policy == first
    assert pack_of(line.case.policy).terms.review_interval_months == 3
    line.customer = None
    line.incident()
    assert line.case.policy == later
    assert pack_of(line.case.policy).terms.review_interval_months == 2


def test_a_version_that_began_in_the_past_is_in_force_from_now_on(line: Line) -> None:
    line.incident()
    first, today = line.case.policy, local_day(line.at)
    now = adopt(written(version="2.1", begins=today - timedelta(days=10)), line.at)
    assert version_on(today) == now
    assert line.case.policy == first


def test_a_version_of_the_same_day_takes_the_place_of_the_one_adopted_before_it(line: Line) -> None:
    today = local_day(line.at)
    again = adopt(written(version="2.1", begins=load_pack("wldc").effective_from), line.at)
    assert version_on(today) == again


def test_a_version_that_would_never_begin_is_refused_and_says_which_day_to_write(line: Line) -> None:
    today = local_day(line.at)
    adopt(written(version="3.0", begins=today - timedelta(days=5)), line.at)
    before = PolicyVersion.objects.count()
    with pytest.raises(InvalidInputError, match=r"version 3\.0 of wldc began later, on .* or a later one") as refused:
        adopt(written(version="3.1", begins=today - timedelta(days=6)), line.at)
    assert refused.value.field == "effective_from"
    with pytest.raises(InvalidInputError):
        adopt(written(name="other", version="1.0", begins=today - timedelta(days=6)), line.at)
    assert PolicyVersion.objects.count() == before


def test_a_version_can_begin_before_one_that_is_still_to_come(line: Line) -> None:
    today = local_day(line.at)
    in_spring = adopt(written(version="4.0", begins=add_months(today, 6)), line.at)
    soon = adopt(written(version="3.0", begins=today + timedelta(days=7)), line.at)
    assert version_on(today + timedelta(days=7)) == soon
    assert version_on(add_months(today, 6)) == in_spring


def test_another_council_s_pack_begins_as_a_version_does(line: Line) -> None:
    row = adopt(load_pack("lgsco-guide"), line.at)
    assert version_on(local_day(line.at)) == row
    assert pack_of(row).terms.quorum_members == 1


def test_the_same_version_with_other_contents_is_refused(line: Line) -> None:
    began = load_pack("wldc").effective_from
    with pytest.raises(InvalidInputError, match="Give the changed pack a new version") as refused:
        adopt(written(version="2.0", begins=began, months=2), line.at)
    assert refused.value.field == "version"
    assert PolicyVersion.objects.count() == 1


def test_the_very_same_pack_again_changes_nothing(line: Line) -> None:
    first = PolicyVersion.objects.get()
    later = adopt(written(version="3.0", begins=local_day(line.at)), line.at)
    assert adopt(load_pack("wldc"), line.at) == first
    assert version_on(local_day(line.at)) == later


def test_what_an_earlier_release_adopted_is_still_read(line: Line) -> None:
    text = KEPT_BEFORE.read_text(encoding="utf-8")
    row = adopt(load_kept(text, name_for_errors="kept"), line.at)
    assert row.schema_version == 1
    assert pack_of(row).terms.review_interval_months == 3
    line.incident()
    assert line.case.policy == row


def test_the_application_cannot_change_or_remove_a_version(people: People) -> None:  # noqa: ARG001
    row = PolicyVersion.objects.get()
    for statement in ("UPDATE record_policyversion SET content = ''", "DELETE FROM record_policyversion"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    row.refresh_from_db()
    assert row.content == load_pack("wldc").content
