"""The evidence store: files kept by the SHA-256 of what they hold, so that a kept letter is provably the one sent."""

from __future__ import annotations

import os
import re
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Protocol

_SHA256 = re.compile(r"[0-9a-f]{64}")


class DocumentMissingError(LookupError):
    """The document is not in the evidence store. Restore the documents folder from the backup."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class DocumentDamagedError(LookupError):
    """The document in the evidence store is not what was stored. Restore it from the backup."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class DocumentStoreError(OSError):
    """The document could not be kept. Check that the documents folder has space and can be written."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class DocumentStore(Protocol):
    """Keeps files by what they hold."""

    def put(self, content: bytes) -> str:
        """Keep a file and return its SHA-256 as hex; keeping it twice is keeping it once."""

    def get(self, digest: str) -> bytes:
        """The file with a SHA-256; raises ``DocumentMissingError`` or ``DocumentDamagedError``."""


class FolderStore:
    """Keeps files in a folder, durable before ``put`` returns."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep a file; see ``DocumentStore``. Raises ``DocumentStoreError`` on a full or read-only disk."""
        digest = sha256(content).hexdigest()
        target = self._path(digest)
        try:
            if not target.exists():
                self._write(target, content)
        except OSError as error:
            raise DocumentStoreError from error
        return digest

    def get(self, digest: str) -> bytes:
        """Read a file and check that it is still what was stored."""
        if not _SHA256.fullmatch(digest):
            raise DocumentMissingError
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError:
            raise DocumentMissingError from None
        if sha256(content).hexdigest() != digest:
            raise DocumentDamagedError
        return content

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def _write(self, target: Path, content: bytes) -> None:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).replace(target)  # all of it or none of it
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class MemoryStore:
    """Keeps files in memory, for tests."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        """Keep a file; see ``DocumentStore``."""
        digest = sha256(content).hexdigest()
        self._files[digest] = content
        return digest

    def get(self, digest: str) -> bytes:
        """Read a file; see ``DocumentStore``."""
        try:
            return self._files[digest]
        except KeyError:
            raise DocumentMissingError from None
