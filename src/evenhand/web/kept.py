"""Keeps what somebody typed when their session ends in the middle of a form.

A form that arrives without a sign-in is laid aside in the new, nameless session on the server, for one hour.
When the same person signs in there, the form's page shows it again with everything filled in; it has not been
sent. If anybody else signs in, it is gone.

Whose form it was is told by a signed field that every form drawn through `evenhand.web.forms` carries. It is
only ever written into a page that this person was shown, so that no other site can bring a form of its own.
Passwords, CSRF tokens and files are never kept.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any, Self

from django.core import signing
from django.http import HttpRequest, QueryDict

HOLDER_FIELD = "for_user"
LONGEST_KEPT_SECONDS = 60 * 60
MOST_KEPT_BYTES = 200_000

_CSRF_FIELD = "csrfmiddlewaretoken"
_SESSION_KEY = "kept_form"
_SALT = "evenhand.web.kept.holder"


class Keeping(Enum):
    """What became of a form that arrived without a sign-in; the value is what the person is told."""

    KEPT = "What you typed is kept."
    TOO_LONG = "What you typed was too long to be kept. Nothing was saved. Sign in and type it again."
    NOT_OURS = "Nothing was saved. Sign in and do it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptForm:
    """A form laid aside: whose it is, the page that shows it, what was typed, when (seconds since 1970)."""

    holder: str
    path: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    files_left_out: bool
    at: float

    def in_time(self) -> bool:
        """Whether it may still be given back."""
        return 0 <= time.time() - self.at < LONGEST_KEPT_SECONDS

    def data(self) -> QueryDict:
        """What was typed, as a form takes it."""
        data = QueryDict(mutable=True)
        for name, values in self.fields:
            data.setlist(name, list(values))
        return data

    def to_session(self) -> dict[str, Any]:
        """Write it as the session stores it."""
        return {
            "holder": self.holder,
            "path": self.path,
            "fields": [[name, list(values)] for name, values in self.fields],
            "files_left_out": self.files_left_out,
            "at": self.at,
        }

    @classmethod
    def from_session(cls, stored: dict[str, Any]) -> Self:
        """Read what `to_session` wrote."""
        return cls(
            holder=stored["holder"],
            path=stored["path"],
            fields=tuple((name, tuple(values)) for name, values in stored["fields"]),
            files_left_out=stored["files_left_out"],
            at=stored["at"],
        )


def holder_token(holder: object, secret_fields: Collection[str] = ()) -> str:
    """The signed value of the field that says whose form a page shows.

    Args:
        holder: the id of the member of staff.
        secret_fields: the names of fields that must never be kept, such as passwords.
    """
    return signing.dumps({"holder": str(holder), "secret": sorted(secret_fields)}, salt=_SALT)


def keep_typed(request: HttpRequest) -> Keeping:
    """Lay aside the form that this request carries, in its session.

    Returns:
        Whether it was kept, and if not, why.
    """
    try:
        mark = signing.loads(request.POST.get(HOLDER_FIELD, ""), salt=_SALT)
    except signing.BadSignature:
        return Keeping.NOT_OURS
    left_out = {_CSRF_FIELD, HOLDER_FIELD, *mark["secret"]}
    fields = tuple((name, tuple(values)) for name, values in request.POST.lists() if name not in left_out)
    if sum(len(text.encode()) for name, values in fields for text in (name, *values)) > MOST_KEPT_BYTES:
        return Keeping.TOO_LONG
    kept = KeptForm(
        holder=mark["holder"],
        path=request.get_full_path(),
        fields=fields,
        files_left_out=any(request.FILES.values()),
        at=time.time(),
    )
    request.session.clear_expired()
    request.session[_SESSION_KEY] = kept.to_session()
    if not request.user.is_authenticated:
        # The nameless session, and with it what was typed, leaves the database within the hour.
        request.session.set_expiry(LONGEST_KEPT_SECONDS)
    return Keeping.KEPT


def kept_form(request: HttpRequest) -> KeptForm | None:
    """The form laid aside in this session, if there is one and its hour is not over."""
    if not hasattr(request, "session"):
        return None
    stored = request.session.get(_SESSION_KEY)
    if stored is None:
        return None
    kept = KeptForm.from_session(stored)
    if kept.in_time():
        return kept
    forget_kept(request)
    return None


def kept_for(request: HttpRequest, holder: object) -> KeptForm | None:
    """The form laid aside in this session for one person. One laid aside for anybody else is thrown away."""
    kept = kept_form(request)
    if kept is not None and kept.holder != str(holder):
        forget_kept(request)
        return None
    return kept


def forget_kept(request: HttpRequest) -> None:
    """Throw away what this session has laid aside."""
    request.session.pop(_SESSION_KEY, None)


def initial_post(request: HttpRequest) -> KeptForm | None:
    """The form that this very page should show again, for the person who typed it.

    `evenhand.web.forms.form_for` asks this; a view that builds its form by hand may too.
    """
    if request.method != "GET" or not request.user.is_authenticated:
        return None
    kept = kept_for(request, request.user.pk)
    return kept if kept is not None and kept.path == request.get_full_path() else None
