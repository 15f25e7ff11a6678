"""`evenhand replay`: the command as somebody calls it, with a scratch database of its own."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.config.conftest import Evenhand

FOLDER = Path(__file__).parents[1] / "replays"
ONE_RIGHT_ONE_WRONG = """\
replay: 1
title: One comes true and one does not
policy: wldc
customer: {name: Mrs Ada Winter, contacts: [{phone: "020 7946 0321"}]}
staff: {olu: [officer], mia: [manager]}
events:
  - {at: 2026-01-05T10:00, by: olu, do: report_incident, with: {channel: telephone}, expect: {accepted: true}}
  - {at: 2026-01-05T11:00, by: mia, do: refer_to_team, with: {reasons: Serious.}, expect: {accepted: true}}
"""


@pytest.fixture
def replay(folder: Path) -> Path:
    file = folder / "ours.yaml"
    file.write_text(ONE_RIGHT_ONE_WRONG, encoding="utf-8")
    return file


def test_what_comes_true_and_what_does_not_is_said(evenhand: Evenhand, replay: Path, folder: Path) -> None:
    scratch = folder / "scratch"
    scratch.mkdir(mode=0o711)
    ended = evenhand("replay", str(FOLDER / "services-stay-open.yaml"), str(replay), TMPDIR=str(scratch))
    assert (ended.returncode, ended.stderr) == (1, "")
    said = ended.stdout
    assert "  ok    1. 5 January 2026, 10:00, olu, report_incident (report an incident): accepted\n" in said
    assert "  FAIL  2. 5 January 2026, 11:00, mia, refer_to_team" in said
    assert "manager.informed (clause 8.2): A manager has not finished investigating.\n" in said
    assert "* It was expected to be accepted, and it is refused.\n" in said
    assert "services.mandatory_open (clause 3.1):\n            - Say how the customer can still reach: " in said
    assert "evenhand policy show wldc --rule services.mandatory_open\n" in said
    assert said.endswith("\n5 passed, 1 failed\n")
    assert list(scratch.iterdir()) == []


def test_json_is_one_array(evenhand: Evenhand) -> None:
    file = FOLDER / "reasons-of-this-case.yaml"
    ended = evenhand("replay", "--json", str(file))
    assert (ended.returncode, ended.stderr) == (0, "")
    (one,) = json.loads(ended.stdout)
    assert (one["file"], one["passed"], one["failed"]) == (str(file), 2, 0)
    refused = next(each for each in one["results"] if each["outcome"] == "refused")
    assert {"rule": "determination.reasons", "clause": "9.1", "message": "The decision gives no reasons."} in (
        refused["reasons"]
    )


def test_of_several_files_none_is_played_where_one_cannot_be_used(
    evenhand: Evenhand, replay: Path, folder: Path
) -> None:
    bad = folder / "bad.yaml"
    bad.write_text(ONE_RIGHT_ONE_WRONG.replace("report_incident", "report_it"), encoding="utf-8")
    missing = folder / "missing.yaml"
    ended = evenhand("replay", str(replay), str(bad), str(missing))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f'{bad}, line 7, events[1].do: There is no such action. Did you mean "report_' in ended.stderr
    assert f"{missing}, line 1" in ended.stderr


def test_a_policy_that_cannot_be_used_is_named_with_its_own_line(
    evenhand: Evenhand, replay: Path, folder: Path
) -> None:
    (folder / "pack.toml").write_text("schema_version = 2\n", encoding="utf-8")
    replay.write_text(ONE_RIGHT_ONE_WRONG.replace("wldc", "pack.toml"), encoding="utf-8")
    ended = evenhand("replay", str(replay))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "This policy pack cannot be used." in ended.stderr
    assert f"{folder / 'pack.toml'}, line 1" in ended.stderr


def test_ctrl_c_stops_it_and_leaves_nothing_behind(clean_environment: dict[str, str], folder: Path) -> None:
    scratch = folder / "scratch"
    scratch.mkdir(mode=0o711)
    command = [sys.executable, "-m", "evenhand.config.cli", "replay", *map(str, sorted(FOLDER.glob("*.yaml")))]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**clean_environment, "TMPDIR": str(scratch)},
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith(str(FOLDER))
        assert list(scratch.iterdir()) != []
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, "")
    assert list(scratch.iterdir()) == []
