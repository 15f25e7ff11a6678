"""The generated documentation: in step with the code, whole, and its check mode finds what is not."""

import inspect
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from evenhand.actions import check_contact, determine, report_incident
from evenhand.config import docsgen
from evenhand.config.docsgen import generate_documents, markdown, reading
from evenhand.config.docsgen.errors import UndocumentedError
from evenhand.policy.loader import available_packs, load_pack
from evenhand.rules import authority, vocabulary
from evenhand.rules.authority import MATRIX, PERMISSION_FOR, Permission, Role
from evenhand.rules.lifecycle import TABLE
from evenhand.rules.rulebook import RULES
from evenhand.rules.vocabulary import Act, Channel, Labelled, Mode, Outcome, RestrictionKind, Stage

ROOT = Path(__file__).parents[2]
GENERATED = ROOT / "docs" / "generated"
WITHOUT_A_CASE = {"adopt_policy", "check_contact", "create_staff", "note_look_up", "note_sign_in", "set_council"}


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    return docsgen.pages()


@pytest.fixture
def written(tmp_path: Path) -> Path:
    generate_documents(tmp_path, check=False)
    return tmp_path


def cells(page: str, first: str) -> list[str]:
    """The cells of the row that begins with some words."""
    row = next(line for line in page.splitlines() if line.startswith(f"| {first} |"))
    return [cell.strip() for cell in row.strip("|").split(" | ")]


def test_what_is_committed_is_in_step_with_the_code() -> None:
    assert generate_documents(GENERATED, check=True) == []


def test_every_page_is_made_the_same_each_time(written: Path) -> None:
    first = {path.name: path.read_bytes() for path in written.iterdir()}
    assert set(first) == {
        "actions.md",
        "contact.md",
        "lifecycle.md",
        "roles.md",
        "rules-lgsco-guide.md",
        "rules-wldc.md",
    }
    shutil.rmtree(written)
    assert [path.name for path in generate_documents(written, check=False)] == sorted(first)
    assert {path.name: path.read_bytes() for path in written.iterdir()} == first
    assert generate_documents(written, check=False) == []


@pytest.mark.parametrize(
    "page", ["lifecycle.md", "roles.md", "rules-wldc.md", "rules-lgsco-guide.md", "actions.md", "contact.md"]
)
def test_check_finds_a_changed_page_and_leaves_it(written: Path, page: str) -> None:
    path = written / page
    path.write_text(path.read_text(encoding="utf-8") + "A sentence from elsewhere.\n", encoding="utf-8")
    assert generate_documents(written, check=True) == [path]
    assert "A sentence from elsewhere" in path.read_text(encoding="utf-8")
    assert generate_documents(written, check=False) == [path]
    assert "A sentence from elsewhere" not in path.read_text(encoding="utf-8")


def test_check_finds_a_missing_page_and_makes_none(written: Path) -> None:
    (written / "roles.md").unlink()
    assert generate_documents(written, check=True) == [written / "roles.md"]
    assert not (written / "roles.md").exists()


def test_check_makes_no_folder(tmp_path: Path) -> None:
    found = generate_documents(tmp_path / "docs", check=True)
    assert len(found) == len(docsgen.pages())
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize("name", ["rules-another.md", "notes.txt", "old/roles.md"])
def test_check_finds_a_stray_file_and_making_them_takes_it_away(written: Path, name: str) -> None:
    stray = written / name
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("Left from before.", encoding="utf-8")
    assert generate_documents(written, check=True) == [stray]
    assert stray.exists()
    assert generate_documents(written, check=False) == [stray]
    assert not stray.exists()
    assert generate_documents(written, check=True) == []


def test_the_lifecycle_page_has_every_stage_step_and_move(pages: Mapping[str, str]) -> None:
    page = pages["lifecycle.md"]
    for stage in Stage:
        assert f'    state "{stage.label}" as {stage.value}\n' in page
        assert f"\n| {stage.label} | `{stage.value}` | " in page
    assert page.count("| `") >= len(TABLE)
    for row in TABLE:
        for source in row.sources:
            if row.target not in {None, source}:
                assert f"    {source.value} --> {row.target}: {row.act.label}\n" in page
    assert "    restricted --> lifted: The last end date passes\n" in page
    assert "    [*] --> reported: Report an incident\n" in page


