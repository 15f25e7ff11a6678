"""A small site for trying the base of the pages: the product's own routes, and a form that uses all of it.

Tests name it with ``pytest.mark.urls``. It stands in for the pages that are built on the base, so that a
change of theirs does not change what the base promises.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import ClassVar, Self

from django import forms
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

from evenhand.actions.errors import CaseChangedError, CaseEvent, NotFoundError, NotPermittedError
from evenhand.config import urls as site
from evenhand.queries.errors import NotVisibleError
from evenhand.rules.authority import Permission
from evenhand.rules.vocabulary import RuleId
from evenhand.web.access import actor_of, needs, public
from evenhand.web.forms import (
    ChoiceField,
    ChoicesField,
    ConfirmField,
    DateField,
    EmailField,
    LongTextField,
    SeenVersion,
    Submission,
    TextField,
    TimeField,
    YesNoField,
    form_for,
)
from evenhand.web.urls import urlpatterns as own
from evenhand.web.views import errors

handler400 = site.handler400
handler403 = site.handler403
handler404 = site.handler404
handler500 = site.handler500

LATEST = date(2026, 11, 24)
sent: list[dict[str, object]] = []
"""What the example's one action was given."""


class Channel(StrEnum):
    """How somebody got in touch."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    TELEPHONE = "telephone", "Telephone"
    EMAIL = "email", "Email"


@dataclass(frozen=True)
class Refused:
    """A refusal as an action gives it."""

    rule: RuleId
    message: str
    clause: str | None
    part: str = ""


REFUSALS = (
    Refused(RuleId("warning.before_action"), "Say what warning was given before the restriction.", "8.2"),
    Refused(RuleId("determination.quorum"), "At least three members must decide.", None),
)


class ExampleForm(Submission, SeenVersion):
    """One field of each kind."""

    needed_when: ClassVar = {"told_on": ("told", True), "other_words": ("behaviours", "other")}

    channel = ChoiceField(
        label="How did they get in touch?",
        what="how they got in touch",
        choices=Channel,
        hints={"telephone": "Calls and voicemail"},
    )
    behaviours = ChoicesField(
        label="What did they do?",
        what="what they did",
        choices=[("shouted", "Shouted"), ("swore", "Swore"), ("other", "Something else")],
    )
    other_words = TextField(label="What else did they do?", what="what else they did", required=False)
    happened_on = DateField(
        label="When did it happen?",
        what="the date it happened",
        help_text="For example, 27 3 2026",
        latest=lambda: LATEST,
    )
    happened_at = TimeField(label="At what time?", what="the time it happened", required=False)
    told = YesNoField(label="Was the customer warned?", what="yes if the customer was warned")
    told_on = DateField(label="When were they warned?", what="the date of the warning", required=False)
    email = EmailField(label="Email address", required=False)
    team = ChoiceField(
        label="Team",
        what="a team",
        choices=[("a", "Benefits"), ("b", "Housing")],
        widget=forms.Select,
        required=False,
    )
    reasons = LongTextField(label="What happened?", what="what happened", max_length=120_000)
    code_word = forms.CharField(label="Code word", widget=forms.PasswordInput, required=False)
    sure = ConfirmField(label="I have read the policy", what="that you have read the policy", required=False)


PAGE = """
{% extends "layouts/page.html" %}
{% from "macros/forms.html" import field, form_page %}
{% set title = "Record an example" %}
{% set back = {"href": url("cases"), "text": "Back to cases"} %}
{% block content %}
<h1 class="govuk-heading-l">{{ title }}</h1>
<p>Use this form to try each kind of question that the pages ask.</p>
{% call form_page(form, button="Send the example", cancel=url("cases")) %}
  {{ field(form.channel) }}
  {{ field(form.behaviours, reveal={"other": field(form.other_words)}) }}
  {{ field(form.happened_on) }}
  {{ field(form.happened_at, hint="For example, 9:30am or 2pm", width=10) }}
  {{ field(form.told, inline=true, reveal={"yes": field(form.told_on)}) }}
  {{ field(form.email, width=20) }}
  {{ field(form.team) }}
  {{ field(form.reasons, hint="Say what was said and done, in your own words.", rows=6) }}
  {{ field(form.code_word, width=20) }}
  {{ field(form.sure) }}
{% endcall %}
{% endblock %}
"""

WIDE = """
{% extends "layouts/page.html" %}
{% set title = "Cases" %}
{% set wide = true %}
{% block content %}<h1 class="govuk-heading-l">{{ title }}</h1>{% endblock %}
"""


def drawn(request: HttpRequest, template: str, status: int = 200, **context: object) -> HttpResponse:
    """Draw a page from a template written here."""
    return HttpResponse(engines["jinja2"].from_string(template).render(context, request), status=status)


def plain(request: HttpRequest) -> HttpResponse:
    """A page that only needs a sign-in."""
    return drawn(request, WIDE)


def example(request: HttpRequest) -> HttpResponse:
    """The page that uses all of the base; ``refuse`` in the address stands for an action that says no."""
    form = form_for(request, ExampleForm, seen_version=7)
    if form.is_valid():
        if "refuse" not in request.GET:
            sent.append(form.cleaned_data)
            return HttpResponseRedirect("/cases/")
        form.add_refusals(REFUSALS, {RuleId("warning.before_action"): "reasons"})
    if "changed" in request.GET:
        form.changes = ("Omar Diaz, 24 November 2026 at 9:30am: close the case",)
    return drawn(request, PAGE, form=form, status=422 if form.has_errors else 200)


@needs(Permission.DETERMINE)
def panel_only(request: HttpRequest) -> HttpResponse:
    """A page for some roles."""
    return drawn(request, WIDE)


@public("A test of pages that are open to anybody.")
def open_page(_request: HttpRequest) -> HttpResponse:
    """A page for anybody."""
    return HttpResponse("open")


def who(request: HttpRequest) -> HttpResponse:
    """Says who asks."""
    actor = actor_of(request)
    return HttpResponse(f"{actor.id} {actor.name} {' '.join(sorted(actor.roles))}")


def broken(request: HttpRequest) -> HttpResponse:
    """Fails, as a fault of ours would."""
    if request.method == "POST":
        raise RuntimeError("a fault of ours")
    return drawn(request, PAGE, form=form_for(request, ExampleForm, seen_version=7))


def changed(request: HttpRequest) -> HttpResponse:
    """Comes too late."""
    return errors.conflict(request, changes=["The case was closed."], back="/cases/")


def unreadable(_request: HttpRequest) -> HttpResponse:
    """Refuses the request itself."""
    raise SuspiciousOperation


def missing(_request: HttpRequest) -> HttpResponse:
    """Finds nothing that this person may see."""
    raise Http404


def unseen(_request: HttpRequest) -> HttpResponse:
    """Asks an action for what this person may not see."""
    raise NotFoundError


def hidden(_request: HttpRequest) -> HttpResponse:
    """Asks a query for what this person may not see."""
    raise NotVisibleError


def not_theirs(_request: HttpRequest) -> HttpResponse:
    """Asks for an action of another role."""
    raise NotPermittedError(Permission.WARN)


def overtaken(request: HttpRequest) -> HttpResponse:
    """Comes after somebody else, by a button without a form."""
    event = CaseEvent(act="close_case", by=actor_of(request).id, at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    raise CaseChangedError(version=8, since=(event,))


def refused(_request: HttpRequest) -> HttpResponse:
    """Refuses without naming a permission."""
    raise PermissionDenied


urlpatterns = [
    path("", plain, name="my_work"),
    path("cases/", plain, name="cases"),
    path("cases/one", plain, name="one_case"),
    path("report-incident", plain, name="report_incident"),
    path("check-contact", plain, name="check_contact"),
    path("example", example, name="example"),
    path("panel", panel_only, name="panel"),
    path("open", open_page, name="open"),
    path("who", who, name="who"),
    path("broken", broken, name="broken"),
    path("changed", changed, name="changed"),
    path("unreadable", unreadable, name="unreadable"),
    path("missing", missing, name="missing"),
    path("unseen", unseen, name="unseen"),
    path("hidden", hidden, name="hidden"),
    path("not-theirs", not_theirs, name="not_theirs"),
    path("overtaken", overtaken, name="overtaken"),
    path("refused", refused, name="refused"),
    *[route for route in own if getattr(route, "name", None) in {"sign_in", "sign_out", "council_css"}],
]
