"""The packs that histories are judged by, each loaded once."""

from pathlib import Path

from evenhand.policy.faults import PackInvalid
from evenhand.policy.loader import available_packs, load_pack
from evenhand.reading.faults import quoted
from evenhand.rules.terms import Terms


class Policies:
    """The packs that the histories of one file name, by name or by path from the file's own folder."""

    def __init__(self, folder: Path) -> None:
        """Begin with none loaded; ``folder`` is where the file of histories is."""
        self._folder = folder
        self._terms: dict[str, Terms] = {}
        self._problems: dict[str, str] = {}

    def terms(self, policy: str) -> Terms:
        """The values of a pack. Raises ``ValueError`` for one that cannot be used; ask ``problem`` first."""
        problem = self.problem(policy)
        if problem is not None:
            raise ValueError(problem)
        return self._terms[policy]

    def known(self, policy: str) -> bool:
        """Whether there is such a pack, fit for use or not."""
        try:
            return policy in available_packs() or (self._folder / policy).exists()
        except OSError:  # a name that no file can have; loading it says why
            return True

    def problem(self, policy: str) -> str | None:
        """Why a pack cannot be used, in one sentence; ``None`` where it can."""
        if policy not in self._terms and policy not in self._problems:
            try:
                named = policy in available_packs()
                self._terms[policy] = load_pack(policy if named else self._folder / policy).terms
            except PackInvalid as error:
                self._problems[policy] = f"The pack {quoted(policy)} cannot be used: {error.faults[0]}"
        return self._problems.get(policy)
