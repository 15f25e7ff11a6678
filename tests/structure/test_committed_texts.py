"""What is committed names no machine of ours, no folder beside the repository, and nobody's package registry."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Folders and hosts stand apart from what makes an address of them, so that this file does not hold what it forbids.
FORBIDDEN = {
    "a folder of one machine": re.compile(r"(?<![\w./{}<>-])/(?:work|tmp|root)(?![\w-])"),
    "a folder beside the repository": re.compile(r"\.\./shared"),
    "the address of a package registry": re.compile(
        r"\b(?:pypi|npmjs|pythonhosted|yarnpkg|crates)\.(?:org|com|io)\b|\b(?:deb|ftp|security)\.debian\.org\b"
    ),
}
NEEDED = {
    ("src/evenhand/config/embedded/sockets.py", "a folder of one machine"): (
        "The path of a socket is short; where no other is short enough, this folder is the last resort."
    ),
}
"""By file and fault, why it stands there all the same."""

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(),
    reason="this is no git checkout, so that nothing tells which files are committed",
)


def committed() -> list[Path]:
    """Every file that is committed, or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git, as found
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def faults_in(text: str) -> list[tuple[str, str]]:
    """What is wrong with a text, and the line that has it."""
    return [
        (what, f"line {number}: {line.strip()}")
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]


def test_no_committed_text_names_a_machine_or_a_registry() -> None:
    files = committed()
    assert ROOT / "pyproject.toml" in files
    found: dict[tuple[str, str], str] = {}
    for path in files:
        content = path.read_bytes()
        if b"\0" not in content:
            found |= {(path.relative_to(ROOT).as_posix(), what): line for what, line in faults_in(content.decode())}
    assert {where: line for where, line in found.items() if where not in NEEDED} == {}
    assert set(NEEDED) <= set(found), "what is not needed any more is not excused any more"


@pytest.mark.parametrize(
    "text",
    [
        "see /" + "work/main",
        "open('/" + "tmp/x')",
        "HOME=/" + "root",
        "cat .." + "/shared/design.md",
        "https://registry.npmjs" + ".org/axe-core",
        "http://deb." + "debian.org/debian",
    ],
)
def test_such_a_text_is_found(text: str) -> None:
    assert faults_in(text) != []


@pytest.mark.parametrize("text", ["cases/<id>/work", "/working", "framework/tmp", "the route /worklist"])
def test_other_texts_are_not_held_for_one(text: str) -> None:
    assert faults_in(text) == []
