"""Who may open which page.

Every view asks for a sign-in (`evenhand.web.middleware.SignInMiddleware` sees to it) unless it is `public`
and says why. What a signed-in person may do beyond that, a view states with `needs`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from evenhand.actions.actor import Actor
from evenhand.rules.authority import Permission, Role

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], R]
AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])

_ACTOR = "evenhand_actor"


class NotAllowedError(PermissionDenied):
    """Your role does not include this page."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(self.__doc__)
        self.permission = permission


class _Member(Protocol):
    """What the pages ask of a signed-in member of staff."""

    id: UUID
    name: str

    def role_set(self) -> frozenset[Role]: ...


def public(why: str) -> Callable[[AnyView], AnyView]:
    """Let anybody open a view, signed in or not.

    Args:
        why: the reason, in a sentence; it is kept on the view for whoever audits the routes.
    """
    if not why.strip():
        raise ValueError("Say why this view is open to anybody.")

    def mark(view: AnyView) -> AnyView:
        view.public_because = why  # type: ignore[attr-defined]
        return view

    return mark


def why_public(view: Callable[..., object]) -> str | None:
    """The reason for which a view is open to anybody, or None where it asks for a sign-in."""
    return getattr(view, "public_because", None)


def needs(permission: Permission) -> Callable[[View[P, R]], View[P, R]]:
    """Keep a view to people whose roles include a permission; others get the page that says whose it is.

    The view carries the permission as ``needed_permission``, for navigation and for tests over all routes.
    """

    def wrap(view: View[P, R]) -> View[P, R]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if not actor_of(request).may(permission):
                raise NotAllowedError(permission)
            return view(request, *args, **kwargs)

        guarded.needed_permission = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def is_signed_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in. False, too, where a request failed before that could be known."""
    return hasattr(request, "user") and request.user.is_authenticated


def actor_of(request: HttpRequest) -> Actor:
    """The member of staff who makes this request, as actions and queries take them.

    Raises:
        PermissionDenied: nobody is signed in.
    """
    known = request.__dict__.get(_ACTOR)
    if isinstance(known, Actor):
        return known
    if not is_signed_in(request):
        raise PermissionDenied("Nobody is signed in.")
    member = cast("_Member", request.user)
    actor = Actor(id=member.id, name=member.name, roles=member.role_set())
    setattr(request, _ACTOR, actor)
    return actor


def permissions_in(request: HttpRequest) -> frozenset[Permission]:
    """All that the signed-in person may do; nothing where nobody is signed in."""
    return actor_of(request).permissions if is_signed_in(request) else frozenset()
