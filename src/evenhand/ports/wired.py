"""What is wired to each port. `config` sets it once at start; tests set their own."""

from __future__ import annotations

from evenhand.ports.documents import DocumentStore


class NotWiredError(RuntimeError):
    """A port was asked for before `config.wiring` connected it."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


_documents: DocumentStore | None = None


def wire(*, documents: DocumentStore) -> None:
    """Connect the ports to what implements them."""
    global _documents  # noqa: PLW0603 - one wiring a process, made at start
    _documents = documents


def documents() -> DocumentStore:
    """The evidence store; raises ``NotWiredError`` before wiring."""
    if _documents is None:
        raise NotWiredError
    return _documents
