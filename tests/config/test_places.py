"""The data folder and its key files."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evenhand.config import places
from evenhand.config.environment import Environment, read_environment


def _environment(folder: Path, **more: str) -> Environment:
    return read_environment({"EVENHAND_DATA": str(folder), **more})


def test_a_key_is_made_once_for_its_owner_alone(folder: Path) -> None:
    environment = _environment(folder)
    first = places.secret_key(environment)
    assert len(first) >= 50
    assert places.secret_key(environment) == first
    assert places.audit_key(environment) != first.encode()
    for name in (places.SECRET_KEY_FILE, places.AUDIT_KEY_FILE):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_processes_that_start_together_share_one_key(folder: Path) -> None:
    environment = _environment(folder)
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: places.audit_key(environment), range(32)))
    assert len(keys) == 1
    assert {path.name for path in folder.iterdir()} == {places.AUDIT_KEY_FILE}


def test_a_key_in_the_environment_leaves_no_file(folder: Path) -> None:
    environment = _environment(folder, EVENHAND_SECRET_KEY="s" * 40, EVENHAND_AUDIT_KEY="a" * 40)
    assert places.secret_key(environment) == "s" * 40
    assert places.audit_key(environment) == b"a" * 40
    assert not any(folder.iterdir())


def test_an_emptied_key_file_is_not_replaced(folder: Path) -> None:
    (folder / places.AUDIT_KEY_FILE).touch()
    with pytest.raises(places.DataFolderError, match=r"is empty\. Put it back from a backup"):
        places.audit_key(_environment(folder))


def test_a_folder_that_cannot_be_made_is_named_with_what_to_do(folder: Path) -> None:
    (folder / "file").touch()
    with pytest.raises(places.DataFolderError, match=r"file/data cannot be made .* Set EVENHAND_DATA"):
        places.data_folder(_environment(folder / "file" / "data"))


def test_a_checkout_keeps_its_data_apart_from_others() -> None:
    root = places.checkout()
    assert root is not None
    assert (root / "pyproject.toml").is_file()
    other = places.short_hash(root / "other")
    assert other != places.short_hash(root)
    assert len(other) == 12
