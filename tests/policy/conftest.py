"""The shipped pack as text, and ways to break it and look at what is said of it."""

from collections.abc import Callable

import pytest

from evenhand.policy.faults import PackInvalid
from evenhand.policy.loader import load_pack, load_text
from evenhand.policy.pack import Pack
from evenhand.reading.faults import FileFault


@pytest.fixture(scope="session")
def wldc() -> Pack:
    return load_pack("wldc")


@pytest.fixture(scope="session")
def pack_text(wldc: Pack) -> str:
    return wldc.content


@pytest.fixture(scope="session")
def faults_of() -> Callable[[str], tuple[FileFault, ...]]:
    """The faults of a pack that is known to have some."""

    def faults(text: str) -> tuple[FileFault, ...]:
        with pytest.raises(PackInvalid) as caught:
            load_text(text, name_for_errors="pack.toml")
        return caught.value.faults

    return faults


@pytest.fixture(scope="session")
def edited(pack_text: str) -> Callable[[str, str], str]:
    """The shipped pack with one passage, which stands there once, replaced by another."""

    def edit(old: str, new: str) -> str:
        assert pack_text.count(old) == 1, f"{old!r} stands {pack_text.count(old)} times in the pack"
        return pack_text.replace(old, new)

    return edit
