"""The errors that the command line turns into one sentence and an exit code."""


class SetupError(Exception):
    """Something on this machine or server stops Evenhand; the message says what to do."""

    exit_code = 1


class BadInputError(SetupError):
    """What was typed or set in the environment cannot be used; the message says what to type instead."""

    exit_code = 2
