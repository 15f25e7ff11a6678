"""The documentation tells the whole form, and its example gives what it says."""

import re
from pathlib import Path

import pytest

from evenhand.histories.assess import assess
from evenhand.histories.form import KINDS

from .telling import faults_of, read, terms

DOCUMENT = (Path(__file__).parents[2] / "docs" / "administrators" / "histories.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_gives_what_it_says(example: str) -> None:
    for history in read(example):
        assert history.found
        assert faults_of(assess(history, terms())) == set(history.found)


def test_there_is_an_example() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_key_is_told(kind: str) -> None:
    assert f"`{kind}`" in DOCUMENT
    assert not [key for key in KINDS[kind].keys if not re.search(rf"`{key}\b", DOCUMENT)]


def test_no_key_is_told_that_is_not_there() -> None:
    tables = DOCUMENT.split("## What can have happened")[1].split("## Of a live case")[0]
    told = set(re.findall(r"`([a-z][a-z_]*)(?:: [^`]*)?`", tables))
    known = {key for kind in KINDS.values() for key in kind.keys} | set(KINDS) | {"about", "when"}
    assert told <= known
