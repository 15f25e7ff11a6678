"""The form that every page builds on: GOV.UK's words, refusals beside their field, nothing typed ever lost.

A view makes its form with `form_for`; its template draws it with the macros of ``macros/forms.html``.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.middleware.csrf import get_token

from evenhand.rules.vocabulary import RuleId
from evenhand.web.access import is_signed_in
from evenhand.web.forms.dates import PARTS, DateWidget
from evenhand.web.kept import HOLDER_FIELD, forget_kept, holder_token, initial_post, kept_form
from evenhand.web.spoken import spoken_clause

AnyForm = TypeVar("AnyForm", bound="Form")
FieldByRule = Mapping[RuleId, str] | Mapping[str, str]
"""The field of a form to which each rule speaks; under ``rule/part``, that of one part of what it asks."""

_GARBLED = "This page changed on its way to us. Check what it says and send it again"


class Refusal(Protocol):
    """Why an action was refused: the rule, what it says, and the clause it rests on, if any."""

    @property
    def rule(self) -> RuleId:
        """The rule's stable name, such as ``warning.before_action``."""

    @property
    def message(self) -> str:
        """What is missing and what to do, in a sentence."""

    @property
    def clause(self) -> str | None:
        """The clause's number, such as ``8.2``."""

    @property
    def part(self) -> str:
        """Which part of what was sent it speaks to; empty for all of it."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of the list of errors at the head of a page; without ``href`` it points nowhere."""

    text: str
    href: str | None


