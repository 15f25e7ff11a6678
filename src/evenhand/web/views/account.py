"""Signing in and out."""

from datetime import timedelta

from axes.helpers import get_cool_off
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.actions.note_sign_in import note_sign_in
from evenhand.web.access import actor_of, is_signed_in, public
from evenhand.web.forms.account import SignInForm
from evenhand.web.forms.base import form_for
from evenhand.web.kept import kept_for, kept_form

HOME = "/"
WRONG = "Your email address or password is wrong. Check both and try again"
_TOO_MANY_REQUESTS = 429


@public("Nobody could sign in without it.")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for an e-mail address and a password, and go on to where the person was heading."""
    if is_signed_in(request):
        return HttpResponseRedirect(_safe_target(request, request.GET.get("next", "")))
    form = form_for(request, SignInForm, initial={"next": request.GET.get("next", "")})
    if form.is_valid():
        person = authenticate(
            request, email=form.cleaned_data["email"].strip().lower(), password=form.cleaned_data["password"]
        )
        if person is not None:
            login(request, person)
            note_sign_in(actor=actor_of(request), at=timezone.now())
            # The hour that a kept form is given to a nameless session is not the length of a signed-in one.
            request.session.set_expiry(None)
            kept = kept_for(request, person.pk)
            target = kept.path if kept else form.cleaned_data["next"]
            return HttpResponseRedirect(_safe_target(request, target))
        form.add_error("email", WRONG)
    return render(request, "account/sign_in.html", {"form": form, "kept": kept_form(request) is not None})


@public("Somebody whose session has ended may press the button as well.")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, with all that it kept."""
    logout(request)
    messages.success(request, "You are signed out")
    return HttpResponseRedirect(reverse("sign_in"))


def locked_out(
    request: HttpRequest, _response: HttpResponseBase | None = None, _credentials: object = None
) -> HttpResponse:
    """Tell somebody that too many wrong passwords were tried; named by the setting AXES_LOCKOUT_CALLABLE."""
    wait = get_cool_off(request)
    context = {"minutes": round(wait / timedelta(minutes=1)) if wait else None}
    return render(request, "account/locked_out.html", context, status=_TOO_MANY_REQUESTS)


def _safe_target(request: HttpRequest, target: str) -> str:
    """The page to go on to, if it is one of this site's."""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else HOME
