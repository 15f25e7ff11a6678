"""What the tests of the set-up share: folders that the server's account reaches, and the command line."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Evenhand = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder outside pytest's own, which are closed to the account that root's server runs as."""
    made = Path(tempfile.mkdtemp(prefix="evenhand-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def clean_environment(folder: Path) -> dict[str, str]:
    """The environment of a program that knows nothing of this run but an empty data folder."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "EVENHAND_DATA": str(folder)}


@pytest.fixture
def evenhand(clean_environment: dict[str, str]) -> Evenhand:
    """Runs `evenhand` with some arguments and returns how it ended; keywords go into its environment."""

    def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "evenhand.config.cli", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            env={**clean_environment, **environment},
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