@pytest.mark.parametrize("permission", Permission)
def test_the_roles_page_says_who_holds_each_permission(permission: Permission, pages: Mapping[str, str]) -> None:
    page = pages["roles.md"]
    heading = cells(page, "Permission")
    for role, said in zip(Role, cells(page, permission.label)[1:], strict=True):
        assert heading[list(Role).index(role) + 1] == role.label
        assert said == ("Yes" if permission in MATRIX[role] else "")


@pytest.mark.parametrize("name", available_packs())
def test_the_rules_page_has_every_clause_and_every_rule_with_its_source(name: str, pages: Mapping[str, str]) -> None:
    pack, page = load_pack(name), pages[f"rules-{name}.md"]
    for clause in pack.clauses:
        section = page.split(f"\n### Clause {clause.number}\n")[1].split("\n### ")[0]
        assert clause.summary in section
        assert clause.guidance in section
        assert clause.no_effect in section
        for rule in clause.rules:
            assert f"[`{rule}`](#{rule.replace('.', '')})" in section
    for kept in RULES:
        section = page.split(f"\n### {kept.id}\n")[1].split("\n### ")[0]
        entry = pack.rules[kept.id]
        assert f"| Source | {entry.provenance.source.value}: " in section
        assert f"(../../tests/rules/test_{kept.id.replace('.', '_')}.py)" in section
        for act in kept.refuses_at:
            assert (f"{act.label} (`{act.value}`)" in section) == (entry.mode is Mode.REFUSE)
        for part in entry.parts:
            assert f"| Part `{part}` | {entry.parts[part].mode.label} " in section
        for role in entry.door_roles:
            assert role.label.lower() in section


def test_the_rules_pages_show_each_pack_s_values_and_what_it_refuses(pages: Mapping[str, str]) -> None:
    page, guide = pages["rules-wldc.md"], pages["rules-lgsco-guide.md"]
    assert "| Time between reviews (`review_interval_months`) | 3 calendar months | P | clause 10.1 |" in page
    assert "| Time between reviews (`review_interval_months`) | 6 calendar months | G | clause 7.1, The Local" in guide
    assert "| An appeal is made within (`appeal_window_working_days`) | no limit | G | " in page
    assert "| Acts | nowhere: it is off |" in page.split("\n### review.lapse\n")[1].split("\n### ")[0]
    for name in available_packs():
        refused = pages[f"rules-{name}.md"].split("\n## What is refused\n")[1].split("\n## ")[0]
        terms = load_pack(name).terms
        for act in Act:
            row = next((line for line in refused.splitlines() if line.startswith(f"| {act.label} (`{act}`)")), "")
            expected = {one.id for one in RULES if act in one.refuses_at and terms.modes[one.id] is Mode.REFUSE}
            assert {one.id for one in RULES if f"[`{one.id}`]" in row} == expected


def test_every_act_on_a_case_has_its_action_and_every_action_its_section(pages: Mapping[str, str]) -> None:
    found = {one.name: one for one in reading.actions()}
    assert set(found) == {act.value for act in Act} | WITHOUT_A_CASE
    page, modes = pages["actions.md"], load_pack("wldc").terms.modes
    for name, action in found.items():
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for argument in action.arguments:
            assert f"| `{argument.name}` | " in section
        permitted = f"(`{action.permission.value}`: " if action.permission else "asks for no permission"
        assert permitted in section
        if action.act is not None:
            assert action.permission is PERMISSION_FOR[action.act]
            refusing = {one.id for one in RULES if action.act in one.refuses_at and modes[one.id] is Mode.REFUSE}
            assert {rule.id for rule in RULES if f"[`{rule.id}`]" in section} == refusing


@pytest.mark.parametrize("action", [check_contact.check_contact, determine.determine, report_incident.report_incident])
def test_what_is_read_of_an_action_is_what_it_takes(action: object) -> None:
    assert inspect.isfunction(action)
    read = next(one for one in reading.actions() if one.name == action.__name__)
    taken = inspect.signature(action).parameters.values()
    assert [(one.name, one.type, one.default is None) for one in read.arguments] == [
        (one.name, one.annotation, one.default is inspect.Parameter.empty) for one in taken
    ]
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in taken)


