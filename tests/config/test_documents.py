"""The documents that people write: every link leads somewhere, every folder named is there, nothing local is in."""

import re
from pathlib import Path

import pytest

from evenhand.config.docsgen.markdown import anchor

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ADR = re.compile(r"\d{4}-[a-z0-9-]+\.md")
LOCAL = re.compile(r"(?<![\w.])/(?:work|tmp|root|home/\w+)/|localhost:|pypi\.|registry\.npm")


def name_of(document: Path) -> str:
    return str(document.relative_to(ROOT))


def anchors(document: Path) -> set[str]:
    return {anchor(heading) for heading in HEADING.findall(document.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        if link.startswith(("https://", "mailto:")):
            continue
        path, _, part = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), f"{link} leads nowhere"
        assert not part or f"#{part}" in anchors(target), f"{link} leads to no heading"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_no_document_names_a_place_of_one_machine(document: Path) -> None:
    assert not LOCAL.search(document.read_text(encoding="utf-8"))


def test_the_map_of_folders_is_the_folders() -> None:
    """The README names each package of the product once, and none that is not there."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^  ([a-z]+)/ ", readme.split("src/evenhand/\n")[1].split("```")[0], re.MULTILINE)
    there = {path.parent.name for path in (ROOT / "src" / "evenhand").glob("*/__init__.py")}
    assert sorted(named) == sorted(there)


def test_every_decision_is_in_the_index_and_has_its_three_parts() -> None:
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")
    found = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    assert found == sorted(set(LINK.findall(index)) - {"../../CONTRIBUTING.md"})
    assert [int(name[:4]) for name in found] == list(range(1, len(found) + 1))
    for name in found:
        assert ADR.fullmatch(name)
        text = (folder / name).read_text(encoding="utf-8")
        assert [part for part in HEADING.findall(text)[1:] if part in {"Context", "Decision", "Consequences"}] == [
            "Context",
            "Decision",
            "Consequences",
        ]
