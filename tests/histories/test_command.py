"""`evenhand assess` as people run it."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HISTORIES = """\
- ref: 22
  body: A Borough Council
  events:
    - {kind: decision, by: panel, independent: true, restrictions: [single_contact], duration_days: null}
    - {kind: review, held: false}
- ref: quiet
  body: A Borough Council
  events:
    - {kind: other}
"""
WIDTH = 110
COMMAND = [sys.executable, "-W", "error", "-m", "evenhand.config.cli", "assess"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "histories.yaml"
    path.write_text(HISTORIES, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)


def test_json(file: Path) -> None:
    ended = run("--json", file, file)
    assert (ended.returncode, ended.stderr) == (0, "")
    first, quiet, again, _ = json.loads(ended.stdout)
    assert first == again
    assert list(first) == ["ref", "findings"]
    assert first["ref"] == "22"
    assert {
        "rule": "review.on_time",
        "clause": "7.1",
        "severity": "fault",
        "fault": "no_review",
        "message": "A review that was due was not held. Hold it now, or lift the restriction.",
    } in first["findings"]
    assert quiet == {"ref": "quiet", "findings": []}


def test_words(file: Path) -> None:
    ended = run(file)
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    assert lines[:2] == ["22  A Borough Council (policy: lgsco-guide)", "  Must fix"]
    assert max(map(len, lines)) <= WIDTH
    squeezed = " ".join(ended.stdout.split())
    assert "[no_review] (review.on_time, clause 7.1; event 2, review)" in squeezed
    assert "[no_time_limit] (" in squeezed
    assert ended.stdout.index("  Must fix") < ended.stdout.index("  Not recorded")
    assert "quiet  A Borough Council (policy: lgsco-guide)\n  Nothing found.\n" in ended.stdout
    assert lines[-2].endswith("evenhand policy show POLICY --rule RULE")
    assert lines[-1].startswith("2 histories. Must fix: 2, Not recorded: ")


def test_words_name_every_event_that_a_finding_is_about(tmp_path: Path) -> None:
    path = tmp_path / "letters.yaml"
    decision, letter = "    - {kind: decision, restrictions: [phone_ban]}\n", "    - {kind: notice, omits: [why]}\n"
    path.write_text("- ref: 1\n  body: A Council\n  events:\n" + 2 * (decision + letter), encoding="utf-8")
    squeezed = " ".join(run(path).stdout.split())
    assert "The letter does not say why. [no_reasons] (notice.why, clause 5.2; events 2, 4)" in squeezed


def test_a_file_that_cannot_be_read_stops_all(file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(HISTORIES.replace("held: false", "hold: false"), encoding="utf-8")
    for options in ([], ["--json"]):
        ended = run(*options, file, wrong, tmp_path / "none.yaml")
        assert (ended.returncode, ended.stdout) == (2, "")
        assert f"{wrong}, line 5, [1].events[2].hold: This key is not known here. Did you mean" in ended.stderr
        assert "none.yaml, line 1: There is no such file." in ended.stderr
        assert "Traceback" not in ended.stderr


def test_it_needs_neither_database_nor_framework(file: Path) -> None:
    program = (
        "import sys; from evenhand.config.cli import main; code = main(sys.argv[1:]);"
        "sys.exit(code or any(one in sys.modules for one in ('django', 'psycopg', 'jinja2')))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "assess", str(file)], capture_output=True, timeout=120, check=False
    )
    assert ended.returncode == 0


def test_whoever_reads_on_may_stop(tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(HISTORIES * 400, encoding="utf-8")
    with subprocess.Popen([*COMMAND, "--json", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        assert started.stdout.read(1) == b"["
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait(60) == 0


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_ctrl_c_stops_it_and_what_it_printed_is_whole(tmp_path: Path, options: list[str]) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(HISTORIES * 10_000, encoding="utf-8")
    output = tmp_path / "output"
    with output.open("wb") as kept:
        started = subprocess.Popen([*COMMAND, *options, str(path)], stdout=kept, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 100
        while not output.stat().st_size and time.monotonic() < deadline:
            time.sleep(0.05)
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=60)
    assert (started.returncode, said) == (130, b"")
    text = output.read_text(encoding="utf-8")
    if options:
        assert 0 < len(json.loads(text)) < 20_000
    else:
        assert "Stopped before the end." in text
        assert text.splitlines()[-1].split(" histories")[0].isdigit()


def test_progress_is_for_people_alone(tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(HISTORIES * 200, encoding="utf-8")
    mine, theirs = pty.openpty()
    ended = subprocess.run([*COMMAND, str(path)], stdout=subprocess.DEVNULL, stderr=theirs, timeout=120, check=False)
    os.close(theirs)
    assert ended.returncode == 0
    assert b"200 of 400 histories" in os.read(mine, 4096)
    os.close(mine)
    assert run(path).stderr == ""
