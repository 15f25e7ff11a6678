"""Every action is put to the test somewhere. (That every rule has a test of its name stands with the rules.)"""

import ast
from pathlib import Path

import pytest

from evenhand import actions

TESTS = Path(__file__).parents[1]
FRAME = {
    "__init__",
    "actor",
    "addresses",
    "doors",
    "entries",
    "equality",
    "errors",
    "frame",
    "lifting",
    "lighter",
    "on_restriction",
    "referring",
    "restricting",
    "seats",
    "telling",
}
"""The modules of the package that are no verb of their own: what the verbs share."""

THROUGH_A_PAGE = {"note_sign_in": ("record/test_audit_chain.py", "test_signing_in_is_in_the_audit")}
"""A verb that only a page calls: the file and the test in which it does."""

VERBS = sorted(path.stem for path in Path(actions.__path__[0]).glob("*.py") if path.stem not in FRAME)


def called_in_tests() -> set[str]:
    """Every name that a test calls as an action: imported from its module, or through it."""
    found: set[str] = set()
    for path in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("evenhand.actions"):
                found |= {node.module.split(".")[-1] if node.module else "", *(one.name for one in node.names)}
    return found


CALLED = called_in_tests()


def test_the_actions_are_found() -> None:
    assert {"determine", "report_incident", "close_case"} <= set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_an_action_is_put_to_the_test(verb: str) -> None:
    if verb in THROUGH_A_PAGE:
        file, test = THROUGH_A_PAGE[verb]
        assert f"def {test}(" in (TESTS / file).read_text(encoding="utf-8")
    else:
        assert verb in CALLED


@pytest.mark.parametrize("verb", VERBS)
def test_an_action_is_a_verb_of_its_files_name(verb: str) -> None:
    module = Path(actions.__path__[0]) / f"{verb}.py"
    functions = [
        node for node in ast.parse(module.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)
    ]
    public = [one for one in functions if not one.name.startswith("_")]
    assert [one.name for one in public] == [verb]
    taken = public[0].args
    assert (taken.args, taken.posonlyargs) == ([], []), "every argument is given by its name"
    assert {"actor", "at"} <= {one.arg for one in taken.kwonlyargs}
