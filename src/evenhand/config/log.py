"""Log lines that name no person: an error's kind and place are logged, its message is not."""

import logging
import traceback
from types import TracebackType
from typing import TypeAlias

ExceptionInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlainFormatter(logging.Formatter):
    """Writes one line for a record and one for each place an error came through.

    An exception's message can quote the row or the form that broke it (PostgreSQL names the values of a
    failed constraint), so only its type is written.
    """

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  (logging's own name)
        """Returns an error and the errors that caused it, by type and place.

        Args:
            ei: what `sys.exc_info` returned.

        Returns:
            The lines, the outermost error first.
        """
        lines: list[str] = []
        error = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines.append(f"  {type(error).__module__}.{type(error).__qualname__}")
            lines += [
                f"    at {frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)
