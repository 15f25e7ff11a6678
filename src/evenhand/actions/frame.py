"""The frame of every action: permission, one transaction, one submission once, the audit entry last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models, transaction

from evenhand.actions.errors import (
    AlreadyCarriedOutError,
    CaseChangedError,
    CaseEvent,
    InvalidInputError,
    NotFoundError,
    NotPermittedError,
    Refusal,
    RefusedError,
)
from evenhand.policy.pack import Pack
from evenhand.record.actor import Actor
from evenhand.record.audit.append import append
from evenhand.record.audit.payload import Entry
from evenhand.record.facts import case_facts
from evenhand.record.models import AuditEntry, Case, Staff, Submission
from evenhand.record.policies import pack_of
from evenhand.record.sensitive import sensitive_data
from evenhand.record.visibility import visible_to
from evenhand.record.writing import open_for_writing
from evenhand.rules import lifecycle, rulebook
from evenhand.rules.authority import PERMISSION_FOR, Permission, Role
from evenhand.rules.facts import CaseFacts, Comparables
from evenhand.rules.findings import is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, FactId, Stage

SomeRow = TypeVar("SomeRow", bound=models.Model)
_MOST_EVENTS = 20


@dataclass(slots=True)
class Change:
    """What one action reads and writes. Everything it writes goes through here, and so into the audit."""

    act: str
    actor: Actor
    at: datetime
    submission: UUID | None
    case: Case | None = None
    result: UUID | None = None
    _subjects: dict[str, UUID] = field(default_factory=dict)
    _fields: dict[str, object] = field(default_factory=dict)

    def lock_case(self, case_id: UUID, *, seen_version: int | None = None, by_permission: bool = False) -> Case:
        """The case, held until the transaction ends.

        Args:
            case_id: which case.
            seen_version: the version that the actor decided on; ``None`` where a fact is recorded, which
                is right whatever else happened.
            by_permission: the act's own permission is enough to reach the case. A panel that decides too
                early is told so by the rules, which a case that is not there could not tell it.

        Raises:
            NotFoundError: it does not exist, or the actor may not see it; nobody can tell which.
            CaseChangedError: somebody changed it since; what changed is in the error.
        """
        visible = by_permission or visible_to(self.actor).filter(pk=case_id).exists()
        case: Case | None = Case.objects.select_for_update().filter(pk=case_id).first() if visible else None
        if case is None:
            raise NotFoundError
        if seen_version is not None and seen_version != case.version:
            raise CaseChangedError(version=case.version, since=_events_since(case, seen_version))
        self.case = case
        return case

    def row_of_case(self, model: type[SomeRow], row_id: UUID, *, seen_version: int | None = None) -> SomeRow:
        """A row of a case by its id; its case is held until the transaction ends, and so nobody else changes the row.

        Raises:
            NotFoundError: it does not exist, or the actor may not see its case.
            CaseChangedError: somebody changed the case since the version that the actor saw.
        """
        found = model._default_manager.filter(pk=row_id)  # noqa: SLF001 - Django's documented way to a model's rows
        case_id = found.values_list("case_id", flat=True).first()
        if case_id is None:
            raise NotFoundError
        self.lock_case(case_id, seen_version=seen_version)
        return found.get()

    @property
    def pack(self) -> Pack:
        """The policy that the locked case is under."""
        return pack_of(self._locked().policy)

    @property
    def terms(self) -> Terms:
        """The values of the policy that the locked case is under."""
        return self.pack.terms

    def facts(self, *, comparables: Comparables | None = None) -> CaseFacts:
        """The facts of the locked case at the moment of the action.

        Args:
            comparables: how comparable cases were decided, where the action decides this one (2.1).
        """
        return case_facts(self._locked(), at=self.at, comparables=comparables)

    def require(
        self,
        act: Act,
        facts: CaseFacts,
        *,
        drafted: CaseFacts | None = None,
        subjects: Iterable[FactId] = (),
    ) -> None:
        """Raise ``RefusedError`` with every reason at once unless the case is fit for an act.

        Args:
            act: what is about to happen.
            facts: the case as it stands.
            drafted: the case as if it had happened, where rules judge the draft.
            subjects: the drafted facts.
        """
        reasons: list[Refusal] = []
        if not lifecycle.allows(act, facts.stage):
            reasons.append(Refusal.of_stage(act, facts.stage))
        if drafted is not None:
            found = rulebook.refusals(act, drafted, self.terms, at=self.at, subjects=frozenset(subjects))
            reasons.extend(Refusal.of(finding, self.terms) for finding in found)
        if reasons:
            raise RefusedError(tuple(reasons))

    def write(self, row: SomeRow) -> SomeRow:
        """Insert a row and note it for the audit."""
        row.save(force_insert=True)
        self._note(row, _columns(row))
        return row

    def write_sensitive(self, row: SomeRow) -> SomeRow:
        """Insert a row of special-category data under its own database role, and note it for the audit."""
        with sensitive_data():
            row.save(force_insert=True)
        self._note(row, _columns(row))
        return row

    def amend(self, row: SomeRow, **values: Any) -> SomeRow:
        """Change some columns of a row and note them for the audit."""
        for column, value in values.items():
            setattr(row, column, value)
        row.save(update_fields=list(values))
        self._note(row, values)
        return row

    def move_case(self, stage: Stage | None = None, **values: Any) -> None:
        """Raise the locked case's version, and move it along the lifecycle where a stage is named.

        Raises ``RuntimeError`` for a move that the lifecycle table does not hold: a fault of ours, not the user's.
        """
        case = self._locked()
        if stage is not None and stage != case.stage:
            standing = {Stage(case.stage), lifecycle.standing(Stage(case.stage), restrictions_over=True)}
            if not any(stage in lifecycle.targets(Act(self.act), source) for source in standing):
                raise RuntimeError(f"the lifecycle has no way from {case.stage} to {stage} by {self.act}")
            values["stage"] = stage
        self.amend(case, version=case.version + 1, **values)

    def staff(self, staff_id: UUID, *, field_name: str, role: Role | None = None) -> Staff:
        """A member of staff who works here (and holds a role); raises ``InvalidInputError`` for anybody else."""
        here = Staff.objects.filter(pk=staff_id, is_active=True)
        found = (here.filter(roles__role=role) if role else here).first()
        if found is None:
            raise InvalidInputError(field_name, "Select a member of staff from the list")
        return found

    def entry(self) -> Entry:
        """The audit entry of all that was written."""
        return Entry(
            at=self.at,
            act=self.act,
            actor=self.actor.id,
            case=self.case.id if self.case else None,
            subjects=self._subjects,
            fields=self._fields,
        )

    def _locked(self) -> Case:
        if self.case is None:
            raise RuntimeError("the action has not locked a case")
        return self.case

    def _note(self, row: models.Model, values: dict[str, Any]) -> None:
        kind = str(row._meta.model_name)  # noqa: SLF001 - Django's documented way to a model's name
        name, count = kind, 1
        while self._subjects.get(name, row.pk) != row.pk:
            count += 1
            name = f"{kind}.{count}"
        self._subjects[name] = row.pk
        self._fields.update({f"{name}.{column}": value for column, value in values.items()})


@contextmanager
def change(
    act: Act | str,
    *,
    actor: Actor,
    at: datetime,
    permission: Permission | None = None,
    submission: UUID | None = None,
) -> Iterator[Change]:
    """Carry out one action.

    Args:
        act: the action's name.
        actor: who acts.
        at: when; timezone-aware.
        permission: what the actor needs, where the act is not one on a case (those have theirs in the table).
        submission: the token of the form; carrying it out twice gives the first result.

    Raises:
        NotPermittedError: the actor's roles do not allow it.
        AlreadyCarriedOutError: the same submission was carried out before.
        ValueError: ``at`` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("an action's moment needs a time zone")
    needed = permission or PERMISSION_FOR[Act(act)]
    if not actor.may(needed):
        raise NotPermittedError(needed)
    this = Change(act=str(act), actor=actor, at=at, submission=submission)
    with transaction.atomic(), open_for_writing():
        if submission is not None:
            _once(submission, this)
        yield this
        if submission is not None:
            Submission(
                token=submission,
                act=this.act,
                result=this.result,
                carried_out_at=at,
                carried_out_by=actor.id,
            ).save(force_insert=True)
        append(this.entry())  # last, since it holds the audit's head row until the commit


