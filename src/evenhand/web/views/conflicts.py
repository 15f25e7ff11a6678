"""Conflicts: a member of the team declares a tie to a case, and the monitoring officer decides on it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_http_methods

from evenhand.actions import decide_conflict as decide_action
from evenhand.actions import declare_conflict as declare_action
from evenhand.queries.cases import CasePage
from evenhand.queries.council import staff_choices
from evenhand.rules.authority import Role
from evenhand.rules.vocabulary import Act
from evenhand.web.access import actor_of
from evenhand.web.doors import carry_out
from evenhand.web.forms import form_for
from evenhand.web.forms.conflicts import DecideForm, DeclareForm
from evenhand.web.on_case import back_to_case, on_case, step_page

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@_form_methods
@on_case(Act.DECLARE_CONFLICT)
def declare_conflict(request: HttpRequest, page: CasePage) -> HttpResponseBase:
    """Declare a tie of one's own, or of another member of the team."""
    actor = actor_of(request)
    team = staff_choices(actor, role=Role.DETERMINATION_TEAM)
    form = form_for(request, DeclareForm, others=[one for one in team if one.id != actor.id])
    if form.is_valid() and carry_out(
        request, form, declare_action.declare_conflict, case_id=page.id, **form.arguments()
    ):
        said = "The tie is declared. The monitoring officer decides whether the member may sit."
        return back_to_case(request, page, said)
    return step_page(request, "conflicts/declare.html", form, page, Act.DECLARE_CONFLICT)


@_form_methods
@on_case(Act.DECIDE_CONFLICT)
def decide_conflict(request: HttpRequest, page: CasePage, conflict_id: UUID) -> HttpResponseBase:
    """Read a declared tie, and decide whether the member may sit."""
    tie = next((one for one in page.conflicts if one.id == conflict_id), None)
    if tie is None:
        raise Http404
    form = form_for(request, DecideForm)
    if form.is_valid() and carry_out(
        request, form, decide_action.decide_conflict, conflict_id=conflict_id, **form.arguments()
    ):
        return back_to_case(request, page, "Your decision is recorded.")
    context = {"tie": tie, "own": tie.member_id == actor_of(request).id}
    return step_page(request, "conflicts/decide.html", form, page, Act.DECIDE_CONFLICT, context)


urlpatterns = [
    path("cases/<uuid:case_id>/conflicts", declare_conflict, name="declare_conflict"),
    path("cases/<uuid:case_id>/conflicts/<uuid:conflict_id>", decide_conflict, name="decide_conflict"),
]
