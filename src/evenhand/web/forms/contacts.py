"""The forms for checking a contact: who it may be, how they got in touch, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from evenhand.actions.check_contact import Candidate, ContactAnswer
from evenhand.rules.terms import MandatoryService
from evenhand.rules.vocabulary import Channel, Purpose, ServiceId
from evenhand.web.forms import ChoiceField, ConfirmField, Form, TextField

NOBODY = "nobody"
"""Chosen where a name may mean several, and it is none of them."""
_PURPOSE, _SERVICE = "purpose:", "service:"


class CheckForm(Form):
    """One box for whatever the customer gives, and what else is known of the contact.

    It carries no submission token: asking again is a second look, which the record keeps as one.

    Args:
        services: the services that stay open under every restriction.
    """

    identifier = TextField(
        label="Telephone number, email address, name or reference",
        what="a telephone number, email address, name or reference",
        required=False,
        max_length=320,
    )
    withheld = ConfirmField(
        label="The number is withheld, and they have given no name", what="that the number is withheld", required=False
    )
    channel = ChoiceField(
        label="How are they in touch?", what="how they are in touch", choices=Channel, initial=Channel.TELEPHONE
    )
    purpose = ChoiceField(
        label="Is it about one of these?", what="what it is about", choices=(), widget=forms.Select, required=False
    )
    to = TextField(label="Whom do they want to reach?", what="whom they want to reach", required=False, max_length=320)
    issue = TextField(label="What is it about?", what="what it is about", required=False, max_length=320)
    verified = ConfirmField(
        label="I have checked who they are", what="that you have checked who they are", required=False
    )
    customer = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, services: Sequence[MandatoryService], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = services
        field = self.fields["purpose"]
        if isinstance(field, ChoiceField):
            field.choices = [choice for _, choices in self.purposes() for choice in choices]

    def purposes(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What a contact may be about, in groups: each with its heading, its codes and its words."""
        return [
            ("Always allowed", [(f"{_PURPOSE}{one.value}", one.label) for one in Purpose]),
            ("Services that stay open", [(f"{_SERVICE}{one.id}", one.name) for one in self.services]),
        ]

    def arguments(self) -> dict[str, Any]:
        """What the action takes, from a valid form."""
        data = self.cleaned_data
        return {
            "channel": data["channel"],
            "identifier": data["identifier"],
            "customer_id": _customer_id(data["customer"]),
            "nobody": data["customer"] == NOBODY,
            "withheld": data["withheld"],
            "verified": data["verified"],
            "purpose": _purpose(data["purpose"]),
            "to": data["to"],
            "issue": data["issue"],
        }

    def refined(self, answer: ContactAnswer) -> dict[str, object]:
        """What a second look at the same contact starts from, once more is known of it."""
        again = dict(self.cleaned_data)
        if answer.customer is not None:
            again["customer"] = str(answer.customer.id)
        return again


class ChooseForm(CheckForm):
    """The same contact, and whom its name may mean.

    Args:
        candidates: the customers to choose from.
        services: as in `CheckForm`.
    """

    choosing = forms.CharField(required=False, widget=forms.HiddenInput, initial="yes")

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("identifier", "withheld", "channel", "purpose", "to", "issue", "verified"):
            self.fields[name].widget = forms.HiddenInput()
        self.fields["customer"] = ChoiceField(
            label="Choose one",
            what="who it is, or ‘None of these’",
            choices=[*((str(one.id), one.name) for one in candidates), (NOBODY, "None of these")],
            hints={str(one.id): f"Reference {one.reference}" for one in candidates},
        )

    @property
    def has_errors(self) -> bool:
        """Whether the page must show errors: not when the question is put for the first time."""
        return "choosing" in self.data and super().has_errors

    def hidden_value(self, name: str) -> str:
        """What each hidden field carries; a box that is not ticked carries nothing."""
        if name == "choosing":
            return "yes"
        value = super().hidden_value(name)
        return "" if value == "False" else value


def _customer_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _purpose(code: str | None) -> Purpose | ServiceId | None:
    if not code:
        return None
    if code.startswith(_PURPOSE):
        return Purpose(code.removeprefix(_PURPOSE))
    return ServiceId(code.removeprefix(_SERVICE))
