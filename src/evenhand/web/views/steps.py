"""The manager's steps on a case: take an incident on, warn, investigate, refer, close; and adjustments."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_http_methods

from evenhand.actions import (
    acknowledge_incident,
    begin_investigation,
    close_case,
    conclude_investigation,
    record_adjustment,
    refer_to_team,
)
from evenhand.actions import warn as warn_action
from evenhand.queries.cases import CasePage
from evenhand.rules.steps import owed
from evenhand.rules.vocabulary import Act, Stage
from evenhand.web.doors import carry_out
from evenhand.web.forms import form_for
from evenhand.web.forms.steps import (
    AdjustmentForm,
    CloseForm,
    FinishForm,
    ReferForm,
    StartForm,
    TakeOnForm,
    WarnForm,
)
from evenhand.web.kept import initial_post
from evenhand.web.on_case import back_to_case, incident_on, on_case, step_page

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@_form_methods
@on_case(Act.ACKNOWLEDGE_INCIDENT)
def acknowledge(request: HttpRequest, page: CasePage, incident_id: UUID) -> HttpResponseBase:
    """Take an incident on, by the button of the case's page or of this one."""
    incident = incident_on(page, incident_id)
    form = form_for(request, TakeOnForm)
    if form.is_valid() and carry_out(request, form, acknowledge_incident.acknowledge_incident, incident_id=incident_id):
        return back_to_case(request, page, "You have taken the incident on.")
    return step_page(request, "steps/take_on.html", form, page, Act.ACKNOWLEDGE_INCIDENT, incident)


@_form_methods
@on_case(Act.WARN)
def warn(request: HttpRequest, page: CasePage) -> HttpResponseBase:
    """Record a warning that the manager gave."""
    form = form_for(request, WarnForm, seen_version=page.version)
    if form.is_valid() and carry_out(
        request, form, warn_action.warn, fields={"given_at": "given_time"}, case_id=page.id, **form.arguments()
    ):
        return back_to_case(request, page, "The warning is recorded.")
    return step_page(request, "steps/warn.html", form, page, Act.WARN)


@_form_methods
@on_case(Act.BEGIN_INVESTIGATION)
def investigate(request: HttpRequest, page: CasePage) -> HttpResponseBase:
    """Start the investigation; once it goes on, the same address finishes it."""
    return _finish(request, page) if _is_finishing(request, page) else _start(request, page)


def _is_finishing(request: HttpRequest, page: CasePage) -> bool:
    """Which of the two it is: what was sent says so itself, since the case may have moved on meanwhile."""
    kept = initial_post(request)
    sent = request.POST if request.method == "POST" else kept.data() if kept else {}
    return sent.get("finishing") == "yes" if "finishing" in sent else page.stage is Stage.INVESTIGATING


def _start(request: HttpRequest, page: CasePage) -> HttpResponseBase:
    form = form_for(request, StartForm, seen_version=page.version)
    if form.is_valid() and carry_out(request, form, begin_investigation.begin_investigation, case_id=page.id):
        return back_to_case(request, page, "You have started the investigation.")
    return step_page(request, "steps/start.html", form, page, Act.BEGIN_INVESTIGATION)


def _finish(request: HttpRequest, page: CasePage) -> HttpResponseBase:
    form = form_for(request, FinishForm, seen_version=page.version)
    if form.is_valid():
        fields = ("customer_account", "council_part", "conclusions", "recommendation")
        answers = {name: form.cleaned_data[name] for name in fields}
        if carry_out(request, form, conclude_investigation.conclude_investigation, case_id=page.id, **answers):
            return back_to_case(request, page, "The investigation is finished.")
    return step_page(request, "steps/finish.html", form, page, Act.CONCLUDE_INVESTIGATION)


@_form_methods
@on_case(Act.REFER_TO_TEAM)
def refer(request: HttpRequest, page: CasePage) -> HttpResponseBase:
    """Refer the case to the determination team."""
    form = form_for(request, ReferForm, seen_version=page.version)
    if form.is_valid() and carry_out(
        request, form, refer_to_team.refer_to_team, case_id=page.id, reasons=form.cleaned_data["reasons"]
    ):
        return back_to_case(request, page, "The case is with the determination team.")
    return step_page(request, "steps/refer.html", form, page, Act.REFER_TO_TEAM)


@_form_methods
@on_case(Act.CLOSE_CASE)
def close(request: HttpRequest, page: CasePage) -> HttpResponseBase:
    """Close the case, with the reason."""
    form = form_for(request, CloseForm, seen_version=page.version)
    if form.is_valid() and carry_out(
        request, form, close_case.close_case, case_id=page.id, reasons=form.cleaned_data["reasons"]
    ):
        return back_to_case(request, page, "The case is closed.")
    context = {"owed": owed(line.step for line in page.steps)}
    return step_page(request, "steps/close.html", form, page, Act.CLOSE_CASE, context)


@_form_methods
@on_case(Act.RECORD_ADJUSTMENT)
def adjustment(request: HttpRequest, page: CasePage) -> HttpResponseBase:
    """Record what is arranged for the customer; never why."""
    form = form_for(request, AdjustmentForm)
    if form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("arrangement", "unusable_channels")}
        if carry_out(request, form, record_adjustment.record_adjustment, case_id=page.id, **answers):
            return back_to_case(request, page, "The adjustment is recorded.")
    return step_page(request, "steps/adjustment.html", form, page, Act.RECORD_ADJUSTMENT)


urlpatterns = [
    path("cases/<uuid:case_id>/incidents/<uuid:incident_id>/take-on", acknowledge, name="acknowledge"),
    path("cases/<uuid:case_id>/warn", warn, name="warn"),
    path("cases/<uuid:case_id>/investigate", investigate, name="investigate"),
    path("cases/<uuid:case_id>/refer", refer, name="refer"),
    path("cases/<uuid:case_id>/close", close, name="close_case"),
    path("cases/<uuid:case_id>/adjustment", adjustment, name="adjustment"),
]
