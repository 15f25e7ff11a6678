"""Tasks that a rule asks for beside the way of a case: care of staff, identity, and referrals outside.

What is sent to whom stands in no title and in no message; whoever need not know of a referral does not find it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_http_methods

from evenhand.actions import (
    decline_referral,
    record_referral_outcome,
    record_support,
    refer_to_police,
    refer_to_safeguarding,
    verify_identity,
)
from evenhand.queries.case_parts import ReferralLine
from evenhand.queries.cases import CasePage
from evenhand.rules.vocabulary import Act, ReferralTarget
from evenhand.web.doors import carry_out
from evenhand.web.forms import form_for
from evenhand.web.forms.tasks import DeclineForm, IdentityForm, OutcomeForm, ReferOutsideForm, SupportForm
from evenhand.web.links import step_href
from evenhand.web.on_case import back_to_case, incident_on, on_case, step_page

_form_methods = require_http_methods(["GET", "HEAD", "POST"])
_REFERRING: Mapping[ReferralTarget, tuple[Act, Callable[..., UUID], str]] = {
    ReferralTarget.POLICE: (Act.REFER_TO_POLICE, refer_to_police.refer_to_police, "the police"),
    ReferralTarget.SAFEGUARDING: (
        Act.REFER_TO_SAFEGUARDING,
        refer_to_safeguarding.refer_to_safeguarding,
        "safeguarding",
    ),
}
"""Each body outside to which a matter is referred: the act, its action, and the body within a sentence."""


@_form_methods
@on_case(Act.RECORD_SUPPORT)
def support(request: HttpRequest, page: CasePage, incident_id: UUID) -> HttpResponseBase:
    """Record that the staff affected by an incident were asked how they are."""
    incident = incident_on(page, incident_id)
    form = form_for(request, SupportForm)
    if form.is_valid() and carry_out(
        request, form, record_support.record_support, incident_id=incident_id, note=form.cleaned_data["note"]
    ):
        return back_to_case(request, page, "It is recorded that the staff affected were asked how they are.")
    return step_page(request, "tasks/support.html", form, page, Act.RECORD_SUPPORT, incident)


@_form_methods
@on_case(Act.VERIFY_IDENTITY)
def identity(request: HttpRequest, page: CasePage) -> HttpResponseBase:
    """Record how it was checked that the entries are about this customer."""
    form = form_for(request, IdentityForm)
    if form.is_valid() and carry_out(
        request, form, verify_identity.verify_identity, case_id=page.id, how=form.cleaned_data["how"]
    ):
        return back_to_case(request, page, "It is recorded how the customer's identity was checked.")
    return step_page(request, "tasks/identity.html", form, page, Act.VERIFY_IDENTITY, {})


@_form_methods
@on_case(Act.REFER_TO_POLICE)  # whoever may refer to one may refer to the other
def refer_outside(request: HttpRequest, page: CasePage, incident_id: UUID, target: str) -> HttpResponseBase:
    """Record that an incident was put to the police or to safeguarding."""
    body = _body(target)
    act, verb, _ = _REFERRING[body]
    context = _context(page, incident_id, body)
    form = form_for(request, ReferOutsideForm)
    if form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("reasons", "reference")}
        if carry_out(request, form, verb, case_id=page.id, incident_id=incident_id, **answers):
            return back_to_case(request, page, "The referral is recorded.")
    before = [one for one in page.referrals if one.target is body and one.incident_id in {incident_id, None}]
    may_decline = Act.DECLINE_REFERRAL in page.acts and not before
    return step_page(
        request, "tasks/refer.html", form, page, act, {**context, "before": before, "may_decline": may_decline}
    )


@_form_methods
@on_case(Act.DECLINE_REFERRAL)
def decline(request: HttpRequest, page: CasePage, incident_id: UUID, target: str) -> HttpResponseBase:
    """Record why an incident is not put to the police or to safeguarding."""
    body = _body(target)
    act, _, _ = _REFERRING[body]
    context = {**_context(page, incident_id, body), "href_refer": step_href(act, page, incident_id)}
    form = form_for(request, DeclineForm)
    if form.is_valid() and carry_out(
        request,
        form,
        decline_referral.decline_referral,
        case_id=page.id,
        incident_id=incident_id,
        target=body,
        reasons=form.cleaned_data["reasons"],
    ):
        return back_to_case(request, page, "It is recorded why no referral is made.")
    return step_page(request, "tasks/decline.html", form, page, act, context)


@_form_methods
@on_case(Act.RECORD_REFERRAL_OUTCOME)
def referral_outcome(request: HttpRequest, page: CasePage, referral_id: UUID) -> HttpResponseBase:
    """Record what came of a referral, as each thing comes."""
    referral = _made(page, referral_id)
    form = form_for(request, OutcomeForm)
    if form.is_valid() and carry_out(
        request, form, record_referral_outcome.record_referral_outcome, referral_id=referral_id, **form.arguments()
    ):
        return back_to_case(request, page, "What you know of the referral is recorded.")
    return step_page(request, "tasks/outcome.html", form, page, Act.RECORD_REFERRAL_OUTCOME, {"referral": referral})


def _body(target: str) -> ReferralTarget:
    """The body that an address names; raises ``Http404`` for any other word, and for the team, which has its page."""
    found = next((one for one in _REFERRING if one.value == target), None)
    if found is None:
        raise Http404
    return found


def _context(page: CasePage, incident_id: UUID, body: ReferralTarget) -> dict[str, Any]:
    return {
        **incident_on(page, incident_id),
        "target": body,
        "body": _REFERRING[body][2],
        "to_police": body is ReferralTarget.POLICE,
    }


def _made(page: CasePage, referral_id: UUID) -> ReferralLine:
    """A referral that was made, where this person needs to know of it; else ``Http404``, as for one that is not."""
    found = next((one for one in page.referrals if one.id == referral_id and one.why_not is None), None)
    if found is None:
        raise Http404
    return found


_INCIDENT = "cases/<uuid:case_id>/incidents/<uuid:incident_id>"
urlpatterns = [
    path("cases/<uuid:case_id>/identity", identity, name="verify_identity"),
    path(f"{_INCIDENT}/support", support, name="record_support"),
    path(f"{_INCIDENT}/refer/<str:target>", refer_outside, name="refer_outside"),
    path(f"{_INCIDENT}/refer/<str:target>/not", decline, name="decline_referral"),
    path("cases/<uuid:case_id>/referrals/<uuid:referral_id>/outcome", referral_outcome, name="referral_outcome"),
]
