"""The command line: `evenhand COMMAND`.

Exit codes: 0 done, 1 something failed, 2 bad usage or bad input, 130 stopped with Ctrl-C. Each command's
module
is loaded only when that command is called, so that a command that needs no database loads none of its
libraries.
"""

import importlib
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from evenhand.config.cli.parser import build_parser
from evenhand.config.errors import SetupError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        arguments: what follows `evenhand` on the command line; the process's own when None.

    Returns:
        The exit code.
    """
    # Ended from outside, or its terminal closed: everything is stopped in the same order as after Ctrl-C.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _interrupt)
    chosen = build_parser().parse_args(arguments)
    try:
        command = importlib.import_module(f"evenhand.config.cli.{chosen.module}")
        code: int = getattr(command, chosen.function)(chosen)
    except KeyboardInterrupt:
        return INTERRUPTED
    except SetupError as error:
        return _say(str(error), error.exit_code)
    except Exception as error:  # noqa: BLE001  (explained, or raised again)
        return _explain(error)
    return code


def _explain(error: Exception) -> int:
    """Says in one sentence what a library's error means; raises again what nobody foresaw."""
    from evenhand.config.cli.explain import explain

    sentence = explain(error)
    if sentence is None:
        raise error
    return _say(sentence, 1)


def _say(sentence: str, code: int) -> int:
    print(f"evenhand: {sentence}", file=sys.stderr)
    return code


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
