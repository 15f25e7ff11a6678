"""Nobody comes in without a sign-in. (Which pages are open on purpose, and why, stands in tests/web/test_access.py.)"""

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from evenhand.web.access import why_public

pytestmark = pytest.mark.django_db

NOTHING = uuid.uuid4()
"""The id of nothing: whoever is not signed in learns nothing from it."""


def routes(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield pattern


def address(route: URLPattern) -> str:
    assert route.name, f"{route.pattern} has no name"
    return reverse(route.name, kwargs=dict.fromkeys(route.pattern.converters, NOTHING))


ROUTES = list(routes(get_resolver("evenhand.config.urls").url_patterns))
CLOSED = [route for route in ROUTES if why_public(route.callback) is None]


def test_the_routes_are_found() -> None:
    assert {"my_work", "case", "determine", "letter_document"} <= {str(route.name) for route in CLOSED}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", CLOSED, ids=lambda route: str(route.name))
def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client, route: URLPattern, method: str) -> None:
    answer = getattr(client, method)(address(route))
    assert answer.status_code == 302
    assert answer["Location"].split("?")[0] == "/sign-in"
