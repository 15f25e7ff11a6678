"""What can stop a letter. No message holds anything about the customer."""


class LetterError(Exception):
    """A letter could not be made; the message says what to do."""


class LetterInputError(LetterError):
    """What was handed over cannot become a letter; the message says what to put right.

    ``field`` names it: a field of the facts, or the code of the notice item.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class LettersUnavailable(LetterError):  # noqa: N818 - says the state of the machine, as pages do
    """This machine cannot make the PDF; the message says what to install. The letter as HTML is not affected."""
