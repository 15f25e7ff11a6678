"""What can stop the embedded database, each with what to do about it."""

from pathlib import Path

from evenhand.config.errors import SetupError


class EmbeddedDatabaseError(SetupError):
    """The embedded database cannot be used."""


class DiskFullError(EmbeddedDatabaseError):
    """There is no room left where the embedded database keeps its data.

    Args:
        folder: a folder on the full disk.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The disk that holds {folder} is full. Make room on it, or set EVENHAND_DATA to a folder on another disk."
        )


class WrongMajorVersionError(EmbeddedDatabaseError):
    """The data was made by another major version of PostgreSQL than the programs at hand.

    Args:
        folder: the data.
        made_by: the major version that made it.
        programs: the major version of the programs.
    """

    def __init__(self, folder: Path, *, made_by: str, programs: str) -> None:
        super().__init__(
            f"The database in {folder} was made by PostgreSQL {made_by}, but the programs here are "
            "PostgreSQL "
            f"{programs}. Set EVENHAND_POSTGRES_BIN to the folder of PostgreSQL {made_by}'s programs, "
            "or set EVENHAND_DATA to a new folder to start again with an empty database."
        )


class ServerStartError(EmbeddedDatabaseError):
    """The database server did not start, or did not stop.

    Args:
        what: what was tried.
        log: the file with the server's own words.
        lines: the last of them.
    """

    def __init__(self, what: str, *, log: Path, lines: list[str]) -> None:
        self.lines = tuple(lines)
        words = "".join(f"\n  {line}" for line in lines) or "\n  (nothing)"
        super().__init__(f"The embedded database {what}. Its last words, from {log}:{words}")


class ServerAccountError(EmbeddedDatabaseError):
    """The account that runs the database server for root cannot be made or cannot reach a folder."""


class ProgramsError(EmbeddedDatabaseError):
    """PostgreSQL's programs are missing or do not run on this machine."""
