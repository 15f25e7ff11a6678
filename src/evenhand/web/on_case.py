"""What the pages of steps on a case share: who may open them, how they are drawn, and the way back."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from evenhand.queries.cases import CasePage, case_page
from evenhand.rules.authority import PERMISSION_FOR
from evenhand.rules.vocabulary import Act
from evenhand.web.access import NotAllowedError, actor_of
from evenhand.web.doors import shown_again
from evenhand.web.forms import Form
from evenhand.web.links import case_href

P = ParamSpec("P")
StepView = Callable[Concatenate[HttpRequest, CasePage, P], HttpResponseBase]


def on_case(act: Act) -> Callable[[StepView[P]], Callable[..., HttpResponseBase]]:
    """Give a view the case that its path names, where this person may see it and may take the step.

    Somebody who may not see the case gets the same answer (404) as for one that does not exist; somebody who
    sees it without the permission is told whose step it is (403). The view carries the permission as
    ``needed_permission``, as `evenhand.web.access.needs` has it.
    """
    permission = PERMISSION_FOR[act]

    def wrap(view: StepView[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def opened(request: HttpRequest, /, case_id: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            actor = actor_of(request)
            page = case_page(actor, case_id, at=timezone.now())
            if not actor.may(permission):
                raise NotAllowedError(permission)
            return view(request, page, *args, **kwargs)

        opened.needed_permission = permission  # type: ignore[attr-defined]
        return opened

    return wrap


def step_page(
    request: HttpRequest,
    template: str,
    form: Form,
    page: CasePage,
    act: Act,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Draw the page of a step. Where the case cannot take it now, the page says so; what was typed stays.

    Args:
        request: the request for the page.
        template: the page, built on ``steps/layout.html``.
        form: its form.
        page: the case.
        act: the step.
        context: what else the template shows.
    """
    shown = {
        "page": page,
        "now": timezone.now(),
        "clause": page.clauses.get(act, ""),
        "not_now": act not in page.acts,
        "back": {"href": case_href(page.id), "text": f"Back to case {page.reference}"},
    }
    return shown_again(request, template, form, shown | dict(context or {}))


def incident_on(page: CasePage, incident_id: UUID) -> Mapping[str, Any]:
    """An incident of a case and how it was reported, as ``steps/take_on.html`` and ``tasks/_incident.html`` show them.

    Raises:
        Http404: the case has no such incident.
    """
    incident = next((one for one in page.incidents if one.id == incident_id), None)
    if incident is None:
        raise Http404
    reported = next(one for one in page.timeline if one.about == incident_id and one.occurred is not None)
    return {"incident": incident, "reported": reported}


def back_to_case(request: HttpRequest, page: CasePage, said: str) -> HttpResponseRedirect:
    """Go back to the case after a step, with what was done said once at its head."""
    messages.success(request, said)
    return HttpResponseRedirect(case_href(page.id))
