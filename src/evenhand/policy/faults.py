"""What can be wrong with a policy: a pack that cannot be used, and no policy at all."""

from typing import ClassVar

from evenhand.reading.faults import FileInvalid


class PackInvalid(FileInvalid):
    """A pack that cannot be used. It holds every fault that was found, in the order of the file."""

    kind: ClassVar[str] = "policy pack"


class NoPolicyError(RuntimeError):
    """No policy has been adopted yet. Adopt one with the command 'evenhand policy adopt wldc'."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)
