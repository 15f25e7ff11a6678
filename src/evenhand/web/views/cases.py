"""A case on one page: what the policy asks for next, what must be fixed, and all that happened."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from evenhand.queries.case_parts import FindingLine, IncidentLine, StepLine
from evenhand.queries.cases import CasePage, case_page
from evenhand.rules.steps import StepState
from evenhand.rules.vocabulary import Act, Severity
from evenhand.web.access import actor_of
from evenhand.web.forms import form_for
from evenhand.web.forms.steps import TakeOnForm
from evenhand.web.links import step_href

_IN_THEIR_OWN_PLACE = frozenset(
    {
        Act.ACKNOWLEDGE_INCIDENT,
        Act.DECIDE_CONFLICT,
        Act.ISSUE_NOTICE,
        Act.RECORD_TELLING,
        Act.REVIEW_RESTRICTION,
        Act.LIFT_RESTRICTION,
        Act.REFER_TO_POLICE,
        Act.REFER_TO_SAFEGUARDING,
        Act.RECORD_REFERRAL_OUTCOME,
    }
)
"""The acts that the page offers beside what they are done on (an incident, a letter…), or where a rule asks."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that this person may do to the case now."""

    act: Act
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One step of the way, with the page on which this person takes it, where they may."""

    line: StepLine
    offer: Offer | None


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case as this person may see it, with what they may do to it."""
    now = timezone.now()
    page = case_page(actor_of(request), case_id, at=now)
    way = [Row(line, _offer_of(page, line)) for line in page.steps]
    waiting = [one for one in page.incidents if not one.taken_on]
    context = {
        "page": page,
        "now": now,
        "today": timezone.localdate(now),
        "way": way,
        "also": _also(page, way),
        "may": {act.value for act in page.acts},
        "must_fix": _of(page, Severity.REFUSES, Severity.FAULT),
        "not_recorded": _of(page, Severity.GAP),
        "suggested": _suggested(page),
        "waiting": waiting,
        "take_on": _take_on(request, page, waiting),
        "me": actor_of(request).id,
        "href": step_href,
        "Act": Act,
    }
    return render(request, "cases/case.html", context)


def _offer_of(page: CasePage, line: StepLine) -> Offer | None:
    """The page of a step that waits, where this person may take it."""
    if not line.allowed or line.step.state is not StepState.TO_DO:
        return None
    href = step_href(line.step.act, page, UUID(line.step.about) if line.step.about else None)
    return Offer(line.step.act, line.step.act.label, href) if href else None


def _also(page: CasePage, way: list[Row]) -> list[Offer]:
    """What else this person may do: all that stands neither in the way nor beside what it is done on."""
    shown = {row.offer.act for row in way if row.offer} | _IN_THEIR_OWN_PLACE
    hrefs = [(act, step_href(act, page)) for act in Act if act in page.acts - shown]
    return [Offer(act, act.label, href) for act, href in hrefs if href]


def _of(page: CasePage, *severities: Severity) -> list[FindingLine]:
    return [one for one in page.findings if one.severity in severities]


def _suggested(page: CasePage) -> list[FindingLine]:
    """The suggestions that no step to do says in the same words."""
    said = {line.step.why for line in page.steps if line.step.state is StepState.TO_DO}
    return [one for one in _of(page, Severity.ADVICE) if one.message not in said]


def _take_on(request: HttpRequest, page: CasePage, waiting: list[IncidentLine]) -> dict[UUID, TakeOnForm]:
    """A button for each incident that this person may take on."""
    if Act.ACKNOWLEDGE_INCIDENT not in page.acts:
        return {}
    return {one.id: form_for(request, TakeOnForm) for one in waiting}


urlpatterns = [path("cases/<uuid:case_id>", case, name="case")]