class Form(forms.Form):
    """A form whose answers, errors and refusals are drawn by our macros.

    A subclass may say ``needed_when``: by field, another field and the answer there that calls for it::

        needed_when = {"told_on": ("told", True)}

    Declare such a field with ``required=False``: where it is called for and empty, it is asked for like any
    other; where it is not, its answer is dropped. A subclass with its own ``clean`` calls this one first.
    """

    needed_when: ClassVar[Mapping[str, tuple[str, object]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.restored = False
        """Whether it shows what was typed before a sign-out, and has not been sent."""
        self.restored_without_files = False
        self.changes: tuple[str, ...] = ()
        """What others did to the case in the meantime, a line each, where that is why it was not sent."""
        self._standing: dict[str, str] | None = None
        self._replaced: dict[str, str] = {}

    def is_valid(self) -> bool:
        """Whether it was sent and every answer can be used; never so for a form that was only given back."""
        return not self.restored and super().is_valid()

    @property
    def has_errors(self) -> bool:
        """Whether the page must show errors."""
        return self.is_bound and not self.restored and bool(self.errors)

    def clean(self) -> dict[str, Any]:
        """Ask for what other answers call for, and drop what they do not (``needed_when``)."""
        for name, (other, answer) in self.needed_when.items():
            field = self.fields[name]
            if not _answers(self.cleaned_data.get(other), answer):
                self.errors.pop(name, None)
                self.cleaned_data[name] = getattr(field, "empty_value", None)
            elif name not in self.errors and self.cleaned_data.get(name) in field.empty_values:
                self.add_error(name, ValidationError(field.error_messages["required"], code="required"))
        return self.cleaned_data

    def add_refusals(self, refusals: Iterable[Refusal], field_by_rule: FieldByRule) -> None:
        """Show why an action was refused: beside each refusal's field, and at the head of the page.

        Args:
            refusals: what refused it.
            field_by_rule: the field to which each rule, or each part of one, speaks; a rule that has none speaks
                to the whole page.
        """
        places = {str(rule): name for rule, name in field_by_rule.items()}
        for refusal in refusals:
            where = places.get(f"{refusal.rule}/{refusal.part}") or places.get(refusal.rule)
            basis = f" ({spoken_clause(refusal.clause)})" if refusal.clause else ""
            words = refusal.message.rstrip(". ") + basis
            self.add_error(where if where in self.fields else None, ValidationError(words, code="refused"))

    def errors_beside(self, name: str) -> list[str]:
        """What is said beside one field."""
        return [str(text) for text in self.errors.get(name, ())] if self.has_errors else []

    def error_parts(self, name: str) -> set[str]:
        """The boxes of a date that its errors speak of: all three where they name none."""
        if not self.errors_beside(name):
            return set()
        named = {error.code for error in self.errors.as_data()[name] if error.code in PARTS}
        return {code for code in named if code} or set(PARTS)

    def summary(self) -> list[SummaryLine]:
        """The list of errors for the head of the page, in the order of the page."""
        if not self.has_errors:
            return []
        lines = [SummaryLine(str(text), None) for text in self.non_field_errors()]
        for name in self.fields:
            lines += [SummaryLine(text, self._href(name)) for text in self.errors_beside(name)]
        return lines

    def _href(self, name: str) -> str | None:
        bound = self[name]
        if bound.is_hidden:
            return None
        if isinstance(bound.field.widget, DateWidget):
            first = next(part for part in PARTS if part in self.error_parts(name))
            return f"#{bound.auto_id}_{first}"
        return f"#{bound.auto_id}"

    def attach(self, request: HttpRequest) -> None:
        """Take from the request what every form carries unseen: the CSRF token, and whose form it is."""
        self._standing = {"csrfmiddlewaretoken": get_token(request)}
        if is_signed_in(request):
            secret = [
                self.add_prefix(name)
                for name, field in self.fields.items()
                if isinstance(field.widget, forms.PasswordInput)
            ]
            self._standing[HOLDER_FIELD] = holder_token(request.user.pk, secret)

    def hidden_inputs(self) -> list[tuple[str, str]]:
        """All that the drawn form carries unseen, as names and values.

        Raises:
            RuntimeError: the form was not made by `form_for`, so that its CSRF token is not known.
        """
        if self._standing is None:
            raise RuntimeError("Make this form with form_for(request, …) before it is drawn.")
        own = {bound.html_name: self.hidden_value(bound.name) for bound in self.hidden_fields()}
        return list((self._standing | own).items())

    def hidden_value(self, name: str) -> str:
        """What one hidden field carries when the form is drawn."""
        if name in self._replaced:
            return self._replaced[name]
        value = self[name].value()
        return "" if value is None else str(value)


class Submission(Form):
    """Adds ``submission``: a token by which the action knows a second press of the same button.

    It is new for each form, and stays while that form is corrected, given back or sent twice.
    """

    submission = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={"required": _GARBLED, "invalid": _GARBLED},
    )

    def hidden_value(self, name: str) -> str:
        """The token that came with the form, or a new one where it came without."""
        value = super().hidden_value(name)
        if name == "submission" and not _is_uuid(value):
            return str(uuid.uuid4())
        return value


class SeenVersion(Form):
    """Adds ``seen_version``: the version of the case that the person had before them when they decided.

    Args:
        seen_version: the case's version as the page is drawn.
    """

    seen_version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages={"required": _GARBLED, "invalid": _GARBLED, "min_value": _GARBLED},
    )

    def __init__(self, *args: Any, seen_version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = seen_version

    def now_seen(self, version: int) -> None:
        """Carry a newer version from here on: the page tells what changed, so that a second press passes."""
        self._replaced["seen_version"] = str(version)


def form_for(request: HttpRequest, form_class: type[AnyForm], **options: Any) -> AnyForm:
    """Make the form of a page: filled from what was sent, from what was kept over a sign-out, or new.

    A page has one form of this kind, which posts to the address that shows it. A form that was kept is filled
    in but not valid: it shows that it has not been sent, and waits for its button.

    Args:
        request: the request for the page.
        form_class: the form.
        options: what else the form takes, such as ``initial``.
    """
    kept = initial_post(request)
    if request.method == "POST":
        form = form_class(request.POST, request.FILES, **options)
        laid_aside = kept_form(request)
        if laid_aside is not None and laid_aside.path == request.get_full_path():
            forget_kept(request)
    elif kept is not None:
        form = form_class(kept.data(), **options)
        form.restored = True
        form.restored_without_files = kept.files_left_out
    else:
        form = form_class(**options)
    form.attach(request)
    return form


def _answers(given: object, answer: object) -> bool:
    """Whether an answer, or one of several ticked, is the one looked for."""
    return answer in given if isinstance(given, list) else given == answer


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
