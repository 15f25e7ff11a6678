"""My work, and the list of cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.queries.cases import PAGE_LENGTH, CaseList, case_list
from evenhand.queries.work import WorkItem, my_work
from evenhand.rules.authority import Permission
from evenhand.rules.vocabulary import Act, Stage
from evenhand.web.access import actor_of, needs
from evenhand.web.doors import shown_again
from evenhand.web.forms import form_for
from evenhand.web.forms.cases_list import CaseSearchForm, remember_search, remembered_search
from evenhand.web.links import case_href, step_href

_SOON_DAYS = 1
_SAID_BY_THE_ACT = frozenset(
    {Act.ACKNOWLEDGE_INCIDENT, Act.BEGIN_INVESTIGATION, Act.CONCLUDE_INVESTIGATION, Act.DETERMINE}
)
"""The steps whose title tells what somebody else sees; whoever does it reads what to do."""

_WHY: Mapping[Act, str] = {
    Act.ACKNOWLEDGE_INCIDENT: "An incident was reported, and a manager has to look into it.",
    Act.DETERMINE: "A manager referred the case to the team.",
    Act.ISSUE_NOTICE: "The customer has a right to be told of the decision, and why.",
    Act.RECORD_TELLING: "The letter is issued. It counts once the customer has it.",
    Act.TELL_DIRECTLY: "The customer has a right to be told, by any means that works.",
}
"""Why a step is asked for, where the step itself does not say more."""

COMMANDS = (
    ("evenhand createadmin", "makes an account for another administrator"),
    ("evenhand policy check", "checks a changed policy before anybody works under it"),
    ("evenhand policy adopt", "adopts a version of the policy; earlier decisions stay under theirs"),
    ("evenhand audit verify", "proves that nobody changed the record behind Evenhand’s back"),
    ("evenhand migrate", "brings the database up to date after an upgrade"),
)
"""What an administrator does on the server, and why."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One thing to do, as the page shows it."""

    item: WorkItem
    title: str
    why: str
    href: str
    soon: bool
    """Whether its last day is today or tomorrow."""


@require_safe
def my_work_page(request: HttpRequest) -> HttpResponse:
    """What waits for this person, overdue first."""
    actor, now = actor_of(request), timezone.now()
    lines = [_line(item, timezone.localdate(now)) for item in my_work(actor, at=now)]
    mine = [line for line in lines if line.item.mine]
    context = {
        "overdue": [line for line in mine if line.item.overdue],
        "waiting": [line for line in mine if not line.item.overdue],
        "watched": [line for line in lines if not line.item.mine],
        "watches": actor.may(Permission.VIEW_ALL_CASES),
        "may_report": actor.may(Permission.REPORT_INCIDENT),
        "may_check": actor.may(Permission.CHECK_CONTACT),
        "sees_cases": actor.may(Permission.VIEW_OWN_CASES),
        "commands": COMMANDS if actor.may(Permission.MANAGE_PEOPLE) else (),
        "today": timezone.localdate(now),
    }
    return render(request, "work/my_work.html", context)


@needs(Permission.VIEW_OWN_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def cases(request: HttpRequest) -> HttpResponseBase:
    """The cases that this person may see. What they look for is kept, and a token for it stands in the address."""
    stage, token = _stage(request), request.GET.get("search", "")
    remembered = remembered_search(request, token)
    form = form_for(request, CaseSearchForm, initial={"search": remembered, "stage": stage})
    if form.is_valid():
        wanted = form.cleaned_data["stage"]
        return HttpResponseRedirect(_address(remember_search(request, form.cleaned_data["search"]), wanted))
    found = case_list(
        actor_of(request), search=remembered or "", stage=Stage(stage) if stage else None, page=_page(request)
    )
    context = {
        "found": found,
        "first": (found.page - 1) * PAGE_LENGTH + 1,
        "filtered": bool(remembered or stage),
        "forgotten": remembered is None,
        "pages": _pagination(found, token if remembered else "", stage),
    }
    return shown_again(request, "work/cases.html", form, context)


def _line(item: WorkItem, today: date) -> WorkLine:
    title = item.act.label if item.mine and item.act in _SAID_BY_THE_ACT else item.title
    soon = item.due is not None and 0 <= (item.due - today).days <= _SOON_DAYS
    # An incident is taken on by a button on the case's page, where it can be read first.
    there = item.mine and item.act is not Act.ACKNOWLEDGE_INCIDENT
    href = step_href(item.act, item) if there else None
    return WorkLine(
        item=item,
        title=title,
        why=item.why or _WHY.get(item.act, ""),
        href=href or case_href(item.case_id),
        soon=soon,
    )


def _stage(request: HttpRequest) -> str:
    """The stage that the address asks for; blank for all, and for one that does not exist."""
    asked = request.GET.get("stage", "")
    return asked if asked in {one.value for one in Stage} else ""


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1  # noqa: PLR2004 - a million


def _address(token: str, stage: str | None, page: int = 1) -> str:
    state = {"search": token, "stage": stage or "", "page": str(page) if page > 1 else ""}
    query = urlencode({name: value for name, value in state.items() if value})
    return reverse("cases") + (f"?{query}" if query else "")


def _pagination(found: CaseList, token: str, stage: str) -> dict[str, Any] | None:
    """The links to the other pages, as their component takes them; None where there are none."""
    if found.pages == 1:
        return None
    shown = sorted({1, found.pages, *range(found.page - 1, found.page + 2)} & set(range(1, found.pages + 1)))
    items: list[dict[str, Any]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            items.append({"ellipsis": True})
        items.append({"number": number, "href": _address(token, stage, number), "current": number == found.page})
    links: dict[str, Any] = {"items": items, "landmarkLabel": "Pages of cases"}
    if found.page > 1:
        links["previous"] = {"href": _address(token, stage, found.page - 1)}
    if found.page < found.pages:
        links["next"] = {"href": _address(token, stage, found.page + 1)}
    return links


urlpatterns = [
    path("", my_work_page, name="my_work"),
    path("cases/", cases, name="cases"),
]
