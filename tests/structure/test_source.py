"""How the source is kept: who may write, who wires, how long a file is, and what each public thing says of itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import evenhand

SOURCE = Path(evenhand.__file__).parent
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE = 400
SPEAKING = ("rules", "reading", "policy", "histories", "record", "actions", "queries", "letters", "drafting", "ports")
"""The packages whose public parts say, in a docstring, what they do."""


def name_of(module: Path) -> str:
    return module.relative_to(SOURCE).as_posix()


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), filename=str(module))


def uses(module: Path, name: str, *, of: str) -> bool:
    """Whether a module imports a name from another, or reaches for it there.

    Args:
        module: the module.
        name: the name.
        of: the last part of the other's name.
    """
    for node in ast.walk(tree(module)):
        match node:
            case ast.ImportFrom(module=str(source), names=names) if source.split(".")[-1] == of:
                if any(one.name in {name, "*"} for one in names):
                    return True
            case ast.Attribute(value=ast.Name(id=owner), attr=attribute) if (owner, attribute) == (of, name):
                return True
            case ast.Attribute(value=ast.Attribute(attr=owner), attr=attribute) if (owner, attribute) == (of, name):
                return True
    return False


def users(name: str, *, of: str) -> set[str]:
    """The packages of which a module uses a name."""
    return {name_of(module).split("/")[0] for module in MODULES if uses(module, name, of=of)}


def test_the_source_is_found() -> None:
    assert {name.split("/")[0] for name in map(name_of, MODULES)} >= {*SPEAKING, "web", "config"}


def test_only_actions_open_the_latch_on_the_record() -> None:
    assert users("open_for_writing", of="writing") == {"actions"}


def test_only_the_configuration_wires_the_ports() -> None:
    assert users("wire", of="wired") == {"config"}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_file_is_too_long_to_read(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def unspoken(body: list[ast.stmt], within: str = "") -> Iterator[str]:
    """The public functions, classes and methods that say nothing of themselves."""
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        overload = any(ast.unparse(one) in {"overload", "override"} for one in node.decorator_list)
        if node.name.startswith("_") or node.name == "Meta" or overload:
            continue
        if not (ast.get_docstring(node) or "").strip():
            yield within + node.name
        if isinstance(node, ast.ClassDef):
            yield from unspoken(node.body, f"{within}{node.name}.")


@pytest.mark.parametrize(
    "module", [module for module in MODULES if name_of(module).split("/")[0] in SPEAKING], ids=name_of
)
def test_every_public_part_says_what_it_is(module: Path) -> None:
    parsed = tree(module)
    assert ast.get_docstring(parsed), "the module itself"
    assert list(unspoken(parsed.body)) == []


def test_silence_is_noticed() -> None:
    body = ast.parse(
        'def said():\n    """Says."""\nclass Silent:\n    def too(self): ...\n    def _own(self): ...'
    ).body
    assert list(unspoken(body)) == ["Silent", "Silent.too"]
