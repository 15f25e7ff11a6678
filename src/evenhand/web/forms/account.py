"""The form of the sign-in page."""

from django import forms

from evenhand.web.forms.base import Form
from evenhand.web.forms.fields import EmailField

LONGEST_PASSWORD = 1_000


class SignInForm(Form):
    """An e-mail address and a password, and where to go afterwards."""

    email = EmailField(label="Email address", what="your email address")
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput,
        strip=False,
        max_length=LONGEST_PASSWORD,
        error_messages={"required": "Enter your password", "max_length": "Enter your password"},
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)
