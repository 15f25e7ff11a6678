"""Reporting an incident, and what became of the report."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.actions import report_incident as actions
from evenhand.actions.actor import Actor
from evenhand.actions.note_look_up import note_look_up
from evenhand.queries.council import staff_choices
from evenhand.queries.customers import CustomerChoice, customers_alike
from evenhand.queries.incidents import incident_receipt, reported_before
from evenhand.rules import staff_care
from evenhand.rules.authority import Permission
from evenhand.rules.vocabulary import Behaviour, Harm, Severity
from evenhand.web.access import actor_of, needs
from evenhand.web.doors import carry_out, shown_again
from evenhand.web.forms import form_for
from evenhand.web.forms.incidents import ReportForm

KIND_WORDS = {
    "warning.before_action": (
        "It seems that you or a colleague acted before the customer was warned. You were right to report it as it "
        "was: in the moment that is not always possible. The customer still has to be warned, and your manager sees "
        "to that."
    ),
}
"""What is said to the person who reported, in the place of a rule's own words to those who put it right."""


_DONE_BY_OTHERS = frozenset(
    {"manager.informed", "staff.support", "safeguarding.referral", "police.threat_of_harm", "police.offence"}
)
"""Rules whose findings the page does not repeat: it says first what to do now, and whom the report reached."""


@needs(Permission.REPORT_INCIDENT)
@require_http_methods(["GET", "HEAD", "POST"])
def report_incident(request: HttpRequest) -> HttpResponseBase:
    """Take down an incident. The policy refuses no report."""
    actor = actor_of(request)
    before = reported_before(actor, request.POST.get("submission", ""))
    if before is not None:
        return redirect("incident_reported", before)
    form = form_for(
        request,
        ReportForm,
        reporter=actor.id,
        staff=staff_choices(actor),
        look_up=partial(_look_up, actor),
        initial={"happened_on": timezone.localdate()},
    )
    if form.is_valid():
        done = carry_out(request, form, actions.report_incident, fields=form.fields_of_action(), **form.arguments())
        if done is not None:
            return redirect("incident_reported", done.result)
    context = {
        "Behaviour": Behaviour,
        "rights": staff_care.rights(form.chosen_channel),
        "warn_first": staff_care.WARN_FIRST,
        "physical_threat": staff_care.PHYSICAL_THREAT,
    }
    return shown_again(request, "incidents/report.html", form, context)


def _look_up(actor: Actor, typed: Iterable[str], *, chosen: UUID | None = None) -> tuple[CustomerChoice, ...]:
    """The customers whom texts may mean; that somebody was shown them is in the audit."""
    found = customers_alike(actor, typed, chosen=chosen)
    if found:
        note_look_up(actor=actor, at=timezone.now(), found=[one.id for one in found])
    return found


@needs(Permission.REPORT_INCIDENT)
@require_safe
def incident_reported(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Say what became of a report: what to do now, who looks into it, and what is still missing."""
    receipt = incident_receipt(actor_of(request), incident_id, at=timezone.now())
    theirs = [one for one in receipt.findings if one.rule not in _DONE_BY_OTHERS]
    told = [(KIND_WORDS.get(one.rule, one.message), one.clause) for one in theirs if one.severity is Severity.FAULT]
    left_open = [(one.message, one.clause) for one in theirs if one.severity is Severity.GAP]
    return render(
        request,
        "incidents/reported.html",
        {"receipt": receipt, "told": told, "left_open": left_open, "Harm": Harm},
    )


urlpatterns = [
    path("report-an-incident", report_incident, name="report_incident"),
    path("report-an-incident/<uuid:incident_id>/reported", incident_reported, name="incident_reported"),
]
