"""Reads the actions from their source: what each takes, needs and becomes. Nothing is imported or run."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import evenhand
from evenhand.config.docsgen.docstrings import Documented, documented
from evenhand.config.docsgen.errors import UndocumentedError
from evenhand.rules.authority import PERMISSION_FOR, Permission
from evenhand.rules.lifecycle import stages_for
from evenhand.rules.vocabulary import Act, Stage

_PACKAGE = Path(evenhand.__file__).parent
_ACTIONS = "actions"
_WITH_SHAPES = ("actions", "drafting", "rules")
_WITH_CODES = ("rules", "record")
_FACTORY = re.compile(r"field\(default_factory=(\w+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One argument of an action, or one field of what it takes."""

    name: str
    type: str
    default: str | None
    """As the code writes it; ``None`` where it must be given."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One verb."""

    name: str
    doc: Documented
    arguments: tuple[Field, ...]
    returns: str
    """The type of what it returns."""
    act: Act | None
    """What it does to a case; ``None`` for what concerns no case's lifecycle."""
    permission: Permission | None
    """What its actor needs; ``None`` for what only notes in the audit that something happened."""
    stage_can_refuse: bool
    """Whether it asks the lifecycle first, and the lifecycle does not allow it everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A frozen value that actions take."""

    name: str
    summary: str
    fields: tuple[Field, ...]


def actions() -> tuple[Action, ...]:
    """Every action, by name.

    Raises:
        UndocumentedError: one says nothing of an argument, or does not name its act or permission plainly.
    """
    return tuple(_action(module, path.stem) for path, module in _modules(_ACTIONS) if _is_verb(module, path.stem))


def shapes() -> Mapping[str, Shape]:
    """The values that actions take, by the name of their type."""
    return {
        node.name: Shape(name=node.name, summary=documented(node).summary, fields=tuple(_fields(node)))
        for node in _classes(_WITH_SHAPES)
        if any("dataclass" in ast.unparse(one) for one in node.decorator_list)
    }


def codes() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The codes that actions take, each with its words, by the name of their type."""
    return {
        node.name: tuple(_members(node))
        for node in _classes(_WITH_CODES)
        if [ast.unparse(base) for base in node.bases] == ["Labelled"]
    }


def _classes(folders: tuple[str, ...]) -> Iterator[ast.ClassDef]:
    for folder in folders:
        for _, module in _modules(folder):
            yield from (node for node in module.body if isinstance(node, ast.ClassDef))


def _modules(folder: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((_PACKAGE / folder).rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"), filename=path.name)


def _is_verb(module: ast.Module, name: str) -> bool:
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in module.body)


def _action(module: ast.Module, name: str) -> Action:
    node = next(one for one in module.body if isinstance(one, ast.FunctionDef) and one.name == name)
    doc = documented(node)
    act, permission = _act_and_permission(node)
    return Action(
        name=name,
        doc=doc,
        arguments=tuple(_arguments(node, doc)),
        returns=ast.unparse(node.returns) if node.returns else "",
        act=act,
        permission=permission,
        stage_can_refuse=act is not None and len(stages_for(act)) < len(Stage) and bool(_calls(node, "this.require")),
    )


def _arguments(node: ast.FunctionDef, doc: Documented) -> Iterator[Field]:
    for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
        text = doc.arguments.get(argument.arg)
        if not text:
            raise UndocumentedError(
                f"{_ACTIONS}.{node.name}", f"say under 'Args:' what the argument '{argument.arg}' is."
            )
        yield Field(
            name=argument.arg,
            type=ast.unparse(argument.annotation) if argument.annotation else "",
            default=_default(default),
            text=text,
        )


def _act_and_permission(node: ast.FunctionDef) -> tuple[Act | None, Permission | None]:
    """What the action hands to the frame: ``change(Act.WARN, …)`` or ``change("…", permission=…)``.

    What writes no row has no frame, and appends to the audit by itself.
    """
    calls = _calls(node, "change")
    if len(calls) == 1:
        named = ast.unparse(calls[0].args[0]).removeprefix("Act.")
        asked = next((one.value for one in calls[0].keywords if one.arg == "permission"), None)
        if asked is None and named in Act.__members__:
            act = Act[named]
            return act, PERMISSION_FOR[act]
        permission = ast.unparse(asked).removeprefix("Permission.") if asked else ""
        if permission in Permission.__members__:
            return None, Permission[permission]
    elif not calls and len(_calls(node, "append")) == 1:
        return None, None
    raise UndocumentedError(
        f"{_ACTIONS}.{node.name}", "enter the frame once, by change(Act.…) or change('…', permission=Permission.…)."
    )


def _calls(node: ast.FunctionDef, name: str) -> list[ast.Call]:
    return [one for one in ast.walk(node) if isinstance(one, ast.Call) and ast.unparse(one.func) == name]


def _fields(node: ast.ClassDef) -> Iterator[Field]:
    """The fields of a dataclass; the string that follows one says what it is."""
    for statement, following in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign):
            yield Field(
                name=ast.unparse(statement.target),
                type=ast.unparse(statement.annotation),
                default=_default(statement.value),
                text=_text_of(following),
            )


def _default(value: ast.expr | None) -> str | None:
    """A default as the code writes it; a factory as the call that makes one."""
    written = ast.unparse(value) if value else None
    factory = _FACTORY.fullmatch(written) if written else None
    return f"{factory[1]}()" if factory else written


def _text_of(statement: ast.stmt | None) -> str:
    value = statement.value if isinstance(statement, ast.Expr) else None
    said = value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
    return " ".join(said.split())


def _members(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Tuple):
            code, label, *_ = (one.value for one in statement.value.elts if isinstance(one, ast.Constant))
            yield str(code), str(label)
