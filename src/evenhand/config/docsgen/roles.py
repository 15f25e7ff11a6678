"""The page on who may do what: the one table between roles and permissions."""

from evenhand.config.docsgen.markdown import bullets, code, source_link, table
from evenhand.config.docsgen.markdown import page as whole_page
from evenhand.record.actor import Actor
from evenhand.rules import authority
from evenhand.rules.authority import MATRIX, Permission, Role

_INTRODUCTION = """\
Who may do what. The code holds this once, as the table in {module}. One person may hold several roles, and may
then do all that any of them may. Whether the case is fit for a step is another question: the
[lifecycle](lifecycle.md) and the [rules](rules-wldc.md) answer it."""

_COMPONENTS = """\
A component of the system, such as the command line, has no role. It can do this and nothing else, because
people decide:"""


def page() -> str:
    """The page."""
    return whole_page(
        "Roles and what they may do",
        _INTRODUCTION.format(module=source_link(authority.__name__)),
        table(
            ("Permission", *(role.label for role in Role)),
            (
                (permission.label, *("Yes" if permission in MATRIX[role] else "" for role in Role))
                for permission in Permission
            ),
        ),
        "## The same by role",
        bullets(f"**{role.label}** ({code(role)}): {_may(role)}." for role in Role),
        "## What the system itself may do",
        _COMPONENTS,
        bullets(one.label for one in Permission if Actor.system("command line").may(one)),
    )


def _may(role: Role) -> str:
    return "; ".join(_lowered(one.label) for one in Permission if one in MATRIX[role])


def _lowered(label: str) -> str:
    return label[0].lower() + label[1:]
