"""The days on which the offices are closed: England's bank holidays, and what a pack makes of them."""

from collections.abc import Callable
from datetime import date

import pytest

from evenhand.policy.loader import load_text
from evenhand.policy.pack import Pack


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday: no bank holiday in Scotland
        (date(2026, 1, 2), True),  # a bank holiday in Scotland alone
        (date(2026, 3, 17), True),  # a bank holiday in Northern Ireland alone
        (date(2026, 8, 31), False),  # the last Monday in August
        (date(2026, 12, 28), False),  # for Boxing Day on a Saturday
        (date(2022, 9, 19), False),  # proclaimed for one year
        (date(2040, 12, 25), False),
    ],
)
def test_the_bank_holidays_are_england_s(wldc: Pack, day: date, *, works: bool) -> None:
    assert wldc.terms.calendar.is_working_day(day) is works


def test_a_pack_can_close_on_further_days_and_work_on_others(edited: Callable[[str, str], str]) -> None:
    changed = 'value = "England"\nclosed_on = [2026-12-24]\nopen_on = [2026-12-28]'
    calendar = load_text(edited('value = "England"', changed), name_for_errors="pack.toml").terms.calendar
    assert not calendar.is_working_day(date(2026, 12, 24))
    assert calendar.is_working_day(date(2026, 12, 28))
    assert not calendar.is_working_day(date(2026, 12, 25))
