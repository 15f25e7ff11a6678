"""What can stop the documentation from being made."""

from evenhand.config.errors import SetupError


class UndocumentedError(SetupError):
    """The code does not say something that a generated page needs.

    Args:
        where: the module and the function or class.
        what: what is missing, as a sentence that says what to write.
    """

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
