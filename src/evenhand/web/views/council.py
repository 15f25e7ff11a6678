"""The council's colours as a stylesheet."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from evenhand.web.access import public
from evenhand.web.council import council_last_seen, current_council

_AN_HOUR, _A_YEAR = 60 * 60, 365 * 24 * 60 * 60


@public("The sign-in page is drawn in it; it holds nothing but colours.")
@require_safe
def council_css(request: HttpRequest) -> HttpResponse:
    """The stylesheet. One asked for by its version may be kept for long."""
    try:
        council = current_council()
    except DatabaseError:
        # The page that says so is to be readable, too.
        council = council_last_seen()
    lasting = request.GET.get("v") == council.stylesheet_version()
    kept = f"public, max-age={_A_YEAR}, immutable" if lasting else f"public, max-age={_AN_HOUR}"
    return HttpResponse(council.stylesheet(), content_type="text/css; charset=utf-8", headers={"Cache-Control": kept})
