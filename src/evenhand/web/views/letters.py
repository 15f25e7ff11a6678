"""Letters: read and worded before they are issued, kept as they were issued, and how the customer was told."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.actions import issue_notice as issue_action
from evenhand.actions import record_telling as telling_action
from evenhand.drafting.letters import NoCouncilError
from evenhand.letters.draft import LetterDraft, edited
from evenhand.letters.errors import LetterInputError
from evenhand.letters.html import letter_fragment, stylesheet
from evenhand.letters.pdf import why_no_pdf
from evenhand.ports.documents import DocumentDamagedError, DocumentMissingError
from evenhand.queries.cases import CasePage, case_page
from evenhand.queries.letters import KeptLetter, kept_letter, letter_preview, letter_to_tell
from evenhand.rules.authority import Permission
from evenhand.rules.vocabulary import Act
from evenhand.web.access import actor_of, needs, public
from evenhand.web.doors import carry_out
from evenhand.web.forms import form_for
from evenhand.web.forms.letters import FIELD_BY_RULE, LetterForm, TellingForm
from evenhand.web.on_case import back_to_case, on_case, step_page
from evenhand.web.spoken import spoken_date

_form_methods = require_http_methods(["GET", "HEAD", "POST"])
_AN_HOUR, _A_YEAR = 60 * 60, 365 * 24 * 60 * 60
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_NO_LETTER = 500


@public("Letters are drawn in it; it holds nothing of anybody.")
@require_safe
def letter_css(request: HttpRequest) -> HttpResponse:
    """The style of letters. One asked for by its version may be kept for long."""
    lasting = request.GET.get("v") == _stylesheet_version()
    kept = f"public, max-age={_A_YEAR}, immutable" if lasting else f"public, max-age={_AN_HOUR}"
    return HttpResponse(stylesheet(), content_type="text/css; charset=utf-8", headers={"Cache-Control": kept})


def letter_stylesheet() -> str:
    """The address of the style of letters, which changes when the style does."""
    return f"{reverse('letter_css')}?v={_stylesheet_version()}"


def drawn_letter(draft: LetterDraft, *, heading_level: int = 2) -> SafeString:
    """A letter as a part of a page, with its title as a heading of some level."""
    # The letter's own templates escape all that was typed.
    return mark_safe(letter_fragment(draft, heading_level=heading_level))  # noqa: S308


@_form_methods
@on_case(Act.ISSUE_NOTICE)
def letter(request: HttpRequest, page: CasePage, about: UUID) -> HttpResponseBase:
    """Show the letter on a decision as the customer will read it, change its words, and issue it."""
    issued = next((one for one in page.letters if one.about == about), None)
    draft, problem = _drafted(request, page, about)
    form = form_for(request, LetterForm, seen_version=page.version, draft=draft)
    shown = draft
    if form.is_valid():
        if draft is not None:
            shown = edited(draft, form.texts())
        if not form.wants_preview:
            done = carry_out(
                request,
                form,
                issue_action.issue_notice,
                field_by_rule=FIELD_BY_RULE,
                case_id=page.id,
                about=about,
                texts=form.texts(),
            )
            if done is not None:
                messages.success(request, "The letter is issued and kept. Now send it, and record how.")
                return redirect("telling", done.result)
    context = {
        "issued": issued,
        "problem": problem,
        "letter": drawn_letter(shown) if shown else "",
        "letter_stylesheet": letter_stylesheet(),
        "no_pdf": why_no_pdf(),
    }
    return step_page(request, "letters/letter.html", form, page, Act.ISSUE_NOTICE, context)


@require_safe
def letter_document(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """A letter exactly as it was issued. Nothing in it can run, be fetched or be framed."""
    try:
        kept = kept_letter(actor_of(request), letter_id)
    except (DocumentMissingError, DocumentDamagedError) as error:
        return render(request, "letters/unreadable.html", {"problem": str(error)}, status=_NO_LETTER)
    is_html = kept.media_type == "text/html"
    return HttpResponse(
        kept.content,
        content_type="text/html; charset=utf-8" if is_html else kept.media_type,
        headers={
            "Content-Disposition": f'inline; filename="{kept.file_name}"',
            "Content-Security-Policy": _policy_of(kept) if is_html else _CLOSED,
            "Cache-Control": "no-store",
        },
    )


@needs(Permission.ISSUE_NOTICE)
@_form_methods
def telling(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """Record how and when the customer was told, and say when it counts as received."""
    actor, now = actor_of(request), timezone.now()
    to_tell = letter_to_tell(actor, letter_id, sent_at=now)
    page = case_page(actor, to_tell.case_id, at=now)
    line = next((one for one in page.letters if one.id == letter_id), None)
    if line is None:
        raise Http404
    form = form_for(request, TellingForm, received=to_tell.received)
    if form.is_valid() and carry_out(
        request,
        form,
        telling_action.record_telling,
        fields={"sent_at": "sent_time"},
        letter_id=letter_id,
        route=form.cleaned_data["route"],
        sent_at=form.cleaned_data.get("sent_at"),
    ):
        return back_to_case(request, page, _told(request, letter_id, form))
    context: dict[str, Any] = {"line": line, "no_pdf": "" if line.media_type == "application/pdf" else why_no_pdf()}
    return step_page(request, "letters/telling.html", form, page, Act.RECORD_TELLING, context)


def _drafted(request: HttpRequest, page: CasePage, about: UUID) -> tuple[LetterDraft | None, str]:
    """The letter as the record has it, or why the record cannot become a letter."""
    try:
        return letter_preview(actor_of(request), page.id, about, at=timezone.now()), ""
    except (LetterInputError, NoCouncilError) as error:
        return None, str(error)


def _told(request: HttpRequest, letter_id: UUID, form: TellingForm) -> str:
    """What is said once it is recorded that the customer was told."""
    route, sent_at = form.cleaned_data["route"], form.cleaned_data.get("sent_at") or timezone.now()
    received = letter_to_tell(actor_of(request), letter_id, sent_at=sent_at).received[route]
    if received <= timezone.now():
        return "It is recorded that the customer was told. The letter counts as received."
    return f"It is recorded that the letter was sent. It counts as received on {spoken_date(received)}."


def _policy_of(kept: KeptLetter) -> str:
    """What a browser may do with a letter kept as HTML: show it in the one style that it carries in itself."""
    found = _STYLE.search(kept.content)
    if found is None:
        return f"{_CLOSED}; sandbox"
    digest = base64.b64encode(hashlib.sha256(found[1]).digest()).decode()
    return f"{_CLOSED}; sandbox; style-src 'sha256-{digest}'"


def _stylesheet_version() -> str:
    return hashlib.sha256(stylesheet().encode()).hexdigest()[:12]


urlpatterns = [
    path("letter.css", letter_css, name="letter_css"),
    path("cases/<uuid:case_id>/letters/<uuid:about>", letter, name="letter"),
    path("letters/<uuid:letter_id>", letter_document, name="letter_document"),
    path("letters/<uuid:letter_id>/told", telling, name="telling"),
]
