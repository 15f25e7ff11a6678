"""Plays a replay: each event as an attempted action, each check as a question, in order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from evenhand.actions.check_contact import ContactAnswer, check_contact
from evenhand.actions.errors import ActionError, InvalidInputError, NotFoundError, NotPermittedError, RefusedError
from evenhand.record.facts import case_facts
from evenhand.record.policies import pack_of
from evenhand.replay.arguments import action, written
from evenhand.replay.expected import wrong_answer, wrong_outcome
from evenhand.replay.fill import arguments
from evenhand.replay.result import Played, Reason, Result
from evenhand.replay.scene import Scene, set_scene
from evenhand.replay.script import Check, ContactAsked, Event, Script
from evenhand.rules.authority import Permission
from evenhand.rules.findings import Finding
from evenhand.rules.rulebook import judge
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import RuleId

_CANNOT_SEE = RuleId(f"authority.{Permission.VIEW_OWN_CASES.value}")


def play(script: Script, *, each: Callable[[Result], None] = lambda _: None) -> Played:
    """Play a replay and leave the database as it was found.

    Args:
        script: the replay.
        each: called with each result as it comes, for showing progress.

    Everything happens in one transaction, which is rolled back at the end: replays never see one another.
    """
    results: list[Result] = []
    with transaction.atomic():
        scene = set_scene(script)
        for line in _in_order_of_time(script):
            result = _attempt(scene, line) if isinstance(line, Event) else _check(scene, line)
            results.append(result)
            each(result)
        transaction.set_rollback(True)
    return Played(script=script, results=tuple(results))


def _in_order_of_time(script: Script) -> Iterator[Event | Check]:
    """The events, and each check after all that happened up to its moment."""
    waiting = sorted(script.checks, key=lambda check: check.at)
    for event in script.events:
        while waiting and waiting[0].at < event.at:
            yield waiting.pop(0)
        yield event
    yield from waiting


def _attempt(scene: Scene, event: Event) -> Result:
    outcome, reasons = "accepted", tuple[Reason, ...]()
    try:
        with transaction.atomic():
            given = arguments(scene, event)
            result = action(event.do)(actor=scene.people[event.by], at=event.at, **given)
        if event.label is not None and isinstance(result, UUID):
            scene.results[event.label] = result
    except RefusedError as error:
        outcome = "refused"
        reasons = tuple(Reason(rule=one.rule, clause=one.clause, message=one.message) for one in error.refusals)
    except NotPermittedError as error:
        outcome, reasons = "refused", (Reason(rule=error.rule, message=str(error)),)
    except NotFoundError as error:
        outcome, reasons = "refused", (Reason(rule=_CANNOT_SEE, message=str(error)),)
    except InvalidInputError as error:
        outcome, reasons = "invalid", (Reason(message=f"{written(error.field)}: {error}"),)
    except (ActionError, ValueError, DataError, IntegrityError) as error:
        outcome, reasons = "invalid", (Reason(message=str(error).partition("\n")[0]),)
    findings = _findings(scene, event)
    return Result(
        line=event,
        outcome=outcome,
        reasons=reasons,
        findings=findings,
        wrong=tuple(wrong_outcome(event.expect, outcome, reasons, findings)),
    )


def _check(scene: Scene, check: Check) -> Result:
    findings = _findings(scene, check)
    if check.contact is None:
        wrong = tuple(wrong_outcome(check.expect, "findings", (), findings))
        return Result(line=check, outcome="findings", findings=findings, wrong=wrong)
    answer = _ask(scene, check, check.contact)
    directive = answer.directive
    if directive is None:
        message = "Several customers may be meant: give a number, an email address or a reference."
        return Result(line=check, outcome="invalid", reasons=(Reason(message=message),), wrong=(message,))
    clauses = answer.clauses or {}
    return Result(
        line=check,
        outcome=directive.outcome.value,
        answer=directive.do,
        reasons=tuple(Reason(rule=one, clause=clauses.get(one, "")) for one in directive.rules),
        findings=findings,
        wrong=tuple(wrong_answer(check.expect, directive, findings)),
    )


def _ask(scene: Scene, check: Check, asked: ContactAsked) -> ContactAnswer:
    asker = next(one for one in scene.people.values() if one.may(Permission.CHECK_CONTACT))
    with transaction.atomic():
        return check_contact(
            actor=asker,
            at=check.at,
            channel=asked.channel,
            identifier=asked.presented or "",
            withheld=asked.presented is None,
            verified=asked.verified,
            purpose=asked.purpose,
            to=asked.to,
            issue=asked.issue,
        )


def _findings(scene: Scene, line: Event | Check) -> tuple[Reason, ...]:
    """What the rules find on the case afterwards, where the file asks for findings."""
    case = scene.case()
    if line.expect is None or not (line.expect.findings or line.expect.no_findings) or case is None:
        return ()
    terms = pack_of(case.policy).terms
    return tuple(_reason(one, terms) for one in judge(case_facts(case, at=line.at), terms, at=line.at))


def _reason(finding: Finding, terms: Terms) -> Reason:
    return Reason(
        rule=finding.rule,
        clause=terms.clause_of(finding.rule),
        message=finding.message,
        severity=finding.severity.value,
        fault=finding.fault.value if finding.fault else None,
    )
