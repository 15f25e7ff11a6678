"""The latch on every row: only an action, inside its own transaction, may write case data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_open: ContextVar[bool] = ContextVar("evenhand_open_for_writing", default=False)


class DirectWriteError(RuntimeError):
    """Case data is written by actions alone. Call the action for this change instead."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@contextmanager
def open_for_writing() -> Iterator[None]:
    """Let the current action write rows. Used by the frame of the actions and by nothing else."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def require_open() -> None:
    """Raise ``DirectWriteError`` unless an action is writing."""
    if not _open.get():
        raise DirectWriteError
