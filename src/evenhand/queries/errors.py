"""Why a query gave nothing."""

from __future__ import annotations


class NotVisibleError(LookupError):
    """There is nothing here that you can see. Check the reference, or go back to my work."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)
