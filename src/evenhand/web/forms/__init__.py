"""Forms in GOV.UK's words. A page takes `Form`, the fields it needs, and `form_for`."""

from evenhand.web.forms.base import Form, Refusal, SeenVersion, Submission, form_for
from evenhand.web.forms.fields import (
    ChoiceField,
    ChoicesField,
    ConfirmField,
    DateField,
    EmailField,
    LongTextField,
    TextField,
    TimeField,
    YesNoField,
)

__all__ = [
    "ChoiceField",
    "ChoicesField",
    "ConfirmField",
    "DateField",
    "EmailField",
    "Form",
    "LongTextField",
    "Refusal",
    "SeenVersion",
    "Submission",
    "TextField",
    "TimeField",
    "YesNoField",
    "form_for",
]
