"""What holds for every page: a sign-in, and no copy left behind in a browser."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from evenhand.actions.errors import CaseChangedError, NotFoundError, NotPermittedError
from evenhand.policy.faults import NoPolicyError
from evenhand.queries.errors import NotVisibleError
from evenhand.web.access import is_signed_in, why_public
from evenhand.web.doors import what_changed
from evenhand.web.kept import Keeping, keep_typed, kept_form
from evenhand.web.views.errors import conflict, not_allowed, not_found, not_ready

GetResponse = Callable[[HttpRequest], HttpResponseBase]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SignInMiddleware:
    """Sends whoever is not signed in to the sign-in page, from every view that is not `public`.

    A form that arrives without a sign-in is kept for the person who had it (see `evenhand.web.kept`). Stands
    after the CSRF and authentication middleware.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; the check needs the view, so it is made in `process_view`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Turn what an action or a query would not do into its page.

        When a fault of ours comes between a form and the record, what was typed is kept; the 500 page says so.
        """
        match exception:
            case NotFoundError() | NotVisibleError():
                return not_found(request)
            case NotPermittedError():
                return not_allowed(request, exception)
            case NoPolicyError():
                if request.method == "POST" and is_signed_in(request):
                    _keep_after_a_fault(request)
                return not_ready(request)
            case CaseChangedError():
                return conflict(request, changes=what_changed(exception), back="/")
            case PermissionDenied() | Http404() | BadRequest() | SuspiciousOperation():
                return None
        if request.method == "POST" and is_signed_in(request):
            _keep_after_a_fault(request)
        return None

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _args: tuple[object, ...],
        _kwargs: dict[str, object],
    ) -> HttpResponseBase | None:
        """Answer in the view's stead where a sign-in is missing."""
        if why_public(view) is not None:
            return None
        if not is_signed_in(request):
            return to_sign_in(request)
        kept_form(request)  # throws away what was kept once its hour is over
        return None


def _keep_after_a_fault(request: HttpRequest) -> None:
    """Keep what was typed, as far as what went wrong leaves that possible."""
    try:
        kept = keep_typed(request) is Keeping.KEPT
        request.session.save()  # Django leaves the session of a failed request unsaved
    except Exception:  # noqa: BLE001 - the database itself may be what failed
        return
    request.typed_is_kept = kept  # type: ignore[attr-defined]


class PrivatePagesMiddleware:
    """Asks that no page be stored, and that no address be told to another site.

    A view that sets its own ``Cache-Control`` (a stylesheet) keeps it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with those two headers."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Send somebody to sign in, keeping what they typed, and back to where they were going afterwards."""
    if request.method in SAFE_METHODS:
        page = request.get_full_path()
        query = "" if page == "/" else "?" + urlencode({"next": page})
        return HttpResponseRedirect(reverse("sign_in") + query)
    outcome = keep_typed(request)
    if outcome is not Keeping.KEPT:
        messages.warning(request, f"You were signed out. {outcome.value}")
    return HttpResponseRedirect(reverse("sign_in"))
