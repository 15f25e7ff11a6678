"""The links at the head of every page, for what this person may do."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from evenhand.rules.authority import Permission
from evenhand.web.access import is_signed_in, permissions_in


@dataclass(frozen=True, slots=True)
class Destination:
    """One link: its words, the name of its route, and the permissions of which any one opens it.

    Without permissions it is there for everybody who is signed in.
    """

    words: str
    route: str
    any_of: frozenset[Permission] = frozenset()


DESTINATIONS = (
    Destination("My work", "my_work"),
    Destination(
        "Cases",
        "cases",
        frozenset(
            {
                Permission.VIEW_OWN_CASES,
                Permission.VIEW_TEAM_CASES,
                Permission.VIEW_REFERRED_CASES,
                Permission.VIEW_ALL_CASES,
            }
        ),
    ),
    Destination("Report an incident", "report_incident", frozenset({Permission.REPORT_INCIDENT})),
    Destination("Check a contact", "check_contact", frozenset({Permission.CHECK_CONTACT})),
)


def navigation(request: HttpRequest) -> list[dict[str, object]]:
    """The links for this request, as the service navigation component takes them.

    The page one is on is ``current``; the part of the site one is in is ``active``.
    """
    if not is_signed_in(request):
        return []
    allowed = permissions_in(request)
    shown = [place for place in DESTINATIONS if not place.any_of or place.any_of & allowed]
    return [_link(request.path, place) for place in shown]


def _link(path: str, place: Destination) -> dict[str, object]:
    href = reverse(place.route)
    inside = href != "/" and path.startswith(href.rstrip("/") + "/")
    return {"text": place.words, "href": href, "current": path == href, "active": inside}