def _once(submission: UUID, this: Change) -> None:
    """Let one submission through; the same one again waits for the first and gets its result."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(submission)])
    earlier = Submission.objects.filter(token=submission).first()
    if earlier is None:
        return
    if (earlier.act, earlier.carried_out_by) != (this.act, this.actor.id):
        raise InvalidInputError("submission", "This page was used for something else. Open it again")
    raise AlreadyCarriedOutError(earlier.result)


def _events_since(case: Case, seen_version: int) -> tuple[CaseEvent, ...]:
    """The latest things done to a case: as many as its version has risen."""
    count = min(max(case.version - seen_version, 1), _MOST_EVENTS)
    found = AuditEntry.objects.filter(case=case.id).order_by("-sequence")[:count]
    return tuple(CaseEvent(act=one.act, by=one.actor, at=one.happened) for one in reversed(found))


def _columns(row: models.Model) -> dict[str, Any]:
    return {
        one.attname: getattr(row, one.attname)
        for one in row._meta.concrete_fields  # noqa: SLF001 - Django's documented way to a model's columns
        if not one.primary_key
    }


def filled(field_name: str, text: str, message: str, *, most: int = 20_000) -> str:
    """A required text, trimmed; raises ``InvalidInputError`` when it says nothing or too much."""
    tidy = text.strip()
    if is_blank(tidy):
        raise InvalidInputError(field_name, message)
    return bounded(field_name, tidy, most=most)


def past(field_name: str, moment: datetime | None, at: datetime, message: str) -> datetime:
    """When something happened: the moment of the action itself, unless an earlier one is given.

    Raises ``InvalidInputError`` for a later one, or one without a time zone.
    """
    if moment is not None and moment.tzinfo is None:
        raise InvalidInputError(field_name, "Give the time with its time zone")
    if moment is not None and moment > at:
        raise InvalidInputError(field_name, message)
    return moment or at


def bounded(field_name: str, text: str, *, most: int = 20_000) -> str:
    """A text that is not absurdly long; raises ``InvalidInputError`` otherwise."""
    if len(text) > most:
        raise InvalidInputError(field_name, f"This must be {most:,} characters or fewer")
    if "\x00" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise InvalidInputError(field_name, "Remove the characters that cannot be stored")
    return text
