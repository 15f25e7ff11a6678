"""The page on the actions: what each takes, who may carry it out, and which rules can refuse it."""

import re
from collections.abc import Iterator, Mapping

from evenhand.config.docsgen.markdown import anchor, bullets, code, joined, source_link, table
from evenhand.config.docsgen.markdown import page as whole_page
from evenhand.config.docsgen.reading import Action, Field, Shape, actions, codes, shapes
from evenhand.policy.pack import Pack
from evenhand.policy.show import rule_answer
from evenhand.rules.authority import Permission, roles_with
from evenhand.rules.lifecycle import stages_for
from evenhand.rules.vocabulary import Act, RuleId

_NAME = re.compile(r"[A-Z]\w+")

_INTRODUCTION = """\
Everything that can be done, a verb each. An action is the only way in which case data is written: pages and
the command line call these, and so would anything else. All arguments are given by name. Each action is one
transaction, and its entry in the audit is the last thing in it.

An action can say no in four ways. The actor's role lacks the permission (`NotPermittedError`); the case cannot
take the step at its stage, or rules refuse it (`RefusedError`, with every reason at once); the case changed
since the version that the actor saw (`CaseChangedError`, with what changed); an argument is wrong
(`InvalidInputError`, with its name). See {errors}."""

Codes = Mapping[str, tuple[tuple[str, str], ...]]


def page(pack: Pack) -> str:
    """The page.

    Args:
        pack: the policy under which rules refuse.

    Raises:
        UndocumentedError: an action lacks the words that the page needs.
    """
    every, known_shapes, known_codes = actions(), shapes(), codes()
    taken = [known_shapes[name] for name in _reached(every, known_shapes)]
    named = _named(field for shape in taken for field in shape.fields) | _named(_fields_of(every))
    return whole_page(
        "Actions",
        _INTRODUCTION.format(errors=source_link("evenhand.actions.errors")),
        table(
            ("Action", "What it does", "Permission"),
            (
                (
                    f"[{code(one.name)}]({anchor(one.name)})",
                    _plain(one.doc.summary),
                    one.permission.label if one.permission else "none",
                )
                for one in every
            ),
        ),
        *(_action(one, pack) for one in every),
        "## What actions take",
        *(_shape(one) for one in taken),
        "## Codes",
        *(_codes(name, known_codes[name]) for name in sorted(named & set(known_codes))),
    )


def _action(action: Action, pack: Pack) -> str:
    return "\n\n".join(
        part
        for part in (
            f"## {action.name}",
            f"{_plain(action.doc.summary)} In {source_link(f'evenhand.actions.{action.name}')}.",
            _plain(action.doc.more),
            table(("Argument", "Type", "Default", "What it is"), (_row(one) for one in action.arguments)),
            bullets(_facts(action, pack)),
        )
        if part
    )


def _facts(action: Action, pack: Pack) -> Iterator[str]:
    yield f"**Who may:** {_holders(action.permission)}."
    refusing = _refusing(action.act, pack)
    if refusing:
        links = joined(f"[{code(rule)}](rules-{pack.name}.md{anchor(rule)})" for rule in refusing)
        yield f"**Rules that can refuse it** under {code(pack.name)}: {links}."
    elif action.act is not None:
        yield f"**Rules that can refuse it** under {code(pack.name)}: none."
    if action.act is not None and action.stage_can_refuse:
        stages = joined((stage.label.lower() for stage in stages_for(action.act)), "or")
        yield f"**At these stages alone** (see the [lifecycle](lifecycle.md)): {stages}."
    elif action.act is not None:
        yield "**At every stage** of the [lifecycle](lifecycle.md): none refuses it."
    if action.doc.returns:
        yield f"**Returns** {code(action.returns)}: {_plain(action.doc.returns)}"
    for error, why in action.doc.raises.items():
        yield f"**Raises** {code(error)}: {_plain(why)}"


def _holders(permission: Permission | None) -> str:
    if permission is None:
        return "it asks for no permission, since it notes what has happened"
    holders = joined((role.label.lower() for role in roles_with(permission)), "or")
    return f"{holders} ({code(permission)}: {permission.label.lower()})"


def _refusing(act: Act | None, pack: Pack) -> tuple[RuleId, ...]:
    return tuple(rule for rule in pack.rules if act is not None and act in rule_answer(pack, rule).refuses_at)


def _row(field: Field) -> tuple[str, ...]:
    default = "must be given" if field.default is None else code(field.default)
    return code(field.name), code(field.type), default, _plain(field.text)


def _shape(shape: Shape) -> str:
    return "\n\n".join(
        (
            f"### {shape.name}",
            _plain(shape.summary),
            table(("Field", "Type", "Default", "What it is"), (_row(one) for one in shape.fields)),
        )
    )


def _codes(name: str, members: tuple[tuple[str, str], ...]) -> str:
    rows = ((code(value), label) for value, label in members)
    return "\n\n".join((f"### {name}", table(("Code", "Words"), rows)))


def _reached(every: tuple[Action, ...], known: Mapping[str, Shape]) -> list[str]:
    """The shapes that the actions' arguments name, by name."""
    return sorted(_named(_fields_of(every)) & set(known))


def _fields_of(every: tuple[Action, ...]) -> Iterator[Field]:
    for action in every:
        yield from action.arguments


def _named(fields: Iterator[Field]) -> set[str]:
    return {name for field in fields for name in _NAME.findall(field.type)}


def _plain(text: str) -> str:
    """A text of the code for a page: what stands between double backticks there has single ones here."""
    return text.replace("``", "`")
