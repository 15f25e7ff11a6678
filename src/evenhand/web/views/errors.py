"""The pages for what went wrong: what happened, and what to do now. None tells whether a record exists."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from evenhand.actions.errors import NotPermittedError
from evenhand.rules.authority import roles_with
from evenhand.web.access import NotAllowedError, is_signed_in
from evenhand.web.kept import Keeping, keep_typed, kept_for


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer a request that cannot be understood (400)."""
    return render(request, "errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say whose page it is and whom to ask (403)."""
    permission = exception.permission if isinstance(exception, NotAllowedError | NotPermittedError) else None
    roles = [role.label for role in roles_with(permission)] if permission else []
    return render(request, "errors/403.html", {"roles": roles}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Say that there is nothing here, in the same words whether it is unknown or may not be seen (404)."""
    return render(request, "errors/404.html", status=404)


def not_ready(request: HttpRequest) -> HttpResponse:
    """Say that the council has adopted no policy yet, and who does it how (503)."""
    context = {"kept": getattr(request, "typed_is_kept", False), "page": request.get_full_path()}
    return render(request, "errors/not_ready.html", context, status=503)


def conflict(request: HttpRequest, *, changes: Sequence[str], back: str) -> HttpResponse:
    """Say that somebody else was quicker, and what they changed (409).

    For an action that came without a form to show again; a page with a form shows that form, with its text.

    Args:
        request: the request that came too late.
        changes: what was changed in the meantime, a sentence each.
        back: the address of the page as it is now.
    """
    return render(request, "errors/409.html", {"changes": changes, "back_to": back}, status=409)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it was our fault (500). It asks for no database, no session and no signed-in person."""
    context = {"kept": getattr(request, "typed_is_kept", False), "page": request.get_full_path()}
    return HttpResponse(render_to_string("errors/500.html", context), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form that carries no good token; named by the setting CSRF_FAILURE_VIEW.

    This is what happens to an honest form when its sender signed in again in another window. So long as the
    form says, signed, whose it is, what was typed is kept for that person and given back.
    """
    if keep_typed(request) is Keeping.KEPT:
        if not is_signed_in(request):
            return HttpResponseRedirect(reverse("sign_in"))
        kept = kept_for(request, request.user.pk)
        if kept is not None:
            return HttpResponseRedirect(kept.path)
        messages.warning(request, "Somebody else had that form open. Nothing was sent.")
        return HttpResponseRedirect("/")
    return render(request, "errors/csrf.html", status=403)
