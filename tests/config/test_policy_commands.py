"""`evenhand policy`: what it checks, shows and adopts, and what it says where it does not."""

import re
from pathlib import Path

import psycopg
import pytest
from tests.config.conftest import Evenhand

from evenhand.config.environment import DatabaseAddress
from evenhand.policy.loader import load_pack

ROOT = Path(__file__).parents[2]


@pytest.fixture
def changed(folder: Path) -> Path:
    """A council's own copy of the shipped pack, which a test changes."""
    file = folder / "pack.toml"
    file.write_text(load_pack("wldc").content, encoding="utf-8")
    return file


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", ["wldc", "lgsco-guide"])
def test_the_shipped_packs_can_be_adopted(evenhand: Evenhand, name: str) -> None:
    ended = evenhand("policy", "check", name)
    assert (ended.returncode, ended.stderr) == (0, "")
    pack = load_pack(name)
    assert f"can be adopted: {len(pack.clauses)} clauses, {len(pack.rules)} rules, in force from " in ended.stdout


def test_a_clause_is_shown_with_its_rules_their_values_and_their_tests(evenhand: Evenhand) -> None:
    """What an officer needs within a minute stands on one screen or two."""
    ended = evenhand("policy", "show", "wldc", "--clause", "8.2")
    assert (ended.returncode, ended.stderr) == (0, "")
    shown = ended.stdout
    assert shown.startswith("Clause 8.2 of the Unacceptable Customer Actions Policy (wldc 2.0, line ")
    assert "A warning with its reasons and a chance to change" in shown
    for rule in ("manager.informed", "police.offence", "warning.before_action", "restriction.interim"):
        assert f"\n{rule}\n" in shown
    section = shown.split("\nwarning.before_action\n")[1].split("\n\n")[0]
    squeezed = " ".join(section.split())
    assert "refuses Record the panel's decision (determine)" in squeezed
    assert "mode refuse refuses Record" in squeezed
    assert "value How long a warning counts: 12 calendar months ([terms.warning_life_months], line " in squeezed
    assert "code warning_before_action in src/evenhand/rules/warnings.py" in squeezed
    assert "test tests/rules/test_warning_before_action.py" in squeezed
    for named in re.findall(r"(?:src|tests)/[\w/]+\.py", shown):
        assert named.startswith("tests/") or (ROOT / named).is_file()
    assert max(map(len, shown.splitlines())) <= 100


def test_a_rule_is_shown_with_its_door_and_its_parts(evenhand: Evenhand) -> None:
    shown = " ".join(evenhand("policy", "show", "wldc", "--rule", "notice.sent").stdout.split())
    assert "door where delay would do harm: Manager or Determination team, with a reason" in shown
    assert "its part withheld: fault (G, official guidance; The Local Government" in shown
    assert "task with a last day" in shown
    assert "contact part of the answer to a contact" in shown


def test_every_clause_is_shown_with_its_answer(evenhand: Evenhand) -> None:
    ended = evenhand("policy", "show", "wldc")
    assert ended.returncode == 0
    for clause in load_pack("wldc").clauses:
        assert f"\n  {clause.number} " in ended.stdout
    shown = " ".join(ended.stdout.split())
    assert "Rules: warning.actions_continued, determination.independent" in shown
    assert "No effect on the software: It is a heading." in shown
    assert "Guidance Rules that rest on no clause: riddor.report, " in shown


def test_a_pack_of_one_s_own_begins_with_the_text_of_a_shipped_one(evenhand: Evenhand) -> None:
    assert evenhand("policy", "show", "lgsco-guide", "--text").stdout == load_pack("lgsco-guide").content


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["wldc", "--clause", "13.1"], "no clause '13.1'"),
        (["wldc", "--rule", "warning.before"], "Did you mean 'warning.before_action'"),
        (["wldc", "--rule", "lifecycle.determine"], "see docs/generated/lifecycle.md"),
        (["wldc", "--rule", "authority.warn"], "see docs/generated/roles.md"),
        (["nowhere"], "no such file"),
        (["wldc", "--rule", "a", "--clause", "b"], "not allowed with argument"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_2(evenhand: Evenhand, asked: list[str], words: str) -> None:
    ended = evenhand("policy", "show", *asked)
    assert ended.returncode == 2
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_pack_that_contradicts_itself_is_refused_with_its_line_and_key(evenhand: Evenhand, changed: Path) -> None:
    rewrite(changed, "value = 60", "value = 2")
    line = changed.read_text(encoding="utf-8").splitlines().index("[terms.review_interval_months]") + 2
    ended = evenhand("policy", "check", str(changed))
    assert ended.returncode == 2
    where = f"pack.toml, line {line}, terms.review_interval_months.value: "
    assert f"{where}A review after 3 calendar months never comes" in ended.stderr
    assert "Write 2 or less, or lengthen [terms.longest_restriction_months]." in ended.stderr


def test_adopting_says_when_it_begins_and_refuses_what_cannot_begin(
    evenhand: Evenhand, fresh_database: DatabaseAddress, changed: Path
) -> None:
    url = fresh_database.url()
    first = evenhand("policy", "adopt", "wldc", DATABASE_URL=url)
    assert (first.returncode, first.stderr) == (0, "")
    assert "Cases that are reported from now on are under it." in first.stdout
    rewrite(changed, 'clauses = ["10.1"]\n\n[terms.interim', 'clauses = ["10.1"]\n# Ours.\n\n[terms.interim')
    other = evenhand("policy", "adopt", str(changed), DATABASE_URL=url)
    assert other.returncode == 2
    assert re.search(r"pack\.toml, line \d+, version: Version 2\.0 of wldc was adopted with other", other.stderr)
    rewrite(changed, 'version = "2.0"', 'version = "2.1"')
    rewrite(changed, "effective_from = 2024-07-18", "effective_from = 2024-07-17")
    never = evenhand("policy", "adopt", str(changed), DATABASE_URL=url)
    assert never.returncode == 2
    assert re.search(r"pack\.toml, line \d+, effective_from: It would never be in force: version 2\.0", never.stderr)
    assert "18 July 2024. Write that day or a later one." in never.stderr
    rewrite(changed, "effective_from = 2024-07-17", "effective_from = 2099-04-01")
    later = evenhand("policy", "adopt", str(changed), DATABASE_URL=url)
    assert (later.returncode, later.stderr) == (0, "")
    assert "Cases that are reported from 1 April 2099 on are under it." in later.stdout
    rewrite(changed, "value = 60", "value = 2")
    assert evenhand("policy", "adopt", str(changed), DATABASE_URL=url).returncode == 2
    with psycopg.connect(url) as connection:
        kept = connection.execute("SELECT version FROM record_policyversion ORDER BY adopted_at").fetchall()
    assert kept == [("2.0",), ("2.1",)]
