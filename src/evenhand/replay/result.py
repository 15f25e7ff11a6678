"""What came of a replay, line by line."""

from __future__ import annotations

from dataclasses import dataclass

from evenhand.replay.script import Check, Event, Script
from evenhand.rules.vocabulary import RuleId

NO_RULE = RuleId("")
"""In the place of a rule where none says so, such as for an impossible day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something was refused, or what stands behind an answer or a finding."""

    rule: RuleId = NO_RULE
    clause: str = ""
    message: str = ""
    severity: str = ""
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one event or check."""

    line: Event | Check
    outcome: str
    """``accepted``, ``refused``, ``invalid`` (it cannot be done as it is written), ``findings``, or the outcome
    of a contact check."""
    answer: str = ""
    """What staff are told to do, for a contact check."""
    reasons: tuple[Reason, ...] = ()
    findings: tuple[Reason, ...] = ()
    """What the rules find on the case afterwards, where the file asks for findings."""
    wrong: tuple[str, ...] = ()
    """Where it differs from what the file expects."""

    @property
    def held(self) -> bool | None:
        """Whether all that was expected came true; ``None`` where nothing was expected."""
        return None if self.line.expect is None else not self.wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A whole replay, played."""

    script: Script
    results: tuple[Result, ...]
    """In order of time."""

    @property
    def passed(self) -> int:
        """How many expectations came true."""
        return sum(one.held is True for one in self.results)

    @property
    def failed(self) -> int:
        """How many did not."""
        return sum(one.held is False for one in self.results)
