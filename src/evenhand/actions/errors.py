"""Why an action did not happen. Each class's docstring is its default message; nothing matches message text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.rules.authority import Permission, roles_with
from evenhand.rules.findings import Finding
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, FactId, PersonId, RuleId, Stage


class ActionError(Exception):
    """The action could not be carried out."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (self.__doc__ or "").strip())


class NotFoundError(ActionError):
    """There is nothing here that you can see. Check the reference, or go back to my work."""


class NotPermittedError(ActionError):
    """Your role does not allow this."""

    def __init__(self, permission: Permission) -> None:
        roles = " or ".join(role.label.lower() for role in roles_with(permission))
        super().__init__(f"This is for the {roles}.")
        self.permission = permission
        self.rule = RuleId(f"authority.{permission.value}")


class InvalidInputError(ActionError):
    """An argument is missing or wrong; ``field`` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """One thing that happened to a case while somebody was typing."""

    act: str
    by: UUID | None
    at: datetime


class CaseChangedError(ActionError):
    """Somebody changed this case while you were working on it. Read what changed, then send yours again."""

    def __init__(self, *, version: int, since: tuple[CaseEvent, ...]) -> None:
        super().__init__()
        self.version = version
        """The version that the case has now: send it as the one seen, once you have read what changed."""
        self.since = since


class AlreadyCarriedOutError(ActionError):
    """This was carried out already; it has not been done a second time."""

    def __init__(self, result: UUID | None) -> None:
        super().__init__()
        self.result = result


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason why the policy does not let an action happen, with its rule and clause."""

    rule: RuleId
    clause: str
    message: str
    about: FactId | None = None
    people: frozenset[PersonId] = frozenset()
    part: str = ""
    """Which part of what was drafted it speaks to, as ``Finding.part``."""

    @classmethod
    def of(cls, finding: Finding, terms: Terms) -> Refusal:
        """The refusal that a rule's finding gives, under a policy's terms."""
        return cls(
            rule=finding.rule,
            clause=terms.clause_of(finding.rule),
            message=finding.message,
            about=finding.about,
            people=finding.people,
            part=finding.part,
        )

    @classmethod
    def of_stage(cls, act: Act, stage: Stage) -> Refusal:
        """The refusal of an act that a case's stage does not allow."""
        return cls(
            rule=RuleId(f"lifecycle.{act.value}"),
            clause="",
            message=f"A case at the stage '{stage.label.lower()}' cannot take this step yet: {act.label.lower()}.",
        )


class RefusedError(ActionError):
    """The policy does not let this happen yet; ``refusals`` say why, each with its rule and clause."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(" ".join(refusal.message for refusal in refusals))
        self.refusals = refusals
