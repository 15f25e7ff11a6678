"""Checking a contact: what to do now, at the moment when a customer gets in touch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from evenhand.actions import check_contact as actions
from evenhand.actions.check_contact import ContactAnswer
from evenhand.queries.council import mandatory_services
from evenhand.rules.authority import Permission
from evenhand.rules.contact import Directive
from evenhand.rules.terms import MandatoryService
from evenhand.rules.vocabulary import Channel, Match, Outcome
from evenhand.web.access import needs
from evenhand.web.doors import carry_out, shown_again
from evenhand.web.forms import form_for
from evenhand.web.forms.contacts import CheckForm, ChooseForm

Services = tuple[MandatoryService, ...]

WHY = {
    "restriction.kinds": "A restriction says by which ways somebody may contact us.",
    "services.mandatory_open": "Mandatory services and the ways that are always allowed stay open.",
    "equality.considered": "Adjustments are kept, whatever a restriction says.",
    "notice.sent": "A customer is told of a restriction at once.",
    "staff.rights": "Staff may end an abusive call or conversation, once they have said so.",
    "issues.new_valid_issue": "A new issue is never left unanswered.",
    "contact.exceptional": "Exceptional circumstances can always be raised, and are looked at.",
    "review.on_time": "Every restriction is reviewed on time.",
}
"""What each rule of an answer asks, for whoever wants to know why."""


@needs(Permission.CHECK_CONTACT)
@require_http_methods(["GET", "HEAD", "POST"])
def check_contact(request: HttpRequest) -> HttpResponseBase:
    """Ask what may be done about a contact, and answer on the same page: nothing of it stands in an address."""
    services = mandatory_services(at=timezone.now())
    form = form_for(request, CheckForm, services=services)
    if form.is_valid():
        done = carry_out(request, form, actions.check_contact, **form.arguments())
        if done is not None and done.result.directive is None:
            return _choose(request, done.result, services)
        if done is not None:
            return _answered(request, form, done.result, done.result.directive)
    return shown_again(request, "contacts/check.html", form, {})


def _choose(request: HttpRequest, answer: ContactAnswer, services: Services) -> HttpResponse:
    """Ask which of several customers it is."""
    form = form_for(request, ChooseForm, candidates=answer.candidates, services=services)
    return shown_again(request, "contacts/choose.html", form, {})


def _answered(request: HttpRequest, form: CheckForm, answer: ContactAnswer, directive: Directive) -> HttpResponse:
    """Show what to do now, with the box ready for the next contact."""
    context: dict[str, Any] = {
        "form": _empty(request, form, {"channel": form.cleaned_data["channel"]}),
        "answer": answer,
        "directive": directive,
        "nobody": _nobody(form, answer),
        "open_ways": directive.open_ways if len(directive.open_ways) < len(Channel) else (),
        "why": [(WHY[rule], (answer.clauses or {}).get(rule, "")) for rule in directive.rules if rule in WHY],
        "again": None,
    }
    if directive.outcome is not Outcome.PROCEED:
        context["again"] = _empty(request, form, form.refined(answer), auto_id="again_%s")
    return render(request, "contacts/answer.html", context)


def _empty(request: HttpRequest, form: CheckForm, initial: Mapping[str, object], **options: str) -> CheckForm:
    """A form for another check, for the same services."""
    new = CheckForm(services=form.services, initial=dict(initial), **options)
    new.attach(request)
    return new


def _nobody(form: CheckForm, answer: ContactAnswer) -> bool:
    """Whether nobody on the record matched what was typed."""
    shared = answer.directive is not None and answer.directive.match is Match.SHARED
    return answer.customer is None and not shared and not form.cleaned_data["withheld"]


urlpatterns = [path("check-a-contact", check_contact, name="check_contact")]
