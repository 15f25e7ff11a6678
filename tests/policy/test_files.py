"""Where a pack comes from: a name, a file, a folder; and files that are no pack at all."""

import os
from pathlib import Path

import pytest

from evenhand.policy.faults import PackInvalid
from evenhand.policy.loader import LARGEST, load_pack, load_text
from evenhand.policy.pack import Pack
from evenhand.reading.faults import FileFault


def _only_fault(name_or_path: str | Path) -> FileFault:
    with pytest.raises(PackInvalid) as caught:
        load_pack(name_or_path)
    assert len(caught.value.faults) == 1
    return caught.value.faults[0]


def _only_fault_of_text(text: str) -> FileFault:
    with pytest.raises(PackInvalid) as caught:
        load_text(text, name_for_errors="ours.toml")
    assert len(caught.value.faults) == 1
    return caught.value.faults[0]


def test_a_file_and_its_folder_give_the_same_pack(tmp_path: Path, wldc: Pack) -> None:
    file = tmp_path / "pack.toml"
    file.write_text(wldc.content, encoding="utf-8")
    assert load_pack(file) == load_pack(str(file)) == load_pack(tmp_path) == wldc


def test_a_file_with_the_line_ends_of_windows_is_kept_as_it_is(tmp_path: Path, wldc: Pack) -> None:
    file = tmp_path / "pack.toml"
    file.write_bytes(wldc.content.replace("\n", "\r\n").encode())
    pack = load_pack(file)
    assert pack.content.encode() == file.read_bytes()
    assert pack.sha256 != wldc.sha256
    assert pack.terms == wldc.terms


@pytest.mark.parametrize("name", ["wldcc", "", "no/such/pack.toml", "n" * 5000, "not\0a name", "\udcff"])
def test_a_file_that_is_not_there_gives_the_names_that_are(name: str) -> None:
    fault = _only_fault(name)
    assert "no such file" in fault.problem
    assert "wldc" in fault.instead
    assert str(fault).isprintable()


def test_a_folder_without_a_pack_names_the_file_that_is_missing(tmp_path: Path) -> None:
    assert _only_fault(tmp_path).file == str(tmp_path / "pack.toml")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pack.toml"
    os.mkfifo(pipe)
    assert "no such file" in _only_fault(pipe).problem


def test_a_file_that_cannot_be_read_says_so() -> None:
    # Of all files this one alone opens and then fails for the superuser too: nothing is mapped at its start.
    fault = _only_fault("/proc/self/mem")
    assert "cannot be read" in fault.problem
    assert "allowed to read" in fault.instead


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "pack.toml"
    file.write_bytes("schema_version = 1\ntitle = 'Café'\n".encode("latin-1"))
    fault = _only_fault(file)
    assert "UTF-8" in fault.problem
    assert fault.line == 2


def test_a_byte_order_mark_is_explained(tmp_path: Path, wldc: Pack) -> None:
    file = tmp_path / "pack.toml"
    file.write_text(wldc.content, encoding="utf-8-sig")
    assert "byte-order mark" in _only_fault(file).problem


def test_a_file_too_large_is_not_read_further(tmp_path: Path) -> None:
    file = tmp_path / "pack.toml"
    file.write_text("#" * (LARGEST + 1), encoding="utf-8")
    assert "larger than 256 KiB" in _only_fault(file).problem
    assert "larger than 256 KiB" in _only_fault_of_text("é" * (LARGEST // 2 + 1)).problem


def test_a_character_that_does_not_exist_names_the_line() -> None:
    fault = _only_fault_of_text("a = 1\nb = '\ud800'")
    assert "does not exist" in fault.problem
    assert fault.line == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name =", 1),
        ("name = 1\nname = 2", 2),
        ("\n\n[clauses", 3),
        ("name = 'never closed\n", 1),
        ("a = 1\nb = '''never\nclosed\n", 2),
        ("a = 1\nb = [\n1,\n", 4),
        ("a = 1\nb = \n", 2),
        ("a = 1\n\0", 2),
        ("a = 1\nb = 2026-13-45\n", 2),
        (f"a = 1\n\nb = {'9' * 5000}\n", 3),
    ],
)
def test_what_is_no_toml_names_the_line(text: str, line: int) -> None:
    fault = _only_fault_of_text(text)
    assert fault.line == line
    assert fault.instead


def test_what_is_nested_too_deep_names_the_line() -> None:
    fault = _only_fault_of_text("a = 1\nb = " + "[" * 50_000)
    assert "nested" in fault.problem
    assert fault.line == 2
