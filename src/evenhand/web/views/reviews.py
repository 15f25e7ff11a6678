"""Looking at a restriction again, and lifting it at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from evenhand.actions import lift_restriction as lift_action
from evenhand.actions import review_restriction as review_action
from evenhand.queries.cases import CasePage
from evenhand.queries.restrictions import RestrictionLine
from evenhand.queries.reviews import under_review
from evenhand.rules.vocabulary import Act, ReviewOutcome
from evenhand.web.access import actor_of
from evenhand.web.doors import carry_out
from evenhand.web.forms import form_for
from evenhand.web.forms.reviews import LiftForm, ReviewForm
from evenhand.web.on_case import on_case, step_page

_form_methods = require_http_methods(["GET", "HEAD", "POST"])
_SAID = {
    ReviewOutcome.LIFTED: "The review is recorded, and the restriction is lifted. Now tell the customer.",
    ReviewOutcome.VARIED: "The review is recorded, and the restriction ends sooner. Now tell the customer.",
    ReviewOutcome.CONTINUED: "The review is recorded, and the restriction stays. Now tell the customer.",
}


@_form_methods
@on_case(Act.REVIEW_RESTRICTION)
def review(request: HttpRequest, page: CasePage, restriction_id: UUID) -> HttpResponseBase:
    """Hold the review of a restriction: lifting it is offered first."""
    line = _restriction(page, restriction_id)
    weighed = under_review(actor_of(request), page.id, restriction_id, at=timezone.now())
    form = form_for(request, ReviewForm, seen_version=page.version, latest_review=weighed.latest_review)
    if form.is_valid():
        arguments = form.arguments()
        done = carry_out(
            request,
            form,
            review_action.review_restriction,
            fields=form.fields_of_action(),
            field_by_rule=form.field_by_rule(),
            restriction_id=restriction_id,
            **arguments,
        )
        if done is not None:
            messages.success(request, _SAID[arguments["outcome"]])
            return redirect("letter", page.id, done.result)
    context = {"line": line, "weighed": weighed}
    return step_page(request, "reviews/review.html", form, page, Act.REVIEW_RESTRICTION, context)


@_form_methods
@on_case(Act.LIFT_RESTRICTION)
def lift(request: HttpRequest, page: CasePage, restriction_id: UUID) -> HttpResponseBase:
    """Lift a restriction at once, with a reason. The policy never refuses this."""
    line = _restriction(page, restriction_id)
    form = form_for(request, LiftForm)
    if form.is_valid():
        done = carry_out(
            request,
            form,
            lift_action.lift_restriction,
            restriction_id=restriction_id,
            reasons=form.cleaned_data["reasons"],
        )
        if done is not None:
            messages.success(request, "The restriction is lifted. Now tell the customer.")
            return redirect("letter", page.id, done.result)
    return step_page(request, "reviews/lift.html", form, page, Act.LIFT_RESTRICTION, {"line": line})


def _restriction(page: CasePage, restriction_id: UUID) -> RestrictionLine:
    """The restriction of the case that the address names."""
    found = next((one for one in page.restrictions if one.id == restriction_id), None)
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("cases/<uuid:case_id>/restrictions/<uuid:restriction_id>/review", review, name="review"),
    path("cases/<uuid:case_id>/restrictions/<uuid:restriction_id>/lift", lift, name="lift"),
]
