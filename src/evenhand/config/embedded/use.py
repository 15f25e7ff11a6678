"""Who is using the embedded database: it is stopped by the last of them, and by nobody before."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self


class Use:
    """One process's use of a cluster, as a shared lock that the operating system drops with the process.

    Args:
        folder: the data folder, which this process can write to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        """Begins the use."""
        self._descriptor = os.open(self._folder / "postgres.users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the use."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def is_the_last(self) -> bool:
        """Returns whether nobody else uses the cluster; to be asked with `one_at_a_time` held."""
        if self._descriptor is None:
            return False
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Lets one process at a time start or stop the cluster; the others wait.

    Args:
        folder: the data folder.
    """
    descriptor = os.open(folder / "postgres.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
