"""The form above the list of cases, and where what was typed into it is kept."""

from __future__ import annotations

import secrets

from django import forms
from django.http import HttpRequest

from evenhand.rules.vocabulary import Stage
from evenhand.web.forms import ChoiceField, Form, TextField

_SESSION_KEY = "case_searches"
_MOST_KEPT = 20


class CaseSearchForm(Form):
    """Looks for cases by who it is about, and by how far they are."""

    search = TextField(
        label="Name, telephone number, email address or reference",
        what="what to look for",
        required=False,
        max_length=320,
    )
    stage = ChoiceField(
        label="Stage",
        what="a stage",
        choices=[("", "All stages"), *((one.value, one.label) for one in Stage)],
        widget=forms.Select,
        required=False,
    )


def remember_search(request: HttpRequest, text: str) -> str:
    """Keep what somebody looks for, and return the token that stands for it in the address; blank for nothing.

    Names and numbers never stand in an address, which browsers and servers write down. The session keeps the
    latest searches, so that going back and loading again work.
    """
    if not text:
        return ""
    kept = _searches(request)
    token = next((one for one, typed in kept.items() if typed == text), None) or secrets.token_urlsafe(8)
    kept.pop(token, None)
    kept[token] = text
    while len(kept) > _MOST_KEPT:
        del kept[next(iter(kept))]
    request.session[_SESSION_KEY] = kept
    return token


def remembered_search(request: HttpRequest, token: str) -> str | None:
    """What a token stands for: blank for no token, None where this session does not know it."""
    return _searches(request).get(token) if token else ""


def _searches(request: HttpRequest) -> dict[str, str]:
    return dict(request.session.get(_SESSION_KEY, {}))
