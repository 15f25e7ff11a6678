"""The page on the lifecycle of a case: the one table, as a diagram and in words."""

from collections.abc import Iterator

from evenhand.config.docsgen.markdown import code, joined, source_link, table
from evenhand.config.docsgen.markdown import page as whole_page
from evenhand.rules import lifecycle
from evenhand.rules.lifecycle import TABLE, Transition
from evenhand.rules.vocabulary import Act, Stage

_INTRODUCTION = """\
Where a case may stand, what can be done to it there, and where that leads. The code holds this once, as the
table in {module}; actions ask it, pages ask it, and this page is made from it.

Whether a person may do it is another question ([roles](roles.md)), and so is whether the case is fit for it
under the policy ([rules](rules-wldc.md))."""

_DIAGRAM_NOTE = """\
The diagram shows the steps that move a case. Many steps leave it where it is: the two tables below have them
all. An end date that somebody decided takes effect by itself, so a case whose last restriction has ended
stands as lifted without anybody having touched it."""


def page() -> str:
    """The page."""
    return whole_page(
        "The lifecycle of a case",
        _INTRODUCTION.format(module=source_link(lifecycle.__name__)),
        _diagram(),
        _DIAGRAM_NOTE,
        "## Every step, and where it leads",
        table(("Step", "Action", "From", "Leads to", "When"), (_row(one) for one in TABLE)),
        "## What can be done at each stage",
        table(
            ("Stage", "Code", "Steps"),
            ((stage.label, code(stage), "; ".join(act.label for act in lifecycle.acts_from(stage))) for stage in Stage),
        ),
    )


def _diagram() -> str:
    lines = [
        "stateDiagram-v2",
        *(f"    state {_quoted(stage.label)} as {stage}" for stage in Stage),
        f"    [*] --> {next(iter(Stage))}: {Act.REPORT_INCIDENT.label}",
        *(f"    {move}" for move in _moves()),
        f"    {Stage.CLOSED} --> [*]",
    ]
    return "\n".join(("```mermaid", *lines, "```"))


def _moves() -> Iterator[str]:
    for row in TABLE:
        for source in row.sources:
            if row.target is not None and row.target is not source:
                yield f"{source} --> {row.target}: {row.act.label}"
    for stage in Stage:
        ended = lifecycle.standing(stage, restrictions_over=True)
        if ended is not stage:
            yield f"{stage} --> {ended}: The last end date passes"


def _row(row: Transition) -> tuple[str, ...]:
    leads = row.target.label if row.target else "stays where it is"
    return row.act.label, code(row.act), _sources(row), leads, row.when


def _sources(row: Transition) -> str:
    left_out = [stage for stage in Stage if stage not in row.sources]
    if not left_out:
        return "any stage"
    if len(left_out) == 1:
        return f"any stage but: {left_out[0].label.lower()}"
    return joined((stage.label.lower() for stage in row.sources), "or")


def _quoted(text: str) -> str:
    return f'"{text}"'
