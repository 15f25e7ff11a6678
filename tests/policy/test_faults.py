"""Every fault of a pack, provoked in the shipped pack: its line, its key, and what to write instead.

The faults stand in ``faults/*.toml``: a passage of the pack and what replaces it. ``<<`` in the replacement
marks the line that the fault must name, and is taken out before the pack is read; ``at`` is another passage
whose line it must be.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from evenhand.policy.faults import PackInvalid
from evenhand.policy.loader import load_text
from evenhand.reading.faults import MOST_FAULTS, FileFault
from evenhand.rules.authority import Role

Faults = Callable[[str], tuple[FileFault, ...]]
Edit = Callable[[str, str], str]

REVIEW_INTERVAL = "[terms.review_interval_months]\nvalue = 3\n"
OMBUDSMAN = '[rules."notice.ombudsman"]\nsource = "I"\nclauses = ["12.1"]\nmode = "refuse"'


@dataclass(frozen=True, kw_only=True)
class Case:
    """A change to the shipped pack, and the fault that it must give."""

    name: str
    old: str
    new: str
    key: str
    problem: str
    instead: str
    at: str = "<<"

    def broken(self, edited: Edit) -> str:
        """The pack with the change, without the mark."""
        return edited(self.old, self.new).replace(" <<", "")

    def line(self, edited: Edit) -> int:
        """The line that the fault must name."""
        lines = edited(self.old, self.new).split("\n")
        return next(number for number, line in enumerate(lines, 1) if self.at in line)


def _cases() -> Iterator[object]:
    for file in sorted((Path(__file__).parent / "faults").glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["fault"]:
            yield pytest.param(Case(**case), id=f"{file.stem}: {case['name']}")


CASES = tuple(_cases())


@pytest.mark.parametrize("case", CASES)
def test_a_fault_names_its_line_its_key_and_what_to_write_instead(case: Case, edited: Edit, faults_of: Faults) -> None:
    found = [fault for fault in faults_of(case.broken(edited)) if fault.key == case.key]
    assert len(found) == 1, found
    fault = found[0]
    assert fault.file == "pack.toml"
    assert fault.line == case.line(edited)
    assert case.problem in fault.problem
    assert case.instead in fault.instead
    assert str(fault) == f"pack.toml, line {fault.line}, {fault.key}: {fault.problem} {fault.instead}"


@pytest.mark.parametrize("case", CASES)
def test_one_mistake_gives_few_faults(case: Case, edited: Edit, faults_of: Faults) -> None:
    assert len(faults_of(case.broken(edited))) <= 5


def test_all_faults_are_reported_together_in_the_order_of_the_file(pack_text: str) -> None:
    broken = (
        pack_text.replace("[terms.warning_life_months]\nvalue = 12", "[terms.warning_life_months]\nvalue = 48")
        .replace('number = "9.2"', 'number = "9.1"')
        .replace('"0300 061 0614"', '"none"')
    )
    with pytest.raises(PackInvalid) as caught:
        load_text(broken, name_for_errors="ours.toml")
    keys = [fault.key for fault in caught.value.faults]
    lines = [fault.line for fault in caught.value.faults]
    assert {"clauses[18].number", "terms.warning_life_months.value", "letters.ombudsman.telephone"} <= set(keys)
    assert lines == sorted(lines)
    report = str(caught.value)
    assert report.startswith(f"This policy pack cannot be used. Put {len(keys)} things right:\n  ours.toml, line ")
    assert all(str(fault) in report for fault in caught.value.faults)


def test_a_pack_of_another_schema_is_not_read_further(pack_text: str, faults_of: Faults) -> None:
    faults = faults_of(pack_text.replace("schema_version = 2", "schema_version = 3").replace("[[clauses]]", "[[x]]"))
    assert [fault.key for fault in faults] == ["schema_version"]


def test_a_part_cannot_be_graver_than_its_rule(edited: Edit, faults_of: Faults) -> None:
    old = '[rules."determination.proportionate"]\nsource = "P"\nclauses = ["3.1"]\nmode = "refuse"'
    faults = faults_of(edited(old, old.replace('"P"', '"I"').replace('"refuse"', '"advice"')))
    assert [fault.key for fault in faults] == ['rules."determination.proportionate".parts.lighter_options.mode']
    assert "graver than its whole rule" in faults[0].problem
    assert faults[0].instead == 'Write mode = "advice" or a lighter one.'


def test_contradictions_are_told_once_everything_else_is_right(pack_text: str, faults_of: Faults) -> None:
    contradictory = pack_text.replace("value = 60", "value = 2")
    assert [fault.key for fault in faults_of(contradictory)] == ["terms.review_interval_months.value"]
    worse = contradictory.replace('"0300 061 0614"', '"none"')
    assert [fault.key for fault in faults_of(worse)] == ["letters.ombudsman.telephone"]


def test_an_interim_limit_that_outlasts_the_review_contradicts_itself(pack_text: str, faults_of: Faults) -> None:
    """30 working days from 18 July 2024 end on 30 August; a month from then is 18 August."""
    text = pack_text.replace(REVIEW_INTERVAL, REVIEW_INTERVAL.replace("3", "1")).replace("value = 10\n", "value = 30\n")
    (fault,) = faults_of(text)
    assert fault.key == "terms.interim_limit_working_days.value"
    assert "30 working days: longer than 1 calendar month (time between reviews)" in fault.problem
    assert fault.instead == "Write fewer, or change [terms.review_interval_months]."


def test_an_appeal_answered_after_the_longest_restriction_contradicts_itself(pack_text: str, faults_of: Faults) -> None:
    text = (
        pack_text.replace("value = 60", "value = 1")
        .replace("[terms.review_interval_months]\nvalue = 3", "[terms.review_interval_months]\nvalue = 1")
        .replace("[terms.appeal_decided_working_days]\nvalue = 20", "[terms.appeal_decided_working_days]\nvalue = 40")
    )
    (fault,) = faults_of(text)
    assert fault.key == "terms.appeal_decided_working_days.value"
    assert fault.instead == "Write fewer, or change [terms.longest_restriction_months]."


def test_a_rule_that_is_off_names_nobody_who_opens_its_door(edited: Edit) -> None:
    begins = '[rules."determination.quorum"]\nsource = "I"\nclauses = ["9.1"]\nmode = '
    old = begins + '"refuse"\ndoor_roles = ["determination_team"]'
    pack = load_text(edited(old, begins + '"off"'), name_for_errors="pack.toml")
    assert "determination.quorum" not in pack.terms.door_roles


def test_a_pack_can_let_a_senior_person_limit_a_service_in_part(edited: Edit) -> None:
    old = '[rules."services.mandatory_open"]\n'
    text = edited(old, old + 'override_roles = ["monitoring_officer"]\n')
    assert load_text(text, name_for_errors="pack.toml").terms.service_override_roles == {Role.MONITORING_OFFICER}


def test_a_review_interval_longer_than_a_warning_s_life_is_no_fault(edited: Edit) -> None:
    text = edited(REVIEW_INTERVAL, REVIEW_INTERVAL.replace("3", "24"))
    assert load_text(text, name_for_errors="pack.toml").terms.review_interval_months == 24


def test_a_reading_can_be_set_below_refuse(edited: Edit) -> None:
    pack = load_text(edited(OMBUDSMAN, OMBUDSMAN.replace("refuse", "advice")), name_for_errors="pack.toml")
    assert [mode.value for rule, mode in pack.terms.modes.items() if rule == "notice.ombudsman"] == ["advice"]


def test_a_file_of_nothing_but_faults_is_cut_short_and_says_so(pack_text: str) -> None:
    with pytest.raises(PackInvalid) as caught:
        load_text(pack_text + "".join(f"\nkey{number} = 1" for number in range(500)), name_for_errors="pack.toml")
    assert len(caught.value.faults) == MOST_FAULTS
    assert caught.value.more
    assert "more after these" in str(caught.value)
