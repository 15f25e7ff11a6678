"""`evenhand assess`: what an ombudsman would find in what was done already."""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import TextWrapper
from typing import TYPE_CHECKING

from evenhand.config.cli.files import read_all
from evenhand.rules.vocabulary import Severity

if TYPE_CHECKING:
    from evenhand.histories.assess import Assessment
    from evenhand.histories.history import History
    from evenhand.histories.policies import Policies
    from evenhand.rules.findings import Finding

_GROUPS = (Severity.FAULT, Severity.GAP, Severity.ADVICE)
_SHOWN_EVERY = 200
_WRAPPER = TextWrapper(
    width=110, initial_indent=" " * 4, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False
)


def assess(arguments: argparse.Namespace) -> int:
    """Runs the command; it needs no database, and stores nothing.

    Args:
        arguments: `files`, the files of histories, and `json`, whether to print JSON.

    Returns:
        0 when every file was read, whatever was found in it.

    Raises:
        BadInputError: a file was not; the message names file, line and key of each fault.
    """
    read = _read(arguments.files)
    try:
        if arguments.json:
            _print_json(_assessed(read))
        else:
            _print_text(_assessed(read))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads on, such as head, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _read(files: list[str]) -> "list[tuple[History, Policies]]":
    """All histories, before anything is judged: a slip in the last file shall not be found after an hour."""
    from evenhand.histories.policies import Policies
    from evenhand.histories.read import read_histories

    def of_one(file: str) -> "list[tuple[History, Policies]]":
        policies = Policies(Path(file).parent)
        return [(history, policies) for history in read_histories(file, policies)]

    return [each for found in read_all(files, of_one) for each in found]


def _assessed(read: "list[tuple[History, Policies]]") -> "Iterator[Assessment]":
    from evenhand.histories.assess import assess as judged

    watched = sys.stderr.isatty() and len(read) > _SHOWN_EVERY
    for number, (history, policies) in enumerate(read):
        if watched and number % _SHOWN_EVERY == 0:
            print(f"\r{number} of {len(read)} histories", end="", file=sys.stderr, flush=True)
        yield judged(history, policies.terms(history.policy))
    if watched:
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr, flush=True)


def _print_json(assessed: "Iterator[Assessment]") -> None:
    """One array, which is whole even where it was stopped with Ctrl-C."""
    separator = "["
    try:
        for one in assessed:
            print(f"{separator}{json.dumps(_plain(one), ensure_ascii=False)}", end="")
            separator = ",\n"
    finally:
        print("[]" if separator == "[" else "]")


def _plain(assessment: "Assessment") -> dict[str, object]:
    findings = [
        {
            "rule": finding.rule,
            "clause": clause,
            "severity": finding.severity.value,
            "fault": finding.fault.value if finding.fault else None,
            "message": finding.message,
        }
        for finding, clause in zip(assessment.findings, assessment.clauses, strict=True)
    ]
    return {"ref": assessment.history.ref, "findings": findings}


def _print_text(assessed: "Iterator[Assessment]") -> None:
    counts: Counter[Severity] = Counter()
    histories = 0
    try:
        for one in assessed:
            print(f"{one.history.ref}  {one.history.body} (policy: {one.history.policy})")
            for line in _lines(one):
                print(line)
            print()
            counts.update(finding.severity for finding in one.findings)
            histories += 1
    except KeyboardInterrupt:
        print("Stopped before the end.")
        raise
    finally:
        if counts:
            print("For the clause, the values and the test of a rule: evenhand policy show POLICY --rule RULE")
        totals = ", ".join(f"{severity.label}: {counts[severity]}" for severity in _GROUPS)
        print(f"{histories} {'history' if histories == 1 else 'histories'}. {totals}.")


def _lines(assessment: "Assessment") -> Iterator[str]:
    if not assessment.findings:
        yield "  Nothing found."
    for severity in _GROUPS:
        of_it = [
            _said(finding, clause, _where(assessment.history, places))
            for finding, clause, places in zip(assessment.findings, assessment.clauses, assessment.events, strict=True)
            if finding.severity is severity
        ]
        if of_it:
            yield f"  {severity.label}"
            for words in of_it:
                yield from _WRAPPER.wrap(words)


def _said(finding: "Finding", clause: str, where: str) -> str:
    """A finding, and in brackets its rule, its clause or guidance, and the events that it is about."""
    word = "" if not clause[:1].isdigit() else "clauses " if ", " in clause else "clause "
    behind = f"{finding.rule}, {word}{clause}" if clause else finding.rule
    fault = f" [{finding.fault.value}]" if finding.fault and finding.severity is Severity.FAULT else ""
    return f"{finding.message}{fault} ({behind}{where})"


def _where(history: "History", places: tuple[int, ...]) -> str:
    """Which events of the file: `; event 4, notice`, or the numbers of several."""
    if len(places) == 1:
        return f"; event {places[0]}, {history.events[places[0] - 1].kind.replace('_', ' ')}"
    return f"; events {', '.join(map(str, places))}" if places else ""
