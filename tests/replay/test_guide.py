"""The guide to replays says what happens: its example is played, and every name in it is one that there is."""

import re
from argparse import Namespace
from pathlib import Path

import pytest
import yaml
from tests.replay.conftest import HEAD, Write

from evenhand.config.cli.policy_show import show
from evenhand.replay import report
from evenhand.replay.play import play
from evenhand.replay.reading import read_replay
from evenhand.rules.authority import PERMISSION_FOR, Role, permissions_of
from evenhand.rules.kinds import TERMS_NEEDED
from evenhand.rules.vocabulary import Act, TermNeeded

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "administrators" / "replays.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
EXAMPLE = next(block for block in BLOCKS if "\nreplay: 1\n" in block)
SHOWN = re.findall(r"```console\n\$ evenhand replay (\S+)\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.usefixtures("council")
def test_the_example_gives_what_the_guide_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ((name, shown),) = SHOWN
    (tmp_path / name).write_text(EXAMPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    script = read_replay(name)
    played = play(script)
    said = [report.title(script.file, script.title, script.policy)]
    said += [line for result in played.results for line in report.lines(result)]
    said += [*report.look_up([played]), report.summary(played.passed, played.failed)]
    assert "\n".join(said) + "\n" == shown
    assert played.failed == 0


@pytest.mark.usefixtures("council")
def test_the_decision_of_the_guide_is_accepted(write: Write) -> None:
    """It stands there without what leads up to it, which is taken from a story of the folder."""
    decision = next(block for block in BLOCKS if "do: determine" in block)
    story = (ROOT / "tests" / "replays" / "reasons-of-this-case.yaml").read_text(encoding="utf-8")
    led_up = story[story.index("replay:") : story.index("  # The panel decides.")]
    assert play(read_replay(write(led_up + decision))).results[-1].outcome == "accepted"


def test_the_staff_and_the_checks_of_the_guide_can_be_read(write: Write) -> None:
    staff = next(block for block in BLOCKS if block.startswith("staff:"))
    checks = next(block for block in BLOCKS if block.startswith("checks:"))
    head = HEAD[: HEAD.index("staff:")]
    report_ = "events:\n  - {at: 2026-01-05T10:00, by: olu, do: report_incident, with: {channel: telephone}}\n"
    script = read_replay(write(head + staff + report_ + checks))
    assert script.staff["mia"].deputy == "max"
    assert len(script.checks) == len(yaml.safe_load(checks)["checks"])


def test_what_the_guide_says_of_a_rule_is_what_the_command_says(capsys: pytest.CaptureFixture[str]) -> None:
    (rule,) = set(re.findall(r"evenhand policy show wldc --rule (\S+?)`?\s", GUIDE))
    show(Namespace(pack="wldc", rule=rule, clause=None, text=False))
    said = " ".join(capsys.readouterr().out.split())
    assert "value A manager's limit lasts at most: 10 working days ([terms.interim_limit_working_days], line" in said
    assert "; I, our reading of the policy; clause 8.2)" in said
    assert "test tests/rules/test_restriction_interim.py" in said
    assert re.search(r"asks .* code .* test ", said)
    assert "*A manager's limit lasts at most: 10 working days*" in GUIDE


def test_the_guide_tells_the_terms_that_each_kind_needs() -> None:
    table = GUIDE.split("must say**, under its `terms`:")[1].split("### What you can expect")[0]
    told: dict[str, set[str]] = {}
    for line in table.splitlines():
        if line.startswith("| `") and not line.startswith("| `kind`"):
            kinds, terms = line.strip("| ").split(" | ")
            named = {term.value for term in TermNeeded if re.search(rf"`{term.value}\b", terms)}
            told |= dict.fromkeys(re.findall(r"`(\w+)`", kinds), named - {TermNeeded.CHANNELS.value})
        elif line.endswith("need none."):
            told |= {kind: set() for kind in re.findall(r"`(\w+)`", line)}
    assert told == {kind.value: {term.value for term in needed} for kind, needed in TERMS_NEEDED.items()}


def test_the_order_of_a_case_names_steps_and_those_who_may_take_them() -> None:
    table = GUIDE.split("### The usual order of a case")[1].split("Under a policy")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][1:]
    assert rows
    for _, steps, who in rows:
        for role in re.findall(r"`(\w+)`", who):
            for step in re.findall(r"`(\w+)`", steps):
                assert PERMISSION_FOR[Act(step)] in permissions_of({Role(role)}), (step, role)


def test_every_page_and_file_that_the_guide_names_is_there() -> None:
    for link in re.findall(r"\]\((\.\./[^)#]+)", GUIDE):
        assert (ROOT / "docs" / "administrators" / link).resolve().exists(), link
    for file in re.findall(r"tests/rules/\w+\.py", GUIDE):
        assert (ROOT / file).is_file()
