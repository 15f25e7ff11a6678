"""Files that cannot be read, and documents that are not what was asked for."""

import os
from pathlib import Path

import pytest

from evenhand.reading.faults import FileFault, FileInvalid, Origin
from evenhand.reading.files import name_of
from evenhand.reading.toml import parse_toml
from evenhand.reading.yaml import LARGEST, parse_yaml, read_yaml


class HistoryInvalid(FileInvalid):
    kind = "history"


def _only_fault(path: Path | str) -> FileFault:
    with pytest.raises(HistoryInvalid) as caught:
        read_yaml(path, invalid=HistoryInvalid)
    (fault,) = caught.value.faults
    return fault


def test_a_file_is_read_with_a_byte_order_mark_and_the_line_ends_of_windows(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("\ufeff- ref: Café\r\n- b: 2\r\n".encode())
    document = read_yaml(str(file), invalid=HistoryInvalid)
    assert document.value == [{"ref": "Café"}, {"b": 2}]
    assert document.locate([(1, "b")])[1, "b"] == 2
    assert document.origin == Origin(file=str(file), invalid=HistoryInvalid)


@pytest.mark.parametrize("name", ["nothing.yaml", "", "n" * 5000, "not\0a name", "\udcff"])
def test_a_file_that_is_not_there(name: str) -> None:
    fault = _only_fault(name)
    assert "no such file" in fault.problem
    assert "Check its name" in fault.instead
    assert str(fault).isprintable()


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert "no such file" in _only_fault(tmp_path / "a.yaml").problem
    assert "no such file" in _only_fault(tmp_path).problem


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("a: 1\nb: Café\n".encode("latin-1"))
    fault = _only_fault(file)
    assert (fault.file, fault.line, fault.instead) == (str(file), 2, "Save the file as UTF-8.")


def test_a_file_too_large_is_not_read_further(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    with file.open("wb") as sparse:
        sparse.truncate(LARGEST + 1)
    fault = _only_fault(file)
    assert "larger than 16 MiB" in fault.problem
    assert "Split it" in fault.instead


def test_a_name_is_shown_on_one_line() -> None:
    assert name_of(Path("a b/c.yaml")) == "a b/c.yaml"
    assert name_of(Path("a\nb.yaml")) == '"a\\nb.yaml"'


def test_a_document_is_the_table_that_it_is_asked_for_or_a_fault() -> None:
    document = parse_yaml("- a\n", Origin(file="a.yaml", invalid=HistoryInvalid))
    with pytest.raises(HistoryInvalid, match=r"a list, which is not a table. Write keys."):
        document.table(document.faults(), write="Write keys.")
    document = parse_toml("a = 1\n", Origin(file="a.toml"), largest=99, shorten="Shorten it.")
    assert document.table(document.faults(), write="Write keys.").keys == ("a",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("a: 1\n", "a table, which is not a list"), ("[]", "list is empty"), ("[{}, {}, {}]", "3 entries. Use 2")],
)
def test_a_document_is_the_list_that_it_is_asked_for_or_a_fault(text: str, problem: str) -> None:
    document = parse_yaml(text, Origin(file="a.yaml", invalid=HistoryInvalid))
    with pytest.raises(HistoryInvalid, match=problem):
        document.tables(document.faults(), write="Write a list.", most=2)


def test_an_entry_that_is_no_table_is_a_fault_and_the_others_are_read() -> None:
    document = parse_yaml("- a: 1\n- b\n- c: 2\n", Origin(file="a.yaml"))
    faults = document.faults()
    tables = document.tables(faults, write="Write keys.")
    assert [(table.path, table.keys) for table in tables] == [((0,), ("a",)), ((2,), ("c",))]
    with pytest.raises(FileInvalid) as caught:
        faults.raise_if_any()
    assert [(fault.key, fault.line) for fault in caught.value.faults] == [("[2]", 2)]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a = 1\nb =\n", 2, "This is not TOML"),
        ("a = 1\n\nb = " + "[" * 50_000, 3, "nested"),
        ("a = 1\nb = " + "9" * 5000, 2, "far too long"),
        ("\ufeffa = 1\n", 1, "byte-order mark"),
        ("a = 1\nb = '\ud800'", 2, "does not exist"),
        ("#" * 300_000, 1, "larger than 256 KiB"),
    ],
)
def test_what_is_no_toml_names_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(HistoryInvalid) as caught:
        parse_toml(text, Origin(file="a.toml", invalid=HistoryInvalid), largest=256 * 1024, shorten="Shorten it.")
    (fault,) = caught.value.faults
    assert fault.line == line
    assert problem in fault.problem
