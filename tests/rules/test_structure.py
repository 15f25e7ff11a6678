"""How the rules are kept: the standard library and themselves alone, no clock, each rule named after its id."""

import ast
import inspect
import sys
from pathlib import Path

import pytest

from evenhand import rules
from evenhand.rules.rulebook import RULES, Rule

FOLDER = Path(next(iter(rules.__path__)))
MODULES = sorted(FOLDER.rglob("*.py"))
TESTS = Path(__file__).parent
REACHES_OUT = {
    *("os", "io", "pathlib", "shutil", "tempfile", "socket", "ssl", "urllib", "http", "subprocess"),
    *("time", "random", "secrets", "uuid", "logging", "sqlite3", "threading", "asyncio", "importlib"),
}
CLOCKS = {"now", "utcnow", "today", "time_ns", "perf_counter", "monotonic"}
BUILT_IN = {"open", "print", "input", "eval", "exec", "compile", "__import__"}


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), filename=str(module))


def imported(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names.add(node.module or "")
    return names


def test_the_rules_are_found() -> None:
    assert {"rulebook.py", "contact/answer.py", "warnings.py"} <= {
        module.relative_to(FOLDER).as_posix() for module in MODULES
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_rules_import_the_standard_library_and_themselves_alone(module: Path) -> None:
    for name in imported(module):
        if name.split(".")[0] == "evenhand":
            assert name == "evenhand.rules" or name.startswith("evenhand.rules."), name
        else:
            assert name.split(".")[0] in sys.stdlib_module_names - REACHES_OUT, name


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_rules_read_no_clock_and_no_file(module: Path) -> None:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute):
            assert node.attr not in CLOCKS, f"line {node.lineno}"
        if isinstance(node, ast.Name):
            assert node.id not in BUILT_IN, f"line {node.lineno}"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_files_and_functions_stay_readable(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 330
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < 50, node.name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_a_function_named_after_its_id(rule: Rule) -> None:
    function = rule.function
    assert function.__name__ == rule.id.replace(".", "_")
    assert list(inspect.signature(function).parameters) == ["case", "terms", "at"]
    at = inspect.signature(function).parameters["at"]
    assert (at.kind, at.default) == (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.empty)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_test_file_named_after_its_id(rule: Rule) -> None:
    assert (TESTS / f"test_{rule.id.replace('.', '_')}.py").is_file()


def test_no_rule_is_left_out_of_the_rulebook() -> None:
    """Every function with a rule's parameters that gives findings stands in the table."""
    named = {rule.function.__name__ for rule in RULES}
    found = {
        node.name
        for module in MODULES
        for node in tree(module).body
        if isinstance(node, ast.FunctionDef)
        and [one.arg for one in (*node.args.args, *node.args.kwonlyargs)] == ["case", "terms", "at"]
        and node.returns is not None
        and ast.unparse(node.returns) == "Iterator[Finding]"
    }
    assert found == named
