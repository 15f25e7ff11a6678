"""From a valid form to one action, and from what the action says to the page: the door of every form.

A page parses, calls ``carry_out`` once, and either goes on (``Done``) or shows its form again with everything
that was typed and the reason why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

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
from evenhand.queries.council import names_of
from evenhand.queries.need_to_know import CONFIDENTIAL_ACTS, HIDDEN
from evenhand.rules.vocabulary import Act
from evenhand.web.access import NotAllowedError, actor_of
from evenhand.web.forms import Form, SeenVersion
from evenhand.web.spoken import spoken_date_time

REFUSED, CHANGED = 422, 409
_ACTS = {act.value: act for act in Act}


@dataclass(frozen=True, slots=True)
class Done:
    """The action was carried out, now or by an earlier press of the same button."""

    result: Any
    repeated: bool = False


def carry_out(
    request: HttpRequest,
    form: Form,
    verb: Callable[..., Any],
    /,  # an action may have arguments of these names: a warning has its form
    *,
    fields: Mapping[str, str] | None = None,
    field_by_rule: Mapping[str, str] | None = None,
    **arguments: Any,
) -> Done | None:
    """Call one action with the person, the moment, the form's token and the version that the person saw.

    Args:
        request: whose actor acts.
        form: a valid form; its errors are set where the action says no.
        verb: the action.
        fields: the form's field for an action's argument, where their names differ.
        field_by_rule: the form's field to which a rule's refusal speaks.
        arguments: the action's own arguments.

    Returns:
        ``Done``, or ``None`` where the page shows the form again (see ``shown_again``).

    Raises:
        Http404: the case is not there for this person.
        NotAllowedError: their role does not include it.
    """
    for name in ("submission", "seen_version"):
        if name in form.fields:
            arguments[name] = form.cleaned_data[name]
    try:
        return Done(verb(actor=actor_of(request), at=timezone.now(), **arguments))
    except AlreadyCarriedOutError as earlier:
        return Done(earlier.result, repeated=True)
    except NotFoundError:
        raise Http404 from None
    except NotPermittedError as error:
        raise NotAllowedError(error.permission) from None
    except RefusedError as error:
        refuse(form, error.refusals, field_by_rule or {})
    except InvalidInputError as error:
        where = (fields or {}).get(error.field, error.field)
        form.add_error(where if where in form.fields else None, ValidationError(str(error)))
    except CaseChangedError as error:
        _show_changes(form, error)
    return None


def shown_again(request: HttpRequest, template: str, form: Form, context: Mapping[str, Any]) -> HttpResponse:
    """The page with its form: new (200), refused or incomplete (422), or overtaken by somebody else (409)."""
    status = CHANGED if form.changes else REFUSED if form.has_errors else 200
    return render(request, template, {"form": form, "changes": form.changes, **context}, status=status)


def refuse(form: Form, refusals: tuple[Refusal, ...], field_by_rule: Mapping[str, str]) -> None:
    """Show in a form why the policy does not let something happen, with the names of whom it concerns.

    Args:
        form: the form.
        refusals: the reasons.
        field_by_rule: the form's field to which a rule's refusal speaks.
    """
    form.add_refusals(_with_names(refusals), field_by_rule)


def _with_names(refusals: tuple[Refusal, ...]) -> list[Refusal]:
    """Refusals that name whom they concern, which rules themselves never do."""
    names = names_of(UUID(person) for one in refusals for person in one.people)
    return [
        replace(one, message=f"{one.message} This concerns {_listed(one, names)}.") if one.people else one
        for one in refusals
    ]


def _listed(refusal: Refusal, names: Mapping[UUID, str]) -> str:
    known = sorted(names.get(UUID(person), "somebody who has left") for person in refusal.people)
    return " and ".join((", ".join(known[:-1]), known[-1])) if len(known) > 1 else known[0]


def what_changed(error: CaseChangedError) -> tuple[str, ...]:
    """What others did to the case in the meantime, a line each: who, when and what."""
    names = names_of(event.by for event in error.since if event.by)
    return tuple(_sentence(event, names) for event in error.since)


def _show_changes(form: Form, error: CaseChangedError) -> None:
    form.add_error(None, ValidationError(str(error)))
    form.changes = what_changed(error)
    if isinstance(form, SeenVersion):
        form.now_seen(error.version)


def _sentence(event: CaseEvent, names: Mapping[UUID, str]) -> str:
    who = names.get(event.by, "Somebody") if event.by else "Evenhand"
    act = _ACTS.get(event.act)
    done = event.act if act is None else (HIDDEN if act in CONFIDENTIAL_ACTS else act.label).lower()
    return f"{who}, {spoken_date_time(event.at)}: {done}"
