"""`evenhand replay FILE...`: what would the software do?"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from evenhand.config.cli.databases import a_scratch_database, set_up_for_a_scratch_database
from evenhand.config.cli.files import read_all

if TYPE_CHECKING:
    from evenhand.replay.script import Script


def replay(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Args:
        arguments: `files`, the replays; `json`, whether to print JSON.

    Returns:
        0 where every expectation came true, else 1.

    Raises:
        BadInputError: a file cannot be used; nothing was played.
        SetupError: the scratch database cannot be started.
    """
    folder = Path(tempfile.mkdtemp(prefix="evenhand-replay-"))
    folder.chmod(0o711)  # the database server's own account passes through when root plays
    try:
        set_up_for_a_scratch_database(folder)
        scripts = _read(arguments.files)
        _note("Starting a scratch database.")
        with a_scratch_database(folder):
            return _play(scripts, as_json=arguments.json)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _read(files: list[str]) -> "list[Script]":
    """Every replay, read whole before the first is played."""
    from evenhand.replay.reading import read_replay

    return read_all(files, read_replay)


def _play(scripts: "list[Script]", *, as_json: bool) -> int:
    from evenhand.replay import report
    from evenhand.replay.play import play
    from evenhand.replay.result import Result

    def say(result: Result) -> None:
        for line in report.lines(result):
            print(line, flush=True)

    played = []
    for script in scripts:
        if not as_json:
            print(report.title(script.file, script.title, script.policy), flush=True)
        played.append(play(script) if as_json else play(script, each=say))
    passed, failed = sum(one.passed for one in played), sum(one.failed for one in played)
    if as_json:
        print(json.dumps([report.as_json(one) for one in played], ensure_ascii=False, indent=2))
    else:
        print(*report.look_up(played), report.summary(passed, failed), sep="\n")
    return 1 if failed else 0


def _note(words: str) -> None:
    """Says what is going on, where somebody watches."""
    if sys.stderr.isatty():
        print(words, file=sys.stderr, flush=True)
