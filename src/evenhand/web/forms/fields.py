"""Fields whose errors read as GOV.UK writes them: "Enter …", "Select …", "… must be a real date".

Each takes ``what``: the thing asked for, as it stands in the middle of a sentence ("the date it happened").
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from evenhand.web.forms.dates import DateParts, DatePartsError, DateWidget, read_time
from evenhand.web.spoken import spoken_time

Choices = type[StrEnum] | Iterable[tuple[str, str]]

_ONE_LINE_MOST, _LONG_MOST = 200, 20_000


def _sentence(what: str) -> str:
    """The words as a sentence begins with them."""
    return what[:1].upper() + what[1:]


def _from_the_list(what: str) -> str:
    return f"Select {what} from the list"  # noqa: S608 - English, not SQL


def _pairs(choices: Choices) -> list[tuple[str, str]]:
    """Choices as code and words; an enum's members say their words as ``label``."""
    if isinstance(choices, type):
        return [(member.value, getattr(member, "label", member.value)) for member in choices]
    return list(choices)


class TextField(forms.CharField):
    """One line of text."""

    def __init__(self, *, what: str, max_length: int = _ONE_LINE_MOST, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        self.error_messages |= {
            "required": f"Enter {what}",
            "max_length": f"{_sentence(what)} must be {max_length:,} characters or fewer",
            "null_characters_not_allowed": f"{_sentence(what)} has a character that we cannot keep",
        }


class LongTextField(TextField):
    """Text of several lines."""

    widget = forms.Textarea

    def __init__(self, *, what: str, max_length: int = _LONG_MOST, **options: Any) -> None:
        super().__init__(what=what, max_length=max_length, **options)

    def to_python(self, value: object) -> str | None:
        """The text with one character at the end of each line, of which a browser sends two."""
        text: str | None = super().to_python(value)
        return text and text.replace("\r\n", "\n").replace("\r", "\n")


class EmailField(forms.EmailField):
    """An e-mail address."""

    def __init__(self, *, what: str = "an email address", **options: Any) -> None:
        super().__init__(**options)
        wrong = "Enter an email address in the correct format, like name@example.org"
        self.error_messages |= {
            "required": f"Enter {what}",
            "invalid": wrong,
            "max_length": wrong,
            "null_characters_not_allowed": wrong,
        }


class ChoiceField(forms.TypedChoiceField):
    """One of several answers, as radios; ``widget=forms.Select`` for a long list.

    Args:
        what: the thing asked for.
        choices: an enum whose members have a ``label``, or pairs of code and words.
        hints: a line of help beneath some of the answers, by code.

    Its cleaned value is the enum's member, or the code. An answer that was not given is None.
    """

    widget = forms.RadioSelect

    def __init__(self, *, what: str, choices: Choices, hints: Mapping[str, str] | None = None, **options: Any) -> None:
        coerce: Callable[[str], object] = choices if isinstance(choices, type) else str
        super().__init__(choices=_pairs(choices), coerce=coerce, empty_value=None, **options)
        self.hints = dict(hints or {})
        self.error_messages |= {
            "required": f"Select {what}",
            "invalid_choice": _from_the_list(what),
        }


class ChoicesField(forms.TypedMultipleChoiceField):
    """Several of several answers, as checkboxes. Its cleaned value is a list of members, or of codes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, what: str, choices: Choices, hints: Mapping[str, str] | None = None, **options: Any) -> None:
        coerce: Callable[[str], object] = choices if isinstance(choices, type) else str
        super().__init__(choices=_pairs(choices), coerce=coerce, empty_value=[], **options)
        self.hints = dict(hints or {})
        wrong = _from_the_list(what)
        self.error_messages |= {"required": f"Select {what}", "invalid_choice": wrong, "invalid_list": wrong}


class YesNoField(ChoiceField):
    """Yes or no, as radios. Its cleaned value is a bool; None where it was not answered."""

    def __init__(self, *, what: str, **options: Any) -> None:
        super().__init__(what=what, choices=[("yes", "Yes"), ("no", "No")], **options)
        self.coerce = lambda answer: answer == "yes"


class ConfirmField(forms.BooleanField):
    """One box to tick; its label is the sentence that the tick stands for."""

    def __init__(self, *, what: str, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages |= {"required": f"Confirm {what}"}


class DateField(forms.Field):
    """A day, typed as day, month and year; the month may be a word.

    Args:
        what: the thing asked for.
        latest: gives the last day allowed, asked at each check (such as today, for what has happened).
        too_late: what is said of a day after it, without the thing: "must be today or in the past".
    """

    widget = DateWidget

    def __init__(
        self,
        *,
        what: str,
        latest: Callable[[], date] | None = None,
        too_late: str = "must be today or in the past",
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.what, self.latest, self.too_late = what, latest, too_late
        self.error_messages |= {"required": f"Enter {what}"}

    def to_python(self, value: object) -> date | None:
        """The day that the three parts name; None where all are empty.

        Raises:
            ValidationError: a part is missing or they name no real day.
        """
        if isinstance(value, date):
            return value
        parts = value if isinstance(value, DateParts) else DateParts()
        if parts.is_empty():
            return None
        try:
            day = parts.read()
        except DatePartsError as error:
            raise ValidationError(f"{_sentence(self.what)} {error}", code=error.part) from error
        if self.latest is not None and day > self.latest():
            raise ValidationError(f"{_sentence(self.what)} {self.too_late}", code="late")
        return day

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether the typed day differs from the one shown first."""
        return DateWidget.decompose(initial) != DateWidget.decompose(data)


class TimeField(forms.Field):
    """A time of day as people type it: ``9.30am``, ``14:05``, ``2pm``. Its cleaned value is a time."""

    widget = forms.TextInput

    def __init__(self, *, what: str, **options: Any) -> None:
        super().__init__(**options)
        self.what = what
        self.error_messages |= {"required": f"Enter {what}"}

    def to_python(self, value: object) -> time | None:
        """The time that the text names; None where nothing was typed.

        Raises:
            ValidationError: the text names no time, or leaves open whether it is morning or afternoon.
        """
        if isinstance(value, time):
            return value
        text = " ".join(str(value or "").split())
        if not text:
            return None
        try:
            return read_time(text)
        except ValueError as error:
            raise ValidationError(f"{_sentence(self.what)} {error}", code="invalid") from error

    def prepare_value(self, value: object) -> object:
        """A time in the words that `to_python` reads; what was typed stays as it is."""
        return spoken_time(value) if isinstance(value, time) else value