def test_the_codes_that_are_read_are_those_of_the_code() -> None:
    read = reading.codes()
    for module in (vocabulary, authority):
        for name, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, Labelled) and found.__module__ == module.__name__ and name in read:
                assert read[name] == tuple((one.value, one.label) for one in found)
    assert {"Channel", "Purpose", "Role", "PointKind", "ReviewOutcome"} <= set(read)


@pytest.mark.parametrize(
    ("source", "lacks"),
    [
        ('def f(*, case_id: int) -> None:\n    """Do it."""\n    change(Act.WARN)\n', "'case_id'"),
        ('def f(*, a: int) -> None:\n    """Do it.\n\n    Args:\n        a: it.\n    """\n', "enter the frame once"),
    ],
)
def test_an_action_without_its_words_is_an_error(
    source: str, lacks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "actions").mkdir()
    (tmp_path / "actions" / "f.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(reading, "_PACKAGE", tmp_path)
    with pytest.raises(UndocumentedError, match=r"actions\.f: ") as raised:
        reading.actions()
    assert lacks in str(raised.value)


def test_the_contact_page_has_each_kind_with_each_channel(pages: Mapping[str, str]) -> None:
    page = pages["contact.md"]
    for kind in RestrictionKind:
        section = page.split(f"\n## {kind.label} (`{kind.value}`)\n")[1].split("\n## ")[0]
        for channel in Channel:
            assert f"\n| {channel.label} (`{channel.value}`) | " in section


def test_the_contact_page_says_what_the_rules_answer(pages: Mapping[str, str]) -> None:
    def row(kind: RestrictionKind, channel: Channel, number: int = 0) -> list[str]:
        section = pages["contact.md"].split(f"\n## {kind.label} (`{kind.value}`)\n")[1].split("\n## ")[0]
        lines = [line for line in section.splitlines() if line.startswith(f"| {channel.label} (`{channel.value}`) |")]
        return [cell.split("`")[1] for cell in lines[number].strip("|").split(" | ")[1:]]

    calls, conditions = RestrictionKind.PHONE_TIMES, "proceed_with_conditions"
    assert row(RestrictionKind.WRITING_ONLY, Channel.TELEPHONE) == [
        *("redirect", "redirect", "confirm_identity", conditions, "proceed", conditions),
    ]
    assert set(row(RestrictionKind.WRITING_ONLY, Channel.LETTER)) == {"proceed"}
    assert row(calls, Channel.TELEPHONE)[0] == "defer"
    assert row(calls, Channel.TELEPHONE, 1) == [conditions]
    assert row(RestrictionKind.SINGLE_CONTACT, Channel.EMAIL)[:2] == ["redirect", "proceed"]
    assert row(RestrictionKind.SINGLE_CONTACT, Channel.EMAIL, 1) == ["proceed", "proceed", "redirect"]
    assert row(RestrictionKind.ISSUE_BAN, Channel.TELEPHONE, 1) == ["decline", "proceed"]
    assert row(RestrictionKind.FILE_WITHOUT_REPLY, Channel.LETTER, 1) == ["place_on_file", "proceed"]
    assert row(RestrictionKind.EXCESS_BLOCK, Channel.TELEPHONE, 1) == ["redirect", "proceed"]
    assert row(RestrictionKind.NO_CONTACT, Channel.TELEPHONE)[0] == "decline"
    assert row(RestrictionKind.NO_CONTACT, Channel.TELEPHONE, 1) == ["proceed"]
    named = {code for kind in RestrictionKind for channel in Channel for code in row(kind, channel)}
    assert named == {one.value for one in Outcome}


def test_a_table_keeps_a_bar_in_its_cell_and_refuses_a_short_row() -> None:
    assert markdown.table(("A", "B"), [("UUID | None", "two\nlines")]) == (
        "| A | B |\n| --- | --- |\n| UUID \\| None | two lines |"
    )
    with pytest.raises(ValueError, match="1 cells in a table of 2"):
        markdown.table(("A", "B"), [("only",)])
