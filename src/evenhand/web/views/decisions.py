"""The panel's decision, with the notice previewed before it is final; and equality questions that were put off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from evenhand.actions import complete_panel as panel_action
from evenhand.actions import consider_equality as equality_action
from evenhand.actions import determine as determine_action
from evenhand.actions.errors import Refusal
from evenhand.drafting.letters import NoCouncilError
from evenhand.letters.errors import LetterInputError
from evenhand.queries.cases import CasePage, panel_choices
from evenhand.queries.decisions import decision_preview, panel_of, put_off_decision
from evenhand.queries.evidence import decision_evidence
from evenhand.rules.vocabulary import Act
from evenhand.web.access import actor_of
from evenhand.web.doors import carry_out, refuse
from evenhand.web.forms import form_for
from evenhand.web.forms.decisions import (
    EQUALITY_FIELDS,
    DecisionForm,
    EqualityForm,
    service_field,
)
from evenhand.web.forms.going_on import door_field, door_reason_field
from evenhand.web.forms.panel import (
    OneViewForm,
    comment_field,
    seat_field,
    substitute_comment_field,
    substitute_field,
    substitute_view_field,
)
from evenhand.web.on_case import back_to_case, on_case, step_page
from evenhand.web.views.letters import drawn_letter, letter_stylesheet

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@_form_methods
@on_case(Act.DETERMINE)
def determine(request: HttpRequest, page: CasePage) -> HttpResponseBase:
    """Record the panel's decision, or show the notice that would tell of it and record nothing."""
    actor, now = actor_of(request), timezone.now()
    evidence = decision_evidence(actor, page.id, at=now)
    panel = panel_choices(actor, page.id, at=now)
    form = form_for(request, DecisionForm, seen_version=page.version, panel=panel, evidence=evidence)
    context: dict[str, Any] = {"previewed": False, "letter": ""}
    if form.is_valid():
        if form.wants_preview:
            context |= _previewed(request, form, page)
        elif (recorded := _recorded(request, form, page)) is not None:
            return recorded
    context |= {
        "evidence": evidence,
        "letter_stylesheet": letter_stylesheet(),
        "seat_field": seat_field,
        "comment_field": comment_field,
        "service_field": service_field,
        "substitute_field": substitute_field,
        "substitute_view_field": substitute_view_field,
        "substitute_comment_field": substitute_comment_field,
        "door_field": door_field,
        "door_reason_field": door_reason_field,
    }
    return step_page(request, "decisions/decide.html", form, page, Act.DETERMINE, context)


def _recorded(request: HttpRequest, form: DecisionForm, page: CasePage) -> HttpResponseBase | None:
    """Record the decision and go on to the letter; None where the page shows the form again."""
    draft = form.draft()
    done = carry_out(
        request,
        form,
        determine_action.determine,
        fields=form.fields_of_action(),
        field_by_rule=form.field_by_rule(),
        case_id=page.id,
        reasons=draft.reasons,
        circumstances=draft.circumstances,
        restrictions=draft.restrictions,
        members=draft.members,
        equality=draft.equality,
        doors=draft.doors,
    )
    if done is None:
        return None
    if not draft.restrictions:
        return back_to_case(request, page, "The panel’s decision is recorded. Contact is not restricted.")
    messages.success(request, "The decision is recorded, and the restriction has begun. Now tell the customer.")
    return redirect("letter", page.id, done.result)


def _previewed(request: HttpRequest, form: DecisionForm, page: CasePage) -> dict[str, Any]:
    """The notice as the customer would read it; or its reasons in the form, where the policy refuses the decision."""
    try:
        preview = decision_preview(actor_of(request), page.id, form.draft(), at=timezone.now())
    except (LetterInputError, NoCouncilError) as error:
        form.add_error(None, ValidationError(str(error)))
        return {}
    if preview.findings:
        refusals = tuple(Refusal.of(one, preview.terms) for one in preview.findings)
        refuse(form, refusals, form.field_by_rule())
        return {}
    return {"previewed": True, "letter": drawn_letter(preview.letter, heading_level=3) if preview.letter else ""}


@_form_methods
@on_case(Act.CONSIDER_EQUALITY)
def consider_equality(request: HttpRequest, page: CasePage, determination_id: UUID) -> HttpResponseBase:
    """Answer the equality questions of a decision that went ahead without them."""
    decision = put_off_decision(actor_of(request), page.id, determination_id)
    form = form_for(request, EqualityForm)
    if form.is_valid() and carry_out(
        request,
        form,
        equality_action.consider_equality,
        field_by_rule=EQUALITY_FIELDS,
        determination_id=determination_id,
        equality=form.considered(),
    ):
        return back_to_case(request, page, "The answers to the equality questions are recorded.")
    context = {"decision": decision}
    return step_page(request, "decisions/equality.html", form, page, Act.CONSIDER_EQUALITY, context)


@_form_methods
@on_case(Act.COMPLETE_PANEL)
def complete_panel(request: HttpRequest, page: CasePage, determination_id: UUID) -> HttpResponseBase:
    """Add the view of one more person to a decision that went ahead without it."""
    panel = panel_of(actor_of(request), page.id, determination_id, at=timezone.now())
    form = form_for(request, OneViewForm, people=panel.open_to)
    if form.is_valid() and carry_out(
        request,
        form,
        panel_action.complete_panel,
        fields={"members": "who"},
        determination_id=determination_id,
        seat=form.seat(),
    ):
        return back_to_case(request, page, "The view is recorded.")
    return step_page(request, "decisions/panel.html", form, page, Act.COMPLETE_PANEL, {"panel": panel})


urlpatterns = [
    path("cases/<uuid:case_id>/decide", determine, name="determine"),
    path("cases/<uuid:case_id>/equality/<uuid:determination_id>", consider_equality, name="consider_equality"),
    path("cases/<uuid:case_id>/panel/<uuid:determination_id>", complete_panel, name="complete_panel"),
]
