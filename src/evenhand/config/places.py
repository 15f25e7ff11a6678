"""Where Evenhand keeps what does not belong in a database server: the embedded database, keys, documents."""

import errno
import hashlib
import os
import secrets
import sys
from pathlib import Path

import evenhand
from evenhand.config.environment import Environment
from evenhand.config.errors import SetupError

SYSTEM_FOLDER = Path("/var/lib/evenhand")
SECRET_KEY_FILE = "secret-key"  # noqa: S105  (a file's name)
AUDIT_KEY_FILE = "audit-key"
KEY_BYTES = 48


class DataFolderError(SetupError):
    """The data folder cannot be made, read or written."""


def checkout() -> Path | None:
    """Returns the folder of the checkout that this process runs from, or None for an installed package."""
    source = Path(evenhand.__file__).resolve().parent.parent
    root = source.parent
    return root if source.name == "src" and (root / "pyproject.toml").is_file() else None


def default_data_folder() -> Path:
    """Returns where data is kept when EVENHAND_DATA does not say.

    For root it lies outside every home folder, since the database server runs as an account of its own that
    must reach it; one folder for each checkout or environment.
    """
    root = checkout()
    if os.geteuid() == 0:
        return SYSTEM_FOLDER / short_hash(root or Path(sys.prefix))
    if root is not None:
        return root / ".evenhand"
    return Path.home() / ".local" / "share" / "evenhand"


def short_hash(path: Path) -> str:
    """Returns twelve letters and digits that stand for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def data_folder(environment: Environment) -> Path:
    """Returns the data folder, made when it is missing.

    Args:
        environment: what the environment says.

    Returns:
        A folder that this process can write to.

    Raises:
        DataFolderError: it cannot be made or written to.
    """
    folder = environment.data_folder or default_data_folder()
    try:
        if not folder.is_dir():
            if folder.parent == SYSTEM_FOLDER:
                make_system_folder(SYSTEM_FOLDER)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if os.geteuid() == 0:
                # Root's can be passed through, not listed: the server's own account lives further down.
                folder.chmod(0o711)
    except OSError as error:
        raise DataFolderError(
            f"The data folder {folder} cannot be made ({error.strerror}). "
            "Set EVENHAND_DATA to a folder that you can write to."
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise DataFolderError(
            f"The data folder {folder} cannot be written to. Set EVENHAND_DATA to a folder that you can write to."
        )
    return folder


def make_system_folder(folder: Path) -> None:
    """Makes a folder at or under SYSTEM_FOLDER that every account can pass through, whatever the umask.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.is_dir():
        if folder != SYSTEM_FOLDER:
            make_system_folder(folder.parent)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)


def secret_key(environment: Environment) -> str:
    """Returns the key that signs sessions and forms: from the environment, else from its file, made once."""
    if environment.secret_key is not None:
        return environment.secret_key
    return _key_file(data_folder(environment) / SECRET_KEY_FILE)


def audit_key(environment: Environment) -> bytes:
    """Returns the key of the audit's digests: from the environment, else from its file, made once."""
    if environment.audit_key is not None:
        return environment.audit_key
    return _key_file(data_folder(environment) / AUDIT_KEY_FILE).encode()


def _key_file(path: Path) -> str:
    """Returns what a key file holds; makes it first, readable by its owner alone, when it is missing.

    The key is written aside and linked into place, so that of two processes starting together both end up
    with the same whole key.
    """
    try:
        if not path.exists():
            aside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(descriptor, "w", encoding="ascii") as file:
                    file.write(secrets.token_urlsafe(KEY_BYTES))
                    file.flush()
                    os.fsync(file.fileno())
                if not path.exists():
                    _link(aside, path)
            finally:
                aside.unlink()
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise DataFolderError(
                f"The disk that holds {path.parent} is full. Make room on it, or set EVENHAND_DATA to a folder on "
                "another disk."
            ) from None
        reason = getattr(error, "strerror", None) or "it is not a key file"
        raise DataFolderError(
            f"The key file {path} cannot be read or made ({reason}). "
            "Check who owns the data folder, or set EVENHAND_DATA to another one."
        ) from None
    if not key:
        raise DataFolderError(
            f"The key file {path} is empty. Put it back from a backup: without it old digests cannot be checked."
        )
    return key


def _link(aside: Path, path: Path) -> None:
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        return
