"""The Jinja2 environment of the pages: strict for our templates, and with the GOV.UK macros at hand."""

from collections.abc import Iterable, MutableMapping
from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, Environment, PackageLoader, StrictUndefined, Template

from evenhand.web import spoken
from evenhand.web.access import is_signed_in
from evenhand.web.council import council_last_seen, current_council
from evenhand.web.govuk import component_for
from evenhand.web.navigation import navigation

MACROS = "govuk_frontend_jinja/"
"""What the name of a GOV.UK template begins with: ``govuk_frontend_jinja/components/button/macro.html``."""


class PagesEnvironment(Environment):
    """Our own templates, in which a name that does not exist is an error.

    The GOV.UK macros ask for parameters that nobody gave, as a matter of course; they are loaded in an
    environment of their own that lets them. Both escape everything.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._macros = _MacroEnvironment(
            loader=PackageLoader("govuk_frontend_jinja"),
            autoescape=True,
            undefined=ChainableUndefined,
            auto_reload=False,
        )

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Load a template of ours, or one of the GOV.UK macros from their own environment."""
        if isinstance(name, str) and name.startswith(MACROS):
            return self._macros.get_template(name)
        return super().get_template(name, parent, globals)


class _MacroEnvironment(Environment):
    """The GOV.UK macros, which import one another by their full name."""

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        short = name.removeprefix(MACROS) if isinstance(name, str) else name
        return super().get_template(short, parent, globals)


def environment(**options: Any) -> Environment:
    """Make the environment of the pages; named by the setting ``TEMPLATES``.

    Args:
        options: Django's own; the folders of templates and the rules for unknown names give way to ours.
    """
    ours = {
        "loader": PackageLoader("evenhand.web"),
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    env = PagesEnvironment(**(options | ours))
    env.globals |= {
        "static": static,
        "url": _url,
        "navigation": navigation,
        "messages_of": _messages_of,
        "is_signed_in": is_signed_in,
        "current_council": current_council,
        "council_last_seen": council_last_seen,
        "govuk_component": component_for,
    }
    env.filters |= {
        "date": spoken.spoken_date,
        "time": spoken.spoken_time,
        "date_time": spoken.spoken_date_time,
        "days_from": spoken.days_from,
        "phone": spoken.spoken_phone,
        "clause": spoken.spoken_clause,
    }
    return env


def _url(route: str, *args: object, **kwargs: object) -> str:
    """The address of a route, by its name and what its path takes."""
    return reverse(route, args=args or None, kwargs=kwargs or None)


def _messages_of(request: HttpRequest) -> Iterable[Message]:
    """What the last request left to be said once; nothing where this one failed too early."""
    return messages.get_messages(request) if hasattr(request, "_messages") else ()
